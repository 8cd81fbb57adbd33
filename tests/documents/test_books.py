"""The registers print with every field of the paper books; other programs can read them."""

import io
from collections.abc import Callable
from datetime import date

import docx
import openpyxl
import pytest
from django.test import Client
from pypdf import PdfReader

from quarterdeck.documents.actions import Clerical, pass_on
from quarterdeck.documents.queries import book
from quarterdeck.documents.views import books
from tests.documents.cast import COMMITTEE, directive, plan
from tests.world import NOW, TODAY, World

SignIn = Callable[..., Client]
BOOKS = "/documents/books/"
OUTGOING = [
    "Số, ký hiệu văn bản", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung văn bản", "Người ký",
    "Nơi nhận văn bản", "Đơn vị, người nhận bản lưu", "Số lượng bản", "Ngày chuyển", "Ký nhận", "Ghi chú",
]  # fmt: skip
INCOMING = [
    "Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu", "Ngày tháng", "Tên loại và trích yếu nội dung",
    "Đơn vị hoặc người nhận", "Ngày chuyển", "Ký nhận", "Ghi chú",
]  # fmt: skip
SENT = Clerical("outgoing", signer="Phó Chủ tịch", recipients="Các sở, ngành\nLưu: VT", copies=45, archive="Văn thư")
ASKED = {"first": "2024-01-01", "last": "2024-12-31", "issuer": ""}


def sent_and_received(world: World) -> None:
    made = plan(world, clerical=SENT, urgency="hoa_toc")
    got = directive(world, clerical=Clerical("incoming", received_on=date(2024, 2, 1)))
    for one, name in ((made, "Bưu điện"), (got, "Phòng Tổng hợp"), (got, "Sở Tài chính")):
        pass_on(document=one, receiver=name, passed_on=TODAY, by=world.actor("specialist"), at=NOW)


def printed(client: Client, direction: str, form: str, **asked: str) -> bytes:
    answer = client.get(f"{BOOKS}book.{form}", {"direction": direction} | ASKED | asked)
    assert answer.status_code == 200
    return answer.content


def test_the_register_of_outgoing_documents_in_word_has_its_ten_columns(world: World, signed_in: SignIn) -> None:
    sent_and_received(world)
    read = docx.Document(io.BytesIO(printed(signed_in("leader"), "outgoing", "docx")))
    said = [paragraph.text for paragraph in read.paragraphs]
    assert said[:4] == [
        "SỔ ĐĂNG KÝ VĂN BẢN ĐI",
        "Năm: 2024",
        "Từ ngày 01/01/2024 đến ngày 31/12/2024",
        "Từ số 96 đến số 96",
    ]
    rows = [[cell.text for cell in row.cells] for row in read.tables[0].rows]
    assert rows[0] == OUTGOING
    assert rows[1] == [f"({place})" for place in range(1, 11)]
    assert rows[2][:9] == [
        "96/KH-UBND", "15/01/2024", "Kế hoạch: Kế hoạch giải phóng mặt bằng", "Phó Chủ tịch",
        "Các sở, ngành\nLưu: VT", "Văn thư", "45", "27/03/2024", "",
    ]  # fmt: skip
    assert rows[2][9] == "Hỏa tốc"
    assert len(rows) == 3
    section = read.sections[0]
    assert section.page_width > section.page_height


def test_the_register_of_incoming_documents_as_pdf_lies_on_its_side(world: World, signed_in: SignIn) -> None:
    sent_and_received(world)
    read = PdfReader(io.BytesIO(printed(signed_in("leader"), "incoming", "pdf")))
    box = read.pages[0].mediabox
    assert box.width > box.height
    text = " ".join(read.pages[0].extract_text().split())
    for words in (
        "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN",
        "Từ số 1 đến số 1",
        "26-CT/TU",
        "02/06/2023",
        "Sở Tài chính",
        *INCOMING[:3],
    ):
        assert words in text
    assert "96/KH-UBND" not in text


def test_the_head_of_a_long_register_stands_on_every_sheet(world: World, signed_in: SignIn) -> None:
    for number in range(1, 41):
        plan(world, f"{number}/KH-UBND", clerical=SENT)
    read = PdfReader(io.BytesIO(printed(signed_in("leader"), "outgoing", "pdf")))
    assert len(read.pages) > 1
    assert all("Người ký" in " ".join(page.extract_text().split()) for page in read.pages[:-1])


def test_the_workbook_and_the_list_hold_the_same(world: World, signed_in: SignIn) -> None:
    sent_and_received(world)
    client = signed_in("leader")
    sheet = openpyxl.load_workbook(io.BytesIO(printed(client, "incoming", "xlsx"))).worksheets[0]
    rows = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert INCOMING in rows
    row = rows[rows.index(INCOMING) + 1]
    assert row[:8] == [
        "01/02/2024", "1", "Ban Thường vụ Tỉnh ủy", "26-CT/TU", "02/06/2023",
        "Chỉ thị: Về chấn chỉnh tác phong, lề lối làm việc", "Sở Tài chính", "27/03/2024",
    ]  # fmt: skip
    assert "26-CT/TU" in printed(client, "incoming", "csv").decode("utf-8-sig")


def test_only_the_entry_that_counts_stands_in_the_book_under_its_first_number(world: World) -> None:
    plan(world, "1/KH-UBND")
    wrong = plan(world)
    plan(world, "3/KH-UBND")
    plan(world, abstract_vi="Đúng", relations=[("corrects", wrong)])
    some = list(book.entries("incoming", date(2024, 1, 1), TODAY, COMMITTEE))
    rows = {row.cells[3].text: row for row in book.book(some, "vi").rows}
    assert len(some) == 3
    assert rows["96/KH-UBND"].cells[1].text == "2"
    assert rows["96/KH-UBND"].cells[5].text == "Kế hoạch: Đúng"


def test_the_page_shows_the_first_entries_and_the_files(world: World, signed_in: SignIn) -> None:
    sent_and_received(world)
    page = signed_in("leader", "en").get(BOOKS, {"direction": "outgoing"} | ASKED).content.decode()
    assert "96/KH-UBND" in page
    assert f"{BOOKS}book.docx?direction=outgoing&amp;first=2024-01-01" in page
    assert "96/KH-UBND" not in signed_in("leader", "en").get(BOOKS).content.decode()
    empty = signed_in("leader", "en").get(BOOKS, {"direction": "outgoing", "first": "2020-01-01", "last": "2020-02-01"})
    assert "Nothing was registered in these days" in empty.content.decode()


@pytest.mark.parametrize(
    ("asked", "said"),
    [({"first": "2024-05-01", "last": "2024-01-01"}, "lies before the first"), ({"first": "x"}, "valid date"),
     ({"direction": "sideways"}, "valid choice")],
)  # fmt: skip
def test_days_that_cannot_be_are_refused(signed_in: SignIn, asked: dict[str, str], said: str) -> None:
    client = signed_in("leader", "en")
    given = {"direction": "incoming"} | ASKED | asked
    page = client.get(BOOKS, given)
    assert said in page.content.decode()
    assert client.get(f"{BOOKS}book.pdf", given).status_code == 404
    assert client.get(f"{BOOKS}book.exe", {"direction": "incoming"} | ASKED).status_code == 404


def test_a_register_too_long_to_be_set_asks_for_fewer_days(
    world: World, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(books, "PRINTED_LIMIT", 1)
    for number in (1, 2):
        plan(world, f"{number}/KH-UBND", clerical=SENT)
    client = signed_in("leader", "en")
    answer = client.get(f"{BOOKS}book.pdf", {"direction": "outgoing"} | ASKED)
    assert answer.status_code == 400
    assert "at most 1 entries" in answer.content.decode()
    assert printed(client, "outgoing", "xlsx")
