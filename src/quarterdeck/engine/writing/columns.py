"""A table set in columns that fit a screen: words wrapped to the left, numbers to the right, marks behind them."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quarterdeck.engine.writing.cells import Shown

WIDTH = 100
"""So many characters wide a table is at most, where any cut between two columns allows it."""

_HEAD_WIDTH = 14
_LEAD_WIDTHS = (60, 48, 36, 24)
_BETWEEN = "  "


@dataclass(frozen=True, slots=True)
class Grid:
    """A block of a table: heads, and a line of cells for each row head. `lead` heads are those of the row heads."""

    heads: list[str]
    lead: int
    lines: list[tuple[list[str], list[Shown]]]


def set_in_columns(grid: Grid) -> Iterator[str]:
    """The lines of the block; what does not fit beside one another is set below, with the row heads again."""
    numbers = [_number_width(grid, column) for column in range(len(grid.heads) - grid.lead)]
    leads = _lead_widths(grid, _LEAD_WIDTHS[0])
    for widest in _LEAD_WIDTHS:
        if sum(leads) + sum(width + len(_BETWEEN) for width in numbers) + len(_BETWEEN) * (grid.lead - 1) <= WIDTH:
            break
        leads = _lead_widths(grid, widest)
    for count, some in enumerate(_chunks(numbers, WIDTH - sum(leads) - len(_BETWEEN) * (grid.lead - 1))):
        yield from [""] if count else []
        yield from _set(grid, leads, some, numbers)


def _chunks(numbers: Sequence[int], room: int) -> list[list[int]]:
    """Which columns of numbers stand beside one another."""
    found: list[list[int]] = [[]]
    used = 0
    for column, width in enumerate(numbers):
        if found[-1] and used + width + len(_BETWEEN) > room:
            found.append([])
            used = 0
        found[-1].append(column)
        used += width + len(_BETWEEN)
    return found


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, subsequent_indent="  ", break_on_hyphens=False) or [""]


def _head(text: str) -> list[str]:
    return textwrap.wrap(text, _HEAD_WIDTH, break_long_words=False, break_on_hyphens=False) or [""]


def _lead_widths(grid: Grid, widest: int) -> list[int]:
    """The first column takes most of the room; others of the row heads are short words."""
    limits = [widest, *([_HEAD_WIDTH] * (grid.lead - 1))]
    return [
        max(len(part) for text in (grid.heads[one], *(first[one] for first, _ in grid.lines))
            for part in _wrapped(text, limits[one]))
        for one in range(grid.lead)
    ]  # fmt: skip


def _room_for_marks(grid: Grid, column: int) -> int:
    return max((len(cells[column].marks) for _, cells in grid.lines), default=0)


def _number_width(grid: Grid, column: int) -> int:
    told = max((len(cells[column].text) for _, cells in grid.lines), default=0) + _room_for_marks(grid, column)
    return max(told, *(len(part) for part in _head(grid.heads[grid.lead + column])))


def _set(grid: Grid, leads: Sequence[int], columns: Sequence[int], numbers: Sequence[int]) -> Iterator[str]:
    heads = [_head(grid.heads[grid.lead + one]) for one in columns]
    words = [_wrapped(grid.heads[one], width) for one, width in enumerate(leads)]
    height = max(len(one) for one in [*heads, *words])
    widths = [numbers[one] for one in columns]
    marks = [_room_for_marks(grid, one) for one in columns]
    for line in range(height):
        first = [([""] * (height - len(one)) + one)[line] for one in words]
        parts = [([""] * (height - len(one)) + one)[line] for one in heads]
        yield _line(first, leads, [part.rjust(width) for part, width in zip(parts, widths, strict=True)])
    yield _BETWEEN.join("─" * width for width in [*leads, *widths])
    for first, cells in grid.lines:
        told = [
            cells[one].text.rjust(width - room) + cells[one].marks.ljust(room)
            for one, width, room in zip(columns, widths, marks, strict=True)
        ]
        wrapped = [_wrapped(text, width) for text, width in zip(first, leads, strict=True)]
        for line in range(max(map(len, wrapped))):
            words_of_line = [one[line] if line < len(one) else "" for one in wrapped]
            yield _line(words_of_line, leads, told if line == 0 else [])


def _line(first: Sequence[str], leads: Sequence[int], told: Sequence[str]) -> str:
    return _BETWEEN.join([*(text.ljust(width) for text, width in zip(first, leads, strict=True)), *told]).rstrip()
