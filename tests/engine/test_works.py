"""The works over everything say what the plain rules say, in SQL on this machine."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from quarterdeck.core.periods import Period
from quarterdeck.engine.facts import KnownOn
from quarterdeck.engine.segments import manifest
from quarterdeck.engine.sql.works.doing import Done, do
from quarterdeck.engine.sql.works.here import here
from quarterdeck.engine.sql.works.running import Order, Work
from tests.core.lineage.strategies import PATIENT
from tests.engine.works_world import (
    DAYS,
    KNOWN,
    Cell,
    Said,
    Store,
    beside,
    in_borders,
    newest,
    rolled,
    seen,
    stores,
    unequal,
)
from tests.engine.worlds import MEMORY

SOME = settings(PATIENT, max_examples=60)
LEVELS = st.sampled_from([2, 3])

Doing = Callable[[Store, Order, Path], Done]


def done_here(store: Store, order: Order, folder: Path) -> Done:
    """Do a work on this machine."""
    (folder / "segments").mkdir(exist_ok=True)
    with here(folder) as machine:
        return do(order, store.held(folder / "segments"), store.world, machine, folder / "result")


def result_of(store: Store, folder: Path) -> dict[Cell, Said]:
    """What a result says: its segments, and the tables beside them."""
    made = manifest.read(folder)
    assert made is not None
    found: dict[Cell, Said] = {}
    known = made.dictionaries
    for year, files in made.years.items():
        for one in pq.read_table(folder / files.newest.name).to_pylist():
            series = known.series[one["series"]]
            value = Decimal(one["value"]).scaleb(-files.scales[series.indicator])
            cell = Cell(*series[:3], known.units[one["unit"]], known.periods[one["period"]])
            found[cell] = Said(value, seen(one["mark"]), "", 0, 0)
            assert Period(cell.period).year == year
    for name in ("untold", "together"):
        for row in beside(folder, name) if (folder / f"{name}.parquet").exists() else []:
            cell = Cell(*(str(row[one]) for one in ("indicator", "breakdown", "scenario", "uid", "period")))
            value = row.get("value")
            assert cell not in found
            found[cell] = Said(value, None, str(row["why"]), row["reported"], row["needed"])  # type: ignore[arg-type]
    return found


def agree(found: dict[Cell, Said], everything: dict[Cell, Said], done: Done) -> None:
    """Segments tell values and marks; the tables beside them coverage and why."""
    wanted = {cell: said for cell, said in everything.items() if cell.indicator not in done.left_out}
    assert (found.keys() - wanted.keys(), wanted.keys() - found.keys()) == (set(), set())
    for cell, said in found.items():
        expected = wanted[cell]
        if said.why == "too_large":
            assert expected.value is not None
            assert abs(expected.value) >= 2**63 // 10**8
            continue
        assert (cell, said.value, said.why) == (cell, expected.value, expected.why)
        if said.mark is not None:
            assert (cell, said.mark) == (cell, expected.mark)
        else:
            assert (cell, said.reported, said.needed) == (cell, expected.reported, expected.needed)


def check_vintage(store: Store, known: KnownOn, folder: Path, doing: Doing) -> None:
    """The state of a day is the newest visible row of every key."""
    done = doing(store, Order(Work.VINTAGE, known), folder)
    made = manifest.read(folder / "result")
    assert made is not None
    found = {}
    for files in made.years.values():
        for one in pq.read_table(folder / "result" / files.newest.name).to_pylist():
            series = made.dictionaries.series[one["series"]]
            key = (series.indicator, made.dictionaries.units[one["unit"]], made.dictionaries.periods[one["period"]],
                   series.breakdown, series.scenario, series.regime)  # fmt: skip
            value = None if one["value"] is None else Decimal(one["value"]).scaleb(-files.scales[series.indicator])
            found[key] = (one["row"], value, one["mark"], one["batch"])
    wanted = {key: row for key, row in newest(store, known).items() if key.indicator not in done.left_out}
    assert found == {
        tuple(key): (one.known.id, one.known.value, one.mark, one.known.batch) for key, one in wanted.items()
    }


def check_restated(store: Store, known: KnownOn, day: date, folder: Path, doing: Doing) -> None:
    """Every figure in other borders is what the plain rules make of it."""
    done = doing(store, Order(Work.RESTATE, known, borders=day), folder)
    agree(result_of(store, folder / "result"), in_borders(store, known, day), done)


def check_rolled(store: Store, known: KnownOn, level: int, folder: Path, doing: Doing) -> None:
    """Every sum over areas is what the plain rules make of it."""
    done = doing(store, Order(Work.ROLL_UP, known, level=level), folder)
    agree(result_of(store, folder / "result"), rolled(store, known, level), done)


def check_unequal(store: Store, known: KnownOn, folder: Path, doing: Doing) -> None:
    """The list of differences has every one, and nothing else."""
    done = doing(store, Order(Work.CHECK, known), folder)
    found = {
        Cell(*(str(row[one]) for one in ("indicator", "breakdown", "scenario", "uid", "period"))): row
        for row in beside(folder / "result", "differences")
    }
    wanted = {cell: both for cell, both in unequal(store, known).items() if cell.indicator not in done.left_out}
    assert {cell: (row["value"], row["sum"]) for cell, row in found.items()} == wanted
    assert all(row["difference"] == row["value"] - row["sum"] for row in found.values())  # type: ignore[operator]
    assert done.tables == {"differences": len(wanted)}


@SOME
@given(stores, KNOWN)
def test_the_state_of_a_day_is_the_newest_visible_row_of_every_key(store: Store, known: KnownOn) -> None:
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        check_vintage(store, known, Path(folder), done_here)


@SOME
@given(stores, KNOWN, DAYS)
def test_every_figure_in_other_borders_is_what_the_plain_rules_make_of_it(
    store: Store, known: KnownOn, day: date
) -> None:
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        check_restated(store, known, day, Path(folder), done_here)


@SOME
@given(stores, KNOWN, LEVELS)
def test_every_sum_over_areas_is_what_the_plain_rules_make_of_it(store: Store, known: KnownOn, level: int) -> None:
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        check_rolled(store, known, level, Path(folder), done_here)


@SOME
@given(stores, KNOWN)
def test_every_parent_that_is_not_the_sum_of_its_children_is_listed(store: Store, known: KnownOn) -> None:
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        check_unequal(store, known, Path(folder), done_here)
