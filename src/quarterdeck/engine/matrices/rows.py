"""The newest visible rows of the log as arrays: bases × versions of units, from the slabs and the live tail."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quarterdeck.engine.facts import NOW, Batches, KnownOn
from quarterdeck.engine.held import Held
from quarterdeck.engine.matrices import exact, replaced, tail
from quarterdeck.engine.matrices.exact import Exact, Mask
from quarterdeck.engine.matrices.located import Blocks, Located, Year
from quarterdeck.engine.slabs.form import ABSENT, MISSING

Ints = NDArray[np.int64]


class Knowledge:
    """Which batches count, and which is newer; the log is asked only where it matters."""

    def __init__(self, held: Held, known: KnownOn) -> None:
        self._held, self._known = held, known
        self.unlimited = known == NOW

    @cached_property
    def _batches(self) -> Batches:
        return self._held.batches

    @cached_property
    def order(self) -> Ints:
        """By batch its place in the order of what became known when."""
        return self._batches.order()

    @cached_property
    def visible(self) -> Mask:
        """By batch whether it counts."""
        return self._batches.visible(self._known)


@dataclass(eq=False)
class Rows:
    """For each base (row) and version of a unit (column) what the newest visible authoritative row says.

    `mark` is ABSENT where there is none; `order` is the place of its batch in the order of what became known.
    """

    value: Exact
    known: Mask
    mark: NDArray[np.int32]
    batch: NDArray[np.int32]
    knowledge: Knowledge

    @property
    def there(self) -> Mask:
        """Where there is a row."""
        found: Mask = self.mark != ABSENT
        return found

    @property
    def order(self) -> Ints:
        """How new each row is; -1 where there is none."""
        found: Ints = np.where(self.there, self.knowledge.order[self.batch], -1)
        return found


def rows_of(asked: "tail.Wanted", where: Located, held: Held, known: KnownOn) -> Rows:
    """The rows of these bases and units as known."""
    knowledge = Knowledge(held, known)
    later = tail.tail_of(held, asked, known)
    shape = (len(asked.basis.bases), len(asked.uids))
    found = Rows(
        Exact(np.zeros(shape, dtype=np.int64), where.scale, 0), np.zeros(shape, dtype=np.bool_),
        np.full(shape, ABSENT, dtype=np.int32), np.zeros(shape, dtype=np.int32), knowledge,
    )  # fmt: skip
    units = numbers_of(held, asked.uids)
    for year in where.years:
        for number, blocks in enumerate(year.regimes):
            _take(found, year, blocks, units, first=number == 0)
    found.value = Exact(found.value.steps, found.value.scale, exact.largest(found.value.steps))
    if later is not None:
        tail.overlay(found, later, asked)
    return found


def numbers_of(held: Held, uids: Sequence[str]) -> Ints:
    """The numbers of units in the dictionary; -1 for those it does not have."""
    return np.array([held.units.get(uid, -1) for uid in uids], dtype=np.int64)


def _take(found: Rows, year: Year, blocks: Blocks, units: Ints, first: bool) -> None:
    """Put the newest visible rows of a year's blocks into their places; into those of the `first` nothing was put."""
    at = np.flatnonzero((units >= 0) & (year.units.level[units] >= 0))
    if not len(at):
        return
    mine = units[at]
    level, row = year.units.level[mine], year.units.row[mine]
    year.test(level)
    start = blocks.start[:, level]
    present = start >= 0
    cells = np.where(present, start + row * blocks.stride[:, level], 0)
    value, batch = year.slabs.values[cells], year.slabs.batches[cells]
    mark = np.where(present, year.slabs.marks[cells], ABSENT).astype(np.int32)
    if not found.knowledge.unlimited:
        replaced.look_back(year.slabs, found.knowledge, (blocks.series, mine, blocks.period), (value, mark, batch))
    put(found, np.ix_(blocks.rows, at), value, mark, batch, first=first)


def put(
    found: Rows, where: tuple[Any, ...], value: Ints, mark: NDArray[np.int32], batch: NDArray[np.int32], *, first: bool
) -> None:  # fmt: skip
    """Put rows where there is none that is newer; of equally new ones the later given counts.

    Of the `first` that are put there it is known that there is none.
    """
    there = mark != ABSENT
    before = None if first else found.mark[where] != ABSENT
    if before is not None and before.any():
        order = found.knowledge.order
        there &= ~before | (order[batch] >= order[found.batch[where]])
        mark, batch = np.where(there, mark, found.mark[where]), np.where(there, batch, found.batch[where])
        known = np.where(there, value != MISSING, found.known[where])
        value = np.where(there, value, found.value.steps[where])
    else:
        known = there & (value != MISSING)
    found.value.steps[where] = np.where(known, value, 0)
    found.known[where], found.mark[where], found.batch[where] = known, mark, batch
