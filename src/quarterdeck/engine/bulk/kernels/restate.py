"""Yearly figures in other borders."""

from typing import Final, NamedTuple

import numpy as np

from quarterdeck.engine.bulk.borders import Divisions, Where
from quarterdeck.engine.bulk.kernels.divide import divide, room_for
from quarterdeck.engine.bulk.slots import Blocks, Flat, Runs
from quarterdeck.engine.bulk.threads import compiled
from quarterdeck.engine.slabs import form
from quarterdeck.engine.slabs.form import Int64s

MISSING: Final = int(form.MISSING)
ROLES: Final = 3


class Asked(NamedTuple):
    """The slots that are restated: their numbers, rules, decimals of values and of the measure, whether what is divided
    fits 64 bits, and where they stand in the result."""

    slot: Int64s
    rule: Int64s
    scale: Int64s
    decimals: Int64s
    fits: Int64s
    target: Int64s


class Extra(NamedTuple):
    """What was worked out elsewhere, for the n-th of the slots asked from `first[n]` to `last[n]`."""

    first: Int64s
    last: Int64s
    role: Int64s
    cell: Int64s
    value: Int64s
    weight: Int64s


@compiled
def restate(
    first: int, last: int, asked: Asked, blocks: Blocks, flat: Flat, runs: Runs, where: Where, divisions: Divisions,
    extra: Extra, found: Int64s,
) -> None:  # fmt: skip
    """The figures of a year for the slots asked from `first` to `last`, into `found` [slots × cells]."""
    cells = where.need.shape[2]
    sums, counts = np.zeros((ROLES, cells), np.int64), np.zeros((ROLES, cells), np.int64)
    room = room_for(divisions, len(where.epoch))
    for number in range(first, last):
        sums[:] = 0
        counts[:] = 0
        slot, rule = asked.slot[number], asked.rule[number]
        factor = 10 ** max(0, asked.decimals[number] - asked.scale[number])
        for block in range(blocks.first[slot], blocks.first[slot + 1]):
            values = flat.own_values if blocks.own[block] else flat.values
            _add(values, block, blocks, rule, factor, runs, where, sums, counts)
        if asked.fits[number]:
            roles, scale, decimals = where.role[rule], asked.scale[number], asked.decimals[number]
            divide(slot, roles, scale, decimals, blocks, flat, where, divisions, room, sums, counts)
        for one in range(extra.first[number], extra.last[number]):
            sums[extra.role[one], extra.cell[one]] += extra.value[one]
            counts[extra.role[one], extra.cell[one]] += extra.weight[one]
        _choose(sums, counts, where.need[rule], found[asked.target[number]])


@compiled
def _choose(sums: Int64s, counts: Int64s, need: Int64s, into: Int64s) -> None:
    for cell in range(len(into)):
        into[cell] = MISSING
        for role in range(ROLES - 1, -1, -1):
            if counts[role, cell] == need[role, cell]:
                into[cell] = sums[role, cell]


@compiled
def _add(
    values: Int64s, block: int, blocks: Blocks, rule: int, factor: int, runs: Runs, where: Where, sums: Int64s,
    counts: Int64s,
) -> None:  # fmt: skip
    """Add what goes whole into a cell."""
    start, rows, columns, base = blocks.start[block], blocks.rows[block], blocks.columns[block], blocks.base[block]
    cells = values[start : start + rows * columns].reshape(rows, columns)
    colset = rule * len(where.column) + blocks.colset[block]
    epochs = len(where.cell)
    for run in range(runs.first[colset], runs.first[colset + 1]):
        begin, end, role = runs.begin[run], runs.end[run], runs.kind[run] // epochs
        targets, sum_of, count_of = where.cell[runs.kind[run] % epochs], sums[role], counts[role]
        for row in range(rows):
            cell = targets[base + row]
            if cell >= 0:
                total, count = 0, 0
                for column in range(begin, end):
                    value = cells[row, column]
                    known = value != MISSING
                    total += value if known else 0
                    count += known
                sum_of[cell] += total * factor
                count_of[cell] += count
