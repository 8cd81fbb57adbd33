"""A text is called what its file calls it, or what it calls itself."""

import pytest

from quarterdeck.reports.rules.titles import title_of

OFFICE = "ỦY BAN NHÂN DÂN TỈNH HOA SEN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"{OFFICE}\nBÁO CÁO\nThu ngân sách quý II", "BÁO CÁO Thu ngân sách quý II"),
        (f"{OFFICE}\nThông báo kết quả họp tháng 5\nThu đạt 5 tỷ.", "Thông báo kết quả họp tháng 5"),
        ("MINISTRY OF FINANCE OF A COUNTRY\nReport on revenue of May\nIt rose.", "Report on revenue of May"),
        ("Inflation slows down for the third month\nIt was 2%.", "Inflation slows down for the third month"),
        ("5 tỷ", ""),
    ],
)
def test_the_line_that_names_a_kind_of_document_is_the_title(text: str, title: str) -> None:
    assert title_of(text) == title


def test_the_title_of_the_file_comes_first() -> None:
    text = "Report of an office on many things\nTrade in spring\nand in summer\nTrade rose."
    assert title_of(text, {35: "title", 51: "title", 65: "heading"}) == "Trade in spring and in summer"


def test_a_long_title_is_cut_at_a_word() -> None:
    assert title_of("Báo cáo " + "tình hình " * 20).endswith("hình …")
