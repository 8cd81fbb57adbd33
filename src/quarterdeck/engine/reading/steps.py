"""Steps from one period to another, remembered: a table of figures takes the same few thousands of times."""

from functools import lru_cache

from quarterdeck.core.errors import BadInput
from quarterdeck.core.periods import Period

REMEMBERED = 8192


@lru_cache(maxsize=REMEMBERED)
def named(code: str) -> Period:
    """The period that a code names."""
    return Period(code)


@lru_cache(maxsize=REMEMBERED)
def previous(period: Period) -> Period:
    """The period of the same kind and length before."""
    return period.previous()


@lru_cache(maxsize=REMEMBERED)
def last_year(period: Period) -> Period:
    """The same stretch of the year before."""
    return period.same_last_year()


@lru_cache(maxsize=REMEMBERED)
def whole_year(period: Period) -> Period:
    """The year that the period reports to."""
    return period.year_period()


@lru_cache(maxsize=REMEMBERED)
def to_date(period: Period) -> Period:
    """From 1 January of its year to its last day."""
    return period.year_to_date()


@lru_cache(maxsize=REMEMBERED)
def part_codes(period: Period, kind: str) -> tuple[str, ...]:
    """The codes of the quarters or months that make the period up; none where they do not fit or are itself."""
    if period.kind not in ("A", "S", "Q", "R") or period.kind == kind:
        return ()
    try:
        return tuple(part.code for part in period.parts(kind))
    except BadInput:
        return ()
