"""A result told step by step: the rule, what went in, what was computed, what came out."""

from collections.abc import Mapping
from decimal import Decimal

from quarterdeck.core.formulas.evaluation import Input, Result, Step
from quarterdeck.core.measures import ObservationStatus, Origin, Qualifier, decimals_of
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.wording import Named, UnitNamed, Written

DIGITS = 6  # significant digits of a computed number in a sentence; whole numbers keep all of theirs


def explain(result: Result, names: Mapping[str, str] | None = None) -> list[Message]:
    """The sentences that tell how `result` came about, in the order of the work.

    They hold English and, once translated, any other language: their numbers are written by the language of
    the text. `names` gives indicators' names by code; without it the codes stand in brackets.
    """
    rule = Message(
        gettext_noop("Rule: {rule}, in {unit:en}"),
        {"rule": result.formula.text, "unit": UnitNamed(result.unit)},
    )
    inputs = [_input(one, names) for one in result.inputs]
    return [rule, *inputs, *map(_step, result.steps), _outcome(result)]


def shown(value: Decimal, unit: str = "") -> Written:
    """A computed number with as many digits as a reader can use.

    >>> [str(shown(Decimal(text))) for text in ("14.28571428", "22.5", "0.0000123456789")]
    ['14.2857', '22.5', '0.0000123457']
    """
    if value == value.to_integral_value():
        return Written(value, 0, unit)
    decimals = max(2, DIGITS - 1 - value.adjusted())
    return Written(value, decimals if decimals_of(value) > decimals else None, unit)


def _input(one: Input, names: Mapping[str, str] | None) -> Message:
    unknown = one.why_unknown(names)
    if unknown is not None or one.quantity is None or one.quantity.value is None:
        return unknown or Message("")
    figure = one.reference.described(names)
    value = Written(one.quantity.value, unit=one.quantity.unit)
    hedge, status = one.quantity.qualifier, one.quantity.status
    params: dict[str, object] = {"figure": figure, "value": value, "status": Named(status)}
    if hedge is Qualifier.EXACT:
        return _flagged(Message(gettext_noop("{figure}: {value:en}"), params), status)
    hedged = Message(gettext_noop("{figure}: {hedge:en} {value:en}"), params | {"hedge": Named(hedge)})
    return _flagged(hedged, status)


def _flagged(said: Message, status: ObservationStatus) -> Message:
    if status is ObservationStatus.NORMAL:
        return said
    return Message(gettext_noop("{said} ({status:en})"), {"said": said, "status": Named(status)})


def _step(step: Step) -> Message:
    operands = dict(zip("abc", map(shown, step.operands), strict=False))
    if step.value is None:
        return Message(gettext_noop("{what} cannot be computed"), {"what": step.what})
    return Message(step.rule.sentence, {"what": step.what, **operands, "result": shown(step.value, step.unit)})


def _outcome(result: Result) -> Message:
    if result.value is None:
        return Message(gettext_noop("Result: unknown. {reason}"), {"reason": result.reason or Message("")})
    value = shown(result.value, result.unit)
    said = Message(gettext_noop("Result: {value:en}"), {"value": value})
    if result.qualifier is not Qualifier.EXACT:
        said = Message(
            gettext_noop("Result: {hedge:en} {value:en}"), {"hedge": Named(result.qualifier), "value": value}
        )
    said = _flagged(said, result.status)
    if result.origin is not Origin.ILLUSTRATIVE:
        return said
    return Message(gettext_noop("{said}. It rests on illustrative figures."), {"said": said})
