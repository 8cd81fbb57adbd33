"""Works over everything at their edges: sums beyond 64 bits, damage, rows without value, what is prepared once."""

import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from quarterdeck.core.lineage import Register, Share, Succession, Unit
from quarterdeck.engine.bulk.checking import sums_to_parent
from quarterdeck.engine.bulk.everything import everything, gathered, with_tail
from quarterdeck.engine.bulk.knowing import as_known
from quarterdeck.engine.bulk.restating import in_borders
from quarterdeck.engine.bulk.rolling import roll_up
from quarterdeck.engine.bulk.slots import Slot
from quarterdeck.engine.facts import FACTS, KnownOn
from quarterdeck.engine.held import Held
from quarterdeck.engine.reading.reading import Measure
from quarterdeck.engine.segments.checksums import Corrupt
from quarterdeck.engine.segments.compaction import compact
from quarterdeck.engine.segments.memory_log import MemoryLog, Told
from quarterdeck.engine.segments.reading import current
from quarterdeck.engine.slabs import writing
from quarterdeck.engine.slabs.form import MISSING
from quarterdeck.engine.world import World

BEGIN, TURN, NOW = date(2000, 1, 1), date(2020, 7, 1), date(2021, 6, 1)
SUM = Slot("A", "", "actual")


def unit(uid: str, level: int, above: str, begin: date = BEGIN, end: date | None = None) -> Unit:
    return Unit(uid, uid.split("@")[0], level, "xa", uid, "", above, begin, end)


def divided(*shares: Fraction) -> World:
    """A country of two communes. One ended on the first of July 2020 and was divided between new ones."""
    heirs = [unit(f"N{number}", 1, "C", TURN) for number in range(len(shares))]
    links = [
        Succession("O", heir.uid, "", {"population": Share(share)}) for heir, share in zip(heirs, shares, strict=True)
    ]
    units = [unit("C", 0, ""), unit("O", 1, "C", end=TURN), unit("K", 1, "C"), *heirs]
    measure = Measure("A", "cases", 0, "M", "per_period", "sum", "sum", "higher", "")
    return World({"A": measure}, Register(units, links), token="t")


def held(folder: Path, world: World, *batches: Iterable[Told], segments: int = -1) -> Held:
    """The first batches in segments, all without a number, and the others in the log only."""
    log = MemoryLog()
    segments = len(batches) if segments < 0 else segments
    for number, rows in enumerate(batches):
        log.append(datetime(2021, 1, 1 + number, tzinfo=UTC), rows)
        if number == segments - 1:
            compact(folder, log, slabs=writing.write, level_of=lambda uid: world.register.units[uid].level)
    return Held(folder, current(folder, log), log)


def told(uid: str, period: str, value: int | str | None) -> Told:
    return Told("A", uid, period, None if value is None else Decimal(value))


def shown(of: Held, world: World, day: date = NOW) -> dict[tuple[str, int], Decimal]:
    result = in_borders(gathered(of, world), day)
    return {(one["units"], one["year"]): one["value"] for some in result.batches() for one in some.to_pylist()}


def test_what_is_divided_stays_exact_where_products_need_more_than_64_bits(tmp_path: Path) -> None:
    world = divided(Fraction(1, 3), Fraction(13, 21), Fraction(1, 21))
    value = 3 * 10**17 + 1
    of = held(tmp_path, world, [told("O", "2019", value), told("K", "2019", 7)])
    found = shown(of, world)
    parts = [found[f"N{number}", 2019] for number in range(3)]
    assert sum(parts) == value
    assert parts == [Decimal(value * share // 21) + more for share, more in zip((7, 13, 1), _rest(value), strict=True)]
    assert found["K", 2019] == 7


def _rest(value: int) -> list[int]:
    """One more for the largest remainders."""
    rest = [value * share % 21 for share in (7, 13, 1)]
    left = sum(rest) // 21
    return [int(place in sorted(range(3), key=lambda one: -rest[one])[:left]) for place in range(3)]


def test_indicators_of_which_sums_may_not_fit_are_named_and_never_told_wrong(tmp_path: Path) -> None:
    world = divided(Fraction(1))
    of = held(tmp_path, world, [told(uid, "2021", 4 * 10**18) for uid in ("K", "N0", "C")])
    everything_ = gathered(of, world)
    rolled, checked, restated = roll_up(everything_, 2021), sums_to_parent(everything_), in_borders(everything_, BEGIN)
    assert rolled.left_out == checked.left_out == ("A",)
    assert rolled.slots == ()
    assert (checked.checked, checked.differing) == (0, 0)
    assert restated.left_out in ((), ("A",))
    known = as_known(everything_, KnownOn())
    assert known.totals.sum() == 12 * 10**18
    assert known.left_out == ()


def test_a_tail_that_makes_an_indicator_too_wide_leaves_it_out_of_everything(tmp_path: Path) -> None:
    world = divided(Fraction(1))
    of = held(tmp_path, world, [told("K", "2021", 10**15)], [told("N0", "2021", "0.00000001")], segments=1)
    found = gathered(of, world)
    assert found.left_out == ("A",)
    assert found.slots == ()
    assert as_known(found, KnownOn()).counts.sum() == 0
    assert roll_up(found, 2021).left_out == ("A",)


def test_more_decimals_in_the_tail_change_no_older_value(tmp_path: Path) -> None:
    world = divided(Fraction(1))
    first = [told("K", "2021", 5), told("N0", "2021", 6), told("C", "2021", 7)]
    of = held(tmp_path, world, first, [told("N0", "2021", "6.125")], segments=1)
    found = gathered(of, world)
    rolled = roll_up(found, 2021)
    assert (rolled.scales.tolist(), rolled.values.reshape(-1).tolist()) == ([3], [11_125])
    assert as_known(found, KnownOn(last_batch=1)).totals.sum() == 18
    assert as_known(found, KnownOn()).totals.sum() == Decimal("18.125")


def test_a_row_without_value_hides_an_older_one_and_a_row_that_never_came_does_not(tmp_path: Path) -> None:
    world = divided(Fraction(1))
    first = [told("K", "2021", 5), told("N0", "2021", 6)]
    of = held(tmp_path, world, first, [told("N0", "2021", None)])
    rolled = roll_up(gathered(of, world), 2021)
    assert rolled.values.tolist() == [[[MISSING]]]
    assert (rolled.reported.tolist(), rolled.needed.tolist()) == ([[[1]]], [[2]])
    assert rolled.missing.all()
    assert as_known(gathered(of, world), KnownOn()).counts.sum() == 1
    assert as_known(gathered(of, world), KnownOn(last_batch=1)).counts.sum() == 2


def test_a_plan_counts_that_was_set_for_units_before_the_turn(tmp_path: Path) -> None:
    world = divided(Fraction(1, 4), Fraction(3, 4))
    of = held(tmp_path, world, [told("O", "2020", 10), told("K", "2020", 1)])
    assert shown(of, world) == {("N0", 2020): 3, ("N1", 2020): 7, ("K", 2020): 1}


def test_a_plan_for_units_before_the_turn_gives_way_to_one_for_their_heirs(tmp_path: Path) -> None:
    world = divided(Fraction(1, 4), Fraction(3, 4))
    of = held(tmp_path, world, [told("O", "2020", 10), told("K", "2020", 1), told("N1", "2020", 9)])
    assert shown(of, world) == {("N1", 2020): 9, ("K", 2020): 1}


def test_months_before_and_after_the_turn_make_up_the_year(tmp_path: Path) -> None:
    world = divided(Fraction(1, 2), Fraction(1, 2))
    before = [told("O", f"2020-M{month:02}", 3) for month in range(1, 7)]
    after = [told(uid, f"2020-M{month:02}", 1) for month in range(7, 13) for uid in ("N0", "N1")]
    assert shown(held(tmp_path, world, before, after), world) == {("N0", 2020): 18, ("N1", 2020): 12}


def test_a_damaged_block_is_told_when_a_work_first_needs_it(tmp_path: Path) -> None:
    world = divided(Fraction(1))
    of = held(tmp_path, world, [told("K", "2021", 5), told("K", "2019", 5)])
    (name,) = (one.name for one in of.manifest.years[2019].slabs if one.name.endswith(".values"))
    content = bytearray((tmp_path / name).read_bytes())
    content[0] ^= 1
    (tmp_path / name).write_bytes(bytes(content))
    assert roll_up(gathered(of, world), 2021).values.size == 1
    with pytest.raises(Corrupt, match=name):
        as_known(gathered(of, world), KnownOn())


def test_years_to_which_the_tail_adds_nothing_stay_prepared(tmp_path: Path) -> None:
    world = divided(Fraction(1))
    of = held(tmp_path, world, [told("K", "2021", 5), told("K", "2019", 5)])
    base = gathered(of, world)
    assert gathered(of, world) is base
    year = base.year(2019)
    of.log.append(datetime(2021, 2, 1, tzinfo=UTC), [told("K", "2021", 6)])  # type: ignore[attr-defined]
    newer = gathered(of, world)
    assert newer is not base
    assert newer.year(2019) is year
    assert newer.year(2021) is not base.year(2021)
    assert gathered(of, world) is newer
    assert as_known(newer, KnownOn()).totals.sum() == 11
    assert gathered(of, replace(world, token="other")) is not newer


def test_everything_may_be_nothing(tmp_path: Path) -> None:
    world = divided(Fraction(1))
    of = held(tmp_path, world)
    found = gathered(of, world)
    assert found.years == ()
    assert as_known(found, KnownOn()).counts.size == 0
    assert roll_up(found, 2021).values.size == 0
    assert sums_to_parent(found).checked == 0
    assert in_borders(found, NOW).values.size == 0
    empty = with_tail(everything(world, of.manifest.dictionaries, of.batches, {}), FACTS.empty_table(), of.batches)
    assert empty.years == ()


def test_answering_small_questions_loads_no_compiler() -> None:
    code = "import sys, quarterdeck.engine.store, quarterdeck.engine.slabs.opening; print('numba' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_results_say_of_how_many_figures_sums_consist(tmp_path: Path) -> None:
    world = divided(Fraction(1))
    of = held(tmp_path, world, [told("K", "2021-M01", 5), told("N0", "2021-M02", 6), told("K", "2021-M02", 1)])
    rolled = roll_up(gathered(of, world), 2021)
    assert rolled.slots == (SUM,)
    assert [one.code for one in rolled.periods] == ["2021-M01", "2021-M02"]
    assert rolled.reported.tolist() == [[[1, 2]]]
    assert np.array_equal(rolled.values, [[[MISSING, 7]]])
