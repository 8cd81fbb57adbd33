"""Tasks that stand in a table: what is to be done, who does it and by when, each in a column of its own."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from quarterdeck.prose.sources.columns import TaskColumns, task_columns
from quarterdeck.prose.sources.tables import Cell, tables
from quarterdeck.prose.tasks.deadlines import field_deadline
from quarterdeck.prose.tasks.sentence import Sentence
from quarterdeck.prose.tasks.task import Task
from quarterdeck.prose.tasks.words import OrderWords
from quarterdeck.prose.text import Text, lower_form, normal

_MOST_COLUMNS = 40
_MOST_NAMES = 12
_SEVERAL = re.compile(r"\s*[;,]\s*(?=\S)")
_EMPTY = frozenset({"", "-", "–", "—", "...", "…", "nt", "như trên", "n/a"})


@dataclass(frozen=True, slots=True)
class TaskTable:
    """A table of tasks at [start, end) of the source, and its tasks."""

    start: int
    end: int
    tasks: tuple[Task, ...]


def task_tables(text: str, words: OrderWords, written: Callable[[], date | None]) -> Iterator[TaskTable]:
    """The tables of a text that give tasks, in order: in the form of `sources.tables`, or set with tabs."""
    for start, end, titles, rows in sorted((*_barred(text), *_tabbed(text)), key=itemgetter(0)):
        columns = task_columns(titles, words.lang)
        if columns is None:
            continue
        found = tuple(task for row in rows if (task := _task(row, columns, words, written)) is not None)
        if found:
            yield TaskTable(start, end, found)


_Rows = Sequence[Sequence[Cell]]


def _barred(text: str) -> Iterator[tuple[int, int, list[str], _Rows]]:
    for one in tables(text) if "|" in text else ():
        width = min(max((len(row) for row in (*one.header, *one.body)), default=0), _MOST_COLUMNS)
        yield one.start, one.end, [one.title(column) for column in range(width)], one.body


def _tabbed(text: str) -> Iterator[tuple[int, int, list[str], _Rows]]:
    """Lines set with tabs, at least a header and a row of as many cells."""
    rows: list[list[Cell]] = []
    at = 0
    for line in (*text.split("\n"), "") if "\t" in text else ():
        cells = _cells(line, at) if "\t" in line else []
        if len(cells) > 1 and (not rows or len(cells) == len(rows[0])):
            rows.append(cells)
        else:
            if len(rows) > 1:
                yield rows[0][0].start, rows[-1][-1].end, [one.text for one in rows[0]], rows[1:]
            rows = [cells] if len(cells) > 1 else []
        at += len(line) + 1


def _cells(line: str, at: int) -> list[Cell]:
    found = []
    for raw in line.split("\t"):
        first = at + len(raw) - len(raw.lstrip())
        found.append(Cell(raw.strip(), first, first + len(raw.strip())))
        at += len(raw) + 1
    return found


def _task(
    row: Sequence[Cell], columns: TaskColumns, words: OrderWords, written: Callable[[], date | None]
) -> Task | None:
    what, who, when = (row[i] if 0 <= i < len(row) else None for i in (columns.what, columns.who, columns.when))
    if what is None or what.text.strip(" .;").isdigit() or lower_form(what.text) in _EMPTY:
        return None
    said = who.text if who is not None and lower_form(who.text) not in _EMPTY else ""
    due = when.text if when is not None and lower_form(when.text) not in _EMPTY else ""
    if not (said or due):
        return None
    names = tuple(one.strip() for one in _SEVERAL.split(said, maxsplit=_MOST_NAMES) if one.strip())
    cells = [one for one in (what, who, when) if one is not None and one.text]
    start, end = min(one.start for one in cells), max(one.end for one in cells)
    what_said = " ".join(what.text.strip(" .;").split())
    return Task(start, end, "", names, what_said, due, _day(due, words, written()), rules=("table",))


def _day(said: str, words: OrderWords, written: date | None) -> date | None:
    if not said:
        return None
    whole: Text = normal(said)
    s = Sentence.of(whole, (0, len(whole.flat)), words, listed=False, people=frozenset())
    return field_deadline(s, 0, len(s.tokens), written).due if s.tokens else None
