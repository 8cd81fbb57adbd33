import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from unicodedata import normalize

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.core.errors import BadInput
from quarterdeck.papers import sheets
from quarterdeck.papers.csv_sheet import read_csv
from quarterdeck.papers.sheets import address, read_sheet


def workbook(fill: Callable[[openpyxl.Workbook], object]) -> bytes:
    book = openpyxl.Workbook()
    fill(book)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def with_rows(*rows: list[object]) -> bytes:
    return workbook(lambda book: [book.active.append(row) for row in rows])


def refusal(data: bytes, name: str = "so-lieu.xlsx", sheet: str = "") -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_sheet(data, name, sheet=sheet)
    assert str(caught.value.remedy)
    return caught.value


def test_cells_keep_their_address_and_their_exact_text() -> None:
    sheet = read_sheet(with_rows(["Chỉ tiêu", 2024], ["Thu", 4680.5], [None, 0.1 + 0.2]), "so-lieu.xlsx")
    assert [(cell.address, cell.text) for cell in sheet.rows[1]] == [("A2", "Thu"), ("B2", "4680.5")]
    assert sheet.rows[0][1].number == Decimal(2024)
    assert sheet.rows[2][1].number == Decimal("0.3")
    assert sheet.rows[2][0].text == ""


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_every_figure_comes_back_as_it_was_typed(value: Decimal) -> None:
    assert sheets._exact(float(value))[1] == value


def test_dates_are_iso_and_text_is_in_normal_form() -> None:
    decomposed = normalize("NFD", "Lục Ngạn ")
    sheet = read_sheet(with_rows([dt.date(2024, 3, 27), decomposed, True]), "x.xlsx")
    assert [cell.text for cell in sheet.rows[0]] == ["2024-03-27", "Lục Ngạn", "TRUE"]


def test_addresses_start_at_a1_even_where_the_first_rows_are_empty() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active["C5"] = 7

    sheet = read_sheet(workbook(fill), "x.xlsx")
    assert [cell.address for row in sheet.rows for cell in row if cell.text] == ["C5"]


def test_merged_cells_are_refused_by_name_unless_they_are_allowed() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active["B2"] = "Tiêu đề"
        book.active.merge_cells("B2:D2")

    error = refusal(workbook(fill))
    assert "B2:D2" in str(error.message)
    assert error.place == "so-lieu.xlsx, Sheet"
    assert read_sheet(workbook(fill), "x.xlsx", merged=True).rows[1][1].text == "Tiêu đề"


def test_the_first_visible_sheet_is_read_and_a_missing_one_named() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.sheet_state = "hidden"
        book.active["A1"] = "ẩn"
        book.create_sheet("Biểu 01")["A1"] = "hiện"

    assert read_sheet(workbook(fill), "x.xlsx").rows[0][0].text == "hiện"
    error = refusal(workbook(fill), sheet="Biểu 02")
    assert "Biểu 02" in str(error.message)
    assert "Biểu 01" in str(error.remedy)


def test_an_empty_sheet_and_an_empty_file_are_refused() -> None:
    assert "sheet is empty" in str(refusal(with_rows([None, ""])).message)
    assert "file is empty" in str(refusal(b"").message)


def test_a_file_of_another_kind_is_refused_whatever_its_name() -> None:
    assert "not a workbook" in str(refusal(b"%PDF-1.7 ...").message)
    assert "damaged" in str(refusal(b"PK\x03\x04 broken").message)
    assert "damaged" in str(refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 broken").message)


def test_a_protected_workbook_is_refused() -> None:
    protected = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512 + "EncryptedPackage".encode("utf-16-le")
    assert "password" in str(refusal(protected).message)


def test_a_file_that_is_too_large_is_refused_before_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "at most 20 MB" in str(refusal(b"PK\x03\x04" + b"0" * sheets.MOST_BYTES).message)
    data = with_rows(["a"])
    monkeypatch.setattr(sheets, "MOST_UNPACKED", 10)
    assert "unpacks" in str(refusal(data).message)


def test_a_sheet_with_too_many_cells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_CELLS", 3)
    assert "more than 3 cells" in str(refusal(with_rows([1, 2], [3, 4])).message)


@given(st.integers(0, 20_000), st.integers(0, 16_383))
def test_addresses_are_those_of_excel(row: int, column: int) -> None:
    assert address(row, column) == f"{openpyxl.utils.get_column_letter(column + 1)}{row + 1}"


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_of_a_csv_file_is_found(separator: str) -> None:
    text = separator.join(("Chỉ tiêu", "Giá trị")) + "\n" + separator.join(("Thu", "4680")) + "\n"
    sheet = read_csv(text.encode(), "x.csv")
    assert [[cell.text for cell in row] for row in sheet.rows] == [["Chỉ tiêu", "Giá trị"], ["Thu", "4680"]]
    assert sheet.rows[1][1].address == "B2"


def test_a_cell_that_is_too_long_is_told_by_its_line() -> None:
    long = "x" * 131_073
    for data in (f"a;b\n1;2\n{long};3\n", f"a,b\n1,2\n{long},3\n", f"{long}\n"):
        with pytest.raises(BadInput, match="more than 131072 characters") as caught:
            read_csv(data.encode(), "x.csv")
        assert caught.value.place == f"x.csv:{data.count(chr(10))}"


def test_a_long_line_of_short_cells_is_read() -> None:
    line = ",".join(["x" * 10] * 20_000)
    assert len(read_csv(f"{line}\n{line}\n".encode(), "x.csv").rows[1]) == 20_000


def test_a_single_nul_is_told_by_its_line_and_is_no_other_encoding() -> None:
    with pytest.raises(BadInput, match="the character NUL") as caught:
        read_csv(b"a;b\n1;2\n3;\x004\n", "x.csv")
    assert caught.value.place == "x.csv:3"


def test_decimal_commas_do_not_pass_for_separators() -> None:
    sheet = read_csv("Tên;Kỳ;Giá trị\nThu;2024-Q1;4680,5\nChi;2024-Q1;12,4\n".encode(), "x.csv")
    assert [len(row) for row in sheet.rows] == [3, 3, 3]
    assert sheet.rows[2][2].text == "12,4"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_encodings_are_read(encoding: str) -> None:
    assert read_csv("Sơn Động;1\n".encode(encoding), "x.csv").rows[0][0].text == "Sơn Động"


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ("Thu ngân sách;1\n".encode("latin-1"), "Windows-1258"),
        ("a;b\nTØnh B¾c Giang, huyÖn Lôc Ng¹n, S¬n §éng ¸µ¶·¹ Ê\n".encode("latin-1"), "TCVN3"),
        ("Thu;1\n".encode("utf-16-le"), "UTF-16"),
    ],
)
def test_another_encoding_is_named_and_never_guessed(data: bytes, named: str) -> None:
    with pytest.raises(BadInput, match=named) as caught:
        read_csv(data, "cu.csv")
    assert "CSV UTF-8" in str(caught.value.remedy)


def test_the_place_of_a_wrong_letter_is_its_line() -> None:
    with pytest.raises(BadInput, match=r"cu\.csv:3:"):
        read_csv(b"a;b\n1;2\nn\xe2m;3\n", "cu.csv")


def test_a_workbook_under_the_name_of_a_csv_and_an_open_quotation_are_refused() -> None:
    with pytest.raises(BadInput, match="workbook, not a CSV"):
        read_csv(with_rows(["a"]), "x.csv")
    with pytest.raises(BadInput, match="never closed"):
        read_csv(b'a;"b\n1;2\n', "x.csv")
