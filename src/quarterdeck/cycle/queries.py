"""What every room puts before a review."""

from dataclasses import dataclass, replace
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
from quarterdeck.reviews.models import AgendaItem, Review
from quarterdeck.reviews.queries import postponed_before, to_be_clarified
from quarterdeck.reviews.queries.planning import closes_on
from quarterdeck.tasks.queries import for_agenda as tasks_for_agenda

# Tasks due within this time after the review are on its agenda.
HORIZON = timedelta(days=14)
# How much heavier an item is that an earlier review put off.
CARRIED = 500


def province_code(today: date) -> str:
    """The code of the province that this store steers; `NotFound` where none is alive."""
    found = province(today)
    if found is None:
        raise NotFound(gettext_noop("No province exists today."), remedy=gettext_noop("Look at the areas."))
    return found.code


def gather(*, review: Review, area: Area, known: AsKnown, today: date) -> list[Item]:
    """What the review must look at, heaviest first: gaps, difficulties, tasks, what was left unclear and what was put
    off before."""
    found = [
        *gaps_for_agenda(Period.parse(review.period), area, known),
        *difficulties_for_agenda(today),
        *tasks_for_agenda(today, max(today, review.held_on) + HORIZON),
        *_unclear(review),
    ]
    return in_order(_with_carried(found, postponed_before(review)))


def _with_carried(found: list[Item], before: list[AgendaItem]) -> list[Item]:
    """What rooms gather now, those put off before marked and heavier, and those that no room gathers any more."""
    carried = {(one.kind, one.ref): one for one in before if one.ref}
    items = [_marked(item, carried.pop((item.kind, item.ref), None)) for item in found]
    rest = [one for one in before if not one.ref or (one.kind, one.ref) in carried]
    return items + [
        Item(one.kind, one.ref, one.title_vi, one.title_en,
             {**one.evidence, "carried_from": _ref(one)}, one.weight + CARRIED)
        for one in rest
    ]  # fmt: skip


def _marked(item: Item, before: AgendaItem | None) -> Item:
    if before is None:
        return item
    evidence = {**item.evidence, "carried_from": _ref(before)}
    return replace(item, evidence=evidence, weight=item.weight + CARRIED)


def _ref(one: AgendaItem) -> str:
    return f"{one.review.code}/{one.number}"


def _unclear(review: Review) -> list[Item]:
    return [
        Item("conclusion", f"{one.review.code}/{one.number}", one.text_vi, one.text_en or one.text_vi,
             {"why": one.clarify_why, "clarify_by": one.clarify_by.isoformat() if one.clarify_by else ""}, 150)
        for one in to_be_clarified().exclude(review=review)
    ]  # fmt: skip


def still_running(review: Review, today: date) -> date | None:
    """The last day that the figures of its period cover, where it has not passed yet."""
    day = closes_on(review)
    return day if today <= day else None


@dataclass(frozen=True, slots=True)
class Gathered:
    """An item and whether it is on the agenda already."""

    item: Item
    there: bool


def told(review: Review, items: list[Item]) -> list[Gathered]:
    """Each item with whether the agenda has it."""
    there = set(review.items.values_list("kind", "ref", "title_vi"))
    refs = {(kind, ref) for kind, ref, _title in there if ref}
    return [Gathered(one, (one.kind, one.ref) in refs or (one.kind, one.ref, one.title_vi) in there) for one in items]
