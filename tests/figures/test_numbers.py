"""Numbers as typed: understood where they leave no doubt, asked about where they do."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.core.errors import BadInput
from quarterdeck.core.measures import format_number
from quarterdeck.figures.rules.numbers import settled, storable, typable, typed

FIGURES = st.decimals(min_value=Decimal("-1e9"), max_value=Decimal("1e9"), places=4)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4.680,5", "4680.5"), ("4,680.5", "4680.5"), ("1.234.567", "1234567"), ("4680", "4680"), ("0,125", "0.125"),
        ("0.125", "0.125"), ("−33,5", "-33.5"), ("+5.75", "5.75"), ("4 680,5", "4680.5"), ("4 680", "4680"),
        ("1234.567", "1234.567"), (" 12,50 ", "12.5"), ("0", "0"),
    ],
)  # fmt: skip
def test_a_number_that_can_be_read_in_one_way_is_read(text: str, value: str) -> None:
    assert settled(typed(text)) == Decimal(value)


@pytest.mark.parametrize(("text", "vi", "en"), [("4.680", "4680", "4.68"), ("4,680", "4.68", "4680")])
def test_a_number_that_can_be_read_in_two_ways_is_asked_about(text: str, vi: str, en: str) -> None:
    with pytest.raises(BadInput) as refused:
        settled(typed(text))
    assert "4680" in str(refused.value)
    assert "4.68" in str(refused.value)
    assert settled(typed(text), "vi") == Decimal(vi)
    assert settled(typed(text), "en") == Decimal(en)


@pytest.mark.parametrize(
    "text", ["hơn 150", "", "-", "–", "1..2", "12.34.567", "12 34", "1e5", "NaN", "Infinity", "٤٦", "4.680 tỷ", "=A1"]
)
def test_what_is_no_number_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        typed(text)
    assert str(refused.value.remedy)


@given(FIGURES, st.sampled_from(["vi", "en"]))
def test_what_a_page_prints_reads_back_as_the_same_number(value: Decimal, lang: str) -> None:
    assert settled(typed(format_number(value, lang)), lang) == value


@given(FIGURES)
def test_what_a_form_shows_for_editing_reads_back_without_a_doubt(value: Decimal) -> None:
    assert settled(typed(typable(value))) == value


@given(st.text(max_size=20))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        found = typed(text)
    except BadInput:
        return
    assert all(value.is_finite() for value in found.values.values())


@pytest.mark.parametrize("text", ["1234567890123456", "1E+20", "0.123456789", "123456789.12345678"])
def test_more_digits_than_a_store_keeps_are_refused_not_rounded(text: str) -> None:
    with pytest.raises(BadInput):
        storable(Decimal(text))


@given(st.decimals(min_value=Decimal("-9999999"), max_value=Decimal("9999999"), places=8))
def test_what_a_store_keeps_is_the_same_number(value: Decimal) -> None:
    assert storable(value) == value
