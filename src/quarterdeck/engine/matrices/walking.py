"""Which units of an earlier day each unit of the borders asked for is made of, ready for arrays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from math import lcm
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from quarterdeck.core.lineage.cells import Block, Cell, blocks
from quarterdeck.core.lineage.crosswalk import Crosswalk
from quarterdeck.engine.matrices.memory import remembered
from quarterdeck.engine.matrices.rolling import Inside
from quarterdeck.engine.reading.restating import Frame
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
    _frames: dict[int, Frame] = field(default_factory=dict)

    @property
    def families(self) -> int:
        """How many families there are."""
        return int(self.family.max(initial=-1)) + 1

    @cached_property
    def members(self) -> list[Numbers]:
        """The columns of each family."""
        order = np.argsort(self.family, kind="stable")
        return np.split(order, np.cumsum(np.bincount(self.family, minlength=self.families))[:-1])

    def frame(self, family: int) -> Frame:
        """The borders for the rows of one family. Units of two levels may share a code: here they are named by uid."""
        if family not in self._frames:
            units = self.world.kin(self.uids).units
            mine = frozenset(self.versions[column] for column in self.members[family])
            self._frames[family] = Frame(
                lambda start: self.world.between(start, self.day, mine),
                {uid: replace(units[uid], code=uid) for uid in mine}, self.world.measures, self.world.families,
            )  # fmt: skip
        return self._frames[family]


class Shared(NamedTuple):
    """Units that are divided between others. `columns` are the sources' and `numerators` [cells × sources] their
    shares, in parts of `whole`; `units` are the places of the cells among the units made up, -1 if not asked for."""

    columns: Numbers
    numerators: NDArray[Any]
    whole: int
    units: Numbers


class Mixed(NamedTuple):
    """Units that are made up of others: their numbers, of which columns, and with which parts of a common whole;
    `plain` are sums of whole units."""

    units: Numbers
    inside: Inside
    numerators: NDArray[Any]
    plain: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Walk:
    """From the units alive on one day to those of the borders.

    `alive` says which versions are there to start from. `same` are units that continue one version unchanged, with its
    column in `origin`. `hard` are families with a unit that is told otherwise: in a group, or not wholly.
    """

    alive: NDArray[np.bool_]
    same: Numbers
    origin: Numbers
    mixed: Mixed
    shared: tuple[Shared, ...]
    hard: NDArray[np.bool_]


def kin_of(world: World, day: date, uids: frozenset[str]) -> Kin:
    """The kin of some units, remembered with the world."""
    return remembered(world, ("kin", day, uids), lambda: _kin(world, day, uids))


def _kin(world: World, day: date, uids: frozenset[str]) -> Kin:
    versions = tuple(world.kin(uids).units)
    units = tuple(sorted(uid for uid in uids if uid in world.statistical.units))
    names: dict[str, int] = {}
    family = [names.setdefault(world.families[uid], len(names)) for uid in versions]
    mine = [names[world.families[uid]] for uid in units]
    return Kin(world, day, uids, versions, units, np.array(family, dtype=np.intp), np.array(mine, dtype=np.intp))


def walk_from(kin: Kin, start: date) -> Walk:
    """The walk from a day, remembered with the world: the same for all days between two changes."""
    crosswalk = kin.world.between(start, kin.day, kin.uids)
    return remembered(kin.world, ("walk", kin, crosswalk), lambda: _walk(kin, crosswalk))


def _walk(kin: Kin, crosswalk: Crosswalk) -> Walk:
    found, told = blocks(crosswalk), crosswalk.into
    alive = np.array([uid in crosswalk.of for uid in kin.versions], dtype=np.bool_)
    column = {uid: number for number, uid in enumerate(kin.versions)}
    cells = {cell.targets[0]: cell for block in found for cell in block.cells if _is_plain(cell)}
    same = [(number, cells[uid].same or "") for number, uid in enumerate(kin.units) if uid in cells and cells[uid].same]
    mixed = [number for number, uid in enumerate(kin.units) if uid in cells and _is_mixed(cells[uid])]
    hard = np.zeros(kin.families, dtype=np.bool_)
    for number, uid in enumerate(kin.units):
        hard[kin.unit_family[number]] |= uid in told and uid not in cells
    places = {kin.units[number]: place for place, number in enumerate(mixed)}
    return Walk(
        alive, np.array([number for number, _ in same], dtype=np.intp),
        np.array([column[uid] for _, uid in same], dtype=np.intp),
        _mixed(mixed, [cells[kin.units[number]] for number in mixed], column),
        tuple(_shared(block, column, places) for block in found if block.divided and _is_asked(block, places)), hard,
    )  # fmt: skip


def _is_plain(cell: Cell) -> bool:
    """Whether it is one unit that is told from whole or divided ones: not in a group, and nothing of it is missing.

    A unit that has all of one that also has a part of nothing elsewhere keeps its row; that is told one by one.
    """
    kept = cell.same is None and len(cell.inputs) == 1 and cell.inputs[0].share == 1
    return len(cell.targets) == 1 and not (cell.group or cell.leaks or cell.partial or kept)


def _is_mixed(cell: Cell) -> bool:
    """Whether it has a part of anything, but is not the same as one."""
    return cell.same is None and any(one.share for one in cell.inputs)


def _is_asked(block: Block, places: Mapping[str, int]) -> bool:
    return any(target in places for cell in block.cells for target in cell.targets)


def _mixed(units: Sequence[int], cells: Sequence[Cell], column: Mapping[str, int]) -> Mixed:
    parts = [[one for one in cell.inputs if one.share] for cell in cells]
    wholes = [lcm(*(one.share.denominator for one in each)) for each in parts]
    numerators = [int(one.share * whole) for each, whole in zip(parts, wholes, strict=True) for one in each]
    return Mixed(
        np.array(units, dtype=np.intp), _inside([[column[one.source] for one in each] for each in parts]),
        np.array(numerators, dtype=object), np.array([cell.whole for cell in cells], dtype=np.bool_),
    )  # fmt: skip


def _inside(parts: Sequence[Sequence[int]]) -> Inside:
    """Runs of single columns."""
    sizes = np.array([len(one) for one in parts], dtype=np.intp)
    flat = np.array([column for one in parts for column in one], dtype=np.intp)
    return Inside(flat, np.cumsum(sizes) - sizes, np.ones(len(flat), dtype=np.intp), sizes, ())


def _shared(block: Block, column: Mapping[str, int], places: Mapping[str, int]) -> Shared:
    inputs = [one for cell in block.cells for one in cell.inputs if one.share]
    sources = list(dict.fromkeys(one.source for one in inputs))
    whole = lcm(*(one.share.denominator for one in inputs))
    shares = [{one.source: one.share for one in cell.inputs} for cell in block.cells]
    numerators = [[int(mine.get(uid, 0) * whole) for uid in sources] for mine in shares]
    units = [places.get(cell.targets[0], -1) if len(cell.targets) == 1 else -1 for cell in block.cells]
    return Shared(
        np.array([column[uid] for uid in sources], dtype=np.intp), np.array(numerators, dtype=object), whole,
        np.array(units, dtype=np.intp),
    )  # fmt: skip
