"""Prepare a review: make it, build its agenda, open it, close it."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from quarterdeck.audit.actions import record
from quarterdeck.core.agenda import Item
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.figures.models import Vintage
from quarterdeck.people.models import Post
from quarterdeck.reviews.actions.checks import require_not_closed
from quarterdeck.reviews.models import AgendaItem, Attendance, Conclusion, Review


@transaction.atomic
def create_review(
    *, code: str, period: Period, ahead: Period, title_vi: str, title_en: str, held_on: date,
    chairs: Sequence[Post] = (), attending: Sequence[Post] = (), by: Actor, at: datetime,
) -> Review:  # fmt: skip
    """A new review of `period` that looks ahead to `ahead`."""
    require(by, Right.PREPARE_REVIEW)
    if Review.objects.filter(code=code).exists():
        raise Conflict(Message(gettext_noop("There is already a review {code}."), {"code": code}),
                       remedy=gettext_noop("Open the existing review, or choose another code."))  # fmt: skip
    made = Review.objects.create(
        code=code, period=str(period), ahead=str(ahead), title_vi=title_vi, title_en=title_en, held_on=held_on
    )
    made.chairs.set(chairs)
    for post in dict.fromkeys([*chairs, *attending]):
        Attendance.objects.create(review=made, post=post, noted_at=at, noted_by=by.post_name or by.name)
    record(act="review.created", about_kind="review", about=code, by=by, at=at)
    return made


@transaction.atomic
def put_items(*, review: Review, items: Sequence[Item], by: Actor, at: datetime) -> int:
    """Put items on the agenda after those already there; an item already there keeps its place and its evidence is
    renewed while the review is being prepared. Returns how many were added."""
    require(by, Right.PREPARE_REVIEW)
    require_not_closed(review)
    there = {(one.kind, one.ref, one.title_vi): one for one in review.items.all()}
    number = max((one.number for one in there.values()), default=0)
    added = 0
    for item in items:
        old = there.get((item.kind, item.ref, item.title_vi))
        if old is not None:
            if review.state == Review.PREPARING:
                AgendaItem.objects.filter(pk=old.pk).update(evidence=dict(item.evidence), weight=item.weight)
            continue
        number += 1
        added += 1
        AgendaItem.objects.create(
            review=review, number=number, kind=item.kind, ref=item.ref, title_vi=item.title_vi,
            title_en=item.title_en, evidence=dict(item.evidence), weight=item.weight,
        )  # fmt: skip
    record(act="review.agenda", about_kind="review", about=review.code, by=by, at=at, detail={"added": added})
    return added


@transaction.atomic
def move_item(*, item: AgendaItem, to: int, by: Actor, at: datetime) -> None:
    """Give an item another place on the agenda; the others close up."""
    require(by, Right.PREPARE_REVIEW)
    require_not_closed(item.review)
    others = list(item.review.items.exclude(pk=item.pk))
    others.insert(max(min(to, len(others) + 1), 1) - 1, item)
    for number, one in enumerate(others, start=1):
        AgendaItem.objects.filter(pk=one.pk).update(number=number)
    record(act="review.agenda_moved", about_kind="review", about=item.review.code, by=by, at=at,
           detail={"item": item.pk, "to": to})  # fmt: skip


@transaction.atomic
def open_review(*, review: Review, vintage: Vintage, by: Actor, at: datetime) -> Review:
    """Freeze what the conference works on: from here every figure of the review is that of the vintage."""
    require(by, Right.PREPARE_REVIEW)
    if review.state != Review.PREPARING:
        raise Conflict(gettext_noop("The review has already been opened."))
    review.state, review.vintage, review.opened_at = Review.OPEN, vintage, at
    review.version += 1
    review.save(update_fields=["state", "vintage", "opened_at", "version"])
    record(act="review.opened", about_kind="review", about=review.code, by=by, at=at, detail={"vintage": vintage.code})
    return review


@transaction.atomic
def close_review(*, review: Review, by: Actor, at: datetime) -> Review:
    """Close the review; refused while a task conclusion is neither issued nor kept as to be clarified."""
    require(by, Right.CLOSE_REVIEW)
    if review.state != Review.OPEN:
        raise Conflict(gettext_noop("Only an open review can be closed."))
    left = review.conclusions.filter(kind=Conclusion.TASK, state=Conclusion.RECORDED)
    loose = ", ".join(str(number) for number in left.values_list("number", flat=True))
    if loose:
        raise BadInput(
            Message(gettext_noop("{count} conclusions are tasks that were neither issued nor kept."), {"count": loose}),
            remedy=gettext_noop("Issue each of them, or keep it as to be clarified."),
        )
    review.state, review.closed_at = Review.CLOSED, at
    review.version += 1
    review.save(update_fields=["state", "closed_at", "version"])
    record(act="review.closed", about_kind="review", about=review.code, by=by, at=at)
    return review
