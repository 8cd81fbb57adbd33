"""Period codes: what each form means, and the codes of regular periods."""

import re
from datetime import date, timedelta
from functools import lru_cache

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop

MONTHS_IN = {"A": 12, "S": 6, "Q": 3, "M": 1}
_FORMS = (
    ("A", re.compile(r"(\d{4})", re.ASCII)),
    ("S", re.compile(r"(\d{4})-S([12])", re.ASCII)),
    ("Q", re.compile(r"(\d{4})-Q([1-4])", re.ASCII)),
    ("M", re.compile(r"(\d{4})-M(0[1-9]|1[0-2])", re.ASCII)),
    ("R", re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)", re.ASCII)),
    ("T", re.compile(r"(\d{4})/(\d{4})", re.ASCII)),
)
_REMEDY = gettext_noop(
    "Write a year (2024), half (2024-S1), quarter (2024-Q1), month (2024-M03), "
    "range of days (2024-01-01/2024-03-15) or term (2020/2025)."
)
# Outside these years a code is a slip of the pen.
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_LONGEST_TERM = 10


@lru_cache(maxsize=4096)
def read(code: str) -> tuple[str, date, date]:
    """The kind, first day and day after the last of `code`; raises `BadInput` with the valid forms."""
    for kind, form in _FORMS:
        if found := form.fullmatch(code):
            if kind == "R":
                return kind, *_read_range(code, found)
            if kind == "T":
                return kind, *_read_term(code, found)
            return kind, *_read_regular(kind, found)
    raise BadInput(Message(gettext_noop('"{code}" is not a period.'), {"code": code}), remedy=_REMEDY)


def regular_code(kind: str, month: int) -> str:
    """The code of the period of `kind` A, S, Q or M that holds the `month` counted from January of year 0."""
    if kind not in MONTHS_IN:
        raise BadInput(
            Message(gettext_noop('"{kind}" is not a kind of regular period.'), {"kind": kind}),
            remedy=gettext_noop("Use A (year), S (half), Q (quarter) or M (month)."),
        )
    year, within = divmod(month, 12)
    number = within // MONTHS_IN[kind] + 1
    tail = {"A": "", "S": f"-S{number}", "Q": f"-Q{number}", "M": f"-M{number:02}"}[kind]
    return f"{year:04}{tail}"


def _read_regular(kind: str, found: re.Match[str]) -> tuple[date, date]:
    year, months = int(found[1]), MONTHS_IN[kind]
    _check_years(year)
    first = year * 12 + (0 if kind == "A" else (int(found[2]) - 1) * months)
    start, end = (date(month // 12, month % 12 + 1, 1) for month in (first, first + months))
    return start, end


def _read_range(code: str, found: re.Match[str]) -> tuple[date, date]:
    try:
        start, last = date.fromisoformat(found[1]), date.fromisoformat(found[2])
    except ValueError:
        raise BadInput(
            Message(gettext_noop('"{code}" names a day that does not exist.'), {"code": code}),
            remedy=gettext_noop("Check the day and the month of both ends."),
        ) from None
    if last < start:
        raise BadInput(
            Message(gettext_noop('"{code}" ends before it begins.'), {"code": code}),
            remedy=gettext_noop("Write the first day before the last day."),
        )
    _check_years(start.year, last.year)
    return start, last + timedelta(days=1)


def _read_term(code: str, found: re.Match[str]) -> tuple[date, date]:
    first, last = int(found[1]), int(found[2])
    if not 1 <= last - first <= _LONGEST_TERM:
        raise BadInput(
            Message(gettext_noop('"{code}" is not a term of 1 to 10 years.'), {"code": code}),
            remedy=_REMEDY,
        )
    _check_years(first, last)
    return date(first, 1, 1), date(last + 1, 1, 1)


def _check_years(*years: int) -> None:
    for year in years:
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            raise BadInput(
                Message(
                    gettext_noop("{year} is outside the years {first} to {last}."),
                    {"year": year, "first": _FIRST_YEAR, "last": _LAST_YEAR},
                ),
                remedy=gettext_noop("Check the year."),
            )
