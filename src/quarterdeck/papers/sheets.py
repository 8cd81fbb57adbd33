"""Reading spreadsheets that people send: every cell as exact text with its address, or a clear refusal.

Workbooks (.xlsx, .xls, .ods) come through python-calamine, CSV through `read_csv`; both give a `Sheet`.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any
from unicodedata import normalize
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop

MOST_BYTES = 20_000_000
MOST_UNPACKED = 300_000_000  # a workbook is a zip: what it unpacks to is limited as well
MOST_CELLS = 2_000_000
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell: `address` as people name it ("B4"), `text` as it would be typed, `number` where it is one.

    A cell that Excel shows as 12.4% holds 0.124: number formats are not read.
    CSV has no types: there `number` is always None and the reader of the column decides.
    """

    address: str
    text: str
    number: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a file: rows of equal length from A1; `source` names file and sheet for messages."""

    source: str
    rows: tuple[tuple[SheetCell, ...], ...]


def address(row: int, column: int) -> str:
    """The address of a cell counted from zero.

    >>> address(3, 1), address(0, 27)
    ('B4', 'AB1')
    """
    letters, column = "", column + 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row + 1}"


def read_sheet(data: bytes, name: str, *, sheet: str = "", merged: bool = False, fill_down: bool = False) -> Sheet:
    """The sheet named `sheet`, else the first visible one, of the workbook `name` with content `data`.

    Raises BadInput, naming place and remedy, where the file is too large, of another kind, protected,
    damaged or empty, lacks that sheet, or has merged cells (unless `merged` allows them: then a merged
    block has its text in its first cell, and with `fill_down` in the first cell of each of its rows).
    """
    check_size(data, name)
    _check_kind(data, name)
    book = _opened(data, name)
    chosen = _chosen(book, sheet, name)
    source = f"{name}, {chosen.name}"
    if chosen.merged_cell_ranges and not merged:
        _refuse_merged(chosen.merged_cell_ranges, source)
    rows, columns = chosen.end or (0, 0)
    if (rows + 1) * (columns + 1) > MOST_CELLS:
        raise BadInput(
            Message(gettext_noop("The sheet has more than {most} cells"), {"most": MOST_CELLS}),
            place=source,
            remedy=gettext_noop("Delete empty rows and columns that hold only formats, or send it in parts"),
        )
    cells = tuple(
        tuple(_cell(value, row, column) for column, value in enumerate(values))
        for row, values in enumerate(chosen.to_python(skip_empty_area=False))
    )
    if fill_down:
        cells = _filled_down(cells, chosen.merged_cell_ranges or [])
    return Sheet(source, require_content(cells, source))


def _filled_down(
    cells: tuple[tuple[SheetCell, ...], ...], ranges: list[tuple[tuple[int, int], tuple[int, int]]]
) -> tuple[tuple[SheetCell, ...], ...]:
    """What stands in a merged block counts for each of its rows."""
    rows = [list(row) for row in cells]
    for (first, column), (last, _last_column) in ranges:
        for row in range(first + 1, min(last + 1, len(rows))):
            if column < len(rows[first]):
                said = rows[first][column]
                rows[row][column] = SheetCell(address(row, column), said.text, said.number)
    return tuple(tuple(row) for row in rows)


def sheet_names(data: bytes, name: str) -> list[str]:
    """The names of the visible sheets of a workbook, in their order; raises what `read_sheet` raises."""
    check_size(data, name)
    _check_kind(data, name)
    return _names(_opened(data, name))


def check_size(data: bytes, name: str) -> None:
    """Refuse a file that is empty or larger than what is read in one go."""
    if not data:
        raise BadInput(
            gettext_noop("The file is empty"), place=name, remedy=gettext_noop("Save it again and send it anew")
        )
    if len(data) > MOST_BYTES:
        raise BadInput(
            Message(
                gettext_noop("The file has {size} MB, at most {most} MB are read"),
                {"size": len(data) // 1_000_000, "most": MOST_BYTES // 1_000_000},
            ),
            place=name,
            remedy=gettext_noop("Send only the sheet that is asked for, without pictures"),
        )


def require_content(rows: tuple[tuple[SheetCell, ...], ...], source: str) -> tuple[tuple[SheetCell, ...], ...]:
    """The rows up to the last that says something; refuse a sheet that says nothing."""
    last = max((place for place, row in enumerate(rows, 1) if any(cell.text for cell in row)), default=0)
    if not last:
        raise BadInput(
            gettext_noop("The sheet is empty"),
            place=source,
            remedy=gettext_noop("Check that the figures are on the sheet that is read: the first visible one"),
        )
    return rows[:last]


def _check_kind(data: bytes, name: str) -> None:
    if data.startswith(_ZIP):
        _check_unpacked(data, name)
    elif not data.startswith(_OLE):
        raise BadInput(
            gettext_noop("The file is not a workbook, whatever its name ends with"),
            place=name,
            remedy=gettext_noop("Send .xlsx, .xls, .ods or .csv; in Excel: File, Save as, Excel Workbook"),
        )


def _check_unpacked(data: bytes, name: str) -> None:
    try:
        with ZipFile(BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except BadZipFile as error:
        raise _damaged(name) from error
    if size > MOST_UNPACKED:
        raise BadInput(
            Message(gettext_noop("The workbook unpacks to {size} MB"), {"size": size // 1_000_000}),
            place=name,
            remedy=gettext_noop("Copy the figures into a new workbook and send that one"),
        )


def _damaged(name: str) -> BadInput:
    return BadInput(
        gettext_noop("The workbook cannot be opened: it is damaged or not a spreadsheet"),
        place=name,
        remedy=gettext_noop("Open it in Excel, save it as Excel Workbook and send it anew"),
    )


def _opened(data: bytes, name: str) -> CalamineWorkbook:
    protected = BadInput(
        gettext_noop("The workbook is protected by a password"),
        place=name,
        remedy=gettext_noop("Remove the password (File, Info, Protect Workbook) and send it again"),
    )
    # Excel wraps an encrypted .xlsx in an OLE file, where this entry's name stands in UTF-16.
    if data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        raise protected
    try:
        return CalamineWorkbook.from_filelike(BytesIO(data))
    except PasswordError as error:
        raise protected from error
    except CalamineError as error:
        raise _damaged(name) from error


def _chosen(book: CalamineWorkbook, sheet: str, name: str) -> Any:
    names = _names(book)
    wanted = sheet or (names[0] if names else "")
    if wanted not in book.sheet_names:
        raise BadInput(
            Message(gettext_noop("The workbook has no sheet {sheet}"), {"sheet": wanted}),
            place=name,
            remedy=Message(gettext_noop("Its sheets are: {names}"), {"names": ", ".join(names)}),
        )
    return book.get_sheet_by_name(wanted)


def _names(book: CalamineWorkbook) -> list[str]:
    visible = [entry.name for entry in book.sheets_metadata if entry.visible == SheetVisibleEnum.Visible]
    return visible or list(book.sheet_names)


def _refuse_merged(ranges: list[tuple[tuple[int, int], tuple[int, int]]], source: str) -> None:
    shown = [f"{address(*start)}:{address(*end)}" for start, end in ranges[:5]]
    raise BadInput(
        Message(
            gettext_noop("{count} blocks of cells are merged: {cells}"),
            {"count": len(ranges), "cells": ", ".join(shown) + (", …" if len(ranges) > len(shown) else "")},
        ),
        place=source,
        remedy=gettext_noop("Unmerge them (Home, Merge & Center) and write the text into each cell it is meant for"),
    )


def _cell(value: Any, row: int, column: int) -> SheetCell:
    text, number = _exact(value)
    return SheetCell(address(row, column), text, number)


def _exact(value: Any) -> tuple[str, Decimal | None]:
    """What was typed: calamine gives every number as a float, of which Excel keeps 15 digits.

    >>> _exact(2024.0), _exact(0.1 + 0.2)
    (('2024', Decimal('2024')), ('0.3', Decimal('0.3')))
    """
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), None
    if isinstance(value, int | float):
        number = Decimal(f"{value:.15g}")
        text = f"{number:f}"
        return text, Decimal(text)
    if isinstance(value, dt.datetime):
        return (value.date() if value.time() == dt.time() else value).isoformat(), None
    if isinstance(value, dt.date | dt.time):
        return value.isoformat(), None
    return normalize("NFC", str(value)).strip(), None
