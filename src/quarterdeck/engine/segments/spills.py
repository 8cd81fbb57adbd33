"""Coded rows of each year, set down beside the segments until the year is written."""

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from quarterdeck.engine.segments.checksums import meta_of
from quarterdeck.engine.segments.layout import FileMeta, YearFiles
from quarterdeck.engine.segments.rows import CODED, Numbers, Rows, unfixed

_OPTIONS = pa.ipc.IpcWriteOptions(compression="lz4")


class Spills:
    """Files that rows are set down in, one a year."""

    def __init__(self, folder: Path, generation: int) -> None:
        self._folder, self._generation = folder, generation
        self._open: dict[int, pa.ipc.RecordBatchStreamWriter] = {}
        self._rows: dict[int, int] = {}
        self._files = ExitStack()

    def add(self, year: int, rows: Rows) -> None:
        """Set down rows of a year."""
        if year not in self._open:
            file = self._files.enter_context(pa.OSFile(str(self._path(year)), "wb"))
            self._open[year] = self._files.enter_context(pa.ipc.new_stream(file, CODED, options=_OPTIONS))
            self._rows[year] = 0
        self._open[year].write_batch(rows.as_batch())
        self._rows[year] += len(rows)

    @property
    def years(self) -> frozenset[int]:
        """The years of which rows were set down."""
        return frozenset(self._rows)

    def finish(self) -> dict[int, FileMeta]:
        """Close the files; gives what each is like."""
        self._files.close()
        return {year: meta_of(self._path(year), count) for year, count in sorted(self._rows.items())}

    def abandon(self) -> None:
        """Close the files, whatever state they are in."""
        try:
            self._files.close()
        except OSError:  # what could not be written is thrown away anyway
            return

    def _path(self, year: int) -> Path:
        return self._folder / f"{year}-g{self._generation}-spill.arrow"


def spilled(folder: Path, meta: FileMeta | None) -> Rows:
    """The rows that were set down."""
    if meta is None:
        return Rows.joined([])
    with pa.OSFile(str(folder / meta.name), "rb") as file, pa.ipc.open_stream(file) as found:
        return Rows.of(found.read_all())


def stored(folder: Path, files: YearFiles | None, indicators: Iterable[str]) -> Rows:
    """The rows of a year's Parquet files; `indicators` names that of each series."""
    if files is None:
        return Rows.joined([])
    scales = np.array([files.scales.get(one, 0) for one in indicators], dtype=np.int64)
    return Rows.joined([_read(folder / one.name, scales) for one in (files.newest, files.superseded)])


def _read(path: Path, scales: Numbers) -> Rows:
    names = [name for name in CODED.names if name not in ("whole", "fraction")]
    table = pq.ParquetFile(path).read([*names, "value"])
    columns = {name: table[name].to_numpy() for name in names}
    known = table["value"].is_valid().to_numpy()
    whole, fraction = unfixed(table["value"].fill_null(0).to_numpy(), scales[columns["series"]])
    fraction[~known] = -1
    return Rows(**columns, whole=whole, fraction=fraction)
