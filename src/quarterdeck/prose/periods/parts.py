"""The parts of a written time as numbers, and the period that each kind of words makes of them."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from quarterdeck.core.periods import Period, first_months
from quarterdeck.prose.periods.context import Context
from quarterdeck.prose.periods.words import TimeForms

_DAY = timedelta(days=1)
_MIDDLE = 15
YEAR_LENGTH = 12
# How many months "year", "half-year" and "quarter" have where they stand before the last of them.
_LENGTHS = {"whole": YEAR_LENGTH, "six": 6, "three": 3}


class Read:
    """The parts of one form in a text, as numbers."""

    def __init__(self, found: re.Match[str], forms: TimeForms, about: Context) -> None:
        self.parts: Mapping[str, str] = {name: value for name, value in found.groupdict().items() if value}
        self.forms, self.about = forms, about
        self.dated = "year" in self.parts or "rel" in self.parts

    @property
    def year(self) -> int:
        """The year that is written or told by that of the text, else that of the context."""
        if "year" in self.parts:
            return int(self.parts["year"])
        rel = self.parts.get("rel")
        if rel is None:
            return self.about.year
        step = next((n for name, n in self.forms.years.items() if name.endswith(rel)), 0)
        return self.about.now + step if not self.about.given else self.about.year + step

    @property
    def month(self) -> int:
        """The month that is named."""
        return _count(self.parts.get("m") or self.parts["month"], self.forms.months)

    @property
    def count(self) -> int:
        """The number of months or years that is named; 1 where none is."""
        name = self.parts.get("n", "1")
        return int(name) if name.isdigit() else self.forms.counts.get(name, 1)

    @property
    def day(self) -> date:
        """The day that is named."""
        if "d1" in self.parts:
            first, second = int(self.parts["d1"]), int(self.parts["d2"])
            day, month = (first, second) if self.forms.day_first or first > YEAR_LENGTH else (second, first)
            if month > YEAR_LENGTH:
                day, month = month, day
            return date(self.year, month, day)
        return date(self.year, self.month, int(self.parts["day"]))


def _count(name: str, names: Mapping[str, int]) -> int:
    return int(name) if name.isdigit() else names[name]


def _quarter(read: Read) -> Period:
    name = read.parts.get("q") or read.parts["quarter"]
    number = int(name) if name.isdigit() else read.forms.quarters.get(name) or read.forms.quarters[name.lower()]
    return Period(f"{read.year}-Q{number}")


def _to_quarter(read: Read) -> Period:
    return first_months(read.year, _quarter(read).last_day.month)


def _half(read: Read) -> Period:
    name = read.parts["half"]
    return Period(f"{read.year}-S{int(name) if name.isdigit() else read.forms.halves[name]}")


def _half_month(read: Read) -> Period:
    """Up to the 15th of a month, or from the 16th on."""
    month = _month(read)
    middle = date(read.year, read.month, _MIDDLE + 1)
    second = read.parts.get("part") == "2" or read.forms.halves.get(read.parts.get("half", ""), 1) > 1
    return Period.days(middle, month.end) if second else Period.days(month.start, middle)


def _months(read: Read) -> Period:
    quarters = read.parts.get("quarters")
    return first_months(read.year, _count(quarters, read.forms.counts) * 3 if quarters else read.count)


def _last_months(read: Read) -> Period:
    return Period.days(date(read.year, 13 - read.count, 1), date(read.year + 1, 1, 1)).named()


def _ended(read: Read) -> Period:
    """So many months (a year, a half, a quarter) up to the end of a month."""
    count = next((months for name, months in _LENGTHS.items() if name in read.parts), None) or read.count
    end = read.year * YEAR_LENGTH + read.month
    first = end - count
    return Period.days(
        date(first // YEAR_LENGTH, first % YEAR_LENGTH + 1, 1), date(end // YEAR_LENGTH, end % YEAR_LENGTH + 1, 1)
    ).named()


def _month_quarter(read: Read) -> Period:
    """The three months that end with a month: "the June quarter"."""
    first = read.year * YEAR_LENGTH + read.month - 3
    start = date(first // YEAR_LENGTH, first % YEAR_LENGTH + 1, 1)
    return Period.days(start, _month(read).end).named()


def _from_to(read: Read) -> Period:
    first, last = _count(read.parts["from"], read.forms.months), read.month
    start = int(read.parts["y1"]) if "y1" in read.parts else read.year - (first > last)
    end = read.year * YEAR_LENGTH + last
    return Period.days(date(start, first, 1), date(end // YEAR_LENGTH, end % YEAR_LENGTH + 1, 1)).named()


def _month(read: Read) -> Period:
    return Period(f"{read.year}-M{read.month:02}")


def _to_month(read: Read) -> Period:
    return first_months(read.year, read.month)


def _mid(read: Read) -> Period:
    return Period.days(date(read.year, 1, 1), date(read.year, read.month, _MIDDLE + 1))


def year_of(read: Read) -> Period:
    return Period(str(read.year))


def _end_year(read: Read) -> Period:
    """The year that ends; of a fiscal year nobody knows the day."""
    if not read.dated and read.about.fiscal is not None:
        raise KeyError("year")
    return Period(str(read.year))


def _days(read: Read) -> Period:
    """From one day to another; a first day without a year is that before the last one."""
    last = read.day
    month = _count(read.parts["from"], read.forms.months) if "from" in read.parts else last.month
    day = int(read.parts["day1"])
    year = int(read.parts["y1"]) if "y1" in read.parts else last.year - ((month, day) > (last.month, last.day))
    return Period.days(date(year, month, day), last + _DAY).named()


def _years_to(read: Read) -> Period:
    """So many years of which the named one is the last."""
    return Period.days(date(read.year + 1 - read.count, 1, 1), date(read.year + 1, 1, 1))


def _week(read: Read) -> Period:
    """The seven days of which the named one is the last."""
    return Period.days(read.day - 6 * _DAY, read.day + _DAY)


def _first_days(read: Read) -> Period:
    """So many days from the first of a month on."""
    start = _month(read).start
    return Period.days(start, start + read.count * _DAY).named()


def _mids(read: Read) -> Period:
    """From the middle of one month to that of another."""
    whole = _from_to(read)
    last = whole.last_day.replace(day=_MIDDLE)
    return Period.days(whole.start.replace(day=_MIDDLE + 1), last + _DAY).named()


def _until_now(read: Read) -> Period:
    """The year up to the day of the text; what is added up, to the end of the part of the year that it reports on."""
    about, day = read.about, read.about.written
    if day is None and "sum" in read.parts and about.known and about.main.kind != "A":
        day = about.main.last_day
    if day is None or about.fiscal is not None:
        raise KeyError("written")
    return Period.days(date(day.year, 1, 1), day + _DAY)


def _ahead(read: Read) -> Period:
    """So many years from now: where a goal is to be reached."""
    return Period(str(read.about.now + read.count))


def _to_day(read: Read) -> Period:
    return Period.days(date(read.year, 1, 1), read.day + _DAY).named()


PERIODS: Mapping[str, Callable[[Read], Period]] = {
    "quarter": _quarter,
    "quarter_again": _quarter,
    "to_quarter": _to_quarter,
    "half": _half,
    "half_month": _half_month,
    "months": _months,
    "last_months": _last_months,
    "ended": _ended,
    "ended_year": _ended,
    "month_quarter": _month_quarter,
    "from_to": _from_to,
    "month": _month,
    "to_month": _to_month,
    "end_month": _to_month,
    "end_quarter": _to_quarter,
    "mid": _mid,
    "end_year": _end_year,
    "year": year_of,
    "ahead": _ahead,
    "days": _days,
    "mids": _mids,
    "first_days": _first_days,
    "years_to": _years_to,
    "week": _week,
    "until_now": _until_now,
    "target_year": year_of,
    "as_of": _to_day,
    "ytd_day": _to_day,
    "ytd_mid": _mid,
}
