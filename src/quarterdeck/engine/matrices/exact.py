"""Exact arithmetic on arrays of fixed-point numbers: 64 bits where they hold every result, else integers of Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quarterdeck.engine.facts import DIGITS

Array = NDArray[Any]
Mask = NDArray[np.bool_]
LIMIT = 1 << 62
TENS = 10 ** np.arange(19, dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Exact:
    """Numbers in steps of 10^-scale: `steps` [rows × places], `scale` [rows × 1]; none is larger than `most`.

    Steps are int64, or Python's integers in an array of objects once `most` reaches `LIMIT`.
    """

    steps: Array
    scale: NDArray[np.int64]
    most: int

    def rows(self, numbers: Array) -> "Exact":
        """Some rows."""
        return Exact(self.steps.take(numbers, axis=0), self.scale.take(numbers, axis=0), self.most)

    def columns(self, numbers: Array) -> "Exact":
        """Some places."""
        return Exact(self.steps[:, numbers], self.scale, self.most)


def within(steps: Array, most: int) -> Array:
    """The steps in an array that holds numbers up to `most` and sums of two of them."""
    return steps.astype(object) if most >= LIMIT and steps.dtype != object else steps


def largest(steps: Array) -> int:
    """The largest of some numbers, without sign."""
    if not steps.size:
        return 0
    return max(abs(int(steps.min())), abs(int(steps.max())))


def nothing(rows: int, places: int) -> Exact:
    """Zeros, to be overwritten or hidden."""
    return Exact(np.zeros((rows, places), dtype=np.int64), np.zeros((rows, 1), dtype=np.int64), 0)


def at_scale(one: Exact, scale: NDArray[np.int64]) -> Exact:
    """The same numbers in finer steps."""
    if scale is one.scale or np.array_equal(scale, one.scale):
        return one
    digits = scale - one.scale
    most = one.most * 10 ** int(digits.max(initial=0))
    steps = within(one.steps, most)
    return Exact(steps * (TENS[digits] if steps.dtype != object else 10 ** digits.astype(object)), scale, most)


def aligned(one: Exact, other: Exact) -> tuple[Exact, Exact]:
    """Both in the same steps."""
    if one.scale is other.scale:
        return one, other
    scale = np.maximum(one.scale, other.scale)
    return at_scale(one, scale), at_scale(other, scale)


def added(one: Exact, other: Exact, sign: int = 1) -> Exact:
    """The sum, or with the sign -1 the difference."""
    one, other = aligned(one, other)
    most = one.most + other.most
    left, right = within(one.steps, most), within(other.steps, most)
    return Exact(left + right if sign > 0 else left - right, one.scale, most)


def chosen(where: Mask, one: Exact, other: Exact) -> Exact:
    """The first where the mask says so, else the second."""
    one, other = aligned(one, other)
    return Exact(np.where(where, one.steps, other.steps), one.scale, max(one.most, other.most))


def summed(parts: Exact, axis: int = 1) -> Exact:
    """The sums along an axis of steps [rows × parts × places]; all parts of a row are in the same steps."""
    most = parts.most * max(1, parts.steps.shape[axis])
    return Exact(within(parts.steps, most).sum(axis=axis), parts.scale, most)


def gathered(values: Exact, offsets: NDArray[np.intp]) -> Exact:
    """The sums of runs of places that begin at `offsets`; no run is empty."""
    most = values.most * values.steps.shape[1]
    return Exact(np.add.reduceat(within(values.steps, most), offsets, axis=1), values.scale, most)


def quotient(top: Exact, base: Exact, times: int, defined: Mask) -> Exact:
    """`times` top over base where it is `defined` (there the base is above zero), rounded half away from zero."""
    top, base = aligned(top, base)
    scale = np.full_like(top.scale, DIGITS)
    above = np.abs(np.where(defined, top.steps, 0))
    below = np.where(defined, base.steps, 1)
    if _fits(above, below, times, top.most, base.most):
        steps = _divided(above * times, below)
    else:
        doubled = below.astype(object) * 2
        steps = (above.astype(object) * (2 * times * 10**DIGITS) + below) // doubled
    steps = np.where(top.steps < 0, -steps, steps)
    return Exact(steps, scale, largest(steps))


def _fits(above: Array, below: Array, times: int, top: int, base: int) -> bool:
    """Whether a division stays within 64 bits at every step."""
    if above.dtype == object or below.dtype == object or top * times >= LIMIT or base * 10 >= LIMIT:
        return False
    if top * times * 10**DIGITS < LIMIT:
        return True
    most = float((above / below).max(initial=0))
    return bool(most * times * 10**DIGITS < LIMIT / 2)


def _divided(above: NDArray[np.int64], below: NDArray[np.int64]) -> NDArray[np.int64]:
    """With `DIGITS` decimals, as on paper: as many digits a step as the remainders leave room for."""
    at_once = min(DIGITS, len(str(LIMIT // int(below.max(initial=1)))) - 1)
    result, rest = np.divmod(above, below)
    left = DIGITS
    while left:
        digits = min(at_once, left)
        more, rest = np.divmod(rest * 10**digits, below)
        result = result * 10**digits + more
        left -= digits
    found: NDArray[np.int64] = result + (rest >= below - rest)
    return found


def rounded(above: Array, below: Array) -> Exact:
    """Fractions of whole numbers (objects, `below` above zero), rounded half away from zero to `DIGITS` decimals."""
    steps = (np.abs(above) * (2 * 10**DIGITS) + below) // (below * 2)
    steps = np.where(above < 0, -steps, steps)
    most = largest(steps)
    return Exact(
        steps if most >= LIMIT else steps.astype(np.int64), np.full((len(steps), 1), DIGITS, dtype=np.int64), most
    )


def stacked(several: Sequence[Exact]) -> Exact:
    """The rows of one after those of another."""
    return Exact(
        np.concatenate([one.steps for one in several]), np.concatenate([one.scale for one in several]),
        max(one.most for one in several),
    )  # fmt: skip
