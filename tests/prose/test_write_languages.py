"""Both languages are written from the same statement: the numbers of a translation cannot drift."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.core.measures import Better, ObservationStatus, Qualifier, Quantity
from quarterdeck.core.pace import Standing
from quarterdeck.core.periods import Period
from quarterdeck.prose.write import (
    SHAPES,
    Conflict,
    Name,
    Rank,
    Revision,
    Statement,
    paragraph,
    plain,
    sentence,
    text,
    told,
)
from tests.prose.reading_back import LANGUAGES, said
from tests.prose.statements import PERIODS, statements

Q1 = Period.parse("2024-Q1")
REVENUE = Statement(
    "Thu ngân sách nhà nước", "State budget revenue", Q1, Quantity(Decimal("4680.4"), "VND_bn"), 1,
    change=Quantity(Decimal("11.1"), "%"), of_plan=Quantity(Decimal("32.6"), "%"), budget=True,
)  # fmt: skip
GROWTH = Statement(
    "Tốc độ tăng trưởng GRDP", "Growth of GRDP", Q1, Quantity(Decimal("14.18"), "%"), 2,
    change=Quantity(Decimal("5.75"), "pp"), plan=Quantity(Decimal("14.5"), "%"),
)  # fmt: skip
INDEX = replace(GROWTH, name_vi="Chỉ số giá tiêu dùng so với cùng kỳ", name_en="Growth of consumer prices", plan=None)
WHOLE = Name("tổng thu", "total revenue")
PEERS = Name("huyện, thị xã, thành phố", "districts")


def written(statement: Statement, lang: str, turn: int = 0, **how: bool) -> str:
    return plain(sentence(statement, lang, turn=turn, **how)).replace("\u00a0", " ")


@given(statement=statements(), turn=st.integers(0, SHAPES - 1))
def test_both_languages_say_the_same_numbers_of_every_indicator(statement: Statement, turn: int) -> None:
    vi, en = (sorted(said(p for one in told(statement, lang, turn=turn) for p in one.pieces)) for lang in LANGUAGES)
    assert vi == en


@given(statement=statements(), lang=st.sampled_from(LANGUAGES))
def test_every_way_to_say_it_says_the_same(statement: Statement, lang: str) -> None:
    ways = [sorted(said(sentence(statement, lang, turn=turn))) for turn in range(SHAPES)]
    assert ways[0] == ways[1] == ways[2]


@pytest.mark.parametrize(
    ("statement", "vi", "en"),
    [
        (
            replace(GROWTH, quantity=Quantity(Decimal("-3.18"), "%"), change=None, plan=None),
            "GRDP quý I/2024 giảm 3,18% so với cùng kỳ.",
            "GRDP fell 3.18% in the first quarter of 2024 on the same period of 2023.",
        ),
        (
            replace(GROWTH, quantity=Quantity(Decimal(0), "%"), change=None, plan=None),
            "GRDP quý I/2024 không tăng, không giảm so với cùng kỳ.",
            "GRDP neither rose nor fell in the first quarter of 2024 on the same period of 2023.",
        ),
        (
            replace(GROWTH, quantity=Quantity(Decimal("15.18"), "%"), change=Quantity(Decimal(1), "pp")),
            "Tốc độ tăng trưởng GRDP quý I/2024 đạt 15,18%, tăng 1 điểm phần trăm so với cùng kỳ "
            "(kế hoạch năm 14,50%, đã đạt).",
            "Growth of GRDP reached 15.18% in the first quarter of 2024, up 1 percentage point on the same period of "
            "2023, against a target of 14.50% for the year, which is met.",
        ),
        (
            replace(INDEX, change=None),
            "Chỉ số giá tiêu dùng quý I/2024 tăng 14,18% so với cùng kỳ.",
            "Growth of consumer prices reached 14.18% in the first quarter of 2024.",
        ),
        (
            replace(REVENUE, of_plan=Quantity(Decimal("104.26"), "%")),
            "Thu ngân sách nhà nước quý I/2024 đạt 4.680,4 tỷ đồng, bằng 104,3% dự toán năm (vượt dự toán), tăng 11,1% "
            "so với cùng kỳ.",
            "State budget revenue reached 4,680.4 billion VND in the first quarter of 2024, 104.3% of the year's "
            "estimate (estimate exceeded), up 11.1% on the same period of 2023.",
        ),
        (
            replace(REVENUE, of_plan=None, change=None, no_base=True),
            "Thu ngân sách nhà nước quý I/2024 đạt 4.680,4 tỷ đồng, chưa có số liệu cùng kỳ để so sánh.",
            "State budget revenue reached 4,680.4 billion VND in the first quarter of 2024, with no figure of the same "
            "period of 2023 to compare with.",
        ),
        (
            replace(REVENUE, of_plan=None, share=Quantity(Decimal("45.24"), "%"), whole=WHOLE),
            "Thu ngân sách nhà nước quý I/2024 đạt 4.680,4 tỷ đồng, tăng 11,1% so với cùng kỳ, chiếm 45,2% tổng thu.",
            "State budget revenue reached 4,680.4 billion VND in the first quarter of 2024, up 11.1% on the same "
            "period of 2023, accounting for 45.2% of total revenue.",
        ),
        (
            replace(REVENUE, of_plan=None, change=None, rank=Rank(3, 10, PEERS), area=Name("huyện A", "A District")),
            "Thu ngân sách nhà nước của huyện A quý I/2024 đạt 4.680,4 tỷ đồng, đứng thứ 3 trong số 10 huyện, thị xã, "
            "thành phố.",
            "State budget revenue in A District reached 4,680.4 billion VND in the first quarter of 2024, ranking 3rd "
            "of 10 districts.",
        ),
        (
            replace(
                REVENUE, period=Period.parse("2024-Q2"), previous=Quantity(Decimal(-3), "%"),
                to_date=Quantity(Decimal("9120.5"), "VND_bn"), to_date_period=Period.parse("2024-S1"),
            ),
            "Thu ngân sách nhà nước quý II/2024 đạt 4.680,4 tỷ đồng, tăng 11,1% so với cùng kỳ, giảm 3% so với quý "
            "trước; lũy kế 6 tháng đầu năm 2024 đạt 9.120,5 tỷ đồng, bằng 32,6% dự toán năm.",
            "State budget revenue reached 4,680.4 billion VND in the second quarter of 2024, up 11.1% on the same "
            "period of 2023, down 3% on the previous quarter; in the first half of 2024 the total reached 9,120.5 "
            "billion VND, 32.6% of the year's estimate.",
        ),
        (
            replace(
                REVENUE, of_plan=None, change=None, as_of=date(2024, 3, 15),
                quantity=Quantity(Decimal("4680.4"), "VND_bn", ObservationStatus.PROVISIONAL),
            ),
            "Thu ngân sách nhà nước quý I/2024 đạt 4.680,4 tỷ đồng (số liệu sơ bộ; tính đến ngày 15/3/2024).",
            "State budget revenue reached 4,680.4 billion VND in the first quarter of 2024 (provisional; as of 15 "
            "March 2024).",
        ),
    ],
)  # fmt: skip
def test_examples_read_as_offices_write(statement: Statement, vi: str, en: str) -> None:
    assert written(statement, "vi") == vi
    assert written(statement, "en") == en


def test_a_revision_says_from_what_to_what_and_since_when() -> None:
    revised = replace(
        REVENUE, of_plan=None, change=None, revision=Revision(Quantity(Decimal(4600), "VND_bn"), date(2024, 4, 20))
    )
    vi, en = (text(told(revised, lang)).replace("\u00a0", " ") for lang in LANGUAGES)
    assert vi.endswith("Con số này được điều chỉnh tăng từ 4.600 tỷ đồng lên 4.680,4 tỷ đồng từ ngày 20/4/2024.")
    assert en.endswith("This figure was revised up from 4,600 billion VND to 4,680.4 billion VND on 20 April 2024.")
    withdrawn = replace(revised, quantity=None)
    assert "it has been withdrawn" in text(told(withdrawn, "en"))
    assert "nay không còn" in text(told(withdrawn, "vi"))
    same = replace(revised, revision=Revision(Quantity(Decimal("4680.4"), "VND_bn"), date(2024, 4, 20)))
    assert len(told(same, "en")) == 1


def test_sources_that_differ_are_told_with_all_their_digits() -> None:
    conflicts = (
        Conflict(Name("họp báo của tỉnh", "the press conference"), Quantity(Decimal("-10.03"), "%"), True),
        Conflict(Name("niên giám", "the yearbook"), Quantity(Decimal("4500.75"), "VND_bn")),
    )
    doubtful = replace(REVENUE, conflicts=conflicts)
    assert (
        text(told(doubtful, "vi"))
        .replace("\u00a0", " ")
        .endswith("Các nguồn nêu khác nhau: họp báo của tỉnh nêu mức giảm 10,03%; niên giám nêu 4.500,75 tỷ đồng.")
    )
    assert (
        text(told(doubtful, "en"))
        .replace("\u00a0", " ")
        .endswith(
            "Sources differ: the press conference gives a fall of 10.03%; the yearbook gives 4,500.75 billion VND."
        )
    )


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "vi", "en"),
    [
        ("0.314", "USD_bn", 2, "310 triệu USD", "310 million USD"),
        ("1234567.8", "VND_bn", 1, "1.234,57 nghìn tỷ đồng", "1,234.57 trillion VND"),
        ("0.0004", "VND_bn", 1, "400.000 đồng", "400,000 VND"),
        ("0.0004", "%", 1, "0,0004%", "0.0004%"),
        ("1", "projects", 0, "1 dự án", "1 project"),
        ("12345", "VND_bn", 0, "12.345 tỷ đồng", "12,345 billion VND"),
        ("0.25", "ha", 0, "0,3 ha", "0.3 ha"),
    ],
)
def test_numbers_are_rounded_by_rule_in_a_scale_that_can_be_read(
    value: str, unit: str, decimals: int, vi: str, en: str
) -> None:
    statement = replace(
        REVENUE, quantity=Quantity(Decimal(value), unit), decimals=decimals, change=None, of_plan=None,
        better=Better.NEITHER,
    )  # fmt: skip
    assert f" là {vi}." in written(statement, "vi")
    assert f" came to {en} in" in written(statement, "en")


def test_a_hedged_number_keeps_the_scale_in_which_it_was_said() -> None:
    over = replace(REVENUE, quantity=Quantity(Decimal("0.5"), "USD_bn", qualifier=Qualifier.OVER))
    assert "hơn 0,5 tỷ USD" in written(over, "vi")


def test_a_paragraph_goes_from_the_headline_to_what_lags_and_does_not_drone() -> None:
    parts = [
        replace(REVENUE, name_vi=f"Khoản thu {n}", name_en=f"Revenue {n}", standing=standing)
        for n, standing in enumerate((Standing.ON_COURSE, Standing.BEHIND, Standing.OFF_COURSE), 1)
    ]
    vi, en = (text(paragraph(REVENUE, parts, lang)).replace("\u00a0", " ") for lang in LANGUAGES)
    assert vi.startswith("Thu ngân sách nhà nước quý I/2024 đạt 4.680,4 tỷ đồng")
    assert " Trong đó, khoản thu 1 đạt 4.680,4 tỷ đồng" in vi
    assert " Khoản thu 2 tăng 11,1% so với cùng kỳ năm 2023, đạt 4.680,4 tỷ đồng" not in vi
    assert " Khoản thu 2 tăng 11,1% so với cùng kỳ, đạt 4.680,4 tỷ đồng" in vi
    assert vi.endswith("Còn chậm so với kế hoạch: khoản thu 2; khoản thu 3.")
    assert " Revenue 2 rose 11.1% on the same period of 2023, reaching 4,680.4 billion VND" in en
    assert en.endswith("Still behind what the plan needs: revenue 2; revenue 3.")
    assert en.count("in the first quarter of 2024") == 1
    assert text(paragraph(REVENUE, parts, "en")).replace("\u00a0", " ") == en


@given(period=st.sampled_from(PERIODS), lang=st.sampled_from(LANGUAGES))
def test_the_period_is_named_once_in_every_way_to_say_it(period: Period, lang: str) -> None:
    texts = [written(replace(REVENUE, period=period, change=None), lang, turn) for turn in range(SHAPES)]
    assert len({sorted(one.lower().replace(",", "").replace(".", "").split()).__repr__() for one in texts}) == 1
