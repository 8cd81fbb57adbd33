"""The rows of a register, indexed for the checks, and how a finding about one of them is written."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from quarterdeck.core.lineage.rows import (
    CHANGES_FILE,
    SUCCESSIONS_FILE,
    UNITS_FILE,
    ChangeRow,
    Finding,
    Severity,
    SuccessionRow,
    UnitRow,
)
from quarterdeck.core.lineage.units import Standing, Unit
from quarterdeck.core.messages import Message

_FILES = {UnitRow: UNITS_FILE, ChangeRow: CHANGES_FILE, SuccessionRow: SUCCESSIONS_FILE}


def finding(
    row: UnitRow | ChangeRow | SuccessionRow, severity: Severity, text: str, remedy: str, **params: object
) -> Finding:
    """A finding at the line of a row; `text` is marked for translation where it is written."""
    return Finding(_FILES[type(row)], row.line, severity, Message(text, params), Message(remedy))


class Facts:
    """What the checks ask: rows by key (the first of doubles), successions both ways, what is in force."""

    def __init__(
        self, units: Iterable[UnitRow], changes: Iterable[ChangeRow], successions: Iterable[SuccessionRow]
    ) -> None:
        self.unit_rows, self.change_rows, self.succession_rows = tuple(units), tuple(changes), tuple(successions)
        self.units: Mapping[str, UnitRow] = {row.unit.uid: row for row in reversed(self.unit_rows)}
        self.changes: Mapping[str, ChangeRow] = {row.event.code: row for row in reversed(self.change_rows)}

    @cached_property
    def effective(self) -> tuple[SuccessionRow, ...]:
        """The successions between units that exist, by events that are in force (or not named)."""
        return tuple(
            row
            for row in self.succession_rows
            if row.succession.predecessor in self.units
            and row.succession.successor in self.units
            and self._in_force(row)
        )

    def _in_force(self, row: SuccessionRow) -> bool:
        change = self.changes.get(row.succession.event)
        return change is None or change.event.standing is Standing.IN_FORCE

    @cached_property
    def onward(self) -> Mapping[str, Sequence[SuccessionRow]]:
        """The effective successions of each predecessor."""
        found = defaultdict(list)
        for row in self.effective:
            found[row.succession.predecessor].append(row)
        return found

    @cached_property
    def backward(self) -> Mapping[str, Sequence[SuccessionRow]]:
        """The effective successions into each successor."""
        found = defaultdict(list)
        for row in self.effective:
            found[row.succession.successor].append(row)
        return found

    @cached_property
    def living(self) -> tuple[UnitRow, ...]:
        """The units that count: one row a uid, dates in order, and not merely proposed by an event yet to come."""
        proposed = {row.succession.successor for row in self.succession_rows if not self._in_force(row)}
        return tuple(
            row
            for row in self.units.values()
            if not ends_before_it_begins(row.unit) and (row.unit.uid not in proposed or row.unit.uid in self.backward)
        )

    def day(self, row: SuccessionRow) -> date | None:
        """The day of a succession: that of its event, else the day its predecessor ends."""
        change = self.changes.get(row.succession.event)
        return change.event.day if change else self.units[row.succession.predecessor].unit.valid_to


def ends_before_it_begins(unit: Unit) -> bool:
    """Whether its dates are the wrong way round."""
    return unit.valid_to is not None and unit.valid_to < unit.valid_from


def end(unit: Unit) -> date:
    """The day it ends; the last day there is while it lives."""
    return unit.valid_to or date.max
