"""Prepare the agenda of a review from every room, and freeze what it works on."""

from datetime import date, datetime

from django.db import transaction

from quarterdeck.areas.models import Area
from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.cycle.queries import gather, still_running
from quarterdeck.figures.actions.log import freeze_vintage
from quarterdeck.figures.queries.log import AsKnown
from quarterdeck.prose.write import in_sentence
from quarterdeck.reviews.actions import open_review, put_items
from quarterdeck.reviews.models import Review


@transaction.atomic
def prepare_agenda(*, review: Review, area: Area, today: date, by: Actor, at: datetime) -> int:
    """Put on the agenda what is not there yet and renew the evidence of what is; returns how many were added."""
    require(by, Right.PREPARE_REVIEW)
    items = gather(review=review, area=area, known=AsKnown(at), today=today)
    return put_items(review=review, items=items, by=by, at=at)


@transaction.atomic
def open_with_vintage(*, review: Review, area: Area, today: date, early: str = "", by: Actor, at: datetime) -> Review:
    """Renew the evidence a last time, freeze the vintage and open the review on it.

    Before the figures of its period are cut off that is asked back: `BadInput` unless `early` says why it is done.
    """
    if (day := still_running(review, today)) is not None and not early.strip():
        raise BadInput(
            Message(gettext_noop("The figures of this period are complete only after {day}."), {"day": day}),
            place="early", remedy=gettext_noop("Wait until then, or say why they are frozen already."),
        )  # fmt: skip
    prepare_agenda(review=review, area=area, today=today, by=by, at=at)
    period = Period.parse(review.period)
    vintage = freeze_vintage(
        code=f"{review.code}-review", name_vi=f"Hội nghị {in_sentence(period.label('vi'))}",
        name_en=f"Review of {period.label('en')}", known_on=at, by=by, at=at,
    )  # fmt: skip
    return open_review(review=review, vintage=vintage, early=early.strip(), by=by, at=at)
