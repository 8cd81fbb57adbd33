"""Rates and levels against their targets, and the thresholds of the country pack."""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.core.errors import BadInput
from quarterdeck.core.measures import UNITS, Better
from quarterdeck.core.pace import Pace, PaceRule, PaceRules, RateRule, Standing, judge_rate, rules_from_pack

D = Decimal
BEST_FIRST = (Standing.AHEAD, Standing.ON_COURSE, Standing.BEHIND, Standing.OFF_COURSE)
RATES = st.decimals(min_value=-100, max_value=100, places=2)
PACK = Path(__file__).parents[2] / "packs/vn/pace.yaml"


def judged(actual: str | None, target: str | None, better: Better = Better.HIGHER, unit: str = "%") -> Pace:
    return judge_rate(
        actual=None if actual is None else D(actual),
        target=None if target is None else D(target),
        better=better,
        rule=RateRule(),
        unit=unit,
    )


def plain(pace: Pace) -> str:
    return str(pace.reason).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("actual", "more_is_better", "less_is_better"),
    [
        ("15.0", "ahead", "on_course"),
        ("14.9", "on_course", "on_course"),
        ("15.1", "ahead", "behind"),
        ("14.0", "on_course", "ahead"),
        ("13.9", "behind", "ahead"),
        ("13.0", "behind", "ahead"),
        ("12.9", "off_course", "ahead"),
        ("16.1", "ahead", "off_course"),
    ],
)
def test_a_rate_stands_by_its_distance_from_the_target(actual: str, more_is_better: str, less_is_better: str) -> None:
    assert judged(actual, "14.5").standing == more_is_better
    assert judged(actual, "14.5", Better.LOWER).standing == less_is_better


@pytest.mark.parametrize(
    ("actual", "target", "unit", "reason"),
    [
        ("14.18", "14.5", "%", "14.18% against a target of 14.5%: 0.32 pts below it."),
        ("14.82", "14.5", "%", "14.82% against a target of 14.5%: 0.32 pts above it."),
        ("14.50", "14.5", "%", "14.5%, exactly the target."),
        ("68", "65.5", "points", "68 points against a target of 65.5 points: 2.5 points above it."),
    ],
)
def test_the_reason_says_how_far(actual: str, target: str, unit: str, reason: str) -> None:
    assert plain(judged(actual, target, unit=unit)) == reason


@pytest.mark.parametrize(
    ("actual", "target", "better", "reason"),
    [
        (None, "14.5", "higher", "The figure is not known."),
        ("14.18", None, "higher", "No target for the year is known."),
        (None, None, "neither", "The figure is not known."),
        ("1", "1", "neither", "For this indicator neither more nor less is better, so it is not judged."),
    ],
)
def test_a_rate_is_not_judged_where_something_is_unknown(
    actual: str | None, target: str | None, better: str, reason: str
) -> None:
    pace = judged(actual, target, Better(better))
    assert (pace.standing, plain(pace)) == (Standing.UNKNOWN, reason)
    assert {pace.forecast_mid, pace.attained_share, pace.expected_share} == {None}


def test_a_unit_without_thresholds_is_not_judged() -> None:
    pace = judge_rate(actual=D(1), target=D(2), better=Better.HIGHER, rule=None, unit="km")
    assert (pace.standing, pace.gap) == (Standing.UNKNOWN, D(-1))
    assert plain(pace) == "No thresholds are set for figures in this unit (km)."


@given(RATES, RATES, RATES, st.sampled_from([Better.HIGHER, Better.LOWER]))
def test_a_better_rate_is_never_a_worse_standing(one: Decimal, other: Decimal, target: Decimal, better: Better) -> None:
    low, high = (judged(str(actual), str(target), better) for actual in sorted((one, other)))
    little, much = BEST_FIRST.index(low.standing), BEST_FIRST.index(high.standing)
    assert much <= little if better is Better.HIGHER else little <= much


def test_the_pack_of_vietnam_holds_the_house_rule() -> None:
    rules = rules_from_pack(yaml.safe_load(PACK.read_text(encoding="utf-8")), "packs/vn/pace.yaml")
    assert (rules.accumulated, rules.rates["%"]) == (PaceRules().accumulated, PaceRules().rates["%"])
    assert set(rules.rates) <= set(UNITS)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"accumulated": None},
        {"accumulated": {"ahead": "1.05", "on_course": "0.95"}},
        {"accumulated": {"ahead": "1.05", "on_course": "much", "behind": "0.85"}},
        {"accumulated": {"ahead": "0.85", "on_course": "0.95", "behind": "1.05"}},
        {"accumulated": {"ahead": "1.05", "on_course": "0.95", "behind": "0.85"}, "rates": {"%": 3}},
    ],
)
def test_thresholds_that_make_no_sense_are_refused_with_the_file(data: dict[str, object]) -> None:
    with pytest.raises(BadInput) as refused:
        rules_from_pack(data, "packs/vn/pace.yaml")
    assert refused.value.place.startswith("packs/vn/pace.yaml")
    assert str(refused.value.remedy)


@pytest.mark.parametrize("thresholds", [("1.05", "1.01", "0.85"), ("0.99", "0.95", "0.85"), ("1.05", "0.8", "0.9")])
def test_the_expectation_itself_is_always_on_course(thresholds: tuple[str, str, str]) -> None:
    with pytest.raises(BadInput, match="do not descend"):
        PaceRule(*map(D, thresholds))
