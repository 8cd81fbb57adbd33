"""Which units belong together: those ever under a unit, and those tied by successions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from quarterdeck.core.folding import fold
from quarterdeck.core.lineage import Register, Unit


@dataclass(frozen=True, slots=True)
class Family:
    """The units that were ever under some units, themselves included, and the days on which any of them changed.

    `days` leaves out the first day of all, on which the record begins and nothing is known to have changed;
    `begins` is that day.
    """

    uids: frozenset[str]
    days: tuple[date, ...]
    begins: date | None


@lru_cache(maxsize=8)
def family(register: Register, roots: frozenset[str]) -> Family:
    """The family of the versions `roots` (uids); without any, the whole register."""
    members = _members(register, roots) if roots else register.units.values()
    lived = [unit for unit in members if unit.valid_from != unit.valid_to]
    days = {unit.valid_from for unit in lived} | {unit.valid_to for unit in lived if unit.valid_to}
    begins = min(days, default=None)
    return Family(frozenset(unit.uid for unit in lived), tuple(sorted(days - {begins})), begins)


def _members(register: Register, roots: frozenset[str]) -> Iterator[Unit]:
    below = _below(register)
    waiting = [register.units[uid] for uid in sorted(roots) if uid in register.units]
    entered = set(waiting)
    while waiting:
        here = waiting.pop()
        yield here
        for unit in below.get(here.code, ()):
            if unit not in entered and _was_under(register, unit, here):
                entered.add(unit)
                waiting.append(unit)


def _was_under(register: Register, unit: Unit, above: Unit) -> bool:
    day = max(unit.valid_from, above.valid_from)
    return unit.alive_on(day) and above.alive_on(day) and register.parent(unit, day) == above


@lru_cache(maxsize=4)
def _below(register: Register) -> Mapping[str, list[Unit]]:
    found: dict[str, list[Unit]] = {}
    for unit in register.units.values():
        if unit.parent_code:
            found.setdefault(unit.parent_code, []).append(unit)
    return found


def of_day(versions: Iterable[Unit], day: date) -> Unit:
    """Of the versions of a unit the one alive on a day, else the last one before it, else the first one after it.

    `versions` must not be empty.
    """
    ordered = sorted(versions, key=lambda unit: unit.valid_from)
    begun = [unit for unit in ordered if unit.valid_from <= day]
    return begun[-1] if begun else ordered[0]


def short_name(register: Register, unit: Unit, lang: str) -> str:
    """The name without the word for its kind: "Yên Dũng" for "Huyện Yên Dũng", "Yen Dung" for "Yen Dung District"."""
    bare = len(register.bare_name(unit))
    name = " ".join(unit.name_vi.split()[-bare:]) if bare else unit.name_vi
    if lang == "vi" or not unit.name_en:
        return name
    words = unit.name_en.split()
    for first in range(len(words)):
        same = words[first : first + bare]
        if fold(" ".join(same)) == fold(name):
            return " ".join(same)
    return unit.name_en
