"""Figures of the nation, drawn year by year: the newest row of every key, and those that newer ones replaced.

Communes' figures are drawn, those above are their sums, with an error in one of two hundred. One cell in 500 was never
reported, one in 2,000 was reported without a value; one key in ten was revised, some twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench._engine.nation import COMMUNE, DISTRICT, LATEST, PERIODS_A_YEAR, PROVINCE, Ints, Nation
from quarterdeck.core.measures import ObservationStatus
from quarterdeck.engine.facts import Mark

GAP, EMPTY, WRONG, REVISED, TWICE = 0.002, 0.0005, 0.005, 0.10, 0.10
PLAIN, PROVISIONAL, MISSING = (
    Mark(status).packed
    for status in (ObservationStatus.NORMAL, ObservationStatus.PROVISIONAL, ObservationStatus.MISSING)
)
ROWS_A_YEAR = 50_000_000
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Rows:
    """Rows as columns. `by` is the batch that brought the next newer row, and -1 for newest rows."""

    series: Ints
    unit: Ints
    period: Ints
    value: Ints
    empty: Flags
    mark: Ints
    batch: Ints
    row: Ints
    by: Ints


def drawn(nation: Nation, year: int) -> Iterator[tuple[Rows, Rows]]:
    """The newest and the superseded rows of a year, indicator by indicator, sorted by series, unit and period."""
    first_row = (year - nation.years[0]) * ROWS_A_YEAR + 1
    alive, places = nation.alive(year), nation.batches.order()
    for indicator in range(nation.size.indicators):
        rng = np.random.default_rng([nation.seed, 3, year, indicator])
        values = _values(nation, indicator, year, alive, rng)
        newest, older = _rows(nation, indicator, year, alive, values, rng, places, first_row)
        first_row += len(newest.row) + len(older.row)
        yield newest, older


def _values(nation: Nation, indicator: int, year: int, alive: Ints, rng: np.random.Generator) -> Ints:
    """[series × units × periods] in hundredths: actual series by month; the plan is the last, in its last period."""
    steady = np.random.default_rng([nation.seed, 4, indicator])
    communes = alive[alive >= nation.first[COMMUNE]] - nation.first[COMMUNE]
    base = np.exp(steady.normal(8.0, 1.0, len(nation.levels) - nation.first[COMMUNE]))[communes]
    season = 1 + 0.3 * steady.random(12)
    shape = base[:, None] * (season * (1 + 0.04 * (year - nation.years[0])))
    total = (shape * rng.uniform(0.8, 1.2, shape.shape)).astype(np.int64) + 1
    parts = [total]
    if nation.broken_down(indicator) == 3:
        women = (total * rng.uniform(0.45, 0.55, total.shape)).astype(np.int64)
        parts += [women, total - women]
    plan = np.zeros((len(communes), PERIODS_A_YEAR), dtype=np.int64)
    plan[:, -1] = (shape.sum(axis=1) * rng.uniform(0.9, 1.2, len(communes))).astype(np.int64)
    months = np.zeros((len(parts), len(communes), PERIODS_A_YEAR), dtype=np.int64)
    months[:, :, :-1] = parts
    return _summed(nation, alive, np.concatenate([months, plan[None]]), rng)


def _summed(nation: Nation, alive: Ints, communes: Ints, rng: np.random.Generator) -> Ints:
    """The figures of all levels: sums of those below, some of them wrong."""
    above = nation.above[alive[alive >= nation.first[COMMUNE]]]
    districts = np.add.reduceat(communes, np.flatnonzero(np.diff(above, prepend=-1)), axis=1)
    starts = np.flatnonzero(np.diff(nation.above[nation.first[DISTRICT] : nation.first[COMMUNE]], prepend=-1))
    provinces = np.add.reduceat(districts, starts, axis=1)
    parents = np.concatenate([provinces.sum(axis=1, keepdims=True), provinces, districts], axis=1)
    wrong = rng.random(parents.shape) < WRONG
    parents = parents + wrong * rng.integers(1, 500, parents.shape)
    return np.concatenate([parents, communes], axis=1)


def _reported(nation: Nation, indicator: int, alive: Ints, shape: tuple[int, ...], rng: np.random.Generator) -> Flags:
    steady = np.random.default_rng([nation.seed, 5, indicator])
    covered = np.ones(nation.first[DISTRICT], dtype=np.bool_)
    if not nation.everywhere[indicator]:
        covered[nation.first[PROVINCE] :] = steady.random(nation.size.provinces) < 0.217
    here = rng.random(shape) >= GAP
    here &= covered[nation.province_of[alive]][None, :, None]
    here[:-1, :, -1] = False
    here[-1, :, :-1] = False
    return here


def _rows(
    nation: Nation, indicator: int, year: int, alive: Ints, values: Ints, rng: np.random.Generator, places: Ints,
    first_row: int,
) -> tuple[Rows, Rows]:  # fmt: skip
    series, unit, month = np.nonzero(_reported(nation, indicator, alive, values.shape, rng))
    value = values[series, unit, month]
    unit = alive[unit]
    count, sources = len(value), nation.size.provinces
    source = np.maximum(nation.province_of[unit] - nation.first[PROVINCE], 0)
    last = nation.size.years * 12 + LATEST - 1
    arrives = (year - nation.years[0]) * 12 + np.where(month == 12, 1, month + 1 + (rng.random(count) < 0.1))
    again = np.flatnonzero((rng.random(count) < REVISED) & (arrives < last))
    second = np.minimum(arrives[again] + rng.integers(1, 13, len(again)), last)
    more = np.flatnonzero((rng.random(len(again)) < TWICE) & (second < last))
    third = np.minimum(second[more] + rng.integers(1, 7, len(more)), last)
    key = np.concatenate([again, again, again[more]])
    months = np.concatenate([arrives[again], second, third])
    batch = 1 + arrives * sources + source
    older_key, older_batch, by = _replaced(key, 1 + months * sources + source[key], places, batch)
    off = np.maximum(
        (value[older_key] * rng.uniform(-0.03, 0.03, len(older_key))).astype(np.int64), 1 - value[older_key]
    )
    empty = rng.random(count) < EMPTY
    mark = np.where(empty, MISSING, np.where(rng.random(count) < 0.03, PROVISIONAL, PLAIN))
    series = series + nation.first_series[indicator]
    period = month + (year - nation.years[0]) * PERIODS_A_YEAR
    rows = first_row + np.arange(count + len(older_key))
    newest = Rows(series, unit, period, value, empty, mark, batch, rows[:count], np.full(count, -1))
    none = np.zeros(len(older_key), dtype=np.bool_)
    older = Rows(
        series[older_key], unit[older_key], period[older_key], value[older_key] + off, none,
        np.full(len(older_key), PROVISIONAL), older_batch, rows[count:], by,
    )  # fmt: skip
    return newest, older


def _replaced(key: Ints, batch: Ints, places: Ints, newest: Ints) -> tuple[Ints, Ints, Ints]:
    """Of the rows of revised keys those that are not newest, with what replaced each; sets the batch of the newest."""
    order = np.lexsort((places[batch], key))
    key, batch = key[order], batch[order]
    last = np.append(key[1:] != key[:-1], True) if len(key) else np.zeros(0, dtype=np.bool_)
    newest[key[last]] = batch[last]
    older = np.flatnonzero(~last)
    return key[older], batch[older], batch[older + 1] if len(older) else batch[:0]
