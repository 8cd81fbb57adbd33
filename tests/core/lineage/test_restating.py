"""Figures in the borders of another day: what is kept, divided, told together, or not told."""

from decimal import Decimal
from fractions import Fraction

import pytest

from quarterdeck.core.errors import BadInput
from quarterdeck.core.lineage import (
    Register,
    Restated,
    Unsplittable,
    compose,
    crosswalk,
    refuse,
    restate_counts,
    restate_mean,
    restate_ratio,
)
from quarterdeck.core.measures import ObservationStatus as Status
from tests.core.lineage.registers import AFTER, BEFORE, TANGLE, THANH_HAI, became, day, unit

D = Decimal
ACROSS = crosswalk(TANGLE, BEFORE, AFTER)
EVERY = {"a@1": D(10), "b@1": D(7), "c@1": D(20), "d@1": D(30), "e@1": D(40), "f@1": D(5)}
NEW_YEAR = crosswalk(THANH_HAI, day("2024-12-31"), day("2025-01-01"))


def shown(restated: Restated) -> dict[str, tuple[str | None, str]]:
    """Value and flag of every unit."""
    return {
        uid: (None if figure.value is None else str(figure.value), figure.status.value)
        for uid, figure in restated.values.items()
    }


def test_thanh_hai_gives_2_9_percent_of_its_people_to_bien_son() -> None:
    people = {"07549@2019": D(17931), "07555@2019": D(7000)}
    found = restate_counts(people, NEW_YEAR)
    assert shown(found) == {"07549@2025": ("17411", "E"), "07555@2025": ("7520", "E")}
    figure = found.values["07555@2025"]
    assert str(figure.method) == "Divided by shares of population"
    assert {one.uid: (one.share, one.value) for one in figure.sources} == {
        "07549@2019": (Fraction(28997, 1000000), D(17931)),
        "07555@2019": (Fraction(1), D(7000)),
    }


def test_by_land_the_same_event_gives_41_2_percent() -> None:
    by_land = crosswalk(THANH_HAI, day("2024-12-31"), day("2025-01-01"), by="land")
    found = restate_counts({"07549@2019": D(1000), "07555@2019": D(0)}, by_land)
    assert shown(found) == {"07549@2025": ("588", "E"), "07555@2025": ("412", "E")}
    assert str(found.values["07555@2025"].method) == "Divided by shares of land"


def test_whole_units_are_summed_unflagged_and_unknown_parts_are_told_as_one_figure() -> None:
    found = restate_counts(EVERY, ACROSS)
    assert shown(found) == {"x@2": (None, "K"), "y@2": (None, "K"), "z@2": ("30", "A"), "e@2": ("40", "A")}
    (group,) = found.groups
    assert (group.targets, group.value, group.status) == (("x@2", "y@2"), D(37), Status.NORMAL)
    assert found.group_of["y@2"] is group
    assert "in which proportions" in str(found.values["x@2"].reason)
    assert found.untold is not None
    assert found.untold.value == D(5)
    assert found.total == sum(EVERY.values())


def test_a_source_without_a_figure_makes_its_targets_unknown_never_zero() -> None:
    found = restate_counts({**EVERY, "c@1": None, "d@1": None}, ACROSS)
    (group,) = found.groups
    assert (group.value, group.reported, group.coverage.missing) == (None, D(17), ("c@1",))
    assert (group.coverage.reported, group.coverage.needed) == (2, 3)
    assert str(group.reason) == "Not reported for 1 of the 3 units that it is made of."
    assert shown(found)["z@2"] == (None, "O")
    assert found.total == D(62)


def test_a_unit_that_lost_its_figure_entirely_is_as_unknown_as_one_that_has_none() -> None:
    absent = restate_counts({uid: value for uid, value in EVERY.items() if uid != "d@1"}, ACROSS)
    assert absent == restate_counts({**EVERY, "d@1": None}, ACROSS)


def test_the_flags_of_the_inputs_are_kept_and_the_strongest_wins() -> None:
    flags = {"d@1": Status.PROVISIONAL, "a@1": Status.IMPUTED, "c@1": Status.PROVISIONAL}
    found = restate_counts(EVERY, ACROSS, statuses=flags)
    assert found.values["z@2"].status is Status.PROVISIONAL
    assert found.groups[0].status is Status.IMPUTED
    split = restate_counts({"07549@2019": D(1), "07555@2019": D(1)}, NEW_YEAR,
                           statuses={"07549@2019": Status.PROVISIONAL})  # fmt: skip
    assert split.values["07555@2025"].status is Status.ESTIMATED


def thirds(*values: str) -> Restated:
    """Units that are each divided in three equal parts."""
    olds = [unit(f"o{number}", "2000-01-01", "2010-01-01") for number in range(len(values))]
    news = [unit(f"n{number}", "2010-01-01") for number in range(3)]
    way = crosswalk(
        Register([*olds, *news], [became(old.uid, new.uid, "1/3") for old in olds for new in news]), BEFORE, AFTER
    )
    return restate_counts({old.uid: D(value) for old, value in zip(olds, values, strict=True)}, way)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (["10"], ["4", "3", "3"]),
        (["-10"], ["-3", "-3", "-4"]),
        (["1", "-1"], ["0", "0", "0"]),
        (["0.5"], ["0.2", "0.2", "0.1"]),
        (["7", "0.25"], ["2.42", "2.42", "2.41"]),
    ],
)
def test_rounding_keeps_the_total_to_the_last_digit_of_the_finest_figure(given: list[str], wanted: list[str]) -> None:
    found = thirds(*given)
    assert [str(figure.value) for figure in found.values.values()] == wanted
    assert found.total == sum(map(D, given))


def test_sums_of_whole_units_keep_all_their_digits() -> None:
    found = restate_counts({**EVERY, "d@1": D("30.125"), "a@1": D("0.0001")}, ACROSS, decimals=1)
    assert found.values["z@2"].value == D("30.125")
    assert found.groups[0].value == D("27.0001")


def test_a_share_of_nothing_brings_nothing_even_where_nobody_reported() -> None:
    register = Register(
        [unit("a", "2000-01-01", "2010-01-01"), unit("b", "2000-01-01", "2010-01-01"),
         unit("x", "2010-01-01"), unit("y", "2010-01-01")],
        [became("a", "x", "1"), became("a", "y", "0"), became("b", "y")],
    )  # fmt: skip
    found = restate_counts({"b": D(3)}, crosswalk(register, BEFORE, AFTER))
    assert (found.values["y"].value, found.values["y"].status) == (D(3), Status.ESTIMATED)
    assert found.values["y"].coverage.complete
    assert found.values["x"].value is None


def test_what_may_have_gone_to_nobody_leaves_the_successor_unknown_but_is_not_lost() -> None:
    register = Register(
        [unit("a", "2000-01-01", "2010-01-01"), unit("b", "2000-01-01", "2010-01-01"), unit("x", "2010-01-01")],
        [became("a", "x"), became("b", "x", None, None)],
    )
    found = restate_counts({"a": D(10), "b": D(4)}, crosswalk(register, BEFORE, AFTER))
    (group,) = found.groups
    assert (group.value, group.reported) == (None, D(14))
    assert "may have gone to no unit" in str(group.reason)
    assert found.total == D(14)


def test_back_in_time_a_unit_that_lost_a_part_for_good_is_not_told_by_what_is_left() -> None:
    register = Register(
        [unit("a", "2000-01-01", "2010-01-01"), unit("x", "2010-01-01")], [became("a", "x", "0.75", "0.75")]
    )
    back = crosswalk(register, AFTER, BEFORE)
    found = restate_counts({"x": D(75)}, back)
    assert (found.values["a"].value, found.values["a"].reported) == (None, D(75))
    assert "none of the units that were reported" in str(found.values["a"].reason)
    through = compose(back, crosswalk(register, BEFORE, day("2009-01-01")))
    assert restate_counts({"x": D(75)}, through).values["a"].value is None


def test_a_figure_of_a_unit_that_was_not_alive_is_refused() -> None:
    with pytest.raises(BadInput, match=r"x@2.*2009-12-31"):
        restate_counts({"x@2": D(1)}, ACROSS)


def test_a_mean_is_weighted_by_its_denominator() -> None:
    register = Register(
        [unit("a", "2000-01-01", "2010-01-01"), unit("b", "2000-01-01", "2010-01-01"), unit("m", "2010-01-01")],
        [became("a", "m"), became("b", "m")],
    )
    way = crosswalk(register, BEFORE, AFTER)
    found = restate_mean({"a": D("10"), "b": D("20")}, {"a": D(100), "b": D(300)}, way, decimals=2)
    assert (found.values["m"].value, found.values["m"].status) == (D("17.50"), Status.NORMAL)
    unweighted = restate_mean({"a": D("10"), "b": D("20")}, {"a": D(100)}, way, decimals=2)
    assert (unweighted.values["m"].value, unweighted.values["m"].coverage.missing) == (None, ("b",))
    empty = restate_mean({"a": D("10")}, {"a": D(100), "b": D(0)}, way, decimals=0)
    assert empty.values["m"].value == D(10)
    nothing = restate_mean({"a": D("10"), "b": D("20")}, {"a": D(0), "b": D(0)}, way, decimals=0)
    assert str(nothing.values["m"].reason) == "What it is measured against adds up to zero."


def test_a_unit_taken_over_whole_and_alone_keeps_its_mean_and_ratio_without_the_parts() -> None:
    mean = restate_mean({"e@1": D("3.14159")}, {}, ACROSS, decimals=1)
    ratio = restate_ratio({}, {}, ACROSS, decimals=1, factor=100, values={"e@1": D("98.76")})
    assert (mean.values["e@2"].value, ratio.values["e@2"].value) == (D("3.14159"), D("98.76"))
    assert mean.values["e@2"].status is Status.NORMAL
    assert str(ratio.values["z@2"].reason).startswith("Not reported for 1 of the 1")


def test_a_ratio_is_restated_through_its_parts_and_told_for_a_group_too() -> None:
    poor = {"a@1": D(1), "b@1": D(2), "c@1": D(3), "d@1": D(1)}
    homes = {"a@1": D(10), "b@1": D(20), "c@1": D(60), "d@1": D(3)}
    found = restate_ratio(poor, homes, ACROSS, decimals=2, factor=100)
    assert (found.groups[0].value, found.groups[0].status) == (D("6.67"), Status.NORMAL)
    assert found.values["x@2"].value is None
    assert found.values["z@2"].value == D("33.33")


def test_a_divided_ratio_is_rounded_once_and_flagged() -> None:
    found = restate_ratio(
        {"07549@2019": D(100), "07555@2019": D(-50)},
        {"07549@2019": D(1000), "07555@2019": D(500)},
        NEW_YEAR,
        decimals=1,
    )
    exact = (Fraction(28997, 10000) - 50) / (Fraction(28997, 1000) + 500)
    assert exact < Fraction(-5, 100)
    assert (found.values["07555@2025"].value, found.values["07555@2025"].status) == (D("-0.1"), Status.ESTIMATED)


def test_ranks_medians_and_texts_are_refused_with_a_reason() -> None:
    for kind, word in ((Unsplittable.MEDIAN, "median"), (Unsplittable.CATEGORY, "category")):
        found = refuse(kind, EVERY, ACROSS)
        assert shown(found) == {"x@2": (None, "K"), "y@2": (None, "K"), "z@2": ("30", "A"), "e@2": ("40", "A")}
        assert word in str(found.groups[0].reason)
    ranks = refuse(Unsplittable.RANK, EVERY, ACROSS)
    assert ranks.values["e@2"].value is None
    assert "rank" in str(ranks.values["e@2"].reason)


def test_ranks_are_kept_where_every_unit_is_the_same() -> None:
    still = crosswalk(TANGLE, day("2000-01-01"), BEFORE)
    found = refuse(Unsplittable.RANK, {"a@1": D(1)}, still)
    assert found.values["a@1"].value == D(1)
    assert str(found.values["b@1"].reason).startswith("Not reported")
