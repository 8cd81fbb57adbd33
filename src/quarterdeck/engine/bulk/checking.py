"""Whether the figures of units add up to that of the unit above, everywhere and always."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from quarterdeck.core.lineage import Unit
from quarterdeck.core.periods import Period
from quarterdeck.engine.bulk.asitwas import Nodes, parents
from quarterdeck.engine.bulk.everything import Everything
from quarterdeck.engine.bulk.kernels.sums import compare
from quarterdeck.engine.bulk.results import SLOT, WORDS, decimals, same, words
from quarterdeck.engine.bulk.rolling import but, fitting
from quarterdeck.engine.bulk.slots import Slot, Slots
from quarterdeck.engine.bulk.threads import spread
from quarterdeck.engine.facts import VALUE
from quarterdeck.engine.slabs.form import Int64s

SCHEMA = pa.schema(
    [*SLOT, pa.field("unit", WORDS, nullable=False), pa.field("period", WORDS, nullable=False),
     pa.field("reported", VALUE, nullable=False), pa.field("sum", VALUE, nullable=False)]
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Differing:
    """The figures of a slot in a year that differ from the sums below: by number of unit and period, the figure and
    the sum in steps of 10^-scale."""

    slot: Slot
    units: tuple[Unit, ...]
    periods: tuple[Period, ...]
    scale: int
    unit: Int64s
    period: Int64s
    reported: Int64s
    sum: Int64s

    def __len__(self) -> int:
        return len(self.unit)


@dataclass(frozen=True, eq=False)
class Checked:
    """How many figures of units were compared with the sum of those directly below, and how many of them differ.

    A figure is compared where every unit below has one. `left_out` are indicators whose sums might not fit 64 bits.
    """

    checked: int
    differing: int
    differences: tuple[Differing, ...]
    left_out: tuple[str, ...]

    @property
    def agreeing(self) -> int:
        """How many are the sum to the last digit."""
        return self.checked - self.differing

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Those that differ as Arrow, a slot of a year at a time."""
        for one in self.differences:
            uids, codes = [unit.uid for unit in one.units], [period.code for period in one.periods]
            yield pa.record_batch(
                [*(same(word, len(one)) for word in one.slot), words(uids, one.unit), words(codes, one.period),
                 decimals(one.reported, one.scale), decimals(one.sum, one.scale)],
                schema=SCHEMA,
            )  # fmt: skip


def sums_to_parent(of: Everything) -> Checked:
    """Compare every figure of a unit with the sum of those of the units directly below it on the last day of its
    period."""
    years = {number: (of.year(number), parents(of.year(number))) for number in of.years}
    fits = {number: fitting(of, slots, _most(nodes)) for number, (slots, nodes) in years.items()}
    wide = set(of.left_out).union(*(too_wide for _, too_wide in fits.values()))
    checked, found = 0, list[Differing]()
    for number, (slots, nodes) in years.items():
        compared, differing = _compared(of, slots, nodes, but(slots, fits[number][0], wide))
        checked += compared
        found += differing
    return Checked(checked, sum(map(len, found)), tuple(found), tuple(sorted(wide)))


def _most(nodes: Nodes) -> int:
    """Of how many figures the largest sum consists."""
    return int(nodes.kin.need.max(initial=0))


def _compared(of: Everything, slots: Slots, nodes: Nodes, which: Int64s) -> tuple[int, list[Differing]]:
    tally = np.zeros((len(which), 2), dtype=np.int64)
    # Room for the case that all differ; what is not written to takes no memory.
    room = len(which), len(nodes.units) * len(slots.axis)
    differing, own, sums = (np.empty(room, dtype=np.int64) for _ in range(3))
    arguments = slots.blocks, slots.flat, nodes.runs, nodes.kin, nodes.several, of.order(slots.told.last_batch)
    spread(len(which), lambda first, last: compare(first, last, which, *arguments, tally, differing, own, sums))
    scales = slots.of_slots("scale")
    found = []
    for place in np.flatnonzero(tally[:, 1]).tolist():
        some = slice(0, int(tally[place, 1]))
        unit, period = np.divmod(differing[place, some], len(slots.axis))
        slot = int(which[place])
        found.append(
            Differing(
                slots.names[slot], nodes.units, slots.periods, int(scales[slot]), unit, period,
                own[place, some].copy(), sums[place, some].copy(),
            )
        )  # fmt: skip
    return int(tally[:, 0].sum()), found
