"""Works over everything say what a plain computation says, whatever lies in segments and what in the tail."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any, TypeVar

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.core.periods import Period
from quarterdeck.engine.bulk.checking import sums_to_parent
from quarterdeck.engine.bulk.everything import Everything, gathered
from quarterdeck.engine.bulk.knowing import SCHEMA, as_known
from quarterdeck.engine.bulk.restating import in_borders
from quarterdeck.engine.bulk.rolling import RollUp, roll_up
from quarterdeck.engine.bulk.slots import Slot
from quarterdeck.engine.facts import KnownOn
from quarterdeck.engine.segments.layout import Series
from tests.core.lineage.strategies import PATIENT
from tests.engine.bulk_world import YEARS, Full, area_of, as_it_was, authoritative, full, newest, yearly
from tests.engine.worlds import SEEDS, held_of
from tests.engine.worlds_figures import FIRST_MOMENT

worlds = st.integers(0, SEEDS)


@contextmanager
def ready(of: Full, seed: int) -> Iterator[Everything]:
    """All that is known, with some of its batches in segments."""
    with held_of(of.world, of.told, Random(seed).randint(0, len(of.told))) as held:
        yield gathered(held, of.world)


@PATIENT
@given(worlds, st.integers(-15, 40), st.none() | st.integers(0, 4))
def test_what_was_known_on_a_day_or_in_a_vintage_is_counted_and_summed(
    seed: int, days: int, vintage: int | None
) -> None:
    of = full(seed)
    known = KnownOn(FIRST_MOMENT + timedelta(days=days) if days < 35 else None, vintage)
    expected: dict[tuple[Series, int], tuple[int, Decimal]] = {}
    for row in newest(of, known).values():
        if row.value is not None:
            key = (row.series, Period(row.period).year)
            count, total = expected.get(key, (0, Decimal(0)))
            expected[key] = count + 1, total + row.value
    with ready(of, seed) as everything:
        result = as_known(everything, known)
    found = {
        (series, year): (int(result.counts[row, column]), result.totals[row, column])
        for row, series in enumerate(result.series)
        for column, year in enumerate(result.years)
        if result.counts[row, column]
    }
    expected = {key: one for key, one in expected.items() if key[0].indicator not in result.left_out}
    assert found == expected
    assert of.large or result.left_out == ()
    table = pa.Table.from_batches(result.batches(), SCHEMA)
    assert sum(table["values"].to_pylist()) == sum(count for count, _ in expected.values())
    assert sum(table["total"].to_pylist(), Decimal(0)) == sum((total for _, total in expected.values()), Decimal(0))


Told = TypeVar("Told")


def _but(found: dict[tuple[Slot, *tuple[Any, ...]], Told], left_out: tuple[str, ...]) -> dict[Any, Told]:
    """All but what is said of some indicators."""
    return {key: one for key, one in found.items() if key[0][0] not in left_out}


Sums = dict[tuple[Slot, str, str], tuple[Decimal | None, int, int]]


def rolled(of: Full, year: int, finest: int) -> Sums:
    """By slot, unit and period the sum, how many figures are there and how many are needed; only where one is there."""
    figures, register = authoritative(of), of.world.register
    found: Sums = {}
    for slot, code in {(key[0], key[2]) for key in figures}:
        day = Period(code).last_day
        if Period(code).year == year:
            for unit in register.state(day):
                needed = [one for one in register.below(unit, day) if one.level == finest]
                told = [as_it_was(of, figures, slot, one, code) for one in needed]
                there = [value for value in told if value is not None]
                if there:
                    whole = sum(there, Decimal(0)) if len(there) == len(needed) else None
                    found[Slot(*slot), unit.uid, code] = whole, len(there), len(needed)
    return found


def told(result: RollUp) -> Sums:
    """The same of a result."""
    return {
        (Slot(one["indicator"], one["breakdown"], one["scenario"]), one["unit"], one["period"]):
            (one["value"], one["reported"], one["needed"])
        for one in (row for batch in result.batches() for row in batch.to_pylist())
    }  # fmt: skip


@PATIENT
@given(worlds, st.sampled_from(YEARS), st.sampled_from([2, 3]))
def test_a_rolled_up_year_holds_the_sums_of_the_units_that_were_there(seed: int, year: int, finest: int) -> None:
    of = full(seed)
    with ready(of, seed) as everything:
        result = roll_up(everything, year, finest)
        assert told(result) == _but(rolled(of, year, finest), result.left_out)
        assert of.large or result.left_out == ()
        for level, part in result.levels.items():
            assert {unit.level for unit in result.units[part]} == {level}
        if not everything.year(year).levels or max(everything.year(year).levels) == finest:
            assert told(roll_up(everything, year)) == told(result)


@PATIENT
@given(worlds)
def test_figures_that_differ_from_the_sum_of_those_below_are_found(seed: int) -> None:
    of = full(seed)
    figures, register = authoritative(of), of.world.register
    compared: list[Slot] = []
    differing: dict[tuple[Slot, str, str], tuple[Decimal, Decimal]] = {}
    for slot, code in {(key[0], key[2]) for key in figures}:
        day = Period(code).last_day
        for unit in register.state(day):
            mine = as_it_was(of, figures, slot, unit, code)
            below = [as_it_was(of, figures, slot, one, code) for one in register.children(unit, day)]
            if mine is not None and below and None not in below:
                compared.append(Slot(*slot))
                total = sum((one for one in below if one is not None), Decimal(0))
                if total != mine:
                    differing[Slot(*slot), unit.uid, code] = mine, total
    with ready(of, seed) as everything:
        result = sums_to_parent(everything)
    assert of.large or result.left_out == ()
    checked = sum(1 for slot in compared if slot.indicator not in result.left_out)
    differing = _but(differing, result.left_out)
    assert (result.checked, result.differing, result.agreeing) == (checked, len(differing), checked - len(differing))
    found = {
        (Slot(one["indicator"], one["breakdown"], one["scenario"]), one["unit"], one["period"]):
            (one["reported"], one["sum"])
        for batch in result.batches() for one in batch.to_pylist()
    }  # fmt: skip
    assert found == differing


@PATIENT
@given(worlds, st.integers(0, 1500), st.booleans())
def test_years_in_the_borders_of_a_day_are_what_the_rules_say(seed: int, days: int, again: bool) -> None:
    of = full(seed)
    day = date(1998, 6, 1) + timedelta(days=days)
    expected = yearly(of, day)
    with ready(of, seed) as everything:
        if again:
            in_borders(everything, date(2001, 12, 31))
        result = in_borders(everything, day)
        assert of.large or result.left_out == ()
        names = {"+".join(targets): area_of(of.world, targets) for targets in result.cells}
        found = {
            ((one["indicator"], one["breakdown"], one["scenario"]), one["year"], names[one["units"]]): one["value"]
            for batch in result.batches() for one in batch.to_pylist()
        }  # fmt: skip
    assert found == _but(expected, result.left_out)
