"""On course or not: the one function that says so, with its reason in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from quarterdeck.core.measures import EXACT, Better
from quarterdeck.core.messages import Message
from quarterdeck.core.pace import words
from quarterdeck.core.pace.expectation import Expectation, PastYear, expect, to_decimal
from quarterdeck.core.pace.outlook import Forecast, forecast, needed_per_month
from quarterdeck.core.pace.rules import PaceRule, RateRule, Standing
from quarterdeck.core.periods import Period


@dataclass(frozen=True, slots=True)
class Pace:
    """How a figure stands, and all that was used to say so. Shares are 0.226, not 22.6; None is unknown.

    `expected_value` is what should be there by now (the target, for a rate), `gap` the actual less that value,
    `ratio` the actual over it. `basis` reads "history:3", "days" or "target".
    """

    standing: Standing
    reason: Message
    basis: str
    expected_value: Decimal | None = None
    expected_share: Decimal | None = None
    attained_share: Decimal | None = None
    gap: Decimal | None = None
    ratio: Decimal | None = None
    forecast_low: Decimal | None = None
    forecast_mid: Decimal | None = None
    forecast_high: Decimal | None = None
    needed_per_remaining_month: Decimal | None = None


def judge(
    *,
    actual_ytd: Decimal | None,
    plan: Decimal | None,
    period: Period,
    history: Sequence[PastYear],
    better: Better,
    rule: PaceRule,
) -> Pace:
    """How what accumulates over the year stands at the end of `period`.

    `actual_ytd` is the total from 1 January to the end of `period`, `plan` the year's plan in the same unit,
    `history` as in `expected_share`. Where something is unknown the standing is "unknown" and the reason names
    it; nothing is taken for zero. Raises `BadInput` for a period longer than a year.
    """
    expectation = expect(history, period)
    actual, planned = _fraction(actual_ytd), _fraction(plan)
    if actual is None:
        return _pace(words.no_actual(period), Standing.UNKNOWN, None, planned, period, expectation)
    obstacle = _obstacle(planned, period, better)
    if planned is None or obstacle is not None:
        reason = obstacle or words.no_plan(period)
        return _pace(reason, Standing.UNKNOWN, actual, planned, period, expectation)
    standing = _standing(actual, planned, expectation, better, rule)
    reason = words.course(actual, planned, expectation, better)
    return _pace(reason, standing, actual, planned, period, expectation)


def judge_rate(
    *,
    actual: Decimal | None,
    target: Decimal | None,
    better: Better,
    rule: RateRule | None,
    unit: str = "%",
) -> Pace:
    """How a rate or level, which does not accumulate, stands against the year's target in the same `unit`.

    `rule` is None where the country pack sets no thresholds for this unit. Nothing is forecast.
    """
    gap = None if actual is None or target is None else EXACT.subtract(actual, target)
    if actual is None or target is None or gap is None:
        reason = words.no_rate() if actual is None else words.no_target()
        return Pace(Standing.UNKNOWN, reason, "target", expected_value=target)
    if better is Better.NEITHER or rule is None:
        reason = words.no_direction() if better is Better.NEITHER else words.no_thresholds(unit)
        return Pace(Standing.UNKNOWN, reason, "target", expected_value=target, gap=gap)
    advance = Fraction(gap) if better is Better.HIGHER else -Fraction(gap)
    standing = _first_reached(advance, *map(Fraction, (rule.ahead, rule.on_course, rule.behind)))
    return Pace(standing, words.against_target(actual, target, unit), "target", expected_value=target, gap=gap)


def _obstacle(plan: Fraction | None, period: Period, better: Better) -> Message | None:
    """Why nothing may be said although the actual is known."""
    if better is Better.NEITHER:
        return words.no_direction()
    if plan is None:
        return words.no_plan(period)
    if plan < 0 or (plan == 0 and better is Better.HIGHER):
        return words.no_share_of(plan)
    return None


def _standing(actual: Fraction, plan: Fraction, expectation: Expectation, better: Better, rule: PaceRule) -> Standing:
    """The plan itself has no tolerance: a limit once exceeded, or a year that ends short, is not on course."""
    if better is Better.LOWER and actual > plan:
        return Standing.OFF_COURSE
    due = plan * expectation.share
    if due == 0:
        advance = actual if better is Better.HIGHER else -actual
        return _first_reached(advance, Fraction(0), Fraction(0), Fraction(0)) if advance else Standing.ON_COURSE
    ratio = actual / due if better is Better.HIGHER else 2 - actual / due
    on_course = Fraction(1) if expectation.year_is_over else Fraction(rule.on_course)
    return _first_reached(ratio, Fraction(rule.ahead), on_course, Fraction(rule.behind))


def _first_reached(value: Fraction, ahead: Fraction, on_course: Fraction, behind: Fraction) -> Standing:
    if value >= ahead:
        return Standing.AHEAD
    if value >= on_course:
        return Standing.ON_COURSE
    return Standing.BEHIND if value >= behind else Standing.OFF_COURSE


def _pace(
    reason: Message,
    standing: Standing,
    actual: Fraction | None,
    plan: Fraction | None,
    period: Period,
    expectation: Expectation,
) -> Pace:
    """All that can be told of the course, whether or not it could be judged."""
    due = None if plan is None else plan * expectation.share
    outlook = Forecast() if actual is None else forecast(actual, expectation)
    return Pace(
        standing,
        reason,
        expectation.basis,
        expected_value=_decimal(due),
        expected_share=_decimal(expectation.share),
        attained_share=_decimal(_over(actual, plan)),
        gap=None if actual is None or due is None else to_decimal(actual - due),
        ratio=_decimal(_over(actual, due)),
        forecast_low=_decimal(outlook.low),
        forecast_mid=_decimal(outlook.mid),
        forecast_high=_decimal(outlook.high),
        needed_per_remaining_month=_decimal(needed_per_month(actual, plan, period)),
    )


def _over(value: Fraction | None, base: Fraction | None) -> Fraction | None:
    return None if value is None or base is None or base <= 0 else value / base


def _fraction(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def _decimal(value: Fraction | None) -> Decimal | None:
    return None if value is None else to_decimal(value)
