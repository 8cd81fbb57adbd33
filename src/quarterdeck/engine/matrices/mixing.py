"""Figures of units that are made up of several others, or of parts of them; `core.lineage.restate` says the same."""

import numpy as np
from numpy.typing import NDArray

from quarterdeck.core.measures import ObservationStatus
from quarterdeck.engine.facts import STATUSES
from quarterdeck.engine.matrices import exact
from quarterdeck.engine.matrices.basis import Basis
from quarterdeck.engine.matrices.cells import (
    ABOUT,
    ABSENT,
    HEDGE,
    NEEDED,
    REAL,
    REPORTED,
    STATUS,
    UNHEDGED,
    WHY,
    Cells,
    Codes,
    unsaid,
)
from quarterdeck.engine.matrices.exact import Array, Exact, Mask
from quarterdeck.engine.matrices.rolling import mean_of
from quarterdeck.engine.matrices.walking import Kin, Shared, Walk
from quarterdeck.engine.query import Why

Numbers = NDArray[np.intp]
ESTIMATED = STATUSES.index(ObservationStatus.ESTIMATED)
NORMAL = STATUSES.index(ObservationStatus.NORMAL)


class Mixing:
    """The rows of versions for some bases, and what they make of the units that a walk mixes."""

    def __init__(self, versions: Cells, rows: Numbers, walk: Walk, kin: Kin, basis: Basis) -> None:
        self._versions, self._rows, self._walk, self._kin, self._rules = versions, rows, walk, kin, basis.rules
        self._unreported = basis.span.unreported[rows]
        self._inside = walk.mixed.inside
        self._parts = versions.rows(rows).columns(self._inside.flat)
        self._present = self._count(self._parts.known)

    def _count(self, mask: Mask) -> NDArray[np.int64]:
        found: NDArray[np.int64] = np.add.reduceat(mask.astype(np.int64), self._inside.offsets, axis=1)
        return found

    def sums(self) -> Cells:
        """Sums of whole units, and of divided ones rounded together with those with which they were divided."""
        values = self._versions.value
        told = Exact(np.where(self._versions.known, values.steps, 0)[self._rows], values.scale[self._rows], values.most)
        found = exact.gathered(told.columns(self._inside.flat), self._inside.offsets)
        decimals = self._rules.decimals[self._rows]
        fineness = _fineness(told, decimals)
        for shared in self._walk.shared:
            steps = _shared_out(told, shared, _step(told, shared, fineness, decimals))
            most = max(found.most, exact.largest(steps))
            cells = exact.within(found.steps, most)
            asked = shared.units >= 0
            cells[:, shared.units[asked]] = steps[asked].T
            found = Exact(cells, found.scale, most)
        full = self._present == self._inside.needed
        return self._told(found, full, np.full(full.shape, WHY[Why.INCOMPLETE], np.int8), self._present)

    def refused(self) -> Cells:
        """No rule says how they follow from their parts."""
        none = np.zeros_like(self._present, dtype=np.bool_)
        value = Exact(np.zeros(none.shape, np.int64), self._versions.value.scale[self._rows], 0)
        return self._told(value, none, np.full(none.shape, WHY[Why.CANNOT_DIVIDE], np.int8), self._present)

    def means(self) -> Cells:
        """Means by the weights of the first of several periods in which any unit of the family has a row of it."""
        parts, needed = self._parts, self._inside.needed
        known, weight = self._weights()
        both = self._count(known & (parts.known | np.asarray(weight == 0, dtype=np.bool_)))
        weighing = np.where(known, weight, 0) * self._walk.mixed.numerators
        values = np.where(parts.known, parts.value.steps, 0).astype(object)
        above = np.add.reduceat(values * weighing, self._inside.offsets, axis=1)
        below = np.add.reduceat(weighing, self._inside.offsets, axis=1)
        sound = (both == needed) & np.asarray(below != 0, dtype=np.bool_)
        there = self._present == needed
        why = np.where(there | (both == needed), WHY[Why.NO_WEIGHT], WHY[Why.INCOMPLETE]).astype(np.int8)
        value = mean_of(above, below, parts.value.scale, self._rules.decimals[self._rows], sound)
        value = exact.at_scale(value, parts.value.scale)
        return self._told(value, sound, why, np.where(there, needed, both))

    def _weights(self) -> tuple[Mask, Array]:
        """By base and part whether it has a weight, and the weight, in the same steps for all parts."""
        shape = (len(self._rows), len(self._inside.flat))
        weights = self._rules.weights[self._rows]
        taken = self._weighers(weights)[:, self._kin.family[self._inside.flat]]
        lines = np.where(taken >= 0, np.take_along_axis(weights, np.maximum(taken, 0), axis=1), -1)
        columns = np.broadcast_to(self._inside.flat, shape)
        known = (lines >= 0) & self._versions.known[lines, columns] & self._parts.there
        scale = self._versions.value.scale[lines, 0].max(axis=1, initial=0)[:, None]
        finer = 10 ** (scale - np.where(lines >= 0, self._versions.value.scale[lines, 0], scale)).astype(object)
        weight = np.where(known, self._versions.value.steps[lines, columns].astype(object) * finer, 0)
        return known, weight

    def _weighers(self, weights: Numbers) -> NDArray[np.intp]:
        """By base and family the first of the periods of the weight in which a unit with a figure has a row."""
        used = self._versions.there[self._rows] & self._walk.alive
        found = np.full((len(self._rows), self._kin.families), -1, dtype=np.intp)
        for number in reversed(range(weights.shape[1])):
            some = used & self._versions.there[weights[:, number]] & (weights[:, number] >= 0)[:, None]
            lines, columns = np.nonzero(some)
            found[lines, self._kin.family[columns]] = number
        return found

    def _told(self, value: Exact, known: Mask, why: Codes, reported: Array) -> Cells:
        """What is told: rows wherever a part has one."""
        parts, offsets = self._parts, self._inside.offsets
        there = np.logical_or.reduceat(parts.there, offsets, axis=1)
        known = known & there
        said = unsaid(known.shape[0], known.shape[1], 1)
        real = np.minimum.reduceat(np.where(parts.there, parts.said[REAL], 1), offsets, axis=1)
        hedge = np.minimum.reduceat(np.where(parts.there, parts.said[HEDGE], UNHEDGED), offsets, axis=1)
        strongest = np.minimum.reduceat(np.where(parts.known, parts.said[STATUS], NORMAL), offsets, axis=1)
        strongest = np.where(self._walk.mixed.plain, strongest, np.minimum(strongest, ESTIMATED))
        said[STATUS], said[REAL] = np.where(known, strongest, ABSENT), real
        said[HEDGE] = np.where(hedge < UNHEDGED, ABOUT, UNHEDGED)
        said[REPORTED] = np.where(there, reported, 0)
        said[NEEDED] = np.where(there, -self._inside.needed, -1)
        absent = np.zeros_like(known)
        reason = np.where(there, why, self._unreported).astype(np.int8)
        return Cells(value, known, there, there & ~known, said, np.where(known, 0, reason).astype(np.int8), absent)


def _fineness(told: Exact, decimals: NDArray[np.int64]) -> Array | None:
    """By base and version how many decimals its value has; None where no value has more than its measure."""
    if (told.scale[:, 0] <= decimals).all():
        return None
    needed = np.zeros(told.steps.shape, dtype=np.int64)
    for digits in range(int(told.scale.max(initial=0))):
        rest = told.steps % (10 ** np.maximum(told.scale - digits, 0)).astype(told.steps.dtype)
        needed[np.asarray(rest != 0, dtype=np.bool_)] = digits + 1
    return needed


def _step(told: Exact, shared: Shared, fineness: Array | None, decimals: NDArray[np.int64]) -> Array:
    """By base to how many steps the cells of a block are rounded."""
    if fineness is None:
        return np.ones(len(decimals), dtype=np.int64)
    digits = np.maximum(decimals, fineness[:, shared.columns].max(axis=1, initial=0))
    found: Array = 10 ** (told.scale[:, 0] - digits)
    return found


def _shared_out(told: Exact, shared: Shared, step: Array) -> Array:
    """The cells of a block [cells × bases]: exact shares, rounded by largest remainder so that nothing is lost."""
    values = told.steps[:, shared.columns].T // step.astype(told.steps.dtype)
    kind = object if told.most * shared.whole * len(values) >= exact.LIMIT else np.int64
    numerators, given = shared.numerators.astype(kind), values.astype(kind)
    amounts = numerators @ given
    lower = amounts // shared.whole
    left = given.sum(axis=0) - lower.sum(axis=0)
    order = np.argsort(lower * shared.whole - amounts, axis=0, kind="stable")
    more = np.arange(len(amounts))[:, None] < left
    np.put_along_axis(lower, order, np.take_along_axis(lower, order, axis=0) + more, axis=0)
    return np.asarray(lower * step.astype(kind))
