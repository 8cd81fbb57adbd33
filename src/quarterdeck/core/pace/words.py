"""The reasons that a standing carries, as sentences with their numbers."""

from decimal import Decimal
from fractions import Fraction

from quarterdeck.core.measures import EXACT, Better
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.pace.expectation import Expectation, to_decimal
from quarterdeck.core.periods import Period
from quarterdeck.core.wording import Named, UnitNamed, Written


def no_actual(period: Period) -> Message:
    """The figure itself is missing."""
    return Message(
        gettext_noop("Not known: the figure from 1 January to the end of the period ({period:en})."),
        {"period": Named(period)},
    )


def no_plan(period: Period) -> Message:
    """There is nothing to compare with."""
    return Message(gettext_noop("No plan for {year} is known."), {"year": str(period.year)})


def no_direction() -> Message:
    """The indicator only informs."""
    return Message(gettext_noop("For this indicator neither more nor less is better, so it is not judged."))


def no_share_of(plan: Fraction) -> Message:
    """The plan is no base for a percentage."""
    return Message(
        gettext_noop("The plan is {plan:en}: no share of it can be reached."),
        {"plan": Written(to_decimal(plan))},
    )


def no_rate() -> Message:
    """The rate itself is missing."""
    return Message(gettext_noop("The figure is not known."))


def no_target() -> Message:
    """There is nothing to compare the rate with."""
    return Message(gettext_noop("No target for the year is known."))


def no_thresholds(unit: str) -> Message:
    """The country pack does not judge such figures."""
    return Message(
        gettext_noop("No thresholds are set for figures in this unit ({unit:en})."), {"unit": UnitNamed(unit)}
    )


def course(actual: Fraction, plan: Fraction, expectation: Expectation, better: Better) -> Message:
    """What is reached of the plan, and what is usual by now."""
    return Message(
        gettext_noop("{reached}; {expected}."),
        {"reached": _reached(actual, plan, better), "expected": _expected(expectation)},
    )


def _reached(actual: Fraction, plan: Fraction, better: Better) -> Message:
    if plan == 0:
        return Message(
            gettext_noop("{actual:en} so far, where the plan allows none"), {"actual": Written(to_decimal(actual))}
        )
    share = {"share": _percent(actual / plan)}
    if better is Better.HIGHER:
        return Message(gettext_noop("{share:en}% of the plan reached"), share)
    if actual > plan:
        return Message(gettext_noop("{share:en}% of the year's limit used, so it is exceeded"), share)
    return Message(gettext_noop("{share:en}% of the year's limit used"), share)


def _expected(expectation: Expectation) -> Message:
    params = {"expected": _percent(expectation.share)}
    if expectation.year_is_over:
        return Message(gettext_noop("the year is over"))
    if not expectation.years:
        return Message(
            gettext_noop("{expected:en}% of the year's days have passed (no earlier years to compare with)"), params
        )
    past = params | {"years": expectation.years_text()}
    if len(expectation.years) == 1:
        return Message(gettext_noop("by this point of the year {years} had reached {expected:en}%"), past)
    return Message(gettext_noop("by this point of the year the median of {years} is {expected:en}%"), past)


def against_target(actual: Decimal, target: Decimal, unit: str) -> Message:
    """How far a rate is from its target."""
    gap = EXACT.subtract(actual, target)
    points = "pp" if unit == "%" else unit
    params = {
        "actual": Written(actual, unit=unit),
        "target": Written(target, unit=unit),
        "gap": Written(abs(gap), unit=points),
    }
    if not gap:
        return Message(gettext_noop("{actual:en}, exactly the target."), params)
    if gap > 0:
        return Message(gettext_noop("{actual:en} against a target of {target:en}: {gap:en} above it."), params)
    return Message(gettext_noop("{actual:en} against a target of {target:en}: {gap:en} below it."), params)


def _percent(share: Fraction) -> Written:
    return Written(to_decimal(share * 100), 1)
