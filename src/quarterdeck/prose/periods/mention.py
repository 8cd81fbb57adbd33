"""What a text says of time in one place, and what a number is said of."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from quarterdeck.core.errors import BadInput
from quarterdeck.core.periods import Period
from quarterdeck.core.record import record

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Fiscal:
    """Fiscal years whose first day the text does not tell: from the one that begins in `first` to that in `last`.

    `mark` is what the text writes between the two years of one (2023-24, 1986/87), "" where it names one year only
    (fiscal 2024). `long` says that it writes out the second year (2011-2012), as all do where the century ends.

    >>> Fiscal(1986, 1986, "/").form, Fiscal(2012, 2020).form, Fiscal(2024, 2024, "").form
    ('FY1986/87', 'FY2012-13..FY2020-21', 'FY2024')
    """

    first: int
    last: int
    mark: str = "-"
    long: bool = False

    @property
    def form(self) -> str:
        """Its name: one year, or the first and the last of several."""
        ends = dict.fromkeys(self._name(year) for year in (self.first, self.last))
        return "..".join(ends)

    def _name(self, year: int) -> str:
        after = year + 1 if self.long or (year + 1) % 100 == 0 else f"{(year + 1) % 100:02}"
        return f"FY{year}{self.mark}{after}" if self.mark else f"FY{year}"

    def moved(self, years: int) -> "Fiscal":
        """The same number of fiscal years, so many years later."""
        return replace(self, first=self.first + years, last=self.last + years)


@record(frozen=True, slots=True)
class When:
    """What a number is said of: a period, or fiscal years of unknown days.

    `as_of`: a year to date, or a stock, that is named by its last day.
    """

    period: Period | None = None
    as_of: bool = False
    fiscal: Fiscal | None = None

    def moved(self, years: int) -> "When":
        """The same stretch so many years later (earlier where negative)."""
        if self.fiscal is not None:
            return When(fiscal=self.fiscal.moved(years))
        return replace(self, period=moved(self.period, years) if self.period else None)

    def until(self, other: "When") -> "When | None":
        """From the first day of this to the last day of `other`; None where either has no days."""
        if self.period is None or other.period is None or other.period.end <= self.period.start:
            return None
        return When(Period.days(self.period.start, other.period.end).named())

    def in_year(self, year: int) -> "When":
        """The same stretch in another year, by the year that it reports to."""
        if self.fiscal is not None:
            return When(Period(str(year)))
        return self.moved(year - self.period.year) if self.period else When(Period(str(year)))

    @property
    def year(self) -> int | None:
        """The year that it reports to."""
        if self.fiscal is not None:
            return self.fiscal.last
        return self.period.year if self.period else None


def moved(period: Period, years: int) -> Period:
    """`period` so many years later; the last day of a month stays the last day of that month.

    >>> moved(Period("2023-01-01/2023-02-28"), 1).code, moved(Period("2024-Q1"), -2).code
    ('2024-01-01/2024-02-29', '2022-Q1')
    """
    try:
        if period.kind in ("A", "S", "Q", "M"):
            return Period(f"{period.start.year + years:04}{period.code[4:]}")
        start, end = _shifted(period.start, years), _shifted(period.end, years)
        return Period.days(start, end).named()
    except (BadInput, ValueError):
        return period


def _shifted(day: date, years: int) -> date:
    """The same day of another year; 29 February becomes the 1st of March, so that half-open ranges keep their end."""
    if (day.month, day.day) == (2, 29):
        return date(day.year + years, 2, 28) + _DAY
    return day.replace(year=day.year + years)


@record(frozen=True, slots=True)
class PeriodMention:
    """Where a text names a period or a day, places [start, end) of the normal form.

    `period` is None for a day, a time, fiscal years and what is told only by other words ("a year earlier").
    `as_of` is a year to date or a stock that names its last day; `dated` says that the year was written.
    `means` is the kind of words (see `periods.yaml`). `day` is the day that it names, of the year of the context
    where the text leaves the year out. For relative words `step` is how far they lead from what was spoken of, and
    `unit` in what: year, fiscal (year), quarter, month. `year` is the year written or meant, if one is.
    """

    start: int
    end: int
    period: Period | None
    as_of: bool = False
    dated: bool = True
    means: str = ""
    fiscal: Fiscal | None = None
    day: date | None = None
    unit: str = ""
    step: int = 0
    year: int | None = None

    @property
    def tells(self) -> bool:
        """Whether it names a period or fiscal years by itself, whatever the text around says."""
        return self.period is not None or self.fiscal is not None

    @property
    def when(self) -> When | None:
        """What it names by itself, None where that depends on the text around."""
        return When(self.period, self.as_of, self.fiscal) if self.tells else None
