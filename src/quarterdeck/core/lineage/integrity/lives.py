"""Do the lives of the units fit: dates in order, one unit a code and day, no hole without a reason?"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

from quarterdeck.core.lineage.integrity.facts import Facts, end, ends_before_it_begins, finding
from quarterdeck.core.lineage.rows import ChangeRow, Finding, Severity, UnitRow
from quarterdeck.core.lineage.units import EventKind, Standing, Unit
from quarterdeck.core.messages import gettext_noop

_Row = TypeVar("_Row", UnitRow, ChangeRow)


def check_lives(facts: Facts) -> Iterator[Finding]:
    """Everything about units and events by themselves."""
    yield from _doubles(facts)
    for row in facts.unit_rows:
        if ends_before_it_begins(row.unit):
            yield finding(
                row, Severity.ERROR,
                gettext_noop("{unit} ends on {end}, before it begins on {begin}."),
                gettext_noop("Correct valid_from or valid_to."),
                unit=row.unit.uid, end=_written(row.unit.valid_to), begin=_written(row.unit.valid_from),
            )  # fmt: skip
    for rows in _by_code(facts):
        yield from _crowded(facts, rows)
    yield from _unexplained(facts)


def _doubles(facts: Facts) -> Iterator[Finding]:
    for row in facts.unit_rows:
        first = facts.units[row.unit.uid]
        if first is not row:
            yield finding(
                row, Severity.ERROR,
                gettext_noop("The uid {unit} stands already in line {line}."),
                gettext_noop("Give each version of a unit a uid of its own."),
                unit=row.unit.uid, line=first.line,
            )  # fmt: skip
    for change in facts.change_rows:
        other = facts.changes[change.event.code]
        if other is not change:
            yield finding(
                change, Severity.ERROR,
                gettext_noop("The change_id {event} stands already in line {line}."),
                gettext_noop("Give each event a change_id of its own."),
                event=change.event.code, line=other.line,
            )  # fmt: skip


def _by_code(facts: Facts) -> Iterator[list[UnitRow]]:
    """The versions with one code at one level that lived for a day or longer, oldest first."""
    found: dict[tuple[int, str], list[UnitRow]] = defaultdict(list)
    for row in facts.living:
        if row.unit.valid_to != row.unit.valid_from:
            found[row.unit.level, row.unit.code].append(row)
    for rows in found.values():
        if len(rows) > 1:
            yield sorted(rows, key=lambda row: (row.unit.valid_from, row.line))


def _crowded(facts: Facts, rows: Sequence[UnitRow]) -> Iterator[Finding]:
    last = rows[0]
    for row in rows[1:]:
        begin, until = row.unit.valid_from, end(last.unit)
        if begin < until:
            yield finding(
                row, Severity.ERROR,
                gettext_noop("The code {code} belongs to {unit} and to {other} (line {line}) at once, from {begin}."),
                gettext_noop("End the earlier version on the day the later one begins, or correct a code."),
                code=row.unit.code, unit=row.unit.uid, other=last.unit.uid, line=last.line, begin=_written(begin),
            )  # fmt: skip
        elif begin > until and row.unit.code not in facts.unread:
            yield finding(
                row, Severity.WARNING,
                gettext_noop("No unit bears the code {code} from {begin} to {end}, between {other} and {unit}."),
                gettext_noop("Correct a date or add the missing version; a code given out again may stay."),
                code=row.unit.code, begin=_written(until), end=_written(begin), other=last.unit.uid, unit=row.unit.uid,
            )  # fmt: skip
        if end(row.unit) > until:
            last = row


def _unexplained(facts: Facts) -> Iterator[Finding]:
    """Units that begin or end for no reason that the files give."""
    abolished, created = _days(facts, EventKind.ABOLISH), _days(facts, EventKind.CREATE)
    first: dict[int, date] = {}
    for row in facts.living:
        first[row.unit.level] = min(first.get(row.unit.level, date.max), row.unit.valid_from)
    for row in facts.living:
        unit = row.unit
        ended = unit.valid_to is not None and unit.uid not in facts.onward
        if ended and not _explained(facts, unit, unit.valid_to, abolished):
            yield finding(
                row, Severity.WARNING,
                gettext_noop("{unit} ends on {end} without a successor, and no event abolishes a unit on that day."),
                gettext_noop("Add a succession, or an event of the kind abolish."),
                unit=unit.uid, end=_written(unit.valid_to),
            )  # fmt: skip
        begun = unit.valid_from > first[unit.level] and unit.uid not in facts.backward and not row.known_before
        if begun and not _explained(facts, unit, unit.valid_from, created):
            yield finding(
                row, Severity.WARNING,
                gettext_noop("{unit} begins on {begin} without a predecessor, and no event creates one on that day."),
                gettext_noop("Add a succession, or an event of the kind create."),
                unit=unit.uid, begin=_written(unit.valid_from),
            )  # fmt: skip


def _explained(facts: Facts, unit: Unit, day: date | None, days: set[tuple[date | None, int | None]]) -> bool:
    """Whether an event of these days is the reason, or a row that could not be read may be."""
    return bool({(day, unit.level), (day, None)} & days or facts.doubted & {unit.uid, _written(day)})


def _days(facts: Facts, kind: EventKind) -> set[tuple[date | None, int | None]]:
    return {
        (row.event.day, row.level)
        for row in facts.change_rows
        if row.event.kind is kind and row.event.standing is not Standing.WITHDRAWN
    }


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""
