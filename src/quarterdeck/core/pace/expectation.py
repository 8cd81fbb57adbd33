"""Which share of the year's total should be there by now: from earlier years, else from the days."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from statistics import median
from typing import TypeAlias

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period

YEARS = 3  # enough that one odd year does not lead, few enough that the pattern is still the present one
LONGEST = 366  # days; a report window may begin in December, but a term has no share of a year
_EDGE = Context(prec=28)

# What one earlier year had reached by the same point, and its total; None where it is not known.
PastYear: TypeAlias = tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True, slots=True)
class Expectation:
    """The share expected by now, exactly, and the years and shares that it is the median of."""

    share: Fraction
    years: tuple[int, ...] = ()
    shares: tuple[Fraction, ...] = ()

    @property
    def basis(self) -> str:
        """ "history:3" for the median of three years, "days" for the share of the year's days."""
        return f"history:{len(self.years)}" if self.years else "days"

    @property
    def year_is_over(self) -> bool:
        """Whether everything that the year can bring has been counted."""
        return self.share == 1 and not self.years

    def years_text(self) -> str:
        """The years it rests on: "2021-2023", or "2020, 2022, 2023" with a gap."""
        first, last = self.years[0], self.years[-1]
        if len(self.years) > 1 and last - first == len(self.years) - 1:
            return f"{first}-{last}"
        return ", ".join(map(str, self.years))


def expected_share(history: Sequence[PastYear], period: Period) -> tuple[Decimal, str]:
    """The share of the year's total that should be reached at the end of `period`, and what says so.

    `history` holds one pair (reached by the same point, total of the year) for each earlier year, oldest first
    and ending with the year before `period`; a year that is not known is (None, None). The median of the
    latest three usable years counts; without any, the share of the year's days. The basis reads "history:3"
    or "days". Raises `BadInput` for a term or another period longer than a year.

    >>> past = [(Decimal(20), Decimal(100)), (Decimal(25), Decimal(100)), (Decimal(21), Decimal(100))]
    >>> expected_share(past, Period.parse("2024-Q1"))
    (Decimal('0.21'), 'history:3')
    """
    expectation = expect(history, period)
    return to_decimal(expectation.share), expectation.basis


def expect(history: Sequence[PastYear], period: Period) -> Expectation:
    """As `expected_share`, in exact fractions and with the years it rests on."""
    if (period.end - period.start).days > LONGEST:
        raise BadInput(
            Message(gettext_noop("{code} is longer than a year."), {"code": period.code}),
            remedy=gettext_noop("Pace is judged within a year: choose a month, quarter, half or range of it."),
        )
    whole_year = period.year_period()
    if period.end == whole_year.end:
        return Expectation(Fraction(1))
    first_year = period.year - len(history)
    shares = {first_year + place: _share(*past) for place, past in enumerate(history)}
    usable = [(year, share) for year, share in shares.items() if share is not None][-YEARS:]
    if not usable:
        return Expectation(period.year_to_date().share_of_year())
    years, found = zip(*usable, strict=True)
    return Expectation(median(found), years, found)


def _share(reached: Decimal | None, total: Decimal | None) -> Fraction | None:
    """None also for what is no share of a year: of nothing, negative, or more than the total."""
    if reached is None or total is None or total <= 0 or not 0 <= reached <= total:
        return None
    return Fraction(reached) / Fraction(total)


def to_decimal(value: Fraction) -> Decimal:
    """Out of exact fractions, at the very end: 28 digits, whatever context the caller has set."""
    return _EDGE.divide(Decimal(value.numerator), Decimal(value.denominator))
