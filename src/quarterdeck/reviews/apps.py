"""Start-up of the room."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from quarterdeck.core.citing import Citer, register_citer
from quarterdeck.core.links import Backlink, Follower, register_backlinks, register_follower, register_teller
from quarterdeck.core.rights import Right


class ReviewsConfig(AppConfig):
    """The room as Django knows it."""

    name = "quarterdeck.reviews"
    label = "reviews"

    def ready(self) -> None:
        """Let the page of an indicator show the reviews that looked at it, and what is unclear follow heirs."""
        from quarterdeck.core.duties import register_duties
        from quarterdeck.reviews import actions, queries
        from quarterdeck.reviews.queries.citing import settled_citations
        from quarterdeck.reviews.queries.duties import of_posts

        register_backlinks("indicator", _items_of_indicator)
        register_backlinks("difficulty", _answers_to_difficulty)
        register_citer(Citer("conclusion", Right.RECORD_CONCLUSION, _conclusions_citing, settled_citations))
        register_teller("reviews", queries.tell)
        register_duties("reviews", of_posts)
        register_follower(
            Follower(
                room="reviews", touched=queries.touched, depending=queries.depending,
                transfer=lambda change, by, at: actions.follow_change(change=change, by=by, at=at),
                give_back=lambda change, moved, by, at: actions.give_back(change=change, moved=moved, by=by, at=at),
            )
        )  # fmt: skip


def _conclusions_citing(refs: Sequence[str]) -> dict[str, Backlink]:
    """The places of conclusions "REVIEW/NUMBER" that cite a document."""
    from quarterdeck.reviews.queries.citing import named_conclusions
    from quarterdeck.web.templatetags.quarterdeck.words import localname

    return {
        ref: Backlink("reviews", localname(one, "text"),
                      f"{reverse('reviews:review', args=[one.review.code])}#conclusion-{one.number}",
                      _("cited by conclusion {ref}").format(ref=ref))
        for ref, one in named_conclusions(refs).items()
    }  # fmt: skip


def _answers_to_difficulty(code: str) -> list[Backlink]:
    from quarterdeck.reviews.queries import answering
    from quarterdeck.web.templatetags.quarterdeck.words import localname

    return [
        Backlink("reviews", localname(one, "text"),
                 f"{reverse('reviews:review', args=[one.review.code])}#conclusion-{one.number}", _("answered by"))
        for one in answering([code])
    ]  # fmt: skip


def _items_of_indicator(code: str) -> list[Backlink]:
    from quarterdeck.reviews.queries import conclusions_of, of_indicator

    found = []
    english = (get_language() or "vi").startswith("en")
    for item in of_indicator(code):
        url = reverse("reviews:review", args=[item.review.code])
        title = item.review.title_en if english else item.review.title_vi
        found.append(Backlink("reviews", title, f"{url}?item={item.number}", _("on the agenda")))
        for one in conclusions_of(item):
            text = (one.text_en or one.text_vi) if english else one.text_vi
            found.append(Backlink("reviews", text, f"{url}?item={item.number}#conclusion-{one.number}", _("concluded")))
    return found
