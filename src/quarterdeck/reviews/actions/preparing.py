"""Prepare a review: make it, correct what was said of it, open it, close it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import F

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.links import consequences
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.figures.models import Vintage
from quarterdeck.people.models import Organisation, Post
from quarterdeck.reviews.actions.checks import OVERTAKEN, require_not_closed
from quarterdeck.reviews.actions.telling import tell_invited
from quarterdeck.reviews.models import Attendance, Conclusion, Review


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a review is held, by whom it is called and who writes its minutes."""

    starts_at: time | None = None
    place_vi: str = ""
    place_en: str = ""
    convened_by: Organisation | None = None
    secretary: Post | None = None

    def fields(self) -> dict[str, object]:
        """The columns of a review."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@transaction.atomic
def create_review(
    *, code: str, kind: str = "quarterly", period: Period, ahead: Period, title_vi: str, title_en: str, held_on: date,
    chairs: Sequence[Post] = (), attending: Sequence[Post] = (), setting: Setting | None = None, beside: str = "",
    by: Actor, at: datetime,
) -> Review:  # fmt: skip
    """A new review of `period` that looks ahead to `ahead`; chairs and those attending are asked to come.

    `beside` says why it is made where there is one of this kind and period already; the record keeps it.
    """
    require(by, Right.PREPARE_REVIEW)
    if Review.objects.filter(code=code).exists():
        raise Conflict(Message(gettext_noop("There is already a review {code}."), {"code": code}),
                       remedy=gettext_noop("Open the existing review, or choose another code."))  # fmt: skip
    made = Review.objects.create(
        code=code, kind=kind, period=str(period), ahead=str(ahead), title_vi=title_vi, title_en=title_en,
        held_on=held_on, **(setting or Setting()).fields(),
    )  # fmt: skip
    made.chairs.set(chairs)
    Attendance.objects.bulk_create(
        Attendance(review=made, post=post, noted_at=at, noted_by=by.post_name or by.name)
        for post in dict.fromkeys([*chairs, *attending])
    )
    record(act="review.created", about_kind="review", about=code, reason=beside, by=by, at=at, detail={"kind": kind})
    tell_invited("review.invited", made, by=by, at=at)
    return made


@transaction.atomic
def edit_review(
    *, review: Review, title_vi: str, title_en: str, held_on: date, chairs: Sequence[Post], setting: Setting,
    version: int, by: Actor, at: datetime,
) -> Review:  # fmt: skip
    """Correct what is said of a review that is not closed; refused when someone saved it meanwhile.

    Chairs that were not asked to come before are asked.
    """
    require(by, Right.PREPARE_REVIEW)
    require_not_closed(review)
    before = {"title": review.title_vi, "held_on": review.held_on.isoformat()}
    stood = (review.held_on, review.starts_at, review.place_vi)
    fields = {"title_vi": title_vi, "title_en": title_en, "held_on": held_on, **setting.fields()}
    if not Review.objects.filter(pk=review.pk, version=version).update(**fields, version=F("version") + 1):
        raise Conflict(gettext_noop("Someone else has changed this review meanwhile."), remedy=OVERTAKEN)
    review.refresh_from_db()
    review.chairs.set(chairs)
    asked = set(review.attendances.values_list("post_id", flat=True))
    Attendance.objects.bulk_create(
        Attendance(review=review, post=post, noted_at=at, noted_by=by.post_name or by.name)
        for post in chairs
        if post.pk not in asked
    )
    if stood != (review.held_on, review.starts_at, review.place_vi):
        tell_invited("review.changed", review, by=by, at=at)
    record(act="review.edited", about_kind="review", about=review.code, by=by, at=at, detail={"before": before})
    return review


@transaction.atomic
def name_chair(*, review: Review, post: Post, by: Actor, at: datetime) -> None:
    """Let a post chair a review, beside those that do already; it is asked to come too."""
    require(by, Right.PREPARE_REVIEW)
    require_not_closed(review)
    if review.chairs.filter(pk=post.pk).exists():
        return
    review.chairs.add(post)
    Attendance.objects.get_or_create(
        review=review, post=post, defaults={"noted_at": at, "noted_by": by.post_name or by.name}
    )
    Review.objects.filter(pk=review.pk).update(version=F("version") + 1)
    record(act="review.chair_named", about_kind="review", about=review.code, by=by, at=at, detail={"post": post.code})


@transaction.atomic
def cancel_review(*, review: Review, why: str, version: int, by: Actor, at: datetime) -> Review:
    """Cancel a review that was made by mistake, with the reason. Nothing of it is lost and its code stays taken.

    `BadInput` where something was concluded in it, `Conflict` where somebody changed it meanwhile.
    """
    require(by, Right.PREPARE_REVIEW)
    require_not_closed(review)
    if not why.strip():
        raise BadInput(gettext_noop("Why is it cancelled?"), place="why",
                       remedy=gettext_noop("Write at least one sentence."))  # fmt: skip
    if count := review.conclusions.exclude(state=Conclusion.DRAFT).count():
        raise BadInput(Message(gettext_noop("{count} conclusions were recorded: it was held."), {"count": count}),
                       remedy=gettext_noop("Close it instead."))  # fmt: skip
    fields = {"state": Review.CANCELLED, "cancelled_at": at, "cancelled_why": why.strip(),
              "cancelled_by": by.post_name or by.name}  # fmt: skip
    if not Review.objects.filter(pk=review.pk, version=version).update(**fields, version=F("version") + 1):
        raise Conflict(gettext_noop("Someone else has changed this review meanwhile."), remedy=OVERTAKEN)
    review.refresh_from_db()
    record(act="review.cancelled", about_kind="review", about=review.code, reason=why.strip(), by=by, at=at)
    tell_invited("review.cancelled", review, by=by, at=at)
    return review


@transaction.atomic
def open_review(*, review: Review, vintage: Vintage, early: str = "", by: Actor, at: datetime) -> Review:
    """Freeze what the conference works on: from here every figure of the review is that of the vintage.

    `early` says why it is opened before the figures of its period are cut off; the record keeps it.
    """
    require(by, Right.PREPARE_REVIEW)
    require_not_closed(review)
    if review.state != Review.PREPARING:
        raise Conflict(gettext_noop("The review has already been opened."))
    review.state, review.vintage, review.opened_at = Review.OPEN, vintage, at
    review.version += 1
    review.save(update_fields=["state", "vintage", "opened_at", "version"])
    record(act="review.opened", about_kind="review", about=review.code, reason=early, by=by, at=at,
           detail={"vintage": vintage.code})  # fmt: skip
    return review


@transaction.atomic
def close_review(*, review: Review, by: Actor, at: datetime) -> Review:
    """Close the review and let rooms downstream do what follows from it, e.g. write the notices.

    Refused while a conclusion is still a draft, or a task neither issued nor kept as to be clarified.
    """
    require(by, Right.CLOSE_REVIEW)
    if review.state != Review.OPEN:
        raise Conflict(gettext_noop("Only an open review can be closed."))
    if drafts := review.conclusions.filter(state=Conclusion.DRAFT).count():
        raise BadInput(
            Message(gettext_noop("{count} conclusions are still drafts."), {"count": drafts}),
            remedy=gettext_noop("Record each of them, or discard it."),
        )
    left = review.conclusions.filter(kind=Conclusion.TASK, state=Conclusion.RECORDED)
    loose = ", ".join(str(number) for number in left.values_list("number", flat=True))
    if loose:
        raise BadInput(
            Message(
                gettext_noop("Tasks that were neither issued nor kept: conclusions {numbers}."), {"numbers": loose}
            ),
            remedy=gettext_noop("Issue each of them, or keep it as to be clarified."),
        )
    review.state, review.closed_at = Review.CLOSED, at
    review.version += 1
    review.save(update_fields=["state", "closed_at", "version"])
    record(act="review.closed", about_kind="review", about=review.code, by=by, at=at)
    tell_invited("review.closed", review, by=by, at=at)
    _follow(review, by, at)
    return review


@transaction.atomic
def write_notices(*, review: Review, by: Actor, at: datetime) -> None:
    """Let the notices of a closed review that are not signed yet be written afresh."""
    require(by, Right.CLOSE_REVIEW)
    if review.state != Review.CLOSED:
        raise Conflict(gettext_noop("The review is still going on."), remedy=gettext_noop("Close it first."))
    _follow(review, by, at)


def _follow(review: Review, by: Actor, at: datetime) -> None:
    for follow in consequences("review closed"):
        follow(review.code, by, at)
