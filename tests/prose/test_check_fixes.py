"""Corrections by one click: the sentence that they leave is right, in the text's own way of writing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.prose.check.style import Style, style_of
from tests.prose.quarter import findings


def corrected(text: str) -> str:
    """`text` with every correction accepted, from the last to the first."""
    fixes = sorted((one.fix for one in findings(text) if one.fix is not None), key=lambda one: -one.start)
    for fix in fixes:
        text = text[: fix.start] + fix.text + text[fix.end :]
    return text


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("GRDP quý I tăng 15,18%.", "GRDP quý I tăng 14,18%."),
        ("Thu ngân sách giảm 11,1% so với cùng kỳ.", "Thu ngân sách tăng 11,1% so với cùng kỳ."),
        ("Thu hút đầu tư quy đổi tăng 66,5% so với cùng kỳ.", "Thu hút đầu tư quy đổi giảm 33,5% so với cùng kỳ."),
        ("Thu ngân sách đạt gần 4.680 triệu đồng.", "Thu ngân sách đạt gần 4.680 tỷ đồng."),
        ("Tổng kim ngạch xuất nhập khẩu đạt 10,31 tỷ đồng.", "Tổng kim ngạch xuất nhập khẩu đạt 10,31 tỷ USD."),
        (
            "Giá trị sản xuất công nghiệp đạt trên 150 nghìn tỷ đồng, tăng 22,6% so với cùng kỳ.",
            "Giá trị sản xuất công nghiệp đạt trên 150 nghìn tỷ đồng, bằng 22,6% kế hoạch năm.",
        ),
        ("Giải quyết việc làm cho 8.900 nghìn người.", "Giải quyết việc làm cho hơn 8.900 người."),
        (
            "| Chỉ tiêu | Đơn vị | Số |\n| --- | --- | --- |\n| Giá trị sản xuất công nghiệp | tỷ đồng | 105.000 |",
            "| Chỉ tiêu | Đơn vị | Số |\n| --- | --- | --- |\n| Giá trị sản xuất công nghiệp | tỷ đồng | hơn 150.000 |",
        ),
        ("GRDP fell by 14.18% in the first quarter.", "GRDP rose by 14.18% in the first quarter."),
        ("The number of new enterprises is 301.", "The number of new enterprises is 310."),
        (
            "Industrial production value was over 150 trillion VND, up 22.6% over the same period.",
            "Industrial production value was over 150 trillion VND, equal to 22.6% of the annual plan.",
        ),
        ("Trade turnover reached 11.31 billion USD.", "Trade turnover reached 10.31 billion USD."),
        ("Trade turnover reached 11.31 million USD.", "Trade turnover reached 10.31 billion USD."),
        ("Thu ngân sách đạt 5.680 tỷ đồng.", "Thu ngân sách đạt gần 4.680 tỷ đồng."),
        ("Có hơn 330 doanh nghiệp thành lập mới.", "Có 310 doanh nghiệp thành lập mới."),
    ],
)
def test_a_correction_leaves_a_true_sentence(wrong: str, right: str) -> None:
    assert corrected(wrong) == right
    assert [one.verdict for one in findings(right) if one.alarm] == []


def test_a_correction_keeps_the_marks_of_the_text() -> None:
    text = "GRDP tăng 14.18%; công nghiệp - xây dựng tăng 18.00%; dịch vụ tăng 7.32%."
    assert corrected(text) == text.replace("7.32", "6.32")


def test_no_correction_is_offered_where_only_the_area_is_wrong() -> None:
    (found,) = [one for one in findings("Huyện Lục Nam có 310 doanh nghiệp thành lập mới.") if one.alarm]
    assert (found.cause, found.fix) == ("area", None)


def test_a_garbled_number_can_be_replaced_by_the_figure_but_never_is_in_silence() -> None:
    text = "Tổng kim ngạch xuất nhập khẩu đạt 10,31 tỷ USD, tăng 10.000 USD. 03% so với cùng kỳ."
    (found,) = [one for one in findings(text) if one.verdict == "unreadable"]
    assert found.correction == "10,03%"
    assert corrected(text) == "Tổng kim ngạch xuất nhập khẩu đạt 10,31 tỷ USD, tăng 10,03% so với cùng kỳ."


@pytest.mark.parametrize(
    ("text", "lang", "style"),
    [
        ("đạt 4.678,4 tỷ đồng", "vi", Style(",", ".")),
        ("đạt 4,678.4 tỷ đồng, tăng 11.1%", "vi", Style(".", ",")),
        ("4 678,4 billion and 12 310,5 more", "en", Style(",", " ")),
        ("4\u202f678,4 billion", "en", Style(",", "\u202f")),
        ("rose 14.18%", "en", Style(".", ",")),
        ("tăng trưởng tốt", "vi", Style(",", ".")),
        ("4678 tỷ, 12310 tỷ, 14,5%", "vi", Style(",", "")),
    ],
)
def test_the_style_of_numbers_is_that_of_the_text(text: str, lang: str, style: Style) -> None:
    assert style_of(text, lang) == style


@given(st.decimals(0, 10**12, places=3), st.sampled_from([Style(",", "."), Style(".", ","), Style(",", "\u202f")]))
def test_a_number_is_written_so_that_its_marks_lead_back_to_it(value: Decimal, style: Style) -> None:
    written = style.written(value)
    assert Decimal(written.replace(style.group, "").replace(style.decimal, ".")) == value


@pytest.mark.parametrize("text", ["1" * 100_000, "1.2," * 25_000, "9 " * 50_000])
def test_a_million_marks_are_no_style(text: str) -> None:
    assert style_of(text, "en").decimal in ".,"
