"""Random registers of three levels, with events on two of them that statistics may follow later."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from quarterdeck.core.lineage import Event, EventKind, Quality, Register, Share, Succession, Unit

START = date(1998, 1, 1)
FIRST_EVENTS = date(1999, 11, 1)


@dataclass
class _Level:
    """The units of one level in the making. Their codes begin with `mark`; they lie under one of `parents`."""

    random: Random
    level: int
    mark: str
    parents: Sequence[str]
    day: date = START
    units: dict[str, Unit] = field(default_factory=dict)
    alive: list[str] = field(default_factory=list)
    successions: list[Succession] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def begin(self, code: str = "", parent: str = "") -> str:
        """A new version, with a new code unless it is told one."""
        number = len(self.units) + 1
        code = code or f"{self.mark}{number}"
        uid = f"{code}@{number}"
        name = f"Tên {code}" if self.random.random() < 0.8 else f"Tên {number}"
        above = parent or self.random.choice(self.parents)
        self.units[uid] = Unit(uid, code, self.level, "xa", name, "", above, self.day)
        self.alive.append(uid)
        return uid

    def end(self, uid: str) -> str:
        """End a version; gives its code, which is free."""
        self.units[uid] = replace(self.units[uid], valid_to=self.day)
        self.alive.remove(uid)
        return self.units[uid].code

    def some(self, count: int) -> list[str]:
        """Living units."""
        return self.random.sample(self.alive, min(count, len(self.alive)))

    def pass_on(self, before: str, after: Sequence[str], shares: Sequence[Fraction | None]) -> None:
        """Successions from one unit to others; a share of None is not known."""
        for uid, value in zip(after, shares, strict=True):
            told = Share(value, Quality.EXACT if value in (0, 1) else Quality.COUNTED)
            known = told if value is not None else Share(None, Quality.UNKNOWN)
            self.successions.append(Succession(before, uid, self.events[-1].code, {"population": known}))

    def shares(self, count: int) -> list[Fraction | None]:
        """How a unit divides: all known, none known, some known, some gone to nobody."""
        weights = [self.random.choice((0, 1, 1, 2, 3, 5)) for _ in range(count)]
        whole = sum(weights) + self.random.choice((0, 0, 0, 2))
        hidden = self.random.sample(range(count), self.random.choice((0, 0, 0, 1, min(2, count), count)))
        known = whole and self.random.random() < 0.9
        return [Fraction(one, whole) if known and place not in hidden else None for place, one in enumerate(weights)]


def _merge(of: _Level) -> None:
    before = of.some(of.random.choice((2, 2, 3)))
    codes = [of.end(uid) for uid in before]
    after = of.begin(of.random.choice((codes[0], "")), of.units[before[0]].parent_code)
    for uid in before:
        of.pass_on(uid, [after], [Fraction(1)])


def _split(of: _Level) -> None:
    (before,) = of.some(1)
    parent, code = of.units[before].parent_code, of.end(before)
    after = [of.begin(code, parent), *(of.begin("", parent) for _ in range(of.random.choice((1, 1, 2))))]
    of.pass_on(before, after, of.shares(len(after)))


def _transfer(of: _Level) -> None:
    giving, taking = of.some(2)
    after = [of.begin(of.end(uid), of.units[uid].parent_code) for uid in (giving, taking)]
    of.pass_on(giving, after, of.shares(2))
    of.pass_on(taking, after[1:], [Fraction(1)])


def _absorb(of: _Level) -> None:
    before, living = of.some(2)
    of.end(before)
    of.pass_on(before, [living], [Fraction(1)])


def _rename(of: _Level) -> None:
    (before,) = of.some(1)
    moved = of.events[-1].kind is EventKind.MOVE
    parent = of.random.choice(of.parents) if moved else of.units[before].parent_code
    of.pass_on(before, [of.begin(of.end(before), parent)], [Fraction(1)])


def _abolish(of: _Level) -> None:
    of.end(of.some(1)[0])


def _create(of: _Level) -> None:
    dead = sorted({unit.code for unit in of.units.values()} - {of.units[uid].code for uid in of.alive})
    of.begin(of.random.choice([*dead, ""]))


_ACTS: Mapping[EventKind, tuple[int, Callable[[_Level], None]]] = {
    EventKind.MERGE: (2, _merge),
    EventKind.SPLIT: (1, _split),
    EventKind.TRANSFER: (2, _transfer),
    EventKind.ABSORB: (2, _absorb),
    EventKind.RENAME: (1, _rename),
    EventKind.MOVE: (1, _rename),
    EventKind.ABOLISH: (2, _abolish),
    EventKind.CREATE: (0, _create),
}
_KINDS = (*_ACTS, EventKind.MERGE, EventKind.MERGE, EventKind.SPLIT, EventKind.SPLIT, EventKind.TRANSFER)


def three_levels(random: Random) -> Register:
    """Provinces P and Q, districts below them, communes below these: each lower level with events of its own."""
    late = random.choice((_at_once, _at_once, _next_quarter, _next_year))
    districts = _level(random, 2, "D", ("P", "P", "Q"))
    codes = sorted({one.code for one in districts.units.values()})
    communes = _level(random, 3, "C", random.sample(codes, min(3, len(codes))))
    provinces = [Unit(code, code, 1, "tinh", code, "", "", START) for code in "PQ"]
    return Register(
        [*provinces, *districts.units.values(), *communes.units.values()],
        [*districts.successions, *communes.successions],
        [replace(one, adopted_on=late(one.day)) for one in (*districts.events, *communes.events)],
    )


def _level(random: Random, level: int, mark: str, parents: Sequence[str]) -> _Level:
    made = _Level(random, level, mark, parents)
    for _ in range(random.choice((2, 3, 4, 6, 7))):
        made.begin()
    made.day = FIRST_EVENTS
    for _ in range(random.choice((0, 1, 1, 2, 3, 5))):
        kind = random.choice(_KINDS)
        made.day += timedelta(days=random.choice((0, 10, 60, 100, 200)))
        needed, act = _ACTS[kind]
        if len(made.alive) >= needed:
            order = len(made.events)
            made.events.append(Event(f"{mark}{order}", kind, made.day, made.day, order=order))
            act(made)
    return made


def _at_once(day: date) -> date:
    return day


def _next_quarter(day: date) -> date:
    ahead = day.replace(day=1) + timedelta(days=31 * (3 - (day.month - 1) % 3))
    return ahead.replace(day=1)


def _next_year(day: date) -> date:
    return date(day.year + 1, 1, 1)


def alive(register: Register, day: date) -> list[Unit]:
    """The units of a day, by code."""
    return sorted(register.state(day), key=lambda one: one.code)
