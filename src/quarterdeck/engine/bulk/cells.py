"""What a crosswalk lets be told, made ready for adding up: which unit goes where, and what is divided how."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from math import lcm
from typing import TypeAlias, cast

from quarterdeck.core.lineage import Crosswalk, Register
from quarterdeck.core.lineage.cells import Block, Cell, blocks
from quarterdeck.engine.world import World

Targets: TypeAlias = tuple[str, ...]
"""The uids of a unit, or of a group of units that are told as one."""


@dataclass(frozen=True, slots=True)
class Division:
    """Units that are divided: `numerators` [cells × sources] over `whole`. Cells never told have no targets."""

    sources: tuple[str, ...]
    cells: tuple[Targets, ...]
    needs: tuple[int, ...]
    numerators: tuple[tuple[int, ...], ...]
    whole: int


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """What can be told of the units of one day in the borders of another.

    `sources` are all units of that day; those in `wholly` go whole into one cell and are divided with nobody. `needed`
    says of how many units each cell consists; `cells` are all, also those that can never be told.
    """

    sources: frozenset[str]
    wholly: Mapping[str, Targets]
    divisions: tuple[Division, ...]
    needed: Mapping[Targets, int]
    cells: tuple[Targets, ...]


def telling(world: World, start: date, day: date) -> Telling:
    """From the units of `start` to those of `day`. The same for all days between two changes."""
    walk = world.between(start, day)
    key = ("telling", id(walk))
    # The world holds on to its crosswalks, so that their addresses stay theirs.
    if key not in world.remembered:
        world.remembered[key] = _read(walk)
    return cast(Telling, world.remembered[key])


def _read(walk: Crosswalk) -> Telling:
    wholly: dict[str, Targets] = {}
    divisions: list[Division] = []
    needed: dict[Targets, int] = {}
    cells: list[Targets] = []
    for block in blocks(walk):
        cells += [cell.targets for cell in block.cells if cell.targets and _needs(cell)]
        if block.divided:
            divisions.append(_division(block))
        for cell in block.cells:
            if _told(cell):
                needed[cell.targets] = len(_needs(cell))
                wholly.update(dict.fromkeys(_needs(cell) if not block.divided else (), cell.targets))
    return Telling(frozenset(walk.of), wholly, tuple(divisions), needed, tuple(cells))


def _needs(cell: Cell) -> list[str]:
    return [one.source for one in cell.inputs if one.share]


def _told(cell: Cell) -> bool:
    return bool(cell.targets and not cell.leaks and not cell.partial and _needs(cell))


def _division(block: Block) -> Division:
    inputs = [one for cell in block.cells for one in cell.inputs if one.share]
    sources = tuple(dict.fromkeys(one.source for one in inputs))
    whole = lcm(*(one.share.denominator for one in inputs))
    shares = [{one.source: one.share for one in cell.inputs} for cell in block.cells]
    return Division(
        sources,
        tuple(cell.targets if _told(cell) else () for cell in block.cells),
        tuple(len(_needs(cell)) for cell in block.cells),
        tuple(tuple(int(mine.get(uid, 0) * whole) for uid in sources) for mine in shares),
        whole,
    )


def ordered(found: Iterable[Telling], held: Register) -> tuple[Targets, ...]:
    """All cells, single units first, by level and code."""
    cells = set(chain.from_iterable(one.cells for one in found))

    def place(targets: Targets) -> tuple[bool, int, Sequence[str], Targets]:
        units = [held.units[uid] for uid in targets]
        return len(units) > 1, units[0].level, [unit.code for unit in units], targets

    return tuple(sorted(cells, key=place))


def divided(division: Division, given: Mapping[int, int], scale: int, decimals: int) -> list[int | None]:
    """What the figures of some of the sources, by their places, bring to each cell, in steps of 10^-digits.

    `digits` are the larger of `scale` and `decimals`. None where not all that a cell needs is there.
    """
    digits, steps = decimals, {place: value * 10 ** max(0, decimals - scale) for place, value in given.items()}
    if scale > decimals:
        spare = 0
        while spare < scale - decimals and all(value % 10 ** (spare + 1) == 0 for value in given.values()):
            spare += 1
        digits, steps = scale - spare, {place: value // 10**spare for place, value in given.items()}
    amounts = [sum(mine[place] * value for place, value in steps.items()) for mine in division.numerators]
    lower = [amount // division.whole for amount in amounts]
    left = sum(steps.values()) - sum(lower)
    order = sorted(range(len(amounts)), key=lambda place: lower[place] * division.whole - amounts[place])
    for place in order[:left]:
        lower[place] += 1
    more = 10 ** (max(scale, decimals) - digits)
    there = [all(place in given for place, share in enumerate(mine) if share) for mine in division.numerators]
    return [value * more if told else None for value, told in zip(lower, there, strict=True)]
