"""The textual form of a table: one line a row, its cells between bars, a ruled line under the header.

    | Indicator      | Unit        | Plan 2030 | Q3/2030 |
    | --- | --- | --- | --- |
    | Rice harvested | thousand ha | 40.0      | 12.5    |

A bar within a cell is written as a broken bar, a line end as a blank. What spans several rows is said again in each of
them if it has words, and so is a header that spans several columns; a number is said once, in the first. A body row
with words in its first cell alone heads the rows below it. The same form typed into a plain text is
read alike; there a table without a ruled line has one header row.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

RULE = "---"


@dataclass(frozen=True, slots=True)
class Cell:
    """The words [start, end) of one cell, without the blanks around them."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table at [start, end) of a text: its header rows, then its body rows; `before` is the line above it."""

    start: int
    end: int
    before: str
    header: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]

    def title(self, column: int) -> str:
        """What heads a column: the words of its header rows from the top, each once."""
        words: list[str] = []
        for row in self.header:
            said = row[column].text if column < len(row) else ""
            if said and said not in words:
                words.append(said)
        return " ".join(words)


def tables(text: str) -> Iterator[Table]:
    """The tables of a text, in order.

    >>> one = next(tables("Rice:\\n| Unit | 2030 |\\n| --- | --- |\\n| tons | 12.5 |\\n"))
    >>> one.title(1), one.body[0][1], one.before
    ('2030', Cell(text='12.5', start=45, end=49), 'Rice:')
    """
    rows: list[tuple[int, str]] = []
    before = last = ""
    at = 0
    for line in text.split("\n"):
        if _is_row(line):
            before = last if not rows else before
            rows.append((at, line))
        elif rows:
            yield from _table(rows, before)
            rows = []
        last = line.strip() or last
        at += len(line) + 1
    if rows:
        yield from _table(rows, before)


def _is_row(line: str) -> bool:
    bare = line.strip()
    return len(bare) > 2 and bare[0] == "|" and bare[-1] == "|"


def _is_rule(cells: Sequence[Cell]) -> bool:
    return all(len(one.text) >= 3 and not one.text.strip("-:") for one in cells)


def _table(rows: Sequence[tuple[int, str]], before: str) -> Iterator[Table]:
    if len(rows) < 2:
        return
    read = [_cells(at, line) for at, line in rows]
    rule = next((i for i, cells in enumerate(read) if _is_rule(cells)), None)
    heads = 1 if rule is None else rule
    at, line = rows[-1]
    body = tuple(cells for cells in read[heads:] if not _is_rule(cells))
    yield Table(rows[0][0], at + len(line), before, tuple(read[:heads]), body)


def _cells(at: int, line: str) -> tuple[Cell, ...]:
    start = at + line.index("|") + 1
    found = []
    for raw in line[line.index("|") + 1 : line.rindex("|")].split("|"):
        said = raw.strip()
        first = start + len(raw) - len(raw.lstrip())
        found.append(Cell(said, first, first + len(said)))
        start += len(raw) + 1
    return tuple(found)
