"""Where the year will end if it goes on like earlier years, and what is needed to reach the plan."""

import calendar
from dataclasses import dataclass
from fractions import Fraction

from quarterdeck.core.pace.expectation import Expectation
from quarterdeck.core.periods import Period

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Forecast:
    """The year's total to be expected; None where history does not bound it."""

    low: Fraction | None = None
    mid: Fraction | None = None
    high: Fraction | None = None


def forecast(actual: Fraction, expectation: Expectation) -> Forecast:
    """What the year yields if `actual` is the largest, the median and the smallest share that earlier years had.

    With fewer than two earlier years there is no range, only the middle. A share of zero bounds nothing.
    """
    middle = actual / expectation.share if expectation.share else None
    if len(expectation.shares) < 2:
        return Forecast(mid=middle)
    least, most = min(expectation.shares), max(expectation.shares)
    low = actual / most if most else None
    high = actual / least if least else None
    # What shrinks the year's result (refunds, losses) shrinks it more, the smaller its share so far.
    return Forecast(high, middle, low) if actual < 0 else Forecast(low, middle, high)


def months_left(period: Period) -> Fraction:
    """Months from the end of `period` to the end of its year; a part of a month counts by its days."""
    end = period.end
    if end >= period.year_period().end:
        return Fraction(0)
    days = calendar.monthrange(end.year, end.month)[1]
    return MONTHS - end.month + Fraction(days - end.day + 1, days)


def needed_per_month(actual: Fraction | None, plan: Fraction | None, period: Period) -> Fraction | None:
    """What each remaining month must bring, or may still bring where less is better; 0 once the plan is reached.

    None when the year is over or a figure is unknown.
    """
    left = months_left(period)
    if actual is None or plan is None or not left:
        return None
    return max(Fraction(0), plan - actual) / left
