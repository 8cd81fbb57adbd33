"""What is written is read back as the same claims: value, unit, relation, indicator and period, in both languages."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.core.measures import Better, Quantity
from quarterdeck.core.periods import Period
from quarterdeck.prose.claims import read
from quarterdeck.prose.write import SHAPES, Statement, paragraph, text
from tests.prose.reading_back import LANGUAGES, catalogue, faults, indicators, said
from tests.prose.statements import CODES, PERIODS, RATES, statements

CODE_OF = {(pack, one["name_vi"]): one["code"] for pack in ("vn", "ee") for one in indicators(pack)}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("pack", "place"), CODES)
def test_every_indicator_is_read_back_in_every_way_to_say_it(pack: str, place: int, lang: str) -> None:
    one = indicators(pack)[place]
    rate = one["unit"] in RATES
    points = "pp" if one["unit"] == "%" else one["unit"]
    statement = Statement(
        one["name_vi"], one["name_en"], Period.parse("2024-Q1"), Quantity(Decimal(37), one["unit"]), one["decimals"],
        change=Quantity(Decimal("-1.3"), points if rate else "%"), better=Better(one["better"]),
        of_plan=None if rate else Quantity(Decimal("32.6"), "%"), budget=one["theme"] == "budget",
        plan=Quantity(Decimal(40), one["unit"]) if rate else None,
    )  # fmt: skip
    for turn in range(SHAPES):
        assert not faults(statement, one["code"], pack, lang, turn, statement.period)


@given(data=st.data(), lang=st.sampled_from(LANGUAGES), turn=st.integers(0, SHAPES - 1))
def test_any_figures_of_any_indicator_are_read_back(data: st.DataObject, lang: str, turn: int) -> None:
    pack = data.draw(st.sampled_from(("vn", "ee")))
    statement = data.draw(statements(pack))
    assert not faults(statement, CODE_OF[pack, statement.name_vi], pack, lang, turn, statement.period)


@given(data=st.data(), period=st.sampled_from(PERIODS), lang=st.sampled_from(LANGUAGES))
def test_a_paragraph_holds_the_numbers_of_all_its_sentences(data: st.DataObject, period: Period, lang: str) -> None:
    drawn = [replace(data.draw(statements("vn")), period=period) for _ in range(3)]
    told = paragraph(drawn[0], drawn[1:], lang)
    numbers = [one.value for sentence in told for one in said(sentence.pieces) if one.unit in ("VND", "USD", "%")]
    claims = read(text(told), lang, catalogue("vn"), period=period)
    taken = [one.values[0] + (100 if one.over_plan else 0) for one in claims if one.values]
    assert [one for one in numbers if one not in taken] == [], text(told)
