"""Periods of time as SDMX codes: years, halves, quarters, months, ranges of days, terms of years."""

import calendar
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods.codes import MONTHS_IN, read, regular_code
from quarterdeck.core.periods.labels import label_of

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of days known by its SDMX code; sorts by first day, then by last.

    `start` is the first day, `end` the day after the last (half-open), although the code of a range names its
    last day. `kind` is A (year), S (half), Q (quarter), M (month), R (range of days) or T (term of years).
    A term runs from 1 January of its first year to 31 December of its last: a congress sits in that year, so
    neighbouring terms (2020/2025, 2025/2030) share it.

    >>> quarter = Period.parse("2024-Q1")
    >>> quarter.start.isoformat(), quarter.end.isoformat(), quarter.label("vi")
    ('2024-01-01', '2024-04-01', 'Quý I/2024')
    """

    start: date = field(init=False, repr=False)
    end: date = field(init=False, repr=False)
    code: str
    kind: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        kind, start, end = read(self.code)
        object.__setattr__(self, "kind", kind)
        object.__setattr__(self, "start", start)
        object.__setattr__(self, "end", end)

    def __str__(self) -> str:
        return self.code

    @classmethod
    def parse(cls, text: str) -> "Period":
        """The period that `text` names; raises `BadInput` with the valid forms.

        >>> Period.parse(" 2024-m03 ")
        Period(code='2024-M03')
        """
        return cls(text.strip().upper())

    @classmethod
    def of_day(cls, day: date, kind: str) -> "Period":
        """The year, half, quarter or month (`kind` A, S, Q, M) that `day` lies in."""
        return cls(regular_code(kind, day.year * 12 + day.month - 1))

    @classmethod
    def days(cls, start: date, end: date) -> "Period":
        """The range from `start` to the day before `end`."""
        return cls(f"{start.isoformat()}/{(end - _DAY).isoformat()}")

    @property
    def last_day(self) -> date:
        """The last day of the period itself."""
        return self.end - _DAY

    @property
    def year(self) -> int:
        """The year that the period reports to: that of its last day."""
        return self.last_day.year

    @property
    def index(self) -> int:
        """Its number among the periods of its kind in the year, from 1; 1 for ranges and terms."""
        return (self.start.month - 1) // MONTHS_IN[self.kind] + 1 if self.kind in MONTHS_IN else 1

    def next(self) -> "Period":
        """The period of the same kind and length that follows; for a range, as many days."""
        return self._shifted(1)

    def previous(self) -> "Period":
        """The period of the same kind and length before; for a range, as many days."""
        return self._shifted(-1)

    def _shifted(self, step: int) -> "Period":
        if self.kind in MONTHS_IN:
            month = self.start.year * 12 + self.start.month - 1
            return Period(regular_code(self.kind, month + step * MONTHS_IN[self.kind]))
        if self.kind == "T":
            return self._term_moved(step * (self.year - self.start.year))
        length = self.end - self.start
        return Period.days(self.start + step * length, self.end + step * length)

    def _term_moved(self, years: int) -> "Period":
        return Period(f"{self.start.year + years:04}/{self.year + years:04}")

    def same_last_year(self) -> "Period":
        """The same stretch of the year before.

        The last day of a month stays the last day of that month, so whole months are compared with whole
        months; 29 February becomes the 28th. A term moves by one year: no such term exists, so nothing is
        found under it.

        >>> Period.parse("2024-01-01/2024-02-29").same_last_year().code
        '2023-01-01/2023-02-28'
        """
        if self.kind in MONTHS_IN:
            month = (self.start.year - 1) * 12 + self.start.month - 1
            return Period(regular_code(self.kind, month))
        if self.kind == "T":
            return self._term_moved(-1)
        last = _year_before(self.last_day)
        if self.end.day == 1:
            last = last.replace(day=calendar.monthrange(last.year, last.month)[1])
        return Period.days(_year_before(self.start), last + _DAY)

    def year_to_date(self) -> "Period":
        """From 1 January of its year to its last day: itself where it starts there (2024-Q1).

        >>> [Period.parse(code).year_to_date().code for code in ("2024-Q1", "2024-Q2", "2024-Q3")]
        ['2024-Q1', '2024-S1', '2024-01-01/2024-09-30']
        """
        if self.start == date(self.year, 1, 1):
            return self
        if self.end.day == 1:
            return first_months(self.year, self.last_day.month)
        return Period.days(date(self.year, 1, 1), self.end)

    def year_period(self) -> "Period":
        """The year that it reports to."""
        return Period(f"{self.year:04}")

    def contains(self, other: "Period") -> bool:
        """Whether every day of `other` is a day of this period."""
        return self.start <= other.start and other.end <= self.end

    def parts(self, kind: str) -> tuple["Period", ...]:
        """The months, quarters, halves or years (`kind` M, Q, S, A) that make it up without gap or overlap.

        Raises `BadInput` where they would not fit, e.g. the quarters of a month.
        """
        parts = [Period.of_day(self.start, kind)]
        while parts[-1].end < self.end:
            parts.append(parts[-1].next())
        if parts[0].start != self.start or parts[-1].end != self.end:
            raise BadInput(
                Message(
                    gettext_noop("{code} does not divide into whole periods of kind {kind}."),
                    {"code": self.code, "kind": kind},
                ),
                remedy=gettext_noop("Choose shorter parts, or a period of whole months."),
            )
        return tuple(parts)

    def named(self) -> "Period":
        """The year, half, quarter or month with the same days, else the period itself.

        >>> Period.parse("2024-01-01/2024-03-31").named().code
        '2024-Q1'
        """
        for kind in MONTHS_IN:
            regular = Period.of_day(self.start, kind)
            if (regular.start, regular.end) == (self.start, self.end):
                return regular
        return self

    def share_of_year(self) -> Fraction:
        """Its days within its year as a share of the days of that year: 91/366 for 2024-Q1."""
        year = self.year_period()
        return Fraction((self.end - max(self.start, year.start)).days, (year.end - year.start).days)

    def label(self, lang: str) -> str:
        """Its name in running text: "Quý I/2024", "Q1 2024"; one name for each code."""
        return label_of(self.kind, self.index, self.start, self.last_day, lang)


def first_months(year: int, count: int) -> Period:
    """The first `count` months of `year` (1 to 12) under their shortest name: a quarter, a half, the year.

    >>> [first_months(2024, n).code for n in (1, 3, 6, 9)]
    ['2024-M01', '2024-Q1', '2024-S1', '2024-01-01/2024-09-30']
    """
    if not 1 <= count <= 12:
        raise BadInput(
            Message(gettext_noop("A year does not have {count} months."), {"count": count}),
            remedy=gettext_noop("Give a number of months from 1 to 12."),
        )
    end = date(year, count + 1, 1) if count < 12 else date(year + 1, 1, 1)
    return Period.days(date(year, 1, 1), end).named()


def nine_months(year: int) -> Period:
    """The first nine months of `year`, a reporting period of Vietnamese authorities."""
    return first_months(year, 9)


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
