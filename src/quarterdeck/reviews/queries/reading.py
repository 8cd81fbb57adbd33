"""Read reviews, their agenda, who takes part and what was concluded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from quarterdeck.core.errors import NotFound
from quarterdeck.core.links import Backlink, backlinks_of_many
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.people.models import Post
from quarterdeck.reviews.models import AgendaItem, Attendance, Conclusion, Opinion, Review


def every_review() -> QuerySet[Review]:
    """Every review, also those that were cancelled, newest first."""
    return Review.objects.select_related("vintage", "convened_by", "secretary")


def reviews() -> QuerySet[Review]:
    """Every review that was not cancelled, newest first."""
    return every_review().exclude(state=Review.CANCELLED)


def review(code: str) -> Review:
    """The review with this code, also where it was cancelled; `NotFound` otherwise."""
    found = every_review().filter(code=code).first()
    if found is None:
        raise NotFound(
            Message(gettext_noop("There is no review {code}."), {"code": code}),
            remedy=gettext_noop("Look it up in the list of reviews."),
        )
    return found


def latest() -> Review | None:
    """The review held or to be held last."""
    return reviews().first()


def items(of: Review) -> QuerySet[AgendaItem]:
    """The agenda in order with the opinions that stand and the conclusions that were recorded."""
    said = Opinion.objects.filter(withdrawn_at=None).select_related("speaker__organisation")
    return of.items.select_related("presenter", "carried_from__review", "review").prefetch_related(
        Prefetch("opinions", said), Prefetch("conclusions", recorded().select_related("author"))
    )


def item(of: Review, number: int) -> AgendaItem:
    """One item of the agenda; `NotFound` otherwise."""
    found = items(of).filter(number=number).first()
    if found is None:
        raise NotFound(Message(gettext_noop("The agenda has no item {number}."), {"number": number}))
    return found


def recorded() -> QuerySet[Conclusion]:
    """The conclusions of every review without the drafts of its secretaries."""
    return Conclusion.objects.exclude(state=Conclusion.DRAFT)


def conclusions(of: Review) -> QuerySet[Conclusion]:
    """The conclusions in order, without drafts."""
    return (
        recorded()
        .filter(review=of)
        .select_related("review", "author__organisation", "item", "clarify_owner", "implemented_by")
    )


def conclusion(of: Review, number: int) -> Conclusion:
    """One conclusion; `NotFound` otherwise."""
    found = conclusions(of).filter(number=number).first()
    if found is None:
        raise NotFound(Message(gettext_noop("There is no conclusion {number}."), {"number": number}))
    return found


def to_be_clarified() -> QuerySet[Conclusion]:
    """Conclusions of every review that wait to be made clear, oldest duty first."""
    waiting = Conclusion.objects.filter(state=Conclusion.TO_BE_CLARIFIED)
    return waiting.select_related("review", "clarify_owner").order_by("clarify_by", "pk")


@dataclass(frozen=True, slots=True)
class Linked:
    """A conclusion and what hangs on it in the rooms downstream, e.g. the task issued from it.

    `signed` tells what the signed notice says of it otherwise, where it does (`queries.notices.Signed`).
    """

    conclusion: Conclusion
    links: list[Backlink]
    signed: Any = None


def with_links(of: Review, signed: Mapping[int, Any] | None = None) -> list[Linked]:
    """The conclusions of a review, each with what hangs on it and what the signed notice says of it otherwise."""
    listed = {f"{of.code}/{one.number}": one for one in conclusions(of)}
    found = backlinks_of_many("conclusion", list(listed))
    return [Linked(one, found[ref], (signed or {}).get(one.number or 0)) for ref, one in listed.items()]


def with_counts() -> QuerySet[Review]:
    """Every review, newest first, with the number of items, conclusions and conclusions to be clarified; those that
    were cancelled stand among them."""
    unclear = Q(conclusions__state=Conclusion.TO_BE_CLARIFIED)
    return (
        every_review()
        .annotate(
            item_count=Count("items", distinct=True),
            conclusion_count=Count("conclusions", filter=~Q(conclusions__state=Conclusion.DRAFT), distinct=True),
            unclear_count=Count("conclusions", filter=unclear, distinct=True),
        )
        .order_by("-held_on", "-pk")
    )


def chairs(of: Review) -> list[Post]:
    """The posts that chair a review, with their organisations."""
    return list(of.chairs.select_related("organisation"))


def others_attending(of: Review, chairing: list[Post]) -> list[Post]:
    """The posts that are asked to take part and do not chair, without those noted as absent."""
    asked = of.attendances.exclude(state=Attendance.ABSENT).select_related("post__organisation")
    rows = asked.exclude(post__in=[one.pk for one in chairing])
    return [one.post for one in rows]


def attending(of: Review) -> list[Post]:
    """Every post that takes part, chairs first."""
    chairing = chairs(of)
    return [*chairing, *others_attending(of, chairing)]


def postponed_before(of: Review) -> list[AgendaItem]:
    """What the reviews of the same kind held before put off, and none since has carried on; newest review first."""
    there = AgendaItem.objects.exclude(review__state=Review.CANCELLED)
    past = there.filter(review__kind=of.kind, review__held_on__lt=of.held_on, postponed=True)
    carried = there.filter(carried_from__isnull=False).exclude(review=of).values("carried_from")
    return list(past.exclude(pk__in=carried).select_related("review").order_by("-review__held_on", "number"))


def answering(codes: Sequence[str]) -> QuerySet[Conclusion]:
    """The conclusions that answer difficulties, by their codes."""
    return recorded().filter(difficulty_code__in=codes).select_related("review").order_by("review__held_on", "number")


def of_indicator(code: str) -> QuerySet[AgendaItem]:
    """The agenda items that an indicator's gap has caused."""
    there = AgendaItem.objects.exclude(review__state=Review.CANCELLED)
    return there.filter(kind="gap", ref=code).select_related("review").order_by("-review__held_on")


def conclusions_of(item: AgendaItem) -> QuerySet[Conclusion]:
    """The conclusions drawn on an item, in order."""
    return recorded().filter(item=item).order_by("number")
