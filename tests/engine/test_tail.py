"""What is accepted is seen by the next question, in every process; what the segments have is not read twice."""

import logging
from collections.abc import Collection
from datetime import UTC, datetime
from decimal import Decimal
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quarterdeck.engine.facts import FACTS
from quarterdeck.engine.segments import damage, manifest
from quarterdeck.engine.segments.compaction import compact
from quarterdeck.engine.segments.layout import Manifest
from quarterdeck.engine.segments.memory_log import MemoryLog, Told
from quarterdeck.engine.segments.reading import current, tail
from tests.engine.logs import HOW, INDICATORS, PERIODS, START, UNITS, Key, append, batches, facts_of, in_segments

Filter = Collection[str] | None


def matching(found: set[tuple[Key, int]], indicators: Filter, units: Filter, periods: Filter) -> set[tuple[Key, int]]:
    """Those that a question is about."""
    filters = ((0, indicators), (4, units), (5, periods))
    return {one for one in found if all(among is None or one[0][place] in among for place, among in filters)}


def some(of: tuple[str, ...]) -> st.SearchStrategy[Filter]:
    """No filter, or one with a name that nothing has."""
    return st.none() | st.lists(st.sampled_from((*of, "NOTHING" if "2023" not in of else "1999")), unique=True)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(batches(), st.integers(0, 8), st.sets(st.sampled_from((2023, 2024, 2025))), some(INDICATORS), some(UNITS),
       some(PERIODS))  # fmt: skip
def test_segments_and_tail_together_are_the_log_for_every_question(
    drawn: list, compacted: int, damaged: set[int], indicators: Filter, units: Filter, periods: Filter
) -> None:
    with TemporaryDirectory() as name:
        folder, log = Path(name), MemoryLog()
        for number, one in enumerate(drawn):
            append(log, one)
            if number + 1 == compacted:
                held = compact(folder, log, **HOW)
                damage.distrust(folder, *(held.years[year].newest.name for year in damaged & held.years.keys()))
        held = current(folder, log)
        told = {(key, row.row) for key, rows in in_segments(folder, held).items() for row in rows}
        found = list(facts_of(tail(log, held, indicators=indicators, units=units, periods=periods)))
        live = {(key, row.row) for key, row in found}
        assert len(live) == len(found)
        assert not live & told
        whole = {(key, row.row) for one in log.facts() for key, row in facts_of(pa.Table.from_batches([one]))}
        assert live | matching(told, indicators, units, periods) == matching(whole, indicators, units, periods)


def test_the_tail_of_nothing_has_the_columns_of_facts(tmp_path: Path) -> None:
    found = tail(MemoryLog(), Manifest())
    assert found.schema == FACTS
    assert len(found) == 0


def test_the_manifest_stays_the_same_object_until_it_changes(tmp_path: Path) -> None:
    log = MemoryLog()
    log.append(START, [Told("RATE", UNITS[0], "2024", Decimal(1))])
    assert current(tmp_path, log) is current(tmp_path, log)
    compact(tmp_path, log, **HOW)
    first = current(tmp_path, log)
    assert current(tmp_path, log) is first
    log.append(START, [Told("RATE", UNITS[0], "2024", Decimal(2))])
    assert current(tmp_path, log) is first
    compact(tmp_path, log, **HOW)
    assert current(tmp_path, log) is not first


def read_when_asked(folder: str, asked: Connection) -> None:
    """Another process that reads which state counts, as often as it is asked."""
    while log := asked.recv():
        held = current(Path(folder), log)
        asked.send((held.generation, held.watermark, tail(log, held).num_rows, held.damaged))


def test_another_process_sees_each_new_state_at_once(tmp_path: Path) -> None:
    here, there = Pipe()
    child = get_context("forkserver").Process(target=read_when_asked, args=(str(tmp_path), there), daemon=True)
    child.start()
    log = MemoryLog()
    log.append(START, [Told("RATE", UNITS[0], "2024", Decimal(1))])

    def seen() -> tuple[int, int, int, tuple[int, ...]]:
        here.send(log)
        told: tuple[int, int, int, tuple[int, ...]] = here.recv()
        return told

    assert seen() == (0, 0, 1, ())
    compact(tmp_path, log, **HOW)
    assert seen() == (1, 1, 0, ())
    log.append(START, [Told("RATE", UNITS[0], "2024", Decimal(2))])
    assert seen() == (1, 1, 1, ())
    held = compact(tmp_path, log, **HOW)
    assert seen() == (2, 2, 0, ())
    damage.distrust(tmp_path, held.years[2024].newest.name)
    assert seen() == (2, 2, 2, (2024,))
    (tmp_path / manifest.NAME).unlink()
    assert seen() == (0, 0, 2, ())
    here.send(None)
    child.join()


@pytest.mark.parametrize("content", [b"", b"{", b"7"])
def test_an_unreadable_list_of_damaged_files_is_told_and_does_no_harm(
    tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    log = MemoryLog()
    log.append(START, [Told("RATE", UNITS[0], "2024", Decimal(1))])
    held = compact(tmp_path, log, **HOW)
    (tmp_path / damage.NAME).write_bytes(content)
    with caplog.at_level(logging.WARNING):
        assert current(tmp_path, log) == held
    assert damage.NAME in caplog.text


def many(years: range, rows_each: int) -> MemoryLog:
    """So many rows in each year: two of each key."""
    log = MemoryLog()
    for batch in (1, 2):
        numbers = np.arange(rows_each // 2)
        for year in years:
            table = pa.table(
                {
                    "row": numbers + (year * 10 + batch) * rows_each,
                    "indicator": np.char.add("IND_", (numbers % 50).astype(str)),
                    "unit": np.char.add("C", (numbers // 50 // 12).astype(str)),
                    "period": [f"{year}-M{month:02}" for month in (numbers // 50 % 12 + 1).tolist()],
                    "breakdown": [""] * len(numbers),
                    "scenario": ["actual"] * len(numbers),
                    "regime": [""] * len(numbers),
                    "value": [Decimal(batch)] * len(numbers),
                    "mark": numbers * 0,
                    "batch": numbers * 0 + batch,
                }
            )
            log.append_table(datetime(2030, 1, batch, tzinfo=UTC), table.cast(FACTS))
    return log


def test_duckdb_reads_no_more_rows_than_the_files_and_years_that_were_named(tmp_path: Path) -> None:
    """A version of DuckDB that drops a filter in a large window query must not be used."""
    years, each = range(2021, 2025), 60_000
    held = compact(tmp_path, many(years, each), **HOW)
    base = duckdb.connect(config={"threads": 2})
    files = {
        year: [str(tmp_path / one.name) for one in (held.years[year].newest, held.years[year].superseded)]
        for year in years
    }
    for year in years:
        hive = tmp_path / f"hive/year={year}"
        hive.mkdir(parents=True)
        for name in files[year]:
            (hive / Path(name).name).hardlink_to(name)
    window = (
        "SELECT count(*), count(*) FILTER (place = 1), min(period), max(period) FROM (SELECT *, row_number() OVER "
        "(PARTITION BY series, unit, period ORDER BY batch DESC) AS place FROM {source} WHERE {condition})"
    )
    named = f"read_parquet({[name for both in files.values() for name in both]}, union_by_name = true)"
    for year in years:
        periods = [place for place, code in enumerate(held.dictionaries.periods) if code.startswith(str(year))]
        expected = [(each, each // 2, min(periods), max(periods))]
        by_file = f"read_parquet({files[year]}, union_by_name = true)"
        assert base.execute(window.format(source=by_file, condition="true")).fetchall() == expected
        within = f"period IN ({', '.join(map(str, periods))})"
        assert base.execute(window.format(source=named, condition=within)).fetchall() == expected
        hive = f"read_parquet('{tmp_path}/hive/*/*.parquet', hive_partitioning = true, union_by_name = true)"
        assert base.execute(window.format(source=hive, condition=f"year = {year}")).fetchall() == expected
