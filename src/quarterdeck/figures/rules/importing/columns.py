"""The columns of a file of figures, their heads in both languages, and finding them in a sheet."""

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from quarterdeck.core.errors import BadInput
from quarterdeck.core.folding import fold
from quarterdeck.core.measures import Labelled
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.papers.sheets import Sheet, SheetCell

HEAD_WITHIN = 10  # rows from the top; a title may stand above the heads
ENOUGH_TO_RECOGNISE = 3
ALIKE = 80


class Column(Labelled):
    """A column: its code is the English head, its label the head in each language."""

    INDICATOR = "indicator", "indicator", "Chỉ tiêu"
    AREA = "area", "area", "Địa bàn"
    PERIOD = "period", "period", "Kỳ"
    VALUE = "value", "value", "Giá trị"
    UNIT = "unit", "unit", "Đơn vị tính"
    SCENARIO = "scenario", "scenario", "Loại số liệu"
    BREAKDOWN = "breakdown", "breakdown", "Phân tổ"
    STATUS = "status", "status", "Trạng thái"
    QUALIFIER = "qualifier", "qualifier", "Cách nói"
    AS_OF = "as_of", "as_of", "Số liệu đến ngày"
    REASON = "reason", "reason", "Lý do"


COLUMNS = tuple(Column)
REQUIRED = (Column.INDICATOR, Column.AREA, Column.PERIOD, Column.VALUE, Column.UNIT)
_OTHER_HEADS: Mapping[str, Column] = {
    "ma chi tieu": Column.INDICATOR,
    "indicator code": Column.INDICATOR,
    "ma dia ban": Column.AREA,
    "don vi hanh chinh": Column.AREA,
    "area code": Column.AREA,
    "ky bao cao": Column.PERIOD,
    "ky so lieu": Column.PERIOD,
    "so lieu": Column.VALUE,
    "don vi": Column.UNIT,
    "dvt": Column.UNIT,
    "kich ban": Column.SCENARIO,
    "trang thai so lieu": Column.STATUS,
    "muc do chinh xac": Column.QUALIFIER,
    "tinh den ngay": Column.AS_OF,
    "as of": Column.AS_OF,
    "ly do chinh sua": Column.REASON,
}
_HEADS: Mapping[str, Column] = {
    **{fold(label): one for one in COLUMNS for label in (one.value, one.label_vi)},
    **_OTHER_HEADS,
}


@dataclass(frozen=True, slots=True)
class Head:
    """Where the columns stand: `row` counts from zero, `columns` gives each column's place."""

    row: int
    columns: Mapping[Column, int]


def read_head(sheet: Sheet) -> Head:
    """The row of heads, looked for near the top.

    Raises `BadInput` with the cell and the remedy for a sheet that is no file of figures, for a missing or a
    repeated column, and for a column that nobody would read.
    """
    row = next((place for place, cells in enumerate(sheet.rows[:HEAD_WITHIN]) if _recognised(cells)), None)
    if row is None:
        raise BadInput(
            gettext_noop("This is not a file of figures: its columns are not recognised."),
            place=sheet.source,
            remedy=Message(
                gettext_noop("Use the template; the first row must name the columns {columns}."),
                {"columns": ", ".join(map(_named, REQUIRED))},
            ),
        )
    found: dict[Column, int] = {}
    for place, cell in enumerate(sheet.rows[row]):
        if cell.text:
            column = _column_of(cell, sheet)
            if column in found:
                raise _twice(cell, column, sheet)
            found[column] = place
        elif any(line[place].text for line in sheet.rows[row + 1 :]):
            raise _nameless(cell, sheet)
    missing = [_named(one) for one in REQUIRED if one not in found]
    if missing:
        raise BadInput(
            Message(gettext_noop("These columns are missing: {columns}."), {"columns": ", ".join(missing)}),
            place=_place(sheet, sheet.rows[row][0]),
            remedy=gettext_noop("Add them as the template has them, even where some cells stay empty."),
        )
    return Head(row, found)


def _named(column: Column) -> str:
    return f"{column.value} ({column.label_vi})"


def _recognised(cells: tuple[SheetCell, ...]) -> bool:
    return sum(fold(cell.text) in _HEADS for cell in cells) >= ENOUGH_TO_RECOGNISE


def _column_of(cell: SheetCell, sheet: Sheet) -> Column:
    column = _HEADS.get(fold(cell.text))
    if column is None:
        near = process.extractOne(fold(cell.text), list(_HEADS), scorer=fuzz.ratio, score_cutoff=ALIKE)
        meant = {"column": _HEADS[near[0]].value} if near else {}
        raise BadInput(
            Message(gettext_noop('There is no column "{head}".'), {"head": cell.text}),
            place=_place(sheet, cell),
            remedy=Message(gettext_noop('Did you mean "{column}"?'), meant)
            if meant
            else gettext_noop("Delete the column or give it a head of the template: nothing is left out in silence."),
        )
    return column


def _twice(cell: SheetCell, column: Column, sheet: Sheet) -> BadInput:
    return BadInput(
        Message(gettext_noop('The column "{column}" is there twice.'), {"column": column.value}),
        place=_place(sheet, cell),
        remedy=gettext_noop("Keep one of the two."),
    )


def _nameless(cell: SheetCell, sheet: Sheet) -> BadInput:
    return BadInput(
        gettext_noop("This column has no head, but there is something in it."),
        place=_place(sheet, cell),
        remedy=gettext_noop("Delete the column or give it a head of the template: nothing is left out in silence."),
    )


def _place(sheet: Sheet, cell: SheetCell) -> str:
    return f"{sheet.source}, {cell.address}"
