"""Everything as it was known on a past day: how many values there were, and what they added up to."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from quarterdeck.engine.bulk.everything import Everything
from quarterdeck.engine.bulk.kernels.known import Tally, count_blocks, count_older
from quarterdeck.engine.bulk.results import SLOT, WORDS, words
from quarterdeck.engine.bulk.slots import Slots
from quarterdeck.engine.bulk.threads import each, pieces_of
from quarterdeck.engine.bulk.years import Year
from quarterdeck.engine.facts import DIGITS, KnownOn
from quarterdeck.engine.segments.layout import Series
from quarterdeck.engine.slabs.form import Int32s, Int64s

TOTAL = pa.decimal128(38, DIGITS)
SCHEMA = pa.schema(
    [*SLOT, pa.field("regime", WORDS, nullable=False), pa.field("year", pa.int32(), nullable=False),
     pa.field("values", pa.int64(), nullable=False), pa.field("total", TOTAL)]
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Known:
    """What was known of each series in each year: `counts` of values and their `totals` [series × years]."""

    series: tuple[Series, ...]
    years: tuple[int, ...]
    counts: Int64s
    totals: NDArray[np.object_]
    left_out: tuple[str, ...]

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The same as Arrow, a year at a time, without series of which nothing was known."""
        for place, year in enumerate(self.years):
            some = np.flatnonzero(self.counts[:, place])
            names = zip(*(self.series[one] for one in some), strict=True) if len(some) else [()] * 4
            yield pa.record_batch(
                [*(_coded(name) for name in names), pa.array(np.full(len(some), year, dtype=np.int32)),
                 pa.array(self.counts[some, place]), pa.array(self.totals[some, place].tolist(), TOTAL)],
                schema=SCHEMA,
            )  # fmt: skip


def _coded(names: tuple[str, ...]) -> pa.Array:
    among = list(dict.fromkeys(names))
    place = {name: number for number, name in enumerate(among)}
    return words(among, np.array([place[name] for name in names], dtype=np.int32))


def as_known(of: Everything, known: KnownOn) -> Known:
    """What was known on a day, or in a vintage: of every key the newest row that is visible then."""
    series = of.dictionaries.series
    kept = np.array([one.indicator not in of.left_out for one in series], dtype=np.bool_)
    counts = np.zeros((len(series), len(of.years)), dtype=np.int64)
    totals = np.full(counts.shape, Decimal(0), dtype=object)
    tallies = _tallies(of, known)
    for place, number in enumerate(of.years):
        tally = tallies[number]
        counts[:, place] = np.where(kept, tally.told, 0)
        scales = _scales(of.year(number).year, len(series))
        for one in np.flatnonzero(counts[:, place]).tolist():
            whole = (int(tally.high[one]) << 32) + int(tally.low[one])
            totals[one, place] = Decimal(whole).scaleb(-int(scales[one]))
    return Known(series, of.years, counts, totals, of.left_out)


def _empty_tally(size: int) -> Tally:
    return Tally._make(np.zeros(size, dtype=np.int64) for _ in Tally._fields)


def _tallies(of: Everything, known: KnownOn) -> dict[int, Tally]:
    """The tally of each year by series."""
    slots = {number: of.year(number) for number in of.years}
    last = max((one.year.last_of_all for one in slots.values()), default=0)
    visible, order = of.visible(known, last), of.order(last)
    by_series = {number: _empty_tally(len(of.dictionaries.series)) for number in slots}
    by_block = {number: _empty_tally(len(one.year.blocks)) for number, one in slots.items()}
    cuts = pieces_of(len(slots))
    pieces = [(number, *piece) for number, one in slots.items() for piece in _prepared(one).pieces(cuts)]

    def work(piece: tuple[int, bool, int, int]) -> None:
        number, of_blocks, first, last = piece
        year, ready = slots[number].year, _prepared(slots[number])
        if of_blocks:
            cells = (ready.starts, ready.sizes, ready.own, year.mapped, year.own)
            count_blocks(first, last, *cells, visible, by_block[number])
        else:
            count_older(first, last, year.older, ready.newest, visible, order, by_series[number])

    each(pieces, work)
    for number, one in slots.items():
        for mine, theirs in zip(by_series[number], by_block[number], strict=True):
            np.add.at(mine, one.year.blocks["series"], theirs)
    return by_series


def _scales(year: Year, series: int) -> Int64s:
    scales = np.zeros(series, dtype=np.int64)
    scales[year.blocks["series"]] = year.blocks["scale"]
    return scales


@dataclass(frozen=True, eq=False)
class _Prepared:
    """What is the same whenever a year is looked at: where its blocks are, the batch of the newest row of the key of
    each older row, and where each series of these begins."""

    starts: Int64s
    sizes: Int64s
    own: Int64s
    newest: Int32s
    firsts: NDArray[np.intp]

    def pieces(self, count: int) -> list[tuple[bool, int, int]]:
        """Spans of blocks with about as many cells each, and spans of older rows that part no series."""
        ends = np.cumsum(self.sizes)
        shares = np.arange(1, count) / count
        cuts = np.searchsorted(ends, ends[-1] * shares) if len(ends) else ends
        bounds = np.unique([0, *cuts.tolist(), len(ends)]).tolist()
        older = self.firsts[np.searchsorted(self.firsts, len(self.newest) * shares, side="right") - 1]
        parts = np.unique([0, *older.tolist(), len(self.newest)]).tolist()
        return [(True, *span) for span in pairwise(bounds)] + [(False, *span) for span in pairwise(parts)]


def _prepared(slots: Slots) -> _Prepared:
    if "known" not in slots.remembered:
        year, older = slots.year, slots.year.older
        starts, own = (np.ascontiguousarray(year.blocks[name], dtype=np.int64) for name in ("start", "own"))
        sizes = year.blocks["rows"].astype(np.int64) * year.blocks["columns"]
        firsts = np.flatnonzero(np.diff(older.series, prepend=-1)) if len(older.series) else np.zeros(1, dtype=np.intp)
        slots.remembered["known"] = _Prepared(starts, sizes, own, _newest(slots), firsts)
    found = slots.remembered["known"]
    assert isinstance(found, _Prepared)
    return found


def _newest(slots: Slots) -> Int32s:
    year, older, parent = slots.year, slots.year.older, slots.parent
    row = np.zeros(len(parent.dictionaries.units), dtype=np.int64)
    level = np.zeros(len(parent.dictionaries.units), dtype=np.int64)
    for place, units in enumerate(year.units.values()):
        row[units], level[units] = np.arange(len(units)), place
    places = {one: place for place, one in enumerate(year.units)}
    block = np.zeros((len(parent.dictionaries.series), len(places)), dtype=np.int64)
    block[year.blocks["series"], [places[one] for one in year.blocks["level"].tolist()]] = np.arange(len(year.blocks))
    column = np.zeros((len(year.colsets), len(parent.dictionaries.periods)), dtype=np.int64)
    for place, columns in enumerate(year.colsets):
        column[place, columns] = np.arange(len(columns))
    mine = year.blocks[block[older.series, level[older.unit]]]
    cell = mine["start"] + row[older.unit] * mine["columns"] + column[mine["colset"], older.period]
    own = mine["own"] != 0
    newest = np.zeros(len(cell), dtype=np.int32)
    newest[own], newest[~own] = year.own.batches[cell[own]], year.mapped.batches[cell[~own]]
    return newest
