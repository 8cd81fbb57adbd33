"""What of a unit's place on the map passes to the version that follows it."""

from collections.abc import Mapping

from quarterdeck.core.lineage import Unit
from quarterdeck.core.lineage.change import AreaChange

Square = tuple[int, int]


def same_ground(change: AreaChange) -> list[tuple[Unit, Unit]]:
    """The pairs (ended, begun) with one territory: all of one unit and nothing else became the other."""
    before, after = {unit.uid: unit for unit in change.ended}, {unit.uid: unit for unit in change.begun}
    onward = [one.predecessor for one in change.successions]
    backward = [one.successor for one in change.successions]
    return [
        (before[one.predecessor], after[one.successor])
        for one in change.successions
        if onward.count(one.predecessor) == backward.count(one.successor) == 1
        and one.predecessor in before
        and one.successor in after
    ]


def put_elsewhere(change: AreaChange) -> list[tuple[Unit, Unit]]:
    """The pairs of which nothing changes but the parent, by code."""
    return [
        (old, new)
        for old, new in sorted(same_ground(change), key=lambda pair: pair[0].code)
        if (old.code, old.kind, old.name_vi) == (new.code, new.kind, new.name_vi) and old.parent_code != new.parent_code
    ]


def squares(change: AreaChange, layout: Mapping[tuple[str, int], Square]) -> dict[Unit, Square | None]:
    """A square for every begun unit that has none although a predecessor has one; None where none is left.

    `layout` holds the squares of the day by code and level. A unit takes the square of the predecessor whose heir it
    is, else of any other whose own code goes out of use.
    """
    lacking = [unit for unit in change.begun if (unit.code, unit.level) not in layout]
    free = [unit for unit in change.ended if (unit.code, unit.level) in layout and change.disappears(unit)]
    found: dict[Unit, Square | None] = {}
    for unit in lacking:
        before = [one.predecessor for one in change.successions if one.successor == unit.uid]
        mine = [one for one in free if one.uid in before]
        if not any((one.code, one.level) in layout for one in change.ended if one.uid in before):
            continue
        mine.sort(key=lambda one: change.heirs.get(one.uid) != unit.uid)
        found[unit] = layout[mine[0].code, mine[0].level] if mine else None
        free = [one for one in free if one not in mine[:1]]
    return found
