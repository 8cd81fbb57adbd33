"""The unit of every operation, and what it refuses to put together.

A percentage is a rate, not an amount: the difference of two is in points ("pp"), its growth is refused. A
bare number has no unit. A quotient of unlike units gets a unit of its own ("tonnes/ha").
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from quarterdeck.core.errors import BadInput
from quarterdeck.core.measures import UNITS, convert
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.wording import UnitNamed

PLAIN = ""
RATES = frozenset({"%", "pp"})
RANK = "rank"
ONE = Decimal(1)
OF_HUNDRED = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Fit:
    """The unit of an operation's result, and what each operand is multiplied by before it is computed."""

    unit: str
    factors: tuple[Decimal, ...]


def same_kind(one: str, other: str) -> bool:
    """Whether two units measure the same thing, so that one can be converted to the other."""
    if one in UNITS and other in UNITS:
        return UNITS[one].dimension == UNITS[other].dimension
    return one == other


def factor(source: str, target: str) -> Decimal:
    """What a value in `source` is multiplied by to be in `target`, a unit of the same kind."""
    return ONE if source == target else convert(ONE, source, target)


def _refuse(text: str, remedy: str, **units: str) -> BadInput:
    return BadInput(Message(text, {name: UnitNamed(unit) for name, unit in units.items()}), remedy=remedy)


_SUMS: Mapping[tuple[str, str, str], str] = {
    ("+", "%", "%"): "%",
    ("-", "%", "%"): "pp",
    ("+", "%", "pp"): "%",
    ("-", "%", "pp"): "%",
    ("+", "pp", "%"): "%",
    ("+", "pp", "pp"): "pp",
    ("-", "pp", "pp"): "pp",
    ("-", RANK, RANK): RANK,
}


def fit_plus(left: str, right: str) -> Fit:
    """Like with like; the right operand is converted to the left one's unit."""
    return _fit_sum("+", left, right)


def fit_minus(left: str, right: str) -> Fit:
    """As `fit_plus`; the difference of two percentages is in points."""
    return _fit_sum("-", left, right)


def _fit_sum(sign: str, left: str, right: str) -> Fit:
    if PLAIN in (left, right):
        return _fit_sum_with_number(left, right)
    if (sign, left, right) in _SUMS:
        return Fit(_SUMS[sign, left, right], (ONE, ONE))
    if left == RANK or left in RATES or not same_kind(left, right):
        raise _refuse(
            gettext_noop("{left:en} and {right:en} cannot be added or subtracted."),
            gettext_noop("Put together only figures of one kind; convert one of them in an indicator of its own."),
            left=left,
            right=right,
        )
    return Fit(left, (ONE, factor(right, left)))


def _fit_sum_with_number(left: str, right: str) -> Fit:
    unit = left or right
    if unit == PLAIN or unit in RATES:
        return Fit(unit, (ONE, ONE))
    raise _refuse(
        gettext_noop("A bare number has no unit, so it cannot be added to or subtracted from {unit:en}."),
        gettext_noop("Multiply or divide by a bare number, or make the amount an indicator with its unit."),
        unit=unit,
    )


def fit_times(left: str, right: str) -> Fit:
    """An amount by a number, a ratio or a percentage of it."""
    if RANK not in (left, right):
        if left in (PLAIN, "times"):
            return Fit(right or left, (ONE, ONE))
        if right in (PLAIN, "times"):
            return Fit(left, (ONE, ONE))
        if right == "%":
            return Fit(left, (ONE, OF_HUNDRED))
        if left == "%":
            return Fit(right, (OF_HUNDRED, ONE))
    raise _refuse(
        gettext_noop("{left:en} cannot be multiplied by {right:en}."),
        gettext_noop("Multiply by a number, a ratio or a percentage."),
        left=left,
        right=right,
    )


def fit_over(left: str, right: str) -> Fit:
    """Like by like is a ratio ("times"); unlike units make a new one."""
    if right in (PLAIN, "times") and left != RANK:
        return Fit(left or right, (ONE, ONE))
    if left in (PLAIN, RANK) or right in ("pp", RANK) or "/" in right:
        raise _not_divisible(left, right)
    if same_kind(left, right):
        return Fit("times", (ONE, factor(right, left)))
    if right == "%":
        return Fit(left, (ONE, OF_HUNDRED))
    if left in RATES or "/" in left:
        raise _not_divisible(left, right)
    return fit_per_head(left, right) if same_kind(right, "persons") else Fit(f"{left}/{right}", (ONE, ONE))


def _not_divisible(left: str, right: str) -> BadInput:
    if left == PLAIN:
        return _refuse(
            gettext_noop("A bare number cannot be divided by {right:en}."),
            gettext_noop("Divide a figure by a figure, e.g. share([PART], [WHOLE])."),
            right=right,
        )
    return _refuse(
        gettext_noop("{left:en} cannot be divided by {right:en}."),
        gettext_noop("Divide the totals instead, e.g. share([PART], [WHOLE])."),
        left=left,
        right=right,
    )


def _must_be_amount(unit: str, remedy: str) -> None:
    if unit in RATES or unit in (RANK, PLAIN):
        raise _refuse(
            gettext_noop("This function takes an amount, not a figure in {unit:en}.")
            if unit
            else gettext_noop("This function takes an indicator, not a bare number."),
            remedy,
            unit=unit,
        )


def _must_be_like(part: str, whole: str) -> None:
    if not same_kind(part, whole):
        raise _refuse(
            gettext_noop("A part in {part:en} cannot belong to a whole in {whole:en}."),
            gettext_noop("Name a part and a whole of one kind."),
            part=part,
            whole=whole,
        )


def fit_growth(now: str, then: str) -> Fit:
    """Per cent, of amounts only."""
    _must_be_amount(now, gettext_noop("For rates take the difference: [X] - same_last_year([X])."))
    return Fit("%", (ONE, ONE))


def fit_attainment(actual: str, plan: str) -> Fit:
    """Per cent, of amounts only."""
    _must_be_amount(actual, gettext_noop("For rates take the difference: [X] - plan([X])."))
    return Fit("%", (ONE, ONE))


def fit_share(part: str, whole: str) -> Fit:
    """Per cent; the whole is converted to the part's unit."""
    remedy = gettext_noop("Take the amounts that the rates were computed from.")
    _must_be_amount(part, remedy)
    _must_be_amount(whole, remedy)
    _must_be_like(part, whole)
    return Fit("%", (ONE, factor(whole, part)))


def fit_contribution(now: str, then: str, whole_then: str) -> Fit:
    """Points of the whole's growth."""
    return Fit("pp", (ONE, *fit_share(now, whole_then).factors))


def fit_per_head(amount: str, persons: str) -> Fit:
    """A registered unit per person where there is one (in its scale), else "<unit>/person"."""
    _must_be_head_count(amount, persons)
    for code in UNITS:
        stem, per_person, _ = code.partition("_per_person")
        if per_person and same_kind(amount, stem):
            return Fit(code, (factor(amount, stem), ONE))
    return Fit(f"{amount}/person", (ONE, ONE))


def fit_per_10k(amount: str, persons: str) -> Fit:
    """The amount on ten thousand people."""
    _must_be_head_count(amount, persons)
    return Fit("per_10k", (Decimal(10_000), ONE))


def _must_be_head_count(amount: str, persons: str) -> None:
    _must_be_amount(amount, gettext_noop("Take the amount that the rate was computed from."))
    if "/" in amount or not same_kind(persons, "persons"):
        raise _refuse(
            gettext_noop("{amount:en} cannot be taken per head of {persons:en}."),
            gettext_noop("Name an amount first and then a number of persons."),
            amount=amount,
            persons=persons,
        )


def fit_negative(unit: str) -> Fit:
    """The unit stays."""
    if unit == RANK:
        raise _refuse(gettext_noop("A rank has no opposite."), gettext_noop("Leave the minus sign out."), unit=unit)
    return Fit(unit, (ONE,))
