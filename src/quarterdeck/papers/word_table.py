"""Runs and tables as WordprocessingML; columns get their widths in the grid and in every cell."""

import re
from collections.abc import Callable, Iterator
from html import escape

from quarterdeck.papers.content import Badge, Cell, Column, Row, Run, Runs, Table, Tone

Link = Callable[[str], str]  # an origin's relationship id, or nothing
TWIPS_PER_MM = 56.7
_TEXT, _SMALL = '<w:pStyle w:val="Tabletext"/>', 20  # half points
_COLOURS: dict[Tone, str] = {"ahead": "1D4ED8", "behind": "8A3F06", "off_course": "9F1D1D"}


def runs_xml(runs: Runs, link: Link) -> str:
    """Runs with their badges raised; a number with an origin is a hyperlink that looks like its text."""
    return "".join(_run(run, link) for run in runs)


def _run(run: Run, link: Link, colour: str = "") -> str:
    text = _piece(run.text, bold=run.bold, italic=run.italic, colour=colour)
    address = link(run.origin) if run.origin else ""
    if address:
        text = f'<w:hyperlink r:id="{address}">{text}</w:hyperlink>'
    return text + (badge_xml(run.badge) if run.badge else "")


def badge_xml(badge: Badge) -> str:
    """A raised letter; an empty badge leaves its room, so that digits stay one below the other."""
    return _piece(badge or "\u2002", raised=True, colour="4B5563")


def _piece(text: str, *, bold: bool = False, italic: bool = False, raised: bool = False, colour: str = "") -> str:
    properties = (
        ("<w:b/>" if bold else "")
        + ("<w:i/>" if italic else "")
        + (f'<w:color w:val="{colour}"/>' if colour else "")
        + ('<w:vertAlign w:val="superscript"/>' if raised else "")
    )
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def table_xml(table: Table, width_mm: float, link: Link) -> str:
    """A table of `width_mm` in the template's style "Paper table"; its head is repeated on every page."""
    total = sum(column.width for column in table.columns)
    widths = [round(column.width / total * width_mm * TWIPS_PER_MM) for column in table.columns]
    badged = [_is_badged(table, place) for place in range(len(widths))]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = [_row(row, table.columns, widths, badged, link) for row in table.rows]
    body = _head(table.columns, widths) + "".join(_kept_together(rows) if table.short else rows)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Papertable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{_smaller(body) if table.dense else body}</w:tbl>"
    )


def _kept_together(rows: list[str]) -> list[str]:
    """Rows of a short table, which is not broken over two pages."""
    return [row.replace(f"{_TEXT}<w:jc", f"{_TEXT}<w:keepNext/><w:jc") for row in rows[:-1]] + rows[-1:]


def _smaller(rows: str) -> str:
    """Every run in small type; Word minds the order of properties."""
    return re.sub(r"(<w:vertAlign [^>]*>)?</w:rPr>", rf'<w:sz w:val="{_SMALL}"/>\1</w:rPr>', rows)


def _is_badged(table: Table, place: int) -> bool:
    return any(row.cells[place].badge for row in table.rows if row.role != "group")


def _head(columns: tuple[Column, ...], widths: list[int]) -> str:
    cells = "".join(
        _cell("Tablehead", "center", width, _head_text(column), shade="F0F2F5")
        for column, width in zip(columns, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _head_text(column: Column) -> str:
    unit = f"<w:r><w:br/></w:r>{_piece(f'({column.unit})', italic=True)}" if column.unit else ""
    return _piece(column.title, bold=True) + unit


def _row(row: Row, columns: tuple[Column, ...], widths: list[int], badged: list[bool], link: Link) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(_cells(row, columns, widths, badged, link))}</w:tr>"


def _cells(row: Row, columns: tuple[Column, ...], widths: list[int], badged: list[bool], link: Link) -> Iterator[str]:
    if row.role == "group":
        text = _cell_text(row.cells[0], link, bold=True, room=False)
        yield _cell("Tabletext", "left", sum(widths), text, span=len(widths), shade="F8F9FA")
        return
    for cell, column, width, room in zip(row.cells, columns, widths, badged, strict=True):
        text = _cell_text(cell, link, bold=row.role == "total", room=room and column.align == "right")
        yield _cell("Tabletext", column.align, width, text)


def _cell_text(cell: Cell, link: Link, *, bold: bool, room: bool) -> str:
    run = Run(cell.text, bold=bold or cell.tone == "off_course", badge=cell.badge, origin=cell.origin)
    return _run(run, link, _COLOURS.get(cell.tone, "")) + (badge_xml("") if room and not cell.badge else "")


def _cell(style: str, align: str, width: int, text: str, *, span: int = 1, shade: str = "") -> str:
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>' + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
    if shade:
        properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>'
    keep = "<w:keepNext/>" if span > 1 else ""  # what heads a group never stands last on a page
    return (
        f'<w:tc><w:tcPr>{properties}<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}'
        f'<w:jc w:val="{align}"/></w:pPr>{text}</w:p></w:tc>'
    )
