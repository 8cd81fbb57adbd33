"""A draft's text as a page: running lines and tables, with the claims in them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from quarterdeck.reports.queries.desk import Piece

Cell = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Running text as pieces, or a table as rows of cells; `head` is the number of rows above the rule."""

    pieces: tuple[Piece, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    head: int = 0


def blocks(pieces: Iterable[Piece]) -> list[Block]:
    """The text cut where tables begin and end: lines that stand between bars, as tables are read."""
    made: list[Block] = []
    text: list[Piece] = []
    table: list[list[Piece]] = []
    for line in _lines(pieces):
        if _in_bars(line):
            if text:
                made.append(Block(pieces=tuple(text)))
                text = []
            table.append(line)
            continue
        if table:
            made.append(_table(table))
            table = []
        text += [*line, Piece("\n")]
    if table:
        made.append(_table(table))
    if text:
        made.append(Block(pieces=tuple(text[:-1])))
    return made


def _lines(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The pieces of each line; a claim that goes over a line end stays whole."""
    line: list[Piece] = []
    for one in pieces:
        if one.number:
            line.append(one)
            continue
        first, *others = one.text.split("\n")
        line += [replace(one, text=first)] if first else []
        for other in others:
            yield line
            line = [replace(one, text=other)] if other else []
    yield line


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
