"""What a work brought about, as a folder of segments that answers questions, and tables beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import blake2b
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

from quarterdeck.engine.facts import DIGITS
from quarterdeck.engine.reading.restating import joined
from quarterdeck.engine.segments import manifest as manifests
from quarterdeck.engine.segments.checksums import meta_of
from quarterdeck.engine.segments.layout import NEWEST, SUPERSEDED, Dictionaries, Manifest, Series, YearFiles
from quarterdeck.engine.slabs import writing
from quarterdeck.engine.sql.works.running import Run, Work

UNTOLD, TOGETHER, DIFFERENCES = "untold", "together", "differences"
_DECIMAL = pa.decimal128(38, DIGITS)
_WORDS = [("indicator", pa.string()), ("breakdown", pa.string()), ("scenario", pa.string()), ("area", pa.string()),
          ("uid", pa.string()), ("period", pa.string())]  # fmt: skip
_COVERED = [("why", pa.string()), ("reported", pa.int32()), ("needed", pa.int32())]
SCHEMAS = {
    UNTOLD: pa.schema([*_WORDS, *_COVERED]),
    TOGETHER: pa.schema([*_WORDS, ("value", _DECIMAL), *_COVERED]),
    DIFFERENCES: pa.schema(
        [*_WORDS, ("value", _DECIMAL), ("sum", _DECIMAL), ("difference", _DECIMAL), ("children", pa.int32())]
    ),
}
"""Beside the segments: figures that cannot be told, and why; those told only for several areas together; areas whose
figure is not the sum of those of the areas below. `uid` names the versions of the areas; `why` is a code of
`query.Why`, or "too_large" where a sum does not fit 64 bits."""


@dataclass
class Tables:
    """Tables beside the segments in the making, each as Parquet, and as CSV too where it is meant to be read."""

    folder: Path
    counts: dict[str, int] = field(default_factory=dict)
    _open: dict[str, pq.ParquetWriter] = field(default_factory=dict)

    def begin(self, name: str) -> None:
        """Begin a table, which may stay empty."""
        self._open[name] = pq.ParquetWriter(self.folder / f"{name}.parquet", SCHEMAS[name], compression="zstd")
        self.counts[name] = 0

    def add(self, name: str, rows: pa.Table) -> None:
        """Add rows to a table."""
        if len(rows):
            self._open[name].write_table(rows)
            self.counts[name] += len(rows)

    def close(self) -> None:
        """Finish all tables."""
        for writer in self._open.values():
            writer.close()
        if DIFFERENCES in self._open:
            _as_csv(self.folder / f"{DIFFERENCES}.parquet")


def _as_csv(path: Path) -> None:
    with pq.ParquetFile(path) as file, pyarrow.csv.CSVWriter(path.with_suffix(".csv"), file.schema_arrow) as writer:
        for batch in file.iter_batches():
            writer.write_batch(batch)


class Result:
    """The result of a work in the making."""

    def __init__(self, run: Run, folder: Path) -> None:
        self._run, self._folder = run, folder
        self.tables = Tables(folder)
        self._years: dict[int, YearFiles] = {}
        for name in _tables_of(run.order.work):
            self.tables.begin(name)

    def add(self, year: int, parts: Sequence[Path]) -> int:
        """Take over what was worked out of a year; gives how many figures it has."""
        scales = self._run.scales(year)
        if self._run.order.work is Work.CHECK:
            for table in _chunks(parts):
                self.tables.add(DIFFERENCES, self._differences(table, scales))
            return 0
        newest, superseded = self._folder / f"{year}-newest.parquet", self._folder / f"{year}-superseded.parquet"
        with pq.ParquetWriter(newest, NEWEST, compression="zstd") as writer:
            for table in _chunks(parts):
                writer.write_table(self._told(table, scales))
        pq.write_table(SUPERSEDED.empty_table(), superseded)
        slabs = writing.write(self._folder, f"{year}-slabs", newest, superseded, self.dictionaries, self._level, scales)
        count = int(pq.read_metadata(newest).num_rows)
        self._years[year] = YearFiles(meta_of(newest, count), meta_of(superseded), slabs, scales)
        return count

    def finish(self) -> Manifest | None:
        """Finish the tables and name the segments in a manifest; a check brings none about."""
        self.tables.close()
        if self._run.order.work is Work.CHECK:
            return None
        held = self._run.held.manifest
        name = blake2b(f"{held.log} {held.generation} {self._run.order}".encode(), digest_size=16).hexdigest()
        made = Manifest(1, held.watermark, name, self.dictionaries, self._years)
        manifests.write(self._folder, made)
        return made

    @property
    def dictionaries(self) -> Dictionaries:
        """What the numbers in the result stand for."""
        known = self._run.held.manifest.dictionaries
        if self._run.order.work is Work.VINTAGE:
            return known
        series = tuple(Series(*one) for one in self._run.numbers.subjects)
        return Dictionaries(series, tuple(self._run.numbers.uids), known.periods)

    def _level(self, uid: str) -> int:
        return self._run.world.register.units[uid].level

    def _told(self, table: pa.Table, scales: dict[str, int]) -> pa.Table:
        """The rows of segments; those that are none go into the tables beside them."""
        if self._run.order.work is not Work.VINTAGE:
            alone = pc.greater_equal(table["unit"], 0)
            told = pc.equal(table["why"], "")
            self.tables.add(UNTOLD, self._words(table.filter(pc.invert(told)), UNTOLD, {}))
            if TOGETHER in self.tables.counts:
                together = table.filter(pc.and_(told, pc.invert(alone)))
                values = {"value": self._decimals(together, "value", scales)}
                self.tables.add(TOGETHER, self._words(together, TOGETHER, values))
            table = table.filter(pc.and_(told, alone))
            table = table.append_column("row", pa.array(np.zeros(len(table), dtype=np.int64)))
        return table.select(NEWEST.names).cast(NEWEST)

    def _differences(self, table: pa.Table, scales: dict[str, int]) -> pa.Table:
        values = {name: self._decimals(table, of, scales)
                  for name, of in (("value", "value"), ("sum", "total"), ("difference", "difference"))}  # fmt: skip
        return self._words(table, DIFFERENCES, values)

    def _words(self, table: pa.Table, name: str, given: dict[str, pa.Array]) -> pa.Table:
        known, columns = self.dictionaries, dict(given)
        for place, word in enumerate(("indicator", "breakdown", "scenario")):
            columns[word] = pa.array([one[place] for one in known.series], pa.string()).take(table["series"])
        columns["period"] = pa.array(known.periods, pa.string()).take(table["period"])
        columns["area"], columns["uid"] = self._areas(table["unit"])
        schema = SCHEMAS[name]
        return pa.table([columns.get(one) if one in columns else table[one] for one in schema.names], schema=schema)

    def _areas(self, places: pa.ChunkedArray) -> tuple[pa.Array, pa.Array]:
        """The codes and uids of units, those of groups joined."""
        units = self._run.world.register.units
        members = {place: targets for targets, place in self._run.groups.items()}
        different = pc.unique(places).to_pylist()
        uids = {one: members.get(one) or (self._run.numbers.uids[one],) for one in different}
        where = pc.index_in(places, pa.array(different, pa.int32()))
        codes = pa.array([joined(units[uid].code for uid in uids[one]) for one in different], pa.string())
        return codes.take(where), pa.array(["+".join(uids[one]) for one in different], pa.string()).take(where)

    def _decimals(self, table: pa.Table, name: str, scales: dict[str, int]) -> pa.Array:
        of_series = [scales.get(one.indicator, 0) for one in self.dictionaries.series]
        steps = zip(table[name].to_pylist(), table["series"].to_pylist(), strict=True)
        return pa.array([Decimal(value).scaleb(-of_series[series]) for value, series in steps], _DECIMAL)


def _tables_of(work: Work) -> list[str]:
    return {Work.CHECK: [DIFFERENCES], Work.VINTAGE: [], Work.ROLL_UP: [UNTOLD]}.get(work, [UNTOLD, TOGETHER])


def _chunks(parts: Sequence[Path]) -> Iterator[pa.Table]:
    for path in parts:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(1 << 18):
                yield pa.Table.from_batches([batch])
