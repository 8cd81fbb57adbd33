"""Tables as workbooks and as CSV: exact numbers, their badges, and where they come from."""

from collections.abc import Sequence
from csv import QUOTE_MINIMAL
from csv import writer as csv_writer
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from quarterdeck.papers.content import Cell, Footer, Lang, Table
from quarterdeck.papers.html import absolute
from quarterdeck.papers.words import badge_meaning, legend, word

TITLE_ROW, HEAD_ROW, FIRST_ROW = 0, 2, 3
MISSING = "–"
DAY_FORMAT = "dd/mm/yyyy"
EXCEL_DIGITS = 15  # a workbook keeps no more; longer numbers are written as text
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a column of a table went: its own column, and that of its badges where it has any."""

    column: int
    badges: int | None


def write_workbook(tables: Sequence[Table], *, lang: Lang, footer: Footer, site: str = "") -> bytes:
    """The tables as .xlsx, one sheet each, and a sheet with key, vintage and the origin of each number.

    Numbers are typed and formatted by their own decimals, days are days; the badge of a number stands in a narrow
    column beside it; a missing figure is a dash with its reason as a comment. The same input gives the same bytes
    but for the time of writing.
    """
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    formats = _Formats(book)
    names = _sheet_names(tables)
    origins: list[tuple[str, str, str]] = []
    for table, name in zip(tables, names, strict=True):
        origins += _write_sheet(book.add_worksheet(name), table, formats, lang, site)
    _write_provenance(
        book.add_worksheet(word(lang, "provenance")), formats, lang, _facts(tables, lang, footer), origins
    )
    book.close()
    return buffer.getvalue()


def write_csv(table: Table, *, lang: Lang) -> bytes:
    """The table as CSV in UTF-8 with a byte order mark: plain decimals with a point, badges in columns.

    Text that a spreadsheet would run as a formula is disarmed with an apostrophe.
    """
    text = StringIO()
    out = csv_writer(text, quoting=QUOTE_MINIMAL, lineterminator="\r\n")
    places = _places(table)
    out.writerow(_heads(table, places, lang))
    for row in table.rows:
        line = [""] * _width(places)
        for cell, place in zip(row.cells, places, strict=False):
            line[place.column] = _plain(cell)
            if place.badges is not None:
                line[place.badges] = cell.badge
        out.writerow(line)
    return text.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str:
    if cell.day is not None:
        return cell.day.isoformat()
    if cell.value is not None:
        return f"{cell.value:f}"
    return f"'{cell.text}" if cell.text.startswith(_FORMULA_STARTS) else cell.text


def _places(table: Table) -> list[_Place]:
    places, column = [], 0
    for index in range(len(table.columns)):
        badged = any(row.role != "group" and row.cells[index].badge for row in table.rows)
        places.append(_Place(column, column + 1 if badged else None))
        column += 2 if badged else 1
    return places


def _width(places: list[_Place]) -> int:
    return sum(2 if place.badges is not None else 1 for place in places)


def _heads(table: Table, places: list[_Place], lang: Lang) -> list[str]:
    heads = []
    for column, place in zip(table.columns, places, strict=True):
        heads.append(f"{column.title} ({column.unit})" if column.unit else column.title)
        if place.badges is not None:
            heads.append(word(lang, "symbol"))
    return heads


class _Formats:
    """Cell formats by what they are for, made once per workbook."""

    def __init__(self, book: Any) -> None:
        self._book, self._made = book, dict[tuple[str, bool], Any]()
        base = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
        self._base = base
        self.title = book.add_format({**base, "bold": True, "font_size": 13})
        head = {"bold": True, "bg_color": "#F0F2F5", "border": 1, "border_color": "#7A7A7A"}
        self.head = book.add_format({**base, **head, "align": "center", "text_wrap": True})
        self.note = book.add_format({**base, "italic": True, "font_color": "#5B6776"})
        self.link = book.add_format({**base, "font_color": "#0B5CAD", "underline": 1})

    def cell(self, number_format: str = "@", *, bold: bool = False, align: str = "left") -> Any:
        key = (f"{number_format}|{align}", bold)
        if key not in self._made:
            look = {"border": 1, "border_color": "#BFC5CC", "bold": bold, "align": align}
            self._made[key] = self._book.add_format({**self._base, **look, "num_format": number_format})
        return self._made[key]


def _write_sheet(sheet: Any, table: Table, formats: _Formats, lang: Lang, site: str) -> list[tuple[str, str, str]]:
    """Write one table; return (sheet, cell, origin) of every number that has one."""
    places = _places(table)
    sheet.write_string(TITLE_ROW, 0, table.caption or sheet.name, formats.title)
    for column, text in enumerate(_heads(table, places, lang)):
        sheet.write_string(HEAD_ROW, column, text, formats.head)
    for place, shown in zip(places, table.columns, strict=True):
        sheet.set_column(place.column, place.column, max(12, min(60, 1.6 * shown.width)))
        if place.badges is not None:
            sheet.set_column(place.badges, place.badges, 8)
    origins = []
    for line, row in enumerate(table.rows, FIRST_ROW):
        for cell, place, shown in zip(row.cells, places, table.columns, strict=False):
            align = "left" if row.role == "group" else shown.align
            _write_cell(sheet, line, place, cell, formats, bold=row.role != "body", align=align)
            address = absolute(cell.origin, site=site, linked=bool(site))
            if address:
                origins.append((sheet.name, xl_rowcol_to_cell(line, place.column), address))
    for line, note in enumerate(table.notes, FIRST_ROW + len(table.rows) + 1):
        sheet.write_string(line, 0, note, formats.note)
    sheet.freeze_panes(FIRST_ROW, 1)
    if table.filters and table.rows:
        sheet.autofilter(HEAD_ROW, 0, HEAD_ROW + len(table.rows), _width(places) - 1)
    _print_setup(sheet)
    return origins


def _print_setup(sheet: Any) -> None:
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.set_footer("&C&P / &N")


def _write_cell(sheet: Any, line: int, place: _Place, cell: Cell, formats: _Formats, *, bold: bool, align: str) -> None:
    if cell.day is not None:
        sheet.write_datetime(line, place.column, cell.day, formats.cell(DAY_FORMAT, bold=bold, align=align))
    elif cell.value is None or _digits(cell.value) > EXCEL_DIGITS:
        sheet.write_string(line, place.column, cell.text, formats.cell(bold=bold, align=align))
    else:
        shown = _number_format(cell.value, cell.decimals) + ("%" if cell.percent else "")
        kept = cell.value / 100 if cell.percent else cell.value
        sheet.write_number(line, place.column, kept, formats.cell(shown, bold=bold, align="right"))
    if place.badges is not None:
        sheet.write(line, place.badges, cell.badge or None, formats.cell(bold=bold, align="center"))
    if cell.note:
        sheet.write_comment(line, place.column, cell.note)


def _digits(value: Decimal) -> int:
    return len(value.as_tuple().digits)


def _number_format(value: Decimal, decimals: int | None) -> str:
    """Thousands grouped, as many decimals as the figure is told with; the reader's Excel sets the marks.

    >>> _number_format(Decimal("4680.5"), None), _number_format(Decimal("14"), 2)
    ('#,##0.0', '#,##0.00')
    """
    exponent = value.as_tuple().exponent
    own = max(0, -exponent) if isinstance(exponent, int) else 0
    places = own if decimals is None else decimals
    return "#,##0" + ("." + "0" * places if places else "")


def _sheet_names(tables: Sequence[Table]) -> list[str]:
    """At most 31 letters, no two alike, none of the signs Excel forbids."""
    names: list[str] = []
    for number, table in enumerate(tables, 1):
        name = " ".join(table.caption.translate(_FORBIDDEN).split())[:27].strip(" '") or f"{number}"
        names.append(f"{name} {number}" if name in names else name)
    return names


def _facts(tables: Sequence[Table], lang: Lang, footer: Footer) -> list[tuple[str, str]]:
    """Vintage, time of making, the key of the badges and of the dash where there is one, and what the footer adds."""
    cells = [cell for table in tables for row in table.rows for cell in row.cells]
    facts = [(word(lang, "vintage"), footer.vintage), (word(lang, "produced"), footer.produced)]
    facts += [(badge, badge_meaning(lang, badge)) for badge, _ in legend(lang, {cell.badge for cell in cells})]
    if any(cell.value is None and cell.text.startswith(MISSING) for cell in cells):
        facts.append((MISSING, word(lang, "no_data")))
    return [*facts, *footer.facts]


def _write_provenance(
    sheet: Any,
    formats: _Formats,
    lang: Lang,
    facts: Sequence[tuple[str, str]],
    origins: list[tuple[str, str, str]],
) -> None:
    """Vintage, time of making, the key of the badges, then the origin of every number."""
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 14)
    sheet.set_column(2, 2, 70)
    sheet.write_string(0, 0, word(lang, "provenance"), formats.title)
    for line, (name, text) in enumerate(facts, 2):
        sheet.write_string(line, 0, name, formats.cell(bold=True))
        sheet.write_string(line, 1, text)
    top = len(facts) + 3
    if origins:
        for column, name in enumerate(("sheet", "cell", "origin")):
            sheet.write_string(top, column, word(lang, name), formats.head)
    for line, (name, cell, address) in enumerate(origins, top + 1):
        sheet.write_string(line, 0, name, formats.cell())
        sheet.write_url(line, 1, f"internal:'{name}'!{cell}", formats.link, cell)
        sheet.write_url(line, 2, address, formats.link)
    sheet.freeze_panes(1, 0)
