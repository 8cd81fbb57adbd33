"""Figures of units that are divided, rounded together by largest remainder so that nothing is gained or lost."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from quarterdeck.engine.bulk.borders import Divisions, Where
from quarterdeck.engine.bulk.slots import Blocks, Flat
from quarterdeck.engine.bulk.threads import compiled
from quarterdeck.engine.slabs import form
from quarterdeck.engine.slabs.form import Int64s

MISSING: Final = int(form.MISSING)
Flags = NDArray[np.bool_]


class Room(NamedTuple):
    """Where one division is worked out, a row for each source or cell, a column for each period: what is given (0 where
    nothing is) and where nothing is; what cells get, what is left over, which cannot be told; and how many steps of the
    result one step is."""

    given: Int64s
    gaps: Flags
    lower: Int64s
    rest: Int64s
    untold: Flags
    more: Int64s


@compiled
def room_for(divisions: Divisions, columns: int) -> Room:
    """Room for the largest of the divisions."""
    most = 1
    for division in range(len(divisions.whole)):
        most = max(most, divisions.source[division + 1] - divisions.source[division])
        most = max(most, divisions.target[division + 1] - divisions.target[division])
    shape = most, columns
    return Room(
        np.empty(shape, np.int64), np.empty(shape, np.bool_), np.empty(shape, np.int64), np.empty(shape, np.int64),
        np.empty(shape, np.bool_), np.empty(columns, np.int64),
    )  # fmt: skip


@compiled
def divide(
    slot: int, roles: Int64s, scale: int, decimals: int, blocks: Blocks, flat: Flat, where: Where, divisions: Divisions,
    room: Room, sums: Int64s, counts: Int64s,
) -> None:  # fmt: skip
    """Add what is divided, for all columns of one role and epoch at once."""
    # Arrays leave their tuples before the loops, since each time costs a count of references that threads share.
    first, source, level, row, target, cells, share, numerators, whole = divisions
    given, gaps, lower, rest, untold, more = room
    epochs, weight, values, own = where.epoch, where.weight, flat.values, flat.own_values
    start, shape, place = _places(slot, blocks, where)
    begin = 0
    while begin < len(epochs):
        role, epoch, end = roles[begin], epochs[begin], begin + 1
        while end < len(epochs) and roles[end] == role and epochs[end] == epoch:
            end += 1
        for division in range(first[epoch], first[epoch + 1] if role >= 0 else first[epoch]):
            at, size = source[division], source[division + 1] - source[division]
            if _collect(at, size, level, row, begin, end, values, own, start, shape, place, given, gaps):
                count, width = target[division + 1] - target[division], end - begin
                _change_steps(given, gaps, size, width, scale, decimals, more)
                for cell in range(count):
                    numerator = share[division] + cell * size
                    _weigh(given, gaps, size, width, numerators, numerator, whole[division], cell, lower, rest, untold)
                _hand_out(given, size, width, count, lower, rest)
                for cell in range(count):
                    to = cells[target[division] + cell]
                    for column in range(width if to >= 0 else 0):
                        if not untold[cell, column]:
                            sums[role, to] += lower[cell, column] * more[column]
                            counts[role, to] += weight[epoch, to]
        begin = end


@compiled
def _places(slot: int, blocks: Blocks, where: Where) -> tuple[Int64s, Int64s, Int64s]:
    """Of the block of each level its first cell; its rows, columns and whether it is in memory; and where it has each
    column, -1 for nowhere."""
    levels = np.max(np.append(blocks.level, 0)) + 1
    start, shape = np.zeros(levels, np.int64), np.zeros((levels, 3), np.int64)
    place = np.full((levels, len(where.epoch)), -1, np.int64)
    for block in range(blocks.first[slot], blocks.first[slot + 1]):
        level = blocks.level[block]
        start[level] = blocks.start[block]
        shape[level, 0], shape[level, 1], shape[level, 2] = blocks.rows[block], blocks.columns[block], blocks.own[block]
        place[level] = where.column[blocks.colset[block]]
    return start, shape, place


@compiled
def _collect(
    at: int, size: int, level: Int64s, row: Int64s, begin: int, end: int, values: Int64s, own_values: Int64s,
    start: Int64s, shape: Int64s, place: Int64s, given: Int64s, gaps: Flags,
) -> bool:  # fmt: skip
    """The figures of the sources; whether there are any."""
    known = 0
    for one in range(size):
        on, mine = level[at + one], row[at + one]
        # A unit may be of a level of which the year has no figures at all.
        there = 0 <= on < len(shape) and mine < shape[on, 0]
        first = start[on] + mine * shape[on, 1] if there else 0
        for column in range(begin, end):
            value = MISSING
            if there and place[on, column] >= 0:
                cell = first + place[on, column]
                value = own_values[cell] if shape[on, 2] else values[cell]
            gap = value == MISSING
            given[one, column - begin] = 0 if gap else value
            gaps[one, column - begin] = gap
            known += not gap
    return known > 0


@compiled
def _change_steps(
    given: Int64s, gaps: Flags, size: int, width: int, scale: int, decimals: int, more: Int64s
) -> None:  # fmt: skip
    """Change figures to the steps in which they are divided: those of the measure, or as fine as the finest of them."""
    factor = 10 ** max(0, decimals - scale)
    for column in range(width):
        more[column] = 1
        for _ in range(scale - decimals):
            spare = True
            for one in range(size):
                spare = spare and given[one, column] % (more[column] * 10) == 0
            if not spare:
                break
            more[column] *= 10
    if scale != decimals:
        for one in range(size):
            for column in range(width):
                given[one, column] = given[one, column] * factor // more[column]


@compiled
def _weigh(
    given: Int64s, gaps: Flags, size: int, width: int, numerators: Int64s, numerator: int, whole: int, cell: int,
    lower: Int64s, rest: Int64s, untold: Flags,
) -> None:  # fmt: skip
    """What a cell gets of all sources, rounded down, and what is left over."""
    for column in range(width):
        lower[cell, column] = 0
        untold[cell, column] = False
    for one in range(size):
        part = numerators[numerator + one]
        if part != 0:
            for column in range(width):
                lower[cell, column] += part * given[one, column]
                untold[cell, column] |= gaps[one, column]
    for column in range(width):
        amount = lower[cell, column]
        lower[cell, column] = amount // whole
        rest[cell, column] = amount - lower[cell, column] * whole


@compiled
def _hand_out(given: Int64s, size: int, width: int, count: int, lower: Int64s, rest: Int64s) -> None:
    """One more to each of the largest remainders until the total is what was given; of equal ones the first wins."""
    for column in range(width):
        left = 0
        for one in range(size):
            left += given[one, column]
        for cell in range(count):
            left -= lower[cell, column]
        for _ in range(left):
            most = 0
            for cell in range(1, count):
                if rest[cell, column] > rest[most, column]:
                    most = cell
            lower[most, column] += 1
            rest[most, column] = -1
