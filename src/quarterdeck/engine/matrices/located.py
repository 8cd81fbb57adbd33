"""Where in the slabs of a state of the segments the figures of a program lie."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from quarterdeck.engine.held import Held
from quarterdeck.engine.matrices.basis import Basis
from quarterdeck.engine.plan.nodes import Base
from quarterdeck.engine.reading import steps
from quarterdeck.engine.reading.reading import Measure
from quarterdeck.engine.segments.layout import Series
from quarterdeck.engine.slabs.form import CELLS
from quarterdeck.engine.slabs.opening import Slabs

Ints = NDArray[np.int64]
OWN = 1
"""Rows of no regime stand first, those of the measure's own regime second: where both are as new, the second count."""


@dataclass(frozen=True, eq=False)
class Blocks:
    """The blocks of one year and regime: `rows` are numbers of bases; the others are rows × levels.

    `start` is the first unit's cell in the base's period (-1: no such block), `stride` the way to the next unit.
    """

    rows: NDArray[np.intp]
    series: Ints
    period: Ints
    place: Ints
    start: Ints
    stride: Ints


@dataclass(frozen=True, eq=False)
class Units:
    """By number of the dictionary, the level of a unit (its place among the levels) and its row there; -1 if none."""

    level: Ints
    row: Ints


@dataclass(frozen=True, eq=False)
class Year:
    """What a program needs of a year. `tested` are the levels whose blocks are known to be sound."""

    slabs: Slabs
    units: Units
    regimes: tuple[Blocks, ...]
    tested: set[int] = field(default_factory=set)

    def test(self, levels: NDArray[np.int64]) -> None:
        """Raises `Corrupt` where a block of these levels is damaged."""
        fresh = sorted(set(levels.tolist()) - self.tested)
        if fresh:
            found = np.unique(np.concatenate([blocks.place[:, fresh].ravel() for blocks in self.regimes]))
            places = found[found >= 0].tolist()
            self.slabs.expect(places)
            self.slabs.test(CELLS, places)
            self.tested.update(fresh)


@dataclass(frozen=True, eq=False)
class Located:
    """The years of a program's bases, and the decimals of each base [bases × 1]."""

    years: tuple[Year, ...]
    scale: Ints


_LOCATED: WeakKeyDictionary[Held, WeakKeyDictionary[Basis, Located]] = WeakKeyDictionary()
_INDEX: WeakKeyDictionary[Slabs, "_Index"] = WeakKeyDictionary()
_UNITS: WeakKeyDictionary[Slabs, Units] = WeakKeyDictionary()


def located(basis: Basis, held: Held) -> Located:
    """Where some bases lie, remembered for each state of the segments."""
    known = _LOCATED.setdefault(held, WeakKeyDictionary())
    if basis not in known:
        known[basis] = _located(basis.bases, basis.measures, held)
    return known[basis]


def _located(bases: Sequence[Base], measures: Mapping[str, Measure], held: Held) -> Located:
    years: dict[int, list[int]] = {}
    of_period = {code: steps.named(code).year for code in {one.period for one in bases}}
    for number, one in enumerate(bases):
        years.setdefault(of_period[one.period], []).append(number)
    scale = np.zeros((len(bases), 1), dtype=np.int64)
    found = []
    for year, numbers in years.items():
        slabs = held.slabs(year)
        if slabs is not None:
            scales = held.manifest.years[year].scales
            scale[numbers, 0] = [scales.get(bases[number].indicator, 0) for number in numbers]
            found.append(Year(slabs, units_of(slabs), tuple(_regimes(bases, numbers, measures, held, slabs))))
    return Located(tuple(found), scale)


def _regimes(
    bases: Sequence[Base], numbers: Sequence[int], measures: Mapping[str, Measure], held: Held, slabs: Slabs
) -> Iterator[Blocks]:
    """First the blocks of figures without a regime, then those of the regime that counts."""
    index = _index(slabs)
    for own in (0, OWN):
        series: dict[tuple[str, str, str], int] = {}
        rows: list[tuple[int, int, int]] = []
        for number in numbers:
            one = bases[number]
            key = one.indicator, one.breakdown, one.scenario
            if key not in series:
                regime = measures[one.indicator].regime if own else ""
                series[key] = -1 if own and not regime else held.series.get(Series(*key, regime), -1)
            rows.append((number, series[key], held.periods.get(one.period, -1)))
        if blocks := index.blocks(np.array(rows, dtype=np.int64)):
            yield blocks


@dataclass(frozen=True, eq=False)
class _Index:
    """The index of a year as arrays: the block of each series and level, which columns each block has, and where in
    such columns each period stands; -1 where there is none."""

    table: NDArray[np.void]
    block: Ints
    kind: Ints
    offset: Ints

    def blocks(self, rows: Ints) -> Blocks | None:
        """The blocks of bases, each given with its number, series and period; None where there are none."""
        rows = rows[(rows[:, 1] >= 0) & (rows[:, 2] >= 0)]
        place = self.block[rows[:, 1]]
        offset = np.where(place >= 0, self.offset[self.kind[place], rows[:, 2:]], -1)
        found = offset >= 0
        used = found.any(axis=1)
        if not used.any():
            return None
        rows, place, offset, found = rows[used], place[used], offset[used], found[used]
        start = np.where(found, self.table["start"][place] + offset, -1)
        stride = np.where(found, self.table["columns"][place], -1).astype(np.int64)
        return Blocks(
            rows[:, 0].astype(np.intp), rows[:, 1], rows[:, 2], np.where(found, place, -1), start, stride
        )  # fmt: skip


def _index(slabs: Slabs) -> _Index:
    """The index of a year, remembered."""
    if slabs not in _INDEX:
        table, known = slabs.blocks, slabs.dictionaries
        levels = {level: number for number, level in enumerate(slabs.levels)}
        block = np.full((len(known.series), len(levels)), -1, dtype=np.int64)
        columns = np.array([levels[level] for level in table["level"].tolist()], dtype=np.intp)
        block[table["series"], columns] = np.arange(len(table))
        kinds, kind = np.unique(table[["first", "columns"]], return_inverse=True)
        offset = np.full((max(1, len(kinds)), len(known.periods)), -1, dtype=np.int64)
        for number, (first, count) in enumerate(kinds.tolist()):
            offset[number, slabs.columns[first : first + count]] = np.arange(count)
        _INDEX[slabs] = _Index(table, block, np.append(kind, 0), offset)
    return _INDEX[slabs]


def units_of(slabs: Slabs) -> Units:
    """Where the units of the dictionary stand in the blocks of a year."""
    if slabs not in _UNITS:
        count = len(slabs.dictionaries.units)
        found = Units(np.full(count, -1, dtype=np.int64), np.full(count, -1, dtype=np.int64))
        for number, level in enumerate(slabs.levels):
            units: NDArray[Any] = slabs.units_at(level)
            found.level[units], found.row[units] = number, np.arange(len(units))
        _UNITS[slabs] = found
    return _UNITS[slabs]
