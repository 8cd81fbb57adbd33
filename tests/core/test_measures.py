from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.core.errors import BadInput
from quarterdeck.core.measures import (
    MISSING_MARK,
    UNITS,
    Direction,
    ObservationStatus,
    Qualifier,
    Quantity,
    Scenario,
    convert,
    decimals_of,
    format_number,
    format_quantity,
    hedge_allows,
    hedge_tolerance,
    round_half_up,
    rounds_to,
    unit,
)
from quarterdeck.core.measures import kinds as kinds_module
from quarterdeck.core.measures.labels import Labelled

D = Decimal
FIGURES = st.decimals(min_value=D("-1e15"), max_value=D("1e15"), places=3)
POSITIVE = st.decimals(min_value=D("0.1"), max_value=D("1e12"), places=1)
PRECEDENCE = "BOMLHQJSDKWIFEPNUVGA"


def test_the_status_list_is_sdmx_cl_obs_status_in_its_order_of_precedence() -> None:
    assert "".join(status.value for status in ObservationStatus) == PRECEDENCE
    assert [status.precedence for status in ObservationStatus] == list(range(20))


def test_the_strongest_status_stands_for_several() -> None:
    statuses = [ObservationStatus("A"), ObservationStatus("P"), ObservationStatus("E")]
    assert ObservationStatus.strongest(statuses) is ObservationStatus.ESTIMATED
    assert ObservationStatus.strongest([]) is ObservationStatus.NORMAL


def test_exactly_the_missing_codes_say_that_there_is_no_value() -> None:
    assert {status.value for status in ObservationStatus if status.is_missing} == set("OMLHQ")


@pytest.mark.parametrize(
    "kind",
    [one for one in vars(kinds_module).values() if isinstance(one, type) and issubclass(one, Labelled)]
    + [ObservationStatus],
)
def test_every_code_has_its_own_label_in_both_languages(kind: type[Labelled]) -> None:
    for lang in ("en", "vi"):
        labels = [member.label(lang) for member in kind]
        assert len(set(labels)) == len(labels)
        assert all(labels) or kind in (Qualifier, Direction)


def test_a_code_reads_back_to_its_member_and_is_a_plain_string() -> None:
    assert Scenario("plan") is Scenario.PLAN
    assert {"plan": 1}[Scenario.PLAN] == 1
    assert f"{Scenario.PLAN}" == "plan"


def test_every_unit_has_a_label_in_both_languages_and_no_two_look_the_same() -> None:
    for lang in ("en", "vi"):
        labels = [one.label(lang) for one in UNITS.values()]
        assert all(labels)
    assert len({(one.label_vi, one.label_en) for one in UNITS.values()}) == len(UNITS)


def test_an_unknown_unit_is_refused_with_the_known_ones() -> None:
    with pytest.raises(BadInput, match=r'"dong" is not a known unit.*VND_bn'):
        unit("dong")


def test_trillions_become_billions() -> None:
    assert convert(D(150), "VND_tn", "VND_bn") == D(150_000)
    assert convert(D("10.31"), "USD_bn", "USD_mn") == D(10_310)
    assert convert(D(25), "ha", "m2") == D(250_000)


@pytest.mark.parametrize(("source", "target"), [("persons", "houses"), ("%", "pp"), ("VND_bn", "USD_bn"), ("m2", "m3")])
def test_units_of_different_kinds_are_not_converted(source: str, target: str) -> None:
    with pytest.raises(BadInput, match="cannot be converted"):
        convert(D(1), source, target)


@given(FIGURES, st.sampled_from(sorted(UNITS)), st.sampled_from(sorted(UNITS)))
def test_converting_there_and_back_changes_nothing(value: Decimal, source: str, target: str) -> None:
    if unit(source).dimension == unit(target).dimension:
        assert convert(convert(value, source, target), target, source) == value


def test_numbers_follow_the_language() -> None:
    assert format_number(D("4680.5"), "vi") == "4.680,5"
    assert format_number(D("4680.5"), "en") == "4,680.5"
    assert format_number(D("4680.50"), "vi", 2) == "4.680,50"
    assert format_number(D("1E+3"), "vi") == "1.000"
    assert format_number(D("0.10"), "en") == "0.1"
    with pytest.raises(BadInput, match="not a known language"):
        format_number(D(1), "xx")


def test_halves_are_rounded_up_and_zero_has_no_sign() -> None:
    assert format_number(D("66.45"), "en", 1) == "66.5"
    assert format_number(D("-66.45"), "vi", 1, sign=True) == "-66,5"
    assert format_number(D("-0.04"), "vi", 1, sign=True) == "0,0"
    assert format_number(D("11.1"), "en", sign=True) == "+11.1"


@given(FIGURES, st.sampled_from(["vi", "en"]))
def test_a_written_number_reads_back_to_itself(value: Decimal, lang: str) -> None:
    group, mark = (".", ",") if lang == "vi" else (",", ".")
    text = format_number(value, lang)
    assert D(text.replace(group, "").replace(mark, ".")) == value


def test_hedges_directions_and_gaps_are_kept() -> None:
    nearly = Quantity(D(4680), "VND_bn", qualifier=Qualifier.NEARLY)
    assert format_quantity(nearly, "vi") == "gần 4.680"
    assert format_quantity(nearly, "en") == "nearly 4,680"
    assert format_quantity(nearly, "vi", with_unit=True) == "gần 4.680\N{NO-BREAK SPACE}tỷ đồng"
    assert format_quantity(Quantity(D("14.18"), "%"), "vi", 1, sign=True, with_unit=True) == "+14,2%"
    assert format_quantity(Quantity(D(1), "houses"), "en", with_unit=True) == "1\N{NO-BREAK SPACE}house"
    assert format_quantity(Quantity(None, "%", direction=Direction.SHARPLY_UP), "vi") == "tăng mạnh"
    assert format_quantity(Quantity.missing("%"), "en") == MISSING_MARK


def test_a_quantity_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(BadInput, match="without a value"):
        Quantity(None, "%")
    with pytest.raises(BadInput, match="cannot have a value"):
        Quantity(D(0), "%", ObservationStatus.MISSING)
    with pytest.raises(BadInput, match="not a decimal number"):
        Quantity(D("NaN"), "%")
    with pytest.raises(BadInput, match="not a known unit"):
        Quantity(D(1), "percent")


def test_a_float_is_refused() -> None:
    values: list[object] = [0.1]
    with pytest.raises(BadInput, match="not a decimal number"):
        Quantity(values[0], "%")  # type: ignore[arg-type]  # what a careless caller would do


def test_a_claim_rounds_to_the_exact_value_at_its_own_digits() -> None:
    assert rounds_to(D("14.2"), D("14.18"))
    assert rounds_to(D("14.180"), D("14.18"))
    assert rounds_to(D("13.97"), D("13.965"))
    assert rounds_to(D("15E3"), D(15_499))
    assert not rounds_to(D("14.1"), D("14.18"))
    assert not rounds_to(D("-14.2"), D("14.18"))


@given(FIGURES, st.integers(0, 3))
def test_every_value_rounds_to_its_own_rounding(value: Decimal, decimals: int) -> None:
    assert rounds_to(round_half_up(value, decimals), value)


@pytest.mark.parametrize(
    ("qualifier", "claimed", "exact", "true"),
    [
        ("over", "150", "150.2", True),
        ("over", "150", "159.9", True),
        ("over", "150", "149", False),
        ("over", "150", "150", False),
        ("over", "150", "160", False),
        ("over", "1000", "1090", True),
        ("over", "1000", "1900", False),
        ("over", "-5", "-5.2", True),
        ("over", "5", "-5.2", False),
        ("nearly", "4680", "4679.6", True),
        ("nearly", "4680", "4680.1", False),
        ("nearly", "4680", "4600", False),
        ("about", "90", "92", True),
        ("about", "90", "88", True),
        ("about", "90", "99", False),
        ("about", "4", "4.4", True),
        ("exact", "14.2", "14.18", True),
        ("exact", "14.2", "14.25", False),
    ],
)
def test_hedges_allow_what_an_honest_writer_would_call_so(qualifier: str, claimed: str, exact: str, true: bool) -> None:
    assert hedge_allows(Qualifier(qualifier), D(claimed), D(exact)) is true


@given(POSITIVE, POSITIVE)
def test_no_value_is_both_over_and_nearly_the_same_number(claimed: Decimal, exact: Decimal) -> None:
    over, nearly = (hedge_allows(kind, claimed, exact) for kind in (Qualifier.OVER, Qualifier.NEARLY))
    assert not (over and nearly)
    assert not (over or nearly) or abs(exact - claimed) < hedge_tolerance(claimed) <= claimed / 10


def test_a_number_too_long_to_be_a_figure_is_refused() -> None:
    with pytest.raises(BadInput, match="too long"):
        format_number(D("1E+999999"), "vi")


def test_digits_after_the_mark_are_those_written() -> None:
    assert [decimals_of(D(text)) for text in ("14.18", "4680", "15E3")] == [2, 0, -3]
    with pytest.raises(BadInput, match="finite"):
        decimals_of(D("NaN"))
