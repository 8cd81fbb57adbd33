"""The matrices answer from slabs and tail together, at the corners too, and remember what they worked out."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pytest

from quarterdeck.engine import matrices, reference
from quarterdeck.engine.facts import KnownOn
from quarterdeck.engine.held import Held
from quarterdeck.engine.matrices.located import located
from quarterdeck.engine.matrices.program import program
from quarterdeck.engine.plan import planned
from quarterdeck.engine.query import Areas, Borders, Question, Statement
from quarterdeck.engine.segments.checksums import Corrupt
from quarterdeck.engine.segments.compaction import compact
from quarterdeck.engine.segments.memory_log import MemoryLog, Told
from quarterdeck.engine.segments.reading import current
from quarterdeck.engine.slabs import writing
from tests.engine.worlds_by_hand import NEW, WORLD, Answer, day, row

DISTRICTS = Areas(("P",), children=True)
LEVEL = (Statement.LEVEL,)
EVERYTHING = tuple(Statement)
Batches = Sequence[tuple[int, Sequence[Told]]]


@contextmanager
def held_of(batches: Batches, in_segments: int = 0) -> Iterator[Held]:
    """A store with the first so many batches in segments and the rest in the tail."""
    with TemporaryDirectory() as name:
        folder, log = Path(name), MemoryLog()
        for number, (known_since, rows) in enumerate(batches):
            log.append(day(known_since), rows)
            if number + 1 == in_segments:
                compact(folder, log, slabs=writing.write, level_of=lambda uid: WORLD.register.units[uid].level)
        yield Held(folder, current(folder, log), log)


def asked(held: Held, question: Question) -> pa.Table:
    """The answer of the matrices, which is that of the reference."""
    plan = planned(question, WORLD)
    found = matrices.answer(plan, held)
    assert found.to_pylist() == reference.answer(plan, held).to_pylist()
    return found


def question(areas: Areas, *codes: str, periods: tuple[str, ...] = ("2022-Q1",)) -> Question:
    """Everything that can be said of some indicators."""
    return Question(codes, areas, periods, EVERYTHING, per="POP")


def months(unit: str, code: str = "REV", *values: str | int | None, year: int = 2022) -> list[Told]:
    """Values of the months of a year."""
    return [row(code, unit, f"{year}-M{number:02}", value) for number, value in enumerate(values, 1)]


@pytest.mark.parametrize("borders", [None, NEW])
@pytest.mark.parametrize("rollup", [None, 2, 3])
def test_an_empty_store_answers_that_nothing_is_reported(borders: Borders | None, rollup: int | None) -> None:
    codes = [one.code for one in WORLD.measures.values()]
    with held_of([]) as held:
        found = asked(held, replace(question(DISTRICTS, *codes), borders=borders, rollup=rollup))
    assert found["value"].null_count == len(found)
    assert "" not in found["why"].to_pylist()


def test_a_series_that_the_segments_never_saw_is_read_from_the_tail() -> None:
    told = [(1, months("A'", "REV", 1, 2, 3)), (2, months("A'", "COST", 4, 5, 6))]
    with held_of(told, 1) as held:
        found = Answer(asked(held, question(DISTRICTS, "REV", "COST", "POP")).to_pylist())
    assert found.value("A", indicator="REV") == 6
    assert found.value("A", indicator="COST") == 15
    assert found.value("A", indicator="POP") == "finer"


def test_the_tail_counts_over_the_segments_and_hides_values_with_rows_without_one() -> None:
    told = [(1, months("A'", "REV", 1, 2, 3)), (2, months("A'", "REV", None, 7)), (1, months("A'", "REV", 9, 9, 9))]
    with held_of(told, 1) as held:
        level = replace(question(DISTRICTS, "REV", periods=("2022-M01", "2022-M02", "2022-M03")), statements=LEVEL)
        found = Answer(asked(held, level).to_pylist())
    assert [found.value("A", period=one) for one in level.periods] == ["no_value", 7, 9]


@pytest.mark.parametrize("in_segments", [0, 1, 2, 3, 4])
@pytest.mark.parametrize("last", [None, 1, 2, 3, 4])
@pytest.mark.parametrize("at", [None, 1, 2, 3])
def test_as_known_is_the_same_wherever_rows_lie(in_segments: int, last: int | None, at: int | None) -> None:
    told = [(known, months("A'", "REV", value, 2, 3)) for known, value in ((2, 10), (1, 11), (3, 12), (2, 13))]
    known = KnownOn(None if at is None else day(at), last)
    with held_of(told, in_segments) as held:
        asked(held, replace(question(DISTRICTS, "REV"), known=known))


def test_amounts_beyond_64_bits_are_told_to_the_last_digit() -> None:
    most = "99999999999999999999.99999999"
    told = [(1, [one for unit in ("A'", "C'", "D") for one in months(unit, "REV", most, "1e17", "-1e17")])]
    with held_of(told, 1) as held:
        found = Answer(asked(held, replace(question(DISTRICTS, "REV"), rollup=2)).to_pylist())
    assert found.value("P") == Decimal("299999999999999999999.99999997")
    assert found.value("A", Statement.SHARE) == Decimal("33.33333333")


def test_hundreds_of_quadrillions_stay_exact_in_sums_and_per_cents() -> None:
    now, then = months("A'", "REV", 10**17, 10**17, 1), months("A'", "REV", 10**17, 10**17, 3, year=2021)
    with held_of([(1, [*now, *then])], 1) as held:
        found = Answer(asked(held, question(DISTRICTS, "REV")).to_pylist())
    assert found.value("A") == 2 * 10**17 + 1
    assert found.value("A", Statement.CHANGE) == 0


def test_a_change_of_a_half_in_the_ninth_decimal_is_rounded_away_from_zero() -> None:
    told = [*months("A'", "REV", 8 * 10**8 + 1), *months("A'", "REV", 8 * 10**8, year=2021)]
    told += [*months("C'", "REV", 8 * 10**8 - 1), *months("C'", "REV", 8 * 10**8, year=2021)]
    with held_of([(1, told)], 1) as held:
        found = Answer(asked(held, question(DISTRICTS, "REV", periods=("2022-M01",))).to_pylist())
    assert found.value("A", Statement.CHANGE) == Decimal("0.00000013")
    assert found.value("C", Statement.CHANGE) == Decimal("-0.00000013")


def test_decimals_of_the_tail_may_be_finer_than_those_of_the_segments() -> None:
    told = [(1, months("A'", "REV", 1, 2, 3)), (2, months("A'", "REV", "1.23456789"))]
    with held_of(told, 1) as held:
        found = Answer(asked(held, question(DISTRICTS, "REV")).to_pylist())
    assert found.value("A") == Decimal("6.23456789")


def test_all_units_of_all_levels_answer_at_once() -> None:
    units = [one.uid for one in WORLD.register.units.values()]
    told = [(1, [one for number, unit in enumerate(units) for one in months(unit, "REV", number, 2, 3)])]
    with held_of(told, 1) as held:
        for borders in (None, NEW):
            areas = Areas(tuple("PQ"), children=True, level=3, groups=(("C", "D"), ("E", "F"), ("A",)))
            asked(held, replace(question(areas, "REV", "GROWN", "EACH", periods=("2022-Q1", "2020")), borders=borders))


def test_a_damaged_block_is_not_answered_from() -> None:
    with held_of([(1, months("A'", "REV", 1, 2, 3))], 1) as held:
        (values,) = held.folder.glob("*.values")
        values.write_bytes(bytes([values.read_bytes()[0] ^ 1]) + values.read_bytes()[1:])
        with pytest.raises(Corrupt):
            matrices.answer(planned(question(DISTRICTS, "REV"), WORLD), held)


def test_the_same_question_about_other_areas_is_not_worked_out_again() -> None:
    with held_of([(1, months("A'", "REV", 1, 2, 3))], 1) as held:
        one, other = (planned(question(Areas((code,)), "REV"), WORLD) for code in "PQ")
        assert program(one, False) is program(other, False)
        basis = program(one, False).basis
        assert located(basis, held) is located(basis, held)


def test_with_lineage_the_rows_of_the_log_are_told() -> None:
    with held_of([(1, months("A'", "REV", 1, 2, 3))], 1) as held:
        plan = planned(replace(question(Areas(("A",)), "REV"), lineage=True, statements=LEVEL), WORLD)
        assert matrices.answer(plan, held)["lineage"].to_pylist() == [[1, 2, 3]]


def test_a_question_that_looks_nothing_up_is_answered() -> None:
    with held_of([]) as held:
        found = asked(held, replace(question(DISTRICTS, "POINTS"), statements=(Statement.SHARE,), rollup=3))
    assert set(found["why"].to_pylist()) == {"not_applicable"}
