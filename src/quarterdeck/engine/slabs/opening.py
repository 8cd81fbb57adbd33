"""Read slabs: the index at once, the cells mapped into memory, each block tested when it is first looked at."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from quarterdeck.engine.segments.checksums import Corrupt, has_size
from quarterdeck.engine.segments.layout import Dictionaries, YearFiles
from quarterdeck.engine.slabs import form
from quarterdeck.engine.slabs.form import Int16s, Int32s, Int64s, Replaced


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """The cells of one series and level [units × periods].

    `values` are MISSING where there is no row or a row without value, `marks` ABSENT and `batches` 0 where there is no
    row. `units` and `periods` are places in the dictionaries, periods in order of time.
    """

    values: Int64s
    marks: Int16s
    batches: Int32s
    units: Int32s
    periods: Int32s
    scale: int


NEAR = 1 << 16
"""Bytes between two blocks that are read along rather than skipped."""


class Slabs:
    """The slabs of one year. Opening reads the index only.

    Raises `Corrupt` where a file is missing, has another size than was written, or its index is damaged.
    """

    def __init__(self, folder: Path, year_files: YearFiles, dictionaries: Dictionaries) -> None:
        self.dictionaries = dictionaries
        self._paths = {Path(one.name).suffix: folder / one.name for one in year_files.slabs}
        for one in year_files.slabs:
            if not has_size(folder, one):
                raise Corrupt(folder / one.name)
        self._read_index(self._paths[form.INDEX])
        self._opened: dict[tuple[int, int], Block] = {}
        self._tested = {suffix: np.zeros(len(self.blocks), dtype=np.bool_) for suffix in form.CELLS}

    def _read_index(self, path: Path) -> None:
        data = path.read_bytes()
        if len(data) < form.HEADER.size + 4 or crc32(data[:-4]).to_bytes(4, "little") != data[-4:]:
            raise Corrupt(path)
        magic, levels, units, columns, blocks, self._cells, self._rows, self._crc = form.HEADER.unpack_from(data)
        if magic != form.MAGIC:
            raise Corrupt(path)
        place = form.HEADER.size
        found: list[NDArray[Any]] = []
        for kind, count in ((form.LEVELS, levels), (np.dtype("<i4"), units + columns), (form.BLOCKS, blocks)):
            found.append(np.frombuffer(data, dtype=kind, count=count, offset=place))
            place += kind.itemsize * count
        numbers: Int32s = found[1]
        self._units = {
            int(one["level"]): numbers[one["first"] : one["first"] + one["count"]] for one in found[0]
        }  # fmt: skip
        self.columns: Int32s = numbers[units:]
        self.blocks: NDArray[np.void] = found[2]
        keys = zip(self.blocks["series"].tolist(), self.blocks["level"].tolist(), strict=True)
        self._place = {key: place for place, key in enumerate(keys)}

    @property
    def levels(self) -> tuple[int, ...]:
        """The levels of which there are rows, the highest first."""
        return tuple(self._units)

    def units_at(self, level: int) -> Int32s:
        """The units of a level, in the order in which every block of it has them."""
        return self._units.get(level, np.zeros(0, dtype=np.int32))

    def series_at(self, level: int) -> tuple[int, ...]:
        """The series of which there are rows at a level."""
        return tuple(self.blocks["series"][self.blocks["level"] == level].tolist())

    def block(self, series: int, level: int) -> Block | None:
        """The cells of a series at a level, None where there is no row. Raises `Corrupt` where they are damaged."""
        place = self._place.get((series, level))
        if place is None:
            return None
        if (series, level) not in self._opened:
            one = self.blocks[place]
            self.test(form.CELLS, (place,))
            part = slice(int(one["start"]), int(one["start"]) + int(one["rows"]) * int(one["columns"]))
            shape = (int(one["rows"]), int(one["columns"]))
            self._opened[series, level] = Block(
                self.values[part].reshape(shape), self.marks[part].reshape(shape), self.batches[part].reshape(shape),
                self.units_at(level), self.columns[one["first"] : one["first"] + one["columns"]], int(one["scale"]),
            )  # fmt: skip
        return self._opened[series, level]

    def test(self, suffixes: Iterable[str], places: Iterable[int] | None = None) -> None:
        """Compare blocks, by number (all without `places`), with their checksums, once each.

        Raises `Corrupt` where one differs.
        """
        for suffix in suffixes:
            tested, cells = self._tested[suffix], self._flat[suffix]
            for place in np.flatnonzero(~tested).tolist() if places is None else places:
                one = self.blocks[place]
                if not tested[place]:
                    part = cells[int(one["start"]) : int(one["start"]) + int(one["rows"]) * int(one["columns"])]
                    if crc32(part.view(np.uint8).data) != int(one[form.CHECKSUMS[suffix]]):
                        raise Corrupt(self._paths[suffix])
                    tested[place] = True

    def expect(self, places: Sequence[int]) -> None:
        """Have the cells of blocks, by number, read from the disk all at once, before they are looked at one by one."""
        mine = self.blocks[np.sort(np.array(places, dtype=np.intp))]
        first = mine["start"]
        last = first + mine["rows"].astype(np.int64) * mine["columns"]
        for suffix, kind in form.CELLS.items() if len(mine) else ():
            apart = np.flatnonzero((first[1:] - last[:-1]) * kind.itemsize > NEAR)
            begins, ends = first[np.append(0, apart + 1)], last[np.append(apart, len(mine) - 1)]
            _read_ahead(self._paths[suffix], begins * kind.itemsize, (ends - begins) * kind.itemsize)

    @cached_property
    def _flat(self) -> dict[str, NDArray[Any]]:
        return {suffix: _mapped(self._paths[suffix], kind, self._cells) for suffix, kind in form.CELLS.items()}

    @property
    def values(self) -> Int64s:
        """The values of all blocks, one after another as `blocks` tells; `test` them before."""
        return self._flat[form.VALUES]

    @property
    def marks(self) -> Int16s:
        """The marks of all blocks."""
        return self._flat[form.MARKS]

    @property
    def batches(self) -> Int32s:
        """The batches of all blocks."""
        return self._flat[form.BATCHES]

    @cached_property
    def superseded(self) -> Replaced:
        """The rows that newer ones replaced. Raises `Corrupt` where they are damaged."""
        size = sum(kind.itemsize for _, kind in form.REPLACED_COLUMNS) * self._rows
        data = _mapped(self._paths[form.REPLACED], np.dtype(np.uint8), size)
        found: dict[str, NDArray[Any]] = {}
        place, crcs = 0, []
        for name, kind in form.REPLACED_COLUMNS:
            part = data[place : place + kind.itemsize * self._rows]
            crcs.append(crc32(part.data))
            found[name] = part.view(kind)
            place += len(part)
        if crc32(np.array(crcs, dtype="<u4").tobytes()) != self._crc and self._rows:
            raise Corrupt(self._paths[form.REPLACED])
        return Replaced(**found)


def _read_ahead(path: Path, offsets: Int64s, lengths: Int64s) -> None:
    """Tell the system which parts of a file will be read, where it can be told."""
    if not hasattr(os, "posix_fadvise"):
        return
    file = os.open(path, os.O_RDONLY)
    try:
        for offset, length in zip(offsets.tolist(), lengths.tolist(), strict=True):
            os.posix_fadvise(file, offset, length, os.POSIX_FADV_WILLNEED)
    finally:
        os.close(file)


def _mapped(path: Path, kind: np.dtype[Any], count: int) -> NDArray[Any]:
    """A file mapped into memory for reading; nothing can be mapped of an empty one."""
    if not count:
        return np.zeros(0, dtype=kind)
    return np.memmap(path, dtype=kind, mode="r", shape=(count,)).view(np.ndarray)
