"""The rows of a year as sorted files: which row of each key is the newest, and which batch replaced the others."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from quarterdeck.engine.segments.checksums import meta_of
from quarterdeck.engine.segments.layout import NEWEST, SUPERSEDED, Dictionaries, FileMeta
from quarterdeck.engine.segments.rows import Numbers, Rows, decimals_needed, fixed

ROW_GROUP = 100_000
_DELTAS = dict.fromkeys(("unit", "value", "row"), "DELTA_BINARY_PACKED")
_LARGEST = 2**63


class Extent(NamedTuple):
    """What an indicator's values of a year need: decimals, and room for wholes from `low` to `high`."""

    decimals: int = 0
    low: int = 0
    high: int = 0

    def with_(self, other: "Extent") -> "Extent":
        """What both need together."""
        return Extent(max(self.decimals, other.decimals), min(self.low, other.low), max(self.high, other.high))

    @property
    def fits(self) -> bool:
        """Whether 64 bits hold every value with these decimals (one whole is spared for the fraction)."""
        return bool((max(abs(self.low), abs(self.high)) + 1) * 10**self.decimals < _LARGEST)


def extents(rows: Rows, indicators: Sequence[str]) -> dict[str, Extent]:
    """What each indicator of which there are rows needs; `indicators` names that of each series."""
    names, of_series = np.unique(np.array(indicators, dtype=object), return_inverse=True)
    group = of_series[rows.series]
    decimals = decimals_needed(rows.fraction, group, len(names))
    low, high = np.zeros(len(names), dtype=np.int64), np.zeros(len(names), dtype=np.int64)
    np.minimum.at(low, group, rows.whole)
    np.maximum.at(high, group, rows.whole)
    present = np.flatnonzero(np.bincount(group, minlength=len(names)))
    return {names[one]: Extent(int(decimals[one]), int(low[one]), int(high[one])) for one in present.tolist()}


def write_year(
    folder: Path, stem: str, rows: Rows, known: Dictionaries, scales: Mapping[str, int], order: Numbers
) -> tuple[FileMeta, FileMeta]:
    """Write the newest row of each key and the replaced ones; `order` is `Batches.order()`.

    The newest is that of the largest (moment, batch).
    """
    found, replaced = _sorted(rows, known, order)
    decimals = np.array([scales.get(one.indicator, 0) for one in known.series], dtype=np.int64)
    older = np.flatnonzero(replaced)
    next_batch = rows.batch[found[older + 1]]
    return (
        _write(folder / f"{stem}-newest.parquet", rows.only(found[~replaced]), decimals),
        _write(folder / f"{stem}-superseded.parquet", rows.only(found[older]), decimals, next_batch),
    )


def _sorted(rows: Rows, known: Dictionaries, order: Numbers) -> tuple[Numbers, NDArray[np.bool_]]:
    """The places of the rows by series, unit, period and (moment, batch), and for each whether the next has its key."""
    place = order[rows.batch]
    key = (rows.series.astype(np.int64) * len(known.units) + rows.unit) * len(known.periods) + rows.period
    if len(known.series) * len(known.units) * len(known.periods) * len(order) < _LARGEST:
        found = np.argsort(key * len(order) + place)
    else:
        found = np.lexsort((place, key))
    key = key[found]
    replaced = np.zeros(len(rows), dtype=np.bool_)
    replaced[:-1] = key[1:] == key[:-1]
    return found, replaced


def _write(path: Path, rows: Rows, decimals: Numbers, by: NDArray[np.int32] | None = None) -> FileMeta:
    schema = NEWEST if by is None else SUPERSEDED
    value = pa.array(fixed(rows.whole, rows.fraction, decimals[rows.series]), mask=rows.fraction < 0)
    columns = {"value": value, "superseded_by": by}
    arrays = [columns[one.name] if one.name in columns else getattr(rows, one.name) for one in schema]
    pq.write_table(
        pa.table(arrays, schema=schema), path, row_group_size=ROW_GROUP, compression="zstd", column_encoding=_DELTAS,
        use_dictionary=[name for name in schema.names if name not in _DELTAS],
    )  # fmt: skip
    return meta_of(path, len(rows))
