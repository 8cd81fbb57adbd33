"""Rows that newer ones replaced, for questions about what was known on an earlier day."""

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from quarterdeck.engine.slabs.form import ABSENT, MISSING
from quarterdeck.engine.slabs.opening import Slabs

if TYPE_CHECKING:
    from quarterdeck.engine.matrices.rows import Knowledge

Ints = NDArray[np.int64]
Taken = tuple[Ints, NDArray[np.int32], NDArray[np.int32]]

_KEYS: WeakKeyDictionary[Slabs, Ints] = WeakKeyDictionary()


def look_back(slabs: Slabs, knowledge: "Knowledge", key: tuple[Ints, Ints, Ints], taken: Taken) -> None:
    """Where the newest row is not visible, put the newest of the visible ones that it replaced in its place.

    `key` are series (by row), unit (by column) and period (by row); `taken` value, mark and batch, which are changed.
    """
    series, unit, period = key
    value, mark, batch = taken
    rows, columns = np.nonzero((mark != ABSENT) & ~knowledge.visible[batch])
    if not len(rows):
        return
    value[rows, columns], mark[rows, columns], batch[rows, columns] = MISSING, ABSENT, 0
    keys, older = _keys(slabs), slabs.superseded
    wanted = _numbered(slabs, series[rows], unit[columns], period[rows])
    first, last = np.searchsorted(keys, wanted), np.searchsorted(keys, wanted, side="right")
    best = np.full(len(rows), -1, dtype=np.int64)
    for step in range(int((last - first).max(initial=0))):
        mine = np.flatnonzero(first + step < last)
        here = first[mine] + step
        order = np.where(knowledge.visible[older.batch[here]], knowledge.order[older.batch[here]], -1)
        newer = order > best[mine]
        mine, here = mine[newer], here[newer]
        best[mine] = order[newer]
        at = rows[mine], columns[mine]
        value[at], mark[at], batch[at] = older.value[here], older.mark[here], older.batch[here]


def _keys(slabs: Slabs) -> Ints:
    if slabs not in _KEYS:
        told = slabs.superseded
        _KEYS[slabs] = _numbered(slabs, told.series.astype(np.int64), told.unit, told.period)
    return _KEYS[slabs]


def _numbered(slabs: Slabs, series: Ints, unit: NDArray[np.signedinteger], period: NDArray[np.signedinteger]) -> Ints:
    """One number for a key, in the order in which the rows are sorted."""
    known = slabs.dictionaries
    found: Ints = (series * len(known.units) + unit) * len(known.periods) + period
    return found
