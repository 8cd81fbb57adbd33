"""What the screens of the secretaries show while a conference is held."""

from collections.abc import Sequence
from typing import Any, TypeVar
from zlib import crc32

from django.db.models import Count, Max, QuerySet, Sum

from quarterdeck.core.errors import NotFound
from quarterdeck.core.folding import fold
from quarterdeck.core.messages import gettext_noop
from quarterdeck.people.models import Post
from quarterdeck.reviews.models import Conclusion, Opinion, Review
from quarterdeck.web.templatetags.quarterdeck.words import localname

Row = TypeVar("Row", Opinion, Conclusion)


def by_key(review: Review, key: str) -> Opinion | None:
    """The opinion of this review with the key of its form; what was recorded without one goes by its number."""
    found = Opinion.objects.filter(item__review=review).select_related("item__review", "speaker__organisation")
    return _found(found, key)


def draft_by_key(review: Review, key: str) -> Conclusion | None:
    """The conclusion of this review, draft or recorded, with the key of its form, or by its number."""
    found = Conclusion.objects.filter(review=review).select_related("item", "author__organisation")
    return _found(found, key)


def _found(rows: QuerySet[Row], key: str) -> Row | None:
    if not key.isdecimal():
        return rows.filter(form_key=key).first()
    found = rows.filter(pk=int(key), form_key=None).first()
    if found is None:
        raise NotFound(gettext_noop("Nothing was recorded under this number."),
                       remedy=gettext_noop("Keep yours as a new entry, or let it go."))  # fmt: skip
    return found


def stamp(review: Review, order: str) -> str:
    """Differs after everything that is said, concluded, shown or moved: equal stamps, nothing new. Two queries.

    `order` is the `agenda` of the review.
    """
    said = _measure(Opinion.objects.filter(item__review=review))
    concluded = _measure(Conclusion.objects.filter(review=review))
    placed = crc32(order.encode())
    return "-".join(map(str, (review.version, review.screen_version, placed, *said, *concluded)))


def _measure(rows: QuerySet[Any]) -> tuple[int, int, int]:
    found = rows.aggregate(count=Count("pk"), last=Max("pk"), versions=Sum("version"))
    return found["count"], found["last"] or 0, found["versions"] or 0


def entries(review: Review) -> list[dict[str, object]]:
    """Every opinion and conclusion of a review as the secretaries' screen takes them, in order. Two queries."""
    said = Opinion.objects.filter(item__review=review).select_related("speaker__organisation")
    concluded = Conclusion.objects.filter(review=review).select_related("author__organisation")
    return [*map(opinion_entry, said), *map(conclusion_entry, concluded)]


def opinion_entry(one: Opinion) -> dict[str, object]:
    """One opinion as plain values; `who` is the code of the post that spoke."""
    return {
        "key": one.form_key or str(one.pk), "type": "opinion", "item": one.item_id, "version": one.version,
        "who": one.speaker.code, "who_name": who(one.speaker), "text": one.text_vi, "kind": "",
        "withdrawn": one.withdrawn_at is not None, "state": "", "number": None, "by": one.recorded_by,
    }  # fmt: skip


def conclusion_entry(one: Conclusion) -> dict[str, object]:
    """One conclusion or draft of one as plain values; `who` is the code of the post that concludes."""
    return {
        "key": one.form_key or str(one.pk), "type": "conclusion", "item": one.item_id, "version": one.version,
        "who": one.author.code, "who_name": who(one.author), "text": one.text_vi, "kind": one.kind,
        "withdrawn": False, "state": one.state, "number": one.number, "by": "",
    }  # fmt: skip


def who(post: Post) -> str:
    """A post with its organisation where its name does not tell it."""
    name, body = localname(post), localname(post.organisation)
    return name if fold(body) in fold(name) else f"{name}, {body}"


def speakers(invited: Sequence[Post], others: Sequence[Post]) -> list[dict[str, object]]:
    """Whom one may choose as speaker, those who take part first; `find` is what typed letters are looked up in."""
    asked = {one.pk for one in invited}
    listed = [*invited, *(one for one in others if one.pk not in asked)]
    return [{"code": one.code, "name": who(one), "find": _findable(one), "invited": one.pk in asked} for one in listed]


def _findable(post: Post) -> str:
    """Folded words of the post and its organisation, their initials, and both short names."""
    body = post.organisation
    words = fold(f"{post.name_vi} {post.name_en} {body.name_vi} {body.name_en}")
    initials = "".join(word[0] for word in fold(body.name_vi).split() if word[0].isalnum())
    return f"{words} {initials} {fold(f'{body.short_vi} {body.short_en}')} {fold(body.code)}"


def agenda(review: Review) -> str:
    """The items of the agenda in their order, as one text: it differs when the agenda has changed. One query."""
    return "-".join(str(pk) for pk in review.items.values_list("pk", flat=True))
