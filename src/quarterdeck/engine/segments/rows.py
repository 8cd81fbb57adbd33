"""Rows as numbers in arrays: what compaction works on, between the log and the files."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from quarterdeck.engine.facts import DIGITS

Numbers: TypeAlias = NDArray[np.int64]
STEPS = 10**DIGITS
POWERS = 10 ** np.arange(DIGITS + 1, dtype=np.int64)

CODED = pa.schema(
    [
        pa.field("series", pa.int32(), nullable=False),
        pa.field("unit", pa.int32(), nullable=False),
        pa.field("period", pa.int32(), nullable=False),
        pa.field("whole", pa.int64(), nullable=False),
        pa.field("fraction", pa.int32(), nullable=False),
        pa.field("mark", pa.int16(), nullable=False),
        pa.field("batch", pa.int32(), nullable=False),
        pa.field("row", pa.int64(), nullable=False),
    ]
)
"""`series`, `unit` and `period` are places in the dictionaries. A value is `whole` + `fraction` × 10^-8, the whole
rounded down; where there is no value the fraction is -1."""


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Rows of the log, a column each as `CODED` says."""

    series: NDArray[np.int32]
    unit: NDArray[np.int32]
    period: NDArray[np.int32]
    whole: NDArray[np.int64]
    fraction: NDArray[np.int32]
    mark: NDArray[np.int16]
    batch: NDArray[np.int32]
    row: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.series)

    def only(self, which: NDArray[Any]) -> "Rows":
        """Some of the rows, by mask or by place, in that order."""
        return Rows(*(getattr(self, one.name)[which] for one in fields(self)))

    def as_batch(self) -> pa.RecordBatch:
        """The same for pyarrow."""
        return pa.record_batch([getattr(self, one.name) for one in CODED], schema=CODED)

    @classmethod
    def of(cls, table: pa.Table) -> "Rows":
        """The rows of a table with the columns of `CODED`."""
        return cls(*(table[one.name].to_numpy() for one in CODED))

    @classmethod
    def joined(cls, parts: Sequence["Rows"]) -> "Rows":
        """One after the other."""
        if not parts:
            return cls.of(CODED.empty_table())
        return parts[0] if len(parts) == 1 else cls(
            *(np.concatenate([getattr(part, one.name) for part in parts]) for one in fields(cls))
        )  # fmt: skip


def split(values: pa.Array) -> tuple[Numbers, NDArray[np.int32], NDArray[np.bool_]]:
    """Decimals as wholes and fractions of 10^-8, -1 where there is no value; and which wholes do not fit 64 bits."""
    words = np.frombuffer(values.buffers()[1], dtype=np.int64).reshape(-1, 2)[
        values.offset : values.offset + len(values)
    ]
    # Divided by 10^8 in parts of 32 bits, the highest first, as on paper.
    low, high = words[:, 0].view(np.uint64), words[:, 1]
    first, rest = np.divmod(high, STEPS)
    second, rest = np.divmod((rest << 32) | (low >> np.uint64(32)).astype(np.int64), STEPS)
    third, fraction = np.divmod((rest << 32) | (low & np.uint64(0xFFFFFFFF)).astype(np.int64), STEPS)
    whole = ((first << 32 | second) << 32) | third
    known = values.is_valid().to_numpy(zero_copy_only=False)
    too_large = known & (first != second << 32 >> 63)
    whole[~known] = 0
    fraction[~known] = -1
    return whole, fraction.astype(np.int32), too_large


def decimals_needed(fraction: NDArray[np.int32], group: NDArray[np.int64], groups: int) -> NDArray[np.int8]:
    """For each group of rows, the smallest number of decimals that holds all its fractions."""
    needed = np.zeros(groups, dtype=np.int8)
    places = np.nonzero(fraction > 0)[0]
    for decimals in range(1, DIGITS + 1):
        needed[group[places]] = decimals
        places = places[fraction[places] % POWERS[DIGITS - decimals] != 0]
    return needed


def fixed(whole: Numbers, fraction: NDArray[np.int32], scale: NDArray[np.int64]) -> Numbers:
    """Values as whole numbers of steps of 10^-scale; meaningless where there is no value."""
    return whole * POWERS[scale] + fraction // POWERS[DIGITS - scale]


def unfixed(value: Numbers, scale: NDArray[np.int64]) -> tuple[Numbers, NDArray[np.int32]]:
    """Wholes and fractions of values in steps of 10^-scale."""
    whole, rest = np.divmod(value, POWERS[scale])
    return whole, (rest * POWERS[DIGITS - scale]).astype(np.int32)
