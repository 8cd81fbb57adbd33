"""Tables read as header by row: each figure as a sentence made of its row, its column and its unit.

The sentences stand in no file; each of their letters knows the place in the text that it was taken from, so that a
claim read from one points at the cell.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from quarterdeck.prose.amounts import amount_in
from quarterdeck.prose.sources.tables import Cell, Table, tables
from quarterdeck.prose.text import Text, fold, lower_form

_PERCENT = re.compile(r"\(\s?%\s?\)|%")
_IN_BRACKETS = re.compile(r"\(([^()]{1,40})\)")
_UNIT_BEHIND = re.compile(r"\s?\(([^()]{1,25})\)$|,\s?([^,()]{1,25})$")
_ENDS_BARE = re.compile(r"\d\)?$")  # a figure that says no unit itself
_NOTE = re.compile(r"(?<=[\d%\w])\s(?:[A-Z]|\*{1,3})$")
_LONGEST = 40  # characters of a cell that holds a figure
_HALF = 50  # percentages of the same period below this are taken for growth, above for the ratio


@dataclass(frozen=True, slots=True)
class TableWords:
    """How a language heads tables; all but the verbs and `comparing` are folded."""

    unit_titles: frozenset[str]
    order_titles: frozenset[str]
    unit_captions: tuple[str, ...]
    changes: re.Pattern[str]
    following: re.Pattern[str]
    comparing: re.Pattern[str]
    wholes: re.Pattern[str]
    short_points: re.Pattern[str]
    points: str
    reaches: str
    equals: str
    rises: str
    falls: str
    lang: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table at [start, end) of the normal form, its sentences, and where its figures begin and end in the source."""

    start: int
    end: int
    text: Text
    figures: Sequence[tuple[int, int]]

    def holds(self, place: int) -> bool:
        """Whether a place of the source lies in one of the figures."""
        at = bisect_right(self.figures, place, key=lambda one: one[0]) - 1
        return at >= 0 and place < self.figures[at][1]


@cache
def table_words(lang: str) -> TableWords:
    """How `lang` heads tables."""
    source = files("quarterdeck.prose").joinpath(lang, "tables.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(source)
    return TableWords(
        frozenset(map(fold, data["unit_titles"])),
        frozenset(map(fold, data["order_titles"])),
        tuple(sorted(map(fold, data["unit_captions"]), key=len, reverse=True)),
        re.compile(rf"(?:{_any(data['changes'])})(?!\w)"),
        re.compile(rf"(?:{_any(data['following'])})(?!\w)"),
        re.compile(rf"(?:{'|'.join(map(re.escape, data['comparing']))})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{_any(data['wholes'])})(?!\w)"),
        re.compile(rf"(?<=\d)\s?(?:{'|'.join(map(re.escape, data['short_points']))})\.?$"),
        data["points"], data["reaches"], data["equals"], data["rises"], data["falls"], lang,
    )  # fmt: skip


def _any(phrases: Sequence[str]) -> str:
    """A pattern of folded phrases, longer ones first."""
    return "|".join(re.escape(fold(one)) for one in sorted(phrases, key=len, reverse=True))


def grids(text: Text, lang: str) -> list[Grid]:
    """The tables of a text that have named rows and figures; the others are left to be read as they stand."""
    if "|" not in text.flat:
        return []
    words = table_words(lang)
    found = []
    for table in tables(text.flat):
        writing = _Writing(text)
        _write(table, words, writing)
        if writing.figures:
            found.append(Grid(table.start, table.end, writing.text(), writing.figures))
    return found


@dataclass(slots=True)
class _Writing:
    """Sentences put together from stretches of the normal form and from words that stand nowhere."""

    of: Text
    figures: list[tuple[int, int]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    at: list[int] = field(default_factory=list)

    def cell(self, cell: Cell) -> None:
        """The words of a cell, at their place."""
        self.words.append(cell.text)
        self.at += (self.of.at[place] for place in range(cell.start, cell.end))

    def put(self, words: str, at: int) -> None:
        """Words that are taken to stand at `at`."""
        self.words.append(words)
        self.at += [self.of.at[at]] * len(words)

    def text(self) -> Text:
        """All of them as a normal form."""
        flat = "".join(self.words)
        end = self.at[-1] if self.at else 0
        return Text(self.of.source, flat, lower_form(flat), fold(flat), [*self.at, end])


def _write(table: Table, words: TableWords, writing: _Writing) -> None:
    width = max((len(row) for row in (*table.header, *table.body)), default=0)
    titles = [table.title(column) for column in range(width)]
    skipped = {
        column for column in range(width) if _counts(table, column) or _is_one(titles[column], words.order_titles)
    }
    units = next((column for column in range(width) if _is_one(titles[column], words.unit_titles)), -1)
    label = next((column for column in range(width) if column not in {*skipped, units} and _names(table, column)), None)
    if label is None:
        return
    writing.put(f"{table.before}\n", table.start)
    common = _caption_unit(table.before, words)
    for row in table.body:
        if label >= len(row) or not row[label].text:
            continue
        name, own = _name_and_unit(row[label], words)
        unit = (row[units].text if 0 <= units < len(row) else "") or own or common
        for column, cell in enumerate(row):
            figure = None if column in {*skipped, units, label} else _figure(cell)
            if figure is not None:
                writing.figures.append(writing.of.span(figure.start, figure.end))
                _sentence(writing, name, titles[column], figure, unit, words)


def _name_and_unit(label: Cell, words: TableWords) -> tuple[Cell, str]:
    """The name of a row and the unit that stands behind it, "" for none: "Thu ngân sách (tỷ đồng)", "Rice, tonnes"."""
    found = _UNIT_BEHIND.search(label.text)
    if found is None or not found.start():
        return label, ""
    unit = found[1] or found[2]
    return (_part(label, 0, found.start()), unit) if _is_unit(unit.strip(), words.lang) else (label, "")


@cache
def _is_unit(words: str, lang: str) -> bool:
    """Whether `words` alone name a unit."""
    amount = amount_in(f"2 {words}", lang)
    return amount is not None and amount[1] != ""


def _sentence(writing: _Writing, label: Cell, title: str, cell: Cell, unit: str, words: TableWords) -> None:
    """Write "title, row is figure unit", or "row equals (rises by) figure title" for what the title compares with."""
    bracket = _IN_BRACKETS.search(title)
    percent = _PERCENT.search(title) is not None or _PERCENT.search(cell.text) is not None
    said = " ".join(_PERCENT.sub(" ", title).split())
    compares = words.following.match(fold(said)) is not None
    bare = words.comparing.match(said.lower()) is not None  # How a figure compares is not told in the row's unit.
    own = "%" if percent else bracket[1] if bracket else "" if bare else unit
    change = words.changes.match(fold(said))
    behind = change is not None or (percent and (title.startswith("%") or compares))
    if not behind and said:
        writing.put(f"{said}, ", label.start)
    writing.cell(label)
    if behind:
        verb = _verb(title, cell.text, words, change is not None)
        writing.put(f" {verb} ", cell.start)
        cell = cell if verb == words.equals else _part(cell, len(cell.text) - len(cell.text.lstrip("+- ")))
        said = said[change.end() :].strip(" ,;:") if change else said
    else:
        writing.put(f" {words.reaches} ", cell.start)
    _figure_of(writing, cell, own, words)
    writing.put(f" {said}.\n" if behind and said else ".\n", cell.end)


def _figure_of(writing: _Writing, cell: Cell, unit: str, words: TableWords) -> None:
    """Write a figure with its unit, where it does not say one itself."""
    points = words.short_points.search(cell.text) if unit == "%" else None
    writing.cell(_part(cell, 0, points.start()) if points else cell)
    if points:
        writing.put(f" {words.points}", cell.start + points.start())
    elif unit and _ENDS_BARE.search(cell.text):
        writing.put("%" if unit == "%" else f" {unit}", cell.end)


def _verb(title: str, said: str, words: TableWords, change: bool) -> str:
    """How a percentage relates to what its title names: small ones of another period are growth, as signed ones are."""
    if said[0] in "+-" or change:
        return words.falls if said[0] == "-" else words.rises
    whole = title.startswith("%") or words.wholes.search(fold(title)) is not None
    return words.equals if whole or _number(said) >= _HALF else words.rises


def _part(cell: Cell, first: int, last: int | None = None) -> Cell:
    """The characters [first, last) of a cell."""
    text = cell.text[first:last]
    return Cell(text, cell.start + first, cell.start + first + len(text))


def _figure(cell: Cell) -> Cell | None:
    """What a cell says of a figure, without the mark of a note behind it; None where it says none."""
    if len(cell.text) > _LONGEST or not any(one.isdigit() for one in cell.text):
        return None
    mark = _NOTE.search(cell.text)
    return _part(cell, 0, mark.start()) if mark else cell


def _number(text: str) -> float:
    """Roughly how much a cell says: its digits before the first mark."""
    digits = re.match(r"\D*(\d+)", text)
    return float(digits[1][:12]) if digits else 0.0


def _is_one(title: str, of: frozenset[str]) -> bool:
    return fold(title).strip(" .:()") in of or fold(title).strip() in of


def _counts(table: Table, column: int) -> bool:
    """Whether a column only numbers the rows."""
    said = [row[column].text.strip("().") for row in table.body if column < len(row) and row[column].text]
    return len(said) > 1 and said == [str(number) for number in range(1, len(said) + 1)] and not column


def _names(table: Table, column: int) -> bool:
    """Whether a column names the rows: words in most of its cells."""
    said = [row[column].text for row in table.body if column < len(row) and row[column].text]
    return bool(said) and 2 * sum(any(one.isalpha() for one in text) for text in said) > len(said)


def _caption_unit(before: str, words: TableWords) -> str:
    """The unit that the line above a table gives: "Unit: thousand tonnes"; "" for none."""
    folded = fold(before)
    for start in words.unit_captions:
        at = folded.rfind(f"{start}:")
        if at >= 0:
            return before[at + len(start) + 1 :].strip(" .()")
    return ""


def inside(found: Sequence[Grid], place: int) -> bool:
    """Whether a place of the normal form lies in one of the tables, which are in order."""
    at = bisect_right(found, place, key=lambda grid: grid.start) - 1
    return at >= 0 and place < found[at].end
