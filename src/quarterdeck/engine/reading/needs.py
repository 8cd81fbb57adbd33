"""Which periods a line speaks of, and which it must look up."""

from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache

from quarterdeck.core.errors import BadInput
from quarterdeck.core.periods import Period, Regime, cutoff
from quarterdeck.engine.reading import steps
from quarterdeck.engine.reading.log import Log
from quarterdeck.engine.reading.reading import Measure

HISTORY_YEARS = 3
TREND_PERIODS = 13
TREND_YEARS = 4


def reported_period(measure: Measure, log: Log, area: str, period: Period, regimes: Mapping[str, Regime]) -> Period:
    """Under which period the indicator reports for `period`: investment for a quarter runs to the 15th.

    A yearly indicator reports the year, or the latest year before it. Where nothing was reported yet, the period
    under which it was reported a year ago, else the period asked for.
    """
    tried = candidates(measure, period, regimes)
    for candidate in tried:
        if log.find(measure.code, area, candidate.code):
            return candidate
    for candidate in tried:
        if log.find(measure.code, area, steps.last_year(candidate).code):
            return candidate
    return period


def candidates(measure: Measure, period: Period, regimes: Mapping[str, Regime]) -> tuple[Period, ...]:
    """The periods under which the indicator may report for `period`, itself first, each once."""
    found = [period]
    regime = regimes.get(measure.regime)
    if regime:
        with suppress(BadInput):
            found.append(Period.days(*cutoff(period, regime)))
    if measure.frequency == "A":
        year = steps.whole_year(period)
        found += [year, steps.previous(year)]
    return tuple(dict.fromkeys(found))


def trend_periods(period: Period) -> tuple[Period, ...]:
    """The last periods up to this one, oldest first: four years, or thirteen quarters or months."""
    yearly = period.kind in ("R", "A")
    backwards = steps.last_year if yearly else steps.previous
    found = [period]
    for _ in range((TREND_YEARS if yearly else TREND_PERIODS) - 1):
        found.append(backwards(found[-1]))
    return tuple(reversed(found))


def periods_needed(period: Period, regimes: Mapping[str, Regime]) -> frozenset[str]:
    """Every period code that the lines of a table about `period` may look up."""
    roots = [period]
    for regime in regimes.values():
        with suppress(BadInput):
            roots.append(Period.days(*cutoff(period, regime)))
    return _needed(tuple(dict.fromkeys(roots)))


@lru_cache(maxsize=256)
def _needed(roots: tuple[Period, ...]) -> frozenset[str]:
    wanted: set[Period] = set()
    for root in roots:
        then = root
        for _ in range(HISTORY_YEARS + 2):
            year = steps.whole_year(then)
            wanted |= {then, year, steps.previous(year), steps.to_date(then)}
            then = steps.last_year(then)
    if roots[0].kind != "R":
        wanted |= set(trend_periods(roots[0]))
    codes = {one.code for one in wanted}
    return frozenset(codes | {code for one in wanted for kind in ("Q", "M") for code in steps.part_codes(one, kind)})
