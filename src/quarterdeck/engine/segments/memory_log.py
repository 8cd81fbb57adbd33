"""A log that is held in memory: for notebooks, for tests, and for whoever has figures but no store."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from quarterdeck.engine.facts import FACTS, Batches, Mark, micros

CHUNK = 50_000
ENDS = 500


class Told(NamedTuple):
    """A figure to append. `unit` is the uid of a version of an area."""

    indicator: str
    unit: str
    period: str
    value: Decimal | None
    breakdown: str = ""
    scenario: str = "actual"
    regime: str = ""
    mark: Mark = Mark()


class MemoryLog:
    """A `LogReader` over rows in memory, to which batches can be appended.

    >>> from datetime import UTC
    >>> log = MemoryLog()
    >>> log.append(datetime(2024, 4, 1, tzinfo=UTC), [Told("REVENUE", "P@2010-01-01", "2024-Q1", Decimal("250.5"))])
    1
    >>> log.count()
    1
    """

    def __init__(self) -> None:
        self._moments: dict[int, int] = {}
        self._tables: list[pa.Table] = []
        self._rows = 0
        self._contents: dict[int, str] = {}

    def append(self, at: datetime, rows: Iterable[Told], number: int | None = None) -> int:
        """Append a batch that is known since `at`; gives its number, the next one unless it is told."""
        number = max(self._moments, default=0) + 1 if number is None else number
        told = list(rows)
        columns = {name: [getattr(one, name) for one in told] for name in Told._fields if name != "mark"}
        columns["mark"] = [one.mark.packed for one in told]
        columns["batch"] = [number] * len(told)
        columns["row"] = list(range(self._rows + 1, self._rows + 1 + len(told)))
        self.append_table(at, pa.table({one.name: pa.array(columns[one.name], one.type) for one in FACTS}, FACTS))
        self._moments[number] = micros(at)
        return number

    def append_table(self, at: datetime, table: pa.Table) -> None:
        """Append rows of the schema `FACTS`, whose batches are all known since `at`."""
        self._moments.update((int(one), micros(at)) for one in pc.unique(table["batch"]).to_pylist())
        self._tables.append(table)
        self._contents.clear()
        self._rows += len(table)

    def batches(self, after: int = 0) -> Batches:
        """Every batch after a number."""
        numbers = sorted(number for number in self._moments if number > after)
        moments = [self._moments[number] for number in numbers]
        return Batches(np.array(numbers, dtype=np.int32), np.array(moments, dtype=np.int64))

    def facts(
        self, *, after: int = 0, upto: int | None = None, indicators: Collection[str] | None = None,
        units: Collection[str] | None = None, periods: Collection[str] | None = None,
    ) -> Iterator[pa.RecordBatch]:  # fmt: skip
        """The rows of batches in (after, upto] that match."""
        for table in list(self._tables):
            wanted = pc.greater(table["batch"], after)
            if upto is not None:
                wanted = pc.and_(wanted, pc.less_equal(table["batch"], upto))
            for name, among in (("indicator", indicators), ("unit", units), ("period", periods)):
                if among is not None:
                    wanted = pc.and_(wanted, pc.is_in(table[name], pa.array(list(among), pa.string())))
            yield from (one for one in table.filter(wanted).to_batches(CHUNK) if one.num_rows)

    def state(self) -> tuple[int, int]:
        """Another after every batch and table that is appended."""
        return len(self._tables), len(self._moments)

    @contextmanager
    def held(self) -> Iterator[int]:
        """The number of the last batch: nobody else writes here."""
        yield max(self._moments, default=0)

    def count(self, *, after: int = 0, upto: int | None = None) -> int:
        """How many rows the batches in (after, upto] have."""
        return sum(one.num_rows for one in self.facts(after=after, upto=upto))

    def log_name(self, upto: int) -> str:
        """A digest of the first batch and of the last one up to `upto`, and of rows of them."""
        numbers = sorted(number for number in self._moments if number <= upto)
        if not numbers:
            return ""
        told = ";".join(
            f"{number} {self._moments[number]} {self._content(number)}" for number in (numbers[0], numbers[-1])
        )
        return blake2b(told.encode(), digest_size=16).hexdigest()

    def _content(self, number: int) -> str:
        """How many rows a batch has, and a digest of those at either end."""
        if number not in self._contents:
            parts = [one.filter(pc.equal(one["batch"], number)) for one in list(self._tables)]
            rows = pa.concat_tables([FACTS.empty_table(), *parts]).sort_by("row")
            ends = rows.slice(0, ENDS).to_pylist(), rows.slice(max(0, len(rows) - ENDS)).to_pylist()
            self._contents[number] = blake2b(repr((len(rows), ends)).encode(), digest_size=16).hexdigest()
        return self._contents[number]
