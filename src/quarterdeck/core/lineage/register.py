"""All units, events and successions of a country, ready to be asked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from quarterdeck.core.folding import fold, lowered
from quarterdeck.core.lineage.units import Event, Succession, Unit

_MANY = 10


class Register:
    """Units by uid and by code, what each became and came from, and the days on which anything changes.

    Give it what counts: events in force alone, or the planned ones too. It does not judge its rows; `integrity` does.
    """

    def __init__(
        self, units: Iterable[Unit], successions: Iterable[Succession] = (), events: Iterable[Event] = ()
    ) -> None:
        self.units: Mapping[str, Unit] = {unit.uid: unit for unit in units}
        self.events: Mapping[str, Event] = {event.code: event for event in events}
        onward, backward = defaultdict(list), defaultdict(list)
        for one in successions:
            onward[one.predecessor].append(one)
            backward[one.successor].append(one)
        self.onward: Mapping[str, Sequence[Succession]] = dict(onward)
        self.backward: Mapping[str, Sequence[Succession]] = dict(backward)

    @cached_property
    def by_code(self) -> Mapping[str, tuple[Unit, ...]]:
        """The versions that ever bore a code, oldest first."""
        found: dict[str, list[Unit]] = {}
        for unit in self.units.values():
            found.setdefault(unit.code, []).append(unit)
        return {code: tuple(sorted(units, key=lambda one: one.valid_from)) for code, units in found.items()}

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days on which a unit begins or ends, in order."""
        begins = {unit.valid_from for unit in self.units.values()}
        return tuple(sorted(begins | {unit.valid_to for unit in self.units.values() if unit.valid_to}))

    def state(self, day: date, level: int | None = None) -> list[Unit]:
        """The units alive on a day, of one level or of all, in the order they were given."""
        return [
            unit
            for unit in self.units.values()
            if unit.valid_from <= day
            and (unit.valid_to is None or day < unit.valid_to)
            and (level is None or unit.level == level)
        ]

    def on(self, code: str, day: date, level: int | None = None) -> Unit | None:
        """The unit that bore `code` on `day`, or None; the highest level first where levels share codes."""
        alive = [
            unit for unit in self.by_code.get(code, ()) if unit.alive_on(day) and (level is None or unit.level == level)
        ]
        return min(alive, key=lambda unit: unit.level, default=None)

    def parent(self, unit: Unit, day: date) -> Unit | None:
        """The unit directly above on a day, or None."""
        above = [one for one in self.by_code.get(unit.parent_code, ()) if one.alive_on(day) and one.level < unit.level]
        return max(above, key=lambda one: one.level, default=None)

    def children(self, unit: Unit, day: date) -> list[Unit]:
        """The units directly below on a day, by code."""
        below = [self.units[uid] for uid in self._below.get(unit.code, ())]
        return [one for one in below if one.alive_on(day) and self.parent(one, day) == unit]

    @cached_property
    def _below(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for unit in sorted(self.units.values(), key=lambda one: one.code):
            if unit.parent_code:
                found.setdefault(unit.parent_code, []).append(unit.uid)
        return found

    def below(self, unit: Unit, day: date) -> list[Unit]:
        """Every unit under another on a day, at any depth, parents before their children."""
        found: list[Unit] = []
        waiting = self.children(unit, day)
        while waiting:
            found.extend(waiting)
            waiting = [one for parent in waiting for one in self.children(parent, day)]
        return found

    def same_territory(self, earlier: Unit, later: Unit) -> bool:
        """Whether the later version is the earlier one whole and nothing else: renamed, reclassified or moved.

        Links of the chain of one day may lie between them.
        """
        heirs, origins = self._beyond(earlier.uid, self.onward), self._beyond(later.uid, self.backward)
        return heirs == {later.uid} and {one for one in origins if self._met(one, later)} == {earlier.uid}

    def _met(self, before: str, later: Unit) -> bool:
        """Whether a predecessor ended when the unit began, not later, when the living unit took it in."""
        return before not in self.units or self.units[before].valid_to == later.valid_from

    def _beyond(self, uid: str, ways: Mapping[str, Sequence[Succession]]) -> set[str]:
        """The next versions one way that were ever alive, and links of a chain that lead no further."""
        found, entered, waiting = set[str](), {uid}, [uid]
        while waiting:
            for one in ways.get(waiting.pop(), ()):
                next_ = one.successor if ways is self.onward else one.predecessor
                unit = self.units.get(next_)
                if unit is None or unit.valid_from != unit.valid_to or next_ not in ways:
                    found.add(next_)
                elif next_ not in entered:
                    entered.add(next_)
                    waiting.append(next_)
        return found

    def thread(self, unit: Unit) -> tuple[Unit, ...]:
        """The versions that people take for the same unit, oldest first: one code, and one name or one territory.

        A code that passes to a unit with another name and other territory begins another thread: province 24 was Bac
        Giang until 30 June 2025 and is Bac Ninh since.
        """
        lived = [one for one in self.by_code[unit.code] if one.valid_from != one.valid_to or one == unit]
        versions = [one for one in lived if one.level == unit.level]
        first = last = versions.index(unit)
        while first > 0 and self._continues(versions[first - 1], versions[first]):
            first -= 1
        while last + 1 < len(versions) and self._continues(versions[last], versions[last + 1]):
            last += 1
        return tuple(versions[first : last + 1])

    def _continues(self, earlier: Unit, later: Unit) -> bool:
        if earlier.valid_to != later.valid_from:
            return False
        return self.same_territory(earlier, later) or self.bare_name(earlier) == self.bare_name(later)

    def bare_name(self, unit: Unit) -> tuple[str, ...]:
        """Its name in words, without those that tell its kind: "huyện", "thị xã"."""
        words = tuple(lowered(unit.name_vi).split())
        lead = _told_twice(words, unit.kind) or self._leads[unit.kind]
        return words[lead:] if len(words) > lead else words

    @cached_property
    def _leads(self) -> Mapping[str, int]:
        """By kind, with how many words the names of all its units begin alike; few names may do so by chance."""
        names: dict[str, set[tuple[str, ...]]] = {}
        for unit in self.units.values():
            names.setdefault(unit.kind, set()).add(tuple(lowered(unit.name_vi).split()))
        return {kind: _common(found) for kind, found in names.items()}

    def as_adopted(self) -> "Register":
        """The same units with the days on which statistics followed each event in place of the legal days."""
        if all(event.adopted_on == event.day for event in self.events.values()):
            return self
        begun = {one.successor: self.events.get(one.event) for found in self.onward.values() for one in found}
        ended = {one.predecessor: self.events.get(one.event) for found in self.onward.values() for one in found}
        units = [
            replace(
                unit,
                valid_from=_adopted(unit.valid_from, begun.get(unit.uid)),
                valid_to=unit.valid_to and _adopted(unit.valid_to, ended.get(unit.uid)),
            )
            for unit in self.units.values()
        ]
        return Register(units, [one for found in self.onward.values() for one in found], self.events.values())


def _adopted(day: date, event: Event | None) -> date:
    return event.adopted_on if event is not None and event.day == day else day


def _told_twice(words: Sequence[str], kind: str) -> int:
    """How many words of a name repeat the word for its kind, which is often written without accents: "thi_xa"."""
    same = 0
    for word, part in zip(words, fold(kind.replace("_", " ").replace("-", " ")).split(), strict=False):
        if fold(word) != part:
            break
        same += 1
    return same


def _common(names: set[tuple[str, ...]]) -> int:
    if len(names) < _MANY:
        return 0
    first, last = min(names), max(names)
    same = 0
    while same < min(len(first), len(last)) and first[same] == last[same]:
        same += 1
    return same
