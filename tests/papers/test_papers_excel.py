from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from quarterdeck.papers.content import Cell, Column, Row, Table
from quarterdeck.papers.csv_sheet import read_csv
from quarterdeck.papers.excel import write_csv, write_workbook
from quarterdeck.papers.sheets import read_sheet
from tests.papers import sample
from tests.papers.sample_figures import figures_table

SITE = "https://bacgiang.example"


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    data = write_workbook((figures_table(), figures_table()), lang="vi", footer=sample.FOOTER, site=SITE)
    return openpyxl.load_workbook(BytesIO(data))


def test_each_table_has_a_sheet_and_the_last_names_the_provenance(book: openpyxl.Workbook) -> None:
    assert book.sheetnames[-1] == "Nguồn gốc số liệu"
    assert len(set(book.sheetnames)) == 3
    assert all(len(name) <= 31 for name in book.sheetnames)


def test_numbers_are_typed_and_show_their_own_decimals(book: openpyxl.Workbook) -> None:
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[5]] == ["Tốc độ tăng GRDP", "%", 14.18, "E", 8.43, None, "đúng tiến độ"]
    assert sheet["C5"].number_format == "#,##0.00"
    assert sheet["C7"].number_format == "#,##0"
    assert sheet["C7"].value == 4680


def test_a_badge_stands_in_the_column_beside_its_number(book: openpyxl.Workbook) -> None:
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[3]][2:6] == ["Quý I/2024", "Ký hiệu", "Cùng kỳ năm 2023", "Ký hiệu"]
    assert sheet["F6"].value == "I"


def test_a_missing_figure_is_a_dash_with_its_reason(book: openpyxl.Workbook) -> None:
    cell = book.worksheets[0]["E11"]
    assert cell.value == "–"
    assert cell.comment is not None
    assert "chưa có số liệu" in cell.comment.text


def test_heads_stay_in_sight(book: openpyxl.Workbook) -> None:
    assert book.worksheets[0].freeze_panes == "B4"


def test_the_provenance_names_vintage_key_and_the_origin_of_each_number(book: openpyxl.Workbook) -> None:
    lines = [[cell.value for cell in row] for row in book.worksheets[-1].iter_rows()]
    assert ["Phiên bản số liệu", sample.FOOTER.vintage, None] in lines
    assert ["I", "minh họa", None] in lines
    assert any(line[1] == "C5" and line[2] == f"{SITE}/figures/GRDP_GROWTH?period=2024-Q1" for line in lines)


def test_a_number_beyond_what_excel_keeps_is_written_as_text() -> None:
    long = Decimal("12345678901234567.5")
    table = Table((Column("a"),), (Row((Cell("12.345.678.901.234.567,5", value=long),)),), caption="Số dài [1]/2")
    data = write_workbook((table,), lang="vi", footer=sample.FOOTER)
    sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    assert sheet["A4"].value == "12.345.678.901.234.567,5"
    assert sheet.title == "Số dài 1 2"


def test_what_is_written_is_read_back_exactly() -> None:
    table = figures_table()
    sheet = read_sheet(write_workbook((table,), lang="vi", footer=sample.FOOTER), "bieu.xlsx")
    values = [cell.value for row in table.rows for cell in row.cells if cell.value is not None]
    assert [cell.number for row in sheet.rows for cell in row if cell.number is not None] == values


def test_csv_has_plain_decimals_and_disarms_formulas() -> None:
    rows = (
        Row((Cell("=1+1"), Cell("4.680,5", value=Decimal("4680.5"), badge="E"))),
        Row((Cell("Thu, chi"), Cell("-1", value=Decimal(-1)))),
    )
    data = write_csv(Table((Column("Tên"), Column("Giá trị", "tỷ đồng")), rows), lang="vi")
    assert data.startswith(b"\xef\xbb\xbf")
    cells = [[cell.text for cell in row] for row in read_csv(data, "bieu.csv").rows]
    assert cells == [
        ["Tên", "Giá trị (tỷ đồng)", "Ký hiệu"],
        ["'=1+1", "4680.5", "E"],
        ["Thu, chi", "-1", ""],
    ]
