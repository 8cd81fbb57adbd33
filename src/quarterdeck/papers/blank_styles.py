"""The paragraph and table styles of the blank Word templates, sizes within those of Decree 30/2020/ND-CP."""

from dataclasses import dataclass
from typing import Literal

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

FONT = "Times New Roman"


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph style: size and spacing in points, indents in millimetres."""

    size: float
    bold: bool = False
    italic: bool = False
    align: Literal["left", "center", "both"] = "center"
    before: float = 0
    after: float = 0
    first: float = 0
    left: float = 0
    next: bool = False
    line: float = 1.0


def looks(body: float) -> dict[str, Look]:
    """The styles of a template whose text is set at `body` points; sizes within those of the Decree."""
    return {
        "Parent body": Look(12),
        "Issuer": Look(12, bold=True),
        "Number": Look(13, before=2),
        "Nation": Look(12, bold=True),
        "Motto": Look(13, bold=True),
        "Place date": Look(13, italic=True, before=4),
        "Rule": Look(2, before=4, after=2),
        "Paper title": Look(14, bold=True, before=16, next=True),
        "Paper abstract": Look(14, bold=True, left=8),
        "Addressees": Look(14, before=10, after=6),
        "Heading 1": Look(body, bold=True, align="both", before=12, after=4, first=10, next=True),
        "Heading 2": Look(body, bold=True, align="both", before=8, after=4, first=10, next=True),
        "Heading 3": Look(body, bold=True, italic=True, align="both", before=6, after=4, first=10, next=True),
        "Body Text": Look(body, align="both", after=6, first=10, line=1.1),
        "Closing text": Look(body, align="both", after=6, first=10, line=1.1, next=True),
        "Closing space": Look(11, next=True),
        "Details": Look(body - 1, italic=True, align="left", after=7, left=10),
        "Caption": Look(12, bold=True, before=8, after=4, next=True),
        "Table head": Look(11, bold=True, before=2, after=2, next=True),
        "Table text": Look(11, align="left", before=2, after=2),
        "Table note": Look(10.5, italic=True, align="left", before=3, after=3),
        "Figure": Look(body, before=6, after=8),
        "Recipients head": Look(12, bold=True, italic=True, align="left"),
        "Recipients": Look(11, align="left"),
        "Signature mode": Look(14, bold=True, next=True),
        "Seal": Look(14, before=64, next=True),
        "Signer": Look(14, bold=True),
        "Annex label": Look(14, bold=True, next=True),
        "Annex reference": Look(14, italic=True),
        "Legend": Look(10, align="left", before=4),
        "Page number": Look(13),
        "Vintage": Look(9),
    }


def add_styles(document: Document, body: float) -> None:
    """Give a document the styles its text uses, with a body of `body` points."""
    for name, look in looks(body).items():
        _style(document, name, look)
    _table_style(document)


def _style(document: Document, name: str, look: Look) -> None:
    existing = {style.name for style in document.styles}
    style = document.styles[name] if name in existing else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.quick_style = True
    font, lines = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = FONT, Pt(look.size), look.bold, look.italic
    font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)  # a theme font would win over the name
    lines.alignment = {
        "left": WD_ALIGN_PARAGRAPH.LEFT,
        "center": WD_ALIGN_PARAGRAPH.CENTER,
        "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
    }[look.align]
    lines.space_before, lines.space_after = Pt(look.before), Pt(look.after)
    lines.first_line_indent, lines.left_indent = Mm(look.first), Mm(look.left)
    lines.right_indent = Mm(look.left if look.align == "center" else 0)
    lines.line_spacing, lines.keep_with_next, lines.widow_control = look.line, look.next, True
    if name == "Rule":
        _line_above(style)
    if name == "Annex label":
        lines.page_break_before = True


def _line_above(style: ParagraphStyle) -> None:
    line = f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
    style.element.get_or_add_pPr().insert_element_before(parse_xml(line), "w:shd", "w:tabs", "w:spacing")
    style.paragraph_format.left_indent = style.paragraph_format.right_indent = Mm(21)


def _table_style(document: Document) -> None:
    style = document.styles.add_style("Paper table", WD_STYLE_TYPE.TABLE)
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="7A7A7A"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = '<w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
    style.element.append(
        parse_xml(
            f"<w:tblPr {nsdecls('w')}><w:tblBorders>{edges}</w:tblBorders>"
            f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        )
    )
