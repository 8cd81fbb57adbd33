"""The nation that the bench draws, and that every engine answers its works alike; on some twenty thousand rows."""

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bench._engine.appending import MOMENT, newer, plain_of
from bench._engine.comparing import Rival, agreed, same_dashboards, same_restated
from bench._engine.drawing import Rows, drawn
from bench._engine.logs import StillLog
from bench._engine.making import made
from bench._engine.nation import COMMUNE, TURN, Nation, size_of
from bench._engine.ours import Ours
from bench._engine.rival_duckdb import DuckDB
from bench._engine.rival_pandas import Pandas
from bench._engine.rival_postgres import Postgres
from bench._engine.server import Server, has_server
from bench._engine.tables import facts, joined, plain_from_log, plain_from_segments
from bench._engine.works import Asked, differences
from quarterdeck.engine.facts import micros
from quarterdeck.engine.segments.compaction import compact
from quarterdeck.engine.segments.layout import Manifest
from quarterdeck.engine.slabs import writing

NATION = Nation(size_of(20_000), seed=7)
ASKED = Asked(NATION)


@pytest.fixture(scope="module")
def segments(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Manifest]:
    folder = tmp_path_factory.mktemp("bench") / "segments"
    return folder, made(NATION, folder, folder.parent / "log")


@pytest.fixture(scope="module")
def rivals(segments: tuple[Path, Manifest], tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Rival]]:
    folder = tmp_path_factory.mktemp("rivals")
    server = Server(folder, 64) if has_server() else None
    log = segments[0].parent / "log"
    found: list[Rival] = [
        Pandas(ASKED, plain_from_log(NATION, log)),
        DuckDB(ASKED, folder, plain_from_log(NATION, log)),
    ]
    if server:
        found.append(Postgres(ASKED, server.address, plain_from_log(NATION, log)))
    yield found
    for one in found:
        one.close()
    if server:
        server.close()


def drawn_years(nation: Nation) -> tuple[Rows, Rows]:
    pairs = [pair for year in nation.years for pair in drawn(nation, year)]
    return joined([one for one, _ in pairs]), joined([one for _, one in pairs])


def sorted_rows(table: pa.Table) -> list[tuple[object, ...]]:
    columns = ("series", "unit", "period", "batch", "value", "mark", "row", "superseded_by")
    names = [name for name in columns if name in table.column_names]
    return sorted(zip(*(table[name].to_pylist() for name in names), strict=True), key=str)


def test_one_seed_draws_the_same_figures_and_another_seed_others() -> None:
    first, second = drawn_years(NATION), drawn_years(Nation(NATION.size, seed=7))
    for mine, again in zip(first, second, strict=True):
        assert all(np.array_equal(getattr(mine, one.name), getattr(again, one.name)) for one in fields(Rows))
    other, _ = drawn_years(Nation(NATION.size, seed=8))
    assert not np.array_equal(first[0].value[:1000], other.value[:1000])


def test_the_full_size_has_the_areas_and_series_of_a_nation() -> None:
    nation = Nation(size_of(100_000_000), seed=1)
    levels = np.bincount(nation.levels[nation.alive(2025)])
    retired = [one for one in nation.units if one.valid_to is not None]
    split = [one for one in nation.successions if one[2] != 1]
    assert levels.tolist() == [1, 34, 340, 3321]
    assert len(retired) == 900
    assert 0.35 < len(split) / 2 / 900 < 0.45
    assert len([one for one in nation.series if one.scenario == "actual"]) == 366
    assert len(nation.measures) == 250
    assert len(nation.batches.numbers) > 4000


def test_the_register_is_sound_and_every_commune_of_today_is_told_by_the_crosswalk() -> None:
    today = {one.uid for one in NATION.register.state(TURN, COMMUNE)}
    assert {one.target for one in ASKED.walk.pairs} == today
    assert all(sum(pair.share or 0 for pair in pairs) == 1 for pairs in ASKED.walk.of.values())
    assert NATION.successions


def test_the_newest_row_of_a_key_is_the_last_in_the_order_of_batches_and_each_says_what_replaced_it() -> None:
    newest, older = drawn_years(NATION)
    order = NATION.batches.order()
    keys = list(zip(newest.series.tolist(), newest.unit.tolist(), newest.period.tolist(), strict=True))
    held = dict(zip(keys, newest.batch.tolist(), strict=True))
    assert len(held) == len(keys)
    assert keys == sorted(keys, key=lambda key: (key[2] // 13, key))
    chains: dict[tuple[int, ...], list[tuple[int, int]]] = {}
    told = zip(*(one.tolist() for one in (older.series, older.unit, older.period, older.batch, older.by)), strict=True)
    for *key, batch, by in told:
        chains.setdefault(tuple(key), []).append((batch, by))
    assert 0.08 < len(older.row) / len(newest.row) < 0.14
    assert any(len(chain) == 2 for chain in chains.values())
    for key, chain in chains.items():
        assert [by for _, by in chain] == [*(batch for batch, _ in chain[1:]), held[key]]
        assert all(order[batch] < order[by] for batch, by in chain)


def test_the_log_tells_the_same_rows_as_the_segments(segments: tuple[Path, Manifest]) -> None:
    keys = [(name, "ascending") for name in ("indicator", "breakdown", "scenario", "area", "period", "known")]
    log = pa.concat_tables(plain_from_log(NATION, segments[0].parent / "log")).sort_by(keys)
    assert log.num_rows > 20_000
    assert log.equals(pa.concat_tables(plain_from_segments(NATION, segments[0])).sort_by(keys))


def test_compacting_the_log_makes_the_segments_that_were_generated(
    segments: tuple[Path, Manifest], tmp_path: Path
) -> None:
    folder, manifest = segments
    log = StillLog(NATION, [pq.read_table(path) for path in sorted((folder.parent / "log").glob("*.parquet"))])
    units = NATION.register.units
    compacted = compact(tmp_path, log, slabs=writing.write, level_of=lambda uid: units[uid].level)
    assert compacted.watermark == manifest.watermark
    for year, files in manifest.years.items():
        for name in ("newest", "superseded"):
            generated = named(pq.read_table(folder / getattr(files, name).name), manifest)
            again = named(pq.read_table(tmp_path / getattr(compacted.years[year], name).name), compacted)
            assert sorted_rows(generated) == sorted_rows(again)


def named(table: pa.Table, manifest: Manifest) -> pa.Table:
    """A segment with words in place of the numbers of its dictionaries."""
    known = manifest.dictionaries
    for place, (name, words) in enumerate(
        (("series", ["/".join(one) for one in known.series]), ("unit", known.units), ("period", known.periods))
    ):
        table = table.set_column(place, name, pa.array(list(words)).take(table[name]))
    return table


def test_rivals_answer_every_work_alike(rivals: list[Rival]) -> None:
    first, *others = rivals
    for other in others:
        for province in range(NATION.size.provinces):
            assert differences(first.dashboard(first.a(province)), other.dashboard(other.a(province))) == []
        for work in "bce":
            assert getattr(first, work)() == getattr(other, work)()
        same_restated(first.d(), other.d(), other.name)
    assert first.d().divided > 0
    assert first.e()[""][1] > 0


def test_ours_answers_every_work_like_the_rivals(segments: tuple[Path, Manifest], rivals: list[Rival]) -> None:
    ours = Ours(ASKED, segments[0], StillLog(NATION))
    assert len(agreed(ASKED, ours, rivals)) == 5


def test_what_is_appended_counts_in_the_next_dashboard(segments: tuple[Path, Manifest], tmp_path: Path) -> None:
    log = StillLog(NATION)
    ours = Ours(ASKED, segments[0], log)
    tables = pa.concat_tables(plain_from_log(NATION, segments[0].parent / "log"))
    rivals: list[Rival] = [DuckDB(ASKED, tmp_path, iter([tables])), Pandas(ASKED, iter([tables]))]
    before = ours.dashboard(ours.a(0))
    rows = newer(NATION, segments[0], int(NATION.batches.numbers[-1]) + 1)
    log.append_table(MOMENT, facts(NATION, rows))
    for rival in rivals:
        rival.append(plain_of(NATION, rows))
    assert differences(before, ours.dashboard(ours.a(0))) != []
    assert same_dashboards(ASKED, ours, rivals, [0, 1]) > 0
    assert max(NATION.batches.moments) < micros(MOMENT)
    for rival in rivals:
        rival.close()
