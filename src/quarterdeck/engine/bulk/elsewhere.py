"""What of restating does not fit the fast way: rows of units of other days, and divisions beyond 64 bits."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from quarterdeck.engine.bulk.borders import Borders, Terms
from quarterdeck.engine.bulk.cells import Targets, Telling, divided, telling
from quarterdeck.engine.bulk.slots import Slots
from quarterdeck.engine.bulk.strays import strays
from quarterdeck.engine.slabs.form import MISSING, Int64s

Worked = tuple[Int64s, Int64s, Int64s, Int64s, Int64s]
"""Of each figure the slot, the role of its column, the cell, the value, and what it brings to what is needed."""


def worked(slots: Slots, day: date, axis: tuple[Targets, ...], terms: Terms, ready: Borders) -> Worked:
    """Every figure of a year that is worked out here; remembered for the day and axis asked for last."""
    kept = slots.remembered.get("elsewhere")
    if not (isinstance(kept, tuple) and kept[0] == day and kept[1] is axis):
        kept = day, axis, _Working(slots, day, axis, terms, ready).all()
        slots.remembered["elsewhere"] = kept
    found: Worked = kept[2]
    return found


@dataclass(frozen=True, eq=False)
class _Working:
    slots: Slots
    day: date
    axis: tuple[Targets, ...]
    terms: Terms
    ready: Borders

    def all(self) -> Worked:
        """By slot."""
        parts = [*self._of_strays(), *self._of_large()]
        slot, column, cell, value = (
            (np.concatenate(one) for one in zip(*parts, strict=True)) if parts else (np.zeros(0, dtype=np.int64),) * 4
        )
        where = self.ready.where
        role = where.role[self.terms.rule[slot], column]
        used = np.flatnonzero(role >= 0)
        used = used[np.argsort(slot[used], kind="stable")]
        weight = where.weight[where.epoch[column[used]], cell[used]]
        return slot[used], role[used], cell[used], value[used], weight

    @cached_property
    def _cells(self) -> dict[Targets, int]:
        return {targets: number for number, targets in enumerate(self.axis)}

    @cached_property
    def _blocks(self) -> Int64s:
        """The block of each slot and level, -1 for none."""
        blocks = self.slots.blocks
        found = np.full((len(self.slots.names), len(self.slots.levels)), -1, dtype=np.int64)
        found[self.slots.told.blocks["series"], blocks.level] = np.arange(len(blocks.level))
        return found

    def _values(self, slot: Int64s, column: Int64s, row: Int64s) -> Int64s:
        """The values of some cells, MISSING where there are none."""
        blocks, flat = self.slots.blocks, self.slots.flat
        level = np.searchsorted(self.slots.bases, row, side="right") - 1
        block = self._blocks[slot, level]
        place = np.where(block < 0, -1, self.ready.where.column[blocks.colset[block], column])
        inside = row - self.slots.bases[level]
        place = np.where(inside < blocks.rows[block], place, -1)
        cell = blocks.start[block] + inside * blocks.columns[block] + place
        found = np.full(len(row), MISSING)
        for own, held in ((0, flat.values), (1, flat.own_values)):
            mine = (place >= 0) & (blocks.own[block] == own)
            found[mine] = held[cell[mine]]
        return found

    def _of_strays(self) -> Iterator[tuple[Int64s, Int64s, Int64s, Int64s]]:
        """Slot, column, cell and value of what rows of units of other days bring."""
        found = strays(self.slots)
        value = self._values(found.slot, found.column, found.row)
        for start in np.unique(found.start).tolist():
            told = telling(self.slots.parent.world, date.fromordinal(start), self.day)
            mine = np.flatnonzero((found.start == start) & (value != MISSING))
            yield self._summed(told, found.slot[mine], found.column[mine], found.row[mine], value[mine])
            yield from self._divided(told, found.slot[mine], found.column[mine], found.row[mine], value[mine])

    def _summed(
        self, told: Telling, slot: Int64s, column: Int64s, row: Int64s, value: Int64s
    ) -> tuple[Int64s, Int64s, Int64s, Int64s]:
        cell_of = np.array([self._cells.get(told.wholly.get(uid, ()), -1) for uid in self.slots.uids], dtype=np.int64)
        needed = np.array([told.needed.get(targets, 0) for targets in self.axis], dtype=np.int64)
        goes = cell_of[row] >= 0
        keys = np.stack([slot[goes], column[goes], cell_of[row[goes]]])
        (slots, columns, cells), which = np.unique(keys, axis=1, return_inverse=True)
        sums, counts = np.zeros(len(slots), dtype=np.int64), np.zeros(len(slots), dtype=np.int64)
        np.add.at(sums, which, value[goes])
        np.add.at(counts, which, 1)
        whole = counts == needed[cells]
        steps = 10 ** np.maximum(self.terms.decimals - self.terms.scale, 0)
        return slots[whole], columns[whole], cells[whole], (sums * steps[slots])[whole]

    def _divided(
        self, told: Telling, slot: Int64s, column: Int64s, row: Int64s, value: Int64s
    ) -> Iterator[tuple[Int64s, Int64s, Int64s, Int64s]]:
        place = {
            uid: (number, one)
            for number, division in enumerate(told.divisions)
            for one, uid in enumerate(division.sources)
        }
        given: dict[tuple[int, int, int], dict[int, int]] = {}
        part = np.array([uid in place for uid in self.slots.uids], dtype=np.bool_)
        for one in np.flatnonzero(part[row]).tolist():
            number, source = place[self.slots.uids[row[one]]]
            given.setdefault((int(slot[one]), int(column[one]), number), {})[source] = int(value[one])
        yield self._shared_out(told, given)

    def _shared_out(
        self, told: Telling, given: dict[tuple[int, int, int], dict[int, int]]
    ) -> tuple[Int64s, Int64s, Int64s, Int64s]:
        found: list[tuple[int, int, int, int]] = []
        for (slot, column, number), figures in given.items():
            division = told.divisions[number]
            amounts = divided(division, figures, int(self.terms.scale[slot]), int(self.terms.decimals[slot]))
            found += [
                (slot, column, self._cells[targets], amount)
                for targets, amount in zip(division.cells, amounts, strict=True)
                if targets and amount is not None
            ]
        slots, columns, cells, values = np.array(found, dtype=np.int64).reshape(-1, 4).T
        return slots, columns, cells, values

    def _of_large(self) -> Iterator[tuple[Int64s, Int64s, Int64s, Int64s]]:
        """The same of what is divided where numerators times values may not fit 64 bits."""
        large = np.flatnonzero(~self.terms.fits & self.terms.adds)
        for column, period in enumerate(self.slots.periods):
            told = telling(self.slots.parent.world, period.last_day, self.day)
            rows = [
                self.slots.row_of[uid]
                for division in told.divisions
                for uid in division.sources
                if uid in self.slots.row_of
            ]
            slot, row = (one.reshape(-1) for one in np.meshgrid(large, np.array(rows, dtype=np.int64)))
            columns = np.full(len(slot), column, dtype=np.int64)
            value = self._values(slot, columns, row)
            known = value != MISSING
            yield from self._divided(told, slot[known], columns[known], row[known], value[known])
