"""The nation's figures written to disk: segments as the engine has them, and up to ten million rows also a log."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import pyarrow.parquet as pq

from bench._engine.drawing import Rows, drawn
from bench._engine.nation import Nation
from bench._engine.tables import facts, joined, segment
from quarterdeck.engine.segments import manifest as manifests
from quarterdeck.engine.segments.checksums import meta_of
from quarterdeck.engine.segments.layout import NEWEST, SUPERSEDED, Manifest, YearFiles
from quarterdeck.engine.slabs import writing

INDICATORS_AT_ONCE = 25
LOG_NAME = "bench"


def made(nation: Nation, folder: Path, log: Path | None = None) -> Manifest:
    """Write segments into `folder` with two processes, and name them in a manifest; the log goes into another."""
    for one in (folder, log or folder):
        one.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(2, mp_context=get_context("forkserver")) as processes:
        found = processes.map(_year, *zip(*((nation, folder, year, log) for year in nation.years), strict=True))
        years = dict(zip(nation.years, found, strict=True))
    manifest = Manifest(1, int(nation.batches.numbers[-1]), LOG_NAME, nation.dictionaries, years)
    manifests.write(folder, manifest)
    return manifest


def _year(nation: Nation, folder: Path, year: int, log: Path | None) -> YearFiles:
    newest, older = folder / f"{year}-newest.parquet", folder / f"{year}-superseded.parquet"
    everything: list[Rows] = []
    counts = [0, 0]
    with (
        pq.ParquetWriter(newest, NEWEST, compression="zstd", compression_level=1) as first,
        pq.ParquetWriter(older, SUPERSEDED, compression="zstd", compression_level=1) as second,
    ):
        for now, then in _several(nation, year):
            first.write_table(segment(now, False))
            second.write_table(segment(then, True))
            counts = [counts[0] + len(now.row), counts[1] + len(then.row)]
            everything += [now, then] if log else []
    if log:
        pq.write_table(facts(nation, joined(everything)), log / f"log-{year}.parquet", compression="zstd")
    levels = {one.uid: one.level for one in nation.units}
    scales = {code: one.decimals for code, one in nation.measures.items()}
    slabs = writing.write(folder, f"{year}-slabs", newest, older, nation.dictionaries, levels.__getitem__, scales)
    return YearFiles(meta_of(newest, counts[0]), meta_of(older, counts[1]), slabs, scales)


def _several(nation: Nation, year: int) -> Iterator[tuple[Rows, Rows]]:
    rows = drawn(nation, year)
    while some := list(islice(rows, INDICATORS_AT_ONCE)):
        yield joined([one for one, _ in some]), joined([one for _, one in some])
