"""What the words of a time mean: a period, fiscal years, a day, or steps from what was spoken of."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from quarterdeck.core.errors import BadInput
from quarterdeck.core.periods import Period, first_months
from quarterdeck.prose.periods.context import Context
from quarterdeck.prose.periods.fiscal import part
from quarterdeck.prose.periods.mention import Fiscal, PeriodMention
from quarterdeck.prose.periods.words import TimeForms

DAYS = frozenset({"date"})
# Times that are told by others.
OTHERS = frozenset({"same", "shift", "last", "next", "this", "spoken", "whole", "to_date"})
AS_OF = frozenset({"as_of", "mid", "end_month", "end_year", "until_now"})
_FISCAL = frozenset({"fiscal_part", "fiscal_ended", "fiscal", "fiscal_span", "years"})
_OF_NOW = frozenset({"ahead", "until_now"})
# From this month on a year is told of as a whole: "the past year" is the one that goes on.
LATE = 10
_DAY = timedelta(days=1)
# Years in two digits from this one on are of the last century; no plan has so many years.
_CENTURY, _SPAN = 60, 60
_MIDDLE = 15
_YEAR_LENGTH = 12
# How many months "year", "half-year" and "quarter" have where they stand before the last of them.
_LENGTHS = {"whole": _YEAR_LENGTH, "six": 6, "three": 3}


class _Read:
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
            day, month = (first, second) if self.forms.day_first or first > _YEAR_LENGTH else (second, first)
            if month > _YEAR_LENGTH:
                day, month = month, day
            return date(self.year, month, day)
        return date(self.year, self.month, int(self.parts["day"]))


def _count(name: str, names: Mapping[str, int]) -> int:
    return int(name) if name.isdigit() else names[name]


def meant(means: str, found: re.Match[str], forms: TimeForms, about: Context) -> PeriodMention | None:
    """What the form `found` means; None for numbers that no such form has (the 13th month, 31 February)."""
    read = _Read(found, forms, about)
    start, end = _start(means, found), found.end()
    if means in ("none", "time"):
        year = int(read.parts["year"]) if "year" in read.parts else None
        return PeriodMention(start, end, None, dated=year is not None, means=means, year=year)
    if means in OTHERS:
        return _told_by_others(means, start, end, read)
    try:
        if means == "date":
            if not (read.dated or about.year):
                return PeriodMention(start, end, None, dated=False, means=means)
            return PeriodMention(start, end, None, dated=read.dated, means=means, day=read.day)
        if means in _FISCAL:
            return _of_years(means, found, read)
        if not (read.dated or about.year):
            return PeriodMention(start, end, None, dated=False, means=means)
        period = _PERIODS[means](read)
    except (BadInput, ValueError, KeyError):
        return None
    if not read.dated and means not in _OF_NOW:
        period = about.dated(period)
    year = period.year if "year" in read.parts else None
    return PeriodMention(start, end, period, means in AS_OF, read.dated, means, year=year)


def _of_years(means: str, found: re.Match[str], read: _Read) -> PeriodMention | None:
    """Spans of years, fiscal years and their parts."""
    if means == "fiscal_part":
        return part(found, read.forms, read.about)
    if means == "fiscal_ended":
        return _fiscal_ended(found.start(), found.end(), read)
    return _years(means, found.start(), found.end(), read, found[0])


def _start(means: str, found: re.Match[str]) -> int:
    """A year is named by its digits alone; the small words before it belong to what is said of it."""
    return found.start("year") if means in ("year", "target_year") else found.start()


def _told_by_others(means: str, start: int, end: int, read: _Read) -> PeriodMention:
    unit = (
        "months"
        if "stretch" in read.parts
        else "fiscal"
        if "fiscal" in read.parts
        else read.forms.units.get(read.parts.get("unit", ""), "period")
    )
    year = int(read.parts["year"]) if "year" in read.parts else None
    late = "past" in read.parts and read.about.written is not None and read.about.written.month >= LATE
    step = 0 if late else {"next": 1, "last": -1, "shift": -read.count, "same": -1}.get(means, 0)
    return PeriodMention(start, end, None, dated=year is not None, means=means, unit=unit, step=step, year=year)


def _years(means: str, start: int, end: int, read: _Read, written: str) -> PeriodMention | None:
    """Spans of years: "2015-2019" is a span, "2023-24" and "fiscal 2024" are fiscal years."""
    parts = read.parts
    if "y" in parts:
        year = _full(parts["y"])
        return PeriodMention(start, end, None, means=means, fiscal=Fiscal(year, year, ""), year=year)
    first = _full(parts["y1"])
    last = _second(first, parts.get("y3") or parts["y2"])
    mark = "/" if "/" in written else "-"
    if means == "fiscal_span":
        return PeriodMention(start, end, None, means=means, fiscal=Fiscal(first, last, mark), year=last)
    if means == "fiscal" and last == first + 1:
        return PeriodMention(start, end, None, means=means, fiscal=Fiscal(first, first, mark), year=first)
    if not first < last < first + _SPAN:
        return None
    period = Period.days(date(first, 1, 1), date(last + 1, 1, 1))
    return PeriodMention(start, end, period, means="years", year=last)


def _fiscal_ended(start: int, end: int, read: _Read) -> PeriodMention:
    """The fiscal year that ends with a month: "the financial year ending 30 June 1993"; one to December is a year."""
    if read.month == _YEAR_LENGTH:
        return PeriodMention(start, end, _year(read), means="year", year=read.year)
    first = read.year - 1
    return PeriodMention(start, end, None, means="fiscal", fiscal=Fiscal(first, first, "/"), year=first)


def _full(written: str) -> int:
    """The year of a fiscal year, which may be written in two digits: FY23."""
    year = int(written)
    return year if len(written) > 2 else year + (1900 if year >= _CENTURY else 2000)


def _second(first: int, written: str) -> int:
    """The last year of a pair, whose century may be left out."""
    return int(written) if len(written) > 2 else first - first % 100 + int(written) + 100 * (int(written) < first % 100)


def _quarter(read: _Read) -> Period:
    name = read.parts.get("q") or read.parts["quarter"]
    number = int(name) if name.isdigit() else read.forms.quarters.get(name) or read.forms.quarters[name.lower()]
    return Period(f"{read.year}-Q{number}")


def _to_quarter(read: _Read) -> Period:
    return first_months(read.year, _quarter(read).last_day.month)


def _half(read: _Read) -> Period:
    name = read.parts["half"]
    return Period(f"{read.year}-S{int(name) if name.isdigit() else read.forms.halves[name]}")


def _half_month(read: _Read) -> Period:
    """Up to the 15th of a month, or from the 16th on."""
    month = _month(read)
    middle = date(read.year, read.month, _MIDDLE + 1)
    second = read.parts.get("part") == "2" or read.forms.halves.get(read.parts.get("half", ""), 1) > 1
    return Period.days(middle, month.end) if second else Period.days(month.start, middle)


def _months(read: _Read) -> Period:
    quarters = read.parts.get("quarters")
    return first_months(read.year, _count(quarters, read.forms.counts) * 3 if quarters else read.count)


def _last_months(read: _Read) -> Period:
    return Period.days(date(read.year, 13 - read.count, 1), date(read.year + 1, 1, 1)).named()


def _ended(read: _Read) -> Period:
    """So many months (a year, a half, a quarter) up to the end of a month."""
    count = next((months for name, months in _LENGTHS.items() if name in read.parts), None) or read.count
    end = read.year * _YEAR_LENGTH + read.month
    first = end - count
    return Period.days(
        date(first // _YEAR_LENGTH, first % _YEAR_LENGTH + 1, 1), date(end // _YEAR_LENGTH, end % _YEAR_LENGTH + 1, 1)
    ).named()


def _month_quarter(read: _Read) -> Period:
    """The three months that end with a month: "the June quarter"."""
    first = read.year * _YEAR_LENGTH + read.month - 3
    start = date(first // _YEAR_LENGTH, first % _YEAR_LENGTH + 1, 1)
    return Period.days(start, _month(read).end).named()


def _from_to(read: _Read) -> Period:
    first, last = _count(read.parts["from"], read.forms.months), read.month
    start = int(read.parts["y1"]) if "y1" in read.parts else read.year - (first > last)
    end = read.year * _YEAR_LENGTH + last
    return Period.days(date(start, first, 1), date(end // _YEAR_LENGTH, end % _YEAR_LENGTH + 1, 1)).named()


def _month(read: _Read) -> Period:
    return Period(f"{read.year}-M{read.month:02}")


def _to_month(read: _Read) -> Period:
    return first_months(read.year, read.month)


def _mid(read: _Read) -> Period:
    return Period.days(date(read.year, 1, 1), date(read.year, read.month, _MIDDLE + 1))


def _year(read: _Read) -> Period:
    return Period(str(read.year))


def _end_year(read: _Read) -> Period:
    """The year that ends; of a fiscal year nobody knows the day."""
    if not read.dated and read.about.fiscal is not None:
        raise KeyError("year")
    return Period(str(read.year))


def _days(read: _Read) -> Period:
    """From one day to another; a first day without a year is that before the last one."""
    last, month = read.day, _count(read.parts["from"], read.forms.months)
    day = int(read.parts["day1"])
    year = int(read.parts["y1"]) if "y1" in read.parts else last.year - ((month, day) > (last.month, last.day))
    return Period.days(date(year, month, day), last + _DAY).named()


def _until_now(read: _Read) -> Period:
    """The year up to the day of the text."""
    if read.about.written is None or read.about.fiscal is not None:
        raise KeyError("written")
    return Period.days(date(read.about.written.year, 1, 1), read.about.written + _DAY)


def _ahead(read: _Read) -> Period:
    """So many years from now: where a goal is to be reached."""
    return Period(str(read.about.now + read.count))


def _to_day(read: _Read) -> Period:
    return Period.days(date(read.year, 1, 1), read.day + _DAY).named()


_PERIODS: Mapping[str, Callable[[_Read], Period]] = {
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
    "mid": _mid,
    "end_year": _end_year,
    "year": _year,
    "ahead": _ahead,
    "days": _days,
    "until_now": _until_now,
    "target_year": _year,
    "as_of": _to_day,
    "ytd_day": _to_day,
}
