"""The rows of a register, indexed for the checks, and how a finding about one of them is written."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
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

_COMING = (Standing.PLANNED, Standing.STAGED)
_FILES = {UnitRow: UNITS_FILE, ChangeRow: CHANGES_FILE, SuccessionRow: SUCCESSIONS_FILE}


def finding(
    row: UnitRow | ChangeRow | SuccessionRow, severity: Severity, text: str, remedy: str, **params: object
) -> Finding:
    """A finding at the line of a row; `text` is marked for translation where it is written."""
    return Finding(_FILES[type(row)], row.line, severity, Message(text, params), Message(remedy))


class Facts:
    """What the checks ask: rows by key (the first of doubles), successions both ways, what counts.

    What a planned or staged event is going to end has its day as its end. `unread` are the keys of rows that could not
    be read.
    """

    def __init__(
        self,
        units: Iterable[UnitRow],
        changes: Iterable[ChangeRow],
        successions: Iterable[SuccessionRow],
        unread: Collection[str] = (),
    ) -> None:
        self.change_rows, self.succession_rows, self.unread = tuple(changes), tuple(successions), frozenset(unread)
        self.changes: Mapping[str, ChangeRow] = {row.event.code: row for row in reversed(self.change_rows)}
        coming = self._coming()
        self.unit_rows = tuple(_ended(row, coming) for row in units)
        self.units: Mapping[str, UnitRow] = {row.unit.uid: row for row in reversed(self.unit_rows)}

    def _coming(self) -> Mapping[str, date]:
        """The day on which a planned or staged event is to end a unit, by uid."""
        days = {row.event.code: row.event.day for row in self.change_rows if row.event.standing in _COMING}
        found = ((row.succession.predecessor, days.get(row.succession.event)) for row in self.succession_rows)
        return {uid: day for uid, day in found if day is not None}

    @cached_property
    def doubted(self) -> frozenset[str]:
        """What is unread, and the units of successions that name one which is not there: nothing follows of them."""
        pairs = ((row.succession.predecessor, row.succession.successor) for row in self.succession_rows)
        return self.unread.union(*(pair for pair in pairs if not (pair[0] in self.units and pair[1] in self.units)))

    @cached_property
    def effective(self) -> tuple[SuccessionRow, ...]:
        """The successions between units that exist, unless they were withdrawn."""
        return tuple(
            row
            for row in self.succession_rows
            if row.succession.predecessor in self.units and row.succession.successor in self.units and self._counts(row)
        )

    def _counts(self, row: SuccessionRow) -> bool:
        change = self.changes.get(row.succession.event)
        return (change.event.standing if change else row.standing) is not Standing.WITHDRAWN

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
        """The units that count: one row a uid, dates in order, and not begun by what was withdrawn."""
        undone = {row.succession.successor for row in self.succession_rows if not self._counts(row)}
        return tuple(
            row
            for row in self.units.values()
            if not ends_before_it_begins(row.unit) and (row.unit.uid not in undone or row.unit.uid in self.backward)
        )

    def day(self, row: SuccessionRow) -> date | None:
        """The day of a succession: that of its event, else the day its predecessor ends."""
        change = self.changes.get(row.succession.event)
        return change.event.day if change else self.units[row.succession.predecessor].unit.valid_to


def _ended(row: UnitRow, coming: Mapping[str, date]) -> UnitRow:
    if row.unit.valid_to is not None or row.unit.uid not in coming:
        return row
    return replace(row, unit=replace(row.unit, valid_to=coming[row.unit.uid]))


def ends_before_it_begins(unit: Unit) -> bool:
    """Whether its dates are the wrong way round."""
    return unit.valid_to is not None and unit.valid_to < unit.valid_from


def end(unit: Unit) -> date:
    """The day it ends; the last day there is while it lives."""
    return unit.valid_to or date.max
