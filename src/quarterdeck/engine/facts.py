"""What the engine reads from the log: rows as columns, batches with their moments, and the door to both."""

from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, Protocol

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from quarterdeck.core.measures import Direction, ObservationStatus, Origin, Qualifier

STATUSES = tuple(ObservationStatus)
QUALIFIERS = tuple(Qualifier)
ORIGINS = tuple(Origin)
DIRECTIONS = tuple(Direction)

DIGITS = 8
"""Decimals that the log keeps, and to which everything computed is rounded."""

VALUE = pa.decimal128(28, DIGITS)
FACTS = pa.schema(
    [
        pa.field("row", pa.int64(), nullable=False),
        pa.field("indicator", pa.string(), nullable=False),
        pa.field("unit", pa.string(), nullable=False),
        pa.field("period", pa.string(), nullable=False),
        pa.field("breakdown", pa.string(), nullable=False),
        pa.field("scenario", pa.string(), nullable=False),
        pa.field("regime", pa.string(), nullable=False),
        pa.field("value", VALUE),
        pa.field("mark", pa.int16(), nullable=False),
        pa.field("batch", pa.int32(), nullable=False),
    ]
)
"""Rows of the log. `unit` is the uid of the version of an area; `mark` packs what is said along with the value."""


class Mark(NamedTuple):
    """What is said along with a value, as it is packed into 13 bits: `ObservationStatus` in the lowest five bits
    (its place in the order of strength, 0 the strongest), then qualifier, origin, direction, unreadable."""

    status: ObservationStatus = ObservationStatus.NORMAL
    qualifier: Qualifier = Qualifier.EXACT
    origin: Origin = Origin.REPORTED
    direction: Direction = Direction.NONE
    unreadable: bool = False

    @property
    def packed(self) -> int:
        """The number that stands for it in columns."""
        return (
            STATUSES.index(self.status)
            | QUALIFIERS.index(self.qualifier) << 5
            | ORIGINS.index(self.origin) << 7
            | DIRECTIONS.index(self.direction) << 9
            | self.unreadable << 12
        )

    @classmethod
    def unpacked(cls, number: int) -> "Mark":
        """What a number stands for."""
        return cls(
            STATUSES[number & 31], QUALIFIERS[number >> 5 & 3], ORIGINS[number >> 7 & 3], DIRECTIONS[number >> 9 & 7],
            bool(number >> 12 & 1),
        )  # fmt: skip


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def micros(moment: datetime) -> int:
    """A moment as whole microseconds since 1970, so that moments compare exactly."""
    return (moment - EPOCH) // timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class KnownOn:
    """Which rows count as known: those of batches known at `at`, and in a vintage only up to `last_batch`.

    None sets no limit.
    """

    at: datetime | None = None
    last_batch: int | None = None


NOW = KnownOn()


@dataclass(frozen=True)
class Batches:
    """The batches of a log by number, ascending: since when (microseconds) the rows of each are known."""

    numbers: NDArray[np.int32]
    moments: NDArray[np.int64]

    def order(self) -> NDArray[np.int64]:
        """By batch number, its place in the order (moment, number); -1 where there is no such batch."""
        places = np.full(int(self.numbers[-1]) + 1 if len(self.numbers) else 1, -1, dtype=np.int64)
        places[self.numbers[np.lexsort((self.numbers, self.moments))]] = np.arange(len(self.numbers))
        return places

    def visible(self, known: KnownOn) -> NDArray[np.bool_]:
        """By batch number, whether it counts as known."""
        shown = np.zeros(int(self.numbers[-1]) + 1 if len(self.numbers) else 1, dtype=np.bool_)
        counts = np.ones(len(self.numbers), dtype=np.bool_)
        if known.at is not None:
            counts &= self.moments <= micros(known.at)
        if known.last_batch is not None:
            counts &= self.numbers <= known.last_batch
        shown[self.numbers[counts]] = True
        return shown


class LogReader(Protocol):
    """The log as the engine reads it, wherever it is stored. Every answer is that of the moment it is given."""

    def batches(self, after: int = 0) -> Batches:
        """Every committed batch after a number."""

    def facts(
        self, *, after: int = 0, upto: int | None = None, indicators: Collection[str] | None = None,
        units: Collection[str] | None = None, periods: Collection[str] | None = None,
    ) -> Iterator[pa.RecordBatch]:  # fmt: skip
        """The rows of batches in (after, upto] that match, in chunks of the schema `FACTS`, in any order."""

    def held(self) -> AbstractContextManager[int]:
        """Hold writers back for a moment; gives the number of the last batch, below which no other can appear."""

    def count(self, *, after: int = 0, upto: int | None = None) -> int:
        """How many rows the batches in (after, upto] have."""

    def state(self) -> object | None:
        """Equal to what it was in this thread as long as nobody wrote anything; None where nobody can tell."""

    def log_name(self, upto: int) -> str:
        """Names this log as it is up to a batch: other for another store, or one that was restored and went on.

        Empty where `upto` is 0.
        """
