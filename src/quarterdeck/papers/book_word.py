"""The book of questions and answers as a Word file, with a table of contents that Word keeps up to date."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from quarterdeck.papers.blank_styles import add_styles
from quarterdeck.papers.book import Book, headings, pages
from quarterdeck.papers.plain_word import fit

TEXT_MM, RULE_MM, POINTS = 160, 22, 13


def to_word(book: Book) -> bytes:
    """The book as .docx. The contents name the pages of the PDF until Word, opening it, sets them anew."""
    document = docx.Document()
    add_styles(document, POINTS)
    _page(document, book)
    _own_styles(document)
    _cover(document, book)
    if book.foreword:
        _title(document, book.words.foreword, new_page=True)
        for text in book.foreword:
            document.add_paragraph(fit(text), "Body Text")
    _contents(document, book)
    _parts(document, book)
    _changes(document, book)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _page(document: Document, book: Book) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.different_first_page_header_footer = True
    section.header.paragraphs[0]._p.append(_field("PAGE", "2"))
    section.header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    section.footer.paragraphs[0].text = fit(book.foot)
    section.footer.paragraphs[0].style = document.styles["Vintage"]
    section.footer.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    properties = document.core_properties
    properties.title, properties.author = f"{book.title}: {book.edition}"[:255], " ".join(book.issuer)
    properties.comments, properties.language = "", {"vi": "vi-VN", "en": "en-GB"}[book.lang]


def _own_styles(document: Document) -> None:
    """Headings as a book sets them: parts in the middle, questions at the margin."""
    part, question = document.styles["Heading 1"], document.styles["Heading 2"]
    part.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    part.paragraph_format.space_before = Pt(20)
    for style in (part, question):
        style.paragraph_format.first_line_indent = Mm(0)
    part.font.size, part.font.all_caps = Pt(15), True


def _cover(document: Document, book: Book) -> None:
    for line in book.issuer:
        _middle(document, line.upper(), 14, bold=True)
    rule = document.add_paragraph(style="Rule")
    rule.paragraph_format.left_indent = rule.paragraph_format.right_indent = Mm((TEXT_MM - RULE_MM) / 2)
    title = _middle(document, book.title.upper(), 26, bold=True)
    title.paragraph_format.space_before = Mm(70)
    if book.subtitle:
        _middle(document, book.subtitle, 15)
    _middle(document, book.edition, 14, italic=True)
    _middle(document, book.date, 14).paragraph_format.space_before = Mm(95)


def _middle(document: Document, text: str, points: float, *, bold: bool = False, italic: bool = False) -> Paragraph:
    line = document.add_paragraph(style="Paper abstract")
    run = line.add_run(fit(text))
    run.font.size, run.font.bold, run.font.italic = Pt(points), bold, italic
    line.paragraph_format.space_after = Pt(6)
    return line


def _title(document: Document, text: str, *, new_page: bool = False) -> None:
    """A title that is not listed in the table of contents."""
    line = _middle(document, text.upper(), 15, bold=True)
    line.paragraph_format.page_break_before = new_page
    line.paragraph_format.space_before = Pt(0 if new_page else 20)
    line.paragraph_format.keep_with_next = True


def _changes(document: Document, book: Book) -> None:
    _title(document, book.words.changes)
    if not book.changes:
        document.add_paragraph(book.words.no_changes, "Body Text")
    for group in book.changes:
        head = document.add_paragraph(style="Body Text")
        head.add_run(fit(group.title)).bold = True
        head.paragraph_format.keep_with_next = True
        for number, text in group.lines:
            named = book.words.question if group.held else book.words.entry
            document.add_paragraph(fit(f"{named} {number}. {text}"), "Body Text")


def _contents(document: Document, book: Book) -> None:
    """A field of Word's own kind, filled already: each line leads to its heading and asks for its page."""
    _title(document, book.words.contents, new_page=not book.foreword)
    lines = list(zip(_listed(book), headings(book), pages(book), strict=True))
    for place, ((mark, level), text, page) in enumerate(lines):
        line = document.add_paragraph(style="Body Text")
        line.paragraph_format.first_line_indent, line.paragraph_format.left_indent = Mm(-6), Mm(6 * level)
        line.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
        line.paragraph_format.tab_stops.add_tab_stop(Mm(TEXT_MM), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        line.paragraph_format.space_after = Pt(3)
        if place == 0:
            _begin(line, 'TOC \\o "1-2" \\h \\z \\u')
        _leads(line, text, mark, str(page), bold=level == 1)
        if place == len(lines) - 1:
            _run(line, '<w:fldChar w:fldCharType="end"/>')


def _listed(book: Book) -> Iterator[tuple[str, int]]:
    """The name of the mark and the level of every heading."""
    for place, part in enumerate(book.parts, 1):
        yield f"_Toc{place:04}", 1
        for one in part.questions:
            yield f"_TocQ{one.number:06}", 2


def _parts(document: Document, book: Book) -> None:
    marks = iter(enumerate((mark for mark, _level in _listed(book)), 1))
    texts = iter(headings(book))
    for place, part in enumerate(book.parts):
        head = document.add_paragraph(fit(next(texts)), "Heading 1")
        head.paragraph_format.page_break_before = place == 0
        _marked(head, *next(marks))
        for one in part.questions:
            _marked(document.add_paragraph(fit(next(texts)), "Heading 2"), *next(marks))
            for number, text in enumerate(one.answer):
                line = document.add_paragraph(style="Body Text")
                if number == 0:
                    line.add_run(fit(f"{book.words.answer}: ")).bold = True
                line.add_run(fit(text))
                line.paragraph_format.keep_with_next = bool(one.details)
            for number, (name, text) in enumerate(one.details, 1):
                line = document.add_paragraph(style="Details")
                line.add_run(fit(f"{name}: ")).bold = True
                line.add_run(fit(text))
                line.paragraph_format.space_after = Pt(2 if number < len(one.details) else 10)
                line.paragraph_format.keep_with_next = number < len(one.details)


def _marked(line: Paragraph, number: int, name: str) -> None:
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    line._p.insert(1 if line._p.pPr is not None else 0, start)
    line._p.append(end)


def _run(line: Any, inner: str) -> None:
    line._p.append(parse_xml(f"<w:r {nsdecls('w')}>{inner}</w:r>"))


def _begin(line: Paragraph, code: str) -> None:
    _run(line, '<w:fldChar w:fldCharType="begin" w:dirty="true"/>')
    _run(line, f'<w:instrText xml:space="preserve"> {code} </w:instrText>')
    _run(line, '<w:fldChar w:fldCharType="separate"/>')


def _leads(line: Paragraph, text: str, mark: str, page: str, *, bold: bool) -> None:
    """A line of the table of contents: text, dots, the page that the mark stands on."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), mark)
    said = line.add_run(fit(text))
    said.bold = bold
    tab = line.add_run("\t")
    line._p.append(link)
    for run in (said._r, tab._r):
        link.append(run)
    link.append(_field(f"PAGEREF {mark} \\h", page))


def _field(code: str, shown: str) -> Any:
    return parse_xml(
        f'<w:fldSimple {nsdecls("w")} w:instr="{code}" w:dirty="true"><w:r><w:t>{shown}</w:t></w:r></w:fldSimple>'
    )
