"""What each node of a plan does with cells; `engine.reading` says the same of single figures."""

from collections.abc import Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from quarterdeck.engine.matrices import exact
from quarterdeck.engine.matrices.cells import (
    WHY,
    Cells,
    Codes,
    Said,
    chosen,
    empty,
    together,
    worked_out,
)
from quarterdeck.engine.matrices.exact import Exact, Mask
from quarterdeck.engine.query import Why

HUNDRED = 100


def nothing(why: Why, rows: int, places: int) -> Cells:
    """No value, and why."""
    return empty(rows, places, why)


def level(bases: Cells, own: NDArray[np.intp], parts: Sequence[NDArray[np.intp]]) -> Cells:
    """The row where it tells something, else the first of the parts with a value, else the row."""
    found = bases.rows(own)
    wanting = ~found.there | found.untold
    for numbers in parts:
        if not wanting.any():
            break
        sums = _parts(bases, numbers)
        taken = wanting & sums.known
        found = chosen(taken, sums, found)
        wanting &= ~taken
    return found


def _parts(bases: Cells, numbers: NDArray[np.intp]) -> Cells:
    """The sum of several bases a row; `numbers` is rows × parts."""
    # A part at a time: numpy takes several times as long to reduce along an axis in the middle.
    known: Mask = reduce(np.logical_and, (bases.known.take(column, axis=0) for column in numbers.T))
    values = bases.value
    scale = values.scale[numbers][:, :, 0].max(axis=1, keepdims=True)
    if (values.scale[numbers][:, :, 0] == scale).all():
        total = exact.summed(Exact(values.steps[numbers], scale, values.most))
    else:
        total = Exact(np.zeros_like(values.steps[numbers[:, 0]]), scale, 0)
        for column in numbers.T:
            total = exact.added(total, values.rows(column))
    said = together(*(bases.said.take(column, axis=1) for column in numbers.T))
    return worked_out(total, known, said, np.zeros(known.shape, np.int8))


def first_known(*several: Cells) -> Cells:
    """The first that has a value, else the first of all."""
    found = several[0]
    for one in several[1:]:
        found = chosen(~found.known & one.known, one, found)
    return found


def picked(choice: NDArray[np.intp], several: Sequence[Cells]) -> Cells:
    """Of several the one that is chosen, by number."""
    found = several[0]
    for number, one in enumerate(several[1:], 1):
        found = chosen(choice == number, one, found)
    return found


def published(row: Cells, computed: Cells, ratio: Cells | None = None) -> Cells:
    """The published statement, else the published ratio less 100, else what is computed."""
    found = computed
    if ratio is not None and ratio.known.any():
        hundred = Exact(HUNDRED * exact.TENS[ratio.value.scale], ratio.value.scale, HUNDRED * 10**8)
        growth = worked_out(exact.added(ratio.value, hundred, -1), ratio.known, ratio.said, ratio.why)
        found = chosen(ratio.known, growth, found)
    return chosen(row.there, row, found)


def change(points: bool, now: Cells, then: Cells) -> Cells:
    """From then to now, in per cent or in points."""
    if points:
        return difference(now, then)
    return _over(exact.added(now.value, then.value, -1), then.value, HUNDRED, now, then)


def quotient(times: int, top: Cells, base: Cells) -> Cells:
    """Top over base."""
    return _over(top.value, base.value, times, top, base)


def contribution(now: Cells, then: Cells, whole: Cells) -> Cells:
    """The points of the growth of the whole that are due to a part."""
    return _over(exact.added(now.value, then.value, -1), whole.value, HUNDRED, now, then, whole)


def difference(first: Cells, second: Cells) -> Cells:
    """The first less the second."""
    known, why = _operands(first, second)
    return worked_out(exact.added(first.value, second.value, -1), known, together(first.said, second.said), why)


def _over(top: Exact, base: Exact, times: int, *operands: Cells) -> Cells:
    known, why = _operands(*operands)
    sound = known & np.asarray(base.steps > 0, dtype=np.bool_)
    why = np.where(known, WHY[Why.NO_BASE], why).astype(np.int8)
    return worked_out(exact.quotient(top, base, times, sound), sound, _said(operands), why)


def _said(operands: Sequence[Cells]) -> Said:
    return together(*(one.said for one in operands))


def _operands(*operands: Cells) -> tuple[Mask, Codes]:
    """Where all have a value, and else why the first without one has none."""
    known, why = operands[-1].known, operands[-1].why
    for one in reversed(operands[:-1]):
        why = np.where(one.known, why, one.why)
        known = known & one.known
    return known, why
