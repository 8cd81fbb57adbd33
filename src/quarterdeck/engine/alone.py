"""The engine without a store: a folder of segments, with what was kept beside them, answers all that it holds."""

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Generic, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.engine.facts import FACTS, VALUE, Batches
from quarterdeck.engine.keeping import FOLDER, NAME, WIDE, Kept, kept
from quarterdeck.engine.segments import manifest
from quarterdeck.engine.segments.layout import Dictionaries, Manifest, YearFiles
from quarterdeck.engine.segments.reading import Corrupt, checked
from quarterdeck.engine.store import Store
from quarterdeck.engine.writing.text import Names

_WHOLE = pa.decimal128(38, 0)
_Read = TypeVar("_Read")


def open_store(folder: Path | str) -> Store:
    """The store whose segments lie in a folder, as of their last compaction; newer rows of its log are not seen.

    Raises `NotFound` where the folder holds none, `BadInput` where the segments are newer than what is kept beside
    them.
    """
    where = Path(folder)
    log = SegmentLog(where)
    log.check()
    return Store(where, log, lambda expected: log.kept.expected if expected else log.kept.world, _damaged)


def names(store: Store, lang: str, day: date) -> Names:
    """What indicators, and units on a day, are called, as it was kept beside the segments of a folder."""
    known = kept(store.folder)
    units = known.expected.register.state(day)
    indicators = {code: en if lang == "en" else vi for code, (vi, en) in known.names.items()}
    return Names(lang, indicators, {one.code: one.name(lang) for one in units})


def _damaged(damage: Corrupt) -> None:
    raise damage


class _Watched(Generic[_Read]):
    """What a file tells, read again when it has changed."""

    def __init__(self, path: Path, read: Callable[[], _Read]) -> None:
        self._path, self._reader = path, read
        self._seen: tuple[tuple[int, int] | None, _Read] | None = None

    def read(self) -> _Read:
        """What it tells now."""
        stamp = _stamp(self._path)
        if self._seen is None or self._seen[0] != stamp:
            self._seen = (stamp, self._reader())
        return self._seen[1]


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        told = os.stat(path)
    except OSError:
        return None
    return told.st_ino, told.st_mtime_ns


class SegmentLog:
    """A log that is read from the segments made of it: every row up to their watermark, and none after it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._kept = _Watched(folder / FOLDER / NAME, lambda: kept(folder))
        self._manifest = _Watched(folder / manifest.NAME, lambda: manifest.read(folder) or Manifest())

    @property
    def kept(self) -> Kept:
        """What is kept beside the segments."""
        return self._kept.read()

    def check(self) -> None:
        """Raise `BadInput` where the segments hold batches of which nothing is kept."""
        numbers = self.kept.batches.numbers
        if self._manifest.read().watermark > (int(numbers[-1]) if len(numbers) else 0):
            raise BadInput(
                Message(gettext_noop("The segments in {folder} are newer than what is kept beside them."),
                        {"folder": str(self.folder)}),
                remedy=gettext_noop("Compact the store again: quarterdeck engine compact."),
            )  # fmt: skip

    def batches(self, after: int = 0) -> Batches:
        """Every batch in the segments after a number."""
        known, upto = self.kept.batches, self._manifest.read().watermark
        wanted = (known.numbers > after) & (known.numbers <= upto)
        return Batches(known.numbers[wanted], known.moments[wanted])

    def state(self) -> tuple[object, object]:
        """What is kept, and the manifest; each is read again only where its file is another."""
        return self.kept, self._manifest.read()

    @contextmanager
    def held(self) -> Iterator[int]:
        """The number of the last batch: nobody writes here."""
        yield self._manifest.read().watermark

    def count(self, *, after: int = 0, upto: int | None = None) -> int:
        """How many rows the batches in (after, upto] have."""
        return sum(one.num_rows for one in self.facts(after=after, upto=upto))

    def log_name(self, upto: int) -> str:
        """The log that the segments say they were made from."""
        return self._manifest.read().log if upto else ""

    def facts(
        self, *, after: int = 0, upto: int | None = None, indicators: Collection[str] | None = None,
        units: Collection[str] | None = None, periods: Collection[str] | None = None,
    ) -> Iterator[pa.RecordBatch]:  # fmt: skip
        """The rows of batches in (after, upto] that match, in any order."""
        held = self._manifest.read()
        upto = held.watermark if upto is None else min(upto, held.watermark)
        if after >= upto:
            return
        numbers = _numbers(held.dictionaries, indicators, units, periods)
        years = held.years if periods is None else {Period(one).year for one in periods} & held.years.keys()
        for year in sorted(years):
            for table in self._coded(held.years[year], numbers, after, upto):
                yield from _decoded(table, held.dictionaries, held.years[year])
        if held.wide and (indicators is None or not set(held.wide).isdisjoint(indicators)):
            yield from self._wide(after, upto, indicators=indicators, units=units, periods=periods)

    def _coded(self, files: YearFiles, numbers: dict[str, list[int]], after: int, upto: int) -> Iterator[pa.Table]:
        among = [(name, "in", some) for name, some in numbers.items()]
        matching = [("batch", ">", after), ("batch", "<=", upto), *among]
        columns = ["series", "unit", "period", "value", "mark", "batch", "row"]
        for meta in (files.newest, files.superseded):
            path = checked(self.folder, meta)
            yield pq.read_table(path, columns=columns, filters=matching, partitioning=None)

    def _wide(self, after: int, upto: int, **among: Collection[str] | None) -> Iterator[pa.RecordBatch]:
        table = pq.read_table(self.folder / FOLDER / WIDE, partitioning=None)
        wanted = pc.and_(pc.greater(table["batch"], after), pc.less_equal(table["batch"], upto))
        for name, some in among.items():
            if some is not None:
                column = table[name.removesuffix("s")]
                wanted = pc.and_(wanted, pc.is_in(column, pa.array(list(some), pa.string())))
        yield from table.filter(wanted).cast(FACTS).to_batches()


def _numbers(
    known: Dictionaries, indicators: Collection[str] | None, units: Collection[str] | None,
    periods: Collection[str] | None,
) -> dict[str, list[int]]:  # fmt: skip
    """The numbers that rows must have in each column; columns that may have any are left out."""
    found: dict[str, list[int]] = {}
    if indicators is not None:
        found["series"] = [number for number, one in enumerate(known.series) if one.indicator in indicators]
    if units is not None:
        found["unit"] = [number for number, one in enumerate(known.units) if one in units]
    if periods is not None:
        found["period"] = [number for number, one in enumerate(known.periods) if one in periods]
    return found


def _decoded(table: pa.Table, known: Dictionaries, files: YearFiles) -> Iterator[pa.RecordBatch]:
    """Rows with their words; those of different decimals apart."""
    scales = np.array([files.scales.get(one.indicator, 0) for one in known.series], dtype=np.int64)
    of_row = pa.array(scales[table["series"].to_numpy()]) if len(table) else pa.array([], pa.int64())
    for scale in pc.unique(of_row).to_pylist():
        some = table.filter(pc.equal(of_row, scale)).combine_chunks()
        columns = {name: some[name] for name in ("row", "mark", "batch")}
        columns["value"] = _decimals(some["value"].combine_chunks(), scale)
        for name, words in (("unit", known.units), ("period", known.periods)):
            columns[name] = pa.array(words, pa.string()).take(some[name])
        for name in ("indicator", "breakdown", "scenario", "regime"):
            columns[name] = pa.array([getattr(one, name) for one in known.series], pa.string()).take(some["series"])
        yield from pa.table([columns[name] for name in FACTS.names], schema=FACTS).to_batches()


def _decimals(steps: pa.Array, scale: int) -> pa.Array:
    """Whole steps of 10^-scale as decimals."""
    whole = pc.cast(steps, _WHOLE)
    return pa.Array.from_buffers(pa.decimal128(38, scale), len(whole), whole.buffers(), offset=whole.offset).cast(VALUE)
