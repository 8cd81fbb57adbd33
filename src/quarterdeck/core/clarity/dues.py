"""Deadlines in a text: which dates are deadlines, what day each means, and which one is the task's."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from quarterdeck.core.clarity.lexicon import Marker, TimeWords
from quarterdeck.core.clarity.moments import Anchor, NoIssueDateError, Stretch, read_moment

_DAY = timedelta(days=1)
_WINDOW = 60
_UNMARKED = 0
_ORDERS = 3  # the weight of markers that only deadlines have ("before", "no later than"); "in" and "on" also tell data


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as the text gives it: `day` is the last day that counts, None with a `problem`.

    `kind`: "day", "before" (the day named is left out), "period" or "length". `first` is the first day of a
    period. `problem`: "no_such_day", "no_issue_date" or "condition" (runs from an event that has no date).
    `start` and `end` are the place in the composed text, marker included.
    """

    day: date | None
    first: date | None
    kind: str
    weight: int
    assumed_year: bool
    start: int
    end: int
    milestone: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The task's deadline among those of a text; `rivals` are others that are just as good."""

    deadline: Deadline | None
    rivals: tuple[Deadline, ...] = ()


def find_deadlines(key: str, time: TimeWords, anchor: Anchor, start: int = 0, end: int | None = None) -> list[Deadline]:
    """Every deadline between two places of a folded text, from left to right."""
    found = []
    for moment in _moments(key, time, start, len(key) if end is None else end):
        deadline = _deadline(key, moment, time, anchor)
        if deadline is not None:
            found.append(deadline)
    return found


def read_due(key: str, time: TimeWords, anchor: Anchor) -> Chosen:
    """The deadline in a field or label of its own, where a date needs no marker: "30/9/2025", "quý III/2025".

    A day that is past stays the deadline: there it cannot be anything else.
    """
    said = find_deadlines(key, time, anchor) or [
        _resolved(moment, None, moment.start(), time, anchor, key) for moment in _moments(key, time, 0, len(key))
    ]
    chosen = choose(said, anchor.issued_on)
    return chosen if chosen.deadline or chosen.rivals else choose(said, None)


def choose(deadlines: Sequence[Deadline], issued_on: date | None) -> Chosen:
    """The deadline of the task.

    Dates that are past on the day of issue, milestones and lighter markers give way; of a day inside a period
    the day wins. What remains and differs are rivals: then no deadline is chosen.
    """
    dated = [one for one in deadlines if one.day is not None]
    ahead = [one for one in dated if issued_on is None or (one.day and one.day > issued_on)]
    orders = ahead or [one for one in dated if one.weight >= _ORDERS]
    said = orders or [one for one in deadlines if one.problem]
    final = [one for one in said if not one.milestone] or said
    heaviest = [one for one in final if one.weight == max(other.weight for other in final)]
    distinct = list({one.day: one for one in reversed(heaviest)}.values())
    narrow = [one for one in distinct if not any(_holds(one, other) for other in distinct if other is not one)]
    if len(narrow) == 1:
        return Chosen(narrow[0])
    return Chosen(None, tuple(sorted(narrow, key=lambda one: one.start)))


def _holds(period: Deadline, other: Deadline) -> bool:
    if period.kind != "period" or not (period.first and period.day and other.day and other.first):
        return False
    wider = (period.day - period.first) > (other.day - other.first)
    return wider and period.first <= other.day <= period.day


def _moments(key: str, time: TimeWords, start: int, end: int) -> list[re.Match[str]]:
    """The time expressions, the longest where they overlap, in the order of the text."""
    found = [match for pattern in time.moments for match in pattern.finditer(key, start, end)]
    taken: list[re.Match[str]] = []
    for match in sorted(found, key=lambda one: (one.start() - one.end(), one.start())):
        if all(match.end() <= other.start() or other.end() <= match.start() for other in taken):
            taken.append(match)
    return sorted(taken, key=lambda one: one.start())


def _deadline(key: str, moment: re.Match[str], time: TimeWords, anchor: Anchor) -> Deadline | None:
    """The deadline that a time expression makes with the words before it; None where it is no deadline."""
    before = key[max(0, moment.start() - _WINDOW) : moment.start()]
    marker, length = _marker(before, time.markers)
    outside = before[: len(before) - length]
    groups = moment.groupdict()
    dated = (groups.get("day") is not None and groups.get("year") is not None) or groups.get("part") is not None
    firm = marker is not None and marker.weight >= _ORDERS
    if time.not_due.search(before) or (not firm and time.not_due.search(outside)):
        return None
    if (marker is None or marker.kind == "on") and (not dated or (groups.get("day") and time.citation.search(outside))):
        return None
    if groups.get("count") is not None and (marker is None or marker.kind == "on"):
        return None
    return _resolved(moment, marker, moment.start() - length, time, anchor, key)


def _marker(before: str, markers: Sequence[Marker]) -> tuple[Marker | None, int]:
    """The longest marker that ends where the time expression begins, and its length."""
    matches = [(one, found) for one in markers if (found := one.pattern.search(before))]
    if not matches:
        return None, 0
    marker, found = max(matches, key=lambda pair: len(pair[1].group()))
    return marker, len(found.group())


def _resolved(
    moment: re.Match[str], marker: Marker | None, start: int, time: TimeWords, anchor: Anchor, key: str
) -> Deadline:
    weight = marker.weight if marker else _UNMARKED
    milestone = bool(time.milestone.search(key[max(0, start - _WINDOW) : start]))
    begins = time.starts.match(key, moment.end())
    end = begins.end() if begins else moment.end()

    def broken(problem: str) -> Deadline:
        return Deadline(None, None, "day", weight, False, start, end, milestone, problem)

    if moment.groupdict().get("count") is not None and not begins and time.conditions.match(key, moment.end()):
        return broken("condition")
    try:
        stretch = read_moment(moment, time, anchor)
    except NoIssueDateError:
        return broken("no_issue_date")
    except (ValueError, KeyError, OverflowError):
        return broken("no_such_day")
    day, kind = _last_day(stretch, marker)
    return Deadline(day, min(stretch.first, day), kind, weight, stretch.assumed_year, start, end, milestone)


def _last_day(stretch: Stretch, marker: Marker | None) -> tuple[date, str]:
    """The last day that counts: "before" leaves out the day or the period it names."""
    if marker is None or marker.kind != "before" or stretch.pointed == "end" or stretch.kind == "length":
        return stretch.day, stretch.kind
    return (stretch.first if stretch.kind == "period" else stretch.day) - _DAY, "before"


def earlier_dates(deadlines: Sequence[Deadline], due: date, issued_on: date) -> Iterator[date]:
    """The dated steps between the day of issue and the due date, in order."""
    yield from sorted({one.day for one in deadlines if one.day and issued_on < one.day < due})
