"""A plain Word file of a text that came otherwise: pasted, as plain text, as PDF or as a page."""

import re
from io import BytesIO

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

FONT, POINTS, LINE = "Times New Roman", 13, 1.3
# What XML cannot hold; each becomes a blank, so that every place stays the same.
_UNFIT = re.compile("[^\t\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain_word(text: str) -> bytes:
    """`text` as .docx, a paragraph for each line that is not blank, on A4 as offices set it."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    normal = next(one for one in document.styles if one.type == WD_STYLE_TYPE.PARAGRAPH and one.name == "Normal")
    normal.font.name, normal.font.size = FONT, Pt(POINTS)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    normal.paragraph_format.line_spacing, normal.paragraph_format.space_after = LINE, Pt(6)
    for line in text.split("\n"):
        if line.strip():
            document.add_paragraph(fit(line))
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def fit(line: str) -> str:
    """The line with a blank for each sign that a Word file cannot hold.

    >>> fit("11,1\\x0b%")
    '11,1 %'
    """
    return _UNFIT.sub(" ", line)
