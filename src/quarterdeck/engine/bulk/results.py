"""How results are handed on: as Arrow, piece by piece."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from quarterdeck.engine.facts import DIGITS, VALUE
from quarterdeck.engine.slabs.form import Int64s

WORDS = pa.dictionary(pa.int32(), pa.string())
SLOT = [pa.field(name, WORDS, nullable=False) for name in ("indicator", "breakdown", "scenario")]


def decimals(values: Int64s, scale: int, told: NDArray[np.bool_] | None = None) -> pa.Array:
    """Steps of 10^-scale as decimals of the log; null where not `told`."""
    halves = np.stack([values, values >> 63], axis=-1)
    mask = None if told is None else pa.py_buffer(np.packbits(told, bitorder="little"))
    kind = pa.decimal128(VALUE.precision, scale)
    found = pa.Array.from_buffers(kind, len(values), [mask, pa.py_buffer(np.ascontiguousarray(halves))])
    return found if scale == DIGITS else found.cast(VALUE)


def words(among: Sequence[str], places: Any) -> pa.Array:
    """Words of a list by their places in it."""
    return pa.DictionaryArray.from_arrays(pa.array(places, pa.int32()), pa.array(among, pa.string()))


def same(word: str, count: int) -> pa.Array:
    """One word over and over."""
    return words([word], np.zeros(count, dtype=np.int32))
