"""What a register's rows become in the tables: which event begins and ends each version, and what is yet to come."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from quarterdeck.areas.rules.registers import ChangeExtra, RegisterFiles, UnitExtra
from quarterdeck.core.folding import lowered
from quarterdeck.core.lineage import EventKind, Share, Standing, Succession, Unit
from quarterdeck.core.lineage.rows import ChangeRow

LONGEST_NAME = 8  # words of a unit's name that are looked for in the title of an event
_COMING = (Standing.PLANNED, Standing.STAGED)
_WITHOUT_SHARES = (EventKind.ABOLISH, EventKind.CREATE)


class UnitToStore(NamedTuple):
    """A version as its table holds it; `begun_by` and `ended_by` are codes of events, "" for none."""

    uid: str
    code: str
    level: int
    kind: str
    name_vi: str
    name_en: str
    parent_code: str
    valid_from: date
    valid_to: date | None
    expected_to: date | None
    standing: str
    begun_by: str
    ended_by: str
    from_precision: str
    source: str


class EventToStore(NamedTuple):
    """An event as its table holds it."""

    code: str
    kind: str
    day: date
    adopted_on: date
    act: str
    act_day: date | None
    title_vi: str
    title_en: str
    standing: str
    order: int
    group: str
    scope: str
    note: str


class SuccessionToStore(NamedTuple):
    """A succession as its table holds it, with uids and the code of its event."""

    predecessor: str
    successor: str
    event: str
    shares: dict[str, list[str]]
    evidence: str


class Settled(NamedTuple):
    """Everything that a register brings into the tables, in the order of its files."""

    units: list[UnitToStore]
    events: list[EventToStore]
    successions: list[SuccessionToStore]


def settle(register: RegisterFiles, *, known: Mapping[str, str], as_of: date | None = None) -> Settled:
    """The rows for the tables.

    `known` maps the events that are stored already to their standing, which files do not change: staging, activating
    and withdrawing do. A new event later than `as_of` is planned: what it begins is planned with it, and what it ends
    stays open with the day on which it is expected to end. A succession without an event has its own standing and
    follows its predecessor: out of what is not in force nothing comes into force, and none after `as_of` does.
    """
    events = {row.event.code: _event(row, register, known, as_of) for row in register.changes}
    links = _Links(register, events, as_of)
    units = [_unit(row.unit, register.unit_extras.get(row.unit.uid), links, events) for row in register.units]
    successions = [_succession(row.succession, events) for row in register.successions]
    return Settled(units, list(events.values()), successions)


def share_text(value: Fraction | None) -> str:
    """A share as text: a decimal where it has at most twelve places, else a fraction; "" where it is not known.

    >>> share_text(Fraction(1, 4)), share_text(Fraction(1, 3)), share_text(None)
    ('0.25', '1/3', '')
    """
    if value is None:
        return ""
    if 10**12 % value.denominator:
        return f"{value.numerator}/{value.denominator}"
    whole, rest = divmod(value.numerator * (10**12 // value.denominator), 10**12)
    return f"{whole}.{rest:012}".rstrip("0").rstrip(".")


def _event(row: ChangeRow, register: RegisterFiles, known: Mapping[str, str], as_of: date | None) -> EventToStore:
    event, extra = row.event, register.change_extras.get(row.event.code, ChangeExtra())
    standing = event.standing
    if as_of is not None and event.day > as_of and standing is Standing.IN_FORCE:
        standing = Standing.PLANNED
    return EventToStore(
        event.code, event.kind.value, event.day, event.adopted_on, event.act, extra.act_day, event.title_vi,
        event.title_en, known.get(event.code, standing.value), event.order, extra.group, extra.scope, event.note,
    )  # fmt: skip


def _unit(unit: Unit, extra: UnitExtra | None, links: "_Links", events: Mapping[str, EventToStore]) -> UnitToStore:
    begun, ended = links.begun.get(unit.uid, ""), links.ended.get(unit.uid, "")
    valid_to, expected_to = unit.valid_to, None
    if unit.uid in links.open:
        valid_to, expected_to = None, links.open[unit.uid]
    elif ended and events[ended].standing != Standing.IN_FORCE.value:
        expected_to = (unit.valid_to or events[ended].day) if events[ended].standing in _COMING else None
        valid_to = None
    return UnitToStore(
        unit.uid, unit.code, unit.level, unit.kind, unit.name_vi, unit.name_en or unit.name_vi, unit.parent_code,
        unit.valid_from, valid_to, expected_to, links.standing(unit.uid), begun, ended,
        extra.precision if extra else "", extra.source if extra else "",
    )  # fmt: skip


def _succession(one: Succession, events: Mapping[str, EventToStore]) -> SuccessionToStore:
    shares = {by: _share(share) for by, share in one.shares.items()}
    event = one.event if one.event in events else ""
    return SuccessionToStore(one.predecessor, one.successor, event, shares, one.evidence)


def _share(share: Share) -> list[str]:
    return [share_text(share.value), share.quality.value]


class _Links:
    """By which event each version begins and ends: by its successions, else as the event names its units.

    `open` has the day on which a version is expected to end by a succession without an event.
    """

    def __init__(self, register: RegisterFiles, events: Mapping[str, EventToStore], as_of: date | None) -> None:
        self._events = events
        extras = register.unit_extras
        self.begun = {uid: one.begun_by for uid, one in extras.items() if one.begun_by in events}
        self.ended = {uid: one.ended_by for uid, one in extras.items() if one.ended_by in events}
        units = {row.unit.uid: row.unit for row in register.units}
        told = [row.succession for row in register.successions if row.succession.event in events]
        for one in sorted(told, key=lambda one: (events[one.event].day, events[one.event].order)):
            event = events[one.event]
            before, after = units.get(one.predecessor), units.get(one.successor)
            if after is not None and after.valid_from == event.day:
                self.begun.setdefault(after.uid, event.code)
            if before is not None and _ends_by(before, event):
                self.ended.setdefault(before.uid, event.code)
        silent = events.keys() - {one.event for one in told} - set(self.begun.values()) - set(self.ended.values())
        self._add_named(register, [row for row in register.changes if row.event.code in silent])
        self.open: dict[str, date] = {}
        self._followed: dict[str, str] = {}
        eventless = ((row.succession, row.standing) for row in register.successions
                     if row.succession.event not in events)  # fmt: skip
        pairs = [(units[one.predecessor], units[one.successor], standing) for one, standing in eventless
                 if one.predecessor in units and one.successor in units]  # fmt: skip
        self._follow(pairs, as_of)

    def standing(self, uid: str) -> str:
        """That of the event which begins a version, else that of the version it follows, else in force."""
        if uid in self.begun:
            return self._events[self.begun[uid]].standing
        return self._followed.get(uid, Standing.IN_FORCE.value)

    def _follow(self, pairs: Iterable[tuple[Unit, Unit, Standing]], as_of: date | None) -> None:
        for before, after, told in sorted(pairs, key=lambda pair: pair[1].valid_from):
            standing = self.standing(before.uid)
            if told is not Standing.IN_FORCE and standing != Standing.WITHDRAWN.value:
                standing = told.value
            if standing == Standing.IN_FORCE.value and as_of is not None and after.valid_from > as_of:
                standing = Standing.PLANNED.value
            if standing == Standing.IN_FORCE.value or after.uid in self.begun:
                continue
            self._followed[after.uid] = standing
            if standing in _COMING and before.uid not in self.ended:
                self.open[before.uid] = after.valid_from

    def _add_named(self, register: RegisterFiles, silent: list[ChangeRow]) -> None:
        """Link events without successions to the units that they name: by uid or code, or in their title."""
        begins = _Named(row.unit for row in register.units if row.unit.uid not in self.begun)
        ends = _Named((row.unit for row in register.units if row.unit.uid not in self.ended), ending=True)
        for row in silent:
            words = register.change_extras.get(row.event.code, ChangeExtra()).units
            if row.event.kind is not EventKind.ABOLISH:
                self.begun.update(dict.fromkeys(begins.find(row, words), row.event.code))
            if row.event.kind is not EventKind.CREATE:
                self.ended.update(dict.fromkeys(ends.find(row, words), row.event.code))


def _ends_by(unit: Unit, event: EventToStore) -> bool:
    """Whether the event ends the unit; one that is not in force may be left out of the unit's life."""
    return unit.valid_to == event.day or (unit.valid_to is None and event.standing != Standing.IN_FORCE.value)


class _Named:
    """Units by the day on which they begin or end, and by what a text may call them."""

    def __init__(self, units: Iterable[Unit], *, ending: bool = False) -> None:
        self._found: dict[tuple[date, str], list[Unit]] = {}
        for unit in units:
            day = unit.valid_to if ending else unit.valid_from
            if day is not None:
                for word in {unit.uid, unit.code, lowered(unit.name_vi)}:
                    self._found.setdefault((day, word), []).append(unit)

    def find(self, row: ChangeRow, words: Iterable[str]) -> list[str]:
        """The uids that an event names; by its title only where it abolishes or creates, and names one unit."""
        named = [unit for word in words for unit in self._found.get((row.event.day, word), ())]
        if named:
            return [unit.uid for unit in named]
        if row.event.kind not in _WITHOUT_SHARES:
            return []
        for texts in (re.findall(r"\w+", row.event.title_vi), _spans(row.event.title_vi)):
            candidates = {
                unit.uid
                for text in texts
                for unit in self._found.get((row.event.day, text), ())
                if row.level in (None, unit.level)
            }
            if len(candidates) == 1:
                return list(candidates)
        return []


def _spans(title: str) -> list[str]:
    words = re.findall(r"\w+", lowered(title))
    return [
        " ".join(words[start:end])
        for start in range(len(words))
        for end in range(start + 1, min(start + LONGEST_NAME, len(words)) + 1)
    ]
