"""What becomes of reviews and conclusions when areas change."""

from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse

from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.core.links import Backlink, Moved, Told, Touched
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.people.models import Post
from quarterdeck.people.queries import bodies, names, new_bodies, passed
from quarterdeck.reviews.models import Conclusion, Review
from quarterdeck.reviews.queries.reading import reviews, to_be_clarified
from quarterdeck.web.templatetags.quarterdeck.words import localname

ROOM, SHOWN = "reviews", 5


def owned_by_ending(change: AreaChange) -> list[tuple[Conclusion, Post | None]]:
    """Conclusions to be clarified whose owner ends, each with the post that takes over, or None. Three queries."""
    found = bodies(change)
    owned = to_be_clarified().filter(clarify_owner__in=[one.pk for one in found.posts])
    return [(one, found.heir_post(one.clarify_owner)) for one in owned if one.clarify_owner]


def touched(change: AreaChange) -> list[Touched]:
    """Conclusions to be clarified by posts that end, and reviews still to be held with them. Six queries."""
    owned = owned_by_ending(change)
    posts = [one.pk for one in bodies(change).posts]
    coming = reviews().exclude(state=Review.CLOSED).filter(held_on__gte=change.day)
    rows = [
        _told(gettext_noop("Conclusions to be clarified"), [one for one, heir in owned if heir],
              gettext_noop("They pass to the posts of the heirs; their last days stay."), moves=True),
        _told(gettext_noop("Conclusions to be clarified that no heir can take over"),
              [one for one, heir in owned if heir is None],
              gettext_noop("They stay with the old posts: clarify them, or issue them as tasks.")),
        _told(gettext_noop("Reviews with posts that end"),
              list(coming.filter(Q(chairs__in=posts) | Q(attendances__post__in=posts)).distinct()),
              gettext_noop("Name who is to take part in their place.")),
    ]  # fmt: skip
    return [one for one in rows if one.count]


def depending(change: AreaChange) -> list[Touched]:
    """Conclusions that posts of the new units must clarify, and passed ones that are settled. Four queries."""
    moved = {one.ref for one in passed(change, ROOM)}
    owned = to_be_clarified().filter(clarify_owner__organisation__in=[one.pk for one in new_bodies(change)])
    of_moved = Conclusion.objects.filter(review__code__in={ref.rpartition("/")[0] for ref in moved})
    settled = of_moved.exclude(state=Conclusion.TO_BE_CLARIFIED).select_related("review")
    rows = [
        _told(gettext_noop("Conclusions to be clarified by posts of the new units"),
              [one for one in owned if ref_of(one) not in moved],
              gettext_noop("Clarify them, or issue them as tasks.")),
        _told(gettext_noop("Conclusions that the heirs have settled"),
              [one for one in settled if ref_of(one) in moved],
              gettext_noop("They stay as they are: let another event follow instead of withdrawing this one.")),
    ]  # fmt: skip
    return [one for one in rows if one.count]


def ref_of(one: Conclusion) -> str:
    """How other rooms name a conclusion: REVIEW/NUMBER."""
    return f"{one.review.code}/{one.number}"


def _told(what: str, some: Sequence[Conclusion | Review], proposal: str, moves: bool = False) -> Touched:
    return Touched(ROOM, Message(what), len(some), Message(proposal), moves=moves, url=reverse("reviews:index"),
                   examples=tuple(_link(one) for one in some[:SHOWN]))  # fmt: skip


def _link(one: Conclusion | Review) -> Backlink:
    if isinstance(one, Review):
        return Backlink(ROOM, one.code, reverse("reviews:review", args=[one.code]), localname(one, "title"))
    url = reverse("reviews:review", args=[one.review.code])
    return Backlink(ROOM, ref_of(one), f"{url}#conclusion-{one.number}", localname(one, "text"))


def tell(moved: Sequence[Moved]) -> list[Told]:
    """The conclusions that passed to other owners, in words, with their pages. Three queries."""
    codes = {one.ref.rpartition("/")[0] for one in moved}
    rows = {ref_of(one): one for one in Conclusion.objects.filter(review__code__in=codes).select_related("review")}
    known = names({code for one in moved for code in (one.origin, one.heir)})
    found = []
    for one in moved:
        link = _link(rows[one.ref]) if one.ref in rows else Backlink(ROOM, one.ref, "", "")
        title = f"{link.title}: {link.label}" if link.label else link.title
        owners = known.get(one.origin, one.origin), known.get(one.heir, one.heir)
        found.append(Told(Message(gettext_noop("Conclusion to be clarified: owner")), title, link.url, *owners))
    return found
