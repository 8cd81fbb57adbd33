"""PDF files: the words of their text layer, in reading order, without page headers and footers that repeat."""

import re
from collections.abc import Iterator, Sequence
from threading import Lock
from typing import Any

import pypdfium2
from pypdfium2 import PdfiumError
from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY, FPDF_PAGEOBJ_IMAGE, FPDF_GetLastError

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.prose.sources.gathering import Gathering
from quarterdeck.prose.sources.legacy import converted, encoding_of
from quarterdeck.prose.sources.pdf_lines import HYPHENS, PageLine, laid_out, without_furniture
from quarterdeck.prose.sources.source import Source

MOST_PAGES = 3_000
_ONE_AT_A_TIME = Lock()  # PDFium is not made for threads
_LINE = re.compile(rf"[^\r\n{HYPHENS}]+[{HYPHENS}]?")
_OCR = gettext_noop("Recognise their text first (OCR), or bring the Word file that was printed.")


def read_pdf(data: bytes) -> Source:
    """The words of a PDF. Raises `BadInput` where it is damaged, protected, too long or only pictures."""
    with _ONE_AT_A_TIME:
        document = _opened(data)
        try:
            pages, scanned = _pages(document)
        finally:
            document.close()
    if not any(pages):
        raise _no_words(scanned)
    pages, encoding = _in_unicode(pages)
    kept, dropped = without_furniture(pages)
    gathered = Gathering()
    gathered.put(laid_out(kept))
    return Source(gathered.text(), "pdf", tuple(gathered.pieces), tuple(_notes(scanned, dropped, encoding)))


def _opened(data: bytes) -> Any:
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except PdfiumError as error:
        if FPDF_GetLastError() in (FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY):
            raise BadInput(
                gettext_noop("The file is protected with a password."),
                remedy=gettext_noop("Save it without a password and try again."),
            ) from error
        raise BadInput(
            gettext_noop("The file is damaged or incomplete."),
            remedy=gettext_noop("Print or export it as PDF again and try that file."),
        ) from error
    if count > MOST_PAGES:
        document.close()
        raise BadInput(
            Message(
                gettext_noop("The file has {count} pages, more than {most}."), {"count": count, "most": MOST_PAGES}
            ),
            remedy=gettext_noop("Split it and try each part."),
        )
    return document


def _pages(document: Any) -> tuple[list[list[PageLine]], list[int]]:
    """The lines of each page, and the numbers of the pages that are pictures without text."""
    pages: list[list[PageLine]] = []
    scanned: list[int] = []
    for number in range(1, len(document) + 1):
        try:
            page = document[number - 1]
        except PdfiumError:
            pages.append([])
            scanned.append(number)
            continue
        lines = list(_lines(page, number))
        if not lines and any(page.get_objects([FPDF_PAGEOBJ_IMAGE], max_depth=3)):
            scanned.append(number)
        pages.append(lines)
        page.close()
    return pages, scanned


def _lines(page: Any, number: int) -> Iterator[PageLine]:
    textpage = page.get_textpage()
    text = textpage.get_text_range()
    exact = len(text) == textpage.count_chars()
    for count, found in enumerate(_LINE.finditer(text), 1):
        said = found[0]
        bare = said.rstrip()
        first = found.start() + len(said) - len(said.lstrip())
        last = found.start() + len(bare) - 1
        if first > last:
            continue
        left, bottom, right, top = 0.0, 0.0, 0.0, 0.0
        if exact:
            left, bottom, _, top = textpage.get_charbox(first, loose=True)
            right = textpage.get_charbox(max(last - bare.endswith(tuple(HYPHENS)), first), loose=True)[2]
        yield PageLine(bare.strip(), number, count, left, bottom, right, top)
    textpage.close()


def _in_unicode(pages: Sequence[Sequence[PageLine]]) -> tuple[list[list[PageLine]], str]:
    """The pages with an old encoding converted, and its name."""
    encoding = encoding_of("\n".join(line.text for page in pages for line in page))
    if not encoding:
        return [list(page) for page in pages], ""
    return [[_replaced(line, converted(line.text, encoding)[0]) for line in page] for page in pages], encoding


def _replaced(line: PageLine, text: str) -> PageLine:
    return PageLine(text, line.page, line.number, line.left, line.bottom, line.right, line.top)


def _no_words(scanned: Sequence[int]) -> BadInput:
    if scanned:
        return BadInput(
            Message(gettext_noop("Pages that are pictures without text: {pages}."), {"pages": ranges(scanned)}),
            remedy=_OCR,
        )
    return BadInput(gettext_noop("The PDF has no words."), remedy=gettext_noop("Choose the file with the text."))


def _notes(scanned: Sequence[int], dropped: int, encoding: str) -> Iterator[Message]:
    if scanned:
        yield Message(
            gettext_noop("Pages that are pictures without text, not read: {pages}."), {"pages": ranges(scanned)}
        )
    if dropped:
        yield Message(gettext_noop("{count} lines that repeat on the pages are left out."), {"count": dropped})
    if encoding:
        yield Message(gettext_noop("Words written in {encoding} are read as Unicode."), {"encoding": encoding})


def ranges(numbers: Sequence[int]) -> str:
    """Numbers in order, those that follow one another as one range.

    >>> ranges([1, 2, 3, 7, 9, 10])
    '1-3, 7, 9-10'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    return ", ".join("-".join(map(str, run)) for run in runs)
