"""Whether a register is whole after events: nobody without a parent, no code borne twice, nobody ended by another."""

from collections.abc import Iterator, Sequence
from datetime import date

from quarterdeck.areas.rules.refusals import borne, ended_already, named, no_parent
from quarterdeck.core.errors import BadInput
from quarterdeck.core.lineage import Register, Unit
from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.core.messages import Message, gettext_noop


def flaws(register: Register, changes: Sequence[AreaChange]) -> Iterator[BadInput]:
    """What is wrong with the units that events touched, in a register in which they hold, or no longer hold.

    Units that these events left alone are looked at only where their parent's code was touched.
    """
    for change in changes:
        for unit in change.begun:
            if unit.uid in register.units:
                yield from _flaws_of(register.units[unit.uid], register, change.day)
        for unit in change.ended:
            if (now := register.units.get(unit.uid)) is not None and now.valid_to != change.day:
                yield from _flaws_of(now, register, change.day)
    yield from _orphans(register, changes)


def misplaced(register: Register, change: AreaChange) -> Iterator[BadInput]:
    """The units that an event ends and that, in a register in which it holds, end otherwise or are not there."""
    for unit in change.ended:
        now = register.units.get(unit.uid)
        if now is None:
            yield BadInput(
                Message(gettext_noop("{unit} is not in force."), {"unit": named(unit)}), place="ends",
                remedy=gettext_noop("Activate the event that begins it first, or both together."),
            )  # fmt: skip
        elif now.valid_to is not None and now.valid_to != change.day:
            others = [one.event for one in register.onward.get(unit.uid, ()) if one.event != change.event.code]
            event = next((register.events[code] for code in others if code in register.events), None)
            yield ended_already(now, now.valid_to, change.day, event)


def dependants(register: Register, change: AreaChange) -> list[Unit]:
    """The units that other events have put under what this one began, out of what it ended elsewhere."""
    codes = {unit.code for unit in change.begun}
    gone = {unit.code for unit in change.ended}
    own = {unit.uid for unit in change.begun}
    return [
        unit
        for unit in register.units.values()
        if unit.parent_code in codes and unit.valid_from >= change.day and unit.valid_to is None and unit.uid not in own
        if any(
            register.units[one.predecessor].parent_code in gone - {unit.parent_code}
            for one in register.backward.get(unit.uid, ())
        )
    ]


def _flaws_of(unit: Unit, register: Register, day: date) -> Iterator[BadInput]:
    start = max(day, unit.valid_from)
    if unit.valid_to is not None and unit.valid_to <= start:
        return
    if unit.parent_code and register.parent(unit, start) is None:
        yield no_parent(unit.parent_code, named(unit), start)
    for other in register.by_code[unit.code]:
        if other.uid != unit.uid and other.level == unit.level and _overlap(unit, other, start):
            yield borne(unit.code, other)
            return


def _overlap(unit: Unit, other: Unit, start: date) -> bool:
    first = max(start, other.valid_from)
    ends = [end for end in (unit.valid_to, other.valid_to) if end is not None]
    return first < min(ends, default=date.max)


def _orphans(register: Register, changes: Sequence[AreaChange]) -> Iterator[BadInput]:
    days: dict[str, date] = {}
    for change in changes:
        for unit in (*change.ended, *change.begun):
            days[unit.code] = min(change.day, days.get(unit.code, change.day))
    touched = {unit.uid for change in changes for unit in (*change.ended, *change.begun)}
    for unit in register.units.values():
        if unit.parent_code not in days or unit.uid in touched:
            continue
        start = max(days[unit.parent_code], unit.valid_from)
        if (unit.valid_to is None or unit.valid_to > start) and register.parent(unit, start) is None:
            yield no_parent(unit.parent_code, named(unit), start)
