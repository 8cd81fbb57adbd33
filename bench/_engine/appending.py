"""Work (f): newer figures of keys that exist, for the log and for rivals, and how long they take to count."""

import statistics
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from bench._engine.drawing import ROWS_A_YEAR, Rows
from bench._engine.measuring import timed
from bench._engine.nation import LAST_YEAR, Ints, Nation
from bench._engine.ours import Ours
from bench._engine.rival_postgres import copied
from bench._engine.stored import Stored
from bench._engine.tables import decimals, plain
from quarterdeck.engine.facts import micros

MILLION = 1_000_000
MOMENT = datetime(2026, 12, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Appended:
    """How many rows there were and how long it took, in milliseconds: COPY into a table like the log without indexes,
    into one with its indexes, into the log; the first dashboard after it, and the next one."""

    rows: int
    plain: float
    indexed: float
    log: float
    first: float
    second: float


def newer(nation: Nation, folder: Path, batch: int) -> Rows:
    """A hundredth part more than is known, for a million keys of the last two years, or half of them."""
    paths = [folder / f"{year}-newest.parquet" for year in (LAST_YEAR - 1, LAST_YEAR)]
    table = pa.concat_tables(pq.read_table(path) for path in paths)
    count = min(MILLION, len(table) // 2)
    table = table.take(np.linspace(0, len(table) - 1, count).astype(np.int64)).combine_chunks()
    value = table["value"].fill_null(0).to_numpy()
    columns = (table[name].to_numpy().astype(np.int64) for name in ("series", "unit", "period"))
    last = (nation.size.years + 1) * ROWS_A_YEAR + batch * MILLION
    return Rows(
        *columns, value + value // 100, np.zeros(count, dtype=np.bool_), table["mark"].to_numpy().astype(np.int64),
        np.full(count, batch), last + np.arange(count), np.full(count, -1),
    )  # fmt: skip


def plain_of(nation: Nation, rows: Rows) -> pa.Table:
    """The same rows as rivals take them in."""
    table = plain(nation, rows.series, rows.unit, rows.period, pa.array(rows.value), pa.array(rows.batch, pa.int32()))
    known = pa.array(np.full(len(rows.row), micros(MOMENT)), pa.timestamp("us"))
    return table.set_column(table.schema.get_field_index("known"), "known", known)


def stored_of(nation: Nation, rows: Rows) -> pa.Table:
    """The same rows as the store's log has them."""
    count, series = len(rows.row), nation.series

    def named(words: list[str], numbers: Ints) -> pa.Array:
        return pa.array(words, pa.string()).take(pa.array(numbers))

    unit = next(iter(nation.measures.values())).unit
    same = {"regime": "", "unit": unit, "status": "P", "origin": "reported", "qualifier": "exact", "direction": "",
            "source_words": "", "reason": ""}  # fmt: skip
    columns = {
        "indicator_id": pa.array(np.array([int(one.indicator[1:]) + 1 for one in series])[rows.series]),
        "area_id": pa.array(rows.unit + 1),
        "period": named(list(nation.dictionaries.periods), rows.period),
        "breakdown": named([one.breakdown for one in series], rows.series),
        "scenario": named([one.scenario for one in series], rows.series),
        "value": decimals(rows.value, rows.empty),
        "batch_id": pa.array(rows.batch),
        **{name: pa.array([word]).take(pa.array(np.zeros(count, dtype=np.int64))) for name, word in same.items()},
    }
    return pa.table(columns)


def measured(nation: Nation, folder: Path, stored: Stored, ours: Ours, rounds: int) -> Appended:
    """Append, ask, and take back, several times; the last append stays."""
    found: list[tuple[float, ...]] = []
    last = int(nation.batches.numbers[-1])
    for turn in range(1, rounds + 1):
        table = stored_of(nation, newer(nation, folder, last + turn))
        stored.empty()
        tables = (stored.plain, stored.indexed)
        one = [timed(lambda name=name, table=table: copied(stored.base, name, table)) for name in tables]
        one.append(timed(lambda table=table, turn=turn: _append(stored, table, last + turn)))
        found.append((*one, timed(lambda: ours.a(0)), timed(lambda: ours.a(0))))
    return Appended(len(table), *(statistics.median(one) for one in zip(*found, strict=True)))


def _append(stored: Stored, table: pa.Table, batch: int) -> None:
    with stored.base.transaction():
        stored.begin_batch(batch, MOMENT + timedelta(seconds=batch))
        copied(stored.base, "figures_observation", table)
