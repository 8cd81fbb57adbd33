"""Working a formula out: unknown stays unknown, and every step is kept."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from quarterdeck.core.formulas.definition import Constant, Figure, Formula, Part, Sum
from quarterdeck.core.formulas.operations import Rule
from quarterdeck.core.formulas.references import Reference
from quarterdeck.core.measures import (
    EXACT,
    Direction,
    ObservationStatus,
    Origin,
    Qualifier,
    Quantity,
    convert,
)
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.wording import Named

# From the weakest to the strongest: one illustrative input makes the result illustrative.
WEAKEST_FIRST = (Origin.ILLUSTRATIVE, Origin.REPORTED, Origin.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Given:
    """What was looked up for a reference: the figure, and who says so."""

    quantity: Quantity
    origin: Origin = Origin.REPORTED


Lookup: TypeAlias = Callable[[Reference], Quantity | Given | None]


@dataclass(frozen=True, slots=True)
class Input:
    """A figure that went in; `quantity` is None where nothing was found."""

    reference: Reference
    quantity: Quantity | None

    def why_unknown(self, names: Mapping[str, str] | None = None) -> Message | None:
        """Why this input has no value, or None where it has one."""
        figure = self.reference.described(names)
        if self.quantity is None:
            return Message(gettext_noop("Not reported: {figure}."), {"figure": figure})
        if self.quantity.value is not None:
            return None
        if self.quantity.direction is not Direction.NONE:
            return Message(
                gettext_noop('Only "{direction:en}" was reported, without a number: {figure}.'),
                {"direction": Named(self.quantity.direction), "figure": figure},
            )
        return Message(
            gettext_noop("No value ({status:en}): {figure}."),
            {"status": Named(self.quantity.status), "figure": figure},
        )


@dataclass(frozen=True, slots=True)
class Missing:
    """An input without which there is no result, and why it has no value."""

    reference: Reference
    reason: Message


@dataclass(frozen=True, slots=True)
class Step:
    """One operation that was carried out. `operands` are in the units in which they were put together."""

    rule: Rule
    what: str
    operands: tuple[Decimal, ...]
    value: Decimal | None
    unit: str


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of a formula.

    `value` is None where it is unknown, then `reason` says why and `missing` which inputs are to blame; it is
    never zero for want of a figure. `status` is the strongest SDMX flag of the inputs, `origin` the weakest,
    `qualifier` "about" as soon as an input is hedged. `steps` lead from `inputs` to the value.
    """

    formula: Formula
    value: Decimal | None
    status: ObservationStatus
    origin: Origin
    qualifier: Qualifier
    inputs: tuple[Input, ...]
    missing: tuple[Missing, ...]
    steps: tuple[Step, ...]
    reason: Message | None

    @property
    def unit(self) -> str:
        """The unit of `value`."""
        return self.formula.unit


def evaluate(formula: Formula, lookup: Lookup) -> Result:
    """Work `formula` out with the figures that `lookup` finds; each is asked for once.

    A figure in another scale than its indicator's unit is converted; one of another kind raises `BadInput`.
    """
    given = {need: _given(lookup(need)) for need in formula.needs}
    inputs = tuple(Input(need, found.quantity if found else None) for need, found in given.items())
    missing = tuple(Missing(one.reference, reason) for one in inputs if (reason := one.why_unknown()) is not None)
    run = _Run({one.reference: one.quantity for one in inputs if one.quantity is not None})
    value = run.value_of(formula.tree)
    return Result(
        formula,
        None if value is None else EXACT.multiply(value, formula.factor),
        _status(inputs, value),
        _origin(given.values()),
        _qualifier(inputs),
        inputs,
        missing,
        tuple(run.steps),
        _summary(missing) or run.reason,
    )


class _Run:
    """One evaluation: the figures that are known, the steps done so far, why it got stuck."""

    def __init__(self, known: Mapping[Reference, Quantity]) -> None:
        self.known = known
        self.steps: list[Step] = []
        self.reason: Message | None = None

    def value_of(self, part: Part) -> Decimal | None:
        if isinstance(part, Constant):
            return part.value
        if isinstance(part, Figure):
            quantity = self.known.get(part.reference)
            if quantity is None or quantity.value is None:
                return None
            return convert(quantity.value, quantity.unit, part.unit)
        return self.outcome(part)

    def outcome(self, part: Sum) -> Decimal | None:
        found = [self.value_of(operand) for operand in part.operands]
        known = [value for value in found if value is not None]
        if len(known) < len(found):
            return None
        operands = tuple(EXACT.multiply(value, by) for value, by in zip(known, part.factors, strict=True))
        value = part.rule.compute(*operands)
        if value is None and part.rule.base is not None:
            self.reason = _no_base(part.operands[part.rule.base], operands[part.rule.base])
        self.steps.append(Step(part.rule, part.notation, operands, value, part.unit))
        return value


def _no_base(divisor: Part, value: Decimal) -> Message:
    text = (
        gettext_noop("{divisor} is negative: a percentage or a part of it says nothing.")
        if value
        else gettext_noop("{divisor} is zero: nothing can be divided by it.")
    )
    return Message(text, {"divisor": divisor.notation})


def _summary(missing: tuple[Missing, ...]) -> Message | None:
    if len(missing) < 2:
        return missing[0].reason if missing else None
    return Message(
        gettext_noop("{first} Missing inputs in all: {count}."),
        {"first": missing[0].reason, "count": len(missing)},
    )


def _given(found: Quantity | Given | None) -> Given | None:
    return Given(found) if isinstance(found, Quantity) else found


def _origin(given: Iterable[Given | None]) -> Origin:
    origins = {one.origin for one in given if one is not None}
    return next((origin for origin in WEAKEST_FIRST if origin in origins), Origin.REPORTED)


def _qualifier(inputs: tuple[Input, ...]) -> Qualifier:
    hedged = any(one.quantity and one.quantity.qualifier is not Qualifier.EXACT for one in inputs)
    return Qualifier.ABOUT if hedged else Qualifier.EXACT


def _status(inputs: tuple[Input, ...], value: Decimal | None) -> ObservationStatus:
    """The flag that wins by SDMX precedence; a result without a value carries one that says so."""
    if value is not None:
        return ObservationStatus.strongest(one.quantity.status for one in inputs if one.quantity)
    unknown = [_absence(one) for one in inputs if one.quantity is None or one.quantity.value is None]
    return ObservationStatus.strongest(unknown) if unknown else ObservationStatus.CANNOT_EXIST


def _absence(one: Input) -> ObservationStatus:
    stated = one.quantity.status if one.quantity else ObservationStatus.MISSING
    return stated if stated.is_missing else ObservationStatus.MISSING
