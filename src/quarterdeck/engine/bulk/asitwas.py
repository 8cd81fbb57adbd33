"""Who was above whom in a year, and whose rows are those of whom: the register as arrays."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

import numpy as np

from quarterdeck.core.lineage import Unit
from quarterdeck.engine.bulk.slots import Runs, Slots
from quarterdeck.engine.slabs.form import Int64s


class Kin(NamedTuple):
    """By epoch, a stretch of days without change, for kernels. -1 is none.

    `parent` is the node directly above a row's unit and `me` the unit's own node, both only where no other version has
    rows. `up` is the node above a node, `need` how many figures it is made of, `epoch` that of each column.
    """

    parent: Int64s
    me: Int64s
    up: Int64s
    need: Int64s
    epoch: Int64s


class Several(NamedTuple):
    """Units of which several versions have rows, those of level n from `first[n]` on; `rows` of the level, the oldest
    version first, from `begin` to `end`."""

    first: Int64s
    epoch: Int64s
    parent: Int64s
    me: Int64s
    begin: Int64s
    end: Int64s
    rows: Int64s


@dataclass(frozen=True, eq=False)
class Nodes:
    """The units above others in a year, the highest first, and how the rows of the year hang on them."""

    units: tuple[Unit, ...]
    kin: Kin
    several: Several
    runs: Runs


def above_level(slots: Slots, level: int) -> Nodes:
    """The units above a level, each made of the units of that level under it, at any depth."""
    return _remembered(slots, level)


def parents(slots: Slots) -> Nodes:
    """The units with others directly below them, each made of these."""
    return _remembered(slots, None)


def _remembered(slots: Slots, level: int | None) -> Nodes:
    found = slots.remembered.get(("nodes", level))
    if not isinstance(found, Nodes):
        found = _Making(slots, level).nodes()
        slots.remembered["nodes", level] = found
    return found


@dataclass(frozen=True, eq=False)
class _Making:
    """The nodes above a level, or (None) all with children, in the making."""

    slots: Slots
    level: int | None

    @cached_property
    def days(self) -> tuple[date, ...]:
        """A day of each epoch in which a column ends."""
        register = self.slots.parent.world.register
        found: dict[int, date] = {}
        for period in self.slots.periods:
            found.setdefault(bisect_right(register.days, period.last_day), period.last_day)
        return tuple(found[turn] for turn in sorted(found))

    @cached_property
    def epochs(self) -> Int64s:
        """The epoch of each column."""
        register = self.slots.parent.world.register
        turns = [bisect_right(register.days, day) for day in self.days]
        return np.array(
            [turns.index(bisect_right(register.days, one.last_day)) for one in self.slots.periods], dtype=np.int64
        )

    @cached_property
    def above(self) -> list[dict[str, Unit | None]]:
        """By epoch, the unit directly above each unit that is alive."""
        register = self.slots.parent.world.register
        return [{unit.uid: register.parent(unit, day) for unit in register.state(day)} for day in self.days]

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The nodes."""
        held = self.slots.parent.world.register.units
        if self.level is None:
            found = {one.uid: one for above in self.above for one in above.values() if one is not None}
        else:
            found = {uid: held[uid] for above in self.above for uid in above if held[uid].level < self.level}
        return tuple(sorted(found.values(), key=lambda one: (one.level, one.code, one.valid_from)))

    def nodes(self) -> Nodes:
        """Everything together."""
        node = {unit.uid: place for place, unit in enumerate(self.units)}
        shape = len(self.days), len(self.units)
        up, need = np.full(shape, -1, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        for epoch, above in enumerate(self.above):
            for uid, one in above.items():
                if one is not None and uid in node and one.uid in node:
                    up[epoch, node[uid]] = node[one.uid]
                if one is not None and self._counts(uid) and one.uid in node:
                    need[epoch, node[one.uid]] += 1
            for place in range(len(self.units) - 1, -1, -1) if self.level is not None else ():
                if up[epoch, place] >= 0:
                    need[epoch, up[epoch, place]] += need[epoch, place]
        return self._hung(node, up, need)

    def _counts(self, uid: str) -> bool:
        """Whether the figures of a unit go into those of the unit above."""
        return self.level is None or self.slots.parent.world.register.units[uid].level == self.level

    def _hung(self, node: dict[str, int], up: Int64s, need: Int64s) -> Nodes:
        shape = len(self.days), len(self.slots.units)
        parent, me = np.full(shape, -1, dtype=np.int64), np.full(shape, -1, dtype=np.int64)
        several: list[tuple[int, int, int, int, list[int]]] = []
        for epoch, above, mine, rows in self._rows(node):
            if len(rows) == 1:
                parent[epoch, rows[0]], me[epoch, rows[0]] = above, mine
            elif rows:
                level = int(np.searchsorted(self.slots.bases, rows[0], side="right")) - 1
                several.append((level, epoch, above, mine, [row - int(self.slots.bases[level]) for row in rows]))
        kin = Kin(parent, me, up, need, self.epochs)
        return Nodes(self.units, kin, _packed(several, len(self.slots.levels)), self.slots.runs(self.epochs))

    def _rows(self, node: dict[str, int]) -> Iterator[tuple[int, int, int, list[int]]]:
        """Epoch, parent, own node and rows of each unit that counts, or is looked at."""
        world = self.slots.parent.world
        for epoch, found in enumerate(self.above):
            for uid, one in found.items():
                above = node.get(one.uid, -1) if one is not None and self._counts(uid) else -1
                mine = node.get(uid, -1) if self.level is None else -1
                if above >= 0 or mine >= 0:
                    versions = (version.uid for version in world.thread(uid))
                    yield epoch, above, mine, [self.slots.row_of[one] for one in versions if one in self.slots.row_of]


def _packed(several: list[tuple[int, int, int, int, list[int]]], levels: int) -> Several:
    several.sort(key=lambda one: one[0])
    table = np.array([one[:4] for one in several], dtype=np.int64).reshape(-1, 4).T
    ends = np.cumsum([len(one[4]) for one in several], dtype=np.int64)
    first = np.searchsorted(table[0], np.arange(levels + 1)).astype(np.int64)
    rows = np.array([row for one in several for row in one[4]], dtype=np.int64)
    begin = np.concatenate([np.zeros(min(1, len(ends)), dtype=np.int64), ends[:-1]])
    epoch, parent, me = (np.ascontiguousarray(column) for column in table[1:])
    return Several(first, epoch, parent, me, begin, ends, rows)
