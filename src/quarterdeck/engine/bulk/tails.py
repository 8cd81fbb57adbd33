"""The live tail laid over a year: newer rows in their cells, and what they replaced among the older rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quarterdeck.engine.bulk.years import NONE32, NONE64, Made, Older, Year, with_made
from quarterdeck.engine.segments.layout import Series
from quarterdeck.engine.segments.rows import Rows, decimals_needed, fixed
from quarterdeck.engine.slabs.form import MISSING, Int32s, Int64s

FITS = 2**62
Key = tuple[int, int]


@dataclass(frozen=True)
class Frame:
    """What a tail is read by: the series, the level of a unit, the order of batches, and where a period is in time."""

    series: Sequence[Series]
    level_of: Callable[[int], int]
    order: Int64s
    time: Callable[[int], Any]


@dataclass(frozen=True, eq=False)
class Tail:
    """Rows of one year that are not in its blocks."""

    year: Year
    rows: Rows
    frame: Frame

    @cached_property
    def _codes(self) -> tuple[list[str], NDArray[np.int64]]:
        """The indicators of the rows, and which each row is of."""
        numbers: dict[str, int] = {}
        place = np.zeros(len(self.frame.series), dtype=np.int64)
        for series in np.unique(self.rows.series).tolist():
            place[series] = numbers.setdefault(self.frame.series[series].indicator, len(numbers))
        return list(numbers), place[self.rows.series]

    @cached_property
    def scales(self) -> dict[str, int]:
        """The decimals that each of the indicators has now: as many as before, or as the new values need."""
        codes, group = self._codes
        needed = decimals_needed(np.maximum(self.rows.fraction, 0), group, len(codes)).tolist()
        found = dict(zip(codes, needed, strict=True))
        for one in self.year.blocks:
            code = self.frame.series[one["series"]].indicator
            if code in found:
                found[code] = max(found[code], int(one["scale"]))
        return found

    def too_wide(self) -> set[str]:
        """The indicators of which values would not fit 64 bits with these decimals."""
        codes, group = self._codes
        most = np.zeros(len(codes))
        np.maximum.at(most, group, np.abs(self.rows.whole.astype(np.float64)))
        wide = {
            code
            for code, whole in zip(codes, most.tolist(), strict=True)
            if (whole + 1) * 10 ** self.scales[code] >= FITS
        }
        for one in self.year.blocks:
            code = self.frame.series[one["series"]].indicator
            if code in self.scales and int(one["most"]) * 10 ** (self.scales[code] - int(one["scale"])) >= FITS:
                wide.add(code)
        return wide

    @cached_property
    def _value(self) -> Int64s:
        codes, group = self._codes
        scale = np.array([self.scales[code] for code in codes], dtype=np.int64)[group]
        return np.where(
            self.rows.fraction < 0, MISSING, fixed(self.rows.whole, np.maximum(self.rows.fraction, 0), scale)
        )

    @cached_property
    def _levels(self) -> Int32s:
        units, which = np.unique(self.rows.unit, return_inverse=True)
        return np.array([self.frame.level_of(unit) for unit in units.tolist()], dtype=np.int32)[which]

    @cached_property
    def _units(self) -> dict[int, Int32s]:
        """The units of each level, new ones last."""
        found = dict(self.year.units)
        for level in np.unique(self._levels).tolist():
            old = found.get(level, NONE32)
            found[level] = np.concatenate([old, np.setdiff1d(self.rows.unit[self._levels == level], old)])
        return found

    @cached_property
    def _rescaled(self) -> dict[int, int]:
        """The series of which the old values get more decimals, with the factor."""
        found = {}
        for one in self.year.blocks:
            more = self.scales.get(self.frame.series[one["series"]].indicator, 0) - int(one["scale"])
            if more > 0:
                found[int(one["series"])] = 10**more
        return found

    def overlaid(self) -> Year:
        """The year with the rows, whose values must fit: the newest row of a key in its cell, all others among the
        older ones. Blocks to which nothing is added stay where they are."""
        spread = self._by_block()
        for series, level in self.year.place:
            if series in self._rescaled:
                spread.setdefault((level, series), np.zeros(0, dtype=np.int64))
        row_of = np.zeros(int(max(map(np.max, self._units.values()), default=0)) + 1, dtype=np.int64)
        for units in self._units.values():
            row_of[units] = np.arange(len(units))
        made, older = [], [self._raised_older()]
        for key in sorted(spread):
            block, replaced = self._block(key, spread[key], row_of)
            made.append(block)
            older += replaced
        places = self.year.place.items()
        kept = np.array([place for (series, level), place in places if (level, series) not in spread], dtype=np.int64)
        return with_made(self.year, made, self._units, _sorted(older), self.year.blocks[kept])

    def _by_block(self) -> dict[Key, NDArray[np.int64]]:
        order = np.lexsort((self.rows.series, self._levels))
        level, series = self._levels[order], self.rows.series[order]
        bounds = np.flatnonzero((np.diff(level) != 0) | (np.diff(series) != 0)) + 1
        return {
            (int(self._levels[part[0]]), int(self.rows.series[part[0]])): part
            for part in np.split(order, bounds) if len(part)
        }  # fmt: skip

    def _raised_older(self) -> Older:
        older = self.year.older
        if not self._rescaled:
            return older
        factor = np.ones(len(self.frame.series), dtype=np.int64)
        for series, times in self._rescaled.items():
            factor[series] = times
        value = np.where(older.value == MISSING, MISSING, older.value * factor[older.series])
        return older._replace(value=value)

    def _block(self, key: Key, part: NDArray[np.int64], row_of: NDArray[np.int64]) -> tuple[Made, list[Older]]:
        level, series = key
        place = self.year.place.get((series, level))
        periods = set(self.rows.period[part].tolist()) | set(
            self.year.columns(place).tolist() if place is not None else ()
        )
        columns = np.array(sorted(periods, key=self.frame.time), dtype=np.int32)
        column_of = np.zeros(int(columns.max()) + 1, dtype=np.int64)
        column_of[columns] = np.arange(len(columns))
        grid = Grid(len(self._units[level]), len(columns))
        if place is not None:
            values, batches = self.year.cells(place)
            grid.fill(values, batches, column_of[self.year.columns(place)], self._rescaled.get(series, 1))
        cells = row_of[self.rows.unit[part]] * len(columns) + column_of[self.rows.period[part]]
        lost = grid.lay(cells, self._value[part], self.rows.batch[part], self.frame.order)
        replaced = [
            Older(
                np.full(len(cell), series, dtype=np.int32), self._units[level][cell // len(columns)],
                columns[cell % len(columns)], value, batch,
            )
            for cell, value, batch in lost
        ]  # fmt: skip
        scale = self.scales[self.frame.series[series].indicator]
        return Made(series, level, scale, columns, grid.values, grid.batches), replaced


class Grid:
    """A block in the making."""

    def __init__(self, rows: int, columns: int) -> None:
        self.values = np.full((rows, columns), MISSING)
        self.batches = np.zeros((rows, columns), dtype=np.int32)

    def fill(self, values: Int64s, batches: Int32s, columns: NDArray[np.int64], factor: int = 1) -> None:
        """Put an older block of the first units into its columns."""
        told = values if factor == 1 else np.where(values == MISSING, MISSING, values * factor)
        self.values[: len(values), columns] = told
        self.batches[: len(values), columns] = batches

    def lay(
        self, cells: NDArray[np.int64], value: Int64s, batch: Int32s, order: Int64s
    ) -> list[tuple[NDArray[np.int64], Int64s, Int32s]]:
        """Lay rows into their cells, where they are newer than what is there; gives the rows that are not newest."""
        sort = np.lexsort((order[batch], cells))
        cells, value, batch = cells[sort], value[sort], batch[sort]
        last = np.ones(len(cells), dtype=np.bool_)
        last[:-1] = cells[1:] != cells[:-1]
        lost = [(cells[~last], value[~last], batch[~last])]
        cells, value, batch = cells[last], value[last], batch[last]
        values, batches = self.values.reshape(-1), self.batches.reshape(-1)
        held = batches[cells]
        newer = (held == 0) | (order[batch] > order[held])
        lost.append((cells[~newer], value[~newer], batch[~newer]))
        displaced = cells[newer & (held != 0)]
        lost.append((displaced, values[displaced], batches[displaced]))
        values[cells[newer]], batches[cells[newer]] = value[newer], batch[newer]
        return lost


def _sorted(parts: Sequence[Older]) -> Older:
    if not any(len(part.series) for part in parts):
        return Older(NONE32, NONE32, NONE32, NONE64, NONE32)
    found = Older._make(np.concatenate(columns) for columns in zip(*parts, strict=True))
    sort = np.lexsort((found.period, found.unit, found.series))
    return Older._make(column[sort] for column in found)
