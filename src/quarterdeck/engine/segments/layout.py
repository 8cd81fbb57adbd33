"""What lies where in the folder of the engine.

One manifest names everything that counts; whatever it does not name is left over and may be removed. Files are never
changed after the manifest names them. For every year there is a Parquet file of the newest row of each key (`newest`),
one of the rows that newer ones replaced (`superseded`), both sorted by series, unit and period, and the matrices made
from them (`slabs`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import pyarrow as pa

NEWEST = pa.schema(
    [
        pa.field("series", pa.int32(), nullable=False),
        pa.field("unit", pa.int32(), nullable=False),
        pa.field("period", pa.int32(), nullable=False),
        pa.field("value", pa.int64()),
        pa.field("mark", pa.int16(), nullable=False),
        pa.field("batch", pa.int32(), nullable=False),
        pa.field("row", pa.int64(), nullable=False),
    ]
)
"""`series`, `unit` and `period` are places in the dictionaries; `value` counts steps of 10^-scale of its indicator."""

SUPERSEDED = NEWEST.append(pa.field("superseded_by", pa.int32(), nullable=False))
"""The same, and the batch that brought the next newer row of the key."""


class Series(NamedTuple):
    """A key of the log without its unit and period."""

    indicator: str
    breakdown: str = ""
    scenario: str = "actual"
    regime: str = ""


@dataclass(frozen=True, slots=True)
class Dictionaries:
    """What the numbers in files stand for. Lists only grow, so that older files keep their meaning."""

    series: tuple[Series, ...] = ()
    units: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileMeta:
    """A file with what it must be like: size in bytes, rows, and the BLAKE2b digest of its content in hex."""

    name: str
    size: int
    digest: str
    rows: int = 0


@dataclass(frozen=True, slots=True)
class YearFiles:
    """The files of one year, the year to which periods report. `scales` gives each indicator its decimals."""

    newest: FileMeta
    superseded: FileMeta
    slabs: tuple[FileMeta, ...]
    scales: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Manifest:
    """One state of the segments: every row of batches up to `watermark`, but those of `wide` indicators.

    An indicator is wide where its values do not fit 64 bits at the decimals they have; its rows stay in the log.
    `generation` counts the states; `log` names the log it was made from, so that segments of another store are refused.
    `damaged` are years that were left out when the manifest was read, because a file of theirs is not what it must be:
    their rows are read from the log.
    """

    generation: int = 0
    watermark: int = 0
    log: str = ""
    dictionaries: Dictionaries = field(default_factory=Dictionaries)
    years: Mapping[int, YearFiles] = field(default_factory=dict)
    wide: tuple[str, ...] = ()
    damaged: tuple[int, ...] = ()
