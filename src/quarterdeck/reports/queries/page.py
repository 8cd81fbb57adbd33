"""A text as a page: running lines, headings, notes and tables, with the marked places in them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

HEADINGS = ("title", "heading")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: plain, or a marked place with the number of what was found there.

    `verdict` is that of a claim, `sign` that of a proposal where it begins.
    """

    text: str
    number: int = 0
    verdict: str = ""
    state: str = ""
    sign: str = ""


Cell = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Running text as pieces, or a table as rows of cells; `head` is the number of rows above the rule.

    `kind` is "" for running text, else what the lines are: "title", "heading", "footnote", "header", "box" and so on.
    """

    pieces: tuple[Piece, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    head: int = 0
    kind: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether it is the title or another heading."""
        return self.kind in HEADINGS


def blocks(pieces: Iterable[Piece], apart: Mapping[int, str] | None = None, start: int = 0) -> list[Block]:
    """The text cut where something else begins: another kind of line (`apart`), or lines between bars, a table.

    `start` is the place of the first piece; `apart` has a kind for the places where its lines begin.
    """
    made: list[Block] = []
    lines: list[list[Piece]] = []
    last = ""
    for at, line in _lines(pieces, start):
        kind = "table" if _in_bars(line) else (apart or {}).get(at, "")
        # Headings that follow each other are several.
        if lines and (kind != last or kind in HEADINGS):
            made.append(_block(lines, last))
            lines = []
        lines.append(line)
        last = kind
    return [*made, _block(lines, last)]


def _block(lines: list[list[Piece]], kind: str) -> Block:
    if kind == "table":
        return _table(lines)
    first, *others = lines
    return Block(pieces=(*first, *(one for line in others for one in (Piece("\n"), *line))), kind=kind)


def _lines(pieces: Iterable[Piece], at: int) -> Iterator[tuple[int, list[Piece]]]:
    """The pieces of each line with its place; a marked place that goes over a line end stays whole."""
    line: list[Piece] = []
    begun = at
    for one in pieces:
        if one.number:
            line.append(one)
        else:
            first, *others = one.text.split("\n")
            line += [replace(one, text=first)] if first else []
            end = at + len(first)
            for other in others:
                yield begun, line
                begun, end = end + 1, end + 1 + len(other)
                line = [replace(one, text=other)] if other else []
        at += len(one.text)
    yield begun, line


def _in_bars(line: list[Piece]) -> bool:
    return bool(line) and line[0].text.startswith("|") and line[-1].text.rstrip().endswith("|")


def _table(lines: list[list[Piece]]) -> Block:
    rows, head = [], 0
    for line in lines:
        cells = tuple(_cells(line))
        if all(set("".join(one.text for one in cell).strip()) <= {"-", ":"} for cell in cells):
            head = len(rows)
        else:
            rows.append(cells)
    return Block(rows=tuple(rows), head=head)


def _cells(line: list[Piece]) -> Iterator[Cell]:
    """What stands between the bars of a line."""
    cell: list[Piece] = []
    begun = False
    for one in line:
        if one.number:
            cell.append(one)
            continue
        first, *others = one.text.split("|")
        cell += [replace(one, text=first)] if first.strip() or cell else []
        for other in others:
            if begun:
                yield tuple(cell)
            begun, cell = True, [replace(one, text=other)] if other.strip() else []
