"""A year rolled up: the sums of the finest units over everything above them, as the areas were."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import cast

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from quarterdeck.core.lineage import Unit
from quarterdeck.core.periods import Period
from quarterdeck.engine.bulk.asitwas import above_level
from quarterdeck.engine.bulk.everything import Everything
from quarterdeck.engine.bulk.kernels.sums import roll_up as kernel
from quarterdeck.engine.bulk.results import SLOT, WORDS, decimals, same, words
from quarterdeck.engine.bulk.slots import Slot, Slots
from quarterdeck.engine.bulk.tails import FITS
from quarterdeck.engine.bulk.threads import spread
from quarterdeck.engine.facts import VALUE
from quarterdeck.engine.slabs.form import MISSING, Int32s, Int64s

SCHEMA = pa.schema(
    [
        *SLOT, pa.field("unit", WORDS, nullable=False), pa.field("period", WORDS, nullable=False),
        pa.field("value", VALUE), pa.field("reported", pa.int32(), nullable=False),
        pa.field("needed", pa.int32(), nullable=False),
    ]
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class RollUp:
    """Sums [slots × units × periods] in steps of 10^-scale of each slot; MISSING where a figure is missing.

    `reported` says of how many figures each consists, `needed` [units × periods] of how many it must; 0 where the unit
    was not alive or has nothing under it. The highest units come first. `left_out` are indicators whose sums might not
    fit 64 bits.
    """

    year: int
    level: int
    slots: tuple[Slot, ...]
    units: tuple[Unit, ...]
    periods: tuple[Period, ...]
    scales: Int64s
    values: Int64s
    reported: Int32s
    needed: Int32s
    left_out: tuple[str, ...]

    @property
    def missing(self) -> NDArray[np.bool_]:
        """Where no sum is told."""
        return np.equal(self.values, MISSING)

    @property
    def levels(self) -> dict[int, slice]:
        """Which of the units are of each level."""
        levels = np.array([unit.level for unit in self.units])
        return {
            int(level): slice(*(int(np.searchsorted(levels, level, side=side)) for side in ("left", "right")))
            for level in np.unique(levels)
        }

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The same as Arrow, a slot at a time, without what has no figure at all; null where no sum is told."""
        uids, codes = [unit.uid for unit in self.units], [period.code for period in self.periods]
        for number, slot in enumerate(self.slots):
            unit, period = np.nonzero(self.reported[number])
            values = self.values[number][unit, period]
            yield pa.record_batch(
                [*(same(word, len(unit)) for word in slot), words(uids, unit), words(codes, period),
                 decimals(values, int(self.scales[number]), values != MISSING),
                 pa.array(self.reported[number][unit, period]), pa.array(self.needed[unit, period])],
                schema=SCHEMA,
            )  # fmt: skip


def roll_up(of: Everything, year: int, level: int | None = None) -> RollUp:
    """The sums of the figures of a level, the finest without `level`, over all units above, each as the areas were on
    the last day of its period; told only where all units of the level have a figure."""
    slots = of.year(year)
    finest = max(slots.levels, default=0) if level is None else level
    nodes = above_level(slots, finest)
    place = slots.levels.index(finest) if finest in slots.levels else -2
    which, wide = fitting(of, slots, int(nodes.kin.need.max(initial=0)), place)
    shape = len(which), len(nodes.units), len(slots.axis)
    values, reported = np.empty(shape, dtype=np.int64), np.empty(shape, dtype=np.int32)
    arguments = slots.blocks, slots.flat, nodes.runs, nodes.kin, nodes.several, of.order(slots.told.last_batch), place
    spread(len(which), lambda first, last: kernel(first, last, which, *arguments, values, reported))
    return RollUp(
        year, finest, tuple(slots.names[one] for one in which.tolist()), nodes.units, slots.periods,
        slots.of_slots("scale")[which], values, reported, nodes.kin.need[nodes.kin.epoch].T.astype(np.int32),
        tuple(sorted(wide.union(of.left_out))),
    )  # fmt: skip


def fitting(of: Everything, slots: Slots, most: int, level: int | None = None) -> tuple[Int64s, set[str]]:
    """The slots with a block at a level (by its place; any without) of which sums of `most` figures fit 64 bits, and
    the indicators of which some might not. Of these, and of what everything leaves out, no slot is told. Remembered."""
    key = "fitting", most, level, tuple(of.left_out)
    found = slots.remembered.get(key)
    if found is None:
        found = slots.remembered[key] = _fitting(of, slots, most, level)
    return cast(tuple[Int64s, set[str]], found)


def _fitting(of: Everything, slots: Slots, most: int, level: int | None) -> tuple[Int64s, set[str]]:
    fits = slots.of_slots("most").astype(np.float64) * most < FITS
    blocks, numbers = slots.blocks, slots.told.blocks["series"]
    there = np.unique(numbers if level is None else numbers[blocks.level == level]).astype(np.int64)
    wide = {slots.names[one].indicator for one in there[~fits[there]].tolist()} - set(of.left_out)
    return but(slots, there, wide.union(of.left_out)), wide


def but(slots: Slots, which: Int64s, indicators: Collection[str]) -> Int64s:
    """Of some slots those that are not of these indicators."""
    kept = np.array([one.indicator not in indicators for one in slots.names], dtype=np.bool_)
    return which[kept[which]]
