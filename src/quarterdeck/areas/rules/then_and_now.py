"""Units of one day beside what they are on another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quarterdeck.areas.rules.turns import Fate, Turn, fate
from quarterdeck.core.lineage import Crosswalk, Event, Quality, Register, Unit, crosswalk
from quarterdeck.core.lineage.kin import around

UNCHANGED = (Turn.SAME,)


@dataclass(frozen=True, slots=True)
class Line:
    """A unit of the first day, its parent then, and what became of it."""

    unit: Unit
    parent: Unit | None
    fate: Fate

    @property
    def changed(self) -> bool:
        """Whether it is not quite the same on the other day."""
        return self.fate.turn not in UNCHANGED


@dataclass(frozen=True, slots=True)
class Comparison:
    """The units of the first day with what became of them; the units of the other day that hold any of them.

    Of those, `exact` are plain sums of whole units, `shared` need shares, all of which are known, and `unknown` take
    in a part that nobody measured. `outside` is how many of them also hold parts of units that are not compared.
    """

    lines: tuple[Line, ...]
    targets: tuple[Unit, ...]
    exact: int
    shared: int
    unknown: int
    outside: int
    crosswalk: Crosswalk


def compare(register: Register, sources: Sequence[Unit], start: date, end: date, by: str) -> Comparison:
    """The units `sources`, of one level and alive on `start`, beside what they are on `end`."""
    levels = {unit.level for unit in sources}
    near = around(register, (unit.uid for unit in sources))
    walk = crosswalk(near, start, end, by=by, level=min(levels) if len(levels) == 1 else None)
    lines = tuple(Line(unit, register.parent(unit, start), fate(register, walk, unit)) for unit in sources)
    targets = _targets(lines)
    compared = {unit.uid for unit in sources}
    exact = sum(walk.exact(unit.uid) for unit in targets)
    unknown = sum(_untold(walk, unit) for unit in targets)
    outside = sum(any(pair.source not in compared for pair in walk.into[unit.uid]) for unit in targets)
    return Comparison(lines, targets, exact, len(targets) - exact - unknown, unknown, outside, walk)


def acts(register: Register, unit: Unit, start: date, end: date) -> list[str]:
    """The legal acts by which a unit of one day became what it is on the other, or came from that, in order of days."""
    early, late = min(start, end), max(start, end)
    onward, waiting, seen, events = start <= end, [unit.uid], {unit.uid}, dict[str, Event]()
    ways = register.onward if onward else register.backward
    while waiting:
        for one in ways.get(waiting.pop(), ()):
            other = one.successor if onward else one.predecessor
            if not early < register.units[one.successor].valid_from <= late or other in seen:
                continue
            seen.add(other)
            waiting.append(other)
            if one.event in register.events:
                events[one.event] = register.events[one.event]
    ordered = sorted(events.values(), key=lambda event: (event.day, event.code))
    return list(dict.fromkeys(event.act for event in ordered if event.act))


def _targets(lines: Sequence[Line]) -> tuple[Unit, ...]:
    found = {unit.uid: unit for line in lines for unit in line.fate.units}
    return tuple(sorted(found.values(), key=lambda unit: (unit.level, unit.code)))


def _untold(walk: Crosswalk, target: Unit) -> bool:
    if target.uid in walk.partial and not walk.exact(target.uid) and walk.end < walk.start:
        return True
    return any(pair.share is None or pair.quality is Quality.UNKNOWN for pair in walk.into[target.uid])
