"""What a question is answered from: one state of the segments, and the log for whatever is newer."""

import threading
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa

from quarterdeck.engine.facts import FACTS, Batches, LogReader
from quarterdeck.engine.segments.layout import Manifest, Series
from quarterdeck.engine.segments.reading import checked, tail
from quarterdeck.engine.slabs.opening import Slabs


class _Moment(threading.local):
    """The state of the log in which a thread reads, and the newer batches of that state once they were read."""

    state: object | None = None
    later: Batches | None = None


@dataclass(frozen=True, eq=False)
class Held:
    """One state of the segments in a folder with the log that they were made from. An empty manifest holds nothing.

    Files stay readable for as long as this is held, also while a newer state takes its place.
    """

    folder: Path
    manifest: Manifest
    log: LogReader

    @cached_property
    def _settled(self) -> Batches:
        """The batches that the segments have: no other can appear among them, and none changes."""
        known = self.log.batches()
        settled = known.numbers <= self.manifest.watermark
        return Batches(known.numbers[settled], known.moments[settled])

    @cached_property
    def _moment(self) -> "_Moment":
        return _Moment()

    def as_of(self, state: object | None) -> None:
        """From here on this thread sees the log in this state of it (`LogReader.state`), until the next one is told."""
        if state is None or self._moment.state != state:
            self._moment.state, self._moment.later = state, None

    @property
    def later(self) -> Batches:
        """The batches that the segments do not have; read anew unless the log is known to be in the same state."""
        found = self._moment.later
        if found is None:
            found = self.log.batches(after=self.manifest.watermark)
            if self._moment.state is not None:
                self._moment.later = found
        return found

    @property
    def batches(self) -> Batches:
        """Every batch, as of now."""
        settled, later = self._settled, self.later
        if not len(later.numbers):
            return settled
        return Batches(
            np.concatenate((settled.numbers, later.numbers)), np.concatenate((settled.moments, later.moments))
        )  # fmt: skip

    @cached_property
    def _slabs(self) -> dict[int, Slabs]:
        return {}

    def slabs(self, year: int) -> Slabs | None:
        """The matrices of a year, or None where the segments have none."""
        if year not in self.manifest.years:
            return None
        if year not in self._slabs:
            self._slabs[year] = Slabs(self.folder, self.manifest.years[year], self.manifest.dictionaries)
        return self._slabs[year]

    def parquet(self, year: int) -> tuple[Path, Path]:
        """The Parquet files of a year, newest and superseded rows, whole as they were written.

        Raises `Corrupt` where one is not.
        """
        files = self.manifest.years[year]
        return checked(self.folder, files.newest), checked(self.folder, files.superseded)

    @cached_property
    def series(self) -> dict[Series, int]:
        """The number of each series."""
        return {one: number for number, one in enumerate(self.manifest.dictionaries.series)}

    @cached_property
    def units(self) -> dict[str, int]:
        """The number of each unit by uid."""
        return {one: number for number, one in enumerate(self.manifest.dictionaries.units)}

    @cached_property
    def periods(self) -> dict[str, int]:
        """The number of each period by code."""
        return {one: number for number, one in enumerate(self.manifest.dictionaries.periods)}

    def tail(
        self, *, indicators: Collection[str] | None = None, units: Collection[str] | None = None,
        periods: Collection[str] | None = None,
    ) -> pa.Table:  # fmt: skip
        """The rows that the segments do not have: those of newer batches, and all of wide indicators."""
        if not self.manifest.wide and not self.manifest.damaged and not len(self.later.numbers):
            return FACTS.empty_table()
        return tail(self.log, self.manifest, indicators=indicators, units=units, periods=periods)
