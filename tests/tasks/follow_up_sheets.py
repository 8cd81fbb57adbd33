"""Follow-up sheets as offices keep them: a title above, two rows of headings, groups, and names of their own."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import xlsxwriter

from tests.tasks.cast import DUE

HEADINGS = (
    "STT", "Nội dung công việc", "Chủ trì", "Phối hợp", "Văn bản giao", "Ngày giao", "Thời hạn hoàn thành",
    "Sản phẩm", "Tình trạng", "Ghi chú",
)  # fmt: skip
PLAN = "Trình phương án xử lý sạt lở trên tuyến đường tỉnh ĐT.294B"
BRIDGE = "Trình kế hoạch sửa chữa cầu Bố Hạ trên tuyến đường tỉnh ĐT.292"
Row = Sequence[object]


def row(number: object = 1, text: str = PLAN, lead: str = "Sở Giao thông vận tải", **cells: object) -> Row:
    """A clear row; cells may say otherwise."""
    plain: dict[str, object] = {
        "helping": "", "document": "", "issued": "", "due": DUE, "result": "Tờ trình kèm phương án xử lý", "state": "",
        "note": "",
    }  # fmt: skip
    given = plain | cells
    return (number, text, lead, *(given[name] for name in plain))


def workbook(
    *rows: Row, headings: Sequence[str] = HEADINGS, above: Sequence[str] = (),
    merged: Sequence[tuple[int, int, int, int, str]] = (),
) -> bytes:  # fmt: skip
    """A workbook with a title, the headings, and rows; days are real days. `merged`: first and last cell, and text."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Theo dõi")
    for number, line in enumerate((*((one,) for one in above), tuple(headings), *rows)):
        for column, value in enumerate(line):
            if isinstance(value, date):
                sheet.write_datetime(number, column, value)
            else:
                sheet.write(number, column, value)
    for block in merged:
        sheet.merge_range(*block)
    book.close()
    return buffer.getvalue()
