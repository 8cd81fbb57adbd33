"""The units that hang together through events."""

from collections.abc import Iterable, Mapping

from quarterdeck.core.lineage.register import Register


def around(register: Register, uids: Iterable[str]) -> Register:
    """A register of these units and of all that hang together with them through successions, at any time.

    What a crosswalk tells of these units is the same in it, and it is small where the units are few.
    """
    found = _reached(register, uids)
    units = [unit for uid, unit in register.units.items() if uid in found]
    inside = [one for unit in units for one in register.onward.get(unit.uid, ())]
    return Register(units, inside, register.events.values())


def families(register: Register) -> Mapping[str, str]:
    """For every unit the first one of the register among those that hang together with it."""
    found: dict[str, str] = {}
    for uid in register.units:
        if uid not in found:
            found.update(dict.fromkeys(_reached(register, [uid]), uid))
    return found


def _reached(register: Register, uids: Iterable[str]) -> set[str]:
    found = set(uids)
    waiting = list(found)
    while waiting:
        uid = waiting.pop()
        near = [one.successor for one in register.onward.get(uid, ())]
        near += [one.predecessor for one in register.backward.get(uid, ())]
        fresh = [other for other in near if other not in found]
        found.update(fresh)
        waiting.extend(fresh)
    return found
