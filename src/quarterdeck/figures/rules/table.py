"""A row of the figures table: value, same period last year, change, plan, pace and trend of one indicator."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from quarterdeck.core.measures import Better, round_half_up
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.pace import Pace, PaceRules, PastYear, Standing, judge, judge_rate
from quarterdeck.core.periods import Period, Regime
from quarterdeck.core.wording import Written
from quarterdeck.engine.reading import formula, steps
from quarterdeck.engine.reading.log import Log
from quarterdeck.engine.reading.needs import HISTORY_YEARS, periods_needed, reported_period, trend_periods
from quarterdeck.engine.reading.reading import Measure, Reading, change, level, of_plan, year_to_date

__all__ = ["Book", "Line", "line", "periods_needed", "reported_period"]


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


def line(measure: Measure, log: Log, area: str, period: Period, book: Book) -> Line:
    """Put together one row; unknown parts stay unknown."""
    own = reported_period(measure, log, area, period, book.regimes)
    now = formula.value(measure, log, area, own, book.measures)
    same = formula.value(measure, log, area, steps.last_year(own), book.measures)
    plan = level(measure, log, area, steps.whole_year(own), scenario="plan")
    return Line(
        measure.code, now, same, change(measure, log, area, now, same), plan,
        of_plan(measure, log, area, so_far(measure, log, area, own, book), plan),
        pace(measure, log, area, own, plan, book), trend(measure, log, area, own, book),
    )  # fmt: skip


def so_far(measure: Measure, log: Log, area: str, period: Period, book: Book) -> Reading:
    """The year to date; an indicator with a formula is worked out for the period itself."""
    if measure.formula:
        return formula.value(measure, log, area, period, book.measures)
    return year_to_date(measure, log, area, period)


def pace(measure: Measure, log: Log, area: str, period: Period, plan: Reading, book: Book) -> Pace:
    """Whether the indicator is on course for the year's plan at this point of the year."""
    better = Better(measure.better)
    now = so_far(measure, log, area, period, book)
    if not measure.accumulates:
        shown = round_half_up(now.value, measure.decimals) if now.value is not None and now.computed else now.value
        rule = book.pace.rates.get(measure.unit)
        return judge_rate(actual=shown, target=plan.value, better=better, rule=rule, unit=measure.unit)
    judged = judge(
        actual_ytd=now.value, plan=plan.value, period=period, history=history(measure, log, area, period, book),
        better=better, rule=book.pace.accumulated,
    )  # fmt: skip
    return _told_in_its_own_terms(judged, now, plan) if measure.is_share_of_plan else judged


def _told_in_its_own_terms(pace: Pace, now: Reading, plan: Reading) -> Pace:
    """A share of a plan is compared with the share that is due by now, not told as a share of its target again."""
    if pace.standing is Standing.UNKNOWN or now.value is None or plan.value is None or pace.expected_value is None:
        return pace
    shares = {"actual": now.value, "due": pace.expected_value, "target": plan.value}
    reason = Message(
        gettext_noop("{actual:en} so far; {due:en} would be due by now for a target of {target:en}."),
        {name: Written(round_half_up(value, 1), unit="%") for name, value in shares.items()},
    )
    return replace(pace, reason=reason)


def history(measure: Measure, log: Log, area: str, period: Period, book: Book) -> Sequence[PastYear]:
    """(year to date, whole year) of the three earlier years, oldest first; None where one is not known."""
    pairs: list[PastYear] = []
    then = period
    for _ in range(HISTORY_YEARS):
        then = steps.last_year(then)
        whole = so_far(measure, log, area, steps.whole_year(then), book)
        pairs.append((so_far(measure, log, area, then, book).value, whole.value))
    return tuple(reversed(pairs))


def trend(measure: Measure, log: Log, area: str, period: Period, book: Book) -> tuple[Decimal | None, ...]:
    """The values of the last periods up to this one, oldest first; None where nothing is known."""
    return tuple(formula.value(measure, log, area, step, book.measures).value for step in trend_periods(period))
