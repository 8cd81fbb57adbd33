"""Word files (.docx): their words in reading order.

Footnotes, endnotes and text boxes follow the paragraph they hang on; page headers and footers come last, once each.
Every tracked change counts as accepted. Comments and what is hidden are not read.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from zipfile import ZipFile

from lxml import etree

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.prose.sources import table_form, word_table
from quarterdeck.prose.sources import word_names as names
from quarterdeck.prose.sources.gathering import Bit, Gathering
from quarterdeck.prose.sources.legacy import encoding_of
from quarterdeck.prose.sources.source import Region, Source, Spot
from quarterdeck.prose.sources.table_form import FormCell, FormRow
from quarterdeck.prose.sources.word_names import W
from quarterdeck.prose.sources.word_numbering import Numbering, numbering_of
from quarterdeck.prose.sources.word_paragraph import Paragraph, ParagraphReader, Seen, chosen, is_placeholder
from quarterdeck.prose.sources.word_styles import Styles, styles_of
from quarterdeck.prose.sources.word_table import WordCell, WordRow
from quarterdeck.prose.sources.zipped import broken, package, part, related, tree

_NOTES: tuple[Region, ...] = ("footnote", "endnote")
_MARGINS: tuple[Region, ...] = ("header", "footer")
_ITEM = re.compile(r"\w{1,3}[.)]\s")  # "a) …" begins an item by itself
_DEEPEST = 30  # tables and text boxes within one another


def read_word(data: bytes) -> Source:
    """The words of a .docx. Raises `BadInput` where it is damaged, protected, too large, wordless or not in Unicode."""
    opened = package(data)
    seen = Seen()
    gathered = Gathering()
    document = _Document(opened, seen, gathered)
    document.read()
    text = gathered.text()
    if not text.strip():
        raise BadInput(
            gettext_noop("The Word file has no words."),
            remedy=gettext_noop("If it shows pictures of pages, recognise their text first (OCR)."),
        )
    if encoding := encoding_of(text):
        raise BadInput(
            Message(gettext_noop("The letters of this Word file are those of {encoding}, but in a font of Unicode."),
                    {"encoding": encoding}),
            remedy=gettext_noop("Convert it to Unicode (UniKey does), or set the words in their own font, "
                                "such as .VnTime or VNI-Times."),
        )  # fmt: skip
    return Source(text, "docx", tuple(gathered.pieces), tuple(_notes(seen)))


def _notes(seen: Seen) -> Iterator[Message]:
    if seen.tracked:
        yield Message(gettext_noop("{count} tracked changes are read as accepted."), {"count": seen.tracked})
    if seen.hidden:
        yield Message(gettext_noop("{count} hidden stretches are not read."), {"count": seen.hidden})
    if seen.pictures:
        yield Message(gettext_noop("{count} pictures or charts are not read."), {"count": seen.pictures})
    for encoding in sorted(seen.encodings):
        yield Message(gettext_noop("Words written in {encoding} are read as Unicode."), {"encoding": encoding})


@dataclass(slots=True)
class _Document:
    opened: ZipFile
    seen: Seen
    gathered: Gathering
    styles: Styles = field(default_factory=Styles)
    numbering: Numbering = field(default_factory=Numbering)
    notes: dict[str, Mapping[str, tuple["_Part", etree._Element]]] = field(default_factory=dict)
    tables: int = 0

    def read(self) -> None:
        """All parts, in order."""
        main = next((name for kind, name in related(self.opened, "") if kind == "officeDocument"), "")
        root = self.root(main)
        body = None if root is None else root.find(f"{W}body")
        if root is None or body is None:
            raise broken(main)
        parts = related(self.opened, main)
        styles, numbering = (self.root(self._part_of(parts, kind)) for kind in ("styles", "numbering"))
        self.styles, self.numbering = styles_of(styles), numbering_of(numbering, styles)
        for region in _NOTES:
            self.notes[region] = self._note_list(
                next((name for kind, name in parts if kind == f"{region}s"), ""), region
            )
        _Part(self, main, root, "body").blocks(body)
        self._headers(parts)

    def _part_of(self, parts: Sequence[tuple[str, str]], kind: str) -> str:
        return next((name for one, name in parts if one == kind), "")

    def root(self, name: str) -> etree._Element | None:
        """The XML of a part; None where there is no such part."""
        data = part(self.opened, name)
        if data is None:
            return None
        if names.STRICT in data[:10_000]:
            raise BadInput(
                gettext_noop('This Word file is saved as "Strict Open XML".'),
                remedy=gettext_noop('Save it as "Word document (.docx)" and try again.'),
            )
        return tree(data, name)

    def _note_list(self, name: str, region: Region) -> Mapping[str, tuple["_Part", etree._Element]]:
        root = self.root(name)
        if root is None:
            return {}
        one = _Part(self, name, root, region)
        return {note.get(f"{W}id", ""): (one, note) for note in root.iter(f"{W}{region}") if not note.get(f"{W}type")}

    def _headers(self, parts: Sequence[tuple[str, str]]) -> None:
        """Page headers, then page footers; those with the same words once."""
        said: set[str] = set()
        for region in _MARGINS:
            for name in (name for kind, name in parts if kind == region):
                root = self.root(name)
                if root is not None and (words := "".join(root.itertext())) not in said:
                    said.add(words)
                    _Part(self, name, root, region).blocks(root)


class _Part:
    """Reads the blocks of one part of the package."""

    def __init__(self, document: _Document, name: str, root: etree._Element, region: Region) -> None:
        self.document = document
        self.spot = Spot(part=name, region=region)
        self.reader = ParagraphReader(
            document.styles, {one: i for i, one in enumerate(root.iter(names.T))}, document.seen
        )
        self.paragraphs = 0
        self.open: list[Bit] = []

    def blocks(self, parent: etree._Element, spot: Spot | None = None, depth: int = 0) -> None:
        """Paragraphs and tables below `parent`, which stands at `spot`."""
        spot = spot or self.spot
        for block in _blocks(parent):
            if block.tag == names.P:
                self._paragraph(block, spot, depth)
            elif depth < _DEEPEST:
                self._table(block, spot, depth)
        self._close()

    def _close(self) -> None:
        if self.open:
            self.document.gathered.line(self.open)
            self.open = []

    def _paragraph(self, block: etree._Element, spot: Spot, depth: int) -> None:
        self.paragraphs += 1
        heading = self.document.styles.heading(block)
        read = self.reader.read(block, replace(spot, paragraph=self.paragraphs, heading=heading))
        if not self.open and any(bit.text.strip() for bit in read.bits):
            self.open.append(Bit(self.document.numbering.label(block.find(f"{W}pPr"))))
        self.open += read.bits
        if read.joined:
            return
        self.document.gathered.line(self._apart(self.open))
        self.open = []
        self._hanging(read, spot, depth)

    def _apart(self, bits: Sequence[Bit]) -> Sequence[Bit]:
        """A paragraph that begins with a small letter is set apart, else it would read as a wrapped line."""
        said = "".join(bit.text for bit in bits).lstrip()
        wraps = said[:1].islower() and _ITEM.match(said) is None
        return [Bit("\n"), *bits] if wraps and self.document.gathered.size else bits

    def _hanging(self, read: Paragraph, spot: Spot, depth: int) -> None:
        if depth >= _DEEPEST:
            return
        for box in read.boxes:
            self.blocks(box, replace(spot, region="box"), depth + 1)
        for kind, number in read.notes:
            found = self.document.notes.get(kind, {}).get(number)
            if found is not None:
                found[0].blocks(found[1], None, depth + 1)

    def _table(self, table: etree._Element, spot: Spot, depth: int) -> None:
        rows = word_table.grid(table)
        if table_form.is_read([[cell.raw for cell in row.cells] for row in rows]):
            self.document.tables += 1
            self._figures(rows, replace(spot, table=self.document.tables), depth)
            return
        for cell in (cell for row in rows for cell in row.cells):
            self.blocks(cell.element, spot, depth + 1)

    def _figures(self, rows: Sequence[WordRow], spot: Spot, depth: int) -> None:
        """A table that holds figures, then what hangs on its cells and the tables within them."""
        hanging: list[tuple[Paragraph, Spot]] = []
        form = [
            FormRow(
                [
                    FormCell(self._cell(one, replace(spot, row=i, column=j), hanging), one.span, one.below)
                    for j, one in enumerate(row.cells, 1)
                ],
                row.before,
                row.head,
            )
            for i, row in enumerate(rows, 1)
        ]
        for line in table_form.lines(form):
            self.document.gathered.line(line)
        for read, inside in hanging:
            self._hanging(read, inside, depth)
        for nested in (one for row in rows for cell in row.cells for one in _blocks(cell.element)):
            if nested.tag == names.TBL and depth < _DEEPEST:
                self._table(nested, spot, depth + 1)

    def _cell(self, cell: WordCell, spot: Spot, hanging: list[tuple[Paragraph, Spot]]) -> list[Bit]:
        """The words of a cell, its paragraphs one after the other; what hangs on them is added to `hanging`."""
        bits: list[Bit] = []
        for block in _blocks(cell.element):
            if block.tag != names.P:
                continue
            read = self.reader.read(block, spot)
            bits += [Bit(" "), *read.bits] if bits and read.bits else read.bits
            hanging.append((read, spot))
        return bits


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables below `parent`, those wrapped in content controls and the like too."""
    for child in parent:
        if child.tag in (names.P, names.TBL):
            yield child
        elif child.tag in names.WRAPPERS or (child.tag == names.SDT and not is_placeholder(child)):
            yield from _blocks(child)
        elif child.tag == names.ALTERNATE:
            yield from _blocks(chosen(child))
