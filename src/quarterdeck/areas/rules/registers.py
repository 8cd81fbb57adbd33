"""The three files of a register as rows, with the line of everything that cannot be read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

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
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.papers.csv_sheet import csv_lines

FILES = (UNITS_FILE, CHANGES_FILE, SUCCESSIONS_FILE)
NEEDED: Mapping[str, tuple[str, ...]] = {
    UNITS_FILE: ("uid", "code", "level", "valid_from"),
    CHANGES_FILE: ("change_id", "date", "kind"),
    SUCCESSIONS_FILE: ("predecessor", "successor"),
}
OPTIONAL: Mapping[str, tuple[str, ...]] = {
    UNITS_FILE: (
        "name_vi", "name", "name_en", "kind", "parent_code", "valid_to", "begun_by", "ended_by",
        "valid_from_precision", "source",
    ),
    CHANGES_FILE: (
        "subkind", "level", "title", "title_vi", "title_en", "legal_basis", "act_date", "adopted_on", "status",
        "order", "note", "group", "province_scope", "units",
    ),
    SUCCESSIONS_FILE: ("change_id", "basis", "quality"),
}  # fmt: skip
_MEASURED = re.compile(r"(share|quality)(_\w+)?")
_DAY_IN_BRACKETS = re.compile(r"\((\d{4}-\d{2}-\d{2})\)")
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
    """The rows that could be read, findings about those that could not, and notes about whole files."""

    units: tuple[UnitRow, ...]
    changes: tuple[ChangeRow, ...] = ()
    successions: tuple[SuccessionRow, ...] = ()
    unit_extras: Mapping[str, UnitExtra] = field(default_factory=dict)
    change_extras: Mapping[str, ChangeExtra] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    notes: tuple[Message, ...] = ()

    def checked(self) -> list[Finding]:
        """Everything to say about the rows, those that cannot be read first."""
        return [*self.findings, *self._unknown_events(), *check(self.units, self.changes, self.successions)]

    def _unknown_events(self) -> Iterator[Finding]:
        known = {row.event.code for row in self.changes}
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
        (*reader.notes, *absent),
    )  # fmt: skip


class _Reader:
    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.notes: list[Message] = []
        self.unit_extras: dict[str, UnitExtra] = {}
        self.change_extras: dict[str, ChangeExtra] = {}

    def units(self, content: bytes) -> Iterator[UnitRow]:
        for line, row in self._rows(UNITS_FILE, content):
            read = read_unit(row, line)
            if isinstance(read, Finding):
                self.findings.append(read)
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
                    self.findings.append(one)
            if not isinstance(read, Finding) and not isinstance(extra, Finding):
                self.change_extras[read.event.code] = extra
                yield read

    def successions(self, content: bytes) -> Iterator[SuccessionRow]:
        for line, row in self._rows(SUCCESSIONS_FILE, content):
            read = read_succession(row, line)
            if isinstance(read, Finding):
                self.findings.append(read)
            else:
                yield read

    def _rows(self, file: str, content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
        """Each row by the names of its columns; rows that do not fit under the heads become findings."""
        lines = csv_lines(content, file)
        heads = [head.casefold() for head in next(lines, (1, []))[1]]
        self._check_heads(file, heads)
        long = [(name, most) for name, most in _LONGEST[file].items() if name in heads]
        for line, cells in lines:
            if len(cells) == len(heads):
                row = dict(zip(heads, cells, strict=True))
            elif any(cells):
                self.findings.append(_ragged(file, line, len(cells), len(heads)))
                continue
            else:
                continue
            too_long = [(name, most) for name, most in long if len(row[name]) > most]
            if too_long:
                self.findings.append(_too_long(file, line, *too_long[0]))
            elif any(cells):
                yield line, row

    def _check_heads(self, file: str, heads: Sequence[str]) -> None:
        needed = [name for name in NEEDED[file] if name not in heads]
        if file == UNITS_FILE and not {"name", "name_vi"} & set(heads):
            needed.append("name_vi")
        if needed:
            raise _missing(file, needed)
        twice = sorted({name for name in heads if name and heads.count(name) > 1})
        if twice:
            raise BadInput(
                Message(gettext_noop("The column {column} is there twice."), {"column": twice[0]}), place=f"{file}:1",
                remedy=gettext_noop("Keep one of the two."),
            )  # fmt: skip
        known = {*NEEDED[file], *OPTIONAL[file]}
        extra = [name for name in heads if name not in known and not (file == SUCCESSIONS_FILE and _measured(name))]
        if extra:
            params = {"file": file, "columns": ", ".join(name or "—" for name in extra)}
            self.notes.append(Message(gettext_noop("{file}: these columns are not read: {columns}."), params))


def _measured(name: str) -> bool:
    return _MEASURED.fullmatch(name) is not None


def _missing(file: str, columns: Sequence[str]) -> BadInput:
    return BadInput(
        Message(gettext_noop("These columns are missing: {columns}."), {"columns": ", ".join(columns)}),
        place=f"{file}:1",
        remedy=Message(
            gettext_noop("The first line must name the columns; these must be there: {columns}."),
            {"columns": ", ".join((*NEEDED[file], *(("name_vi",) if file == UNITS_FILE else ())))},
        ),
    )


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
