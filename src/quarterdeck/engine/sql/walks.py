"""A crosswalk as relations of whole numbers: cells, and the shares of units that go into them."""

from dataclasses import dataclass
from datetime import date
from math import lcm

from quarterdeck.core.lineage import Crosswalk
from quarterdeck.core.lineage.cells import Block, Cell, blocks
from quarterdeck.engine.sql.relations import NONE, Relations, integers
from quarterdeck.engine.sql.standing import unit_numbers
from quarterdeck.engine.world import World

LARGEST = 2**62

Row = tuple[int, ...]


class Beyond(Exception):
    """Shares that no 64-bit integers express over one denominator."""


@dataclass(frozen=True, slots=True)
class Walk:
    """A crosswalk as rows of whole numbers. `groups` are the units told as one, by the number of their atom."""

    number: int
    cells: tuple[Row, ...]
    inputs: tuple[Row, ...]
    starts: tuple[Row, ...]
    block_units: tuple[Row, ...]
    parts: tuple[Row, ...]
    groups: dict[int, tuple[int, ...]]


HEADS = {
    "cells": "walk cell atom block nth whole needed same kept undivided leaks partial",
    "inputs": "walk cell unit share",
    "starts": "walk unit",
    "block_units": "walk block unit",
    "parts": "walk unit atom needed",
}


def walk_of(world: World, start: date, end: date, uids: frozenset[str]) -> Walk:
    """The crosswalk from a day to that of the borders, remembered with the world.

    Raises `Beyond` where its shares are too fine.
    """
    crosswalk = world.between(start, end, uids)
    remembered = world.remembered
    found = remembered.get(("sql", "walk", crosswalk))
    if found is None:
        number = remembered.get(("sql", "walks"), 0)
        assert isinstance(number, int)
        remembered["sql", "walks"] = number + 1
        found = remembered["sql", "walk", crosswalk] = _Written(world, crosswalk, number).walk()
    assert isinstance(found, Walk)
    return found


def group_number(world: World, members: tuple[str, ...]) -> int:
    """The number of the atom of several units, which is that of the unit where it is one."""
    numbers = unit_numbers(world)
    if len(members) == 1:
        return numbers[members[0]]
    groups = world.remembered.setdefault(("sql", "groups"), {})
    assert isinstance(groups, dict)
    number: int = groups.setdefault(members, len(numbers) + len(groups))
    return number


def relations(walks: list[Walk]) -> Relations:
    """The relations of several crosswalks."""
    return {
        name: integers(heads, (row for walk in walks for row in getattr(walk, name))) for name, heads in HEADS.items()
    }


class _Written:
    """Writes one crosswalk."""

    def __init__(self, world: World, crosswalk: Crosswalk, number: int) -> None:
        self._world, self._crosswalk, self._number = world, crosswalk, number
        self._units = unit_numbers(world)
        self._cells: list[Row] = []
        self._inputs: list[Row] = []
        self._block_units: list[Row] = []

    def walk(self) -> Walk:
        """All of it."""
        for block in blocks(self._crosswalk):
            self._block(block)
        starts = tuple((self._number, self._units[uid]) for uid in self._crosswalk.of)
        groups = {group_number(self._world, one.targets): tuple(self._units[uid] for uid in one.targets)
                  for one in self._crosswalk.groups if len(one.targets) > 1}  # fmt: skip
        return Walk(
            self._number, tuple(self._cells), tuple(self._inputs), starts, tuple(self._block_units),
            tuple(self._parts()), groups,
        )  # fmt: skip

    def _block(self, block: Block) -> None:
        inputs = [one for cell in block.cells for one in cell.inputs if one.share]
        whole = lcm(*(one.share.denominator for one in inputs)) if inputs else 1
        if whole > LARGEST:
            raise Beyond
        first = len(self._cells)
        for place, cell in enumerate(block.cells):
            self._cell(cell, first if block.divided else NONE, place, whole)
        if block.divided:
            sources = dict.fromkeys(one.source for one in inputs)
            self._block_units += [(self._number, first, self._units[uid]) for uid in sources]

    def _cell(self, cell: Cell, block: int, place: int, whole: int) -> None:
        number = len(self._cells)
        needed = [one for one in cell.inputs if one.share]
        alone = len(cell.inputs) == len(cell.targets) == 1 and cell.inputs[0].share == 1
        told = cell.targets and (not cell.group or len(cell.targets) > 1)
        self._cells.append((
            self._number, number, group_number(self._world, cell.targets) if told else NONE, block, place, whole,
            len(needed), int(cell.same is not None), int(alone), int(cell.whole), int(cell.leaks), int(cell.partial),
        ))  # fmt: skip
        self._inputs += [(self._number, number, self._units[one.source], int(one.share * whole)) for one in needed]

    def _parts(self) -> list[Row]:
        """The units that are told only together with others, with the units that a part of them may come from."""
        found: list[Row] = []
        for group in self._crosswalk.groups:
            for target in group.targets:
                pairs = [pair for pair in self._crosswalk.into[target] if pair.share != 0]
                found += [(self._number, self._units[pair.source], self._units[target], len(pairs)) for pair in pairs]
        return found
