"""An event as somebody drafts it, and the rows that it makes of the register."""

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from quarterdeck.core.lineage import Event, EventKind, Register, Share, Standing, Succession, Unit
from quarterdeck.core.lineage.change import AreaChange, heirs
from quarterdeck.core.lineage.shares import ONE
from quarterdeck.core.lineage.units import LAND, POPULATION

_CODE = re.compile(r"DC-(\d{4})-(\d+)")
WHOLE: Mapping[str, Share] = {POPULATION: Share(ONE), LAND: Share(ONE)}


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A version that an event will begin; its uid follows from its code and the day."""

    code: str
    level: int
    kind: str
    name_vi: str
    name_en: str = ""
    parent_code: str = ""

    @property
    def place(self) -> tuple[str, int]:
        """What no two units alive on one day share: code and level."""
        return self.code, self.level


def continued(unit: Unit) -> NewUnit:
    """The next version of a unit, equal to it until something of it is replaced."""
    return NewUnit(unit.code, unit.level, unit.kind, unit.name_vi, unit.name_en, unit.parent_code)


@dataclass(frozen=True, slots=True)
class Part:
    """That a predecessor (by uid) or a part of it becomes part of a new unit.

    `shares` holds a share per denominator; one that is missing or has no value is unknown.
    """

    predecessor: str
    successor: NewUnit
    shares: Mapping[str, Share] = field(default_factory=lambda: WHOLE)
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the legal act says of an event. Without `adopted_on` statistics follow it from its day.

    `order` is its place among the events of the day; `code` is given out when it is stored, unless it has one.
    """

    kind: EventKind
    day: date
    act: str
    title_vi: str
    title_en: str = ""
    adopted_on: date | None = None
    act_day: date | None = None
    code: str = ""
    order: int = 0
    note: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An event: the versions that it ends (uids), the units that it begins, what becomes part of what.

    `heirs` names who takes over the open work of an ended unit where somebody chose it.
    """

    facts: Facts
    ends: tuple[str, ...] = ()
    begins: tuple[NewUnit, ...] = ()
    parts: tuple[Part, ...] = ()
    heirs: Mapping[str, NewUnit] = field(default_factory=dict)


def event_of(facts: Facts, standing: Standing = Standing.PLANNED) -> Event:
    """The event as the register holds it."""
    return Event(
        facts.code, facts.kind, facts.day, facts.adopted_on or facts.day, facts.act, facts.title_vi, facts.title_en,
        standing, facts.order, facts.note,
    )  # fmt: skip


def change_of(draft: Draft, register: Register, taken: Container[str] = ()) -> AreaChange:
    """The rows that a draft makes: versions with their uids and successions. Units that are not there are left out.

    A uid is "code@day", or "code@day~2" and so on where the register or `taken` has it already.
    """
    day, code = draft.facts.day, draft.facts.code
    given: dict[NewUnit, str] = {}
    for new in draft.begins:
        given[new] = _free_uid(f"{new.code}@{day.isoformat()}", register, taken, given.values())
    ended = tuple(replace(register.units[uid], valid_to=day) for uid in draft.ends if uid in register.units)
    begun = tuple(
        Unit(uid, new.code, new.level, new.kind, new.name_vi, new.name_en or new.name_vi, new.parent_code, day)
        for new, uid in given.items()
    )
    successions = tuple(
        Succession(part.predecessor, given[part.successor], code, part.shares, part.evidence)
        for part in draft.parts
        if part.successor in given
    )
    chosen = {uid: given[new] for uid, new in draft.heirs.items() if new in given}
    return AreaChange(event_of(draft.facts), ended, begun, successions, heirs(ended, begun, successions, chosen))


def _free_uid(plain: str, register: Register, taken: Container[str], given: Container[str]) -> str:
    uid, number = plain, 1
    while uid in register.units or uid in taken or uid in given:
        number += 1
        uid = f"{plain}~{number}"
    return uid


def orphans(draft: Draft, register: Register) -> list[tuple[Unit, Unit]]:
    """The units directly below an ended one that the draft would leave without a parent: (parent, child)."""
    day = draft.facts.day
    ended = [register.units[uid] for uid in draft.ends if uid in register.units]
    return [
        (parent, child)
        for parent in ended
        for child in register.children(parent, day)
        if child.uid not in draft.ends and not has_parent(draft, register, child.parent_code, child.level)
    ]


def has_parent(draft: Draft, register: Register, parent_code: str, level: int) -> bool:
    """Whether a unit of a higher level bears this code on the day, once the event holds."""
    staying = (one for one in register.by_code.get(parent_code, ()) if one.alive_on(draft.facts.day))
    above = [one.level for one in staying if one.uid not in draft.ends]
    above += [new.level for new in draft.begins if new.code == parent_code]
    return any(found < level for found in above)


def with_units_below(draft: Draft, register: Register, placed: Mapping[str, str] | None = None) -> Draft:
    """The draft with a new version for every unit that would lose its parent.

    It goes under the code that `placed` names for its uid, else under the heir that was chosen for its parent or its
    parent's only successor, else, where the parent ends without one, one level up. Where nothing tells it stays as it
    is, for `refusals` to name.
    """
    wanted = placed or {}
    moves: list[tuple[Unit, str]] = []
    for parent, child in orphans(draft, register):
        if code := wanted.get(child.uid, _above_instead(parent, draft)):
            moves.append((child, code))
    return _moved(draft, moves)


def _above_instead(parent: Unit, draft: Draft) -> str:
    """The code under which the units below an ended one go; "" where somebody must decide."""
    into = {part.successor.code for part in draft.parts if part.predecessor == parent.uid}
    if parent.uid in draft.heirs:
        return draft.heirs[parent.uid].code
    if not into:
        return parent.parent_code
    return into.pop() if len(into) == 1 else ""


def _moved(draft: Draft, moves: list[tuple[Unit, str]]) -> Draft:
    again = [(unit.uid, replace(continued(unit), parent_code=code)) for unit, code in moves]
    return replace(
        draft,
        ends=(*draft.ends, *(uid for uid, _new in again)),
        begins=(*draft.begins, *(new for _uid, new in again)),
        parts=(*draft.parts, *(Part(uid, new) for uid, new in again)),
    )


def in_order(draft: Draft, register: Register) -> int:
    """The place of a draft among the events of its day: after those that begin what it ends."""
    day = draft.facts.day
    before = [
        register.events[one.event].order
        for uid in draft.ends
        if uid in register.units and register.units[uid].valid_from == day
        for one in register.backward.get(uid, ())
        if one.event in register.events
    ]
    return max((draft.facts.order, *(order + 1 for order in before)))


def next_code(codes: Iterable[str], year: int) -> str:
    """The code after the highest of `codes` in `year`: DC-2025-001, …

    >>> next_code(["DC-2025-009", "DC-2024-120", "C00001"], 2025)
    'DC-2025-010'
    """
    numbers = [int(found[2]) for code in codes if (found := _CODE.fullmatch(code)) and int(found[1]) == year]
    return f"DC-{year}-{max(numbers, default=0) + 1:03}"


def without(register: Register, change: AreaChange) -> Register:
    """The register as it would be had this event never been drafted."""
    gone, reopened = {unit.uid for unit in change.begun}, {unit.uid for unit in change.ended}
    units = [
        replace(unit, valid_to=None) if uid in reopened else unit
        for uid, unit in register.units.items()
        if uid not in gone
    ]
    code = change.event.code
    kept = [
        one
        for found in register.onward.values()
        for one in found
        if one.event != code and not gone & {one.predecessor, one.successor}
    ]
    return Register(units, kept, [event for event in register.events.values() if event.code != code])


def with_change(register: Register, change: AreaChange) -> Register:
    """The register as it would be with this event in force; it does not hold it yet."""
    ends = {unit.uid: change.day for unit in change.ended}
    units = [replace(unit, valid_to=ends[uid]) if uid in ends else unit for uid, unit in register.units.items()]
    begun = [replace(unit, valid_to=None) for unit in change.begun]
    known = [one for found in register.onward.values() for one in found]
    events = [*register.events.values(), change.event]
    return Register([*units, *begun], [*known, *change.successions], events)
