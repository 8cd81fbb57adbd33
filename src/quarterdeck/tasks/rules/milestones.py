"""Milestones on the way of a task: where they may lie, how each stands, and how long the way is without one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from quarterdeck.core.calendars import WorkingCalendar
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.tasks.rules.extending import refuse_day_off

MET, MET_LATE, MISSED, AHEAD = "met", "met_late", "missed", "ahead"
# How a milestone stands, with its label and who must act on it.
MILESTONE_STATES: Mapping[str, tuple[str, str]] = {
    MET: (gettext_noop("met in time"), "nobody"),
    MET_LATE: (gettext_noop("met late"), "nobody"),
    MISSED: (gettext_noop("not met, past its day"), "lead"),
    AHEAD: (gettext_noop("ahead"), "lead"),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """The longest stretch without a milestone, in calendar days, with the days between which it lies."""

    days: int
    first: date
    last: date


def milestone_state(due: date, met_on: date | None, today: date) -> str:
    """How a milestone stands on a day, a key of `MILESTONE_STATES`; what was met late stays met late."""
    if met_on is not None:
        return MET if met_on <= due else MET_LATE
    return MISSED if today > due else AHEAD


def longest_gap(issued_on: date, due: date, milestones: Iterable[date]) -> Gap:
    """The longest stretch from the issue over the milestones to the due date.

    >>> longest_gap(date(2024, 1, 1), date(2024, 3, 31), [date(2024, 2, 15)]).days
    45
    """
    days = sorted({issued_on, due, *(day for day in milestones if issued_on < day < due)})
    first, last = max(pairwise(days), key=lambda pair: (pair[1] - pair[0]).days)
    return Gap((last - first).days, first, last)


def refuse_milestone(day: date, *, today: date, due: date, calendar: WorkingCalendar, place: str = "due") -> None:
    """Refuse a day for a milestone that is not after today, after the task's due date, or not worked."""
    if day < today:
        raise BadInput(
            gettext_noop("A milestone lies ahead; this day is past."), place=place,
            remedy=Message(gettext_noop("The first working day from today is {day}."),
                           {"day": calendar.next_working(today)}),
        )  # fmt: skip
    if day > due:
        raise BadInput(
            Message(gettext_noop("A milestone lies on the way: not after {due}, the due date of the task."),
                    {"due": due}),
            remedy=gettext_noop("Choose an earlier day, or ask for an extension of the task first."), place=place,
        )  # fmt: skip
    refuse_day_off(day, calendar, place)


def refuse_past(due: date, met_on: date | None, today: date) -> None:
    """Refuse to move or take away a milestone that was met or whose day is past: what was late stays visible."""
    if met_on is not None:
        raise Conflict(
            gettext_noop("This milestone was met; it stays as it is."),
            remedy=gettext_noop("Plan another one for what is still to come."),
        )
    if today > due:
        raise Conflict(
            gettext_noop("The day of this milestone is past; it is not moved and not taken away."),
            remedy=gettext_noop("Note when it was met, or plan another one for what is still to come."),
        )
