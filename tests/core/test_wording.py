"""Values that a sentence writes in the language of its own text."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from quarterdeck.core.formulas import Reference, evaluate, explain, parse
from quarterdeck.core.measures import Better, ObservationStatus, Quantity
from quarterdeck.core.messages import Message
from quarterdeck.core.pace import PaceRule, judge
from quarterdeck.core.periods import Period
from quarterdeck.core.wording import Named, UnitNamed, Written

CATALOGUE = Path(__file__).parents[2] / "src/quarterdeck/core/locale/vi/LC_MESSAGES/django.po"


@pytest.fixture(scope="module")
def vietnamese() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="vi")


def translated(message: Message, catalogue: Catalog) -> str:
    """What a page shows: the text and the messages in its slots in Vietnamese."""
    params = {
        name: translated(value, catalogue) if isinstance(value, Message) else value
        for name, value in message.params.items()
    }
    entry = catalogue.get(message.text)
    text = str(entry.string) if entry and entry.string else message.text
    return text.format(**params).replace("\N{NO-BREAK SPACE}", " ")


def slots(text: str) -> Iterator[tuple[str, str]]:
    return ((name, spec or "") for _, name, spec, _ in Formatter().parse(text) if name is not None)


@pytest.mark.parametrize(
    ("value", "english", "vietnamese"),
    [
        (Written(Decimal("4680.5")), "4,680.5", "4.680,5"),
        (Written(Decimal("22.649"), 1), "22.6", "22,6"),
        (Written(Decimal("22.6"), unit="%"), "22.6%", "22,6%"),
        (Written(Decimal("3.2"), unit="VND_bn"), "3.2\N{NO-BREAK SPACE}billion VND", "3,2\N{NO-BREAK SPACE}tỷ đồng"),
        (Written(Decimal("6"), unit="tonnes/ha"), "6\N{NO-BREAK SPACE}tonnes/ha", "6\N{NO-BREAK SPACE}tấn/ha"),
        (Named(ObservationStatus.ESTIMATED), "Estimated", "Số liệu ước tính"),
        (UnitNamed("ha/person"), "ha/person", "ha/người"),
        (UnitNamed("USD_mn/ha"), "million USD/ha", "triệu USD/ha"),
        (UnitNamed("sacks/field"), "sacks/field", "sacks/field"),
        (UnitNamed(""), "a bare number", "một số không có đơn vị"),
    ],
)
def test_a_value_is_written_as_the_text_around_it_asks(value: object, english: str, vietnamese: str) -> None:
    assert str(Message("{value:en}", {"value": value})) == english
    assert str(Message("{value:vi}", {"value": value})) == vietnamese
    assert str(value) == english


def in_vietnamese(name: str, spec: str) -> tuple[str, str]:
    """The slot that a translation has in place of an English one: {tax:en} -> {tax:vi}, {rule_en} -> {rule_vi}."""
    return (f"{name[:-2]}vi" if name.endswith("_en") else name), {"en": "vi"}.get(spec, spec)


def test_a_translation_fills_the_same_slots_in_its_own_language(vietnamese: Catalog) -> None:
    entries = [entry for entry in vietnamese if entry.id and entry.string]
    assert entries
    for entry in entries:
        wanted = {in_vietnamese(*slot) for slot in slots(str(entry.id))}
        assert set(slots(str(entry.string))) == wanted, entry.id


def test_a_pace_is_told_in_vietnamese(vietnamese: Catalog) -> None:
    hundred = Decimal(100)
    pace = judge(
        actual_ytd=Decimal("22.6"),
        plan=hundred,
        period=Period.parse("2024-Q1"),
        history=[(Decimal(20), hundred), (Decimal(21), hundred), (Decimal(22), hundred)],
        better=Better.HIGHER,
        rule=PaceRule(),
    )
    assert translated(pace.reason, vietnamese) == (
        "Đạt 22,6% kế hoạch; cùng thời điểm này, trung vị các năm 2021-2023 là 21,0%."
    )


def test_a_formula_is_explained_in_vietnamese(vietnamese: Catalog) -> None:
    def lookup(reference: Reference) -> Quantity:
        provisional, value = ObservationStatus.PROVISIONAL, 4000 if reference.period_shift.years else 4680
        return Quantity(Decimal(value), "VND_bn", provisional)

    told = explain(evaluate(parse("growth([REV])", {"REV": "VND_bn"}), lookup), {"REV": "Thu ngân sách"})
    assert [translated(sentence, vietnamese) for sentence in told] == [
        "Công thức: growth([REV]), đơn vị tính: %",
        "Thu ngân sách: 4.680 tỷ đồng (Số liệu sơ bộ)",
        "Thu ngân sách cùng kỳ năm trước: 4.000 tỷ đồng (Số liệu sơ bộ)",
        "growth([REV]) = (4.680 − 4.000) ÷ 4.000 × 100 = 17%",
        "Kết quả: 17% (Số liệu sơ bộ)",
    ]
