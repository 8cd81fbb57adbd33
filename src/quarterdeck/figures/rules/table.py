"""A row of the figures table: value, same period last year, change, plan, pace and trend of one indicator."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal

from quarterdeck.core.errors import BadInput
from quarterdeck.core.measures import Better
from quarterdeck.core.pace import Pace, PaceRule, judge, judge_rate
from quarterdeck.core.periods import Period, Regime, cutoff
from quarterdeck.figures.rules.log import Log
from quarterdeck.figures.rules.reading import Measure, Reading, change, level, of_plan, year_to_date

HISTORY_YEARS = 3
TREND_PERIODS = 13


@dataclass(frozen=True, slots=True)
class Line:
    """What is said of one indicator in one area and period. Each `Reading` can be opened to its origin."""

    code: str
    now: Reading
    same: Reading
    change: Reading
    plan: Reading
    of_plan: Reading
    pace: Pace
    trend: tuple[Decimal | None, ...]

    @property
    def off(self) -> bool:
        """Whether a review must look at it."""
        return self.pace.standing in ("behind", "off_course")


def reported_period(measure: Measure, log: Log, area: str, period: Period, regimes: Mapping[str, Regime]) -> Period:
    """Under which period the indicator reports for `period`: investment for a quarter runs to the 15th.

    A yearly indicator reports the year; where nothing was reported, the period asked for.
    """
    for candidate in _candidates(measure, period, regimes):
        if log.find(measure.code, area, str(candidate)):
            return candidate
    return period


def _candidates(measure: Measure, period: Period, regimes: Mapping[str, Regime]) -> tuple[Period, ...]:
    found = [period]
    regime = regimes.get(measure.regime)
    if regime:
        with suppress(BadInput):
            found.append(Period.days(*cutoff(period, regime)))
    if measure.frequency == "A":
        found.append(period.year_period())
    return tuple(found)


def line(measure: Measure, log: Log, area: str, period: Period, rule: PaceRule, regimes: Mapping[str, Regime]) -> Line:
    """Put together one row; unknown parts stay unknown."""
    own = reported_period(measure, log, area, period, regimes)
    now = level(measure, log, area, own)
    same = level(measure, log, area, own.same_last_year())
    plan = level(measure, log, area, own.year_period(), scenario="plan")
    return Line(
        measure.code, now, same, change(measure, log, area, now, same), plan,
        of_plan(measure, log, area, year_to_date(measure, log, area, own), plan),
        pace(measure, log, area, own, plan, rule), trend(measure, log, area, own),
    )  # fmt: skip


def pace(measure: Measure, log: Log, area: str, period: Period, plan: Reading, rule: PaceRule) -> Pace:
    """Whether the indicator is on course for the year's plan at this point of the year."""
    better = Better(measure.better)
    done = year_to_date(measure, log, area, period)
    if not measure.adds_up:
        return judge_rate(actual=done.value, plan=plan.value, better=better, rule=rule)
    return judge(
        actual_ytd=done.value, plan=plan.value, period=period, history=history(measure, log, area, period),
        better=better, rule=rule,
    )  # fmt: skip


def history(measure: Measure, log: Log, area: str, period: Period) -> Sequence[tuple[Decimal, Decimal]]:
    """(year to date, whole year) of up to three earlier years, newest first; years with a gap are left out."""
    pairs = []
    then = period
    for _ in range(HISTORY_YEARS):
        then = then.same_last_year()
        part = year_to_date(measure, log, area, then).value
        whole = level(measure, log, area, then.year_period()).value
        if part is not None and whole is not None:
            pairs.append((part, whole))
    return tuple(pairs)


def trend(measure: Measure, log: Log, area: str, period: Period) -> tuple[Decimal | None, ...]:
    """The values of the last periods up to this one, oldest first; None where nothing is known."""
    values: list[Decimal | None] = []
    step = period
    backwards = Period.same_last_year if period.kind in ("R", "A") else Period.previous
    count = 4 if period.kind in ("R", "A") else TREND_PERIODS
    for _ in range(count):
        values.append(level(measure, log, area, step).value)
        step = backwards(step)
    return tuple(reversed(values))


def periods_needed(period: Period, regimes: Mapping[str, Regime]) -> frozenset[str]:
    """Every period code that the lines of a table about `period` may look up."""
    steps: set[Period] = set()
    roots = [period]
    for regime in regimes.values():
        try:
            roots.append(Period.days(*cutoff(period, regime)))
        except BadInput:
            continue
    for root in roots:
        then = root
        for _ in range(HISTORY_YEARS + 1):
            steps |= {then, then.year_period(), then.year_to_date()}
            then = then.same_last_year()
    step = period
    for _ in range(TREND_PERIODS if period.kind != "R" else 0):
        steps.add(step)
        step = step.previous()
    return frozenset(code for one in steps for code in _with_parts(one))


def _with_parts(period: Period) -> set[str]:
    codes = {str(period)}
    for kind in ("Q", "M"):
        try:
            codes |= {str(part) for part in period.parts(kind)}
        except BadInput:
            continue
    return codes
