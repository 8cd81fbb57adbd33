"""What may be summed over areas in a year: for each such thing one block a level, whoever published its rows."""

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from quarterdeck.core.periods import Period
from quarterdeck.engine.bulk.tails import Grid
from quarterdeck.engine.bulk.years import NONE32, Made, Year, with_made
from quarterdeck.engine.slabs.form import Int32s, Int64s

if TYPE_CHECKING:
    from quarterdeck.engine.bulk.everything import Everything

KINDS = "MQSART"
"""Columns stand by kind of period, the shortest first, and then in order of time."""


class Slot(NamedTuple):
    """What may be summed: an indicator with its breakdown and scenario."""

    indicator: str
    breakdown: str
    scenario: str


class Blocks(NamedTuple):
    """The blocks of slots for kernels, those of a slot from `first[slot]` on. `base` is the first row of the level."""

    first: Int64s
    start: Int64s
    rows: Int64s
    columns: Int64s
    colset: Int64s
    base: Int64s
    level: Int64s
    own: Int64s


class Flat(NamedTuple):
    """The cells of all blocks: those in files, and those in memory."""

    values: Int64s
    own_values: Int64s
    batches: Int32s
    own_batches: Int32s


class Slots:
    """A year as the works see it. Rows are all units of all levels, one level after another."""

    def __init__(self, year: Year, parent: "Everything") -> None:
        self.year, self.parent = year, parent
        self.remembered: dict[object, object] = {}
        """What works have prepared for this year."""

    @cached_property
    def _told(self) -> tuple[tuple[Slot, ...], Year]:
        """The slots, and the year with one block for each slot and level; the block's series is the slot."""
        numbers: dict[Slot, int] = {}
        several: dict[tuple[int, int], list[int]] = {}
        for place, one in enumerate(self.year.blocks):
            slot = self.parent.slot(self.parent.dictionaries.series[one["series"]])
            if slot is not None:
                key = (numbers.setdefault(slot, len(numbers)), int(one["level"]))
                several.setdefault(key, []).append(place)
        alone = {places[0]: key[0] for key, places in several.items() if len(places) == 1}
        blocks = self.year.blocks[list(alone)] if alone else self.year.blocks[:0]
        blocks["series"] = list(alone.values())
        made = [self._merged(key, places) for key, places in several.items() if len(places) > 1]
        told = with_made(self.year, made, self.year.units, None, blocks)
        told.blocks.sort(order=("series", "level"))
        return tuple(numbers), told

    def _merged(self, key: tuple[int, int], places: Sequence[int]) -> Made:
        """Rows of no regime and of the authoritative one together; of each key the newest counts. Of two of one batch
        that of the regime counts."""
        names = self.parent.dictionaries.series
        order = self.parent.order(self.year.last_batch)
        columns = sorted({n for one in places for n in self.year.columns(one).tolist()}, key=self.parent.period)
        grid = Grid(len(self.year.units[key[1]]), len(columns))
        for place in sorted(places, key=lambda one: names[self.year.blocks[one]["series"]].regime, reverse=True):
            values, batches = self.year.cells(place)
            across = np.array([columns.index(number) for number in self.year.columns(place).tolist()], dtype=np.int64)
            row, column = np.nonzero(batches)
            cells = row * len(columns) + across[column]
            grid.lay(cells, values[row, column], batches[row, column], order)
        scale = int(self.year.blocks[places[0]]["scale"])
        return Made(*key, scale, np.array(columns, dtype=np.int32), grid.values, grid.batches)

    @property
    def names(self) -> tuple[Slot, ...]:
        """The slots of which there is any row in the year."""
        return self._told[0]

    @property
    def told(self) -> Year:
        """The year with one block for each slot and level."""
        return self._told[1]

    @cached_property
    def levels(self) -> tuple[int, ...]:
        """The levels, the highest first."""
        return tuple(sorted(self.told.units))

    @cached_property
    def units(self) -> Int32s:
        """The unit of each row, by number."""
        found = [self.told.units[level] for level in self.levels]
        return np.concatenate(found) if found else NONE32

    @cached_property
    def uids(self) -> tuple[str, ...]:
        """The unit of each row, by uid."""
        return tuple(self.parent.dictionaries.units[number] for number in self.units.tolist())

    @cached_property
    def row_of(self) -> dict[str, int]:
        """The row of each unit by uid."""
        return {uid: row for row, uid in enumerate(self.uids)}

    @cached_property
    def bases(self) -> Int64s:
        """The first row of each level, and the number of rows."""
        return np.cumsum([0, *(len(self.told.units[level]) for level in self.levels)], dtype=np.int64)

    @cached_property
    def axis(self) -> tuple[int, ...]:
        """All periods of which there is a column, by kind and in order of time."""
        used = {n for place in set(self.told.blocks["colset"].tolist()) for n in self.told.colsets[place].tolist()}
        return tuple(sorted(used, key=lambda one: (KINDS.index(self.parent.period(one).kind), self.parent.period(one))))

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The same as periods."""
        return tuple(self.parent.period(number) for number in self.axis)

    @cached_property
    def places(self) -> tuple[Int64s, ...]:
        """Where the columns of each set stand on the axis; empty where no slot has it."""
        place = {number: found for found, number in enumerate(self.axis)}
        used = set(self.told.blocks["colset"].tolist())
        return tuple(
            np.array([place[one] for one in columns.tolist()] if number in used else [], dtype=np.int64)
            for number, columns in enumerate(self.told.colsets)
        )

    @cached_property
    def blocks(self) -> Blocks:
        """The blocks for kernels."""
        table = self.told.blocks
        place = np.searchsorted(np.array(self.levels, dtype=np.int64), table["level"])
        first = np.searchsorted(table["series"], np.arange(len(self.names) + 1))
        names = ("start", "rows", "columns", "colset")
        plain = [np.ascontiguousarray(table[name], dtype=np.int64) for name in names]
        level, own = place.astype(np.int64), table["own"].astype(np.int64)
        return Blocks._make((first.astype(np.int64), *plain, self.bases[place], level, own))

    @property
    def flat(self) -> Flat:
        """The cells for kernels."""
        told = self.told
        return Flat(told.mapped.values, told.own.values, told.mapped.batches, told.own.batches)

    def of_slots(self, name: str) -> Int64s:
        """The largest `most` or `scale` of the blocks of each slot."""
        found = np.zeros(len(self.names), dtype=np.int64)
        np.maximum.at(found, self.told.blocks["series"], self.told.blocks[name])
        return found

    def targets(self, numbers: dict[Slot, int]) -> Int64s:
        """The place of each slot in a longer list, -1 where it is not in it."""
        return np.array([numbers.get(one, -1) for one in self.names], dtype=np.int64)

    def runs(self, kinds: NDArray[np.int64]) -> "Runs":
        """The columns of each set as runs that stand together on the axis and are of one kind [by place on the axis];
        columns of kind -1 are in none."""
        found: list[tuple[int, int, int, int]] = []
        first = [0]
        for places in self.places:
            kind = kinds[places] if len(places) else places
            breaks = np.flatnonzero((np.diff(places) != 1) | (np.diff(kind) != 0)) + 1
            bounds = [0, *breaks.tolist(), len(places)]
            found += [
                (begin, end, int(places[begin]), int(kind[begin]))
                for begin, end in pairwise(bounds) if end > begin and kind[begin] >= 0
            ]  # fmt: skip
            first.append(len(found))
        table = np.array(found, dtype=np.int64).reshape(-1, 4)
        return Runs(np.array(first, dtype=np.int64), *(np.ascontiguousarray(column) for column in table.T))


class Runs(NamedTuple):
    """Columns from `begin` to `end` of a set, those of set n from `first[n]` on; the first stands at `place`."""

    first: Int64s
    begin: Int64s
    end: Int64s
    place: Int64s
    kind: Int64s
