"""One year of figures as flat arrays: what lies mapped in the files, and beside it blocks made in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from quarterdeck.engine.slabs import form
from quarterdeck.engine.slabs.form import Int32s, Int64s
from quarterdeck.engine.slabs.opening import Slabs

Number = TypeVar("Number", np.int64, np.int32)
NONE32 = np.zeros(0, dtype=np.int32)
NONE64 = np.zeros(0, dtype=np.int64)
BLOCKS = np.dtype(
    [
        ("start", "<i8"), ("most", "<i8"), ("series", "<i4"), ("level", "<i4"), ("rows", "<i4"), ("columns", "<i4"),
        ("colset", "<i4"), ("scale", "<i4"), ("own", "<i4"),
    ]
)  # fmt: skip
"""A block as in `slabs.form.BLOCKS`; `colset` names its columns, `own` says that it lies in memory, not in a file."""


class Cells(NamedTuple):
    """Values and batches of blocks, one after another. Both are read-only."""

    values: Int64s
    batches: Int32s


class Older(NamedTuple):
    """Rows that are not the newest of their keys, by series, unit and period."""

    series: Int32s
    unit: Int32s
    period: Int32s
    value: Int64s
    batch: Int32s


@dataclass(frozen=True)
class Made:
    """A block made in memory."""

    series: int
    level: int
    scale: int
    periods: Int32s
    values: Int64s
    batches: Int32s


@dataclass(frozen=True, eq=False)
class Year:
    """The figures of a year. Blocks of one level have its units in this order, older blocks only the first of them."""

    number: int
    units: Mapping[int, Int32s]
    blocks: NDArray[np.void]
    colsets: Sequence[Int32s]
    mapped: Cells
    own: Cells
    slabs: Slabs | None = None
    replaced: Older | None = None

    @cached_property
    def older(self) -> Older:
        """The rows that newer ones replaced."""
        if self.replaced is not None:
            return self.replaced
        if self.slabs is None:
            return Older(NONE32, NONE32, NONE32, NONE64, NONE32)
        found = self.slabs.superseded
        return Older(found.series, found.unit, found.period, found.value, found.batch)

    @cached_property
    def last_batch(self) -> int:
        """The largest number of a batch of the newest rows."""
        return max(int(one.max(initial=0)) for one in (self.mapped.batches, self.own.batches))

    @cached_property
    def last_of_all(self) -> int:
        """The largest number of a batch, of older rows too."""
        return max(self.last_batch, int(self.older.batch.max(initial=0)))

    @cached_property
    def place(self) -> dict[tuple[int, int], int]:
        """The number of the block of each series and level."""
        keys = zip(self.blocks["series"].tolist(), self.blocks["level"].tolist(), strict=True)
        return {key: number for number, key in enumerate(keys)}

    @cached_property
    def periods(self) -> tuple[int, ...]:
        """Every period of which there is a column."""
        return tuple(sorted({number for columns in self.colsets for number in columns.tolist()}))

    def cells(self, number: int) -> Cells:
        """The cells of a block [units × periods]."""
        one = self.blocks[number]
        held = self.own if one["own"] else self.mapped
        part = slice(int(one["start"]), int(one["start"]) + int(one["rows"]) * int(one["columns"]))
        shape = (int(one["rows"]), int(one["columns"]))
        return Cells(held.values[part].reshape(shape), held.batches[part].reshape(shape))

    def columns(self, number: int) -> Int32s:
        """The periods of a block."""
        return self.colsets[int(self.blocks[number]["colset"])]


def opened(number: int, slabs: Slabs) -> Year:
    """A year as it lies in its files, every block tested. Raises `Corrupt` where one is damaged."""
    slabs.test((form.VALUES, form.BATCHES))
    blocks = np.zeros(len(slabs.blocks), dtype=BLOCKS)
    for name in ("start", "most", "series", "level", "rows", "columns", "scale"):
        blocks[name] = slabs.blocks[name]
    known: dict[tuple[int, int], int] = {}
    spans = list(zip(slabs.blocks["first"].tolist(), slabs.blocks["columns"].tolist(), strict=True))
    blocks["colset"] = [known.setdefault(span, len(known)) for span in spans]
    colsets = [slabs.columns[first : first + count] for first, count in known]
    units = {level: slabs.units_at(level) for level in slabs.levels}
    return Year(number, units, blocks, colsets, Cells(slabs.values, slabs.batches), _nothing(), slabs)


def empty(number: int) -> Year:
    """A year of which nothing is known yet."""
    return Year(number, {}, np.zeros(0, dtype=BLOCKS), (), _nothing(), _nothing())


def with_made(
    year: Year, made: Sequence[Made], units: Mapping[int, Int32s], older: Older | None, only: NDArray[np.void]
) -> Year:
    """The blocks `only` of a year, and beside them blocks made in memory."""
    colsets, known = list(year.colsets), {columns.tobytes(): place for place, columns in enumerate(year.colsets)}
    added = np.zeros(len(made), dtype=BLOCKS)
    start = len(year.own.values)
    for place, one in enumerate(made):
        name = one.periods.tobytes()
        if name not in known:
            known[name] = len(colsets)
            colsets.append(one.periods)
        added[place] = (
            start, largest(one.values), one.series, one.level, *one.values.shape, known[name], one.scale, 1,
        )  # fmt: skip
        start += one.values.size
    own = Cells(
        _frozen([year.own.values, *(one.values.reshape(-1) for one in made)]),
        _frozen([year.own.batches, *(one.batches.reshape(-1) for one in made)]),
    )
    return Year(
        year.number, units, np.concatenate([only, added]), colsets, year.mapped, own, year.slabs,
        year.replaced if older is None else older,
    )  # fmt: skip


def largest(values: Int64s) -> int:
    """The largest value without its sign; 0 where there is none."""
    told = values[values != form.MISSING]
    return max(abs(int(told.min())), abs(int(told.max()))) if told.size else 0


def _nothing() -> Cells:
    return Cells(_frozen([NONE64]), _frozen([NONE32]))


def _frozen(arrays: Sequence[NDArray[Number]]) -> NDArray[Number]:
    found: NDArray[Number] = np.concatenate(arrays)
    found.setflags(write=False)
    return found
