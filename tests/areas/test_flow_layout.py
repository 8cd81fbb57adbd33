"""The flow diagram: no unit is lost, ribbons fill their bars on both sides, and hardly cross."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.areas.rules.flowing import NOBODY, THIN, Layout, Node, crossings, knots, layout, width
from quarterdeck.core.lineage import Pair, Quality, crosswalk
from tests.core.lineage.registers import AFTER, BEFORE, TANGLE, THANH_HAI, day
from tests.core.lineage.strategies import PATIENT

WHOLE = Fraction(1)


def _pair(source: str, target: str | None, share: Fraction | None = WHOLE) -> Pair:
    return Pair(source, target, share, Quality.EXACT) if share is not None else _unknown(source, target)


def _unknown(source: str, target: str | None) -> Pair:
    found = crosswalk(TANGLE, BEFORE, AFTER).of["b@1"][0]
    return Pair(source, target, found.amount, Quality.UNKNOWN)


@st.composite
def flows(draw: st.DrawFn) -> list[Pair]:
    """Units that become others: whole, in known or unknown parts, or nobody's."""
    pairs = []
    for number in range(draw(st.integers(1, 14))):
        targets = draw(
            st.lists(st.sampled_from([None, "u", "v", "w", "x", "y", "z"]), min_size=1, max_size=4, unique=True)
        )
        weights = draw(st.lists(st.integers(0, 5), min_size=len(targets), max_size=len(targets)))
        whole = sum(weights)
        for target, weight in zip(targets, weights, strict=True):
            pairs.append(_pair(f"s{number}", target, Fraction(weight, whole) if whole else None))
    return pairs


def _stacked(bars: Sequence[Node], ends: Sequence[tuple[str, Fraction, Fraction]]) -> bool:
    """Whether the ends of ribbons fill each bar from its top to its foot, one after the other."""
    for bar in bars:
        at = bar.top
        for _key, begin, high in sorted((one for one in ends if one[0] == bar.key), key=lambda one: one[1:]):
            if begin != at:
                return False
            at += high
        if at != bar.top + bar.height:
            return False
    return True


@given(flows())
@PATIENT
def test_no_unit_is_lost_and_every_pair_has_its_ribbon(pairs: list[Pair]) -> None:
    made = [layout(knot) for knot in knots(pairs)]
    drawn = Counter((one.source, one.target) for each in made for one in each.ribbons)
    assert drawn == Counter((pair.source, pair.target or NOBODY) for pair in pairs)
    assert sorted(node.key for each in made for node in each.sources) == sorted({pair.source for pair in pairs})
    assert {node.key for each in made for node in each.targets} == {pair.target or NOBODY for pair in pairs}


@given(flows())
@PATIENT
def test_ribbons_fill_the_bars_of_both_sides(pairs: list[Pair]) -> None:
    for knot in knots(pairs):
        made = layout(knot)
        assert _stacked(made.sources, [(one.source, one.left, one.width) for one in made.ribbons])
        assert _stacked(made.targets, [(one.target, one.right, one.width) for one in made.ribbons])
        assert sum(node.height for node in made.sources) == sum(node.height for node in made.targets)


@given(flows())
@PATIENT
def test_names_never_stand_on_each_other_and_nothing_leaves_the_drawing(pairs: list[Pair]) -> None:
    for knot in knots(pairs):
        made = layout(knot)
        for side in (made.sources, made.targets):
            assert all(after.middle - before.middle >= 20 for before, after in pairwise(side))
            assert all(node.top >= 0 and node.top + node.height <= made.height for node in side)


@given(flows())
@PATIENT
def test_the_order_never_crosses_more_than_the_order_given(pairs: list[Pair]) -> None:
    for knot in knots(pairs):
        given_left = list(dict.fromkeys(pair.source for pair in knot))
        given_right = list(dict.fromkeys(pair.target or NOBODY for pair in knot))
        assert _crossings_of(knot, layout(knot)) <= crossings(knot, given_left, given_right)


def _crossings_of(knot: Sequence[Pair], made: Layout) -> int:
    return crossings(knot, [node.key for node in made.sources], [node.key for node in made.targets])


def test_crossings_count_what_eyes_see() -> None:
    straight = [_pair("a", "x"), _pair("b", "y")]
    assert crossings(straight, ["a", "b"], ["x", "y"]) == 0
    assert crossings(straight, ["a", "b"], ["y", "x"]) == 1
    assert crossings([_pair("a", "x"), _pair("a", "y")], ["a"], ["y", "x"]) == 0


def test_a_merger_crosses_nothing() -> None:
    pairs = [_pair("a", "x"), _pair("b", "y"), _pair("c", "x"), _pair("d", "y")]
    assert [{pair.target for pair in knot} for knot in knots(pairs)] == [{"x"}, {"y"}]
    assert all(_crossings_of(knot, layout(knot)) == 0 for knot in knots(pairs))


def test_known_shares_are_as_wide_as_they_are_large_and_unknown_ones_equally_thin() -> None:
    known = {pair.source + ">" + str(pair.target): width(pair)
             for pair in crosswalk(THANH_HAI, day("2024-12-31"), day("2025-01-01")).pairs}  # fmt: skip
    assert known["07549@2019>07555@2025"] / known["07555@2019>07555@2025"] == Fraction("0.028997")
    unknown = [width(pair) for pair in crosswalk(TANGLE, BEFORE, AFTER).of["b@1"]]
    assert unknown == [THIN, THIN]


def test_units_that_end_stand_together_and_tie_no_others() -> None:
    found = knots(crosswalk(TANGLE, BEFORE, AFTER).pairs)
    assert sorted(sorted({pair.source for pair in knot}) for knot in found) == [
        ["a@1", "b@1", "c@1"], ["d@1"], ["e@1"], ["f@1"],
    ]  # fmt: skip
    lost = knots(
        [_pair("f", None), _pair("g", None), _pair("a", "x", Fraction(1, 2)), _pair("a", None, Fraction(1, 2))]
    )
    assert sorted(sorted({pair.source for pair in knot}) for knot in lost) == [["a"], ["f", "g"]]
