"""Rows of units that were not alive when their period ended, where they count: see `reading.restating`.

A figure belongs to the unit of the last day of its period. Where of all units that hang together none that was alive
then has a row, the rows of those count that were alive on another day: the day the latest of them began, if one of them
began later, else the last day on which all of them were alive.
"""

from datetime import date
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from quarterdeck.engine.bulk.slots import Slots
from quarterdeck.engine.bulk.years import NONE64
from quarterdeck.engine.slabs.form import Int64s

FOREVER = date.max.toordinal()
Flags = NDArray[np.bool_]


class Strays(NamedTuple):
    """Rows by slot and column, with the day (as its ordinal) whose units they are taken for."""

    slot: Int64s
    column: Int64s
    row: Int64s
    start: Int64s


class Lives(NamedTuple):
    """Of each row the first day of its unit, the day after the last, and the number of those it hangs together with."""

    begin: Int64s
    end: Int64s
    kin: Int64s


def lives(slots: Slots) -> Lives:
    """The lives of the rows' units, as statistics follow them."""
    if "lives" not in slots.remembered:
        world = slots.parent.world
        units = [world.statistical.units[uid] for uid in slots.uids]
        numbers = {name: number for number, name in enumerate(dict.fromkeys(world.families.values()))}
        slots.remembered["lives"] = Lives(
            np.array([unit.valid_from.toordinal() for unit in units], dtype=np.int64),
            np.array([unit.valid_to.toordinal() if unit.valid_to else FOREVER for unit in units], dtype=np.int64),
            np.array([numbers[world.families[unit.uid]] for unit in units], dtype=np.int64),
        )
    return cast(Lives, slots.remembered["lives"])


def strays(slots: Slots) -> Strays:
    """The rows of a year that count although their units were not alive."""
    if "strays" not in slots.remembered:
        slots.remembered["strays"] = _dated(slots, *_alone(slots))
    return cast(Strays, slots.remembered["strays"])


def _alone(slots: Slots) -> tuple[Int64s, Int64s, Int64s]:
    """Slot, column and row of every row of a unit that was not alive, where none that was has a row beside it."""
    away, kin = _Away(slots), lives(slots).kin
    found: list[tuple[Int64s, Int64s, Int64s]] = []
    for slot in range(len(slots.names)):
        places = range(int(slots.blocks.first[slot]), int(slots.blocks.first[slot + 1]))
        dead = [away.rows(place, True) for place in places if away.mask(place) is not None]
        column, row = (np.concatenate(parts) for parts in zip(*dead, strict=True)) if dead else (NONE64, NONE64)
        if len(row):
            alive = [away.rows(place, False) for place in places]
            beside = np.concatenate([columns * FOREVER + kin[rows] for columns, rows in alive])
            left = ~np.isin(column * FOREVER + kin[row], beside)
            found.append((np.full(int(left.sum()), slot, dtype=np.int64), column[left], row[left]))
    slot_of, columns, rows = (np.concatenate(parts) for parts in zip(*found, strict=True)) if found else (NONE64,) * 3
    return slot_of, columns, rows


class _Away:
    """Which cells of blocks are of units that were not alive when the period ended."""

    def __init__(self, slots: Slots) -> None:
        self._slots, self._lives = slots, lives(slots)
        self._lasts = np.array([period.last_day.toordinal() for period in slots.periods], dtype=np.int64)
        self._masks: dict[tuple[int, int, int], Flags | None] = {}

    def mask(self, place: int) -> Flags | None:
        """The mask of a block, None where no cell is."""
        blocks = self._slots.blocks
        base, rows, colset = int(blocks.base[place]), int(blocks.rows[place]), int(blocks.colset[place])
        if (base, rows, colset) not in self._masks:
            lasts, part = self._lasts[self._slots.places[colset]], slice(base, base + rows)
            found = (self._lives.begin[part, None] > lasts) | (self._lives.end[part, None] <= lasts)
            self._masks[base, rows, colset] = found if found.any() else None
        return self._masks[base, rows, colset]

    def rows(self, place: int, away: bool) -> tuple[Int64s, Int64s]:
        """Columns and rows of the rows of such units in a block, or of all others."""
        there = self._slots.told.cells(place).batches > 0
        mask = self.mask(place)
        if mask is not None:
            there = there & (mask if away else ~mask)
        row, column = np.nonzero(there)
        return self._slots.places[self._slots.blocks.colset[place]][column], row + self._slots.blocks.base[place]


def _dated(slots: Slots, slot: Int64s, column: Int64s, row: Int64s) -> Strays:
    mine = lives(slots)
    lasts = np.array([period.last_day.toordinal() for period in slots.periods], dtype=np.int64)
    _, which = np.unique(np.stack([slot, column, mine.kin[row]]), axis=1, return_inverse=True)
    latest, earliest = np.zeros(len(slot), dtype=np.int64), np.full(len(slot), FOREVER, dtype=np.int64)
    later = mine.begin[row] > lasts[column] if len(row) else np.zeros(0, dtype=np.bool_)
    np.maximum.at(latest, which[later], mine.begin[row[later]])
    np.minimum.at(earliest, which, mine.end[row])
    start = np.where(latest[which] > 0, latest[which], earliest[which] - 1)
    lived = (mine.begin[row] <= start) & (start < mine.end[row])
    return Strays(slot[lived], column[lived], row[lived], start[lived])
