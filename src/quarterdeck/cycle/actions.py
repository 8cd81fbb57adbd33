"""Prepare the agenda of a review from every room, and freeze what it works on."""

from datetime import date, datetime

from django.db import transaction

from quarterdeck.areas.models import Area
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.cycle.queries import gather
from quarterdeck.figures.actions.log import freeze_vintage
from quarterdeck.figures.queries.log import AsKnown
from quarterdeck.reviews.actions import open_review, put_items
from quarterdeck.reviews.models import Review


@transaction.atomic
def prepare_agenda(*, review: Review, area: Area, today: date, by: Actor, at: datetime) -> int:
    """Put on the agenda what is not there yet and renew the evidence of what is; returns how many were added."""
    require(by, Right.PREPARE_REVIEW)
    items = gather(review=review, area=area, known=AsKnown(at), today=today)
    return put_items(review=review, items=items, by=by, at=at)


@transaction.atomic
def open_with_vintage(*, review: Review, area: Area, today: date, by: Actor, at: datetime) -> Review:
    """Renew the evidence a last time, freeze the vintage and open the review on it."""
    prepare_agenda(review=review, area=area, today=today, by=by, at=at)
    vintage = freeze_vintage(
        code=f"{review.code}-review", name_vi=f"Hội nghị {review.code}", name_en=f"Review {review.code}",
        known_on=at, by=by, at=at,
    )  # fmt: skip
    return open_review(review=review, vintage=vintage, by=by, at=at)
