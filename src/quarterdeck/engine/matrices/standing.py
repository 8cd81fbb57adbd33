"""Figures of units as it was: of the versions that people take for the same unit, the newest row counts."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quarterdeck.core.measures import Origin
from quarterdeck.engine.facts import ORIGINS
from quarterdeck.engine.matrices.basis import Span
from quarterdeck.engine.matrices.cells import (
    BREAK,
    FIRST,
    HEDGE,
    LAST,
    REAL,
    REPORTED,
    STATUS,
    UNHEDGED,
    WHY,
    Cells,
    Said,
    unsaid,
)
from quarterdeck.engine.matrices.exact import Exact
from quarterdeck.engine.matrices.rows import Rows
from quarterdeck.engine.query import Why
from quarterdeck.engine.world import World

ILLUSTRATIVE = ORIGINS.index(Origin.ILLUSTRATIVE)


@dataclass(frozen=True, eq=False)
class Threads:
    """Threads of versions, a column each: `slots` [threads × versions] are columns of the rows (-1: no more), the
    oldest first; `territory` numbers the territory of each; `broken` names versions that began another territory, with
    thread, slot and day."""

    uids: tuple[str, ...]
    slots: NDArray[np.intp]
    territory: NDArray[np.int32]
    broken: tuple[tuple[int, int, int], ...]


def threads_of(world: World, uids: Sequence[str], numbers: dict[str, int]) -> Threads:
    """The threads to which some versions belong, in this order; `numbers` gives territories their numbers."""
    found = [world.thread(uid) for uid in uids]
    columns: dict[str, int] = {}
    width = max((len(versions) for versions in found), default=1)
    slots = np.full((len(found), width), -1, dtype=np.intp)
    territory = np.zeros((len(found), width), dtype=np.int32)
    broken = []
    for thread, versions in enumerate(found):
        for slot, one in enumerate(versions):
            slots[thread, slot] = columns.setdefault(one.uid, len(columns))
            territory[thread, slot] = numbers.setdefault(world.territory(one.uid), len(numbers))
            day = world.broken_on(one.uid) if slot else None
            if day is not None:
                broken.append((thread, slot, day.toordinal()))
    return Threads(tuple(columns), slots, territory, tuple(broken))


def standing(rows: Rows, threads: Threads, span: Span) -> Cells:
    """The cells of threads."""
    slot = _newest(rows, threads)
    count, versions = rows.mark.shape
    columns = threads.slots[np.arange(len(threads.slots)), slot]
    cells = (columns % versions if versions else columns) + np.arange(count)[:, None] * versions
    known, mark = rows.known.take(cells), rows.mark.take(cells)
    there = mark >= 0
    said = said_of(np.where(there, mark, 0), there, known)
    territory = threads.territory[np.arange(len(threads.slots)), slot]
    np.copyto(said[FIRST], territory, where=there)
    np.copyto(said[LAST], -territory, where=there)
    for thread, at, day in threads.broken:
        begins = ((span.first <= day) & (day <= span.last))[:, 0]
        said[STATUS, begins & known[:, thread] & (slot[:, thread] == at), thread] = BREAK
    why = np.where(known, 0, np.where(there, WHY[Why.NO_VALUE], span.unreported)).astype(np.int8)
    none = np.zeros_like(known)
    value = Exact(rows.value.steps.take(cells), rows.value.scale, rows.value.most)
    return Cells(value, known, there, none, said, why, none)


def said_of(mark: NDArray[np.int32], there: NDArray[np.bool_], known: NDArray[np.bool_]) -> Said:
    """What the marks of rows say, without territory, each needed once."""
    said = unsaid(mark.shape[0], mark.shape[1], 1)
    said[STATUS] = np.where(there, mark & 31, said[STATUS])
    said[REAL] = ~there | ((mark >> 7 & 3) != ILLUSTRATIVE)
    said[HEDGE] = np.where(there, UNHEDGED - (mark >> 5 & 3), UNHEDGED)
    said[REPORTED] = known
    return said


def _newest(rows: Rows, threads: Threads) -> NDArray[np.intp]:
    """By base and thread the slot whose row is the newest; of equally new ones that of the later version."""
    shape = (rows.mark.shape[0], len(threads.slots))
    best = np.zeros(shape, dtype=np.intp)
    if threads.slots.shape[1] == 1:
        return best
    there = rows.there
    found = there[:, threads.slots[:, 0]]
    for slot in range(1, threads.slots.shape[1]):
        columns = threads.slots[:, slot]
        mine = there[:, columns] & (columns >= 0)
        if not mine.any():
            continue
        both = mine & found
        if both.any():
            before = np.take_along_axis(rows.order, threads.slots[np.arange(shape[1]), best], axis=1)
            mine = np.where(both, rows.order[:, columns] >= before, mine)
        best[mine] = slot
        found |= mine
    return best
