"""What a question names is found, and what is not there is refused with place and remedy."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from quarterdeck.core.errors import BadInput, NotFound, QuarterdeckError
from quarterdeck.core.messages import Message
from quarterdeck.engine.plan import MOST_CELLS, planned, refuse_too_many
from quarterdeck.engine.plan.periods import periods_of
from quarterdeck.engine.query import Areas, Borders, Derived, Question, Statement
from tests.engine.worlds_by_hand import WORLD

TODAY = date(2024, 5, 17)
QUESTION = Question(("REV",), Areas(("P",)), ("2022-M03",))


def codes(*words: str, today: date | None = TODAY) -> list[str]:
    """The codes of the periods that words name."""
    return [one.code for one in periods_of(words, today)]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("2024-q1", ["2024-Q1"]),
        ("this-quarter", ["2024-Q2"]),
        ("last-quarter", ["2024-Q1"]),
        ("This-Month", ["2024-M05"]),
        ("last-year", ["2023"]),
        ("this-quarter-last-year", ["2023-Q2"]),
        ("last-month-last-year", ["2023-M04"]),
        ("this-half", ["2024-S1"]),
        ("last-3-months", ["2024-M02", "2024-M03", "2024-M04"]),
        ("last-2-years", ["2022", "2023"]),
        ("year-to-date", ["2024-01-01/2024-04-30"]),
        ("2023-Q4..2024-Q2", ["2023-Q4", "2024-Q1", "2024-Q2"]),
    ],
)
def test_words_name_periods_as_seen_from_a_day(word: str, expected: list[str]) -> None:
    assert codes(word) == expected


def test_a_period_that_is_named_twice_is_asked_for_once() -> None:
    assert codes("2024-Q2", "this-quarter", "last-quarter") == ["2024-Q2", "2024-Q1"]


@pytest.mark.parametrize("word", ["soon", "2024-Q5", "2024-Q2..2024-Q1", "2024-Q1..2024-M06", "last-0-kings", ""])
def test_what_is_no_period_is_refused_with_a_remedy(word: str) -> None:
    with pytest.raises(BadInput) as refusal:
        codes(word)
    assert str(refusal.value.remedy)


def test_a_relative_word_needs_a_day() -> None:
    with pytest.raises(BadInput, match="needs a day"):
        codes("this-quarter", today=None)


def changed(**more: object) -> Question:
    """The question with other parts."""
    return replace(QUESTION, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "kind", "place"),
    [
        (changed(indicators=("NONE",)), NotFound, "indicators"),
        (changed(indicators=()), BadInput, "indicators"),
        (changed(statements=()), BadInput, "indicators"),
        (changed(areas=Areas()), BadInput, "areas"),
        (changed(areas=Areas(("XX",))), NotFound, "areas"),
        (changed(areas=Areas(("B",))), NotFound, "areas"),
        (changed(areas=Areas(level=4)), BadInput, "areas"),
        (changed(areas=Areas(level=3, under="Q")), BadInput, "areas"),
        (changed(areas=Areas(groups=(("P", "A"),))), BadInput, "areas"),
        (changed(areas=Areas(("D",)), borders=Borders(date(2020, 1, 1))), NotFound, "areas"),
        (changed(statements=(Statement.PER,)), BadInput, "per"),
        (changed(derived=(Derived("REV", "[COST]", "VND_bn"),)), BadInput, "derived"),
        (changed(derived=(Derived("NEW", "[COST]", "bananas"),)), BadInput, "derived"),
    ],
)
def test_what_is_not_there_is_refused_with_its_place(
    question: Question, kind: type[QuarterdeckError], place: str
) -> None:
    with pytest.raises(kind) as refusal:
        planned(question, WORLD)
    assert refusal.value.place == place
    assert isinstance(refusal.value.remedy, Message)
    assert str(refusal.value.remedy)


@pytest.mark.parametrize("formula", ["[REV] + [POP]", "[REV] +", "[NOWHERE] / [POP]", "growth([RATE])"])
def test_a_formula_that_mixes_units_or_cannot_be_read_is_refused(formula: str) -> None:
    asked = changed(indicators=("NEW",), derived=(Derived("NEW", formula, "VND_bn"),))
    with pytest.raises(BadInput) as refusal:
        planned(asked, WORLD)
    assert str(refusal.value.remedy)


def test_more_cells_than_an_answer_holds_are_refused_before_anything_is_read() -> None:
    many = changed(periods=("2022-M01..2121-M12",), areas=Areas(("P",), children=True), breakdowns=tuple("ABCDEFGHIJ"))
    one = planned(many, WORLD)
    assert one.cells == 10 * 1200 * 4
    wide = replace(one, asked=one.asked * 50)
    assert wide.cells > MOST_CELLS
    with pytest.raises(BadInput, match="cells"):
        refuse_too_many(wide.cells)


def test_too_many_cells_are_counted_before_any_step_is_worked_out() -> None:
    fresh = replace(WORLD)
    many = changed(periods=("2023-M01..2122-M12",), breakdowns=tuple("ABCDEFGHIJ"))
    counted: list[int] = []

    def never(cells: int) -> None:
        counted.append(cells)
        raise BadInput("too many")

    with pytest.raises(BadInput, match="too many"):
        planned(many, fresh, never)
    assert counted == [planned(many, WORLD).cells]
    assert fresh.remembered == {}


@pytest.mark.parametrize(
    "word", ["last-0-quarters", "last-9999-quarters", "last-999999999999-years", "2024-q9", "soon"]
)
def test_a_word_that_names_no_period_is_told_as_it_was_written(word: str) -> None:
    with pytest.raises(BadInput, match=f'"{word}" names no period') as refusal:
        periods_of((word,), TODAY)
    assert refusal.value.place == "periods"
    assert str(refusal.value.remedy)


def test_a_span_is_never_cut_short() -> None:
    with pytest.raises(BadInput, match="more than 1,200 periods"):
        periods_of(("1901-M01..2024-M12",), TODAY)


SELECTED: list[tuple[Areas, list[str]]] = [
    (Areas(("A", "P")), ["A", "P"]),
    (Areas(("P",), children=True), ["P", "A", "C", "D"]),
    (Areas(level=1), ["P", "Q"]),
    (Areas(level=3, under="P"), ["A1", "A2", "B1"]),
    (Areas(under="Q"), ["E", "F"]),
    (Areas(("Q",), groups=(("C", "A"),)), ["Q", "A+C"]),
]


@pytest.mark.parametrize(("areas", "expected"), SELECTED)
def test_areas_are_found_in_the_order_of_the_question(areas: Areas, expected: list[str]) -> None:
    found = planned(changed(areas=areas), WORLD).places.list
    assert [place.code for place in found if place.asked] == expected


def test_units_are_those_of_the_borders_with_what_can_be_told_only_together() -> None:
    then = planned(changed(areas=Areas(("P",), children=True), borders=Borders(date(2020, 1, 1))), WORLD)
    assert [place.code for place in then.places.list] == ["P", "A", "B", "C", "A+B"]


def test_the_area_above_is_looked_at_but_not_told() -> None:
    found = planned(changed(areas=Areas(("A",)), statements=(Statement.SHARE,)), WORLD).places.list
    assert [(place.code, place.asked, place.parent) for place in found] == [("A", True, 1), ("P", False, None)]


def test_what_was_planned_once_is_not_planned_again() -> None:
    remembered: Callable[[], int] = lambda: len(WORLD.remembered)  # noqa: E731
    planned(changed(periods=("2019-M07",)), WORLD)
    before = remembered()
    planned(changed(periods=("2019-M07",), areas=Areas(("Q",))), WORLD)
    assert remembered() == before


def test_a_formula_may_not_build_on_another_of_the_same_question() -> None:
    first, second = Derived("ONE", "[REV] - [COST]", "VND_bn"), Derived("TWO", "[ONE] + [REV]", "VND_bn")
    with pytest.raises(BadInput, match="builds on ONE"):
        planned(changed(indicators=("TWO",), derived=(first, second)), WORLD)


def test_a_formula_must_fit_whatever_scenario_is_asked_for() -> None:
    wrong = Derived("NEW", "[REV] + [COST]", "persons")
    with pytest.raises(BadInput, match="persons"):
        planned(changed(indicators=("NEW",), derived=(wrong,), scenario="plan"), WORLD)


def test_a_roll_up_from_a_level_that_does_not_exist_is_refused() -> None:
    with pytest.raises(BadInput, match="level 9"):
        planned(changed(rollup=9), WORLD)


def test_units_that_ended_within_a_period_bring_the_group_that_is_told_together() -> None:
    year = changed(areas=Areas(("E",)), periods=("2020-12-01/2021-02-28",), borders=Borders(date(2022, 1, 1)))
    assert [place.code for place in planned(year, WORLD).places.list] == ["E", "E+F"]
