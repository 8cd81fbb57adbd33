"""Counts of many series at once in other borders: the same answers as `restate_counts`, over arrays.

Values are integers in one fixed-point step (a count with 2 decimals is given in hundredths). Whole units are summed as
integers; the few blocks in which a unit is divided are worked out with integer numerators over a common denominator,
in arbitrary precision where 64 bits would not hold them. Plain index arrays suffice: the matrix is all ones but for
those blocks, so no library for sparse matrices is needed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import lcm

import numpy as np
from numpy.typing import NDArray

from quarterdeck.core.lineage.cells import Block, Cell, blocks
from quarterdeck.core.lineage.crosswalk import Crosswalk

Integers = NDArray[np.int64]
Mask = NDArray[np.bool_]
_LIMIT = 2**62


@dataclass(frozen=True, slots=True)
class Applied:
    """Restated series: [rows × columns], the rows being the cells of the matrix.

    `values` are what the reported figures bring; where `missing` is true that is not the whole, and no figure is told.
    """

    values: Integers
    missing: Mask


class Matrix:
    """A crosswalk made ready for arrays: `sources` are its rows of input, `cells` its rows of output.

    A cell is a unit, a group told as one, or what is untold; see `Cell`. `row` finds the row of a single unit.
    """

    def __init__(self, crosswalk: Crosswalk) -> None:
        found = blocks(crosswalk)
        self.sources: Sequence[str] = tuple(crosswalk.of)
        place = {uid: number for number, uid in enumerate(self.sources)}
        whole = [cell for block in found if not block.divided for cell in block.cells]
        whole.sort(key=lambda cell: -sum(bool(one.share) for one in cell.inputs))
        self.cells: Sequence[Cell] = (*whole, *(cell for block in found if block.divided for cell in block.cells))
        self._layers = _layers([[place[one.source] for one in cell.inputs if one.share] for cell in whole])
        self._divided: list[_Divided] = []
        first = len(whole)
        for block in found:
            if block.divided:
                self._divided.append(_Divided(block, place, first))
                first += len(block.cells)

    @cached_property
    def row(self) -> dict[str, int]:
        """The row of each unit that is told by itself; units of a group have none."""
        return {cell.targets[0]: row for row, cell in enumerate(self.cells) if cell.targets and not cell.group}

    @cached_property
    def exact(self) -> Mask:
        """Which rows are plain sums of whole units."""
        return np.array([cell.whole for cell in self.cells], dtype=np.bool_)

    @cached_property
    def untellable(self) -> Mask:
        """Which rows are never told, whatever is reported, since a part of them is nowhere to be found."""
        return np.array([cell.leaks or cell.partial for cell in self.cells], dtype=np.bool_)

    def apply(self, values: Integers, missing: Mask | None = None) -> Applied:
        """Restate [sources × columns]; `missing` marks what was not reported, whatever number stands there.

        Raises `ValueError` where the rows are not the sources. Sums must fit 64 bits.
        """
        if values.shape[0] != len(self.sources):
            raise ValueError(f"{len(self.sources)} rows are needed, one a source; {values.shape[0]} were given")
        gaps = missing if missing is not None and missing.any() else None
        known = values if gaps is None else np.where(gaps, np.int64(0), values)
        result = Applied(
            np.zeros((len(self.cells), values.shape[1]), dtype=np.int64),
            np.zeros((len(self.cells), values.shape[1]), dtype=np.bool_),
        )
        for layer in self._layers:
            result.values[: len(layer)] += known[layer]
            if gaps is not None:
                result.missing[: len(layer)] |= gaps[layer]
        for part in self._divided:
            part.apply(known, gaps, result)
        result.missing[self.untellable] = True
        return result


def _layers(inputs: Sequence[Sequence[int]]) -> list[NDArray[np.intp]]:
    """First inputs of all cells, then the second ones of those that have two, and so on; the longest cells first."""
    deepest = len(inputs[0]) if inputs else 0
    return [np.array([one[depth] for one in inputs if len(one) > depth], dtype=np.intp) for depth in range(deepest)]


class _Divided:
    """A block in which units are divided: numerators [cells × sources] over one denominator."""

    def __init__(self, block: Block, place: dict[str, int], first: int) -> None:
        inputs = [one for cell in block.cells for one in cell.inputs if one.share]
        sources = list(dict.fromkeys(one.source for one in inputs))
        self._rows = np.array([place[uid] for uid in sources], dtype=np.intp)
        self._cells = slice(first, first + len(block.cells))
        self._whole = lcm(*(one.share.denominator for one in inputs))
        shares = [{one.source: one.share for one in cell.inputs} for cell in block.cells]
        self._numerators = np.array(
            [[int(mine.get(uid, 0) * self._whole) for uid in sources] for mine in shares], dtype=object
        )
        self._needs = self._numerators != 0

    def apply(self, known: Integers, gaps: Mask | None, result: Applied) -> None:
        """Fill in the rows of this block."""
        mine = known[self._rows]
        most = int(np.abs(mine).sum(axis=0, dtype=np.float64).max(initial=0)) + 1
        kind = np.int64 if most * self._whole < _LIMIT else object
        numerators, given = self._numerators.astype(kind), mine.astype(kind)
        amounts = numerators @ given
        lower = amounts // self._whole
        left = given.sum(axis=0) - lower.sum(axis=0)
        order = np.argsort(lower * self._whole - amounts, axis=0, kind="stable")
        more = np.arange(len(amounts))[:, None] < left
        np.put_along_axis(lower, order, np.take_along_axis(lower, order, axis=0) + more, axis=0)
        result.values[self._cells] = lower.astype(np.int64)
        if gaps is not None:
            result.missing[self._cells] = self._needs.astype(np.int64) @ gaps[self._rows].astype(np.int64) > 0


def matrix(crosswalk: Crosswalk) -> Matrix:
    """The crosswalk made ready for arrays of counts."""
    return Matrix(crosswalk)
