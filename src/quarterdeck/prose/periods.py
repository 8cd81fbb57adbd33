"""Periods and dates as texts write them: quý I/2024, 3 tháng đầu năm, the first quarter, as of March 15."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from quarterdeck.core.errors import BadInput
from quarterdeck.core.periods import Period, first_months
from quarterdeck.prose.text import Text
from quarterdeck.prose.words import Words

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MIDDLE = 15
_BARE_DATE = re.compile(
    r"(?<![\d.,/])(?:\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d|\d{1,2}/\d{1,2}(?:/\d\d)?|(?:19|20)\d\d-\d\d(?:-\d\d)?"
    r"|\d{1,2}-\d{1,2}-\d\d|\d{1,2}/(?:19|20)\d\d)(?![\d%]|[.,]\d)"
)
_YEARS = re.compile(r"(?<![\d.,/])(?:19|20)\d\d ?[-/] ?(?:19|20)?\d\d(?![\d%/]|[.,]\d)")
_TIME = re.compile(r"(?<![\d.,])\d{1,2}(?::\d\d|h\d{0,2})(?!\w)")


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """Where a text names a period or a day; `period` is None for a day, a time or a span of years.

    `as_of` is a year to date that names its last day; `dated` says that the year was written.
    """

    start: int
    end: int
    period: Period | None
    as_of: bool = False
    dated: bool = True


def mentions(text: Text, words: Words, review: Period, start: int = 0, end: int | None = None) -> list[PeriodMention]:
    """The periods and days that `text` names between `start` and `end`, in order, the longest first.

    A period without a year is taken in the year of `review`.

    >>> from quarterdeck.prose.text import normal
    >>> from quarterdeck.prose.words import words_of
    >>> text = normal("Tính đến 15/3, quý I/2024 tăng so với 3 tháng đầu năm 2023")
    >>> [str(one.period) for one in mentions(text, words_of("vi"), Period.parse("2024-Q1"))]
    ['2024-01-01/2024-03-15', '2024-Q1', '2023-Q1']
    """
    last = len(text.flat) if end is None else end
    found = [*_worded(text, words, review, start, last), *_bare(text, start, last)]
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[PeriodMention] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
        elif one.end > kept[-1].end and one.period is not None:
            kept[-1] = one
    return kept


def _bare(text: Text, start: int, end: int) -> Iterator[PeriodMention]:
    for pattern in (_BARE_DATE, _YEARS, _TIME):
        for found in pattern.finditer(text.lower, start, end):
            yield PeriodMention(*found.span(), None)


def _worded(text: Text, words: Words, review: Period, start: int, end: int) -> Iterator[PeriodMention]:
    for one in words.periods:
        for found in one.pattern.finditer(text.lower, start, end):
            if not _is_name(text, words, found):
                continue
            parts = {name: value for name, value in found.groupdict().items() if value}
            yield PeriodMention(
                found.start("year") if one.means == "year" else found.start(),
                found.end(),
                _meant(one.means, parts, words, review),
                one.means in ("as_of", "mid"),
                "year" in parts or "rel" in parts,
            )


def _is_name(text: Text, words: Words, found: re.Match[str]) -> bool:
    """Whether the name of a month is one: "March", not "to march" or "it may"."""
    name = found.groupdict().get("month")
    return name is None or words.kind_after is False or text.flat[found.start("month")].isupper()


def _meant(means: str, parts: Mapping[str, str], words: Words, review: Period) -> Period | None:
    year = _year(parts, words, review)
    try:
        if means == "quarter":
            return Period(f"{year}-Q{_number(parts, words)}")
        if means == "half":
            return Period(f"{year}-S{words.half_names[parts['half']]}")
        if means == "months":
            return first_months(year, _count(parts["n"], words.count_names))
        if means == "to_month":
            return first_months(year, _month(parts, words))
        if means == "mid":
            return Period.days(date(year, 1, 1), date(year, _month(parts, words), _MIDDLE + 1))
        if means == "month":
            return Period(f"{year}-M{_month(parts, words):02}")
        if means == "year":
            return Period(str(year))
        return _as_of(parts, words, year) if means == "as_of" else None
    except (BadInput, ValueError, KeyError):
        return None


def _year(parts: Mapping[str, str], words: Words, review: Period) -> int:
    if "year" in parts:
        return int(parts["year"])
    return review.year - (parts.get("rel", "") in words.last_year)


def _number(parts: Mapping[str, str], words: Words) -> int:
    name = parts.get("q") or parts["quarter"]
    return int(name) if name.isdigit() else _ROMAN.get(name) or words.quarter_names[name]


def _count(name: str, names: Mapping[str, int]) -> int:
    return int(name) if name.isdigit() else names[name]


def _month(parts: Mapping[str, str], words: Words) -> int:
    return _count(parts.get("m") or parts["month"], words.month_names)


def _as_of(parts: Mapping[str, str], words: Words, year: int) -> Period:
    if "d1" in parts:
        first, second = int(parts["d1"]), int(parts["d2"])
        day, month = (first, second) if words.day_first or first > 12 else (second, first)
        if month > 12:
            day, month = month, day
    else:
        day, month = int(parts["day"]), _month(parts, words)
    return Period.days(date(year, 1, 1), date(year, month, day) + timedelta(days=1))


def covering(found: Sequence[PeriodMention], start: int, end: int) -> bool:
    """Whether [start, end) touches one of `found`."""
    return any(one.start < end and start < one.end for one in found)
