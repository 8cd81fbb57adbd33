"""Drawn rows as Arrow tables: those of segments, those of the log, and the plain integers that rivals load."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from bench._engine.drawing import Rows
from bench._engine.nation import BREAKDOWNS, Ints, Nation
from quarterdeck.engine.facts import FACTS, VALUE
from quarterdeck.engine.segments.layout import NEWEST, SUPERSEDED

STEPS = 1_000_000  # the log's steps of 10^-8 in a hundredth
PLAIN = pa.schema(
    [
        ("indicator", pa.int16()), ("breakdown", pa.int8()), ("scenario", pa.int8()), ("area", pa.int32()),
        ("year", pa.int16()), ("period", pa.int16()), ("value", pa.int64()), ("batch", pa.int32()),
        ("known", pa.timestamp("us")),
    ]
)  # fmt: skip
"""What rivals load: small integers, values in hundredths, and since when the row is known. `scenario` 1 is the plan;
`period` counts months and years as the dictionary of periods does."""


def joined(parts: Sequence[Rows]) -> Rows:
    """Rows one after another."""
    return Rows(*(np.concatenate([getattr(one, field.name) for one in parts]) for field in fields(Rows)))


def segment(rows: Rows, superseded: bool) -> pa.Table:
    """Rows as they stand in segments."""
    columns = [
        pa.array(rows.series, pa.int32()), pa.array(rows.unit, pa.int32()), pa.array(rows.period, pa.int32()),
        pa.array(rows.value, pa.int64(), mask=rows.empty), pa.array(rows.mark, pa.int16()),
        pa.array(rows.batch, pa.int32()), pa.array(rows.row, pa.int64()),
    ]  # fmt: skip
    if superseded:
        columns.append(pa.array(rows.by, pa.int32()))
    return pa.Table.from_arrays(columns, schema=SUPERSEDED if superseded else NEWEST)


def facts(nation: Nation, rows: Rows) -> pa.Table:
    """Rows as they stand in the log, in the order of their arrival."""
    order = np.argsort(rows.batch, kind="stable")
    series, units, periods = nation.dictionaries.series, nation.dictionaries.units, nation.dictionaries.periods

    def words(numbers: Ints, among: Sequence[str]) -> pa.Array:
        return pa.array(list(among), pa.string()).take(pa.array(numbers[order]))

    columns = [
        pa.array(rows.row[order], pa.int64()), words(rows.series, [one.indicator for one in series]),
        words(rows.unit, units), words(rows.period, periods), words(rows.series, [one.breakdown for one in series]),
        words(rows.series, [one.scenario for one in series]), words(rows.series, [one.regime for one in series]),
        decimals(rows.value[order], rows.empty[order]), pa.array(rows.mark[order], pa.int16()),
        pa.array(rows.batch[order], pa.int32()),
    ]  # fmt: skip
    return pa.Table.from_arrays(columns, schema=FACTS)


def decimals(hundredths: Ints, empty: np.ndarray) -> pa.Array:
    """Values with the decimals of the log."""
    steps = hundredths * STEPS
    halves = np.stack([steps, steps >> 63], axis=1)
    mask = pa.array(~empty).buffers()[1]
    return pa.Array.from_buffers(VALUE, len(steps), [mask, pa.py_buffer(np.ascontiguousarray(halves))])


def plain_from_log(nation: Nation, folder: Path) -> Iterator[pa.Table]:
    """The log as plain integers, a year at a time."""
    found = nation.dictionaries
    words = ["indicator", "unit", "period", "breakdown", "scenario"]
    codes = [nation.code(one) for one in range(nation.size.indicators)]
    for path in sorted(folder.glob("log-*.parquet")):
        table = pq.read_table(path, columns=[*words, "value", "batch"], read_dictionary=words).combine_chunks()
        halves = np.frombuffer(table["value"].combine_chunks().buffers()[1], dtype=np.int64)
        value = pa.array(halves[: 2 * len(table) : 2] // STEPS, mask=~table["value"].is_valid().to_numpy())
        yield _plain(
            nation, _numbers(table["indicator"], codes), _numbers(table["breakdown"], BREAKDOWNS),
            _numbers(table["scenario"], ("actual", "plan")), _numbers(table["unit"], found.units),
            _numbers(table["period"], found.periods), value, table["batch"],
        )  # fmt: skip


def plain_from_segments(nation: Nation, folder: Path) -> Iterator[pa.Table]:
    """The same from segments, where there are too many rows for a log."""
    columns = ["series", "unit", "period", "value", "batch"]
    for path in sorted([*folder.glob("*-newest.parquet"), *folder.glob("*-superseded.parquet")]):
        table = pq.read_table(path, columns=columns)
        series, unit, period = (table[name].to_numpy() for name in columns[:3])
        yield plain(nation, series, unit, period, table["value"], table["batch"])


def plain(
    nation: Nation, series: Ints, unit: Ints, period: Ints, value: pa.ChunkedArray, batch: pa.ChunkedArray
) -> pa.Table:
    """Rows by the numbers of the dictionaries as plain integers. Batches that the nation has not are known last."""
    places = [
        (int(one.indicator[1:]), BREAKDOWNS.index(one.breakdown), one.scenario == "plan") for one in nation.series
    ]
    indicator, breakdown, scenario = np.array(places, dtype=np.int64).T
    return _plain(nation, indicator[series], breakdown[series], scenario[series], unit, period, value, batch)


def _numbers(column: pa.ChunkedArray, among: Iterable[str]) -> Ints:
    words = column.combine_chunks()
    found = pc.index_in(words.dictionary, pa.array(list(among), pa.string()))
    return found.to_numpy(zero_copy_only=False)[words.indices.to_numpy(zero_copy_only=False)]


def _plain(
    nation: Nation, indicator: Ints, breakdown: Ints, scenario: Ints, area: Ints, period: Ints,
    value: pa.ChunkedArray, batch: pa.ChunkedArray,
) -> pa.Table:  # fmt: skip
    moments = nation.batches.moments
    at = moments[np.minimum(batch.to_numpy(), len(moments)) - 1]
    year = period // 13 + nation.years[0]
    columns = [
        pa.array(indicator.astype(np.int16)), pa.array(breakdown.astype(np.int8)), pa.array(scenario.astype(np.int8)),
        pa.array(area.astype(np.int32)), pa.array(year.astype(np.int16)), pa.array(period.astype(np.int16)), value,
        batch, pa.array(at, pa.timestamp("us")),
    ]  # fmt: skip
    return pa.table(columns, schema=PLAIN)
