"""The three files of a register as rows, with the line of everything that cannot be read."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from quarterdeck.areas.rules.heads import check_heads
from quarterdeck.core.errors import BadInput
from quarterdeck.core.lineage.integrity import check
from quarterdeck.core.lineage.rows import (
    CHANGES_FILE,
    SUCCESSIONS_FILE,
    UNITS_FILE,
    ChangeRow,
    Finding,
    Severity,
    SuccessionRow,
    UnitRow,
    read_change,
    read_succession,
    read_unit,
)
from quarterdeck.core.lineage.units import EventKind
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.papers.csv_sheet import csv_lines

FILES = (UNITS_FILE, CHANGES_FILE, SUCCESSIONS_FILE)
_DAY_IN_BRACKETS = re.compile(r"\((\d{4}-\d{2}-\d{2})\)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_LINES = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")  # what no note may hold either
_KEYS = ("uid", "code", "change_id", "predecessor", "successor", "date")
# The longest texts that the tables hold, by column.
_LONGEST: Mapping[str, Mapping[str, int]] = {
    UNITS_FILE: {
        "uid": 60, "code": 20, "name_vi": 200, "name": 200, "name_en": 200, "kind": 40, "parent_code": 20,
        "valid_from_precision": 60, "source": 200,
    },
    CHANGES_FILE: {"change_id": 60, "legal_basis": 300, "group": 40, "province_scope": 20},
    SUCCESSIONS_FILE: {"basis": 300},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnitExtra:
    """What a register keeps of a unit beside its life.

    How sure its first day is, where it was read, and the events that begin and end it where no succession tells.
    """

    precision: str = ""
    source: str = ""
    begun_by: str = ""
    ended_by: str = ""


@dataclass(frozen=True, slots=True)
class ChangeExtra:
    """What a register keeps of an event beside the event; `units` are codes or uids of what it ends or begins."""

    act_day: date | None = None
    group: str = ""
    scope: str = ""
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterFiles:
    """The rows that could be read, findings about those that could not, and notes about whole files.

    `unread` are the uids, codes, change_ids and days that the rows name which could not be read.
    """

    units: tuple[UnitRow, ...]
    changes: tuple[ChangeRow, ...] = ()
    successions: tuple[SuccessionRow, ...] = ()
    unit_extras: Mapping[str, UnitExtra] = field(default_factory=dict)
    change_extras: Mapping[str, ChangeExtra] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    notes: tuple[Message, ...] = ()
    unread: frozenset[str] = frozenset()

    def checked(self) -> list[Finding]:
        """Everything to say about the rows, those that cannot be read first."""
        found = check(self.units, self.changes, self.successions, self.unread)
        return [*self.findings, *self._unknown_events(), *self._untold(), *found]

    def _untold(self) -> Iterator[Finding]:
        changing = [row for row in self.changes if row.event.kind not in (EventKind.CREATE, EventKind.ABOLISH)]
        if changing and not self.successions and not any(one.file == SUCCESSIONS_FILE for one in self.findings):
            yield Finding(
                CHANGES_FILE, changing[0].line, Severity.WARNING,
                Message(gettext_noop("{count} events change units, but no succession is told: nobody can say what"
                                     " became of whom."), {"count": len(changing)}),
                Message(gettext_noop("Add succession.csv, with a line for each part of a unit that became part of"
                                     " another.")),
            )  # fmt: skip

    def _unknown_events(self) -> Iterator[Finding]:
        known = {row.event.code for row in self.changes} | self.unread
        for row in self.units:
            extra = self.unit_extras.get(row.unit.uid, UnitExtra())
            for code in sorted({extra.begun_by, extra.ended_by} - {""} - known):
                yield Finding(
                    UNITS_FILE, row.line, Severity.ERROR,
                    Message(gettext_noop("The event {event} is not in changes.csv."), {"event": code}),
                    Message(gettext_noop("Correct the change_id, or add the event to changes.csv.")),
                )  # fmt: skip


def read_register(files: Mapping[str, bytes]) -> RegisterFiles:
    """The rows of units.csv, changes.csv and succession.csv, given by these names; only the first must be there.

    Raises `BadInput` where a file cannot be split into rows or lacks a column; a row that cannot be read becomes a
    finding.
    """
    if UNITS_FILE not in files:
        raise BadInput(
            gettext_noop("There is no file units.csv."), place=UNITS_FILE,
            remedy=gettext_noop("Name the folder that holds units.csv, changes.csv and succession.csv."),
        )  # fmt: skip
    reader = _Reader()
    units = tuple(reader.units(files[UNITS_FILE]))
    changes = tuple(reader.changes(files[CHANGES_FILE])) if CHANGES_FILE in files else ()
    successions = tuple(reader.successions(files[SUCCESSIONS_FILE])) if SUCCESSIONS_FILE in files else ()
    if not units and not reader.findings:
        raise BadInput(
            gettext_noop("The file lists no unit."), place=UNITS_FILE,
            remedy=gettext_noop("Write one line for each version of a unit under the names of the columns."),
        )  # fmt: skip
    absent = [
        Message(gettext_noop("There is no file {file}: nothing is taken from it."), {"file": name})
        for name in FILES
        if name not in files
    ]
    return RegisterFiles(
        units, changes, successions, reader.unit_extras, reader.change_extras, tuple(reader.findings),
        (*reader.notes, *absent), frozenset(reader.unread),
    )  # fmt: skip


class _Reader:
    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.notes: list[Message] = []
        self.unit_extras: dict[str, UnitExtra] = {}
        self.change_extras: dict[str, ChangeExtra] = {}
        self.unread: set[str] = set()

    def units(self, content: bytes) -> Iterator[UnitRow]:
        for line, row in self._rows(UNITS_FILE, content):
            read = read_unit(row, line)
            if isinstance(read, Finding):
                self._leave_out(read, row)
                continue
            extra = tuple(row.get(name, "") for name in ("valid_from_precision", "source", "begun_by", "ended_by"))
            if any(extra):
                self.unit_extras[read.unit.uid] = UnitExtra(*extra)
            yield read

    def changes(self, content: bytes) -> Iterator[ChangeRow]:
        for line, row in self._rows(CHANGES_FILE, content):
            read = read_change(row, line)
            extra = _change_extra(row, line)
            for one in (read, extra):
                if isinstance(one, Finding):
                    self._leave_out(one, row)
            if not isinstance(read, Finding) and not isinstance(extra, Finding):
                self.change_extras[read.event.code] = extra
                yield read

    def successions(self, content: bytes) -> Iterator[SuccessionRow]:
        for line, row in self._rows(SUCCESSIONS_FILE, content):
            read = read_succession(row, line)
            if isinstance(read, Finding):
                self._leave_out(read, row)
            else:
                yield read

    def _rows(self, file: str, content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
        """Each row by the names of its columns; rows that do not fit under the heads become findings."""
        lines = csv_lines(content, file)
        heads = [head.casefold() for head in next(lines, (1, []))[1]]
        self.notes += check_heads(file, heads)
        long = [(name, most) for name, most in _LONGEST[file].items() if name in heads]
        for line, cells in lines:
            if not any(cells):
                continue
            row = dict(zip(heads, cells, strict=False))
            if len(cells) != len(heads):
                self._leave_out(_ragged(file, line, len(cells), len(heads)), row)
            elif too_long := next(((name, most) for name, most in long if len(row[name]) > most), None):
                self._leave_out(_too_long(file, line, *too_long), row)
            elif _CONTROL.search("".join(cells)) and (column := _controlled(row)):
                self._leave_out(_unprintable(file, line, column), row)
            else:
                yield line, row

    def _leave_out(self, finding: Finding, row: Mapping[str, str]) -> None:
        self.findings.append(finding)
        self.unread.update(row[name] for name in _KEYS if row.get(name))


def _controlled(row: Mapping[str, str]) -> str:
    """The first column with a control character; notes may be of several lines."""
    return next((name for name, text in row.items() if (_LINES if name == "note" else _CONTROL).search(text)), "")


def _unprintable(file: str, line: int, column: str) -> Finding:
    return Finding(
        file, line, Severity.ERROR,
        Message(gettext_noop("The text in the column {column} holds a line break or another control character."),
                {"column": column}),
        Message(gettext_noop("Take it out: names and texts are of one line.")),
    )  # fmt: skip


def _ragged(file: str, line: int, cells: int, heads: int) -> Finding:
    return Finding(
        file, line, Severity.ERROR,
        Message(gettext_noop("The line has {cells} cells under {heads} columns."), {"cells": cells, "heads": heads}),
        Message(gettext_noop("Put cells that hold a separator in quotation marks; leave no cell out.")),
    )  # fmt: skip


def _too_long(file: str, line: int, column: str, most: int) -> Finding:
    return Finding(
        file, line, Severity.ERROR,
        Message(gettext_noop("The text in the column {column} is too long."), {"column": column}),
        Message(gettext_noop("Use at most {most} letters."), {"most": most}),
    )  # fmt: skip


def _change_extra(row: Mapping[str, str], line: int) -> ChangeExtra | Finding:
    text = row.get("act_date", "")
    bracketed = _DAY_IN_BRACKETS.search(row.get("legal_basis", ""))
    try:
        act_day = date.fromisoformat(text) if text else None
    except ValueError:
        return Finding(
            CHANGES_FILE, line, Severity.ERROR,
            Message(gettext_noop('"{found}" in the column {column} is not a day.'),
                    {"found": text, "column": "act_date"}),
            Message(gettext_noop("Write days as year-month-day, such as 2025-07-01.")),
        )  # fmt: skip
    if act_day is None and bracketed:
        act_day = _day_or_none(bracketed[1])
    units = tuple(re.split(r"[\s;,]+", row["units"])) if row.get("units") else ()
    return ChangeExtra(act_day, row.get("group", ""), row.get("province_scope", ""), units)


def _day_or_none(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
