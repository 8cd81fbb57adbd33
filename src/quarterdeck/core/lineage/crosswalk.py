"""What became of every unit between two days: exact where it can be told, unknown where it cannot."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from quarterdeck.core.lineage.paths import Part, Paths, split
from quarterdeck.core.lineage.register import Register
from quarterdeck.core.lineage.shares import ONE, ZERO, Amount, add, known, multiply, subtract, total, unknown
from quarterdeck.core.lineage.units import POPULATION, Quality, Succession


@dataclass(frozen=True, slots=True)
class Pair:
    """That share of `source` is in `target`; a target None is what no unit took over, or nobody tells who did.

    `amount` may be a polynomial over unknown shares; `share` is its value where it has one. `quality` is that of the
    shares on the way; a share that must be 1, because all parts came together again, is exact.
    """

    source: str
    target: str | None
    amount: Amount
    quality: Quality
    paths: int = 1

    @property
    def share(self) -> Fraction | None:
        """The share of the source, or None where it is not known."""
        return known(self.amount)


@dataclass(frozen=True, slots=True)
class Group:
    """Units of the later day among which an unknown part of some earlier units is divided; sorted uids.

    `inflow` says how much of each source is in the group as a whole, which is known even though the division is not.
    """

    targets: tuple[str, ...]
    inflow: Mapping[str, Fraction]


class Crosswalk:
    """The pairs from the units of one day to those of another, by a denominator ("population", "land", …).

    `partial` are targets of which a part is in none of the sources: going back in time, what no later unit took over.
    """

    def __init__(
        self, pairs: Iterable[Pair], start: date, end: date, by: str, partial: Iterable[str] = frozenset()
    ) -> None:
        self.pairs: Sequence[Pair] = tuple(pairs)
        self.start, self.end, self.by, self.partial = start, end, by, frozenset(partial)

    @cached_property
    def of(self) -> Mapping[str, tuple[Pair, ...]]:
        """The pairs of each source."""
        return _gathered((pair.source, pair) for pair in self.pairs)

    @cached_property
    def into(self) -> Mapping[str, tuple[Pair, ...]]:
        """The pairs of each target."""
        return _gathered((pair.target, pair) for pair in self.pairs if pair.target is not None)

    def exact(self, target: str) -> bool:
        """Whether the target is a plain sum of units that have no part, however empty, anywhere else."""
        arrived = self.into.get(target, ())
        whole = all(pair.amount == ONE and len(self.of[pair.source]) == 1 for pair in arrived)
        return bool(arrived) and whole and target not in self.partial

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups of targets that unknown shares tie together, by their first uid."""
        tied: dict[str, set[str]] = {}
        for pairs in self.of.values():
            open_targets = {pair.target for pair in pairs if pair.share is None and pair.target is not None}
            joined = set(open_targets)
            for target in open_targets:
                joined |= tied.get(target, set())
            for target in joined:
                tied[target] = joined
        found = {tuple(sorted(targets)) for targets in tied.values()}
        return tuple(Group(targets, self._inflow(targets)) for targets in sorted(found))

    def _inflow(self, targets: tuple[str, ...]) -> Mapping[str, Fraction]:
        amounts: dict[str, Amount] = {}
        for target in targets:
            for pair in self.into[target]:
                amounts[pair.source] = add(amounts[pair.source], pair.amount) if pair.source in amounts else pair.amount
        shares = {source: known(amount) for source, amount in amounts.items()}
        return {source: share for source, share in shares.items() if share is not None}


def crosswalk(
    register: Register, start: date, end: date, *, by: str = POPULATION, level: int | None = None
) -> Crosswalk:
    """From the units alive on `start` (of one level, or all) to those alive on `end`.

    Backwards in time a share is told only where a unit came from one predecessor alone; where several went into it,
    nobody can divide it again, and its shares are unknown. Raises `BadInput` where successions run in a circle or
    shares exceed the whole.
    """
    if end < start:
        return _backwards(register, start, end, by, level)
    paths = Paths(register, end, by)
    sources = register.state(start, level)
    return Crosswalk((_pair(unit.uid, part) for unit in sources for part in paths.parts(unit.uid)), start, end, by)


def _backwards(register: Register, start: date, end: date, by: str, level: int | None) -> Crosswalk:
    forth = crosswalk(register, end, start, by=by)
    sources = {unit.uid: unit for unit in register.state(start, level)}
    new = _grown(register, end, Paths(register, start, by), start)
    pairs = [pair for uid in sources for pair in _origins(uid, forth.into.get(uid, ()), uid in new)]
    partial = (pair.source for pair in forth.pairs if pair.amount != ZERO and pair.target not in sources)
    return Crosswalk(pairs, start, end, by, partial)


def _grown(register: Register, end: date, paths: Paths, start: date) -> set[str | None]:
    """The units of which a part came from units that began between the days and hold nothing of the earlier ones."""
    reached = {unit.uid for unit in register.state(end)}
    waiting = list(reached)
    while waiting:
        for one in register.onward.get(waiting.pop(), ()):
            if one.successor not in reached and _gives(register, one, paths.by):
                reached.add(one.successor)
                waiting.append(one.successor)
    new = (
        unit.uid
        for unit in register.units.values()
        if end < unit.valid_from <= start
        and unit.uid not in reached
        and (unit.valid_from != unit.valid_to or unit.uid not in register.backward)
    )
    return {part.target for uid in new for part in paths.parts(uid) if part.amount != ZERO}


def _gives(register: Register, one: Succession, by: str) -> bool:
    """Whether a succession hands on more than nothing."""
    if by in one.shares and one.shares[by].value:
        return True
    parts = split(one.predecessor, register.onward[one.predecessor], by)
    return any(part.target == one.successor and part.amount != ZERO for part in parts)


def _origins(uid: str, arrived: Sequence[Pair], grown: bool) -> list[Pair]:
    zeros = [Pair(uid, pair.source, ZERO, Quality.EXACT) for pair in arrived if pair.share == 0]
    given: list[str | None] = [pair.source for pair in arrived if pair.share != 0]
    if grown or not given:
        given.append(None)
    names = [unknown(f"{uid}<{source}") for source in given[:-1]]
    amounts: list[Amount] = [*names, subtract(ONE, total(names))]
    quality = Quality.EXACT if len(given) == 1 and given[0] else Quality.UNKNOWN
    return zeros + [Pair(uid, source, amount, quality) for source, amount in zip(given, amounts, strict=True)]


def compose(first: Crosswalk, second: Crosswalk) -> Crosswalk:
    """The crosswalk through the day between: the same as the one made at one stroke.

    Raises `ValueError` where the second does not begin on the day the first ends, or counts by another denominator.
    """
    if first.end != second.start or first.by != second.by:
        raise ValueError("the second crosswalk must begin on the day the first ends, by the same denominator")
    pairs: list[Pair] = []
    for source, steps in first.of.items():
        parts: dict[str | None, Part] = {}
        for step in steps:
            for onward in _continued(step, second):
                parts[onward.target] = parts[onward.target].with_(onward) if onward.target in parts else onward
        pairs.extend(_pair(source, part) for part in parts.values())
    spread = (pair.target for pair in second.pairs if pair.source in first.partial and pair.amount != ZERO)
    return Crosswalk(pairs, first.start, second.end, first.by, second.partial.union(one for one in spread if one))


def _continued(step: Pair, second: Crosswalk) -> list[Part]:
    if step.target is None:
        return [Part(None, step.amount, step.quality, step.paths)]
    return [
        Part(next_.target, multiply(step.amount, next_.amount), Quality.worst((step.quality, next_.quality)),
             step.paths * next_.paths)
        for next_ in second.of.get(step.target, ())
    ]  # fmt: skip


def _pair(source: str, part: Part) -> Pair:
    if known(part.amount) is None:
        return Pair(source, part.target, part.amount, Quality.UNKNOWN, part.paths)
    together = part.paths > 1 and part.amount == ONE
    return Pair(source, part.target, part.amount, Quality.EXACT if together else part.quality, part.paths)


def _gathered(pairs: Iterable[tuple[str | None, Pair]]) -> dict[str, tuple[Pair, ...]]:
    found: dict[str, list[Pair]] = {}
    for key, pair in pairs:
        if key is not None:
            found.setdefault(key, []).append(pair)
    return {key: tuple(several) for key, several in found.items()}
