"""Tables in a text are read as header by row: each figure with its row, its column and its unit."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quarterdeck.prose.claims import Claim, read
from quarterdeck.prose.claims.tabled import grids
from quarterdeck.prose.sources import open_source
from quarterdeck.prose.sources.tables import tables
from quarterdeck.prose.text import normal
from tests.prose.quarter import findings
from tests.word_files import paragraph, table, word_file

VI = """Bảng 2. Kết quả quý III/2030 (Đơn vị tính: nghìn tấn)
| STT | Chỉ tiêu | Kế hoạch 2030 | Quý III/2030 | Cùng kỳ | So với cùng kỳ (%) | Tăng, giảm (%) | % kế hoạch |
| --- | --- | --- | --- | --- | --- | --- | --- |
| I | Cây hàng năm |  |  |  |  |  |  |
| 1 | Sản lượng lúa | 42,0 | gần 12,5 | 11,0 | 113,6 | +13,6 | 29,8 |
| 2 | Sản lượng ngô | 7,5 | 2,1 E | – | 9,5 | −4,2 | 28,0 |

Các số liệu trên là sơ bộ.
"""
EN = """| No. | Crop | Unit | 2029 | 2030 | Change | % of plan |
| 1 | Rice | thousand tonnes | 11.0 | 12.5 | +13.6% | 29.8 |
| 2 | Share of irrigated land | % | 61.0 | 63.5 | +2.5 pts | 99.1 |
"""


def claim(text: str, words: str, lang: str) -> Claim:
    start = text.index(words)
    return next(one for one in read(text, lang) if one.start <= start < one.end)


@pytest.mark.parametrize(
    ("words", "relation", "value", "period"),
    [
        ("42,0", "target", "42000", "2030"),
        ("12,5", "level", "12500", "2030-Q3"),
        ("113,6", "ratio_yoy", "113.6", "2030-Q3"),
        ("+13,6", "growth", "13.6", "2030-Q3"),
        ("29,8", "pct_of_plan", "29.8", "2030-Q3"),
        ("2,1 E", "level", "2100", "2030-Q3"),
        ("9,5 |", "growth_yoy", "9.5", "2030-Q3"),
        ("−4,2", "growth", "-4.2", "2030-Q3"),
    ],
)
def test_a_figure_takes_relation_period_and_unit_from_its_table(
    words: str, relation: str, value: str, period: str
) -> None:
    found = claim(VI, words, "vi")
    assert (found.relation, found.values[0]) == (relation, Decimal(value))
    assert str(found.period) == period
    assert VI[found.start : found.end].strip("gần ") == words.removesuffix(" E").removesuffix(" |")


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("12.5", "12500", "tonnes"),
        ("63.5", "63.5", "%"),
        ("2.5 pts", "2.5", "pp"),
        ("+13.6", "13.6", "%"),
        ("99.1", "99.1", "%"),
    ],
)
def test_the_unit_comes_from_the_column_of_units_the_title_or_the_cell(words: str, value: str, unit: str) -> None:
    found = claim(EN, words, "en")
    assert (found.values[0], found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("row", "title", "read_as"),
    [
        ("Thu phí (tỷ đồng)", "So với cùng kỳ", [("level", "4680000000000", "VND"), ("ratio_yoy", "112.9", "%")]),
        ("Thu phí, triệu USD", "So với cùng kỳ (%)", [("level", "4680000000", "USD"), ("ratio_yoy", "112.9", "%")]),
        ("Thu phí (không kể cảng), tấn", "Tăng, giảm (%)", [("level", "4680", "tonnes"), ("growth", "112.9", "%")]),
    ],
)
def test_a_row_may_name_its_own_unit(row: str, title: str, read_as: list[tuple[str, str, str]]) -> None:
    text = f"| Chỉ tiêu | Quý I/2030 | {title} |\n| {row} | 4.680 | 112,9{'' if '%' in title else '%'} |\n"
    found = [(one.relation, one.values[0], one.unit) for one in read(text, "vi")]
    assert found == [(relation, Decimal(value), unit) for relation, value, unit in read_as]


def test_what_a_row_says_in_brackets_is_no_unit_unless_it_is_one() -> None:
    assert read("| Chỉ tiêu | Quý I/2030 |\n| Thu phí (trừ cảng cá) | 4.680 |\n", "vi") == []


def test_numbers_of_rows_and_columns_are_no_claims() -> None:
    said = [VI[one.start : one.end] for one in read(VI, "vi")]
    assert not {"1", "2", "STT"} & set(said)
    assert len(said) == len(set(said)) == 11


def test_what_stands_around_a_table_is_read_as_before() -> None:
    text = f"Sản lượng ngô quý III/2030 đạt 2,1 nghìn tấn.\n{VI}Sản lượng đậu tương quý III/2030 đạt 0,4 nghìn tấn.\n"
    assert claim(text, "0,4", "vi").relation == "level"
    starts = [one.start for one in read(text, "vi")]
    assert starts == sorted(starts)


def test_a_table_without_named_rows_is_left_as_it_stands() -> None:
    assert grids(normal("| 1 | 2 |\n| 3 | 4 |\n"), "en") == []
    assert grids(normal("a | b\n| alone |\n"), "en") == []


def test_a_wrong_cell_of_a_word_table_is_found_and_its_place_told() -> None:
    rows = [["Chỉ tiêu", "Đơn vị tính", "Quý I/2024", "Tăng, giảm (%)"]]
    rows.append(["Thu ngân sách nhà nước trên địa bàn", "tỷ đồng", "gần 4.780", "+11,1"])
    rows.append(["Số doanh nghiệp thành lập mới", "doanh nghiệp", "310", "–"])
    source = open_source(word_file(paragraph("Kết quả quý I năm 2024"), table(*rows)))
    found = {one.quote: one.verdict for one in findings(source.text, "vi")}
    assert found["gần 4.780"] == "differs"
    assert (found["+11,1"], found["310"]) == ("agrees", "agrees")
    assert [str(one) for one in source.spot(source.text.index("4.780")).words()] == ["table 1", "row 2", "column 3"]


cells = st.text("ab %,.12(|)+-− đ\n", max_size=9)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(cells, min_size=1, max_size=5), max_size=6), st.sampled_from(["vi", "en"]))
def test_any_table_can_be_read_and_every_claim_lies_in_the_text(rows: list[list[str]], lang: str) -> None:
    text = "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"
    for one in read(text, lang):
        assert 0 <= one.start < one.end <= len(text)
    for found in tables(text):
        for row in (*found.header, *found.body):
            assert all(text[cell.start : cell.end] == cell.text for cell in row)
    for grid in grids(normal(text), lang):
        assert len(grid.text.at) == len(grid.text.flat) + 1 == len(grid.text.lower) + 1


@pytest.mark.parametrize("line", ["|" * 20_000, "| 1 " * 5_000 + "|", "|" + "(" * 20_000 + "1|", "| a | 1 |\n" * 1_000])
def test_long_tables_are_read_in_bounded_time(line: str) -> None:
    assert isinstance(read(f"{line}\n{line}\n", "en"), list)
