"""Where in the slabs of a state of the segments the figures of a program lie."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from quarterdeck.core.periods import Period
from quarterdeck.engine.held import Held
from quarterdeck.engine.plan.nodes import Base
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
        for level in set(np.unique(levels).tolist()) - self.tested:
            places = {int(one) for blocks in self.regimes for one in blocks.place[:, level] if one >= 0}
            self.slabs.test(CELLS, sorted(places))
            self.tested.add(level)


@dataclass(frozen=True, eq=False)
class Located:
    """The years of a program's bases, and the decimals of each base [bases × 1]."""

    years: tuple[Year, ...]
    scale: Ints


_LOCATED: WeakKeyDictionary[Held, dict[tuple[Base, ...], Located]] = WeakKeyDictionary()
_UNITS: WeakKeyDictionary[Slabs, Units] = WeakKeyDictionary()
REMEMBERED = 64


def located(bases: tuple[Base, ...], measures: Mapping[str, Measure], held: Held) -> Located:
    """Where some bases lie, remembered for each state of the segments."""
    known = _LOCATED.setdefault(held, {})
    key = bases
    if key not in known:
        while len(known) >= REMEMBERED:
            known.pop(next(iter(known)))
        known[key] = _located(bases, measures, held)
    return known[key]


def _located(bases: Sequence[Base], measures: Mapping[str, Measure], held: Held) -> Located:
    years: dict[int, list[int]] = {}
    of_period = {code: Period(code).year for code in {one.period for one in bases}}
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
    finder = _Finder(slabs)
    for own in (0, OWN):
        rows: list[tuple[int, int, int]] = []
        for number in numbers:
            one = bases[number]
            regime = measures[one.indicator].regime if own else ""
            series = held.series.get(Series(one.indicator, one.breakdown, one.scenario, regime))
            period = held.periods.get(one.period)
            if series is not None and period is not None and not (own and not regime):
                rows.append((number, series, period))
        if blocks := finder.blocks(rows):
            yield blocks


class _Finder:
    """Finds blocks and columns in the index of a year."""

    def __init__(self, slabs: Slabs) -> None:
        table = slabs.blocks
        self._levels = {level: number for number, level in enumerate(slabs.levels)}
        self._columns = slabs.columns
        self._known: dict[tuple[int, int], dict[int, int]] = {}
        keys = zip(table["series"].tolist(), table["level"].tolist(), strict=True)
        shape = zip(
            range(len(table)), table["start"].tolist(), table["first"].tolist(), table["columns"].tolist(), strict=True
        )
        self._blocks = dict(zip(keys, shape, strict=True))

    def blocks(self, rows: Sequence[tuple[int, int, int]]) -> Blocks | None:
        """The blocks of bases, each given with its series and period; None where there are none."""
        shape = (len(rows), len(self._levels))
        place, start, stride = (np.full(shape, -1, dtype=np.int64) for _ in range(3))
        for (number, (_, series, period)), (level, column) in product(enumerate(rows), self._levels.items()):
            block = self._blocks.get((series, level))
            offset = None if block is None else self._offsets(block[2], block[3]).get(period)
            if block is not None and offset is not None:
                place[number, column], start[number, column] = block[0], block[1] + offset
                stride[number, column] = block[3]
        used = (start >= 0).any(axis=1)
        if not used.any():
            return None
        told = np.array(rows, dtype=np.int64)[used]
        return Blocks(told[:, 0].astype(np.intp), told[:, 1], told[:, 2], place[used], start[used], stride[used])

    def _offsets(self, first: int, count: int) -> dict[int, int]:
        if (first, count) not in self._known:
            periods = self._columns[first : first + count].tolist()
            self._known[first, count] = {period: offset for offset, period in enumerate(periods)}
        return self._known[first, count]


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
