"""Parts of fiscal years: "Q1 of 2023-24", "the first half of FY 2022/23"; their days where the text tells when the
fiscal year begins."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from quarterdeck.core.periods import Period
from quarterdeck.prose.periods.context import Context
from quarterdeck.prose.periods.mention import Fiscal, PeriodMention, moved
from quarterdeck.prose.periods.words import TimeForms

_YEAR, _HALF, _QUARTER = 12, 6, 3
# Words that tell how far from now a fiscal year lies stand so near before it.
_NEAR = 90
_PARTS = frozenset({"fiscal_part", "fiscal_months"})


def begins(lower: str, forms: TimeForms, found: Sequence[PeriodMention]) -> int:
    """The month in which the fiscal years of a text begin, 0 where it does not tell: "the financial year ending on 30
    June", "first quarter (July-September)"."""
    if not forms.fiscal_starts or not any(one.fiscal or one.means in _PARTS for one in found):
        return 0
    for pattern in forms.fiscal_starts:
        if (told := pattern.search(lower)) is None:
            continue
        parts = {name: value for name, value in told.groupdict().items() if value}
        if "start" in parts:
            return forms.months[parts["start"]]
        month = forms.months[parts["from"] if "from" in parts else parts["month"]]
        if "from" in parts:
            length = 0 if "half" in parts else _QUARTER * _before(parts, forms)
        else:
            length = _HALF if "half" in parts else _YEAR
        first = month - length if "from" in parts else month + 1 - length
        return (first - 1) % _YEAR + 1
    homes = Counter({month: len(names.findall(lower)) for month, names in forms.fiscal_homes})
    return max((month for month in homes if homes[month]), key=lambda month: homes[month], default=0)


def _before(parts: dict[str, str], forms: TimeForms) -> int:
    """How many quarters come before the one whose first month is told."""
    return (int(parts["nth"]) if "nth" in parts else forms.quarters[parts["quarter"]]) - 1


def part(found: re.Match[str], forms: TimeForms, about: Context) -> PeriodMention | None:
    """A part of a fiscal year; the whole of it where nobody tells when it begins, None where it is no such year."""
    parts = {name: value for name, value in found.groupdict().items() if value}
    fiscal = _fiscal(parts, about)
    if fiscal is None:
        return None
    first, months = _months(parts, forms)
    year = fiscal.first if fiscal.mark or not about.fiscal_begins else fiscal.first - 1
    if not about.fiscal_begins:
        return PeriodMention(*found.span(), None, means="fiscal", fiscal=fiscal, year=fiscal.first)
    start = year * _YEAR + about.fiscal_begins - 1 + first
    end = start + months
    days = Period.days(date(start // _YEAR, start % _YEAR + 1, 1), date(end // _YEAR, end % _YEAR + 1, 1)).named()
    return PeriodMention(*found.span(), days, means="from_to", year=days.year if "y1" in parts else None)


def months(found: re.Match[str], forms: TimeForms, about: Context) -> PeriodMention | None:
    """Months of a fiscal year: "April-January 1993-94"; it begins with the first of them where nobody tells else."""
    parts = {name: value for name, value in found.groupdict().items() if value}
    first = int(parts["y1"])
    if int(parts["y2"]) % 100 != (first + 1) % 100:
        return None
    names = forms.months[parts["from"]], forms.months[parts["month"]]
    begins = about.fiscal_begins or names[0]
    start, last = ((first + (month < begins)) * _YEAR + month - 1 for month in names)
    if last < start:
        return None
    end = last + 1
    days = Period.days(date(start // _YEAR, start % _YEAR + 1, 1), date(end // _YEAR, end % _YEAR + 1, 1)).named()
    return PeriodMention(*found.span(), days, means="from_to", year=days.year)


def _fiscal(parts: dict[str, str], about: Context) -> Fiscal | None:
    """The fiscal year that is named, else the one that the text speaks of."""
    if "y1" in parts:
        first, mark = int(parts["y1"]), "/" if "/" in parts["mark"] else "-"
        return Fiscal(first, first, mark) if int(parts["y2"]) % 100 == (first + 1) % 100 else None
    if "y" in parts:
        year = int(parts["y"]) + (2000 if len(parts["y"]) == 2 else 0)
        return by_end(year, about)
    return about.fiscal_year


def _months(parts: dict[str, str], forms: TimeForms) -> tuple[int, int]:
    """How many months into the year a part begins, and how many it has."""
    if "q" in parts or "quarter" in parts:
        number = int(parts["q"]) if "q" in parts else forms.quarters[parts["quarter"]]
        return _QUARTER * (number - 1), _QUARTER
    if "half" in parts:
        name = parts["half"]
        return _HALF * ((int(name) if name.isdigit() else forms.halves[name]) - 1), _HALF
    if "quarters" in parts:
        name = parts["quarters"]
        return 0, _QUARTER * (int(name) if name.isdigit() else forms.counts[name])
    return 0, int(parts["n"]) if parts["n"].isdigit() else forms.counts[parts["n"]]


def by_end(year: int, about: Context) -> Fiscal:
    """The fiscal year that is named by one year: where the text writes others as pairs, that which ends in it."""
    pair = about.fiscal_pair
    return Fiscal(year, year, "") if pair is None else replace(pair, first=year - 1, last=year - 1)


def told(lower: str, forms: TimeForms, found: Sequence[PeriodMention], about: Context) -> Context:
    """`about` with what a text tells of fiscal years: when they begin, which it names most, in which it speaks."""
    named = [one for one in found if one.fiscal is not None and one.fiscal.first == one.fiscal.last]
    if not named:
        return replace(about, fiscal_begins=begins(lower, forms, found))
    pairs = Counter(
        one.fiscal
        for one in named
        if one.fiscal is not None and one.fiscal.mark and one.fiscal.mark in lower[one.start : one.end]
    )
    about = replace(about, fiscal_pair=max(pairs, key=lambda one: pairs[one], default=None))
    years = [(one, _as_pair(one.fiscal, about)) for one in named if one.fiscal is not None]
    most, now = Counter(year for _, year in years), Counter[Fiscal]()
    for one, year in years:
        before = lower[max(0, one.start - _NEAR) : one.start]
        now.update(year.moved(-step) for step, words in forms.fiscal_now if words.search(before))
    return replace(
        about, fiscal_begins=begins(lower, forms, found), fiscal_year=max(most, key=lambda one: most[one]),
        fiscal_now=max(now, key=lambda one: now[one], default=None),
    )  # fmt: skip


def _as_pair(fiscal: Fiscal, about: Context) -> Fiscal:
    """A fiscal year in the form in which the text writes such as pairs."""
    first = fiscal.first - (not fiscal.mark)
    return fiscal if about.fiscal_pair is None else replace(about.fiscal_pair, first=first, last=first)


def in_fiscal(period: Period, about: Context) -> Period | None:
    """A month in the fiscal year that a text names most, None where that is not known or another period is meant."""
    fiscal, begins = about.fiscal_year, about.fiscal_begins
    if fiscal is None or begins <= 1 or period.kind != "M":
        return None
    first = fiscal.first if fiscal.mark else fiscal.first - 1
    return moved(period, first + (period.start.month < begins) - period.start.year)
