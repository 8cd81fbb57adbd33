"""What a register would change in the tables: new, changed and same rows, and where it contradicts them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeVar

from quarterdeck.areas.models import Area, AreaEvent, Succession
from quarterdeck.areas.rules.registers import RegisterFiles
from quarterdeck.areas.rules.settling import (
    EventToStore,
    SuccessionToStore,
    UnitToStore,
    settle,
)
from quarterdeck.core.lineage import Standing
from quarterdeck.core.lineage.rows import UNITS_FILE, Finding, Severity
from quarterdeck.core.messages import Message, gettext_noop

UNIT_COLUMNS = (*UnitToStore._fields[:11], "begun_by__code", "ended_by__code", *UnitToStore._fields[13:])
Row = TypeVar("Row")


class Difference(NamedTuple):
    """How many rows of a table are new, changed and the same, and how many stand there that the files do not have."""

    new: int
    changed: int
    same: int
    only_here: int


class Comparison(NamedTuple):
    """The rows to write, those that are there with another content, and what forbids to write at all."""

    new_units: list[UnitToStore]
    changed_units: list[UnitToStore]
    new_events: list[EventToStore]
    changed_events: list[EventToStore]
    new_successions: list[SuccessionToStore]
    changed_successions: list[tuple[int, SuccessionToStore]]
    differences: Mapping[str, Difference]
    conflicts: list[Finding]


def compare(register: RegisterFiles, *, as_of: date | None = None) -> Comparison:
    """The register against what is stored; nothing is written. Three queries."""
    events = {row.code: row for row in map(EventToStore._make, AreaEvent.objects.values_list(*EventToStore._fields))}
    units = {row.uid: row for row in map(_stored_unit, Area.objects.values_list(*UNIT_COLUMNS))}
    settled = settle(register, known={code: row.standing for code, row in events.items()}, as_of=as_of)
    lines = {row.unit.uid: row.line for row in register.units}
    own = {code for code, row in events.items() if row.standing != Standing.WITHDRAWN.value}
    own -= {row.code for row in settled.events}
    wanted, conflicts = _beside_own_events(settled.units, units, own, lines)
    conflicts += _overlaps(wanted, [row for uid, row in units.items() if uid not in lines], lines)
    new_units, changed_units = _split(wanted, units, [row.uid for row in wanted])
    new_events, changed_events = _split(settled.events, events, [row.code for row in settled.events])
    stored = _stored_successions()
    new_successions, changed_successions = _split_successions(settled.successions, stored)
    differences = {
        "units": _difference(new_units, changed_units, wanted, units),
        "changes": _difference(new_events, changed_events, settled.events, events),
        "successions": _difference(new_successions, changed_successions, settled.successions, stored),
    }
    return Comparison(
        new_units, changed_units, new_events, changed_events, new_successions, changed_successions, differences,
        conflicts,
    )  # fmt: skip


def _stored_unit(row: tuple[Any, ...]) -> UnitToStore:
    *before, begun, ended, precision, source = row
    return UnitToStore(*before, begun or "", ended or "", precision, source)


def _stored_successions() -> dict[tuple[str, str, str], tuple[int, SuccessionToStore]]:
    columns = ("pk", "predecessor__uid", "successor__uid", "event__code", "shares", "evidence")
    return {
        (before, after, event or ""): (key, SuccessionToStore(before, after, event or "", shares, evidence))
        for key, before, after, event, shares, evidence in Succession.objects.values_list(*columns)
    }


def _split(rows: Iterable[Row], stored: Mapping[str, Row], keys: Iterable[str]) -> tuple[list[Row], list[Row]]:
    new, changed = [], []
    for row, key in zip(rows, keys, strict=True):
        before = stored.get(key)
        if before is None:
            new.append(row)
        elif before != row:
            changed.append(row)
    return new, changed


def _split_successions(
    rows: Iterable[SuccessionToStore], stored: Mapping[tuple[str, str, str], tuple[int, SuccessionToStore]]
) -> tuple[list[SuccessionToStore], list[tuple[int, SuccessionToStore]]]:
    new, changed = [], []
    for row in rows:
        key, before = stored.get(row[:3], (0, None))
        if before is None:
            new.append(row)
        elif before != row:
            changed.append((key, row))
    return new, changed


def _difference(new: list[Row], changed: list[Row], rows: list[Row], stored: Mapping[object, object]) -> Difference:
    same = len(rows) - len(new) - len(changed)
    return Difference(len(new), len(changed), same, len(stored) - same - len(changed))


def _beside_own_events(
    rows: Iterable[UnitToStore], stored: Mapping[str, UnitToStore], own: set[str], lines: Mapping[str, int]
) -> tuple[list[UnitToStore], list[Finding]]:
    """The rows with the ends that events of this store alone give them; files know nothing of those."""
    kept, conflicts = [], []
    for row in rows:
        before = stored.get(row.uid)
        if before is None or before.ended_by not in own:
            kept.append(row)
        elif row.valid_to is None and not row.ended_by:
            ends = (before.valid_to, before.expected_to, before.ended_by)
            kept.append(row._replace(valid_to=ends[0], expected_to=ends[1], ended_by=ends[2]))
        else:
            conflicts.append(_ended_here(row.uid, before.ended_by, lines[row.uid]))
    return kept, conflicts


def _ended_here(uid: str, event: str, line: int) -> Finding:
    return Finding(
        UNITS_FILE, line, Severity.ERROR,
        Message(gettext_noop("Here {unit} is ended by the event {event}, which changes.csv does not have."),
                {"unit": uid, "event": event}),
        Message(gettext_noop("Withdraw that event first, or add it to changes.csv under its own change_id.")),
    )  # fmt: skip


def _overlaps(rows: Iterable[UnitToStore], others: Iterable[UnitToStore], lines: Mapping[str, int]) -> list[Finding]:
    """Versions in force that bear a code at the same time as a stored version that the files do not have."""
    by_code: dict[tuple[str, int], list[UnitToStore]] = {}
    for other in others:
        by_code.setdefault((other.code, other.level), []).append(other)
    found = []
    for row in rows:
        clash = next((one for one in by_code.get((row.code, row.level), ()) if _together(row, one)), None)
        if clash is not None:
            found.append(_clash(row, clash, lines[row.uid]))
    return found


def _together(one: UnitToStore, other: UnitToStore) -> bool:
    if Standing.WITHDRAWN.value in (one.standing, other.standing):
        return False
    begin = max(one.valid_from, other.valid_from)
    ends = [row.valid_to or row.expected_to or date.max for row in (one, other)]
    return begin < min(ends)


def _clash(row: UnitToStore, other: UnitToStore, line: int) -> Finding:
    params = {"code": row.code, "unit": row.uid, "other": other.uid}
    return Finding(
        UNITS_FILE, line, Severity.ERROR,
        Message(gettext_noop("The code {code} belongs to {unit} and, in this store, to {other} at the same time."),
                params),
        Message(gettext_noop("Use the uid of the version that is stored, or correct the days.")),
    )  # fmt: skip
