"""The units that the work of a store is about: of a country with ten thousand communes a few hundred."""

from quarterdeck.areas.queries.register import ids, register, steered
from quarterdeck.areas.rules.kin import family
from quarterdeck.core.lineage import Register, Unit


def neighbourhood(*, expected: bool = False) -> list[tuple[int, Unit]]:
    """What the steered province has to do with, all versions, oldest first, each with its primary key.

    These are the province and everything that was ever under it, the units of its own level, and those above. Names
    are few enough there to mean one unit. In a store that steers nothing they are all units. With `expected` also those
    that planned and staged events will begin.
    """
    found, keys = register(expected=expected), ids(expected=expected)
    ours = steered(expected=expected)
    units = _around(found, ours) if ours else found.units.values()
    ordered = sorted(units, key=lambda one: (one.valid_from, one.level, one.code))
    return [(keys[unit.uid], unit) for unit in ordered]


def _around(found: Register, ours: frozenset[str]) -> list[Unit]:
    level = max(found.units[uid].level for uid in ours)
    inside = family(found, ours).uids
    return [unit for uid, unit in found.units.items() if unit.level <= level or uid in inside]
