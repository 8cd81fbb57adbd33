"""Web pages: their words without menus, scripts and what is hidden; tables in the textual form of `tables`."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree
from lxml import html as lxml_html

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.prose.sources import table_form
from quarterdeck.prose.sources.gathering import Bit, Gathering
from quarterdeck.prose.sources.legacy import by_font, converted, encoding_of
from quarterdeck.prose.sources.plain import text_of
from quarterdeck.prose.sources.source import Source, Spot
from quarterdeck.prose.sources.table_form import FormCell, FormRow

_UNREAD = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "nav",
        "aside",
        "form",
        "button",
        "select",
        "svg",
        "math",
        "iframe",
        "object",
        "video",
        "audio",
    }
)
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "blockquote",
        "body",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "thead",
        "tfoot",
        "tr",
        "td",
        "th",
        "caption",
        "ul",
    }
)
_HEADINGS = {"h1": 1, **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), 2)}
_FONT = re.compile(r"font(?:-family)?\s{0,9}:\s{0,9}([^;]{1,80})", re.IGNORECASE)
_CHARSET = re.compile(rb"""charset\s{0,9}=\s{0,9}["']?([\w-]{2,20})""", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_DEEPEST = 200


def read_html(data: bytes) -> Source:
    """The words of a web page. Raises `BadInput` where it has none or its encoding cannot be told."""
    parser = lxml_html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = lxml_html.document_fromstring(_text(data), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise _empty() from error
    encoding = _into_unicode(root)
    reader = _Reader()
    body = root.find("body")
    reader.block(root if body is None else body, 0)
    reader.close()
    text = reader.gathered.text()
    if not text.strip():
        raise _empty()
    told = Message(gettext_noop("Words written in {encoding} are read as Unicode."), {"encoding": encoding})
    return Source(text, "html", tuple(reader.gathered.pieces), (told,) if encoding else ())


def _into_unicode(root: etree._Element) -> str:
    """Convert the words of a page that are written in an old encoding: all, or those set in its fonts; its name."""
    whole = encoding_of("".join(root.itertext()))
    fonts: dict[etree._Element, str] = {}
    found = whole
    for element in root.iter(etree.Element):
        parent = element.getparent()
        inherited = fonts.get(parent, "") if parent is not None else ""
        fonts[element] = whole or _font(element) or inherited
        if (own := fonts[element]) and element.text:
            found, element.text = own, converted(element.text, own)[0]
        if (around := whole or inherited) and element.tail:
            element.tail = converted(element.tail, around)[0]
    return found


def _font(element: etree._Element) -> str:
    """The old encoding that the font of an element is for; "" for Unicode."""
    named = _FONT.search(element.get("style", ""))
    face = element.get("face") or (named[1] if named else "")
    return by_font(face.strip(" '\""))


def _text(data: bytes) -> str:
    """The page as text: in the encoding that it names, else as a plain text is read."""
    named = _CHARSET.search(data[:4096])
    if named and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(named[1].decode())
        except (LookupError, UnicodeDecodeError):
            pass  # pages often name an encoding that they are not written in
    return text_of(data)[0]


def _empty() -> BadInput:
    return BadInput(
        gettext_noop("The web page has no words."),
        remedy=gettext_noop("Open it in a browser, copy the text and paste it."),
    )


class _Reader:
    """Goes through a page and gathers its lines."""

    def __init__(self) -> None:
        self.gathered = Gathering()
        self.line: list[Bit] = []
        self.blocks = 0
        self.tables = 0

    def close(self) -> None:
        """End the line, if it has words."""
        if self.line:
            self.gathered.line(_trimmed(self.line))
            self.line = []

    def block(self, element: etree._Element, depth: int) -> None:
        """An element that stands on lines of its own."""
        self.close()
        self.blocks += 1
        if element.tag == "table" and self._table(element):
            return
        spot = Spot(paragraph=self.blocks, heading=_HEADINGS.get(element.tag, 0))
        self._inside(element, spot, depth, element.tag == "pre")
        self.close()

    def _inside(self, element: etree._Element, spot: Spot, depth: int, kept: bool) -> None:
        self._words(element.text, spot, kept)
        for child in element:
            if child.tag == "br":
                self.close()
            elif _is_read(child) and depth < _DEEPEST:
                if child.tag in _BLOCKS:
                    self.block(child, depth + 1)
                else:
                    self._inside(child, spot, depth + 1, kept)
            self._words(child.tail, spot, kept)

    def _words(self, text: str | None, spot: Spot, kept: bool) -> None:
        if not text:
            return
        if kept:
            for i, line in enumerate(text.split("\n")):
                if i:
                    self.close()
                self.line += [Bit(line, spot)] if line else []
            return
        words = _BLANKS.sub(" ", text)
        if not self.line or self.line[-1].text.endswith(" "):
            words = words.lstrip(" ")
        if words:
            self.line.append(Bit(words, spot))

    def _table(self, table: etree._Element) -> bool:
        """Whether the table holds figures; then it is gathered."""
        if table.find(".//table") is not None:
            return False
        rows = [[one for one in row if one.tag in ("td", "th")] for row in table.iter("tr")]
        texts = [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in rows]
        if not rows or not table_form.is_read(texts):
            return False
        self.tables += 1
        form: list[FormRow] = []
        held: dict[int, int] = {}  # how many more rows each column is covered from above
        for number, (row, said) in enumerate(zip(rows, texts, strict=True), 1):
            form.append(_row(row, said, Spot(table=self.tables, row=number), held))
        caption = table.find("caption")
        if caption is not None:
            self.block(caption, _DEEPEST)
        for line in table_form.lines(form):
            self.gathered.line(line)
        return True


def _row(row: list[etree._Element], said: list[str], spot: Spot, held: dict[int, int]) -> FormRow:
    cells: list[FormCell] = []
    at = 0
    for number, (cell, words) in enumerate(zip(row, said, strict=True), 1):
        at = _covered(cells, held, at)
        span, down = (_number(cell.get(name)) for name in ("colspan", "rowspan"))
        cells.append(FormCell([Bit(words, replace(spot, column=number))], span))
        for column in range(at, at + span):
            if down > 1:
                held[column] = down - 1
        at += span
    _covered(cells, held, at)
    return FormRow(cells, 0, bool(row) and all(one.tag == "th" for one in row))


def _covered(cells: list[FormCell], held: dict[int, int], at: int) -> int:
    """Add the cells that hang down from above at column `at`; returns the next free column."""
    while held.get(at, 0) > 0:
        held[at] -= 1
        cells.append(FormCell(below=True))
        at += 1
    return at


def _number(said: str | None) -> int:
    return min(max(int(said), 1), table_form.WIDEST) if said and said.isdigit() and len(said) < 6 else 1


def _is_read(element: etree._Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in _UNREAD or element.get("hidden") is not None:
        return False
    return "display:none" not in element.get("style", "").replace(" ", "").lower()


def _trimmed(bits: list[Bit]) -> Iterator[Bit]:
    *rest, last = bits
    yield from rest
    yield replace(last, text=last.text.rstrip(" "))
