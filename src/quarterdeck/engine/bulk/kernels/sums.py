"""Sums of rows over the nodes above them."""

from typing import Final, NamedTuple

import numpy as np

from quarterdeck.engine.bulk.asitwas import Kin, Several
from quarterdeck.engine.bulk.slots import Blocks, Flat, Runs
from quarterdeck.engine.bulk.threads import compiled
from quarterdeck.engine.slabs import form
from quarterdeck.engine.slabs.form import Int32s, Int64s

MISSING: Final = int(form.MISSING)


class Sums(NamedTuple):
    """Of each node and column: the sum of the figures that are there, how many these are, and its own figure."""

    sums: Int64s
    counts: Int64s
    told: Int64s


@compiled
def roll_up(
    first: int, last: int, which: Int64s, blocks: Blocks, flat: Flat, runs: Runs, kin: Kin, several: Several,
    order: Int64s, level: int, values: Int64s, reported: Int32s,
) -> None:  # fmt: skip
    """The sums of the rows of one level over all nodes, for the slots `which[first:last]`."""
    shape = kin.need.shape[1], len(kin.epoch)
    sums, counts, told = np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    # Arrays leave their tuples before loops, since each time costs a count of references that threads share.
    found, up, needs, epochs = Sums(sums, counts, told), kin.up, kin.need, kin.epoch
    for slot in range(first, last):
        _gather(which[slot], level, blocks, flat, runs, kin, several, order, found)
        for node in range(shape[0] - 1, -1, -1):
            for column in range(shape[1]):
                above, need = up[epochs[column], node], needs[epochs[column], node]
                total, count = sums[node, column], counts[node, column]
                if above >= 0:
                    sums[above, column] += total
                    counts[above, column] += count
                reported[slot, node, column] = count
                values[slot, node, column] = total if count == need and need > 0 else MISSING


@compiled
def compare(
    first: int, last: int, which: Int64s, blocks: Blocks, flat: Flat, runs: Runs, kin: Kin, several: Several,
    order: Int64s, tally: Int64s, differing: Int64s, own: Int64s, sums: Int64s,
) -> None:  # fmt: skip
    """Compare each node's figure with the sum of those directly below, for the slots `which[first:last]`.

    `tally` counts the compared and the differing ones of each slot; `differing` gets the places of the latter among
    [nodes × columns], `own` and `sums` their figures.
    """
    shape = kin.need.shape[1], len(kin.epoch)
    below, counts, told = np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    found, needs, epochs = Sums(below, counts, told), kin.need, kin.epoch
    for slot in range(first, last):
        _gather(which[slot], -1, blocks, flat, runs, kin, several, order, found)
        compared, differ = 0, 0
        for node in range(shape[0]):
            for column in range(shape[1]):
                need, mine = needs[epochs[column], node], told[node, column]
                if need > 0 and mine != MISSING and counts[node, column] == need:
                    compared += 1
                    if mine != below[node, column]:
                        differing[slot, differ] = node * shape[1] + column
                        own[slot, differ], sums[slot, differ] = mine, below[node, column]
                        differ += 1
        tally[slot, 0], tally[slot, 1] = compared, differ


@compiled
def _gather(
    slot: int, level: int, blocks: Blocks, flat: Flat, runs: Runs, kin: Kin, several: Several, order: Int64s, into: Sums
) -> None:
    into.sums[:] = 0
    into.counts[:] = 0
    into.told[:] = MISSING
    for block in range(blocks.first[slot], blocks.first[slot + 1]):
        if level < 0 or blocks.level[block] == level:
            values, batches = flat.values, flat.batches
            if blocks.own[block]:
                values, batches = flat.own_values, flat.own_batches
            start, rows, columns = blocks.start[block], blocks.rows[block], blocks.columns[block]
            cells = values[start : start + rows * columns].reshape(rows, columns)
            colset, place = blocks.colset[block], blocks.level[block]
            for run in range(runs.first[colset], runs.first[colset + 1]):
                _add(cells, blocks.base[block], run, runs, kin, into)
                if several.first[place] < several.first[place + 1]:
                    held = batches[start : start + rows * columns].reshape(rows, columns)
                    _add_several(cells, held, place, run, runs, several, order, into)


@compiled
def _add(cells: Int64s, base: int, run: int, runs: Runs, kin: Kin, into: Sums) -> None:
    """Add the columns of a run to the nodes above the rows, and put them into the rows' own nodes."""
    begin, end, place = runs.begin[run], runs.end[run], runs.place[run]
    parent, me = kin.parent[runs.kind[run]], kin.me[runs.kind[run]]
    sums, counts, told = into
    for row in range(cells.shape[0]):
        above, mine = parent[base + row], me[base + row]
        if above >= 0:
            for column in range(end - begin):
                value = cells[row, begin + column]
                known = value != MISSING
                sums[above, place + column] += value if known else 0
                counts[above, place + column] += known
        if mine >= 0:
            for column in range(end - begin):
                told[mine, place + column] = cells[row, begin + column]


@compiled
def _add_several(
    cells: Int64s, held: Int32s, level: int, run: int, runs: Runs, several: Several, order: Int64s, into: Sums
) -> None:
    """The same for units of which several versions have rows: the newest row counts."""
    begin, size, place, kind = runs.begin[run], runs.end[run] - runs.begin[run], runs.place[run], runs.kind[run]
    first, epochs, parents, own, begins, ends, rows = several
    sums, counts, told = into
    for one in range(first[level], first[level + 1]):
        if epochs[one] == kind:
            above, mine = parents[one], own[one]
            for column in range(size):
                value = _newest(cells, held, begin + column, rows, begins[one], ends[one], order)
                if above >= 0 and value != MISSING:
                    sums[above, place + column] += value
                    counts[above, place + column] += 1
                if mine >= 0:
                    told[mine, place + column] = value


@compiled
def _newest(
    cells: Int64s, held: Int32s, column: int, rows: Int64s, begin: int, end: int, order: Int64s
) -> int:  # fmt: skip
    best, value = -1, MISSING
    for one in range(begin, end):
        row = rows[one]
        if row < cells.shape[0] and held[row, column] > 0 and order[held[row, column]] >= best:
            best, value = order[held[row, column]], cells[row, column]
    return value
