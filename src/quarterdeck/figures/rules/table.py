"""A row of the figures table: value, same period last year, change, plan, pace and trend of one indicator."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal

from quarterdeck.core.errors import BadInput
from quarterdeck.core.formulas import Given, Reference, evaluate, parse
from quarterdeck.core.measures import Better, Origin, Quantity
from quarterdeck.core.pace import Pace, PaceRules, PastYear, judge, judge_rate
from quarterdeck.core.periods import Period, Regime, cutoff
from quarterdeck.figures.rules.log import Log
from quarterdeck.figures.rules.reading import Measure, Reading, change, level, nothing, of_plan, year_to_date

HISTORY_YEARS = 3
TREND_PERIODS = 13


@dataclass(frozen=True, slots=True)
class Book:
    """The rules that apply to every line: report calendars, pace thresholds, and the measures that formulas name."""

    regimes: Mapping[str, Regime]
    pace: PaceRules
    measures: Mapping[str, Measure]


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

    A yearly indicator reports the year, or the latest year before it; where nothing was reported, the period asked for.
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
        found += [period.year_period(), period.year_period().previous()]
    return tuple(found)


def line(measure: Measure, log: Log, area: str, period: Period, book: Book) -> Line:
    """Put together one row; unknown parts stay unknown."""
    own = reported_period(measure, log, area, period, book.regimes)
    now = value(measure, log, area, own, book)
    same = value(measure, log, area, own.same_last_year(), book)
    plan = level(measure, log, area, own.year_period(), scenario="plan")
    return Line(
        measure.code, now, same, change(measure, log, area, now, same), plan,
        of_plan(measure, log, area, year_to_date(measure, log, area, own), plan),
        pace(measure, log, area, own, plan, book), trend(measure, log, area, own, book),
    )  # fmt: skip


def value(measure: Measure, log: Log, area: str, period: Period, book: Book) -> Reading:
    """The figure as reported, or worked out by the indicator's formula where nothing was reported."""
    found = level(measure, log, area, period)
    if found.quantity is not None or not measure.formula:
        return found
    rows = []

    def lookup(reference: Reference) -> Given | None:
        other = book.measures.get(reference.indicator)
        if other is None or reference.area_shift:
            return None
        when = reference.period(period)
        if reference.scenario.value == "plan":
            when = when.year_period()
        one = level(other, log, area, when, scenario=reference.scenario.value)
        rows.extend(one.rows)
        illustrative = any(row.illustrative for row in one.rows)
        return Given(one.quantity, Origin.ILLUSTRATIVE if illustrative else Origin.REPORTED) if one.quantity else None

    result = evaluate(parse(measure.formula, {code: one.unit for code, one in book.measures.items()}), lookup)
    if result.value is None:
        return nothing(str(period), "level")
    return Reading(Quantity(result.value, measure.unit, result.status), str(period), "level", tuple(rows), True)


def pace(measure: Measure, log: Log, area: str, period: Period, plan: Reading, book: Book) -> Pace:
    """Whether the indicator is on course for the year's plan at this point of the year."""
    better = Better(measure.better)
    if not measure.accumulates:
        now = value(measure, log, area, period, book)
        rule = book.pace.rates.get(measure.unit)
        return judge_rate(actual=now.value, target=plan.value, better=better, rule=rule, unit=measure.unit)
    return judge(
        actual_ytd=year_to_date(measure, log, area, period).value, plan=plan.value, period=period,
        history=history(measure, log, area, period), better=better, rule=book.pace.accumulated,
    )  # fmt: skip


def history(measure: Measure, log: Log, area: str, period: Period) -> Sequence[PastYear]:
    """(year to date, whole year) of the three earlier years, oldest first; None where one is not known."""
    pairs: list[PastYear] = []
    then = period
    for _ in range(HISTORY_YEARS):
        then = then.same_last_year()
        part = year_to_date(measure, log, area, then).value
        pairs.append((part, level(measure, log, area, then.year_period()).value))
    return tuple(reversed(pairs))


def trend(measure: Measure, log: Log, area: str, period: Period, book: Book) -> tuple[Decimal | None, ...]:
    """The values of the last periods up to this one, oldest first; None where nothing is known."""
    values: list[Decimal | None] = []
    step = period
    backwards = Period.same_last_year if period.kind in ("R", "A") else Period.previous
    count = 4 if period.kind in ("R", "A") else TREND_PERIODS
    for _ in range(count):
        values.append(value(measure, log, area, step, book).value)
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
