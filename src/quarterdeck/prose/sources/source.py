"""A file's text, and the way back from each of its characters to the place in the file."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from quarterdeck.core.anchors import Anchor
from quarterdeck.core.messages import Message, gettext_noop

Kind = Literal["text", "docx", "pdf", "html"]
Region = Literal["body", "footnote", "endnote", "header", "footer", "box"]
_REGIONS: dict[Region, str] = {
    "body": "",
    "footnote": gettext_noop("footnote"),
    "endnote": gettext_noop("endnote"),
    "header": gettext_noop("page header"),
    "footer": gettext_noop("page footer"),
    "box": gettext_noop("text box"),
}

_SHAPES = {1: "title", 2: "heading"}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file as its reader would name it; numbers count from 1, 0 is "does not apply".

    `part` and `node` are for programs: in a Word file the part of the package and the number, from 0, of its text
    element; in HTML the path of the element. `box` is left, bottom, right and top on the page of a PDF, in points.
    `heading` is 1 for the title, 2 for other headings, as far as the file says so.
    """

    part: str = ""
    node: int = -1
    region: Region = "body"
    line: int = 0
    paragraph: int = 0
    page: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    heading: int = 0
    box: tuple[float, float, float, float] | None = None

    def words(self) -> tuple[Message, ...]:
        """The place from the outer to the inner, e.g. page 3, line 12; or table 2, row 3, column 4."""
        region = _REGIONS[self.region]
        named = [Message(region)] if region else []
        for name, number in (
            (gettext_noop("page {number}"), self.page),
            (gettext_noop("table {number}"), self.table),
            (gettext_noop("row {number}"), self.row),
            (gettext_noop("column {number}"), self.column),
            (gettext_noop("paragraph {number}"), 0 if self.table else self.paragraph),
            (gettext_noop("line {number}"), self.line),
        ):
            if number:
                named.append(Message(name, {"number": number}))
        return tuple(named)


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters [start, end) of the text and where they come from.

    They begin at character `first` of their place. `at`, where the file spells letters otherwise (VNI writes ế with
    two signs), gives the place of each character and of the end; else they follow one by one.
    """

    start: int
    end: int
    spot: Spot
    first: int = 0
    at: Sequence[int] | None = None

    def inner(self, offset: int) -> int:
        """The character of the place that `offset` of the text is."""
        return self.first + (offset - self.start if self.at is None else self.at[offset - self.start])


@dataclass(frozen=True, slots=True)
class Source:
    """What was read from a file.

    `text` is what all of prose reads; every offset is one into it. `pieces` are in its order and do not overlap; what
    lies between them (line ends, the bars of a table) is in no place of the file. `notes` tell a person what was done
    to read it: converted, left out, accepted.
    """

    text: str
    kind: Kind
    pieces: tuple[Piece, ...] = ()
    notes: tuple[Message, ...] = ()

    def pieces_in(self, start: int, end: int) -> tuple[Piece, ...]:
        """The pieces that share a character with [start, end)."""
        at = max(0, bisect_right(self.pieces, start, key=lambda one: one.start) - 1)
        found = []
        while at < len(self.pieces) and self.pieces[at].start < end:
            if self.pieces[at].end > start:
                found.append(self.pieces[at])
            at += 1
        return tuple(found)

    def apart(self) -> dict[int, str]:
        """Where the lines begin that are none of the running text, each with what it is.

        That is "title", "heading", or the region of the file where it stands: a footnote, a page footer.
        """
        found: dict[int, str] = {}
        for one in self.pieces:
            shape = _SHAPES.get(one.spot.heading) or (one.spot.region if one.spot.region != "body" else "")
            if shape and not one.spot.table:
                found.setdefault(self.text.rfind("\n", 0, one.start) + 1, shape)
        return found

    def spot(self, offset: int) -> Spot:
        """Where the character at `offset` stands; for one that is in no place, where the words before it do."""
        at = bisect_right(self.pieces, offset, key=lambda one: one.start) - 1
        return self.pieces[max(at, 0)].spot if self.pieces else Spot()

    def anchors(self, start: int, end: int) -> tuple[Anchor, ...]:
        """The places of [start, end) in a Word file, in order; none for other files."""
        if self.kind != "docx":
            return ()
        return tuple(
            Anchor(one.spot.part, one.spot.node, one.inner(max(start, one.start)), one.inner(min(end, one.end)))
            for one in self.pieces_in(start, end)
        )
