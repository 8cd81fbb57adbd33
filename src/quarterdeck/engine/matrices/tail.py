"""The live tail: rows that are newer than the segments, laid over them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from quarterdeck.engine.facts import DIGITS, KnownOn
from quarterdeck.engine.held import Held
from quarterdeck.engine.matrices import exact
from quarterdeck.engine.matrices.basis import Basis
from quarterdeck.engine.matrices.exact import Array, Exact

if TYPE_CHECKING:
    from quarterdeck.engine.matrices.rows import Rows

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """Whose rows are wanted: bases × versions of units."""

    basis: Basis
    uids: tuple[str, ...]


def tail_of(held: Held, asked: Wanted, known: KnownOn) -> pa.Table | None:
    """The rows that the segments do not have, or None where it is clear that there are none."""
    state = held.manifest
    old = known.last_batch is not None and known.last_batch <= state.watermark
    if old and not state.wide and not state.damaged:
        return None
    found = held.tail(
        indicators=asked.basis.indicators, units=frozenset(asked.uids), periods=asked.basis.periods
    )  # fmt: skip
    return found if found.num_rows else None


def overlay(found: "Rows", table: pa.Table, asked: Wanted) -> None:
    """Lay the newest visible rows of the tail over those of the segments, where they are newer."""
    told = _told(table, asked, found)
    if not len(told.row):
        return
    order = found.knowledge.order
    sequence = np.lexsort((told.own, order[told.batch], told.column, told.row))
    cell = told.row[sequence] * len(asked.uids) + told.column[sequence]
    newest = sequence[np.append(cell[1:] != cell[:-1], True)]
    row, column = told.row[newest], told.column[newest]
    batch = told.batch[newest]
    fresh = (found.mark[row, column] < 0) | (order[batch] >= order[found.batch[row, column]])
    newest, row, column, batch = newest[fresh], row[fresh], column[fresh], batch[fresh]
    _put_values(found, row, column, told.steps[newest])
    found.known[row, column] = told.known[newest]
    found.mark[row, column], found.batch[row, column] = told.mark[newest], batch


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """Rows of the tail that are asked for; `row` and `column` are those of the arrays, `steps` are of 10^-DIGITS."""

    row: Numbers
    column: Numbers
    steps: Array
    known: NDArray[np.bool_]
    mark: Numbers
    batch: Numbers
    own: NDArray[np.bool_]


def _told(table: pa.Table, asked: Wanted, found: "Rows") -> _Told:
    bases: dict[tuple[str, ...], int] = {}
    for number, one in enumerate(asked.basis.bases):
        bases[one.indicator, one.period, one.breakdown, one.scenario] = number
    regimes = {code: ("", asked.basis.measures[code].regime) for code in {one.indicator for one in asked.basis.bases}}
    row, own = _by_words(
        table, ("indicator", "period", "breakdown", "scenario", "regime"),
        lambda *key: bases.get(key[:4], -1) if key[4] in regimes.get(key[0], ()) else -1,
    ), _by_words(table, ("regime",), lambda regime: int(regime != ""))  # fmt: skip
    uids = {uid: number for number, uid in enumerate(asked.uids)}
    column = _by_words(table, ("unit",), lambda uid: uids.get(uid, -1))
    batch = table["batch"].to_numpy().astype(np.int64)
    visible = found.knowledge.visible
    there = (row >= 0) & (column >= 0) & (batch < len(visible))
    there[there] = visible[batch[there]]
    kept = np.flatnonzero(there)
    values = table["value"].take(pa.array(kept))
    known = values.is_valid().to_numpy()
    return _Told(
        row[kept], column[kept], steps_of(values), known, table["mark"].to_numpy()[kept].astype(np.int64),
        batch[kept], own[kept].astype(np.bool_),
    )  # fmt: skip


def _by_words(table: pa.Table, names: Sequence[str], number_of: Any) -> Numbers:
    """By row a number that follows from the words in some columns; each combination is looked up once."""
    codes = np.zeros(table.num_rows, dtype=np.int64)
    words: list[list[str]] = []
    for name in names:
        column = table[name].combine_chunks().dictionary_encode()
        words.append(column.dictionary.to_pylist())
        codes = codes * max(1, len(words[-1])) + column.indices.to_numpy()
    used, inverse = np.unique(codes, return_inverse=True)
    numbers = np.empty(len(used), dtype=np.int64)
    for place, code in enumerate(used.tolist()):
        key: list[str] = []
        for several in reversed(words):
            code, number = divmod(code, len(several))
            key.append(several[number])
        numbers[place] = number_of(*reversed(key))
    found: Numbers = numbers[inverse]
    return found


def steps_of(values: pa.ChunkedArray) -> Array:
    """Decimals in steps of 10^-DIGITS, 0 where there is none; objects where 64 bits do not hold them."""
    if not len(values):
        return np.zeros(0, dtype=np.int64)
    one = pa.concat_arrays(values.chunks)
    halves = np.frombuffer(one.buffers()[1], dtype=np.int64).reshape(-1, 2)[one.offset : one.offset + len(one)]
    known = one.is_valid().to_numpy(zero_copy_only=False)
    low, high = np.where(known, halves[:, 0], 0), np.where(known, halves[:, 1], 0)
    if (low >> 63 == high).all() and exact.largest(low) < exact.LIMIT:
        return low
    steps: Array = high.astype(object) * (1 << 64) + low.view(np.uint64).astype(object)
    return steps


def _put_values(found: "Rows", row: Numbers, column: Numbers, steps: Array) -> None:
    """Put values in place, in finer steps where they need them."""
    needed = np.full(len(steps), DIGITS, dtype=np.int64)
    for digits in range(1, DIGITS + 1):
        needed[np.asarray(steps % 10**digits == 0, dtype=np.bool_)] = DIGITS - digits
    scale = found.value.scale.copy()
    np.maximum.at(scale[:, 0], row, needed)
    held = exact.at_scale(found.value, scale)
    tens = 10 ** (DIGITS - scale[row, 0]).astype(steps.dtype)
    steps = steps // tens
    most = max(held.most, exact.largest(steps))
    cells = exact.within(held.steps, most)
    cells[row, column] = steps
    found.value = Exact(cells, scale, most)
