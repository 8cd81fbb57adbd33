"""What a value is among other places: that of the area above, the sum of those below, its rank among peers."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from quarterdeck.engine.matrices import exact
from quarterdeck.engine.matrices.cells import (
    HEDGE,
    NEEDED,
    REPORTED,
    UNHEDGED,
    WHY,
    Cells,
    afresh,
    chosen,
    empty,
    worked_out,
)
from quarterdeck.engine.matrices.exact import Array, Exact, Mask
from quarterdeck.engine.matrices.relatives import Relatives
from quarterdeck.engine.query import Why

FEWEST_RANKED, FEWEST_COMPARED = 2, 4


def of_parent(relatives: Relatives, one: Cells) -> Cells:
    """The value in the area above."""
    rows, places = one.known.shape
    if (relatives.above < 0).all():
        return empty(rows, places, Why.NO_PARENT)
    found = afresh(one).columns(np.maximum(relatives.above, 0))
    has = np.broadcast_to(relatives.above >= 0, (rows, places))
    found = chosen(has, found, empty(rows, places, Why.NO_PARENT))
    return replace(found, computed=np.ones_like(found.computed))


def of_children(relatives: Relatives, one: Cells) -> Cells:
    """The sum over the areas directly below."""
    rows, places = one.known.shape
    with_children = [number for number, below in enumerate(relatives.below) if below]
    childless = empty(rows, places, Why.NO_CHILDREN)
    if not with_children:
        return childless
    sizes = [len(relatives.below[number]) for number in with_children]
    flat = np.array([child for number in with_children for child in relatives.below[number]], dtype=np.intp)
    offsets = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    inside = afresh(one).columns(flat)
    held = Exact(np.where(inside.known, inside.value.steps, 0), inside.value.scale, inside.value.most)
    told = np.add.reduceat(inside.known.astype(np.int32), offsets, axis=1)
    said = np.minimum.reduceat(inside.said, offsets, axis=2)
    said[REPORTED], said[NEEDED] = told, -np.array(sizes)
    known = told == np.array(sizes)
    sums = worked_out(exact.gathered(held, offsets), known, said, np.full(known.shape, WHY[Why.INCOMPLETE], np.int8))
    back = np.zeros(places, dtype=np.intp)
    back[with_children] = np.arange(len(with_children))
    has = np.zeros((rows, places), dtype=np.bool_)
    has[:, with_children] = True
    return chosen(has, sums.columns(back), childless)


@dataclass(frozen=True, slots=True, eq=False)
class _Ordered:
    """Places of each row by group and value, those without a value last in their group.

    `order` [rows × places]; `first` is where the group of a sorted place begins, `known` how many values it has.
    """

    order: NDArray[np.intp]
    first: NDArray[np.intp]
    size: NDArray[np.intp]
    known: NDArray[np.intp]


def _ordered(relatives: Relatives, steps: Array, known: Mask) -> _Ordered:
    rows, places = steps.shape
    if steps.dtype == object:
        steps = np.unique(steps.ravel(), return_inverse=True)[1].reshape(rows, places)
    groups = np.broadcast_to(relatives.group, (rows, places))
    order = np.lexsort((steps, ~known, groups))
    sorted_groups = np.sort(relatives.group)
    first = np.searchsorted(sorted_groups, sorted_groups)
    size = np.searchsorted(sorted_groups, sorted_groups, side="right") - first
    begins = np.unique(first)
    counts = np.add.reduceat(np.take_along_axis(known, order, axis=1).astype(np.intp), begins, axis=1)
    return _Ordered(order, first, size, counts[:, np.searchsorted(begins, first)])


def _unsorted(order: NDArray[np.intp], found: Array) -> Array:
    """Back in the order of places."""
    result = np.empty(order.shape, dtype=found.dtype)
    np.put_along_axis(result, order, np.broadcast_to(found, order.shape), axis=1)
    return result


def rank(lowest_first: bool, relatives: Relatives, one: Cells) -> Cells:
    """1 for the best among peers."""
    steps = np.where(one.known, one.value.steps if lowest_first else -one.value.steps, 0)
    found = _ordered(relatives, steps, one.known)
    ordered = np.take_along_axis(steps, found.order, axis=1)
    places = np.arange(steps.shape[1])
    differs = np.ones(steps.shape, dtype=np.bool_)
    differs[:, 1:] = np.asarray(ordered[:, 1:] != ordered[:, :-1], dtype=np.bool_) | (places[1:] == found.first[1:])
    ahead = np.maximum.accumulate(np.where(differs, places, 0), axis=1) - found.first
    value = _unsorted(found.order, ahead + 1)
    return _among(one, found, Exact(value, np.zeros_like(one.value.scale), steps.shape[1] + 1), FEWEST_RANKED)


def deviation(relatives: Relatives, one: Cells) -> Cells:
    """How many median absolute deviations above the median of the peers."""
    value = one.value
    middle = _median(relatives, value.steps, one.known)
    most = 2 * value.most
    off = exact.within(np.where(one.known, value.steps, 0), most) - middle
    spread = _median(relatives, np.abs(off), one.known)
    found = _ordered(relatives, np.where(one.known, value.steps, 0), one.known)
    sound = one.known & np.asarray(spread > 0, dtype=np.bool_)
    quotient = exact.quotient(Exact(off, value.scale, most), Exact(spread, value.scale, most), 1, sound)
    made = _among(one, found, quotient, FEWEST_COMPARED)
    known = made.known & sound
    why = np.where(made.known & ~sound, WHY[Why.NO_BASE], made.why).astype(np.int8)
    return replace(made, known=known, there=known, why=why)


def _median(relatives: Relatives, steps: Array, known: Mask) -> Array:
    """By place the lower median of its peers' values; 0 where none has one."""
    steps = np.where(known, steps, 0)
    found = _ordered(relatives, steps, known)
    ordered = np.take_along_axis(steps, found.order, axis=1)
    middle = np.take_along_axis(ordered, found.first + np.maximum(found.known - 1, 0) // 2, axis=1)
    return _unsorted(found.order, middle)


def _among(one: Cells, found: _Ordered, value: Exact, fewest: int) -> Cells:
    """A number of a place among peers, where enough of them have a value."""
    several = _unsorted(found.order, found.known)
    known = one.known & (several >= fewest)
    said = afresh(one).said.copy()
    said[HEDGE] = UNHEDGED
    said[REPORTED], said[NEEDED] = several, -_unsorted(found.order, found.size)
    why = np.where(one.known, WHY[Why.NO_PEERS], one.why).astype(np.int8)
    return worked_out(value, known, said, why)
