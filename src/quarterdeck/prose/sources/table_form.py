"""Writes a table that holds figures in the textual form of `tables`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from quarterdeck.prose.sources.columns import gives_tasks
from quarterdeck.prose.sources.gathering import Bit
from quarterdeck.prose.sources.tables import RULE

_FIGURE = re.compile(r"[(<>≈~+\-−–]{0,2}\s?\d[\d.,\s/]*+[^\d]{0,14}+")
_YEARS = re.compile(r"(?:19|20)\d\d(?:\s?[-/]\s?(?:19|20)\d\d)?")
_COUNT = re.compile(r"\(?(\d{1,2})\)?(?:\s?=.{1,12})?")
WIDEST = 200  # columns; Word allows 63
_CELL = str.maketrans({"|": "¦", "\n": " ", "\t": " "})


@dataclass(slots=True)
class FormCell:
    """A cell, how many columns it spans, and whether it only goes on from the cell above it."""

    bits: list[Bit] = field(default_factory=list)
    span: int = 1
    below: bool = False


@dataclass(slots=True)
class FormRow:
    """A row: the columns left free before it, its cells, and whether the file says that it heads the table."""

    cells: list[FormCell]
    before: int = 0
    head: bool = False


def is_read(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table is read as one: it holds figures, or tasks with who is to do them."""
    return holds_figures(rows) or (len(rows) > 1 and (gives_tasks(rows[0]) or gives_tasks(_two(rows))))


def _two(rows: Sequence[Sequence[str]]) -> list[str]:
    """The titles of two header rows, one above the other."""
    width = max(len(rows[0]), len(rows[1]))
    return [" ".join(row[i] for row in rows[:2] if i < len(row)) for i in range(width)]


def holds_figures(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table is more than a means to set words side by side: it has a column of figures."""
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    cells = [cell for row in rows for cell in row[1:] if cell]
    figures = sum(map(is_figure, cells))
    return figures >= 2 and 5 * figures >= len(cells)


def is_figure(text: str) -> bool:
    """Whether a cell says a number, with its unit at most.

    >>> [is_figure(one) for one in ("4.680", "+11,1 %", "2030", "Q3/2030", "Số: 12/BC")]
    [True, True, True, False, False]
    """
    return len(text) <= 40 and _FIGURE.fullmatch(text) is not None


def lines(rows: Sequence[FormRow]) -> list[list[Bit]]:
    """The lines of a table that holds figures, in the form of `tables`."""
    heads = _heads(rows, _spread(rows, 0))
    spread = _spread(rows, heads)
    body = spread[heads:]
    if body and _only_counts(body[0]):
        body = body[1:]
    width = max(len(row) for row in spread)
    rule = [Bit("| " + " | ".join([RULE] * width) + " |")]
    return [*(_line(row, width) for row in spread[:heads]), rule, *(_line(row, width) for row in body)]


def _spread(rows: Sequence[FormRow], heads: int) -> list[list[list[Bit]]]:
    """A cell for each column; what spans several rows, or columns of the first `heads` rows, is repeated."""
    spread: list[list[list[Bit]]] = []
    for number, row in enumerate(rows):
        line: list[list[Bit]] = [[] for _ in range(min(row.before, WIDEST))]
        above = spread[-1] if spread else []
        for cell in row.cells[:WIDEST]:
            bits = cell.bits
            if cell.below:
                bits = above[len(line)] if len(line) < len(above) else []
                bits = [] if is_figure(_said(bits)) else bits
            again = bits if number < heads else []
            line += [bits, *([again] * (cell.span - 1))]
        spread.append(line[:WIDEST])
    return spread


def _heads(rows: Sequence[FormRow], spread: Sequence[Sequence[list[Bit]]]) -> int:
    """How many rows head the table: those that Word repeats, or those above the first figure."""
    marked = next((i for i, row in enumerate(rows) if not row.head), len(rows))
    if marked and marked < len(rows):
        return marked
    for i, row in enumerate(spread):
        said = [_said(bits) for bits in row[1:]]
        if _only_counts(row) or any(is_figure(one) and not _YEARS.fullmatch(one) for one in said):
            return i
    return min(1, len(rows))


def _only_counts(row: Sequence[list[Bit]]) -> bool:
    """Whether a row only numbers the columns: A, B, 1, 2, 3=2/1."""
    said = [one for bits in row if (one := _said(bits))]
    counts = [found[1] for one in said if (found := _COUNT.fullmatch(one))]
    letters = [one for one in said if len(one) == 1 and one.isalpha()]
    return len(counts) > 1 and len(counts) + len(letters) == len(said) and counts == _upto(len(counts))


def _upto(count: int) -> list[str]:
    return [str(number) for number in range(1, count + 1)]


def _said(bits: Sequence[Bit]) -> str:
    return "".join(bit.text for bit in bits).strip()


def _line(row: Sequence[list[Bit]], width: int) -> list[Bit]:
    line = [Bit("|")]
    for i in range(width):
        bits = row[i] if i < len(row) else []
        line += [Bit(" "), *(replace(bit, text=bit.text.translate(_CELL)) for bit in bits), Bit(" |")]
    return line
