"""Working days as the check sees them: a country's calendar where it knows the year, else Monday to Friday."""

from datetime import date, timedelta
from typing import Protocol

from quarterdeck.core.errors import BadInput

_DAY = timedelta(days=1)
_SATURDAY = 5


class Workdays(Protocol):
    """What the check asks of a calendar; `quarterdeck.core.calendars.WorkingCalendar` answers it."""

    def is_working(self, day: date) -> bool:
        """Whether offices work on `day`; `BadInput` for a year it does not know."""


def is_working(day: date, calendar: Workdays | None) -> bool:
    """Whether offices work on `day`. In a year that the calendar does not know only weekends are seen."""
    if calendar is not None:
        try:
            return calendar.is_working(day)
        except BadInput:
            # An unverified year must not stop a task from being written: the weekend is certain, the rest is not.
            return day.weekday() < _SATURDAY
    return day.weekday() < _SATURDAY


def next_working(day: date, calendar: Workdays | None) -> date:
    """`day` itself if it is worked, else the first working day after it."""
    while not is_working(day, calendar):
        day += _DAY
    return day


def working_days_after(day: date, until: date, calendar: Workdays | None) -> int:
    """How many working days follow `day` up to and with `until`."""
    days = (day + _DAY * step for step in range(1, (until - day).days + 1))
    return sum(is_working(one, calendar) for one in days)


def add_working_days(day: date, count: int, calendar: Workdays | None) -> date:
    """The last of the `count` working days that follow `day`; `day` itself is not counted."""
    while count:
        day += _DAY
        count -= is_working(day, calendar)
    return day
