"""From sorted rows to blocks: first which units and periods there are, then the cells, one series after another."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from quarterdeck.core.periods import Period
from quarterdeck.engine.segments.layout import Dictionaries
from quarterdeck.engine.slabs import form
from quarterdeck.engine.slabs.form import BlockKey, Int16s, Int32s, Int64s, Layout

FIRST = ("series", "unit", "period")
ROWS_AT_ONCE = 1 << 18
Piece = dict[str, NDArray[Any]]
Cells = tuple[BlockKey, Int64s, Int16s, Int32s]


def chunks(path: Path, names: tuple[str, ...]) -> Iterator[Piece]:
    """The rows of a Parquet file in pieces, as arrays by column; a value that is null is MISSING."""
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(ROWS_AT_ONCE, columns=list(names)):
            yield {
                name: (pc.fill_null(column, form.MISSING) if column.null_count else column).to_numpy()
                for name, column in zip(batch.schema.names, batch.columns, strict=True)
            }


def shape(
    newest: Path, dictionaries: Dictionaries, level_of: Callable[[str], int], scales: Mapping[str, int]
) -> Layout:
    """Which units and which periods of which series there are, by level. Units stand by number, periods by time."""
    found = _Found(dictionaries, level_of)
    for piece in chunks(newest, FIRST):
        found.add(piece)
    units = {level: np.flatnonzero(found.levels == level).astype(np.int32) for level in found.seen}
    order = {period: place for place, period in enumerate(sorted(found.periods, key=found.parsed.__getitem__))}
    columns: dict[BlockKey, Int32s] = {}
    for key, several in found.columns.items():
        columns[key] = np.array(sorted(several, key=order.__getitem__), dtype=np.int32)
    names = dictionaries.series
    return Layout(units, columns, {key: scales.get(names[key.series].indicator, 0) for key in columns})


class _Found:
    """What occurs in the rows."""

    def __init__(self, dictionaries: Dictionaries, level_of: Callable[[str], int]) -> None:
        self._dictionaries, self._level_of = dictionaries, level_of
        self.levels = np.full(len(dictionaries.units), -1, dtype=np.int32)
        self._local = np.full(len(dictionaries.periods), -1, dtype=np.int32)
        self.periods: list[int] = []
        self.columns: dict[BlockKey, set[int]] = {}

    @property
    def seen(self) -> list[int]:
        """The levels of units that occur."""
        return [int(level) for level in np.unique(self.levels) if level >= 0]

    @property
    def parsed(self) -> dict[int, Period]:
        """The periods that occur, by number."""
        return {number: Period.parse(self._dictionaries.periods[number]) for number in self.periods}

    def add(self, piece: Piece) -> None:
        """Note the keys of some rows."""
        series, units, periods = (piece[name] for name in FIRST)
        self._note(units, periods)
        bounds = np.flatnonzero(np.diff(series)) + 1
        for first, last in zip([0, *bounds.tolist()], [*bounds.tolist(), len(series)], strict=True):
            levels, local = self.levels[units[first:last]], self._local[periods[first:last]]
            pairs = np.bincount(levels * len(self.periods) + local)
            for pair in np.flatnonzero(pairs).tolist():
                level, column = divmod(pair, len(self.periods))
                self.columns.setdefault(BlockKey(level, int(series[first])), set()).add(self.periods[column])

    def _note(self, units: Int32s, periods: Int32s) -> None:
        for unit in np.unique(units[self.levels[units] < 0]).tolist():
            self.levels[unit] = self._level_of(self._dictionaries.units[unit])
        for period in np.unique(periods[self._local[periods] < 0]).tolist():
            self._local[period] = len(self.periods)
            self.periods.append(period)


class Filler:
    """Puts the rows of one series after another into their cells."""

    def __init__(self, layout: Layout, units: int, periods: int) -> None:
        self._layout, self._periods = layout, periods
        self._levels = sorted(layout.units)
        self._level = np.zeros(units, dtype=np.int32)
        self._row = np.zeros(units, dtype=np.int64)
        for place, level in enumerate(self._levels):
            self._level[layout.units[level]] = place
            self._row[layout.units[level]] = np.arange(len(layout.units[level]))

    def blocks(self, newest: Path) -> Iterator[Cells]:
        """Every block with its cells. Raises `ValueError` where a series comes again or a key occurs twice."""
        done: set[int] = set()
        for series, rows in _by_series(newest):
            if series in done:
                raise ValueError(f"The rows of series {series} do not stand together in {newest}")
            done.add(series)
            yield from self._filled(series, rows, newest)

    def _filled(self, series: int, rows: Piece, newest: Path) -> Iterator[Cells]:
        keys = [BlockKey(level, series) for level in self._levels]
        starts, widths, columns = self._places(keys)
        level = self._level[rows["unit"]]
        cells = starts[level] + self._row[rows["unit"]] * widths[level] + columns[level, rows["period"]]
        size = int(starts[-1])
        values = np.full(size, form.MISSING)
        marks, batches = np.full(size, form.ABSENT, dtype=np.int16), np.zeros(size, dtype=np.int32)
        values[cells], marks[cells], batches[cells] = rows["value"], rows["mark"], rows["batch"]
        if np.count_nonzero(marks != form.ABSENT) != len(cells):
            raise ValueError(f"A key of series {series} occurs twice in {newest}")
        for place, key in enumerate(keys):
            if widths[place]:
                part = slice(int(starts[place]), int(starts[place + 1]))
                shaped = (-1, int(widths[place]))
                yield key, values[part].reshape(shaped), marks[part].reshape(shaped), batches[part].reshape(shaped)

    def _places(self, keys: list[BlockKey]) -> tuple[Int64s, Int64s, Int64s]:
        """Where each level's cells of a series begin, how many columns they have, and which a period is."""
        starts, widths = np.zeros(len(keys) + 1, dtype=np.int64), np.zeros(len(keys), dtype=np.int64)
        columns = np.zeros((len(keys), self._periods), dtype=np.int64)
        for place, key in enumerate(keys):
            mine = self._layout.columns.get(key, np.zeros(0, dtype=np.int32))
            columns[place, mine] = np.arange(len(mine))
            widths[place] = len(mine)
            starts[place + 1] = starts[place] + len(mine) * len(self._layout.units[key.level])
        return starts, widths, columns


def _by_series(path: Path) -> Iterator[tuple[int, Piece]]:
    """The rows of each series together, however they are spread over pieces."""
    held: list[Piece] = []
    current = -1
    for piece in chunks(path, (*FIRST, "value", "mark", "batch")):
        bounds = (np.flatnonzero(np.diff(piece["series"])) + 1).tolist()
        for first, last in zip([0, *bounds], [*bounds, len(piece["series"])], strict=True):
            series = int(piece["series"][first])
            if held and series != current:
                yield current, _joined(held)
                held = []
            current = series
            held.append({name: column[first:last] for name, column in piece.items()})
    if held:
        yield current, _joined(held)


def _joined(pieces: list[Piece]) -> Piece:
    if len(pieces) == 1:
        return pieces[0]
    return {name: np.concatenate([piece[name] for piece in pieces]) for name in pieces[0]}
