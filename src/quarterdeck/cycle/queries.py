"""What every room puts before a review."""

from dataclasses import dataclass
from datetime import date, timedelta

from quarterdeck.areas.models import Area
from quarterdeck.areas.queries import province
from quarterdeck.core.agenda import Item, in_order
from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.difficulties.queries import for_agenda as difficulties_for_agenda
from quarterdeck.figures.queries.agenda import for_agenda as gaps_for_agenda
from quarterdeck.figures.queries.log import AsKnown
from quarterdeck.reviews.models import Review
from quarterdeck.reviews.queries import to_be_clarified
from quarterdeck.tasks.queries import for_agenda as tasks_for_agenda

# Tasks due within this time after the review are on its agenda.
HORIZON = timedelta(days=14)


def province_code(today: date) -> str:
    """The code of the province that this store steers; `NotFound` where none is alive."""
    found = province(today)
    if found is None:
        raise NotFound(gettext_noop("No province exists today."), remedy=gettext_noop("Look at the areas."))
    return found.code


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


@dataclass(frozen=True, slots=True)
class Gathered:
    """An item and whether it is on the agenda already."""

    item: Item
    there: bool


def told(review: Review, items: list[Item]) -> list[Gathered]:
    """Each item with whether the agenda has it."""
    there = set(review.items.values_list("kind", "ref"))
    return [Gathered(one, (one.kind, one.ref) in there) for one in items]
