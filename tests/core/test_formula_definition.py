"""Formulas as they are defined: what is read, which unit it has, what is refused and where."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.core.errors import BadInput
from quarterdeck.core.formulas import (
    Reference,
    Shift,
    evaluate,
    parse,
)
from quarterdeck.core.measures import (
    Quantity,
    Scenario,
)
from quarterdeck.core.periods import Period

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

REV, TAX = Reference("REV"), Reference("TAX")
REV_THEN = Reference("REV", LAST_YEAR)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("[REV] + [TAX]", "VND_bn"),
        ("[REV] + [GRDP]", "VND_bn"),
        ("[GRDP] - [REV]", "VND_tn"),
        ("-[REV]", "VND_bn"),
        ("2 * [REV] / 3", "VND_bn"),
        ("[REV] / [GRDP]", "times"),
        ("[REV] * ([TAX] / [REV])", "VND_bn"),
        ("[REV] * [IIP]", "VND_bn"),
        ("[IIP] - 100", "%"),
        ("[IIP] + [IIP]", "%"),
        ("[IIP] - same_last_year([IIP])", "pp"),
        ("[IIP] + ([IIP] - plan([IIP]))", "%"),
        ("[PCI] - previous([PCI])", "rank"),
        ("growth([REV])", "%"),
        ("attainment([REV] + [TAX])", "%"),
        ("share([TAX], [REV])", "%"),
        ("share([TAX], parent([REV]))", "%"),
        ("share([REV], [GRDP])", "%"),
        ("contribution([TAX], [REV])", "pp"),
        ("per_head([REV], [POP])", "VND_mn_per_person"),
        ("per_head([FDI], [POP])", "USD_per_person"),
        ("per_head([LAND], [POP])", "ha/person"),
        ("[REV] / [POP]", "VND_mn_per_person"),
        ("per_10k([DOCTORS], [POP])", "per_10k"),
        ("[RICE] / [LAND]", "t_tonnes/ha"),
        ("growth([RICE] / [LAND])", "%"),
    ],
)
def test_each_formula_has_the_unit_that_its_parts_give_it(text: str, unit: str) -> None:
    assert parse(text, UNITS).unit == unit


@pytest.mark.parametrize(
    ("text", "column", "says"),
    [
        ("[REV] + [FDI]", 9, "billion VND and million USD cannot be added"),
        ("[FDI] + [REV]", 9, "million USD and billion VND"),
        ("[REV] + [TAX] - [POP]", 17, "billion VND and persons"),
        ("[REV] + 5", 9, "A bare number has no unit"),
        ("[PCI] + [PCI]", 9, "rank and rank"),
        ("[IIP] + [REV]", 9, "% and billion VND"),
        ("[REV] * [TAX]", 9, "cannot be multiplied"),
        ("[PCI] * 2", 9, "rank cannot be multiplied"),
        ("100 / [REV]", 7, "A bare number cannot be divided"),
        ("[IIP] / [REV]", 9, "% cannot be divided by billion VND"),
        ("[REV] / [PCI]", 9, "cannot be divided by rank"),
        ("[LAND] / [RICE] / [POP]", 19, "cannot be divided"),
        ("-[PCI]", 1, "rank has no opposite"),
        ("growth([IIP])", 1, "takes an amount, not a figure in %"),
        ("attainment([IIP])", 1, "takes an amount, not a figure in %"),
        ("growth([PCI])", 1, "not a figure in rank"),
        ("[REV] * growth(5)", 9, "not a bare number"),
        ("share([FDI], [REV])", 1, "million USD cannot belong to a whole in billion VND"),
        ("share([IIP], [REV])", 1, "not a figure in %"),
        ("contribution([FDI], [REV])", 1, "cannot belong to a whole"),
        ("per_head([REV], [LAND])", 1, "per head of ha"),
        ("per_head([IIP], [POP])", 1, "not a figure in %"),
        ("[REVENUE]", 1, 'no indicator "REVENUE"'),
        ("[REV] + []", 9, 'no indicator ""'),
        ("median([REV])", 1, 'no function "median"'),
        ("negative([REV])", 1, 'no function "negative"'),
        ("share([REV])", 1, "share() takes 2 argument(s), not 1"),
        ("plan([REV], [TAX])", 1, "plan() takes 1 argument(s), not 2"),
        ("5 + 3", 1, "names no indicator"),
        ("[REV] +", 8, "stops too early"),
        ("", 1, "stops too early"),
        ("([REV]", 7, "stops too early"),
        ("[REV])", 6, '")" is not expected'),
        ("[REV] [TAX]", 7, '"[TAX]" is not expected'),
        ("[REV] * 0,5", 10, '"," is not expected'),
        ("--[REV]", 2, '"-" is not expected'),
        ("growth [REV]", 8, '"[REV]" is not expected'),
        ("[REV] ^ 2", 7, '"^" does not belong'),
        ("__import__('os')", 12, '"\'" does not belong'),
        ("[REV", 1, '"[" does not belong'),
        ("1e5 * [REV]", 2, '"e5" is not expected'),
    ],
)
def test_what_is_wrong_is_refused_with_its_place_and_a_remedy(text: str, column: int, says: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse(text, UNITS)
    assert says in str(refused.value.message)
    assert refused.value.place == f"column {column}"
    assert str(refused.value.remedy)


def test_a_slip_in_a_code_is_answered_with_the_nearest_one() -> None:
    with pytest.raises(BadInput, match=r"Did you mean \[REV\]\?"):
        parse("[REW]", UNITS)


def test_a_decimal_comma_is_answered_with_how_decimals_are_written() -> None:
    with pytest.raises(BadInput, match="Write decimals with a point"):
        parse("[REV] * 0,5", UNITS)


@pytest.mark.parametrize("text", ["(" * 21 + "[REV]" + ")" * 21, "[REV]" + "+[REV]" * 100, "(" * 5000])
def test_a_monstrous_formula_is_refused_before_it_exhausts_anything(text: str) -> None:
    with pytest.raises(BadInput):
        parse(text, UNITS)


def test_the_deepest_formula_allowed_is_read() -> None:
    assert parse("(" * 20 + "[REV]" + ")" * 20, UNITS).unit == "VND_bn"


def test_the_longest_formula_allowed_is_worked_out() -> None:
    text = "+".join(["[REV]"] * 100)
    assert evaluate(parse(text, UNITS), lambda _: Quantity(Decimal(2), "VND_bn")).value == 200


@given(st.text(alphabet="[]()+-*/., 0123456789REVgrowthshare\t\n", max_size=40))
def test_any_text_is_a_formula_or_is_refused_with_a_remedy(text: str) -> None:
    try:
        answered = bool(parse(text, UNITS).needs)
    except BadInput as refused:
        answered = bool(str(refused.message) and str(refused.remedy))
    assert answered


def test_the_unit_of_the_catalogue_is_met_or_refused() -> None:
    known = {REV: Quantity(Decimal(1500), "VND_bn"), TAX: Quantity(Decimal(250), "VND_bn")}
    in_trillions = parse("[REV] + [TAX]", UNITS, unit="VND_tn")
    assert (in_trillions.unit, evaluate(in_trillions, known.get).value) == ("VND_tn", Decimal("1.75"))
    with pytest.raises(BadInput, match=r"yields a figure in times, but the indicator is in %.*share\(\)"):
        parse("[TAX] / [REV]", UNITS, unit="%")


def test_a_formula_tells_which_figures_it_needs() -> None:
    assert parse("growth([REV]) + contribution([TAX], [REV])", UNITS).needs == (
        REV,
        REV_THEN,
        TAX,
        Reference("TAX", LAST_YEAR),
    )
    assert parse("plan(same_last_year([REV]) + previous(previous([REV])))", UNITS).needs == (
        Reference("REV", LAST_YEAR, 0, Scenario.PLAN),
        Reference("REV", Shift(periods=2), 0, Scenario.PLAN),
    )
    assert parse("share([REV], parent([REV]))", UNITS).needs == (REV, Reference("REV", area_shift=1))


def test_a_reference_finds_its_period() -> None:
    quarter = Period.parse("2024-Q1")
    assert Reference("REV", LAST_YEAR).period(quarter).code == "2023-Q1"
    assert Reference("REV", Shift(periods=2)).period(quarter).code == "2023-Q3"
    assert Reference("REV", Shift(1, 1)).period(quarter).code == "2022-Q4"
