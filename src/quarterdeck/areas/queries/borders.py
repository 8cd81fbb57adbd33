"""The borders in which a series may be shown, and the units that are kin across events."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from quarterdeck.areas.models import Area
from quarterdeck.areas.queries.register import ids, register, steered
from quarterdeck.areas.rules.kin import family
from quarterdeck.core.errors import NotFound
from quarterdeck.core.lineage import Crosswalk, Register, Unit, crosswalk
from quarterdeck.core.lineage.kin import around
from quarterdeck.core.messages import Message, gettext_noop


@dataclass(frozen=True, slots=True)
class BorderDay:
    """A day on which units of the province changed their territory; `planned` where that is not in force yet."""

    day: date
    planned: bool


class Version(NamedTuple):
    """A version in the thread of a unit.

    `territory` names the first version that had the same territory; `broken_on` is its first day where the territory
    is another than that of the version before; `begun` is its first day in any case.
    """

    uid: str
    code: str
    territory: str
    broken_on: date | None
    begun: date


def border_days(today: date) -> list[BorderDay]:
    """The days whose borders a reader may choose, newest first: those of events of the steered province's units."""
    sure = set(_days(_statistical(False), steered()))
    every = sure | set(_days(_statistical(True), steered(expected=True)))
    return [BorderDay(day, day not in sure or day > today) for day in sorted(every, reverse=True)]


def is_awaited(day: date) -> bool:
    """Whether what is planned or staged would have changed units by a day, even one that has passed."""
    first = _first_difference(register(), register(expected=True))
    return first is not None and first <= day


@lru_cache(maxsize=2)
def _first_difference(sure: Register, coming: Register) -> date | None:
    begun = [unit.valid_from for uid, unit in coming.units.items() if uid not in sure.units]
    ended = [unit.valid_to for uid, unit in coming.units.items() if unit.valid_to and _lives_on(sure.units.get(uid))]
    return min([*begun, *ended], default=None)


def _lives_on(unit: Unit | None) -> bool:
    return unit is not None and unit.valid_to is None


@lru_cache(maxsize=4)
def _days(held: Register, ours: frozenset[str]) -> tuple[date, ...]:
    inside, found = family(held, ours).uids, set()
    for one in (one for successions in held.onward.values() for one in successions):
        before, after = held.units[one.predecessor], held.units[one.successor]
        near = before.uid in inside or after.uid in inside
        if near and before.valid_to is not None and not held.same_territory(before, after):
            found.add(before.valid_to)
    return tuple(sorted(found))


class Kin:
    """The units that hang together with some units through events, as the statistics follow them.

    Small enough to make crosswalks between any two days at once: what is asked for a province needs its own kin only.
    """

    def __init__(self, uids: Iterable[str], *, expected: bool) -> None:
        held = _statistical(expected)
        self._keys = ids(expected=expected)
        self.register = around(held, [uid for uid in uids if uid in held.units])
        self._known: dict[tuple[date | None, date, str], Crosswalk] = {}

    @property
    def keys(self) -> Mapping[int, str]:
        """The uid of every version by its primary key."""
        return {self._keys[uid]: uid for uid in self.register.units}

    def between(self, start: date, end: date, by: str) -> Crosswalk:
        """The crosswalk between two days; the same for all days between two changes."""
        turns = [day for day in self.register.days if day <= start]
        place = (turns[-1] if turns else None, end, by)
        if place not in self._known:
            self._known[place] = crosswalk(self.register, start, end, by=by)
        return self._known[place]


def unit_in(code: str, day: date, *, expected: bool) -> Area:
    """The unit that bears a code in the borders of a day, the steered province for ""; also a planned one if expected.

    A unit that is gone by then, or not there yet, is answered for by the one unit that has its territory. Raises
    `NotFound` where there is none.
    """
    held = _statistical(expected)
    unit = (held.on(code, day) or _standing_for(held, code, day)) if code else _steered(held, day, expected)
    if unit is None:
        raise NotFound(
            Message(gettext_noop("No unit has the code {code} in the borders of {day}."),
                    {"code": code, "day": day}),
            remedy=gettext_noop("Choose one of the units of these borders, or show the series as it was."),
        )  # fmt: skip
    return Area.objects.get(uid=unit.uid)


def _standing_for(held: Register, code: str, day: date) -> Unit | None:
    for unit in reversed(held.by_code.get(code, ())):
        last = unit.valid_to - timedelta(days=1) if unit.valid_to else day
        start = last if last < day else unit.valid_from
        if unit.alive_on(start):
            walk = crosswalk(around(held, [unit.uid]), start, day)
            targets = [pair.target for pair in walk.of[unit.uid] if pair.share != 0]
            if len(targets) == 1 and targets[0] is not None:
                return held.units[targets[0]]
    return None


def _steered(held: Register, day: date, expected: bool) -> Unit | None:
    ours = [held.units[uid] for uid in sorted(steered(expected=expected))]
    return next((unit for unit in ours if unit.alive_on(day)), None)


def children_in(unit: Area, day: date, *, expected: bool) -> list[Area]:
    """The units directly below another in the borders of a day, by code."""
    held = _statistical(expected)
    below = [one.uid for one in held.children(held.units[unit.uid], day)]
    return list(Area.objects.filter(uid__in=below).order_by("code"))


def versions(units: Iterable[Area], *, expected: bool = False) -> Mapping[int, Version]:
    """Every version in the threads of these units, by primary key."""
    held, keys = register(expected=expected), ids(expected=expected)
    found: dict[int, Version] = {}
    for unit in units:
        if unit.uid not in held.units:
            found[unit.pk] = Version(unit.uid, unit.code, unit.uid, None, unit.valid_from)
            continue
        territory, before = "", None
        for one in held.thread(held.units[unit.uid]):
            changed = before is None or not held.same_territory(before, one)
            territory = one.uid if changed else territory
            found[keys[one.uid]] = Version(
                one.uid, one.code, territory, one.valid_from if before and changed else None, one.valid_from
            )
            before = one
    return found


def _statistical(expected: bool) -> Register:
    return _adopted(register(expected=expected))


@lru_cache(maxsize=4)
def _adopted(held: Register) -> Register:
    return held.as_adopted()
