"""What the plain way says of areas that change, in numbers worked out by hand: borders, breaks, groups, roll-ups."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from quarterdeck.core.lineage import Register
from quarterdeck.engine.query import Areas, Borders, Statement
from tests.engine.worlds_by_hand import MEASURES, NEW, OLD, REGISTER, WORLD, ask, row

HALVES = [
    row("REV", "A", "2020-S1", 10), row("REV", "B", "2020-S1", 5), row("REV", "A'", "2020-S2", 18),
    row("REV", "A", "2019-S2", 9), row("REV", "B", "2019-S2", 4),
]  # fmt: skip


def test_the_first_figure_of_another_territory_breaks_the_series() -> None:
    found = ask(HALVES, "REV", "A", "2020-S2", Statement.LEVEL, Statement.CHANGE, Statement.PREVIOUS)
    assert (found("A")["value"], found("A")["status"]) == (18, "B")
    assert (found.value("A", Statement.CHANGE), found("A", Statement.CHANGE)["status"]) == (100, "B")
    assert (found.value("A", Statement.PREVIOUS), found("A", Statement.PREVIOUS)["status"]) == (10, "A")


def test_figures_of_two_territories_make_a_break_even_where_neither_is_the_first() -> None:
    told = [row("REV", "A'", "2021-Q1", 20), row("REV", "A", "2020-Q1", 10)]
    assert ask(told, "REV", "A", "2021-Q1")("A")["status"] == "A"
    assert ask(told, "REV", "A", "2021-Q1", Statement.CHANGE)("A", Statement.CHANGE)["status"] == "B"


def test_in_todays_borders_a_merged_unit_compares_with_the_sum_of_its_parts() -> None:
    found = ask(HALVES, "REV", "A", "2020-S2", Statement.LEVEL, Statement.CHANGE, Statement.SAME_PERIOD, borders=NEW)
    assert (found.value("A"), found.value("A", Statement.SAME_PERIOD)) == (18, 13)
    assert found.value("A", Statement.CHANGE) == Decimal("38.46153846")
    assert (found("A", Statement.CHANGE)["status"], found("A", Statement.SAME_PERIOD)["needed"]) == ("A", 2)


def test_a_part_that_did_not_report_is_not_zero() -> None:
    found = ask(HALVES[:1], "REV", "A", "2020-S1", borders=NEW)("A")
    assert (found["why"], found["status"], found["reported"], found["needed"]) == ("incomplete", "O", 1, 2)


def test_a_divided_unit_is_told_by_its_shares_and_nothing_is_lost() -> None:
    found = ask([row("REV", "C", "2020", "0.8")], "REV", "C D", "2020", borders=NEW)
    assert (found.value("C"), found.value("D")) == (Decimal("0.5"), Decimal("0.3"))
    assert (found("C")["status"], found("C")["computed"]) == ("E", False)


def test_units_of_unknown_shares_are_told_together_and_not_apart() -> None:
    found = ask([row("REV", "E", "2020", 8, qualifier="nearly")], "REV", "E F", "2020", borders=NEW)
    assert [found.value(code) for code in ("E", "F", "E+F")] == ["not_divided", "not_divided", 8]
    assert (found("E")["status"], found("E+F")["status"], found("E+F")["qualifier"]) == ("K", "A", "about")
    assert [one["area"] for one in found.rows] == ["E", "F", "E+F"]


def test_what_is_told_together_counts_for_all_that_need_it() -> None:
    told = [row("REV", "E", "2020", 8)]
    whole = ask(told, "REV", "Q", "2020", borders=NEW, rollup=2)("Q")
    assert (whole["value"], whole["reported"], whole["needed"]) == (8, 2, 2)
    named = ask(told, "REV", Areas(groups=(("E", "F"), ("E", "A"))), "2020", borders=NEW)
    assert (named.value("E+F"), named.value("A+E")) == (8, "incomplete")


def test_before_the_events_the_old_units_are_asked_for() -> None:
    told = [row("REV", "A'", "2021", 30), row("REV", "A", "2019", 10), row("REV", "B", "2019", 7)]
    found = ask(told, "REV", "A B", "2019", borders=OLD)
    assert (found.value("A"), found.value("B")) == (10, 7)
    later = ask(told, "REV", "A B", "2021", borders=OLD)
    assert [later.value(code) for code in ("A", "B", "A+B")] == ["not_divided", "not_divided", 30]


def test_a_plan_that_was_set_for_the_predecessors_stands_whatever_else_is_asked() -> None:
    plans = [row("REV", uid, "2020", value, scenario="plan") for uid, value in (("A", 10), ("B", 5), ("C", 40))]
    merged = Borders(date(2020, 12, 1))
    alone, both = (ask(plans, "REV", areas, "2020", Statement.PLAN, borders=merged) for areas in ("A", "A C"))
    assert (alone.value("A", Statement.PLAN), both.value("A", Statement.PLAN)) == (15, 15)
    assert both.value("C", Statement.PLAN) == 40


def test_weights_of_one_area_may_be_older_than_those_of_another() -> None:
    told = [
        *(row("RATE", uid, "2019", value) for uid, value in (("A", 10), ("B", 20), ("C", 5))),
        row("POP", "A", "2018", 3), row("POP", "B", "2018", 1), row("POP", "C", "2019", 9),
    ]  # fmt: skip
    assert ask(told, "RATE", "A C", "2019", borders=NEW).value("A") == Decimal("12.5")
    assert ask(told[:3], "RATE", "A C", "2019", borders=NEW).value("A") == "no_weight"


def test_a_rate_that_nothing_weighs_is_kept_only_where_the_unit_is_the_same() -> None:
    told = [row("POINTS", uid, "2019", 7) for uid in ("A", "B", "A1")]
    found = ask(told, "POINTS", "A A1", "2019", borders=NEW)
    assert [found.value(code) for code in ("A", "A1")] == ["cannot_divide", 7]


def test_a_roll_up_needs_all_units_and_tells_how_many_there_are() -> None:
    told = [row("REV", "A", "2019", 10, status="P"), row("REV", "B", "2019", 7), row("REV", "C", "2019", 1)]
    whole = ask(told, "REV", "P", "2019", rollup=2)("P")
    assert (whole["value"], whole["status"], whole["reported"], whole["needed"]) == (18, "P", 3, 3)
    part = ask(told[:2], "REV", "P", "2019", rollup=2)("P")
    assert (part["why"], part["status"], part["reported"], part["needed"]) == ("incomplete", "O", 2, 3)
    none = ask([row("REV", "P", "2019", 99)], "REV", "P", "2019", rollup=2)("P")
    assert (none["why"], none["reported"], none["needed"]) == ("not_reported", 0, 3)


def test_a_roll_up_is_made_of_the_units_that_lived_in_each_period() -> None:
    lived = {"2020-S1": ("A", "B", "C"), "2021-S1": ("A'", "C'", "D"), "2020-S2": ("A'", "C")}
    told = [row("REV", uid, period, 1) for period, uids in lived.items() for uid in uids]
    asked = (Statement.LEVEL, Statement.SAME_PERIOD, Statement.PREVIOUS)
    found = ask(told, "REV", "P", "2021-S1", *asked, rollup=2)
    assert [(found("P", one)["value"], found("P", one)["needed"]) for one in asked] == [(3, 3), (3, 3), (2, 2)]


def test_a_unit_of_the_level_itself_answers_for_itself() -> None:
    found = ask([row("REV", "A", "2019", 10, qualifier="over")], "REV", "A", "2019", rollup=2)("A")
    assert (found["value"], found["qualifier"], found["needed"]) == (10, "over", 1)
    assert (
        ask([row("REV", "A", "2019", 10)], "REV", "P", "2019", Statement.LEVEL, rollup=1).value("P") == "not_reported"
    )


def test_where_no_unit_of_the_level_lies_below_there_is_nothing_to_make_it_of() -> None:
    found = ask([row("REV", "C", "2019", 10)], "REV", "C", "2019", rollup=3)("C")
    assert (found["why"], found["reported"], found["needed"]) == ("no_unit", 0, 0)


def test_a_mean_is_weighted_and_rounded_to_the_digits_of_its_indicator() -> None:
    told = [row("RATE", "A1", "2019", 10), row("RATE", "A2", "2019", 11)]
    weights = [row("POP", "A1", "2019", 2), row("POP", "A2", "2019", 1)]
    assert ask([*told, *weights], "RATE", "A", "2019", rollup=3).value("A") == Decimal("10.33")
    assert ask([*told, weights[0]], "RATE", "A", "2019", rollup=3).value("A") == "no_weight"
    assert ask([told[0], weights[0]], "RATE", "A", "2019", rollup=3).value("A") == "incomplete"
    zeros = [row("POP", uid, "2019", 0) for uid in ("A1", "A2")]
    assert ask([*told, *zeros], "RATE", "A", "2019", rollup=3).value("A") == "no_weight"


def test_what_no_rule_makes_says_so_unless_a_formula_tells_it() -> None:
    told = [row("POINTS", "A1", "2019", 10), row("EACH", "A1", "2019", 1)]
    assert ask(told, "POINTS", "A", "2019", rollup=3).value("A") == "space_rule"
    parts = [row(code, uid, "2019", 8) for code in ("REV", "POP") for uid in ("A1", "A2")]
    assert ask([*told, *parts], "EACH", "A", "2019", rollup=3).value("A") == 1000


def test_a_published_growth_is_never_added_up() -> None:
    told = [row("REV", uid, period, value) for uid in ("A1", "A2") for period, value in (("2019", 6), ("2018", 4))]
    told += [row("REV", uid, "2019", 7, breakdown="@growth_yoy") for uid in ("A", "A1", "A2")]
    assert ask(told, "REV", "A", "2019", Statement.CHANGE, rollup=3).value("A", Statement.CHANGE) == 50
    assert ask(told, "REV", "A", "2019", Statement.CHANGE).value("A", Statement.CHANGE) == 7


def test_a_named_group_is_the_sum_of_its_members() -> None:
    told = [row("REV", "A", "2019", 10), row("REV", "C", "2019", 1)]
    found = ask(told, "REV", Areas(("A",), groups=(("C", "A"), ("C",))), "2019")
    assert (found.value("A+C"), found("A+C")["needed"], found.value("C"), found.value("A")) == (11, 2, 1, 10)


def test_a_deviation_counts_in_distances_from_the_median_of_the_peers() -> None:
    grown = {"A": 10, "B": 20, "C": 0, "E": 90}
    told = [row("REV", uid, "2018", 100) for uid in grown]
    told += [row("REV", uid, "2019", 100 + by) for uid, by in grown.items()]
    under_one = [
        replace(one, parent_code="P" if one.uid == "E" else one.parent_code) for one in REGISTER.units.values()
    ]
    world = replace(WORLD, register=Register(under_one))
    found = ask(told, "REV", Areas(level=2), "2019", Statement.DEVIATION, world=world)
    # The changes are 0, 10, 20, 90: the lower median is 10, the distances 0, 10, 10, 80 have the lower median 10.
    assert [found.value(code, Statement.DEVIATION) for code in "ABCE"] == [0, 1, -1, 8]
    few = ask(told, "REV", Areas(level=2), "2019", Statement.DEVIATION)
    assert (few.value("A", Statement.DEVIATION), few("A", Statement.DEVIATION)["needed"]) == ("no_peers", 3)


@pytest.mark.parametrize("code", [one.code for one in MEASURES])
def test_nothing_is_said_of_what_nobody_reported(code: str) -> None:
    found = ask([], code, Areas(level=2), "2021", *Statement, per="POP", borders=NEW, rollup=2)
    assert {one["value"] for one in found.rows} == {None}
    assert all(one["why"] and one["status"] == "O" and one["reported"] == 0 for one in found.rows)
