"""The rows of a register's three files as they are read from text, each with its line for the findings about it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from quarterdeck.core.lineage.readings import (
    Bad,
    Row,
    day,
    denominator,
    doubts,
    kind,
    needed,
    number,
    quality,
    share,
    standing,
    text,
)
from quarterdeck.core.lineage.units import Event, Share, Standing, Succession, Unit
from quarterdeck.core.messages import Message

UNITS_FILE, CHANGES_FILE, SUCCESSIONS_FILE = "units.csv", "changes.csv", "succession.csv"
_Read = TypeVar("_Read")


class Severity(StrEnum):
    """Whether a register can be used all the same."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a row that a person should correct (error) or look at (warning)."""

    file: str
    line: int
    severity: Severity
    message: Message
    remedy: Message


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit and its line in units.csv.

    `known_before` where the file says that its first day is only the day since which it is known
    (`valid_from_precision` "on_or_before").
    """

    line: int
    unit: Unit
    known_before: bool = False


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """An event and its line in changes.csv; `level` of the units that it changes, None where the file is silent."""

    line: int
    event: Event
    level: int | None = None


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    """A succession and its line in succession.csv; its event is "" where the file names none.

    `standing` counts only where there is no event. `remarks` are about what its cells say beside each other.
    """

    line: int
    succession: Succession
    standing: Standing = Standing.IN_FORCE
    remarks: tuple[Finding, ...] = ()


def read_unit(row: Row, line: int) -> UnitRow | Finding:
    """A row of units.csv: uid, code, level, name_vi or name, valid_from; the other columns may be missing."""
    return _read(_unit, row, line, UNITS_FILE)


def read_change(row: Row, line: int) -> ChangeRow | Finding:
    """A row of changes.csv: change_id, date, kind; the other columns may be missing.

    Events of one day follow each other by the column order, or as they stand in the file.
    """
    return _read(_change, row, line, CHANGES_FILE)


def read_succession(row: Row, line: int) -> SuccessionRow | Finding:
    """A row of succession.csv: predecessor, successor; an empty share is an unknown one.

    `share` is that of population, `share_area` of land, `share_<denominator>` of any other; `quality` holds for all of
    them, `quality_<denominator>` for one. `status` tells, where no event does, whether it is in force yet.
    """
    return _read(_succession, row, line, SUCCESSIONS_FILE)


def _read(reader: Callable[[Row, int], _Read], row: Row, line: int, file: str) -> _Read | Finding:
    try:
        return reader(row, line)
    except Bad as bad:
        return Finding(file, line, Severity.ERROR, bad.message, bad.remedy)


def _unit(row: Row, line: int) -> UnitRow:
    name = text(row, "name_vi") or needed(row, "name")
    unit = Unit(
        uid=needed(row, "uid"),
        code=needed(row, "code"),
        level=number(row, "level"),
        kind=text(row, "kind"),
        name_vi=name,
        name_en=text(row, "name_en"),
        parent_code=text(row, "parent_code"),
        valid_from=day(row, "valid_from"),
        valid_to=day(row, "valid_to") if text(row, "valid_to") else None,
    )
    return UnitRow(line, unit, text(row, "valid_from_precision") == "on_or_before")


def _change(row: Row, line: int) -> ChangeRow:
    legal = day(row, "date")
    event = Event(
        code=needed(row, "change_id"),
        kind=kind(row),
        day=legal,
        adopted_on=day(row, "adopted_on") if text(row, "adopted_on") else legal,
        act=text(row, "legal_basis"),
        title_vi=text(row, "title_vi") or text(row, "title"),
        title_en=text(row, "title_en"),
        standing=standing(row),
        order=number(row, "order") if text(row, "order") else line,
        note=text(row, "note"),
    )
    return ChangeRow(line, event, number(row, "level") if text(row, "level") else None)


def _succession(row: Row, line: int) -> SuccessionRow:
    shares = {}
    for column in row:
        counted = denominator(column)
        if counted and (value := share(row, column)) is not None:
            shares[counted] = Share(value, quality(row, counted, value))
    found = Succession(
        needed(row, "predecessor"), needed(row, "successor"), text(row, "change_id"), shares, text(row, "basis")
    )
    remarks = tuple(Finding(SUCCESSIONS_FILE, line, Severity.WARNING, *doubt) for doubt in doubts(row))
    return SuccessionRow(line, found, standing(row), remarks)
