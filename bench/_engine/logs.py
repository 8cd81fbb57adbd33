"""The log that stands behind the engine in the bench: a table of PostgreSQL with the columns and keys of the log.

The segments hold the generated rows and the log names the same batches; its table holds only what is appended.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

import numpy as np
import psycopg
import pyarrow as pa

from bench._engine.making import LOG_NAME
from bench._engine.nation import Nation
from quarterdeck.engine.facts import FACTS, Batches
from quarterdeck.engine.segments.memory_log import MemoryLog

COLUMNS = """(row bigint, indicator text not null, unit text not null, period text not null, breakdown text not null,
  scenario text not null, regime text not null, value numeric(28, 8), mark smallint not null, batch int not null)"""
TABLES = f"""
create table log {COLUMNS};
create table bare {COLUMNS};
create index log_key on log (indicator, unit, period);
create unique index log_once on log (batch, indicator, unit, period, breakdown, scenario, regime);
create table batch (number int primary key, moment bigint not null);
"""


class StillLog(MemoryLog):
    """The log of the nation in memory: its batches, and what rows it is given."""

    def __init__(self, nation: Nation, tables: Iterable[pa.Table] = ()) -> None:
        super().__init__()
        self._tables += tables
        known = nation.batches
        self._moments = dict(zip(known.numbers.tolist(), known.moments.tolist(), strict=True))

    def log_name(self, upto: int) -> str:
        """The name that the segments were made under."""
        return LOG_NAME if upto else ""


class PostgresLog:
    """A `LogReader` over PostgreSQL."""

    def __init__(self, nation: Nation, address: str) -> None:
        self.base = psycopg.connect(address, autocommit=True)
        self.base.execute(TABLES)
        self._known = nation.batches
        pairs = zip(nation.batches.numbers.tolist(), nation.batches.moments.tolist(), strict=True)
        with self.base.cursor() as cursor, cursor.copy("copy batch from stdin") as copy:
            for pair in pairs:
                copy.write_row(pair)
        self.base.execute("analyze")

    def batches(self, after: int = 0) -> Batches:
        """Every batch after a number."""
        last = int(self._known.numbers[-1])
        rows = self.base.execute(
            "select number, moment from batch where number > %s order by number", (last,), prepare=True
        ).fetchall()
        if rows:
            more = np.array(rows, dtype=np.int64)
            self._known = Batches(
                np.concatenate([self._known.numbers, more[:, 0].astype(np.int32)]),
                np.concatenate([self._known.moments, more[:, 1]]),
            )
        later = self._known.numbers > after
        return Batches(self._known.numbers[later], self._known.moments[later])

    def facts(
        self, *, after: int = 0, upto: int | None = None, indicators: Collection[str] | None = None,
        units: Collection[str] | None = None, periods: Collection[str] | None = None,
    ) -> Iterator[pa.RecordBatch]:  # fmt: skip
        """The rows of batches in (after, upto] that match."""
        asked: dict[str, object] = {"after": after}
        wanted = ["batch > %(after)s"]
        if upto is not None:
            asked["upto"] = upto
            wanted.append("batch <= %(upto)s")
        for name, among in (("indicator", indicators), ("unit", units), ("period", periods)):
            if among is not None:
                asked[name] = list(among)
                wanted.append(f"{name} = any(%({name})s)")
        rows = self.base.execute(f"select * from log where {' and '.join(wanted)}", asked, prepare=True).fetchall()
        if rows:
            arrays = [
                pa.array(column, field.type) for column, field in zip(zip(*rows, strict=True), FACTS, strict=True)
            ]
            yield pa.RecordBatch.from_arrays(arrays, schema=FACTS)

    @contextmanager
    def held(self) -> Iterator[int]:
        """The number of the last batch: nobody else writes here."""
        found = self.base.execute("select max(number) from batch").fetchone()
        yield int(found[0]) if found else 0

    def count(self, *, after: int = 0, upto: int | None = None) -> int:
        """How many rows the batches in (after, upto] have."""
        found = self.base.execute(
            "select count(*) from log where batch > %s and batch <= %s", (after, upto or 2**31 - 1)
        )
        return int((found.fetchone() or (0,))[0])

    def log_name(self, upto: int) -> str:
        """The name that the segments were made under."""
        return LOG_NAME if upto else ""
