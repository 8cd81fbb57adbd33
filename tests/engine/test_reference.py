"""What the plain way says, in numbers worked out by hand: values, what is known when, statements."""

from decimal import Decimal

import pytest

from quarterdeck.engine.facts import KnownOn
from quarterdeck.engine.query import Areas, Derived, Statement
from tests.engine.worlds_by_hand import ask, day, row

MONTHS = [row("REV", "A", f"2020-M0{number}", 10 * number) for number in (1, 2, 3)]


@pytest.mark.parametrize(
    ("known", "value"),
    [
        (KnownOn(), 20),
        (KnownOn(at=day(2)), 30),
        (KnownOn(at=day(1)), 10),
        (KnownOn(last_batch=1), 10),
        (KnownOn(last_batch=2), 20),
        (KnownOn(at=day(2), last_batch=2), 10),
        (KnownOn(at=day(2), last_batch=3), 30),
    ],
)
def test_the_latest_known_row_counts_even_if_an_earlier_one_was_told_later(known: KnownOn, value: int) -> None:
    told = {on: [row("REV", "A", "2020-Q1", value)] for on, value in ((1, 10), (3, 20), (2, 30))}
    assert ask(told, "REV", "A", "2020-Q1", known=known).value("A") == value


def test_nothing_is_known_before_the_first_batch() -> None:
    found = ask({5: MONTHS}, "REV", "A", "2020-M01", known=KnownOn(at=day(4)))("A")
    assert (found["why"], found["status"], found["reported"], found["needed"]) == ("not_reported", "O", 0, 1)


def test_a_newer_row_without_a_value_hides_the_older_one() -> None:
    found = ask({1: MONTHS, 2: [row("REV", "A", "2020-M01", None, status="Q")]}, "REV", "A", "2020-M01")("A")
    assert (found["value"], found["why"], found["status"], found["computed"]) == (None, "no_value", "Q", False)


def test_what_another_publisher_says_is_not_the_figure() -> None:
    told = {1: MONTHS, 2: [row("REV", "A", "2020-M01", 99, regime="other")]}
    assert ask(told, "REV", "A", "2020-M01").value("A") == 10


def test_of_one_batch_the_row_of_its_own_publisher_counts() -> None:
    told = [row("INVEST", "A", "2020", 5, regime="early"), row("INVEST", "A", "2020", 6)]
    assert ask(told, "INVEST", "A", "2020").value("A") == 5
    assert ask(list(reversed(told)), "INVEST", "A", "2020").value("A") == 5


def test_a_quarter_is_the_sum_of_its_months() -> None:
    found = ask(MONTHS, "REV", "A", "2020-Q1")("A")
    assert (found["value"], found["computed"], found["reported"], found["needed"]) == (60, True, 1, 1)
    assert ask(MONTHS[:2], "REV", "A", "2020-Q1").value("A") == "not_reported"


def test_a_sum_keeps_every_digit() -> None:
    large, least = "99999999999999999999.99999999", "0.00000001"
    told = [row("REV", "A", f"2020-M0{number}", one) for number, one in enumerate((large, large, least), 1)]
    assert ask(told, "REV", "A", "2020-Q1").value("A") == Decimal("199999999999999999999.99999999")


def test_a_month_of_a_yearly_figure_is_too_fine() -> None:
    assert ask([row("POP", "A", "2020", 100)], "POP", "A", "2020-M05", calendar=False).value("A") == "finer"
    assert ask([row("POP", "A", "2020", 100)], "POP", "A", "2020-M05").value("A") == 100


def test_a_hedged_month_makes_the_quarter_approximate_and_an_illustrative_one_illustrative() -> None:
    told = [*MONTHS[:2], row("REV", "A", "2020-M03", 30, qualifier="over", origin="illustrative", status="E")]
    found = ask(told, "REV", "A", "2020-Q1")("A")
    assert (found["qualifier"], found["illustrative"], found["status"]) == ("about", True, "E")
    found = ask(told, "REV", "A", "2020-M03")("A")
    assert (found["qualifier"], found["illustrative"], found["computed"]) == ("over", True, False)


def test_growth_is_told_as_published_else_from_the_published_ratio_else_computed() -> None:
    levels = [row("REV", "A", "2020-Q1", 150), row("REV", "A", "2019-Q1", 120)]
    ratio = row("REV", "A", "2020-Q1", "66.5", breakdown="@ratio_yoy")
    published = row("REV", "A", "2020-Q1", "24.9", breakdown="@growth_yoy", status="P")
    for told, value, computed in (
        (levels, "25", True), ([*levels, ratio], "-33.5", True), ([*levels, ratio, published], "24.9", False),
    ):  # fmt: skip
        found = ask(told, "REV", "A", "2020-Q1", Statement.CHANGE)("A", Statement.CHANGE)
        assert (found["value"], found["computed"], found["unit"]) == (Decimal(value), computed, "%")


def test_a_growth_is_rounded_once_to_eight_decimals() -> None:
    told = [row("REV", "A", "2020-Q1", 4), row("REV", "A", "2019-Q1", 3)]
    assert ask(told, "REV", "A", "2020-Q1", Statement.CHANGE).value("A", Statement.CHANGE) == Decimal("33.33333333")
    told = [row("REV", "A", "2020-Q1", 1), row("REV", "A", "2019-Q1", 6)]
    assert ask(told, "REV", "A", "2020-Q1", Statement.CHANGE).value("A", Statement.CHANGE) == Decimal("-83.33333333")


@pytest.mark.parametrize(
    ("then", "why"), [(None, "no_value"), ("0", "no_base"), ("-5", "no_base"), ("", "not_reported")]
)
def test_a_growth_that_says_nothing_says_why(then: str | None, why: str) -> None:
    told = [row("REV", "A", "2020-Q1", 4)] + ([row("REV", "A", "2019-Q1", then)] if then != "" else [])
    found = ask(told, "REV", "A", "2020-Q1", Statement.CHANGE)("A", Statement.CHANGE)
    assert (found["value"], found["why"], found["status"], found["computed"]) == (None, why, "O", True)


def test_the_change_of_a_rate_is_in_points() -> None:
    told = [row("RATE", "A", "2020", "5.25"), row("RATE", "A", "2019", "6")]
    found = ask(told, "RATE", "A", "2020", Statement.CHANGE)("A", Statement.CHANGE)
    assert (found["value"], found["unit"]) == (Decimal("-0.75"), "pp")


def test_the_change_on_the_period_before_is_never_the_published_one() -> None:
    told = [row("REV", "A", "2020-Q1", 100), row("REV", "A", "2020-Q2", 110),
            row("REV", "A", "2020-Q2", 50, breakdown="@growth_yoy")]  # fmt: skip
    assert ask(told, "REV", "A", "2020-Q2", Statement.CHANGE_ON_PREVIOUS).value("A", Statement.CHANGE_ON_PREVIOUS) == 10


def test_the_share_of_the_plan_compares_the_year_to_date() -> None:
    told = [
        row("REV", "A", "2020-Q1", 30),
        row("REV", "A", "2020-Q2", 45),
        row("REV", "A", "2020", 300, scenario="plan"),
    ]
    asked = (Statement.YEAR_TO_DATE, Statement.PLAN, Statement.ATTAINMENT)
    found = ask(told, "REV", "A", "2020-Q2", *asked)
    assert [found.value("A", one) for one in asked] == [75, 300, 25]


def test_a_published_share_of_the_plan_is_that_of_the_year_to_date() -> None:
    half, quarter = (row("REV", "A", code, 31, breakdown="@pct_of_plan") for code in ("2020-S1", "2020-Q2"))
    assert ask([half], "REV", "A", "2020-Q2", Statement.ATTAINMENT).value("A", Statement.ATTAINMENT) == 31
    assert (
        ask([quarter], "REV", "A", "2020-Q2", Statement.ATTAINMENT).value("A", Statement.ATTAINMENT) == "not_reported"
    )


def test_a_rate_reaches_no_share_of_a_plan() -> None:
    assert ask([], "RATE", "A", "2020", Statement.ATTAINMENT).value("A", Statement.ATTAINMENT) == "not_applicable"


def test_a_formula_tells_what_nobody_reported_and_only_what_was() -> None:
    told = [row("REV", "A", "2020", 50), row("POP", "A", "2020", 2000), row("REV", "A", "2020", 70, scenario="plan")]
    found = ask(told, "EACH", "A", "2020")("A")
    assert (found["value"], found["computed"]) == (25, True)
    assert ask([*told, row("EACH", "A", "2020", 26)], "EACH", "A", "2020").value("A") == 26
    assert ask(told, "EACH", "A", "2020", scenario="plan").value("A") == "not_reported"
    assert ask(told, "EACH", "A", "2020", breakdowns=("F",)).value("A") == "not_reported"


def test_a_formula_without_a_result_says_why() -> None:
    assert ask([row("REV", "A", "2020", 50)], "EACH", "A", "2020").value("A") == "not_reported"
    told = [row("REV", "A", "2020", 50), row("POP", "A", "2020", 0)]
    found = ask(told, "EACH", "A", "2020")("A")
    assert (found["why"], found["status"], found["reported"], found["needed"]) == ("no_base", "O", 1, 1)


def test_a_question_may_bring_a_formula_with_a_unit_of_its_own() -> None:
    told = [row("REV", "A", "2020", 50), row("POINTS", "A", "2020", 8)]
    found = ask(told, "D", "A", "2020", derived=(Derived("D", "[REV] / [POINTS]", "VND_bn/points"),))("A")
    assert (found["value"], found["unit"]) == (Decimal("6.25"), "VND_bn/points")


def test_a_denominator_may_be_that_of_the_year_or_the_year_before() -> None:
    told = [row("REV", "A", "2020-Q1", 50), row("POP", "A", "2019", 200)]
    assert ask(told, "REV", "A", "2020-Q1", Statement.PER, per="POP").value("A", Statement.PER) == Decimal("0.25")
    told.append(row("POP", "A", "2020", 100))
    found = ask(told, "REV", "A", "2020-Q1", Statement.PER, per="POP")("A", Statement.PER)
    assert (found["value"], found["unit"]) == (Decimal("0.5"), "VND_bn/persons")


def test_an_indicator_answers_for_the_period_under_which_it_reports() -> None:
    told = [row("INVEST", "A", "2020-01-01/2020-03-15", 7), row("INVEST", "A", "2019-01-01/2019-03-15", 5)]
    found = ask(told, "INVEST", "A B", "2020-Q1", Statement.LEVEL, Statement.CHANGE)
    assert (found("A")["value"], found("A")["reported_period"]) == (7, "2020-01-01/2020-03-15")
    assert found.value("A", Statement.CHANGE) == 40
    assert (found("B")["why"], found("B")["reported_period"]) == ("not_reported", "2020-Q1")
    plain = ask(told, "INVEST", "A", "2020-Q1", calendar=False)("A")
    assert (plain["why"], plain["reported_period"]) == ("not_reported", "2020-Q1")


def test_a_period_under_which_it_reported_a_year_ago_is_expected_again() -> None:
    told = [row("INVEST", "A", "2019-01-01/2019-03-15", 5)]
    assert ask(told, "INVEST", "A", "2020-Q1")("A")["reported_period"] == "2020-01-01/2020-03-15"


def test_equals_share_a_rank_and_the_next_are_skipped() -> None:
    told = [row("REV", uid, "2020-Q1", value) for uid, value in (("A", 5), ("B", 7), ("C", 7))]
    told += [row("COST", one.unit, one.period, one.value) for one in told]
    ranks = ask(told, "REV", Areas(level=2), "2020-Q1", Statement.RANK)
    assert [ranks.value(code, Statement.RANK) for code in "ABC"] == [3, 1, 1]
    assert (ranks("A", Statement.RANK)["reported"], ranks("A", Statement.RANK)["needed"]) == (3, 3)
    lowest = ask(told, "COST", Areas(level=2), "2020-Q1", Statement.RANK)
    assert [lowest.value(code, Statement.RANK) for code in "ABC"] == [1, 2, 2]


def test_one_alone_has_no_rank_and_one_without_a_value_neither() -> None:
    ranks = ask([row("REV", "A", "2020-Q1", 5)], "REV", "A B E", "2020-Q1", Statement.RANK)
    assert [ranks.value(code, Statement.RANK) for code in "ABE"] == ["no_peers", "not_reported", "not_reported"]
    assert (ranks("A", Statement.RANK)["reported"], ranks("A", Statement.RANK)["needed"]) == (1, 2)


def test_shares_and_contributions_are_seen_from_the_area_above() -> None:
    told = [row("REV", "P", "2020", 400), row("REV", "P", "2019", 200), row("REV", "C", "2020", 100),
            row("REV", "C", "2019", 50, status="E")]  # fmt: skip
    found = ask(told, "REV", "C P", "2020", Statement.SHARE, Statement.CONTRIBUTION)
    assert (found.value("C", Statement.SHARE), found.value("C", Statement.CONTRIBUTION)) == (25, 25)
    assert found("C", Statement.SHARE)["status"] == "A"
    assert (found("C", Statement.CONTRIBUTION)["status"], found("C", Statement.CONTRIBUTION)["unit"]) == ("E", "pp")
    assert found.value("P", Statement.SHARE) == "no_parent"


def test_the_sum_of_the_areas_below_needs_them_all() -> None:
    told = [row("REV", "P", "2019", 100), *(row("REV", uid, "2019", 30) for uid in "AB")]
    asked = (Statement.CHILDREN, Statement.GAP)
    found = ask(told, "REV", "P A1", "2019", *asked)
    assert [found.value("P", one) for one in asked] == ["incomplete", "incomplete"]
    assert (found("P", Statement.CHILDREN)["reported"], found("P", Statement.CHILDREN)["needed"]) == (2, 3)
    assert [found.value("A1", one) for one in asked] == ["no_children", "not_reported"]
    found = ask([*told, row("REV", "C", "2019", 30)], "REV", "P", "2019", *asked)
    assert [found.value("P", one) for one in asked] == [90, 10]


def test_lineage_names_the_rows_that_a_value_rests_on() -> None:
    found = ask({1: [row("REV", "A", "2020-M01", 1)], 2: MONTHS}, "REV", "A", "2020-Q1", lineage=True)("A")
    assert found["lineage"] == [2, 3, 4]


def test_a_denominator_that_nobody_divides_by_need_not_exist() -> None:
    assert ask(MONTHS, "REV", "A", "2020-M01", per="GONE").value("A") == 10
