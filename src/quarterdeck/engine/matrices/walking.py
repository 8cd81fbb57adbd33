"""Which units of an earlier day each unit of the borders asked for is made of, ready for arrays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from quarterdeck.core.lineage.cells import Cell, blocks
from quarterdeck.engine.matrices.rolling import Inside
from quarterdeck.engine.world import World

Numbers = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Kin:
    """The versions that hang together with the units asked for, a column each, and the number of their family."""

    world: World
    day: date
    uids: frozenset[str]
    versions: tuple[str, ...]
    units: tuple[str, ...]
    family: Numbers
    unit_family: Numbers

    @property
    def families(self) -> int:
        """How many families there are."""
        return int(self.family.max(initial=-1)) + 1


@dataclass(frozen=True, eq=False)
class Walk:
    """From the units alive on one day to those of the borders.

    `alive` says which versions are there to start from. `same` are units that continue one version unchanged, with its
    column in `origin`; `sums` are those made of several whole ones, whose columns are in `inside`; `hard` are families
    with a unit that is told otherwise: divided, in a group, or not at all.
    """

    alive: NDArray[np.bool_]
    same: Numbers
    origin: Numbers
    sums: Numbers
    inside: Inside
    hard: NDArray[np.bool_]


def kin_of(world: World, day: date, uids: frozenset[str]) -> Kin:
    """The kin of some units, remembered with the world."""
    key = ("kin", day, uids)
    if key not in world.remembered:
        versions = tuple(world.kin(uids).units)
        units = tuple(sorted(uid for uid in uids if uid in world.statistical.units))
        names: dict[str, int] = {}
        family = [names.setdefault(world.families[uid], len(names)) for uid in versions]
        mine = [names[world.families[uid]] for uid in units]
        world.remembered[key] = Kin(
            world, day, uids, versions, units, np.array(family, dtype=np.intp), np.array(mine, dtype=np.intp)
        )
    found = world.remembered[key]
    assert isinstance(found, Kin)
    return found


def walk_from(kin: Kin, start: date) -> Walk:
    """The walk from a day, remembered with the world: the same for all days between two changes."""
    crosswalk = kin.world.between(start, kin.day, kin.uids)
    key = ("walk", kin, crosswalk)
    if key not in kin.world.remembered:
        column = {uid: number for number, uid in enumerate(kin.versions)}
        cells = {
            cell.targets[0]: cell
            for block in blocks(crosswalk) for cell in block.cells if len(cell.targets) == 1
        }  # fmt: skip
        alive = np.array([uid in crosswalk.of for uid in kin.versions], dtype=np.bool_)
        kin.world.remembered[key] = _walk(kin, cells, frozenset(crosswalk.into), column, alive)
    found = kin.world.remembered[key]
    assert isinstance(found, Walk)
    return found


def _walk(
    kin: Kin, cells: dict[str, Cell], told: frozenset[str], column: dict[str, int], alive: NDArray[np.bool_]
) -> Walk:
    same, origin, sums = [], [], []
    parts: list[list[int]] = []
    hard = np.zeros(kin.families, dtype=np.bool_)
    for number, uid in enumerate(kin.units):
        cell = cells.get(uid)
        if cell is not None and cell.same is not None:
            same.append(number)
            origin.append(column[cell.same])
        elif cell is not None and cell.whole and not cell.group:
            sums.append(number)
            parts.append([column[one.source] for one in cell.inputs])
        elif uid in told:
            hard[kin.unit_family[number]] = True
    return Walk(
        alive, np.array(same, dtype=np.intp), np.array(origin, dtype=np.intp), np.array(sums, dtype=np.intp),
        inside(parts), hard,
    )  # fmt: skip


def inside(parts: Sequence[Sequence[int]]) -> Inside:
    """Runs of single columns."""
    sizes = np.array([len(one) for one in parts], dtype=np.intp)
    flat = np.array([column for one in parts for column in one], dtype=np.intp)
    return Inside(flat, np.cumsum(sizes) - sizes, np.ones(len(flat), dtype=np.intp), sizes, ())
