"""What the words of a time mean: a period, fiscal years, a day, or steps from what was spoken of."""

import re
from datetime import date

from quarterdeck.core.errors import BadInput
from quarterdeck.core.periods import Period
from quarterdeck.prose.periods.context import Context
from quarterdeck.prose.periods.fiscal import by_end, months, part
from quarterdeck.prose.periods.mention import Fiscal, PeriodMention
from quarterdeck.prose.periods.parts import PERIODS, YEAR_LENGTH, Read, year_of
from quarterdeck.prose.periods.words import TimeForms

DAYS = frozenset({"date"})
# Times that are told by others.
OTHERS = frozenset({"same", "shift", "last", "next", "this", "spoken", "whole", "to_date", "rolling"})
AS_OF = frozenset({"as_of", "mid", "end_month", "end_quarter", "end_year", "until_now"})
_FISCAL = frozenset({"fiscal_part", "fiscal_months", "fiscal_ended", "fiscal", "fiscal_span", "years"})
_OF_NOW = frozenset({"ahead", "until_now"})
# From this month on a year is told of as a whole: "the past year" is the one that goes on.
LATE = 10
# Years in two digits from this one on are of the last century; no plan has so many years.
_CENTURY, _SPAN = 60, 60


def meant(means: str, found: re.Match[str], forms: TimeForms, about: Context) -> PeriodMention | None:
    """What the form `found` means; None for numbers that no such form has (the 13th month, 31 February)."""
    read = Read(found, forms, about)
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
        period = PERIODS[means](read)
    except (BadInput, ValueError, KeyError):
        return None
    if not read.dated and means not in _OF_NOW:
        period = about.dated(period)
    year = period.year if "year" in read.parts else None
    means = "years" if means == "years_to" else means
    return PeriodMention(start, end, period, means in AS_OF, read.dated, means, year=year)


def _of_years(means: str, found: re.Match[str], read: Read) -> PeriodMention | None:
    """Spans of years, fiscal years and their parts."""
    if means == "fiscal_months":
        return months(found, read.forms, read.about)
    if means == "fiscal_part":
        return part(found, read.forms, read.about)
    if means == "fiscal_ended":
        return _fiscal_ended(found.start(), found.end(), read)
    return _years(means, found.start(), found.end(), read, found[0])


def _start(means: str, found: re.Match[str]) -> int:
    """A year is named by its digits alone; the small words before it belong to what is said of it."""
    return found.start("year") if means in ("year", "target_year") else found.start()


def _told_by_others(means: str, start: int, end: int, read: Read) -> PeriodMention:
    unit = (
        "months"
        if "stretch" in read.parts
        else "fiscal"
        if "fiscal" in read.parts
        else read.forms.units.get(read.parts.get("unit", ""), "period")
    )
    year = int(read.parts["year"]) if "year" in read.parts else None
    late = "past" in read.parts and read.about.written is not None and read.about.written.month >= LATE
    back = -read.count
    steps = {"next": 1, "last": -1, "shift": back, "rolling": back, "same": -1}
    step = 0 if late else steps.get(means, 0)
    return PeriodMention(start, end, None, dated=year is not None, means=means, unit=unit, step=step, year=year)


def _years(means: str, start: int, end: int, read: Read, written: str) -> PeriodMention | None:
    """Spans of years: "2015-2019" is a span, "2023-24" and "fiscal 2024" are fiscal years."""
    parts = read.parts
    if "y" in parts:
        year = _full(parts["y"])
        fiscal = by_end(year, read.about)
        return PeriodMention(start, end, None, means=means, fiscal=fiscal, year=fiscal.first)
    first = _full(parts["y1"])
    last = _second(first, parts.get("y3") or parts["y2"])
    mark = "/" if "/" in written else "-"
    if means == "fiscal_span":
        return PeriodMention(start, end, None, means=means, fiscal=Fiscal(first, last, mark), year=last)
    if means == "fiscal" and last == first + 1:
        long = len(parts.get("y2", "")) > 2 and last % 100 != 0
        return PeriodMention(start, end, None, means=means, fiscal=Fiscal(first, first, mark, long), year=first)
    if not first < last < first + _SPAN:
        return None
    period = Period.days(date(first, 1, 1), date(last + 1, 1, 1))
    return PeriodMention(start, end, period, means="years", year=last)


def _fiscal_ended(start: int, end: int, read: Read) -> PeriodMention:
    """The fiscal year that ends with a month: "the financial year ending 30 June 1993"; one to December is a year."""
    if read.month == YEAR_LENGTH:
        return PeriodMention(start, end, year_of(read), means="year", year=read.year)
    pair = read.about.fiscal_pair is not None
    fiscal = by_end(read.year, read.about) if pair else Fiscal(read.year - 1, read.year - 1, "/")
    return PeriodMention(start, end, None, means="fiscal", fiscal=fiscal, year=fiscal.first)


def _full(written: str) -> int:
    """The year of a fiscal year, which may be written in two digits: FY23."""
    year = int(written)
    return year if len(written) > 2 else year + (1900 if year >= _CENTURY else 2000)


def _second(first: int, written: str) -> int:
    """The last year of a pair, whose century may be left out."""
    return int(written) if len(written) > 2 else first - first % 100 + int(written) + 100 * (int(written) < first % 100)
