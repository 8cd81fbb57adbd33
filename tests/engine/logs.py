"""Logs for tests of segments: drawn ones, and what segments must say, worked out plainly."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import strategies as st

from quarterdeck.core.measures import ObservationStatus, Qualifier
from quarterdeck.core.periods import Period
from quarterdeck.engine.facts import LogReader, Mark
from quarterdeck.engine.segments.layout import Manifest
from quarterdeck.engine.segments.memory_log import MemoryLog, Told
from quarterdeck.engine.segments.reading import checked, tail

START = datetime(2024, 1, 1, 8, tzinfo=UTC)
INDICATORS = ("REVENUE", "POPULATION", "RATE")
UNITS = ("P@2010-01-01", "D1@2010-01-01", "C1@2010-01-01", "C1@2025-01-01")
PERIODS = ("2023", "2023-Q4", "2024-M01", "2024-M02", "2024-Q1", "2024-01-01/2024-02-15", "2020/2025")

Key = tuple[str, str, str, str, str, str]


class Row(NamedTuple):
    """A row as people mean it."""

    row: int
    value: Decimal | None
    mark: int
    batch: int
    superseded_by: int | None


def values() -> st.SearchStrategy[Decimal | None]:
    """Unknown, small ones with up to 8 decimals, and rarely ones that are too large for 64 bits."""
    small = st.builds(lambda n, places: Decimal(n).scaleb(-places), st.integers(-(10**7), 10**7), st.integers(0, 8))
    large = st.builds(
        lambda n, places: Decimal(n).scaleb(-places), st.integers(1 - 10**20, 10**20 - 1), st.integers(0, 2)
    )
    return st.none() | small | small | small | st.just(Decimal(2**63 - 1)) | large


@st.composite
def batches(draw: st.DrawFn) -> list[tuple[int, list[Told]]]:
    """Batches: since how many hours each is known (some are dated back), and rows of different keys."""
    told = st.builds(
        Told, st.sampled_from(INDICATORS), st.sampled_from(UNITS), st.sampled_from(PERIODS), values(),
        st.sampled_from(("", "female")), st.sampled_from(("actual", "plan")), st.sampled_from(("", "GSO")),
        st.builds(Mark, st.sampled_from(ObservationStatus), st.sampled_from(Qualifier)),
    )  # fmt: skip
    rows = st.lists(told, max_size=12, unique_by=key_of)
    return draw(st.lists(st.tuples(st.integers(0, 9), rows), min_size=1, max_size=8))


def key_of(told: Told) -> Key:
    """The key of a row, with its regime."""
    return (told.indicator, told.breakdown, told.scenario, told.regime, told.unit, told.period)


def append(log: MemoryLog, batch: tuple[int, list[Told]]) -> None:
    """Append one drawn batch."""
    log.append(START + timedelta(hours=batch[0]), batch[1])


def log_of(drawn: list[tuple[int, list[Told]]]) -> MemoryLog:
    """A log of drawn batches."""
    log = MemoryLog()
    for one in drawn:
        append(log, one)
    return log


def facts_of(table: pa.Table) -> Iterator[tuple[Key, Row]]:
    """Rows of the schema FACTS."""
    for one in table.to_pylist():
        key = tuple(one[name] for name in ("indicator", "breakdown", "scenario", "regime", "unit", "period"))
        yield key, Row(one["row"], one["value"], one["mark"], one["batch"], None)  # type: ignore[misc]


def plainly(log: LogReader, upto: int | None = None) -> dict[Key, list[Row]]:
    """Every row of every key of the log, the newest last, each with the batch that replaced it."""
    known = log.batches()
    moments = dict(zip(known.numbers.tolist(), known.moments.tolist(), strict=True))
    found: dict[Key, list[Row]] = {}
    for chunk in log.facts(upto=upto):
        for key, row in facts_of(pa.Table.from_batches([chunk])):
            found.setdefault(key, []).append(row)
    for rows in found.values():
        rows.sort(key=lambda row: (moments[row.batch], row.batch))
        rows[:] = [
            row._replace(superseded_by=after.batch if after else None)
            for row, after in zip(rows, [*rows[1:], None], strict=True)
        ]
    return found


def in_segments(folder: Path, held: Manifest) -> dict[Key, list[Row]]:
    """Every row that the files of a manifest have, the newest of its key last. They must be sorted and scaled so."""
    found: dict[Key, list[Row]] = {}
    known = held.dictionaries
    for year, files in held.years.items():
        for meta in (files.superseded, files.newest):
            table = pq.read_table(checked(folder, meta))
            places = list(zip(*(table[name].to_pylist() for name in ("series", "unit", "period")), strict=True))
            assert places == sorted(places)
            assert table.num_rows == meta.rows
            for one in table.to_pylist():
                series, unit, period = known.series[one["series"]], known.units[one["unit"]], one["period"]
                assert Period(known.periods[period]).year == year
                key = (series.indicator, series.breakdown, series.scenario, series.regime, unit, known.periods[period])
                value = None if one["value"] is None else Decimal(one["value"]).scaleb(-files.scales[series.indicator])
                row = Row(one["row"], value, one["mark"], one["batch"], one.get("superseded_by"))
                found.setdefault(key, []).append(row)
    return found


def everything(folder: Path, held: Manifest, log: LogReader) -> dict[Key, set[int]]:
    """The row numbers of every key that the segments and the tail have together; none may be there twice."""
    found = [(key, row.row) for key, rows in in_segments(folder, held).items() for row in rows]
    found += [(key, row.row) for key, row in facts_of(tail(log, held))]
    assert len(found) == len(set(found))
    together: dict[Key, set[int]] = {}
    for key, row in found:
        together.setdefault(key, set()).add(row)
    return together


def all_rows(log: LogReader) -> dict[Key, set[int]]:
    """The row numbers of every key in the log."""
    return {key: {row.row for row in rows} for key, rows in plainly(log).items()}


def no_slabs(*_: object) -> tuple[()]:
    """For tests that look at rows only."""
    return ()


def one_level(_: str) -> int:
    """Every unit is of level 1."""
    return 1


HOW: dict[str, Callable[..., object]] = {"slabs": no_slabs, "level_of": one_level}
