"""Cells of areas made of those of the units that they consist of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quarterdeck.engine.matrices import exact
from quarterdeck.engine.matrices.basis import Rules
from quarterdeck.engine.matrices.cells import (
    ABOUT,
    ABSENT,
    FIRST,
    HEDGE,
    LAST,
    NEEDED,
    NOWHERE,
    REAL,
    REPORTED,
    STATUS,
    UNHEDGED,
    WHY,
    Cells,
    Codes,
    empty,
    stacked,
    unsaid,
)
from quarterdeck.engine.matrices.exact import Array, Exact, Mask
from quarterdeck.engine.query import Why

Numbers = NDArray[np.intp]


class Inside(NamedTuple):
    """Runs of columns of which places are made: `flat` columns, where each run begins, for how many units each column
    stands, how many units each place needs, and groups: (the group's place in `flat`, those of its members)."""

    flat: Numbers
    offsets: Numbers
    counts: Numbers
    needed: Numbers
    groups: tuple[tuple[int, tuple[int, ...]], ...]


@dataclass(frozen=True, eq=False)
class Items:
    """Units and groups of units told as one, a column each."""

    cells: Cells
    columns: Mapping[str, int]
    groups: Mapping[tuple[str, ...], int]

    def inside(self, needed: Sequence[tuple[str, ...]]) -> Inside:
        """The runs of places that need these units, each at least one."""
        flat: list[int] = []
        counts: list[int] = []
        offsets: list[int] = []
        groups = []
        for uids in needed:
            offsets.append(len(flat))
            at = {uid: len(flat) + number for number, uid in enumerate(uids)}
            flat += [self.columns[uid] for uid in uids]
            counts += [1] * len(uids)
            for members, column in self.groups.items():
                if all(uid in at for uid in members):
                    groups.append((len(flat), tuple(at[uid] for uid in members)))
                    flat.append(column)
                    counts.append(len(members))
        return Inside(
            np.array(flat, dtype=np.intp), np.array(offsets, dtype=np.intp), np.array(counts, dtype=np.intp),
            np.array([len(uids) for uids in needed], dtype=np.intp), tuple(groups),
        )  # fmt: skip


def rolled(items: Items, inside: Inside, rows: Numbers, rules: Rules, unreported: Codes) -> Cells:
    """The cells of areas for some bases."""
    every = items.cells
    told = ~rules.silent
    masks = (rules.sums & told, rules.means & told, ~rules.sums & ~rules.means & told, rules.silent)
    kinds = [rows[mask[rows]] for mask in masks]
    made = []
    for number, mine in enumerate(kinds):
        if not len(mine):
            continue
        run = _Run(every.rows(mine).columns(inside.flat), inside, unreported[mine])
        if number == 0:
            value = exact.gathered(run.values, inside.offsets)
            made.append(run.told(value, run.full, Why.INCOMPLETE))
        elif number == 1:
            made.append(_means(every, run, mine, rules))
        else:
            made.append(run.told(run.none, run.full & False, Why.SPACE_RULE, silent=number == 3))
    return stacked(made, [one for one in kinds if len(one)])


class _Run:
    """The parts of places for some bases, and how much of them is there."""

    def __init__(self, parts: Cells, inside: Inside, unreported: Codes) -> None:
        self.parts, self.inside, self._unreported = parts, inside, unreported
        self.reported = np.add.reduceat(parts.known * inside.counts, inside.offsets, axis=1)
        self.full: Mask = self.reported == inside.needed
        self.values = Exact(np.where(parts.known, parts.value.steps, 0), parts.value.scale, parts.value.most)

    @property
    def none(self) -> Exact:
        """Nothing, in the shape of the result."""
        return exact.nothing(self.full.shape[0], self.full.shape[1])

    def told(self, value: Exact, known: Mask, why: Why | Codes, *, silent: bool = False) -> Cells:
        """What is told of the places: rows that have a value, or why not; no row where no part has one."""
        parts, inside = self.parts, self.inside
        present = parts.there.copy()
        for group, members in inside.groups:
            present[:, list(members)] &= ~present[:, [group]]
        there = np.logical_or.reduceat(present, inside.offsets, axis=1) & (not silent)
        said = unsaid(known.shape[0], known.shape[1])
        said[NEEDED] = -inside.needed
        for field, other in ((REAL, 1), (HEDGE, UNHEDGED)):
            least = np.minimum.reduceat(np.where(present, parts.said[field], other), inside.offsets, axis=1)
            said[field] = np.where(there, least, other)
        said[HEDGE] = np.where((said[HEDGE] < UNHEDGED) & (inside.needed > 1), ABOUT, said[HEDGE])
        strongest = np.minimum.reduceat(np.where(parts.known, parts.said[STATUS], 31), inside.offsets, axis=1)
        said[STATUS] = np.where(known, strongest, ABSENT)
        said[REPORTED] = np.where(there, self.reported, 0)
        reason = np.where(there, WHY[why] if isinstance(why, Why) else why, self._unreported)
        reason = np.where(known, 0, reason).astype(np.int8)
        return Cells(value, known, there, there & ~known, said, reason, np.zeros_like(known))


def _means(every: Cells, run: _Run, mine: Numbers, rules: Rules) -> Cells:
    """Means weighted by the first of several periods of the weight in which any unit needed has a row of it."""
    inside, parts = run.inside, run.parts
    weights = [every.rows(column).columns(inside.flat) for column in rules.weights[mine].T]
    alone = np.ones(len(inside.flat), dtype=np.bool_)
    alone[[group for group, _ in inside.groups]] = False
    there = np.stack([np.logical_or.reduceat(one.there & alone, inside.offsets, axis=1) for one in weights])
    choice = np.repeat(there.argmax(axis=0), np.diff(np.append(inside.offsets, len(inside.flat))), axis=1)
    known = np.choose(choice, [one.known for one in weights])
    scale = np.maximum.reduce([one.value.scale for one in weights])
    at_scale = [exact.at_scale(one.value, scale).steps.astype(object) for one in weights]
    weight = np.where(known & parts.known, np.choose(choice, at_scale), 0)
    weighed = np.add.reduceat(known * inside.counts, inside.offsets, axis=1)
    above = np.add.reduceat(run.values.steps.astype(object) * weight, inside.offsets, axis=1)
    below = np.add.reduceat(weight, inside.offsets, axis=1)
    sound = run.full & (weighed == inside.needed) & np.asarray(below != 0, dtype=np.bool_)
    why = np.where(run.full, WHY[Why.NO_WEIGHT], WHY[Why.INCOMPLETE]).astype(np.int8)
    return run.told(mean_of(above, below, parts.value.scale, rules.decimals[mine], sound), sound, why)


def mean_of(above: Array, below: Array, scale: Array, decimals: NDArray[np.int64], sound: Mask) -> Exact:
    """Sums over sums of weights, rounded half away from zero to the measure's decimals."""
    sign = np.where((above < 0) ^ (below < 0), -1, 1)
    divisor = np.where(sound, np.abs(below), 1) * 10 ** scale.astype(object)
    steps = (np.abs(above) * 2 * 10 ** decimals.astype(object)[:, None] + divisor) // (divisor * 2) * sign
    steps = np.where(sound, steps, 0)
    most = exact.largest(steps)
    return Exact(steps if most >= exact.LIMIT else steps.astype(np.int64), decimals[:, None].copy(), most)


def at_home(cells: Cells, territory: NDArray[np.int32]) -> Cells:
    """The same, of the territory that each place has in the period of each base."""
    cells.said[FIRST] = np.where(cells.there, territory, NOWHERE)
    cells.said[LAST] = np.where(cells.there, -territory, NOWHERE)
    return cells


def unitless(rows: int, places: int) -> Cells:
    """Places that have no units of the level."""
    return empty(rows, places, Why.NO_UNIT, computed=False)
