"""The rows of a register's three files as they are read from text, each with its line for the findings about it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from quarterdeck.core.lineage.units import (
    LAND,
    POPULATION,
    Event,
    EventKind,
    Quality,
    Share,
    Standing,
    Succession,
    Unit,
)
from quarterdeck.core.messages import Message, gettext_noop

UNITS_FILE, CHANGES_FILE, SUCCESSIONS_FILE = "units.csv", "changes.csv", "succession.csv"
Row = Mapping[str, str | None]
_Read = TypeVar("_Read")
_SHARE = re.compile(r"\d{0,20}\.?\d{1,30}([eE][+-]?\d{1,2})?|\d{1,20}/\d{1,20}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FINER = {"reclassify": EventKind.RECLASSIFY, "reparent": EventKind.MOVE}


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
    """A succession and its line in succession.csv; its event is "" where the file names none."""

    line: int
    succession: Succession


class _Bad(Exception):
    def __init__(self, text: str, remedy: str, **params: object) -> None:
        self.message, self.remedy = Message(text, params), Message(remedy)


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
    them, `quality_<denominator>` for one.
    """
    return _read(_succession, row, line, SUCCESSIONS_FILE)


def _read(reader: Callable[[Row, int], _Read], row: Row, line: int, file: str) -> _Read | Finding:
    try:
        return reader(row, line)
    except _Bad as bad:
        return Finding(file, line, Severity.ERROR, bad.message, bad.remedy)


def _unit(row: Row, line: int) -> UnitRow:
    name = _text(row, "name_vi") or _needed(row, "name")
    unit = Unit(
        uid=_needed(row, "uid"),
        code=_needed(row, "code"),
        level=_number(row, "level"),
        kind=_text(row, "kind"),
        name_vi=name,
        name_en=_text(row, "name_en"),
        parent_code=_text(row, "parent_code"),
        valid_from=_day(row, "valid_from"),
        valid_to=_day(row, "valid_to") if _text(row, "valid_to") else None,
    )
    return UnitRow(line, unit, _text(row, "valid_from_precision") == "on_or_before")


def _change(row: Row, line: int) -> ChangeRow:
    day = _day(row, "date")
    event = Event(
        code=_needed(row, "change_id"),
        kind=_kind(row),
        day=day,
        adopted_on=_day(row, "adopted_on") if _text(row, "adopted_on") else day,
        act=_text(row, "legal_basis"),
        title_vi=_text(row, "title_vi") or _text(row, "title"),
        title_en=_text(row, "title_en"),
        standing=_standing(row),
        order=_number(row, "order") if _text(row, "order") else line,
        note=_text(row, "note"),
    )
    return ChangeRow(line, event, _number(row, "level") if _text(row, "level") else None)


def _succession(row: Row, line: int) -> SuccessionRow:
    shares = {}
    for column in row:
        denominator = _denominator(column)
        if denominator and (value := _share(row, column)) is not None:
            shares[denominator] = Share(value, _quality(row, denominator, value))
    found = Succession(
        _needed(row, "predecessor"), _needed(row, "successor"), _text(row, "change_id"), shares, _text(row, "basis")
    )
    return SuccessionRow(line, found)


def _text(row: Row, column: str) -> str:
    return (row.get(column) or "").strip()


def _needed(row: Row, column: str) -> str:
    text = _text(row, column)
    if not text:
        raise _Bad(gettext_noop("The column {column} is empty."), gettext_noop("Fill it in."), column=column)
    return text


def _number(row: Row, column: str) -> int:
    text = _needed(row, column)
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise _Bad(
            gettext_noop('"{found}" in the column {column} is not a whole number.'),
            gettext_noop("Write it in digits, such as 1."),
            found=text, column=column,
        )  # fmt: skip
    return int(text)


def _day(row: Row, column: str) -> date:
    text = _needed(row, column)
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise _Bad(
        gettext_noop('"{found}" in the column {column} is not a day.'),
        gettext_noop("Write days as year-month-day, such as 2025-07-01."),
        found=text, column=column,
    )  # fmt: skip


def _kind(row: Row) -> EventKind:
    text = _needed(row, "kind").lower()
    finer = next((kind for word, kind in _FINER.items() if _text(row, "subkind").startswith(word)), None)
    if text in set(EventKind):
        return finer or EventKind(text)
    raise _Bad(
        gettext_noop('"{found}" is not a kind of event.'),
        gettext_noop("Use merge, split, absorb, transfer, move, rename, reclassify, abolish or create."),
        found=text,
    )


def _standing(row: Row) -> Standing:
    text = _text(row, "status").lower().replace(" ", "_") or Standing.IN_FORCE.value
    if text in set(Standing):
        return Standing(text)
    raise _Bad(
        gettext_noop('"{found}" is not a standing of an event.'),
        gettext_noop("Use planned, staged, in_force or withdrawn, or leave it empty for in force."),
        found=text,
    )


def _denominator(column: str) -> str:
    if column == "share":
        return POPULATION
    name = column.removeprefix("share_") if (column or "").startswith("share_") else ""
    return LAND if name == "area" else name


def _share(row: Row, column: str) -> Fraction | None:
    text = _text(row, column)
    if not text:
        return None
    if not _SHARE.fullmatch(text) or re.search("/0+$", text):
        raise _Bad(
            gettext_noop('"{found}" in the column {column} is not a share.'),
            gettext_noop("Write it as a decimal such as 0.25 or a fraction such as 1/3; leave unknown shares empty."),
            found=text, column=column,
        )  # fmt: skip
    value = Fraction(text)
    if value > 1:
        raise _Bad(
            gettext_noop("The share {found} in the column {column} is more than the whole."),
            gettext_noop("Write a share as a part of 1: a quarter is 0.25."),
            found=text, column=column,
        )  # fmt: skip
    return value


def _quality(row: Row, denominator: str, value: Fraction) -> Quality:
    own = "quality_area" if denominator == LAND and "quality_area" in row else f"quality_{denominator}"
    text = (_text(row, own) or _text(row, "quality")).lower()
    if not text:
        return Quality.EXACT if value in (0, 1) else Quality.ESTIMATED
    found = next((quality for quality in Quality if text.startswith(quality.value)), Quality.ESTIMATED)
    return Quality.ESTIMATED if found is Quality.UNKNOWN else found
