"""Which periods a reader may want on a day, and which one first."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date

from quarterdeck.core.errors import BadInput
from quarterdeck.core.periods import Period, Regime, cutoff, first_months, nine_months
from quarterdeck.engine.reading import steps

YEARS_BACK = 3


def current_quarter(today: date, regimes: Mapping[str, Regime]) -> Period:
    """The quarter that a reader means without saying so: the running one once any report calendar has closed it."""
    quarter = Period.of_day(today, "Q")
    for regime in regimes.values():
        with suppress(BadInput):
            if cutoff(quarter, regime)[1] <= today:
                return quarter
    return quarter.previous()


def periods_on_offer(today: date) -> dict[str, tuple[Period, ...]]:
    """Quarters, longer stretches, years and months that have begun, newest first; the keys are kinds Q, S, A, M."""
    years = range(today.year, today.year - YEARS_BACK - 1, -1)
    quarters = [Period(f"{year}-Q{number}") for year in years for number in (4, 3, 2, 1)]
    longer = [one for year in years for one in (nine_months(year), first_months(year, 6))]
    months = [Period.of_day(today, "M")]
    while len(months) < 15:
        months.append(steps.previous(months[-1]))
    found = {"Q": quarters, "S": longer, "A": [Period(f"{year:04}") for year in years], "M": months}
    return {kind: tuple(one for one in some if one.start <= today) for kind, some in found.items()}
