"""What an indicator's formula makes of its inputs: exact fractions all the way, rounded once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from quarterdeck.core.formulas import Formula
from quarterdeck.core.formulas.arithmetic import attainment, contribution_points, growth, per_head, share
from quarterdeck.core.formulas.definition import Constant, Figure, Part, Sum
from quarterdeck.core.formulas.operations import RULES
from quarterdeck.core.formulas.references import Reference
from quarterdeck.engine.matrices import exact
from quarterdeck.engine.matrices.cells import WHY, Cells, chosen, together, unsaid, worked_out
from quarterdeck.engine.matrices.exact import Array, Mask
from quarterdeck.engine.query import Why


@dataclass(frozen=True, slots=True, eq=False)
class _Fractions:
    """Whole numbers of Python over whole numbers above zero, where they are `defined`."""

    above: Array
    below: Array
    defined: Mask

    def times(self, factor: Decimal) -> "_Fractions":
        """Each multiplied by the same number."""
        above, below = factor.as_integer_ratio()
        return self if above == below else _Fractions(self.above * above, self.below * below, self.defined)


def worked(formula: Formula, level: Cells, inputs: Sequence[Cells | None]) -> Cells:
    """The level where there is a row or parts with a value, else what the formula makes of the inputs."""
    given = level.there | level.known
    if given.all():
        return level
    rows, places = level.known.shape
    said = together(*(unsaid(rows, places, 1) if one is None else one.said for one in inputs))
    known = np.ones((rows, places), dtype=np.bool_)
    why = np.full((rows, places), WHY[Why.NO_BASE], dtype=np.int8)
    for one in reversed(inputs):
        if one is None:
            known[:] = False
            why[:] = WHY[Why.NOT_REPORTED]
        else:
            known &= one.known
            why = np.where(one.known, why, one.why)
    if not (known & ~given).any():
        return chosen(given, level, worked_out(exact.nothing(rows, places), np.zeros_like(known), said, why))
    result = _result(formula, inputs, known).times(formula.factor)
    sound = known & result.defined
    value = exact.rounded(np.where(sound, result.above, 0), result.below)
    return chosen(given, level, worked_out(value, sound, said, why))


def _result(formula: Formula, inputs: Sequence[Cells | None], known: Mask) -> _Fractions:
    held = {
        reference: _fractions(one, known)
        for reference, one in zip(formula.needs, inputs, strict=True)
        if one is not None
    }
    return _value(formula.tree, held, known)


def _fractions(one: Cells, known: Mask) -> _Fractions:
    steps = np.where(known, one.value.steps, 0).astype(object)
    below = np.broadcast_to(10 ** one.value.scale.astype(object), steps.shape)
    return _Fractions(steps, below, known)


def _value(part: Part, held: Mapping[Reference, _Fractions], known: Mask) -> _Fractions:
    if isinstance(part, Constant):
        above, below = part.value.as_integer_ratio()
        ones = np.ones(known.shape, dtype=object)
        return _Fractions(ones * above, ones * below, known)
    if isinstance(part, Figure):
        return held[part.reference]
    return _outcome(part, held, known)


def _outcome(part: Sum, held: Mapping[Reference, _Fractions], known: Mask) -> _Fractions:
    operands = [_value(one, held, known).times(factor) for one, factor in zip(part.operands, part.factors, strict=True)]
    return _WORK[part.rule.compute](*operands)


def _plus(one: _Fractions, other: _Fractions, sign: int = 1) -> _Fractions:
    above = one.above * other.below + sign * other.above * one.below
    return _Fractions(above, one.below * other.below, one.defined & other.defined)


def _minus(one: _Fractions, other: _Fractions) -> _Fractions:
    return _plus(one, other, -1)


def _negative(one: _Fractions) -> _Fractions:
    return _Fractions(-one.above, one.below, one.defined)


def _by(one: _Fractions, other: _Fractions) -> _Fractions:
    return _Fractions(one.above * other.above, one.below * other.below, one.defined & other.defined)


def _over(one: _Fractions, other: _Fractions) -> _Fractions:
    sound = one.defined & other.defined & np.asarray(other.above != 0, dtype=np.bool_)
    sign = np.where(other.above < 0, -1, 1)
    below = np.where(sound, one.below * np.abs(other.above), 1)
    return _Fractions(one.above * other.below * sign, below, sound)


def _above_zero(one: _Fractions) -> _Fractions:
    return _Fractions(one.above, one.below, one.defined & np.asarray(one.above > 0, dtype=np.bool_))


def _per_head(one: _Fractions, other: _Fractions) -> _Fractions:
    return _over(one, _above_zero(other))


def _per_cent(one: _Fractions, other: _Fractions) -> _Fractions:
    return _per_head(one, other).times(Decimal(100))


def _growth(now: _Fractions, then: _Fractions) -> _Fractions:
    return _per_cent(_minus(now, then), then)


def _points(now: _Fractions, then: _Fractions, whole: _Fractions) -> _Fractions:
    return _per_cent(_minus(now, then), whole)


_WORK: Mapping[Callable[..., Decimal | None], Callable[..., _Fractions]] = {
    RULES["+"].compute: _plus, RULES["-"].compute: _minus, RULES["*"].compute: _by, RULES["/"].compute: _over,
    RULES["negative"].compute: _negative, growth: _growth, attainment: _per_cent, share: _per_cent,
    per_head: _per_head, contribution_points: _points,
}  # fmt: skip
"""What a rule of `core.formulas` computes on single figures, and the same on arrays."""
