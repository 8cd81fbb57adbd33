"""A state of the store made ready for works over all of it, and kept for as long as it is the current one."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple, TypeAlias, TypeVar
from weakref import WeakKeyDictionary

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from quarterdeck.core.measures import SpaceRule
from quarterdeck.core.periods import Period
from quarterdeck.engine.bulk import years
from quarterdeck.engine.bulk.slots import Slot, Slots
from quarterdeck.engine.bulk.tails import Frame, Tail
from quarterdeck.engine.bulk.years import Year
from quarterdeck.engine.facts import Batches, KnownOn
from quarterdeck.engine.held import Held
from quarterdeck.engine.segments.coding import Coder
from quarterdeck.engine.segments.layout import Dictionaries, Series
from quarterdeck.engine.segments.rows import Rows
from quarterdeck.engine.slabs.form import Int64s
from quarterdeck.engine.slabs.opening import Slabs
from quarterdeck.engine.world import World

Flags = NDArray[np.bool_]
Item = TypeVar("Item", np.int64, np.bool_)


@dataclass(frozen=True, eq=False)
class Everything:
    """All figures of a state of the store, year by year, with what they mean.

    `left_out` are indicators of which values do not fit 64 bits; no work tells of them. Years are opened when they are
    first looked at.
    """

    world: World
    dictionaries: Dictionaries
    batches: Batches
    open: "Mapping[int, Opener]"
    left_out: tuple[str, ...] = ()

    @cached_property
    def _opened(self) -> dict[int, Slots]:
        return {}

    @property
    def years(self) -> tuple[int, ...]:
        """The years of which anything is known."""
        return tuple(sorted(self.open))

    def year(self, number: int) -> Slots:
        """A year with what was worked out for it; empty where nothing is known of it."""
        if number not in self._opened:
            found = self.open.get(number)
            self._opened[number] = found(self) if found else Slots(years.empty(number), self)
        return self._opened[number]

    def order(self, last: int) -> Int64s:
        """`Batches.order`, at least up to the last batch that occurs somewhere, since kernels test no bounds."""
        return _padded(self.batches.order(), last, np.int64(-1))

    def visible(self, known: KnownOn, last: int) -> Flags:
        """`Batches.visible`, at least up to the last batch that occurs somewhere."""
        return _padded(self.batches.visible(known), last, np.bool_(False))

    def period(self, number: int) -> Period:
        """The period with a number."""
        return self._periods[number]

    @cached_property
    def _periods(self) -> list[Period]:
        return [Period(code) for code in self.dictionaries.periods]

    def level(self, number: int) -> int:
        """The level of the unit with a number."""
        return self.world.register.units[self.dictionaries.units[number]].level

    def slot(self, series: Series) -> Slot | None:
        """The sum to which a series belongs, or None where it is no authoritative one that may be summed over areas."""
        measure = self.world.measures.get(series.indicator)
        if measure is None or measure.space_rule != SpaceRule.SUM.value or series.breakdown.startswith("@"):
            return None
        told = series.regime in ("", measure.regime)
        return Slot(series.indicator, series.breakdown, series.scenario) if told else None

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """Everything that may be summed over areas, whichever years it is reported in."""
        found = dict.fromkeys(self.slot(series) for series in self.dictionaries.series)
        return tuple(one for one in found if one is not None and one.indicator not in self.left_out)

    @cached_property
    def slot_numbers(self) -> dict[Slot, int]:
        """The place of each in `slots`."""
        return {one: number for number, one in enumerate(self.slots)}


def _padded(table: NDArray[Item], last: int, nothing: Item) -> NDArray[Item]:
    more = last + 1 - len(table)
    return np.concatenate([table, np.full(more, nothing)]) if more > 0 else table


Opener: TypeAlias = Callable[[Everything], Slots]


def everything(
    world: World, dictionaries: Dictionaries, batches: Batches, slabs: Mapping[int, Slabs], wide: Iterable[str] = ()
) -> Everything:
    """Everything that lies in the slabs of some years; `wide` indicators are not in them."""
    opening = {number: _opened(number, one) for number, one in slabs.items()}
    return Everything(world, dictionaries, batches, opening, tuple(wide))


def with_tail(base: Everything, tail: pa.Table, batches: Batches) -> Everything:
    """The same with rows of the log (`facts.FACTS`) that are newer than the slabs."""
    coder = Coder(base.dictionaries, base.left_out)
    found: dict[int, list[Rows]] = {}
    for batch in tail.to_batches():
        for number, rows in coder.by_year(batch).items():
            found.setdefault(number, []).append(rows)
    newer = replace(base, dictionaries=coder.dictionaries, batches=batches)
    order = newer.order(max((base.year(number).year.last_of_all for number in found), default=0))
    frame = Frame(newer.dictionaries.series, newer.level, order, newer.period)
    tails = {number: Tail(base.year(number).year, Rows.joined(rows), frame) for number, rows in found.items()}
    dropped = {*coder.wide, *(code for one in tails.values() for code in one.too_wide())}
    opening: dict[int, Opener] = {number: _shared(base, number) for number in base.open}
    opening |= {number: _laid(one, dropped) for number, one in tails.items()}
    return replace(newer, open=opening, left_out=tuple(sorted(dropped)))


def _opened(number: int, slabs: Slabs) -> Opener:
    return lambda parent: Slots(years.opened(number, slabs), parent)


def _shared(base: Everything, number: int) -> Opener:
    return lambda _parent: base.year(number)


def _laid(tail: Tail, dropped: set[str]) -> Opener:
    keeps = np.array([one.indicator not in dropped for one in tail.frame.series], dtype=np.bool_)
    rows = tail.rows.only(keeps[tail.rows.series])

    def laid(parent: Everything) -> Slots:
        year: Year = Tail(tail.year, rows, tail.frame).overlaid() if len(rows) else tail.year
        return Slots(year, parent)

    return laid


class _Kept(NamedTuple):
    """What was gathered last from a state: without the tail, and with the tail of so many rows and batches."""

    token: str
    base: Everything
    tail: tuple[int, int]
    whole: Everything


_KEPT: WeakKeyDictionary[Held, _Kept] = WeakKeyDictionary()


def gathered(held: Held, world: World) -> Everything:
    """Everything that a state of the store knows, with the rows that are newer than its segments.

    What is prepared for a state and a world is kept for as long as the state is held.
    """
    kept = _KEPT.get(held)
    batches, tail = held.batches, held.tail()
    if kept is None or kept.token != world.token:
        manifest = held.manifest
        slabs = {number: one for number in manifest.years if (one := held.slabs(number)) is not None}
        base = everything(world, manifest.dictionaries, batches, slabs, manifest.wide)
        kept = _Kept(world.token, base, (0, len(batches.numbers)), base)
    stamp = len(tail), len(batches.numbers)
    if kept.tail != stamp:
        whole = with_tail(kept.base, tail, batches) if len(tail) else replace(kept.base, batches=batches)
        kept = kept._replace(tail=stamp, whole=whole)
    _KEPT[held] = kept
    return kept.whole
