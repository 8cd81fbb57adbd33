"""The works in SQL say what the kernels of `engine.bulk` say."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from quarterdeck.core.measures import ObservationStatus
from quarterdeck.core.periods import Period
from quarterdeck.engine.bulk.checking import sums_to_parent
from quarterdeck.engine.bulk.everything import Everything, gathered
from quarterdeck.engine.bulk.knowing import as_known
from quarterdeck.engine.bulk.restating import in_borders
from quarterdeck.engine.bulk.rolling import roll_up
from quarterdeck.engine.facts import EPOCH, KnownOn
from quarterdeck.engine.held import Held
from quarterdeck.engine.reading.log import Key, Known, Log
from quarterdeck.engine.reading.reading import level
from quarterdeck.engine.segments import manifest
from quarterdeck.engine.sql.works.doing import do
from quarterdeck.engine.sql.works.here import here
from quarterdeck.engine.sql.works.running import Order, Work
from quarterdeck.engine.world import World
from tests.core.lineage.strategies import PATIENT
from tests.engine.bulk_world import YEARS, Full, full
from tests.engine.works_world import beside
from tests.engine.worlds import SEEDS, held_of
from tests.engine.worlds_figures import FIRST_MOMENT

SOME = settings(PATIENT, max_examples=30)
# Worlds with figures that may not fit are left to the tests of each: they are told of in other ways.
worlds = st.integers(0, SEEDS).filter(lambda seed: not full(seed).large)
Cell = tuple[str, str, str, str, str]


@contextmanager
def both(of: Full, order: Order) -> Iterator[tuple[Everything, Path]]:
    """What the kernels work on, and the folder with the result of the SQL."""
    with held_of(of.world, of.told, len(of.told)) as held, TemporaryDirectory() as folder:
        yield gathered(held, of.world), result(order, held, of.world, Path(folder))


def result(order: Order, held: Held, world: World, folder: Path) -> Path:
    """Do a work in SQL on this machine."""
    with here(folder) as machine:
        return do(order, held, world, machine, folder / "result").folder


def rows(folder: Path) -> Iterator[tuple[Cell, str, Decimal | None]]:
    """The rows of a result's segments: indicator, breakdown, scenario, unit and period, regime, value."""
    made = manifest.read(folder)
    assert made is not None
    known = made.dictionaries
    for files in made.years.values():
        for one in pq.read_table(folder / files.newest.name).to_pylist():
            series = known.series[one["series"]]
            value = None if one["value"] is None else Decimal(one["value"]).scaleb(-files.scales[series.indicator])
            yield (*series[:3], known.units[one["unit"]], known.periods[one["period"]]), series.regime, value


def cell_of(row: dict[str, object], unit: str) -> Cell:
    """The cell of a row of a table."""
    return tuple(str(row[one]) for one in ("indicator", "breakdown", "scenario", unit, "period"))  # type: ignore[return-value]


@SOME
@given(worlds, st.integers(-15, 40), st.none() | st.integers(0, 4))
def test_the_state_of_a_day_has_as_many_values_with_the_same_sums(seed: int, days: int, vintage: int | None) -> None:
    known = KnownOn(FIRST_MOMENT + timedelta(days=days) if days < 35 else None, vintage)
    with both(full(seed), Order(Work.VINTAGE, known)) as (everything, folder):
        found: dict[tuple[tuple[str, ...], int], tuple[int, Decimal]] = {}
        for cell, regime, value in rows(folder):
            if value is not None:
                key = ((*cell[:3], regime), Period(cell[4]).year)
                count, total = found.get(key, (0, Decimal(0)))
                found[key] = count + 1, total + value
        told = as_known(everything, known)
        assert found == {
            (tuple(series), year): (int(told.counts[row, column]), told.totals[row, column])
            for row, series in enumerate(told.series)
            for column, year in enumerate(told.years)
            if told.counts[row, column]
        }


@SOME
@given(worlds, st.sampled_from([2, 3]))
def test_sums_over_areas_are_the_same(seed: int, finest: int) -> None:
    with both(full(seed), Order(Work.ROLL_UP, level=finest)) as (everything, folder):
        wanted = {
            cell_of(one, "unit"): (one["value"], None if one["value"] is not None else (one["reported"], one["needed"]))
            for year in YEARS
            for batch in roll_up(everything, year, finest).batches()
            for one in batch.to_pylist()
        }
        # The kernels are silent where no figure has a value, SQL where there is no row.
        found = {cell: (value, None) for cell, _, value in rows(folder)} | {
            cell_of(row, "uid"): (None, (row["reported"], row["needed"]))
            for row in beside(folder, "untold") if row["reported"]
        }  # fmt: skip
        assert found == wanted


@SOME
@given(worlds)
def test_the_same_parents_are_not_the_sum_of_their_children(seed: int) -> None:
    with both(full(seed), Order(Work.CHECK)) as (everything, folder):
        wanted = {
            cell_of(one, "unit"): (one["reported"], one["sum"])
            for batch in sums_to_parent(everything).batches()
            for one in batch.to_pylist()
        }
        found = {cell_of(row, "uid"): (row["value"], row["sum"]) for row in beside(folder, "differences")}
        assert found == wanted


@SOME
@given(worlds, st.integers(0, 1500))
def test_years_in_other_borders_are_the_same(seed: int, days: int) -> None:
    day = date(1998, 6, 1) + timedelta(days=days)
    with both(full(seed), Order(Work.RESTATE, borders=day)) as (everything, folder):
        told = [(cell, value) for cell, _, value in rows(folder)]
        told += [(cell_of(row, "uid"), row["value"]) for row in beside(folder, "together")]  # type: ignore[misc]
        wanted = {
            (one["indicator"], one["breakdown"], one["scenario"], one["units"], str(one["year"])): one["value"]
            for batch in in_borders(everything, day).batches()
            for one in batch.to_pylist()
        }
        assert yearly(full(seed).world, told) == wanted


def yearly(world: World, told: list[tuple[Cell, Decimal | None]]) -> dict[Cell, Decimal]:
    """The figures of years: as reported, or made of shorter periods."""
    at: datetime = EPOCH
    known = [
        Known(0, Key(cell[0], cell[3], cell[4], cell[1], cell[2]), value, "cases", ObservationStatus.NORMAL.value,
              "reported", "exact", "", "", None, "", 1, at)
        for cell, value in told if world.measures[cell[0]].space_rule == "sum" and not cell[1].startswith("@")
    ]  # fmt: skip
    log = Log(known, {})
    found: dict[Cell, Decimal] = {}
    for code, breakdown, scenario, area in {(*cell[:3], cell[3]) for cell, _ in told}:
        for year in YEARS:
            made = level(world.measures[code], log, area, Period(str(year)), scenario, breakdown)
            if made.value is not None:
                found[code, breakdown, scenario, area, str(year)] = made.value
    return found
