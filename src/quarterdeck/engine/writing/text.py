"""Answers as tables to read: numbers as the reader's language writes them, what is missing explained below."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from typing import Any

import pyarrow as pa

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.core.wording import Written, unit_label
from quarterdeck.engine.query import Statement
from quarterdeck.engine.reading.reading import Measure
from quarterdeck.engine.writing.cells import Digits, Notes, Shown, Word, even_digits, shown
from quarterdeck.engine.writing.columns import Grid, set_in_columns

MOST_SHOWN = 100_000
_DIMENSIONS = ("indicator", "breakdown", "area", "period", "statement")
_RANK = "rank"
_Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Names:
    """What codes are called in the reader's language; a code that is not there stands for itself."""

    lang: str
    indicators: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)

    def label(self, dimension: str, code: str) -> str:
        """The words for a code of a dimension."""
        if dimension == "indicator":
            return f"{self.indicators[code]} ({code})" if code in self.indicators else code
        if dimension == "area":
            name = " + ".join(self.areas.get(one, one) for one in code.split("+"))
            return name if name == code else f"{name} ({code})"
        if dimension == "period":
            return Period(code).label(self.lang)
        if dimension == "statement":
            return Statement(code).label(self.lang)
        return code or Word.WHOLE.label(self.lang)


def text_of(answer: pa.Table, measures: Mapping[str, Measure], names: Names) -> str:
    """The answer as text.

    One area is shown as indicators by statements, one indicator as areas or periods by statements; what else differs
    makes blocks. The unit stands in the title where all or most columns have it.
    Raises `BadInput` for more cells than anybody reads.
    """
    refuse_to_show(len(answer))
    rows = answer.to_pylist()
    several = {name: list(dict.fromkeys(row[name] for row in rows)) for name in _DIMENSIONS}
    across = "period" if _side_by_side(several) else "statement"
    down = _down(several, across)
    notes, written = Notes(names.lang), []
    for title, block in _blocks(rows, [name for name in _DIMENSIONS if name not in (across, down)], names):
        unit, grid = _grid(block, down, across, measures, names, notes)
        written.append("\n".join([f"{title} · {unit}" if unit else title, "", *set_in_columns(grid)]))
    explained = notes.lines()
    return "\n\n".join([*written, *(["\n".join(explained)] if explained else [])]) + "\n"


def refuse_to_show(cells: int) -> None:
    """Raise `BadInput` where a table is longer than anybody reads."""
    if cells > MOST_SHOWN:
        raise BadInput(
            Message(gettext_noop("A table of {cells:en} cells is too long to be read; {most:en} are shown at most."),
                    {"cells": Written(Decimal(cells)), "most": Written(Decimal(MOST_SHOWN))}),
            place="format", remedy=gettext_noop("Write it to a file as CSV, JSON or Parquet, or ask for less."),
        )  # fmt: skip


def _side_by_side(several: Mapping[str, Sequence[str]]) -> bool:
    """Whether periods are the columns: of one statement, where areas or indicators fill the rows."""
    rows = any(len(several[name]) > 1 for name in ("area", "indicator", "breakdown"))
    return rows and len(several["statement"]) == 1 and len(several["period"]) > 1


def _down(several: Mapping[str, Sequence[str]], across: str) -> str:
    """What the rows are: areas where there are several, else whatever there are several of."""
    ordered = ("area", "indicator", "period", "breakdown")
    return next((name for name in ordered if name != across and len(several[name]) > 1), "indicator")


def _blocks(rows: _Rows, by: Sequence[str], names: Names) -> Iterator[tuple[str, _Rows]]:
    """The rows by what neither rows nor columns tell, with its words as a title."""

    def key(row: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(row[name] for name in by)

    order = {place: number for number, place in enumerate(dict.fromkeys(map(key, rows)))}
    for place, some in groupby(sorted(rows, key=lambda row: order[key(row)]), key):
        told = [names.label(name, code) for name, code in zip(by, place, strict=True) if name != "breakdown" or code]
        yield " · ".join(told), list(some)


def _grid(
    rows: _Rows, down: str, across: str, measures: Mapping[str, Measure], names: Names, notes: Notes
) -> tuple[str, Grid]:
    """The unit that is told once for the whole block ("" where each row has its own), and the block."""
    lang = names.lang
    columns = list(dict.fromkeys(row[across] for row in rows))
    units = {column: {row["unit"] for row in rows if row[across] == column} for column in columns}
    own = any(len(found) > 1 for found in units.values())
    common = "" if own else next(iter(units[columns[0]]))
    common = "" if common == _RANK else common
    heads = [Word(down).label(lang), *([Word.UNIT.label(lang)] if own else [])]
    heads += [_head(names.label(across, one), units[one] - {common}, lang) for one in columns]
    digits = even_digits(rows, across, measures, names.indicators)
    lines = []
    for code, some in _by(rows, down).items():
        cells = {row[across]: row for row in some}
        unit = _unit_of(some)
        made = [
            _cell(_shown(cells[one], measures, notes, digits, one), cells[one], unit if own else None, units[one], lang)
            for one in columns
        ]
        first = [names.label(down, code) + _elsewhere(some, lang)]
        lines.append((first + ([unit_label(unit, lang)] if own else []), made))
    return unit_label(common, lang) if common else "", Grid(heads, 2 if own else 1, lines)


def _by(rows: _Rows, name: str) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(row[name], []).append(row)
    return found


def _unit_of(rows: _Rows) -> str:
    """The unit of the level where it is told, else of the first statement."""
    level = next((row for row in rows if row["statement"] == Statement.LEVEL), rows[0])
    unit: str = level["unit"]
    return unit


def _head(words: str, units: set[str], lang: str) -> str:
    return f"{words} ({unit_label(next(iter(units)), lang)})" if len(units) == 1 and units != {_RANK} else words


def _shown(row: Mapping[str, Any], measures: Mapping[str, Measure], notes: Notes, digits: Digits, column: str) -> Shown:
    return shown(row, measures[row["indicator"]], notes, digits.get((column, row["indicator"])))


def _cell(cell: Shown, row: Mapping[str, Any], told: str | None, units: set[str], lang: str) -> Shown:
    """The cell, with its unit where neither the head nor the row's own unit says it."""
    if row["value"] is None or len(units) == 1 or told == row["unit"]:
        return cell
    unit = unit_label(row["unit"], lang)
    return Shown(f"{cell.text}{'' if unit == '%' else ' '}{unit}", cell.marks)


def _elsewhere(rows: _Rows, lang: str) -> str:
    """The period for which a row was reported, where it is another than the one asked for."""
    found = {row["reported_period"] for row in rows if row["reported_period"] != row["period"]}
    if len(found) != 1 or len(found) != len({row["reported_period"] for row in rows}):
        return ""
    words = Period(found.pop()).label(lang)
    within = words[:1].lower() + words[1:] if lang == "vi" else words
    return f", {Word.REPORTED_FOR.label(lang)} {within}"
