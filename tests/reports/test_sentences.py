"""Sentences from figures: they say what is known, in the right direction, in numbers that can be read back."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.core.measures import (
    Better,
    Direction,
    ObservationStatus,
    Qualifier,
    Quantity,
    convert,
    decimals_of,
    rounds_to,
)
from quarterdeck.core.pace import Standing
from quarterdeck.core.periods import Period
from quarterdeck.prose.write import Statement, in_sentence, listed, plain, sentence

Q1 = Period.parse("2024-Q1")
REVENUE = Statement(
    "Thu ngân sách nhà nước", "State budget revenue", Q1,
    Quantity(Decimal("4680"), "VND_bn", qualifier=Qualifier.NEARLY), 1,
    change=Quantity(Decimal("11.1"), "%"), of_plan=Quantity(Decimal("32.6"), "%"), budget=True,
)  # fmt: skip
GROWTH = Statement(
    "Tốc độ tăng GRDP", "GRDP growth", Q1, Quantity(Decimal("14.18"), "%", ObservationStatus.ESTIMATED), 2,
    change=Quantity(Decimal("5.75"), "pp"), plan=Quantity(Decimal("14.5"), "%"),
)  # fmt: skip
LANGUAGES = ("vi", "en")


def said(statement: Statement, lang: str, **how: bool) -> str:
    return plain(sentence(statement, lang, **how)).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("statement", "vi", "en"),
    [
        (
            REVENUE,
            "Thu ngân sách nhà nước quý I/2024 đạt gần 4.680 tỷ đồng, bằng 32,6% dự toán năm, "
            "tăng 11,1% so với cùng kỳ.",
            "State budget revenue reached nearly 4,680 billion VND in the first quarter of 2024, 32.6% of the year's "
            "estimate, up 11.1% on the same period of 2023.",
        ),
        (
            GROWTH,
            "Tốc độ tăng GRDP quý I/2024 ước đạt 14,18%, tăng 5,75 điểm phần trăm "
            "so với cùng kỳ (kế hoạch năm 14,50%).",
            "GRDP growth reached an estimated 14.18% in the first quarter of 2024, up 5.75 percentage points on the "
            "same period of 2023, against a target of 14.50% for the year.",
        ),
        (
            replace(
                REVENUE,
                name_vi="Vốn đầu tư thu hút",
                name_en="Investment capital",
                period=Period.parse("2024-01-01/2024-03-15"),
                quantity=Quantity(Decimal("624.26"), "USD_mn"),
                decimals=2,
                change=Quantity(Decimal("-33.5"), "%"),
                of_plan=None,
            ),
            "Vốn đầu tư thu hút tính đến ngày 15/3/2024 đạt 624,26 triệu USD, giảm 33,5% so với cùng kỳ.",
            "Investment capital reached 624.26 million USD by 15 March 2024, down 33.5% on the same period of 2023.",
        ),
        (
            replace(REVENUE, quantity=None),
            "Thu ngân sách nhà nước quý I/2024: chưa có số liệu.",
            "State budget revenue in the first quarter of 2024: no figure yet.",
        ),
        (
            Statement(
                "Số vụ tai nạn giao thông",
                "Traffic accidents",
                Q1,
                Quantity(None, "cases", direction=Direction.SHARPLY_DOWN),
                0,
                better=Better.LOWER,
            ),
            "Số vụ tai nạn giao thông quý I/2024 giảm mạnh so với cùng kỳ.",
            "Traffic accidents fell sharply in the first quarter of 2024 on the same period of 2023.",
        ),
        (
            Statement(
                "Kim ngạch",
                "Trade",
                Q1,
                Quantity(Decimal("10.31"), "USD_bn"),
                2,
                change=Quantity(None, "%", direction=Direction.UP),
                unreadable=True,
            ),
            "Kim ngạch quý I/2024 đạt 10,31 tỷ USD, tăng so với cùng kỳ (mức cụ thể trong nguồn không đọc được).",
            "Trade reached 10.31 billion USD in the first quarter of 2024, up on the same period of 2023 (by how much "
            "cannot be read in the source).",
        ),
        (
            Statement(
                "Thứ hạng PCI",
                "PCI rank",
                Period.parse("2023"),
                Quantity(Decimal(6), "rank"),
                0,
                change=Quantity(Decimal(-2), "rank"),
                better=Better.LOWER,
            ),
            "Thứ hạng PCI năm 2023 ở vị trí thứ 6, tăng 2 bậc so với năm 2022.",
            "PCI rank stood in 6th place in 2023, up 2 places on 2022.",
        ),
        (
            Statement(
                "Số doanh nghiệp thành lập mới",
                "New enterprises",
                Q1,
                Quantity(Decimal(310), "enterprises"),
                0,
                change=Quantity(Decimal(0), "%"),
            ),
            "Số doanh nghiệp thành lập mới quý I/2024 đạt 310 doanh nghiệp, bằng cùng kỳ.",
            "New enterprises reached 310 in the first quarter of 2024, the same as in the same period of 2023.",
        ),
    ],
)
def test_examples_read_as_offices_write(statement: Statement, vi: str, en: str) -> None:
    assert said(statement, "vi") == vi
    assert said(statement, "en") == en


def test_the_period_can_be_left_to_the_heading_and_the_standing_added() -> None:
    slow = replace(REVENUE, standing=Standing.OFF_COURSE)
    assert said(slow, "vi", dated=False, judged=True).endswith("có nguy cơ không đạt dự toán.")
    assert said(slow, "vi", dated=False).startswith("Thu ngân sách nhà nước đạt gần")
    assert said(slow, "en", judged=True, end=False).endswith("at risk of missing the year's estimate")


def test_a_change_that_cannot_be_read_is_not_passed_over() -> None:
    garbled = replace(REVENUE, change=None, unreadable=True)
    assert "không đọc được" in said(garbled, "vi")
    assert "cannot be read" in said(garbled, "en")


@pytest.mark.parametrize(
    ("code", "vi", "en"),
    [
        ("2024", "năm 2024", "in 2024"),
        ("2024-S1", "6 tháng đầu năm 2024", "in the first half of 2024"),
        ("2024-M03", "tháng 3/2024", "in March 2024"),
        ("2020/2025", "nhiệm kỳ 2020-2025", "in the 2020-2025 term"),
        ("2024-01-01/2024-09-30", "9 tháng đầu năm 2024", "in the first nine months of 2024"),
    ],
)
def test_every_kind_of_period_has_its_words(code: str, vi: str, en: str) -> None:
    dated = replace(REVENUE, period=Period.parse(code))
    assert f" {vi} " in said(dated, "vi")
    assert f" {en}," in said(dated, "en")


VALUES = st.decimals(min_value=-10_000_000, max_value=10_000_000, places=4)


@given(value=VALUES, change=VALUES, decimals=st.integers(0, 3), lang=st.sampled_from(LANGUAGES))
def test_what_rose_is_said_to_have_risen(value: Decimal, change: Decimal, decimals: int, lang: str) -> None:
    statement = replace(
        REVENUE, quantity=Quantity(value, "VND_bn"), decimals=decimals, change=Quantity(change, "%"), of_plan=None
    )
    text = said(statement, lang)
    rises, falls = ("tăng", "giảm") if lang == "vi" else (", up ", ", down ")
    assert (rises in text) == (change > 0 and not rounds_to(Decimal("0.0"), change))
    assert (falls in text) == (change < 0 and not rounds_to(Decimal("0.0"), change))


@given(value=VALUES, change=VALUES, share=VALUES, decimals=st.integers(0, 3), lang=st.sampled_from(LANGUAGES))
def test_every_number_can_be_read_back(
    value: Decimal, change: Decimal, share: Decimal, decimals: int, lang: str
) -> None:
    statement = replace(
        REVENUE, quantity=Quantity(value, "VND_bn"), decimals=decimals, change=Quantity(change, "%"),
        of_plan=Quantity(share, "%"),
    )  # fmt: skip
    exact = {"value": Quantity(value, "VND_bn"), "change": Quantity(abs(change), "%"), "of_plan": Quantity(share, "%")}
    for piece in sentence(statement, lang):
        number = _number(piece.text, lang) if piece.of else None
        if number is None or piece.value is None:  # words, or a change that is said in words
            assert piece.of in ("", "change")
            continue
        said_exactly = exact[piece.of]
        off = abs(convert(number, piece.unit, said_exactly.unit) - (said_exactly.value or Decimal(0)))
        by_rule = Decimal("0.5").scaleb(-(decimals if piece.of == "value" else 1))
        assert off <= max(by_rule, convert(Decimal("0.5").scaleb(-decimals_of(number)), piece.unit, said_exactly.unit))
        assert number == (abs(piece.value) if piece.of == "change" else piece.value)


def _number(text: str, lang: str) -> Decimal | None:
    found = re.search(r"−?[\d.,]*\d", text)
    if found is None:
        return None
    group, mark = (".", ",") if lang == "vi" else (",", ".")
    return Decimal(found[0].replace("−", "-").replace(group, "").replace(mark, "."))


def test_names_and_lists_fit_into_a_sentence() -> None:
    assert in_sentence("Thu ngân sách") == "thu ngân sách"
    assert in_sentence("GRDP bình quân") == "GRDP bình quân"
    assert listed(["a"], "vi") == "a"
    assert listed(["a", "b", "c"], "vi") == "a, b và c"
    assert listed([], "en") == ""
