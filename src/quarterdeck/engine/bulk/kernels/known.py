"""Count and sum the rows that were known on a day."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from quarterdeck.engine.bulk.threads import compiled
from quarterdeck.engine.bulk.years import Cells, Older
from quarterdeck.engine.slabs import form
from quarterdeck.engine.slabs.form import Int32s, Int64s

MISSING: Final = int(form.MISSING)
LOW: Final = 0xFFFFFFFF
Flags = NDArray[np.bool_]


class Tally(NamedTuple):
    """Counts of values and their sums in two parts, high × 2^32 + low, by series or by block."""

    told: Int64s
    high: Int64s
    low: Int64s


@compiled
def count_blocks(
    first: int, last: int, start: Int64s, sizes: Int64s, own: Int64s, mapped: Cells, made: Cells, visible: Flags,
    found: Tally,
) -> None:  # fmt: skip
    """Of each block how many of its newest rows are visible and have a value, and the sum of these.

    `visible` must know every batch that occurs, and batch 0, which never is.
    """
    for block in range(first, last):
        begin, end = start[block], start[block] + sizes[block]
        if own[block]:
            told = _count(made.values[begin:end], made.batches[begin:end], visible)
        else:
            told = _count(mapped.values[begin:end], mapped.batches[begin:end], visible)
        found.told[block], found.high[block], found.low[block] = told


@compiled
def _count(values: Int64s, batches: Int32s, visible: Flags) -> tuple[int, int, int]:
    # Without branches, since which cells are told follows no pattern; unsigned, since then no index is below zero.
    count, high, low = 0, 0, 0
    for cell in range(len(values)):
        value = values[cell]
        shown = visible[np.uint32(batches[cell])] & (value != MISSING)
        told = value if shown else 0
        count += shown
        high += told >> 32
        low += told & LOW
    return count, high, low


@compiled
def count_older(
    first: int, last: int, rows: Older, newest: Int32s, visible: Flags, order: Int64s, found: Tally
) -> None:  # fmt: skip
    """Add the newest visible one of the older rows of each key whose newest row is not visible."""
    series, unit, period, value, batch = rows
    counts, high, low = found
    row = first
    while row < last:
        best, told = -1, MISSING
        key = row
        mine, place, when = series[row], unit[row], period[row]
        hidden = not visible[newest[row]]
        while row < last and series[row] == mine and unit[row] == place and period[row] == when:
            if hidden and visible[batch[row]] and order[batch[row]] > best:
                best, told = order[batch[row]], value[row]
            row += 1
        if told != MISSING:
            counts[series[key]] += 1
            high[series[key]] += told >> 32
            low[series[key]] += told & LOW
