"""Write the slabs of a year, from its Parquet files or from arrays."""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from zlib import crc32

import numpy as np
import pyarrow.parquet as pq

from quarterdeck.engine.segments.checksums import meta_of, sync
from quarterdeck.engine.segments.layout import Dictionaries, FileMeta
from quarterdeck.engine.slabs import form
from quarterdeck.engine.slabs.form import BlockKey, Int16s, Int32s, Int64s, Layout, Replaced
from quarterdeck.engine.slabs.shaping import FIRST, Filler, chunks, shape


def write(
    folder: Path, stem: str, newest: Path, superseded: Path, dictionaries: Dictionaries,
    level_of: Callable[[str], int], scales: Mapping[str, int],
) -> tuple[FileMeta, ...]:  # fmt: skip
    """Make the slabs of a year from its newest and its superseded rows, both sorted by series, unit and period.

    The files are named `stem` with a suffix each; they are on disk when this returns. Raises `ValueError` where the
    rows are not sorted by series or a key occurs twice.
    """
    layout = shape(newest, dictionaries, level_of, scales)
    with Writer(folder, stem, layout) as writer:
        for key, values, marks, batches in Filler(layout, len(dictionaries.units), len(dictionaries.periods)).blocks(
            newest
        ):
            writer.put(key, values, marks, batches)
        writer.replace(_replaced(superseded), pq.read_metadata(superseded).num_rows)
        return writer.close()


def _replaced(path: Path) -> Iterator[Replaced]:
    for piece in chunks(path, (*FIRST, "value", "mark", "batch", "superseded_by")):
        yield Replaced(**piece)


class Writer:
    """Files of slabs in the making. Blocks may be put in any order, each once; unput blocks stay without rows.

    Where it is left by an error the files are removed.
    """

    def __init__(self, folder: Path, stem: str, layout: Layout) -> None:
        self._folder, self._stem, self._layout = folder, stem, layout
        self._blocks, self._columns = layout.table()
        self._place = {(int(one["level"]), int(one["series"])): place for place, one in enumerate(self._blocks)}
        self._waiting = set(self._place)
        self._cells = int((self._blocks["rows"].astype(np.int64) * self._blocks["columns"]).sum())
        self._replaced, self._replaced_crc = 0, 0
        self._files = {suffix: self._opened(suffix) for suffix in (*form.CELLS, form.REPLACED)}

    def _opened(self, suffix: str) -> int:
        return os.open(self._folder / (self._stem + suffix), os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o644)

    def __enter__(self) -> "Writer":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number in self._files.values():
            os.close(number)
        self._files = {}
        if kind is not None:
            for suffix in form.SUFFIXES:
                (self._folder / (self._stem + suffix)).unlink(missing_ok=True)

    def put(self, key: BlockKey, values: Int64s, marks: Int16s, batches: Int32s) -> None:
        """The cells of a block [units × periods] in the order of the layout.

        Raises `ValueError` where they have another shape or were put before.
        """
        if key not in self._waiting:
            raise ValueError(f"{key} was not laid out, or put before")
        block = self._blocks[self._place[key]]
        for suffix, cells in ((form.VALUES, values), (form.MARKS, marks), (form.BATCHES, batches)):
            if cells.shape != (block["rows"], block["columns"]):
                raise ValueError(f"{key} was laid out as {block['rows']} × {block['columns']}, not {cells.shape}")
            data = np.ascontiguousarray(cells, dtype=form.CELLS[suffix]).reshape(-1).view(np.uint8).data
            block[form.CHECKSUMS[suffix]] = crc32(data)
            _write(self._files[suffix], data, int(block["start"]) * form.CELLS[suffix].itemsize)
        block["most"] = most(values)
        self._waiting.discard(key)

    def replace(self, rows: Iterator[Replaced], count: int) -> None:
        """The rows that newer ones replaced, in pieces, sorted by series, unit and period; `count` in all."""
        crcs = dict.fromkeys(Replaced._fields, 0)
        done = 0
        for piece in rows:
            base = 0
            for name, kind in form.REPLACED_COLUMNS:
                data = np.ascontiguousarray(getattr(piece, name), dtype=kind).view(np.uint8).data
                _write(self._files[form.REPLACED], data, base + done * kind.itemsize)
                crcs[name] = crc32(data, crcs[name])
                base += count * kind.itemsize
            done += len(piece.series)
        if done != count:
            raise ValueError(f"{count} replaced rows were announced; {done} came")
        self._replaced = count
        self._replaced_crc = crc32(np.array([crcs[name] for name, _ in form.REPLACED_COLUMNS], dtype="<u4").tobytes())

    def close(self) -> tuple[FileMeta, ...]:
        """Write the index and bring everything to the disk."""
        for key in self._waiting.copy():
            shape = tuple(self._blocks[self._place[key]][["rows", "columns"]].tolist())
            self.put(
                BlockKey(*key), np.full(shape, form.MISSING), np.full(shape, form.ABSENT, np.int16),
                np.zeros(shape, np.int32),
            )  # fmt: skip
        self._files[form.INDEX] = self._opened(form.INDEX)
        index = self._index()
        _write(self._files[form.INDEX], memoryview(index), 0)
        sync(self._folder)
        rows = dict.fromkeys(form.SUFFIXES, self._cells) | {
            form.INDEX: len(self._blocks), form.REPLACED: self._replaced
        }  # fmt: skip
        return tuple(meta_of(self._folder / (self._stem + suffix), rows[suffix]) for suffix in form.SUFFIXES)

    def _index(self) -> bytes:
        levels = np.zeros(len(self._layout.units), dtype=form.LEVELS)
        first = 0
        for place, (level, units) in enumerate(sorted(self._layout.units.items())):
            levels[place] = level, first, len(units)
            first += len(units)
        units = form.joined([self._layout.units[level] for level in sorted(self._layout.units)])
        header = form.HEADER.pack(
            form.MAGIC, len(levels), len(units), len(self._columns), len(self._blocks), self._cells, self._replaced,
            self._replaced_crc,
        )  # fmt: skip
        parts = (levels, units.astype("<i4"), self._columns.astype("<i4"), self._blocks)
        body = header + b"".join(part.tobytes() for part in parts)
        return body + crc32(body).to_bytes(4, "little")


def most(values: Int64s) -> int:
    """The largest value without its sign; 0 where there is none."""
    told = values[values != form.MISSING]
    return max(abs(int(told.min())), abs(int(told.max()))) if told.size else 0


def _write(number: int, data: memoryview, offset: int) -> None:
    while len(data):
        done = os.pwrite(number, data, offset)
        data, offset = data[done:], offset + done
