"""What became of every unit by the day of the borders, as tables: cells, and what goes into them.

A cell is a unit of these borders, a group of units told as one, or what is in none of them. Shares are whole numerators
over one denominator per block of cells, so that results can be rounded together exactly.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import lcm
from typing import NamedTuple

import pyarrow as pa

from quarterdeck.core.errors import BadInput
from quarterdeck.core.lineage import Crosswalk
from quarterdeck.core.lineage.cells import Block, Cell, blocks
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.engine.sql.works.relations import Numbers, table

LOOSE = -1
"""The place of cells that are in no unit, or in a group of one: it is told nowhere."""
LARGEST = 10**18


class Walks(NamedTuple):
    """The cells and inputs of several crosswalks."""

    cells: pa.Table
    inputs: pa.Table


@dataclass
class _Rows:
    """Rows in the making."""

    numbers: Numbers
    groups: dict[tuple[str, ...], int]
    cells: list[tuple[object, ...]] = field(default_factory=list)
    inputs: list[tuple[object, ...]] = field(default_factory=list)
    blocks: int = 0


def walks(numbers: Numbers, borders: date, turns: Iterable[int], groups: dict[tuple[str, ...], int]) -> Walks:
    """The crosswalks from some turns of the statistical register to a day.

    `groups` gives each group of units that is told as one a number below -1, and is added to. Raises `BadInput` where
    shares have too many digits to be worked out in 38.
    """
    rows = _Rows(numbers, groups)
    days = numbers.world.statistical.days
    for turn in sorted(turns):
        if turn > 0:
            _walk(rows, turn, numbers.world.between(days[turn - 1], borders))
    return Walks(
        table("walk cell block place whole divided same single blocked needed denominator member", rows.cells,
              "iiiibbbbiilb"),
        table("walk unit cell numerator", rows.inputs, "iiil"),
    )  # fmt: skip


def _walk(rows: _Rows, turn: int, walk: Crosswalk) -> None:
    for block in blocks(walk):
        rows.blocks += 1
        denominator = _denominator(block)
        for cell in block.cells:
            if cell.targets or block.divided:
                _cell(rows, turn, cell, block, denominator)
    for group in walk.groups:
        for target in group.targets:
            sources = [(pair.source, pair.share) for pair in walk.into[target]]
            _member(rows, turn, target, sources)


def _denominator(block: Block) -> int:
    found = lcm(*(one.share.denominator for cell in block.cells for one in cell.inputs))
    if found > LARGEST:
        raise BadInput(
            Message(gettext_noop("The shares by which {unit} and others are divided have too many digits to be "
                                 "worked out together."), {"unit": block.cells[0].inputs[0].source}),
            remedy=gettext_noop("Ask for these units by a question instead: quarterdeck query … --borders."),
        )  # fmt: skip
    return found


def _cell(rows: _Rows, turn: int, cell: Cell, block: Block, denominator: int) -> None:
    number = len(rows.cells)
    single = len(cell.inputs) == 1 and cell.inputs[0].share == 1 and len(cell.targets) == 1
    blocked = 1 if cell.leaks else 2 if cell.partial else 0
    needed = sum(bool(one.share) for one in cell.inputs)
    rows.cells.append(
        (turn, number, rows.blocks, _place(rows, cell), cell.whole, block.divided, cell.same is not None, single,
         blocked, needed, denominator, False)
    )  # fmt: skip
    rows.inputs += (
        (turn, rows.numbers.unit(one.source), number, int(one.share * denominator)) for one in cell.inputs if one.share
    )


def _member(rows: _Rows, turn: int, target: str, sources: list[tuple[str, Fraction | None]]) -> None:
    number = len(rows.cells)
    rows.blocks += 1
    needed = sum(share != 0 for _, share in sources)
    place = rows.numbers.unit(target)
    rows.cells.append((turn, number, rows.blocks, place, False, False, False, False, 3, needed, 1, True))
    rows.inputs += ((turn, rows.numbers.unit(uid), number, 0) for uid, share in sources if share != 0)


def _place(rows: _Rows, cell: Cell) -> int:
    if cell.group and len(cell.targets) > 1:
        return rows.groups.setdefault(cell.targets, -2 - len(rows.groups))
    return rows.numbers.unit(cell.targets[0]) if cell.targets and not cell.group else LOOSE
