"""A year made ready for restating: which cell each row goes to, what is divided, which columns make up the year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from quarterdeck.core.measures import Accumulation, TimeRule
from quarterdeck.core.periods import Period
from quarterdeck.engine.bulk.cells import Targets, Telling, telling
from quarterdeck.engine.bulk.slots import Runs, Slots
from quarterdeck.engine.bulk.strays import strays
from quarterdeck.engine.bulk.tails import FITS
from quarterdeck.engine.reading import steps
from quarterdeck.engine.reading.reading import Measure
from quarterdeck.engine.slabs.form import Int64s

ALL, LAST, NONE = 0, 1, 2
"""How shorter periods make up the year: all of them summed, the last of them alone, or not at all."""
OWN, QUARTERS, MONTHS = 0, 1, 2
"""What the year's figure is made from; the first that is whole counts."""
NEVER = 1 << 60
Flags = NDArray[np.bool_]


def rule_of(measure: Measure) -> int:
    """How shorter periods of a measure make up the year; see `reading.level`."""
    if measure.time_rule == TimeRule.LAST.value or measure.accumulation == Accumulation.CUMULATIVE.value:
        return LAST
    return ALL if measure.adds_up else NONE


class Where(NamedTuple):
    """For kernels. `cell` is that of each row by epoch, -1 for none; `role` and `epoch` are those of each column by
    rule; `need` [rules × roles × cells] says how much a figure consists of, `weight` [epochs × cells] what a column
    brings to that. `column` is the place of each column of the axis in each set of columns, -1 for none."""

    cell: Int64s
    role: Int64s
    epoch: Int64s
    need: Int64s
    weight: Int64s
    column: Int64s


class Divisions(NamedTuple):
    """Units that are divided, by epoch from `first[epoch]` on: of each its sources by level and row of the level
    (`sources` from `source[n]` on), its cells (-1: untold), numerators [cells × sources] one after another, and the
    denominator."""

    first: Int64s
    source: Int64s
    level: Int64s
    row: Int64s
    target: Int64s
    cell: Int64s
    share: Int64s
    numerator: Int64s
    whole: Int64s


@dataclass(frozen=True, eq=False)
class Terms:
    """Of each slot how shorter periods make up the year, the decimals of its values and of its measure, whether sums
    fit 64 bits (`adds`), and whether what is divided does (`fits`)."""

    rule: Int64s
    scale: Int64s
    decimals: Int64s
    adds: Flags
    fits: Flags


@dataclass(frozen=True, eq=False)
class Borders:
    """A year in the borders of a day, on an axis of cells. `most` is of how many figures one at most consists."""

    where: Where
    divisions: Divisions
    runs: Runs
    most: int


def terms(slots: Slots, ready: Borders) -> Terms:
    """The terms on which slots are restated."""
    rule, decimals = _of_measures(slots)
    scale = slots.of_slots("scale")
    steps = slots.of_slots("most") * 10.0 ** np.maximum(decimals - scale, 0)
    sizes = np.diff(ready.divisions.source) * ready.divisions.whole.astype(np.float64)
    adds, fits = (steps * float(most) < FITS for most in (ready.most, sizes.max(initial=1)))
    return Terms(rule, scale, decimals, adds, fits)


def _of_measures(slots: Slots) -> tuple[Int64s, Int64s]:
    """Of each slot the rule and the decimals of its measure, remembered."""
    kept = slots.remembered.get("measures")
    if kept is None:
        measures = [slots.parent.world.measures[one.indicator] for one in slots.names]
        kept = slots.remembered["measures"] = (
            np.array([rule_of(one) for one in measures], dtype=np.int64),
            np.array([one.decimals for one in measures], dtype=np.int64),
        )  # fmt: skip
    return cast(tuple[Int64s, Int64s], kept)


def starts(slots: Slots) -> set[date]:
    """The days from whose units figures of a year are taken."""
    days = {date.fromordinal(int(one)) for one in np.unique(strays(slots).start)}
    return days | {period.last_day for period in slots.periods}


def borders(slots: Slots, day: date, axis: tuple[Targets, ...]) -> Borders:
    """The year in the borders of a day; remembered for the day and axis asked for last."""
    kept = slots.remembered.get("borders")
    if not (isinstance(kept, tuple) and kept[0] == day and kept[1] is axis):
        making = _Making(slots, day, {targets: place for place, targets in enumerate(axis)})
        kept = day, axis, Borders(making.where, making.divisions(), making.runs(), making.most())
        slots.remembered["borders"] = kept
    found = kept[2]
    assert isinstance(found, Borders)
    return found


@dataclass(frozen=True, eq=False)
class _Making:
    slots: Slots
    day: date
    axis: dict[Targets, int]

    @cached_property
    def tellings(self) -> tuple[Telling, ...]:
        """What can be told, by epoch."""
        return tuple(dict.fromkeys(self._by_column))

    @cached_property
    def _by_column(self) -> list[Telling]:
        return [telling(self.slots.parent.world, period.last_day, self.day) for period in self.slots.periods]

    @cached_property
    def where(self) -> Where:
        """Where rows and columns belong."""
        epoch = np.array([self.tellings.index(one) for one in self._by_column], dtype=np.int64)
        cell = np.full((len(self.tellings), len(self.slots.uids)), -1, dtype=np.int64)
        weight = np.ones((len(self.tellings), len(self.axis)), dtype=np.int64)
        for number, one in enumerate(self.tellings):
            for uid, targets in one.wholly.items():
                if uid in self.slots.row_of:
                    cell[number, self.slots.row_of[uid]] = self.axis[targets]
            for targets, count in one.needed.items():
                weight[number, self.axis[targets]] = count
        role, need = self._roles(epoch, weight)
        column = np.full((len(self.slots.places), len(epoch)), -1, dtype=np.int64)
        for colset, places in enumerate(self.slots.places):
            column[colset, places] = np.arange(len(places))
        return Where(cell, role, epoch, need, weight, column)

    def _roles(self, epoch: Int64s, weight: Int64s) -> tuple[Int64s, Int64s]:
        place = {period.code: number for number, period in enumerate(self.slots.periods)}
        role = np.full((3, len(epoch)), -1, dtype=np.int64)
        need = np.full((3, 3, len(self.axis)), NEVER, dtype=np.int64)
        for rule in (ALL, LAST, NONE):
            for made_from, codes in enumerate(self._codes(rule)):
                if codes and all(code in place for code in codes):
                    columns = [place[code] for code in codes]
                    role[rule, columns] = made_from
                    need[rule, made_from] = weight[epoch[columns]].sum(axis=0)
        return role, need

    def _codes(self, rule: int) -> tuple[Sequence[str], ...]:
        year = f"{self.slots.year.number:04}"
        if rule == NONE:
            return ([year],)
        period = Period(year)
        parts = tuple(steps.part_codes(period, kind) for kind in ("Q", "M"))
        return ([year], *(part[-1:] if rule == LAST else part for part in parts))

    def runs(self) -> Runs:
        """The runs of columns of each rule one after another; their kind is role × epochs + epoch."""
        epochs = max(1, len(self.tellings))
        found = [
            self.slots.runs(np.where(role < 0, -1, role * epochs + self.where.epoch)) for role in self.where.role
        ]  # fmt: skip
        offsets = np.cumsum([0, *(len(one.begin) for one in found)])
        first = [one.first[:-1] + offset for one, offset in zip(found, offsets, strict=False)]
        joined = [np.concatenate(parts) for parts in zip(*(one[1:] for one in found), strict=True)]
        return Runs._make([np.concatenate([*first, offsets[-1:]]), *joined])

    def most(self) -> int:
        """A bound: so many months of so many units."""
        told = (telling(self.slots.parent.world, start, self.day) for start in starts(self.slots))
        return 12 * max((count for one in told for count in one.needed.values()), default=1)

    def divisions(self) -> Divisions:
        """What is divided of which something was reported."""
        first, numbers = [0], [[0], [], [], [0], [], [0], [], []]
        source, level, row, target, cell, share, numerator, whole = numbers
        for one in self.tellings:
            for division in one.divisions:
                if not any(uid in self.slots.row_of for uid in division.sources):
                    continue
                rows = [self.slots.row_of.get(uid, -1) for uid in division.sources]
                levels = [self._level(number) for number in rows]
                level += levels
                row += [at - int(self.slots.bases[on]) if at >= 0 else -1 for at, on in zip(rows, levels, strict=True)]
                cell += [self.axis.get(targets, -1) if targets else -1 for targets in division.cells]
                numerator += [number for mine in division.numerators for number in mine]
                whole.append(division.whole)
                for ends, held in ((source, level), (target, cell), (share, numerator)):
                    ends.append(len(held))
            first.append(len(whole))
        return Divisions._make(np.array(one, dtype=np.int64) for one in (first, *numbers))

    def _level(self, row: int) -> int:
        return int(np.searchsorted(self.slots.bases, row, side="right")) - 1 if row >= 0 else -1
