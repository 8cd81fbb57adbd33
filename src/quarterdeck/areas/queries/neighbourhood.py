"""The units that the work of a store is about: of a country with ten thousand communes a few hundred."""

from quarterdeck.areas.queries.register import ids, register, steered
from quarterdeck.core.lineage import Register, Unit


def neighbourhood() -> list[tuple[int, Unit]]:
    """What the steered province has to do with, all versions, oldest first, each with its primary key.

    These are the province and everything that was ever under it, the units of its own level, and those above. Names
    are few enough there to mean one unit. In a store that steers nothing they are all units.
    """
    found, keys = register(), ids()
    ours = steered()
    units = _around(found, ours) if ours else found.units.values()
    ordered = sorted(units, key=lambda one: (one.valid_from, one.level, one.code))
    return [(keys[unit.uid], unit) for unit in ordered]


def _around(found: Register, ours: frozenset[str]) -> list[Unit]:
    level = max(found.units[uid].level for uid in ours)
    above = [unit for unit in found.units.values() if unit.level <= level]
    inside = set(ours)
    below = sorted((unit for unit in found.units.values() if unit.level > level), key=lambda one: one.level)
    kept = []
    for unit in below:
        if any(one.uid in inside and _met(one, unit) for one in found.by_code.get(unit.parent_code, ())):
            inside.add(unit.uid)
            kept.append(unit)
    return above + kept


def _met(parent: Unit, unit: Unit) -> bool:
    """Whether both lived at one time, the parent above."""
    ends = [one.valid_to for one in (parent, unit) if one.valid_to is not None]
    begin = max(parent.valid_from, unit.valid_from)
    return parent.level < unit.level and all(begin < end for end in ends)
