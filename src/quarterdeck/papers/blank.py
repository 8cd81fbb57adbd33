"""Builds the blank Word templates in the layout of Decree 30/2020/ND-CP, Annex I.

Offices edit the built files, not this. Run `python -m quarterdeck.papers.blank FOLDER` to write them afresh.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import docx
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm
from docx.table import _Cell

from quarterdeck.papers.blank_styles import add_styles

LEFT_MM, RIGHT_MM, TEXT_MM = 63, 97, 160  # the two halves of the head, and the width of the text
Kind = Literal["briefing", "report", "notice", "minutes"]
KINDS: tuple[Kind, ...] = ("briefing", "report", "notice", "minutes")


def build(kind: Kind) -> Document:
    """A template with its styles, its head, one loop over the content, the signature and the annexes."""
    document = docx.Document()
    _page(document)
    add_styles(document, 13 if kind == "briefing" else 14)
    _head(document)
    for style, text in (*_title(), *_blocks("blocks")):
        document.add_paragraph(text, style)
    _end(document, _WRITER if kind == "minutes" else _RECIPIENTS)
    for style, text in (*_blocks("annex_blocks"), *_legend()):
        document.add_paragraph(text, style)
    _running_lines(document)
    document.core_properties.created = datetime(2024, 1, 1, tzinfo=UTC)
    document.core_properties.author = ""
    document.core_properties.comments = ""
    return document


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.header_distance, section.footer_distance = Mm(10), Mm(9)
    section.different_first_page_header_footer = True
    document._body.clear_content()


def _columns(document: Document, left: float, right: float) -> tuple[_Cell, _Cell]:
    """A table of two columns without borders; widths are set on grid and cells, else they are shared out."""
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    cells = table.rows[0].cells
    for column, cell, width in zip(table.columns, cells, (left, right), strict=True):
        column.width = cell.width = Mm(width)
    margins = (
        f'<w:tblCellMar {nsdecls("w")}><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    )
    table._tbl.tblPr.insert_element_before(parse_xml(margins), "w:tblLook")  # Word minds the order
    return cells[0], cells[1]


def _fill(cell: _Cell, lines: tuple[tuple[str, str], ...]) -> None:
    cell._tc.remove(cell.paragraphs[0]._p)
    for style, text in lines:
        cell.add_paragraph(text, style)


def _head(document: Document) -> None:
    left, right = _columns(document, LEFT_MM, RIGHT_MM)
    _fill(
        left,
        (
            ("Parent body", "{%p if head.parent_body %}"),
            ("Parent body", "{{ head.parent_body }}"),
            ("Parent body", "{%p endif %}"),
            ("Issuer", "{%p for line in issuer %}"),
            ("Issuer", "{{ line }}"),
            ("Issuer", "{%p endfor %}"),
            ("Number", "{%p if head.divider %}"),
            ("Number", "{{ head.divider }}"),
            ("Number", "{%p else %}"),
            ("Rule", ""),
            ("Number", "{%p endif %}"),
            ("Number", "{{ head.number_symbol }}"),
        ),
    )
    _fill(
        right,
        (
            ("Nation", "{{ head.nation }}"),
            ("Motto", "{%p if head.motto %}"),
            ("Motto", "{{ head.motto }}"),
            ("Motto", "{%p endif %}"),
            ("Rule", "{{p motto_rule }}"),
            ("Place date", "{{ head.place_date }}"),
        ),
    )


def _title() -> tuple[tuple[str, str], ...]:
    return (
        ("Paper title", "{{ title }}"),
        ("Paper abstract", "{{ subtitle }}"),
        ("Rule", "{{p short_rule }}"),
        ("Addressees", "{%p if addressees %}"),
        ("Addressees", "{{ words.addressees }} {{ addressees }}"),
        ("Addressees", "{%p endif %}"),
    )


def _blocks(name: str) -> Iterator[tuple[str, str]]:
    """One paragraph per kind of block, each in the style it is set in."""
    shapes = {
        "heading1": (("Heading 1", "{{ b.text }}"),),
        "heading2": (("Heading 2", "{{ b.text }}"),),
        "heading3": (("Heading 3", "{{ b.text }}"),),
        "text": (("Body Text", "{{r b.text }}"),),
        "closing": (("Closing text", "{{r b.text }}"),),
        "details": (("Details", "{{ b.text }}"),),
        "caption": (("Caption", "{{ b.text }}"),),
        "table": (("Table text", "{{p b.table }}"),),
        "note": (("Table note", "{{ b.text }}"),),
        "chart": (("Figure", "{{ b.picture }}"),),
        "page_break": (("Body Text", "{{p b.page_break }}"),),
        "annex": (
            ("Annex label", "{{ b.label }}"),
            ("Paper abstract", "{{ b.title }}"),
            ("Annex reference", "{{ b.reference }}"),
            ("Rule", "{{p short_rule }}"),
        ),
    }
    yield "Body Text", f"{{%p for b in {name} %}}"
    for place, (kind, lines) in enumerate(shapes.items()):
        yield "Body Text", f'{{%p {"elif" if place else "if"} b.kind == "{kind}" %}}'
        yield from lines
    yield "Body Text", "{%p endif %}"
    yield "Body Text", "{%p endfor %}"


_RECIPIENTS = (
    ("Recipients", "{%p if recipients %}"),
    ("Recipients head", "{{ words.recipients }}"),
    ("Recipients", "{%p endif %}"),
    ("Recipients", "{%p for recipient in recipients %}"),
    ("Recipients", "- {{ recipient }}"),
    ("Recipients", "{%p endfor %}"),
    ("Recipients", ""),
)
# Minutes are signed by whoever wrote them, beside the chair.
_WRITER = (
    ("Signature mode", "{%p for line in writer %}"),
    ("Signature mode", "{{ line }}"),
    ("Signature mode", "{%p endfor %}"),
    ("Seal", ""),
    ("Signer", "{{ writer_holder }}"),
)


def _end(document: Document, beside: tuple[tuple[str, str], ...]) -> None:
    document.add_paragraph("{%p if recipients or signature %}", "Recipients")
    document.add_paragraph("", "Closing space")
    left, right = _columns(document, 78, TEXT_MM - 78)
    _fill(left, beside)
    _fill(
        right,
        (
            ("Signature mode", "{%p for line in signature %}"),
            ("Signature mode", "{{ line }}"),
            ("Signature mode", "{%p endfor %}"),
            ("Seal", ""),
            ("Signer", "{{ holder }}"),
        ),
    )
    row = left._tc.getparent()
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    document.add_paragraph("{%p endif %}", "Recipients")


def _legend() -> tuple[tuple[str, str], ...]:
    return (("Legend", "{%p for line in legend %}"), ("Legend", "{{ line }}"), ("Legend", "{%p endfor %}"))


def _running_lines(document: Document) -> None:
    """The page number on top from page 2, the vintage at the foot of every page."""
    section = document.sections[0]
    number = section.header.paragraphs[0]
    number.style = document.styles["Page number"]
    field = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>2</w:t></w:r></w:fldSimple>'
    number._p.append(parse_xml(field))
    section.first_page_header.paragraphs[0].style = document.styles["Page number"]
    for footer in (section.footer, section.first_page_footer):
        footer.paragraphs[0].text = "{{ vintage }}"
        footer.paragraphs[0].style = document.styles["Vintage"]


def main(folder: Path) -> None:
    """Write all templates into `folder`."""
    for kind in KINDS:
        build(kind).save(str(folder / f"{kind}.docx"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
