"""What a crosswalk lets us tell: single units, groups that only their sum is known of, and what nobody took over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from quarterdeck.core.lineage.crosswalk import Crosswalk, Pair
from quarterdeck.core.lineage.shares import ONE, ZERO, known, total
from quarterdeck.core.lineage.units import Quality


@dataclass(frozen=True, slots=True)
class Input:
    """That share of a source goes into a cell; `undivided` where the source has no part anywhere else."""

    source: str
    share: Fraction
    undivided: bool
    quality: Quality


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of the later day: of a unit, of a group of units, or (no targets) of what no unit is told to have.

    `leaks` where an unknown part of the group may have gone to no unit at all; its inputs include that part. `partial`
    where a part of the targets is in none of the sources.
    """

    targets: tuple[str, ...]
    inputs: tuple[Input, ...]
    group: bool = False
    leaks: bool = False
    partial: bool = False

    @property
    def whole(self) -> bool:
        """Whether it is a plain sum of undivided units."""
        return not self.leaks and not self.partial and all(one.undivided for one in self.inputs)

    @property
    def same(self) -> str | None:
        """The one source that it continues unchanged, or None."""
        alone = len(self.inputs) == 1 and len(self.targets) == 1 and not self.group and self.whole
        return self.inputs[0].source if alone else None


@dataclass(frozen=True, slots=True)
class Block:
    """Cells that share sources: what goes into them all is what comes out of them all."""

    cells: tuple[Cell, ...]

    @property
    def divided(self) -> bool:
        """Whether any source is divided by a share, so that results may need rounding."""
        return any(one.share.denominator != 1 for cell in self.cells for one in cell.inputs)


@lru_cache(maxsize=16)
def blocks(crosswalk: Crosswalk) -> tuple[Block, ...]:
    """The cells of a crosswalk by connected blocks; cells stand by their first target, what is untold last."""
    above: dict[str, str] = {}
    found = _cells(crosswalk)
    for cell in found:
        joined = [one.source for one in cell.inputs if one.share]
        for source in joined[1:]:
            above[_top(above, source)] = _top(above, joined[0])
    members: dict[str, list[Cell]] = {}
    for cell in found:
        first = next((one.source for one in cell.inputs if one.share), cell.inputs[0].source)
        members.setdefault(_top(above, first), []).append(cell)
    return tuple(Block(tuple(sorted(cells, key=_place))) for cells in members.values())


def _top(above: dict[str, str], source: str) -> str:
    while (next_ := above.get(source, source)) != source:
        above[source] = above.get(next_, next_)
        source = next_
    return source


def _place(cell: Cell) -> tuple[bool, tuple[str, ...], str]:
    return not cell.targets, cell.targets, cell.inputs[0].source


def _cells(crosswalk: Crosswalk) -> list[Cell]:
    member = {target: group.targets for group in crosswalk.groups for target in group.targets}
    groups = set(member.values())
    inputs: dict[tuple[str, ...], list[Input]] = {}
    leaking: set[tuple[str, ...]] = set()
    for source, pairs in crosswalk.of.items():
        shares, leak = _shared_out(pairs, member)
        leaking |= leak
        for targets, (share, quality) in shares.items():
            inputs.setdefault(targets or (), []).append(Input(source, share, len(shares) == 1, quality))
    untold = [Cell((), (one,)) for one in inputs.pop((), ())]
    told = [
        Cell(targets, tuple(found), targets in groups, targets in leaking, not crosswalk.partial.isdisjoint(targets))
        for targets, found in inputs.items()
    ]
    return told + untold


_Shares = dict[tuple[str, ...], tuple[Fraction, Quality]]


def _shared_out(pairs: Sequence[Pair], member: Mapping[str, tuple[str, ...]]) -> tuple[_Shares, set[tuple[str, ...]]]:
    """How a source divides into cells, all of it, and the group from which a part of it may have gone to no unit."""
    amounts: dict[tuple[str, ...], list[Pair]] = {}
    for pair in pairs:
        amounts.setdefault(member.get(pair.target, (pair.target,)) if pair.target else (), []).append(pair)
    found: _Shares = {}
    sure = Quality.worst(pair.quality for pair in pairs if pair.share is not None)
    open_: set[tuple[str, ...]] = set()
    for targets, several in amounts.items():
        share = known(total(pair.amount for pair in several))
        if share is None:
            open_.add(targets)
        else:
            found[targets] = share, sure
    rest = ONE - sum((share for share, _ in found.values()), ZERO)
    leak = open_ - {()}
    if leak:
        found[next(iter(leak))] = rest, Quality.UNKNOWN
    elif rest:
        found[()] = rest + found.get((), (ZERO,))[0], Quality.UNKNOWN
    return found, leak
