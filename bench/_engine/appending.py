"""Work (f): newer figures of keys that exist, for the log and for rivals, and how long they take to count."""

import statistics
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import psycopg
import pyarrow as pa
import pyarrow.parquet as pq

from bench._engine.drawing import ROWS_A_YEAR, Rows
from bench._engine.logs import PostgresLog
from bench._engine.measuring import timed
from bench._engine.nation import LAST_YEAR, Nation
from bench._engine.ours import Ours
from bench._engine.rival_postgres import copied
from bench._engine.tables import facts, plain
from quarterdeck.engine.facts import micros

MILLION = 1_000_000
MOMENT = datetime(2026, 12, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Appended:
    """How long it took, in milliseconds: COPY into a table without any index, COPY into the log with its indexes, the
    first dashboard after it, the next one; and how many rows there were."""

    rows: int
    bare: float
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


def measured(nation: Nation, folder: Path, log: PostgresLog, ours: Ours, rounds: int) -> Appended:
    """Append, ask, and take back, several times; the last append stays."""
    found: list[tuple[float, ...]] = []
    last = int(nation.batches.numbers[-1])
    for turn in range(1, rounds + 1):
        table = facts(nation, newer(nation, folder, last + turn))
        log.base.execute("truncate bare; truncate log")
        bare = timed(lambda table=table: copied(log.base, "bare", table))
        into = timed(lambda table=table, turn=turn: _append(log.base, table, last + turn))
        found.append((bare, into, timed(lambda: ours.a(0)), timed(lambda: ours.a(0))))
    return Appended(len(table), *(statistics.median(one) for one in zip(*found, strict=True)))


def _append(base: psycopg.Connection, table: pa.Table, batch: int) -> None:
    with base.transaction():
        copied(base, "log", table)
        moment = micros(MOMENT + timedelta(seconds=batch))
        base.execute("insert into batch values (%s, %s)", (batch, moment))
