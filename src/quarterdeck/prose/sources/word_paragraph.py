"""The words of a Word paragraph as they show once every tracked change is accepted."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from quarterdeck.prose.sources import word_names as names
from quarterdeck.prose.sources.gathering import Bit
from quarterdeck.prose.sources.legacy import by_font, converted
from quarterdeck.prose.sources.source import Spot
from quarterdeck.prose.sources.word_names import W
from quarterdeck.prose.sources.word_styles import Styles

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_METRE = re.compile(r"(?:^|[\W\d])[kcdmh]?m$", re.IGNORECASE)
# Fields whose result is the number of a page, which no text claims.
_PAGE_FIELDS = frozenset({"PAGE", "NUMPAGES", "PAGEREF", "SECTIONPAGES"})


@dataclass(slots=True)
class Seen:
    """What a person should be told about a file, counted while it is read."""

    tracked: int = 0
    hidden: int = 0
    pictures: int = 0
    encodings: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Paragraph:
    """The words of one paragraph, and what hangs on it: text boxes, numbers of footnotes and endnotes.

    `joined` says that its end is deleted, so that the next paragraph goes on in the same line.
    """

    bits: list[Bit] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    joined: bool = False


@dataclass(slots=True)
class ParagraphReader:
    """Reads the paragraphs of one part in order; fields may run across paragraphs."""

    styles: Styles
    numbers: Mapping[etree._Element, int]
    seen: Seen
    fields: list[list[str]] = field(default_factory=list)

    def read(self, paragraph: etree._Element, spot: Spot) -> Paragraph:
        """The words of `paragraph`, which stands at `spot`."""
        found = Paragraph()
        properties = paragraph.find(f"{W}pPr")
        mark = None if properties is None else properties.find(f"{W}rPr")
        found.joined = mark is not None and any(mark.find(gone) is not None for gone in names.GONE)
        font = self.styles.paragraph_font(properties)
        for run in self._runs(paragraph):
            self._run(run, found, replace(spot, node=0), font)
        return found

    def _runs(self, parent: etree._Element) -> Iterator[etree._Element]:
        """The runs and formulas below `parent` that an accepted view shows."""
        for child in parent:
            tag = child.tag
            if tag == names.R or (isinstance(tag, str) and tag.startswith(names.MATH)):
                yield child
            elif tag in names.GONE:
                self.seen.tracked += 1
            elif tag == f"{W}fldSimple" and _field_name(child.get(f"{W}instr", "")) in _PAGE_FIELDS:
                continue
            elif tag in names.WRAPPERS:
                self.seen.tracked += tag in (f"{W}ins", f"{W}moveTo")
                yield from self._runs(child)
            elif tag == names.SDT and not is_placeholder(child):
                yield from self._runs(child)
            elif tag == names.ALTERNATE:
                yield from self._runs(chosen(child))

    def _run(self, run: etree._Element, found: Paragraph, spot: Spot, font: str) -> None:
        properties = run.find(f"{W}rPr")
        if properties is not None:
            if is_on(properties.find(f"{W}vanish")):
                self.seen.hidden += 1
                return
            font = self.styles.run_font(properties) or font
        if run.tag.startswith(names.MATH):
            found.bits += [Bit(one.text or "") for one in run.iter(f"{names.MATH}t")]
            return
        before = len(found.bits)
        for child in run:
            self._child(child, found, spot, font)
        if properties is not None and _is_raised(properties):
            found.bits[before:] = _raised(found.bits[:before], found.bits[before:])

    def _child(self, child: etree._Element, found: Paragraph, spot: Spot, font: str) -> None:
        tag = child.tag
        if tag == names.T:
            if not self._in_page_field():
                found.bits.append(self._bit(child, spot, font))
        elif tag in names.BREAKS:
            found.bits.append(Bit(names.BREAKS[tag]))
        elif tag in (f"{W}fldChar", f"{W}instrText"):
            self._field(child)
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            found.notes.append((tag[len(W) : -len("Reference")], child.get(f"{W}id", "")))
        elif tag == names.ALTERNATE:
            for inner in chosen(child):
                self._child(inner, found, spot, font)
        elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            self._drawing(child, found)

    def _bit(self, element: etree._Element, spot: Spot, font: str) -> Bit:
        text = element.text or ""
        at = None
        encoding = by_font(font)
        if encoding and text:
            text, at = converted(text, encoding, font)
            self.seen.encodings.add(encoding)
        return Bit(text, replace(spot, node=self.numbers[element]), 0, at)

    def _drawing(self, drawing: etree._Element, found: Paragraph) -> None:
        boxes = [one for one in drawing.iter(names.TEXT_BOX) if not _within(one, drawing)]
        found.boxes += boxes
        self.seen.pictures += not boxes

    def _field(self, child: etree._Element) -> None:
        """Follow a field from its code to its result; only the result shows."""
        kind = child.get(f"{W}fldCharType", "code")
        if kind == "begin":
            self.fields.append([])
        elif not self.fields:
            return
        elif kind == "code":
            self.fields[-1].append(child.text or "")
        elif kind == "end":
            self.fields.pop()

    def _in_page_field(self) -> bool:
        return any(_field_name("".join(codes)) in _PAGE_FIELDS for codes in self.fields)


def _is_raised(properties: etree._Element) -> bool:
    align = properties.find(f"{W}vertAlign")
    return align is not None and align.get(names.VAL) == "superscript"


def _raised(before: Sequence[Bit], bits: Sequence[Bit]) -> list[Bit]:
    """Raised signs, so that none becomes part of the number or word before it.

    Digits are written as raised ones unless they make a unit (m2, km3); a capital or a star is set apart; small
    letters (1st) stay.
    """
    last = "".join(bit.text for bit in before[-3:])[-3:]
    first = "".join(bit.text for bit in bits)[:1]
    if first.isdigit() and _METRE.search(last):
        return list(bits)
    apart = bool(last) and not last[-1].isspace() and (first.isupper() or first == "*")
    told = [replace(bit, text=bit.text.translate(_RAISED)) for bit in bits]
    return [Bit(" "), *told] if apart else told


def is_placeholder(control: etree._Element) -> bool:
    """Whether a content control still shows what to type there."""
    return control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def is_on(switch: etree._Element | None) -> bool:
    """Whether a switch of WordprocessingML is there and not set to off."""
    return switch is not None and switch.get(names.VAL, "true") not in ("0", "false", "off")


def chosen(alternate: etree._Element) -> etree._Element:
    """The first of the ways in which the same content is written; an empty one where there is none."""
    choice = alternate.find(names.CHOICE)
    found = alternate.find(names.FALLBACK) if choice is None else choice
    return alternate.makeelement(names.CHOICE) if found is None else found


def _within(box: etree._Element, drawing: etree._Element) -> bool:
    """Whether a text box lies in another one of the same drawing, or is the second way to write it."""
    for parent in box.iterancestors():
        if parent is drawing:
            return False
        if parent.tag in (names.TEXT_BOX, names.FALLBACK):
            return True
    return False


def _field_name(code: str) -> str:
    return code.split(maxsplit=1)[0].upper() if code.strip() else ""
