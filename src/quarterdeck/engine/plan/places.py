"""The areas of a question, found in the register of the day that it is asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from quarterdeck.core.errors import BadInput, NotFound
from quarterdeck.core.lineage import Register, Unit
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.engine.query import Place, Question
from quarterdeck.engine.reading.restating import joined
from quarterdeck.engine.world import World


@dataclass(frozen=True, eq=False)
class Places:
    """The places of a plan and what each is made of on a day.

    `day` is that of the borders, or the last day of the latest period asked for.
    """

    world: World
    question: Question
    day: date
    held: Register
    list: tuple[Place, ...]

    @cached_property
    def uids(self) -> frozenset[str]:
        """Every unit that a place stands for or is made of, on the day of the places."""
        mine = {uid for place in self.list for uid in place.members}
        if self.question.rollup is None:
            return frozenset(mine)
        return frozenset(mine.union(*(self.needed(place, self.day) for place in self.list)))

    @cached_property
    def _needed(self) -> dict[tuple[tuple[str, ...], date], tuple[str, ...]]:
        return {}

    def alive(self, place: Place, day: date) -> tuple[str, ...]:
        """The versions that a place is on a day: in borders always its own units."""
        if self.question.borders is not None:
            return place.members
        found = (one for uid in place.members for one in self.world.thread(uid))
        return tuple(one.uid for one in found if one.alive_on(day))

    def needed(self, place: Place, day: date) -> tuple[str, ...]:
        """The units of the level of the roll-up that a place is made of on a day (in borders: on theirs), by uid."""
        day = self.day if self.question.borders is not None else day
        key = (place.members, day)
        if key not in self._needed:
            self._needed[key] = tuple(dict.fromkeys(self._under(place, day)))
        return self._needed[key]

    def _under(self, place: Place, day: date) -> Iterable[str]:
        for uid in self.alive(place, day):
            unit = self.held.units[uid]
            if unit.level == self.question.rollup:
                yield uid
            else:
                yield from (one.uid for one in self.held.below(unit, day) if one.level == self.question.rollup)


def places_of(world: World, question: Question, periods: Sequence[Period], *, parents: bool, children: bool) -> Places:
    """The places asked for, in the order of the question, and after them those that are only looked at.

    `parents`: the area above each is needed, `children`: those directly below. Raises `NotFound` for a unit that did
    not exist in these borders, `BadInput` for a level without units.
    """
    borders = question.borders
    held = world.statistical if borders else world.register
    day = borders.day if borders else max(periods, key=lambda one: one.end).last_day
    units = _units(held, question, day)
    found = [Place(one.code, (one.uid,), one.level, True, peers=_peers(held, one, day)) for one in units]
    found += [_group(held, codes, day) for codes in question.areas.groups]
    found += _told_together(world, found, periods, question, day)
    if question.rollup is not None:
        _some(held.state(day, question.rollup), question.rollup, day, held)
    if not found:
        raise BadInput(
            gettext_noop("The question names no area."), place="areas",
            remedy=gettext_noop("Name at least one unit, or a level of units."),
        )  # fmt: skip
    return Places(world, question, day, held, tuple(_with_relatives(held, found, day, parents, children)))


def unit_on(held: Register, code: str, day: date) -> Unit:
    """The unit with a code, or uid, that is alive on a day; raises `NotFound`."""
    unit = held.units.get(code)
    found = unit if unit is not None and unit.alive_on(day) else held.on(code, day)
    if found is None:
        raise NotFound(
            Message(gettext_noop("No unit has the code {code} on {day}."), {"code": code, "day": day}), place="areas",
            remedy=gettext_noop("Choose one of the units of these borders, or other borders."),
        )  # fmt: skip
    return found


def _units(held: Register, question: Question, day: date) -> list[Unit]:
    asked = question.areas
    found: dict[str, Unit] = {}
    for code in asked.codes:
        unit = unit_on(held, code, day)
        found[unit.uid] = unit
        if asked.children:
            found.update((one.uid, one) for one in held.children(unit, day))
    if asked.under:
        below = held.below(unit_on(held, asked.under, day), day)
        wanted = [one for one in below if asked.level is None or one.level == asked.level]
        found.update((one.uid, one) for one in _some(wanted, asked.level, day, below))
    elif asked.level is not None:
        state = sorted(held.state(day, asked.level), key=lambda one: one.code)
        found.update((one.uid, one) for one in _some(state, asked.level, day, held))
    return list(found.values())


def _some(units: list[Unit], level: int | None, day: date, among: Iterable[Unit] | Register) -> list[Unit]:
    if not units and level is not None:
        others = among.state(day) if isinstance(among, Register) else among
        levels = ", ".join(map(str, sorted({one.level for one in others})))
        raise BadInput(
            Message(gettext_noop("There are no units of level {level} there on {day}."), {"level": level, "day": day}),
            place="areas",
            remedy=Message(gettext_noop("Choose a level that exists there: {levels}."), {"levels": levels})
            if levels else gettext_noop("There are no units at all there; choose another day or area."),
        )  # fmt: skip
    return units


def _peers(held: Register, unit: Unit, day: date) -> str:
    above = held.parent(unit, day)
    return f"{above.code if above else ''}/{unit.level}"


def _group(held: Register, codes: Sequence[str], day: date) -> Place:
    units = list(dict.fromkeys(unit_on(held, code, day) for code in codes))
    _refuse_overlap(held, units, day)
    return Place(
        joined(one.code for one in units), tuple(sorted(one.uid for one in units)), units[0].level, True, group=True,
        peers=_peers(held, units[0], day),
    )  # fmt: skip


def _refuse_overlap(held: Register, units: Sequence[Unit], day: date) -> None:
    for unit in units:
        above = held.parent(unit, day)
        while above is not None:
            if above in units:
                raise BadInput(
                    Message(gettext_noop("{part} is a part of {whole}: told as one, it would count twice."),
                            {"part": unit.code, "whole": above.code}),
                    place="areas", remedy=gettext_noop("Leave one of the two out of the group."),
                )  # fmt: skip
            above = held.parent(above, day)


def _told_together(
    world: World, found: Sequence[Place], periods: Sequence[Period], question: Question, day: date
) -> list[Place]:
    """The groups of units of these borders that can be told only together, where a unit of theirs is asked for."""
    if question.borders is None or question.rollup is not None:
        return []
    held, mine = world.statistical, frozenset(uid for place in found for uid in place.members)
    groups: dict[tuple[str, ...], None] = {}
    for start in sorted(_starts(world.kin(mine), periods)):
        for group in world.between(start, day, mine).groups:
            if not mine.isdisjoint(group.targets):
                groups[group.targets] = None
    known = {place.members for place in found}
    return [
        Place(joined(held.units[uid].code for uid in targets), targets, held.units[targets[0]].level, True, group=True,
              peers=_peers(held, held.units[targets[0]], day))
        for targets in groups if targets not in known
    ]  # fmt: skip


def _starts(kin: Register, periods: Sequence[Period]) -> set[date]:
    """The days from which figures of the periods may be restated: where a unit ended within a period, also its last."""
    found = {period.last_day for period in periods}
    ends = [unit.valid_to for unit in kin.units.values() if unit.valid_to is not None]
    for period in periods:
        found.update(end - timedelta(days=1) for end in ends if period.start < end <= period.last_day)
    return found


def _with_relatives(held: Register, asked: list[Place], day: date, parents: bool, children: bool) -> list[Place]:
    found = list(asked)
    number = {place.members: place_number for place_number, place in enumerate(found)}

    def added(unit: Unit) -> int:
        if (unit.uid,) not in number:
            number[(unit.uid,)] = len(found)
            found.append(Place(unit.code, (unit.uid,), unit.level, False, peers=_peers(held, unit, day)))
        return number[(unit.uid,)]

    for place_number, place in enumerate(asked):
        first = held.units[place.members[0]]
        above = held.parent(first, day) if parents else None
        below = held.children(first, day) if children and not place.group else []
        found[place_number] = replace(
            place, parent=added(above) if above else None, children=tuple(added(one) for one in below)
        )
    return found
