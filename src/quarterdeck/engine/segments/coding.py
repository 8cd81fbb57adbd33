"""From rows of the log to numbers: dictionaries that only grow."""

from functools import reduce

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from quarterdeck.core.periods import Period
from quarterdeck.engine.segments.layout import Dictionaries, Series
from quarterdeck.engine.segments.rows import Rows, split

_PARTS = Series._fields


class Coder:
    """Turns rows of the log into numbers, and remembers what the numbers stand for.

    Rows of `wide` indicators are left out; an indicator of which a value does not fit becomes one.
    """

    def __init__(self, known: Dictionaries, wide: tuple[str, ...] = ()) -> None:
        self._series = {one: number for number, one in enumerate(known.series)}
        self._units = {one: number for number, one in enumerate(known.units)}
        self._periods = {one: number for number, one in enumerate(known.periods)}
        self._years = [Period(code).year for code in known.periods]
        self.wide = dict.fromkeys(wide)

    @property
    def dictionaries(self) -> Dictionaries:
        """What the numbers stand for so far."""
        return Dictionaries(tuple(self._series), tuple(self._units), tuple(self._periods))

    def by_year(self, facts: pa.RecordBatch) -> dict[int, Rows]:
        """The rows as numbers, by the year to which their periods report."""
        if self.wide:
            facts = facts.filter(pc.invert(pc.is_in(facts["indicator"], pa.array(self.wide, pa.string()))))
        rows = self._rows(facts)
        years = np.array(self._years, dtype=np.int32)[rows.period]
        found = np.unique(years)
        if len(found) == 1:
            return {int(found[0]): rows}
        return {int(year): rows.only(years == year) for year in found}

    def _rows(self, facts: pa.RecordBatch) -> Rows:
        whole, fraction, too_large = split(facts["value"])
        if too_large.any():
            self.wide.update(dict.fromkeys(facts["indicator"].filter(pa.array(too_large)).unique().to_pylist()))
        return Rows(
            self._numbers_of_series(facts), _numbers(facts["unit"], self._units), self._numbers_of_periods(facts),
            whole, fraction, *(facts[name].to_numpy() for name in ("mark", "batch", "row")),
        )  # fmt: skip

    def _numbers_of_periods(self, facts: pa.RecordBatch) -> NDArray[np.int32]:
        numbers = _numbers(facts["period"], self._periods)
        self._years.extend(Period(code).year for code in list(self._periods)[len(self._years) :])
        return numbers

    def _numbers_of_series(self, facts: pa.RecordBatch) -> NDArray[np.int32]:
        parts = [facts[name].dictionary_encode() for name in _PARTS]
        words = [part.dictionary.to_pylist() for part in parts]
        sizes = [max(len(one), 1) for one in words]
        places = [part.indices.to_numpy().astype(np.int64) for part in parts]
        together = reduce(lambda found, one: found * one[0] + one[1], zip(sizes, places, strict=True), np.int64(0))
        different, which = np.unique(together, return_inverse=True)
        unravelled = zip(*np.unravel_index(different, sizes), strict=True) if len(different) else ()
        named = [Series(*(word[place] for word, place in zip(words, one, strict=True))) for one in unravelled]
        numbers: NDArray[np.int32] = _table(named, self._series)[which]
        return numbers


def _numbers(column: pa.Array, known: dict[str, int]) -> NDArray[np.int32]:
    coded = column.dictionary_encode()
    numbers: NDArray[np.int32] = _table(coded.dictionary.to_pylist(), known)[coded.indices.to_numpy()]
    return numbers


def _table(names: list[str] | list[Series], known: dict[str, int] | dict[Series, int]) -> NDArray[np.int32]:
    """The number of each name; a new name gets the next one."""
    return np.array([known.setdefault(name, len(known)) for name in names], dtype=np.int32)  # type: ignore[arg-type]
