"""What day a time expression means: "30/9/2025", "quý III/2025", "within 10 working days"."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from quarterdeck.core.clarity.lexicon import TimeWords
from quarterdeck.core.clarity.workdays import Workdays, add_working_days

_DAY = timedelta(days=1)
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_CENTURY = 2000


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a time expression is measured from: the day of issue, the calendar, and the numbers of the law.

    `limits` holds `middle_of_month` (day), `middle_of_year` (month) and `days_of_month`, `days_of_year`:
    in Viet Nam Civil Code 2015, Art. 146.
    """

    issued_on: date | None
    calendar: Workdays | None
    limits: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days an expression means, both included; `day` is the last of them, or the one a word points at.

    `kind`: "day", "period" or "length". `pointed` is "end" where a word says the end of a period.
    """

    first: date
    day: date
    kind: str
    assumed_year: bool = False
    pointed: str = ""


class NoIssueDateError(Exception):
    """The expression can be dated only from the day of issue, which is not known."""


def read_moment(found: re.Match[str], time: TimeWords, anchor: Anchor) -> Stretch:
    """The days that a match of one of `time.moments` means.

    Raises `ValueError` for a day that does not exist and `NoIssueDateError`.
    """
    said = {name: value for name, value in found.groupdict().items() if value is not None}
    if "count" in said:
        return _length(said, time, anchor)
    if "day" in said:
        return _day(said, time, anchor)
    if "shift" in said:
        return _pointed(_shifted(said, time, anchor), said, time, anchor)
    unit, index = _unit(said, time)
    year, assumed = _year(said, anchor, lambda one: _period(unit, index, one)[1])
    return _pointed((unit, *_period(unit, index, year), assumed), said, time, anchor)


def _number(word: str, time: TimeWords) -> int:
    word = " ".join(word.split())
    return int(word) if word.isdigit() else time.numbers[word]


def _year(said: Mapping[str, str], anchor: Anchor, last_day: Callable[[int], date]) -> tuple[int, bool]:
    """The year said, or the first in which the expression does not lie before the day of issue."""
    if "year" in said and said["year"].isdigit():
        year = int(said["year"])
        return (year if year >= _CENTURY // 2 else _CENTURY + year), False
    if anchor.issued_on is None:
        raise NoIssueDateError
    year = anchor.issued_on.year
    if "year" in said:
        return year, True
    return (year if last_day(year) >= anchor.issued_on else year + 1), True


def _day(said: Mapping[str, str], time: TimeWords, anchor: Anchor) -> Stretch:
    number, month = int(said["day"]), _number(said["month"], time)
    year, assumed = _year(said, anchor, lambda one: date(one, month, min(number, 28)))
    day = date(year, month, number)
    return Stretch(day, day, "day", assumed, "end" if "hour" in said else "")


def _unit(said: Mapping[str, str], time: TimeWords) -> tuple[str, int]:
    if "quarter" in said:
        return "quarter", _number(said["quarter"], time)
    if "month" in said:
        return "month", _number(said["month"], time)
    if "half" in said:
        months = _number(said["months"], time) if "months" in said else _MONTHS["half"]
        return f"{time.parts[said['half']]}-{months}", 1
    return "year", 1


def _period(unit: str, index: int, year: int) -> tuple[date, date]:
    if "-" in unit:
        part, count = unit.split("-")
        first = 1 if part == "start" else 13 - int(count)
        return date(year, first, 1), _month_end(year, first + int(count) - 1)
    months = _MONTHS[unit]
    last = index * months
    return date(year, last - months + 1, 1), _month_end(year, last)


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - _DAY


def _pointed(period: tuple[str, date, date, bool], said: Mapping[str, str], time: TimeWords, anchor: Anchor) -> Stretch:
    """The period, or the day in it that "early", "mid" or "end" points at."""
    unit, first, last, assumed = period
    part = time.parts.get(said.get("part", ""), "")
    day = last
    if part == "start":
        day = first
    elif part == "middle" and unit == "year":
        day = _month_end(first.year, anchor.limits["middle_of_year"])
    elif part in ("middle", "first_half"):
        middle = last if unit == "month" else first + (last - first) / 2
        day = date(middle.year, middle.month, anchor.limits["middle_of_month"])
    return Stretch(day if part in ("start", "middle") else first, day, "period", assumed, part)


def _shifted(said: Mapping[str, str], time: TimeWords, anchor: Anchor) -> tuple[str, date, date, bool]:
    """This or the next week, month, quarter or year, from the day of issue."""
    if anchor.issued_on is None:
        raise NoIssueDateError
    unit, step = time.units[said["unit"]], time.numbers[said["shift"]]
    if unit == "week":
        monday = anchor.issued_on - _DAY * anchor.issued_on.weekday() + timedelta(weeks=step)
        return unit, monday, monday + 4 * _DAY, True
    length = _MONTHS[unit]
    months = anchor.issued_on.year * 12 + (anchor.issued_on.month - 1) // length * length + step * length
    year, month = divmod(months, 12)
    return unit, date(year, month + 1, 1), _month_end(year, month + length), True


def _length(said: Mapping[str, str], time: TimeWords, anchor: Anchor) -> Stretch:
    if anchor.issued_on is None:
        raise NoIssueDateError
    unit = time.units[" ".join(said["unit"].split())]
    days = {"day": 1, "week": 7, "month": anchor.limits["days_of_month"], "year": anchor.limits["days_of_year"]}
    if unit == "workday":
        end = add_working_days(anchor.issued_on, _number(said["count"], time), anchor.calendar)
    elif time.parts.get(said["count"]) == "half":
        end = anchor.issued_on + _DAY * (days[unit] // 2)
    else:
        end = anchor.issued_on + _DAY * (days[unit] * _number(said["count"], time))
    return Stretch(anchor.issued_on, end, "length", True)
