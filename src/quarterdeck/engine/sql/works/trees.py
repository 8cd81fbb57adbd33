"""Who lies under whom: what a unit is summed from, as it was in each period, and its children."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

import pyarrow as pa

from quarterdeck.core.lineage import Register, Unit
from quarterdeck.engine.sql.works.relations import Numbers, last_days, table, turn


def tree(numbers: Numbers, year: int, level: int) -> pa.Table:
    """By turn each unit with the threads of the units of a level under it, and how many these are."""
    found: list[tuple[int, ...]] = []
    for epoch, day in _turns(numbers, year):
        below: dict[str, list[str]] = {}
        for unit in numbers.world.register.state(day):
            if unit.level == level:
                for above in _line(numbers.world.register, unit, day):
                    if above.level != level:
                        below.setdefault(above.uid, []).append(unit.uid)
        found += _numbered(numbers, epoch, below)
    return table("epoch above who needed", found, "iiii")


def children(numbers: Numbers, year: int) -> pa.Table:
    """By turn each unit with the threads of the units directly below it, how many these are, and its own thread."""
    found: list[tuple[int, ...]] = []
    for epoch, day in _turns(numbers, year):
        below: dict[str, list[str]] = {}
        for unit in numbers.world.register.state(day):
            above = _above(numbers.world.register, day).get(unit.uid)
            if above is not None:
                below.setdefault(above.uid, []).append(unit.uid)
        found += [(*one, _thread(numbers, numbers.uids[one[1]])) for one in _numbered(numbers, epoch, below)]
    return table("epoch above who needed own", found, "iiiii")


def _numbered(numbers: Numbers, epoch: int, below: dict[str, list[str]]) -> Iterator[tuple[int, int, int, int]]:
    for above, several in below.items():
        for uid in several:
            yield epoch, numbers.unit(above), _thread(numbers, uid), len(several)


def _thread(numbers: Numbers, uid: str) -> int:
    return numbers.unit(numbers.world.thread(uid)[0].uid)


def _turns(numbers: Numbers, year: int) -> list[tuple[int, date]]:
    """The turns of a year's periods, each with a day in it."""
    register = numbers.world.register
    return list({turn(register, day): day for day in last_days(numbers, year).values()}.items())


def _line(register: Register, unit: Unit, day: date) -> Iterator[Unit]:
    above = _above(register, day)
    while (found := above.get(unit.uid)) is not None:
        yield found
        unit = found


@lru_cache(maxsize=4)
def _above(register: Register, day: date) -> dict[str, Unit]:
    """The unit directly above each unit of a day, where there is one."""
    found = ((one.uid, register.parent(one, day)) for one in register.state(day))
    return {uid: above for uid, above in found if above is not None}
