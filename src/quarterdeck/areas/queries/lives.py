"""The life of a unit: where it came from, what became of it, and what its code means at other times."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from quarterdeck.areas.models import Area
from quarterdeck.areas.queries.ground import Ground
from quarterdeck.areas.queries.trees import last_day
from quarterdeck.areas.queries.units import version
from quarterdeck.areas.rules.turns import Fate, became
from quarterdeck.core.lineage import Event, Register, Succession, Unit


@dataclass(frozen=True, slots=True)
class Link:
    """One predecessor or successor: the unit, its parent when it began or ended, the succession and its event."""

    unit: Unit
    parent: Unit | None
    succession: Succession
    event: Event | None


@dataclass(frozen=True, slots=True)
class Life:
    """A version of a unit with all that leads to it and from it.

    `unit` None where the version never came to be (its event was withdrawn). `day` is the day for which its parent
    and children are told. `others` are the threads of other units that bear or bore the same code.
    """

    row: Area
    unit: Unit | None
    day: date
    parent: Unit | None
    thread: tuple[Unit, ...]
    others: tuple[tuple[Unit, ...], ...]
    before: tuple[Link, ...]
    after: tuple[Link, ...]
    fate: Fate | None
    children: tuple[Unit, ...]


def life(ground: Ground, uid: str, day: date | None) -> Life:
    """The life of the version `uid`, told for `day` where it lived then. Raises `NotFound` for an unknown uid."""
    row = version(uid)
    held = ground.coming
    unit = held.units.get(uid)
    if unit is None:
        return Life(row, None, row.valid_from, None, (), (), (), (), None, ())
    told = _told(unit, day, ground.today)
    return Life(
        row, unit, told, held.parent(unit, told), held.thread(unit), _others(held, unit), _before(held, unit),
        _after(held, unit), became(held, unit), tuple(held.children(unit, told)),
    )  # fmt: skip


def _told(unit: Unit, day: date | None, today: date) -> date:
    """The day asked for if the unit lived then, else today, else its last or first day."""
    for wanted in (day, today):
        if wanted is not None and unit.alive_on(wanted):
            return wanted
    last = last_day(unit)
    return last if last is not None and last < today else unit.valid_from


def _others(held: Register, unit: Unit) -> tuple[tuple[Unit, ...], ...]:
    """The threads of other units that bear the code at the same level at other times, oldest first."""
    told = {one.uid for one in held.thread(unit)}
    found = []
    for one in held.by_code[unit.code]:
        if one.uid in told or one.level != unit.level or one.valid_from == one.valid_to:
            continue
        thread = held.thread(one)
        told |= {other.uid for other in thread}
        found.append(thread)
    return tuple(found)


def _before(held: Register, unit: Unit) -> tuple[Link, ...]:
    return _links(held, held.backward.get(unit.uid, ()), lambda one: one.predecessor)


def _after(held: Register, unit: Unit) -> tuple[Link, ...]:
    return _links(held, held.onward.get(unit.uid, ()), lambda one: one.successor)


def _links(held: Register, successions: Iterable[Succession], other: Callable[[Succession], str]) -> tuple[Link, ...]:
    made = []
    for one in successions:
        unit = held.units[other(one)]
        day = unit.valid_from if other(one) == one.successor else last_day(unit) or unit.valid_from
        made.append(Link(unit, held.parent(unit, day), one, held.events.get(one.event)))
    return tuple(sorted(made, key=lambda link: link.unit.code))


def events_of(links: Sequence[Link]) -> list[Event]:
    """The events of some links, each once."""
    return list({link.event.code: link.event for link in links if link.event}.values())
