"""Every figure of every year in the borders of one day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from quarterdeck.engine.bulk.borders import Terms, borders, starts, terms
from quarterdeck.engine.bulk.cells import Targets, ordered, telling
from quarterdeck.engine.bulk.elsewhere import Worked, worked
from quarterdeck.engine.bulk.everything import Everything
from quarterdeck.engine.bulk.kernels.restate import Asked, Extra, restate
from quarterdeck.engine.bulk.results import SLOT, WORDS, decimals, same, words
from quarterdeck.engine.bulk.rolling import but
from quarterdeck.engine.bulk.slots import Slot, Slots
from quarterdeck.engine.bulk.threads import each, pieces_of
from quarterdeck.engine.facts import VALUE
from quarterdeck.engine.slabs.form import MISSING, Int64s

SCHEMA = pa.schema(
    [*SLOT, pa.field("units", WORDS, nullable=False), pa.field("year", pa.int32(), nullable=False),
     pa.field("value", VALUE, nullable=False)]
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class InBorders:
    """Yearly figures [slots × years × cells] in the borders of a day, in steps of 10^-scale [slots × years].

    A cell is a unit of that day, or a group of units that are told as one. Values are MISSING where a figure cannot be
    told or was not reported. `left_out` are indicators whose sums might not fit 64 bits.
    """

    day: date
    slots: tuple[Slot, ...]
    years: tuple[int, ...]
    cells: tuple[Targets, ...]
    scales: Int64s
    values: Int64s
    left_out: tuple[str, ...]

    @property
    def missing(self) -> NDArray[np.bool_]:
        """Where no figure is told."""
        return np.equal(self.values, MISSING)

    def batches(self) -> Iterator[pa.RecordBatch]:
        """What is told as Arrow, a slot of a year at a time; `units` has the uids of a group joined by plus signs."""
        names = ["+".join(targets) for targets in self.cells]
        for number, slot in enumerate(self.slots):
            for place, year in enumerate(self.years):
                values = self.values[number, place]
                told = np.flatnonzero(values != MISSING)
                if len(told):
                    yield pa.record_batch(
                        [*(same(word, len(told)) for word in slot), words(names, told),
                         pa.array(np.full(len(told), year, dtype=np.int32)),
                         decimals(values[told], int(self.scales[number, place]))],
                        schema=SCHEMA,
                    )  # fmt: skip


def in_borders(of: Everything, day: date) -> InBorders:
    """The figures of all years in the borders of a day, period by period, and then the year from its parts where it
    was not reported itself; see `reading.restating` and `reading.level`."""
    axis = _axis(of, day)
    values = np.empty((len(of.slots), len(of.years), len(axis)), dtype=np.int64)
    scales = np.zeros(values.shape[:2], dtype=np.int64)
    years = [of.year(number) for number in of.years]
    prepared = [borders(slots, day, axis) for slots in years]
    on = [terms(slots, ready) for slots, ready in zip(years, prepared, strict=True)]
    wide = set(of.left_out).union(*(_wide(slots, one) for slots, one in zip(years, on, strict=True)))
    pieces, cuts = list[tuple[Any, ...]](), pieces_of(len(years))
    for place, (slots, ready, its) in enumerate(zip(years, prepared, on, strict=True)):
        asked = _asked(of, slots, its, wide)
        scales[asked.target, place] = np.maximum(asked.scale, asked.decimals)
        values[np.setdiff1d(np.arange(len(of.slots)), asked.target), place] = MISSING
        more = _extra(worked(slots, day, axis, its, ready), asked)
        arguments = (asked, slots.blocks, slots.flat, ready.runs, ready.where, ready.divisions, more, values[:, place])
        bounds = np.unique(len(asked.slot) * np.arange(cuts + 1) // cuts).tolist()
        pieces += [(*span, *arguments) for span in pairwise(bounds)]
    each(pieces, lambda piece: restate(*piece))
    return InBorders(day, of.slots, of.years, axis, scales, values, tuple(sorted(wide)))


def _wide(slots: Slots, on: Terms) -> set[str]:
    return {slots.names[one].indicator for one in np.flatnonzero(~on.adds).tolist()}


def _axis(of: Everything, day: date) -> tuple[Targets, ...]:
    """All cells of which any year tells; the same object for the same question."""
    days = {one for number in of.years for one in starts(of.year(number))}
    found = tuple({id(one): one for one in (telling(of.world, start, day) for start in sorted(days))}.values())
    key = ("axis", day, tuple(map(id, found)))
    if key not in of.world.remembered:
        of.world.remembered[key] = ordered(found, of.world.statistical)
    kept = of.world.remembered[key]
    assert isinstance(kept, tuple)
    return kept


def _asked(of: Everything, slots: Slots, on: Terms, wide: set[str]) -> Asked:
    target = slots.targets(of.slot_numbers)
    which = but(slots, np.flatnonzero(target >= 0), wide)
    return Asked(
        which, on.rule[which], on.scale[which], on.decimals[which], on.fits[which].astype(np.int64), target[which]
    )  # fmt: skip


def _extra(found: Worked, asked: Asked) -> Extra:
    slot, role, cell, value, weight = found
    first, last = (np.searchsorted(slot, asked.slot, side=side) for side in ("left", "right"))
    return Extra(first.astype(np.int64), last.astype(np.int64), role, cell, value, weight)
