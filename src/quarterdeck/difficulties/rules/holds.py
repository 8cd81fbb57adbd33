"""Whose clock runs for a task that stands still for a difficulty."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Held:
    """A task stood still for the difficulty `code` on the days [since, until); `until` None: it still does."""

    code: str
    since: date
    until: date | None


def days_held(holds: Iterable[Held], day: date) -> int:
    """How many days up to `day` a task waited for answers of others; a day held twice counts once.

    >>> days_held([Held("KK-2024-001", date(2024, 3, 1), date(2024, 3, 5))], date(2024, 3, 27))
    4
    """
    total, reached = 0, date.min
    for one in sorted(holds, key=lambda held: held.since):
        first, last = max(one.since, reached), min(one.until or day, day)
        total += max((last - first).days, 0)
        reached = max(reached, last)
    return total


def days_held_late(holds: Iterable[Held], due: date, day: date) -> int:
    """How many of the days after the due date were the clock of whoever was to answer."""
    later = [Held(one.code, max(one.since, due), one.until) for one in holds]
    return days_held([one for one in later if one.until is None or one.until > one.since], day)
