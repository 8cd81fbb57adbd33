"""Prepare the agenda of a review from every room, and freeze what it works on."""

from datetime import date, datetime, timedelta

from django.db import transaction

from quarterdeck.areas.models import Area
from quarterdeck.core.agenda import Item, in_order
from quarterdeck.core.periods import Period
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.difficulties.queries import for_agenda as difficulties_for_agenda
from quarterdeck.figures.actions.log import freeze_vintage
from quarterdeck.figures.queries.agenda import for_agenda as gaps_for_agenda
from quarterdeck.figures.queries.log import AsKnown
from quarterdeck.reviews.actions import open_review, put_items
from quarterdeck.reviews.models import Review
from quarterdeck.reviews.queries import to_be_clarified
from quarterdeck.tasks.queries import for_agenda as tasks_for_agenda

# Tasks due within this time after the review are on its agenda.
HORIZON = timedelta(days=14)


def gather(*, review: Review, area: Area, known: AsKnown, today: date) -> list[Item]:
    """What the review must look at, heaviest first: gaps, difficulties, tasks, and what was left unclear before."""
    items = [
        *gaps_for_agenda(Period.parse(review.period), area, known),
        *difficulties_for_agenda(today),
        *tasks_for_agenda(today, today + HORIZON),
        *_carried(review),
    ]
    return in_order(items)


def _carried(review: Review) -> list[Item]:
    return [
        Item("conclusion", f"{one.review.code}/{one.number}", one.text_vi, one.text_en or one.text_vi,
             {"why": one.clarify_why, "clarify_by": one.clarify_by.isoformat() if one.clarify_by else ""}, 150)
        for one in to_be_clarified().exclude(review=review)
    ]  # fmt: skip


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
