"""Formulas worked out: values, flags, what stays unknown, and how it is told."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.core.errors import BadInput
from quarterdeck.core.formulas import (
    Given,
    Reference,
    Result,
    Shift,
    evaluate,
    explain,
    parse,
)
from quarterdeck.core.measures import (
    Direction,
    ObservationStatus,
    Origin,
    Qualifier,
    Quantity,
    Scenario,
    convert,
)

UNITS = {
    "REV": "VND_bn",
    "TAX": "VND_bn",
    "GRDP": "VND_tn",
    "FDI": "USD_mn",
    "IIP": "%",
    "POP": "persons",
    "DOCTORS": "persons",
    "RICE": "t_tonnes",
    "LAND": "ha",
    "PCI": "rank",
}
LAST_YEAR = Shift(years=1)
AMOUNTS = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(10) ** 12, places=2)


def amount(value: object, unit: str = "VND_bn", status: str = "A", qualifier: str = "exact") -> Quantity:
    return Quantity(Decimal(str(value)), unit, ObservationStatus(status), Qualifier(qualifier))


def worked_out(text: str, known: Mapping[Reference, Quantity | Given]) -> Result:
    return evaluate(parse(text, UNITS), known.get)


def sentences(result: Result, names: Mapping[str, str] | None = None) -> list[str]:
    return [str(sentence).replace("\N{NO-BREAK SPACE}", " ") for sentence in explain(result, names)]


REV, TAX, POP = Reference("REV"), Reference("TAX"), Reference("POP")
REV_THEN = Reference("REV", LAST_YEAR)
REV_PLAN = Reference("REV", scenario=Scenario.PLAN)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("growth([REV])", "12.5"),
        ("attainment([REV])", "22.5"),
        ("share([TAX], [REV])", "40"),
        ("contribution([TAX], [REV])", "5"),
        ("per_head([REV], [POP])", "3.6"),
        ("per_10k([DOCTORS], [POP])", "20"),
        ("[REV] - [TAX] * 0.5 + 1 * [TAX]", "5400"),
        ("[REV] / ([TAX] + [TAX])", "1.25"),
        ("[REV] / [GRDP]", "0.1"),
        ("[TAX] * [IIP]", "1980"),
        ("[TAX] / [IIP] * 1.1", "1800"),
        ("100 - [IIP]", "-10"),
        ("-([TAX] - [REV])", "2700"),
        ("[REV] - plan([REV])", "-15500"),
        ("share([REV], parent([REV]))", "10"),
        ("growth([REV] - [TAX])", "12.5"),
    ],
)
def test_each_operation_gives_what_is_worked_out_by_hand(text: str, value: str) -> None:
    known = {
        REV: amount(4500),
        REV_THEN: amount(4000),
        REV_PLAN: amount(20000),
        Reference("REV", area_shift=1): amount(45, "VND_tn"),
        TAX: amount(1800),
        Reference("TAX", LAST_YEAR): amount(1600),
        POP: amount(1_250_000, "persons"),
        Reference("DOCTORS"): amount(2500, "persons"),
        Reference("GRDP"): amount(45, "VND_tn"),
        Reference("IIP"): amount(110, "%"),
    }
    result = worked_out(text, known)
    assert result.value == Decimal(value)
    assert (result.status, result.reason, result.missing) == (ObservationStatus.NORMAL, None, ())


def test_a_figure_in_another_scale_is_converted_and_one_of_another_kind_is_refused() -> None:
    assert worked_out("[REV] + [TAX]", {REV: amount("1.5", "VND_tn"), TAX: amount(250)}).value == 1750
    with pytest.raises(BadInput):
        worked_out("[REV]", {REV: amount(5, "persons")})


def test_unknown_stays_unknown_and_says_which_input_is_missing() -> None:
    result = worked_out("[REV] * 0 + [TAX]", {TAX: amount(5)})
    assert result.value is None
    assert [one.reference for one in result.missing] == [REV]
    assert str(result.reason) == "Not reported: [REV]."
    assert result.status is ObservationStatus.MISSING


def test_several_missing_inputs_are_counted() -> None:
    result = worked_out("growth([REV])", {})
    assert [str(one.reason) for one in result.missing] == [
        "Not reported: [REV].",
        "Not reported: [REV] in the same period last year.",
    ]
    assert str(result.reason) == "Not reported: [REV]. Missing inputs in all: 2."


def test_a_suppressed_input_makes_the_result_suppressed() -> None:
    hidden = Quantity.missing("VND_bn", ObservationStatus.SUPPRESSED)
    result = worked_out("[REV] - [TAX]", {REV: amount(5), TAX: hidden})
    assert (result.value, result.status) == (None, ObservationStatus.SUPPRESSED)
    assert str(result.reason) == "No value (Missing: suppressed): [TAX]."


def test_a_direction_without_a_number_is_not_a_number() -> None:
    up = Quantity(None, "VND_bn", direction=Direction.SHARPLY_UP)
    result = worked_out("[REV]", {REV: up})
    assert (result.value, result.status) == (None, ObservationStatus.MISSING)
    assert str(result.reason) == 'Only "up sharply" was reported, without a number: [REV].'


@pytest.mark.parametrize(
    ("text", "base", "reason"),
    [
        ("share([TAX], [REV])", 0, "[REV] is zero: nothing can be divided by it."),
        ("[TAX] / ([REV] - [REV])", 7, "[REV] - [REV] is zero"),
        ("growth([REV])", 0, "same_last_year([REV]) is zero"),
        ("growth([REV])", -4, "same_last_year([REV]) is negative"),
        ("attainment([REV])", -4, "plan([REV]) is negative"),
    ],
)
def test_a_base_of_zero_or_less_gives_no_value_but_a_reason(text: str, base: int, reason: str) -> None:
    known = {TAX: amount(5), REV: amount(base), REV_THEN: amount(base), REV_PLAN: amount(base)}
    result = worked_out(text, known)
    assert (result.value, result.status, result.missing) == (None, ObservationStatus.CANNOT_EXIST, ())
    assert str(result.reason).startswith(reason)


def test_dividing_by_a_negative_amount_is_a_sum_like_any_other() -> None:
    assert worked_out("[TAX] / [REV]", {TAX: amount(5), REV: amount(-2)}).value == Decimal("-2.5")


@pytest.mark.parametrize(
    ("one", "other", "wins"), [("A", "P", "P"), ("E", "P", "E"), ("B", "E", "B"), ("A", "A", "A"), ("F", "U", "F")]
)
def test_the_flag_of_the_result_is_the_one_that_sdmx_lets_win(one: str, other: str, wins: str) -> None:
    result = worked_out("[REV] + [TAX]", {REV: amount(1, status=one), TAX: amount(2, status=other)})
    assert result.status.value == wins


def test_one_illustrative_input_makes_the_result_illustrative() -> None:
    published = Given(amount(1), Origin.PUBLISHED)
    reported, illustrative = amount(1), Given(amount(1), Origin.ILLUSTRATIVE)
    assert worked_out("[REV] + [TAX]", {REV: published, TAX: published}).origin is Origin.PUBLISHED
    assert worked_out("[REV] + [TAX]", {REV: published, TAX: reported}).origin is Origin.REPORTED
    assert worked_out("[REV] + [TAX]", {REV: reported, TAX: illustrative}).origin is Origin.ILLUSTRATIVE


def test_one_hedged_input_makes_the_result_about() -> None:
    known = {REV: amount(4680, qualifier="nearly"), TAX: amount(1000)}
    assert worked_out("share([TAX], [REV])", known).qualifier is Qualifier.ABOUT


def test_each_figure_is_looked_up_once() -> None:
    asked: list[Reference] = []

    def lookup(reference: Reference) -> Quantity:
        asked.append(reference)
        return amount(10)

    assert evaluate(parse("growth([REV]) + share([REV], [REV])", UNITS), lookup).value == 100
    assert asked == [REV, REV_THEN]


def test_an_explanation_gives_rule_inputs_steps_and_result() -> None:
    provisional = Given(amount(4000, status="P"), Origin.ILLUSTRATIVE)
    known = {REV: Given(amount(4680, qualifier="nearly")), REV_THEN: provisional}
    told = sentences(worked_out("growth([REV])", known), {"REV": "Budget revenue"})
    assert told == [
        "Rule: growth([REV]), in %",
        "Budget revenue: nearly 4,680 billion VND",
        "Budget revenue in the same period last year: 4,000 billion VND (Provisional)",
        "growth([REV]) = (4,680 − 4,000) ÷ 4,000 × 100 = 17%",
        "Result: about 17% (Provisional). It rests on illustrative figures.",
    ]


def test_an_explanation_of_the_unknown_says_why() -> None:
    told = sentences(worked_out("share([TAX], [REV])", {TAX: amount(5)}))
    assert told[1:] == ["[TAX]: 5 billion VND", "Not reported: [REV].", "Result: unknown. Not reported: [REV]."]
    told = sentences(worked_out("[TAX] / [REV]", {TAX: amount(5), REV: amount(0)}))
    assert told[-2:] == [
        "[TAX] / [REV] cannot be computed",
        "Result: unknown. [REV] is zero: nothing can be divided by it.",
    ]


@given(AMOUNTS, AMOUNTS, st.sampled_from(["VND", "VND_mn", "VND_bn", "VND_tn"]))
def test_a_share_does_not_depend_on_the_scale_in_which_a_part_was_reported(
    part: Decimal, whole: Decimal, scale: str
) -> None:
    known = {TAX: amount(part), REV: amount(whole)}
    rescaled = known | {TAX: Quantity(convert(part, "VND_bn", scale), scale)}
    text = "share([TAX], [REV])"
    assert worked_out(text, known).value == worked_out(text, rescaled).value
