"""How the files of slabs are laid out.

A year has five files. The index names the levels with their units, the blocks and their columns. The files of values,
marks and batches hold the cells of all blocks one after another, the blocks of higher levels first, those of a level
by series, each unit by unit. `replaced` holds the rows that newer ones replaced, column by column. Numbers are little
endian.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Int64s = NDArray[np.int64]
Int32s = NDArray[np.int32]
Int16s = NDArray[np.int16]

MISSING: Final = np.iinfo(np.int64).min
"""Stands where there is no row, or a row without a value."""
ABSENT: Final = -1
"""The mark where there is no row."""

INDEX, VALUES, MARKS, BATCHES, REPLACED = ".index", ".values", ".marks", ".batches", ".replaced"
SUFFIXES = (INDEX, VALUES, MARKS, BATCHES, REPLACED)
CELLS: Mapping[str, np.dtype[Any]] = {VALUES: np.dtype("<i8"), MARKS: np.dtype("<i2"), BATCHES: np.dtype("<i4")}
"""What a cell is in each file of cells."""

MAGIC = b"QDSLABS1"
HEADER = struct.Struct("<8s6qI")
"""Magic; how many levels, units, columns, blocks, cells and replaced rows; checksum of the replaced rows."""
LEVELS = np.dtype([("level", "<i4"), ("first", "<i4"), ("count", "<i4")])
BLOCKS = np.dtype(
    [
        ("start", "<i8"), ("most", "<i8"), ("series", "<i4"), ("level", "<i4"), ("rows", "<i4"), ("first", "<i4"),
        ("columns", "<i4"), ("scale", "<i4"), ("values", "<u4"), ("marks", "<u4"), ("batches", "<u4"), ("", "<u4"),
    ]
)  # fmt: skip
"""A block: its first cell, the largest of its values without sign, what it is of, its shape (`first` is its first
column in the list of columns), the decimals of its values, and a checksum of its cells in each file."""
CHECKSUMS: Mapping[str, str] = {VALUES: "values", MARKS: "marks", BATCHES: "batches"}


class Replaced(NamedTuple):
    """Rows that newer ones replaced, by series, unit and period; `replaced_by` is the batch of the next newer row.

    `value` is MISSING where the row had none.
    """

    series: Int32s
    unit: Int32s
    period: Int32s
    value: Int64s
    mark: Int16s
    batch: Int32s
    superseded_by: Int32s


REPLACED_COLUMNS: Sequence[tuple[str, np.dtype[Any]]] = (
    ("value", np.dtype("<i8")), ("series", np.dtype("<i4")), ("unit", np.dtype("<i4")), ("period", np.dtype("<i4")),
    ("batch", np.dtype("<i4")), ("superseded_by", np.dtype("<i4")), ("mark", np.dtype("<i2")),
)  # fmt: skip
"""In this order they stand in the file, so that each begins where its type wants it."""


class BlockKey(NamedTuple):
    """What a block is of. Sorts as blocks are laid out."""

    level: int
    series: int


@dataclass(frozen=True)
class Layout:
    """The shape of a year: the units of each level in their order, and the periods and decimals of each block."""

    units: Mapping[int, Int32s]
    columns: Mapping[BlockKey, Int32s]
    scales: Mapping[BlockKey, int]

    def table(self) -> tuple[NDArray[np.void], Int32s]:
        """The blocks in order, without checksums, and the list of columns; equal columns stand in it once."""
        blocks = np.zeros(len(self.columns), dtype=BLOCKS)
        firsts: dict[bytes, int] = {}
        listed: list[Int32s] = []
        start = held = 0
        for place, key in enumerate(sorted(self.columns)):
            columns = np.ascontiguousarray(self.columns[key], dtype=np.int32)
            name = columns.tobytes()
            if name not in firsts:
                firsts[name] = held
                listed.append(columns)
                held += len(columns)
            one = blocks[place]
            one["start"], one["series"], one["level"], one["scale"] = start, key.series, key.level, self.scales[key]
            one["rows"], one["first"], one["columns"] = len(self.units[key.level]), firsts[name], len(columns)
            start += len(self.units[key.level]) * len(columns)
        return blocks, joined(listed)


def joined(arrays: Sequence[Int32s]) -> Int32s:
    """One array after another."""
    return np.concatenate(arrays) if arrays else np.zeros(0, dtype=np.int32)
