"""Registers as Word and PDF: a wide table on A4 lying on its side, with what stands on the cover above it."""

from dataclasses import dataclass
from functools import lru_cache
from html import escape
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from quarterdeck.papers.content import Lang, Table
from quarterdeck.papers.html import TEMPLATES
from quarterdeck.papers.pdf import set_pages
from quarterdeck.papers.plain_word import FONT, fit

WIDTH_MM, HEIGHT_MM, LEFT_MM, RIGHT_MM, EDGE_MM = 297, 210, 20, 12, 15
TWIPS_PER_MM = 56.7
_LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_SMALL, _TINY = 19, 16  # half points


@dataclass(frozen=True, slots=True)
class Ledger:
    """A register to be printed: whose it is, its title, the lines under it, its table, and when it was made."""

    lang: Lang
    title: str
    owner: str
    lines: tuple[str, ...]
    table: Table
    made: str


def to_pdf(ledger: Ledger) -> bytes:
    """The register as PDF, the head of the table on every sheet."""
    return set_pages(_template().render(ledger=ledger))


@lru_cache(maxsize=1)
def _template() -> Template:
    loader = FileSystemLoader(TEMPLATES)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined).get_template("ledger.html")


def to_word(ledger: Ledger) -> bytes:
    """The register as .docx, the head of the table on every sheet."""
    document = docx.Document()
    _lay_out(document, ledger.lang)
    for text, bold, points in ((ledger.owner, False, 12), (ledger.title, True, 14)):
        _line(document, text, bold=bold, points=points)
    for text in ledger.lines:
        _line(document, text, bold=False, points=12)
    document.element.body.insert(-1, parse_xml(_table(ledger.table)))  # before what describes the sheet
    for note in ledger.table.notes:
        document.add_paragraph().add_run(fit(note)).italic = True
    document.core_properties.title = ledger.title[:255]
    document.core_properties.language = _LANGUAGES[ledger.lang]
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _lay_out(document: Any, lang: Lang) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(WIDTH_MM), Mm(HEIGHT_MM)
    section.left_margin, section.right_margin = Mm(LEFT_MM), Mm(RIGHT_MM)
    section.top_margin = section.bottom_margin = Mm(EDGE_MM)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(12)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    for one in document.styles.element.iter(qn("w:lang")):
        one.set(qn("w:val"), _LANGUAGES[lang])


def _line(document: Any, text: str, *, bold: bool, points: int) -> None:
    if not text:
        return
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(3)
    run = paragraph.add_run(fit(text))
    run.bold, run.font.size = bold, Pt(points)


def _table(table: Table) -> str:
    total = sum(column.width for column in table.columns)
    room = (WIDTH_MM - LEFT_MM - RIGHT_MM) * TWIPS_PER_MM
    widths = [round(column.width / total * room) for column in table.columns]
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="7A7A7A"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    heads = _row([column.title for column in table.columns], widths, head=True)
    numbers = _row([f"({place})" for place in range(1, len(widths) + 1)], widths, head=True, size=_TINY)
    body = "".join(_row([cell.text for cell in row.cells], widths) for row in table.rows)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{heads}{numbers}{body}</w:tbl>"
    )


def _row(texts: list[str], widths: list[int], *, head: bool = False, size: int = _SMALL) -> str:
    cells = "".join(_cell(text, width, head=head, size=size) for text, width in zip(texts, widths, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{cells}</w:tr>"


def _cell(text: str, width: int, *, head: bool, size: int) -> str:
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="F0F2F5"/>' if head else ""
    centred = '<w:jc w:val="center"/>' if head else ""
    bold = "<w:b/>" if head and size == _SMALL else ""
    lines = _BREAK.join(escape(fit(line), quote=False) for line in text.split("\n"))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
        f'<w:p><w:pPr><w:spacing w:after="0"/>{centred}</w:pPr><w:r><w:rPr>{bold}<w:sz w:val="{size}"/></w:rPr>'
        f'<w:t xml:space="preserve">{lines}</w:t></w:r></w:p></w:tc>'
    )
