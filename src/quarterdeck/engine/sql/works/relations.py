"""The small tables of a work: batches, series, units and periods by number, and what counts of them."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from quarterdeck.core.lineage import Register
from quarterdeck.core.measures import SpaceRule
from quarterdeck.core.periods import Period
from quarterdeck.engine.facts import Batches, KnownOn
from quarterdeck.engine.reading.reading import Measure
from quarterdeck.engine.segments.layout import Manifest, Series
from quarterdeck.engine.world import World

Tables = Mapping[str, pa.Table]
SUM, MEAN, KEEP = 0, 1, 2
"""How the figure of a larger area follows from its parts: by adding up, weighted, or not at all."""
FOREVER = 2**31 - 1


class Subject(NamedTuple):
    """What a figure is about, whatever calendar it is reported by."""

    indicator: str
    breakdown: str
    scenario: str


@dataclass(frozen=True, eq=False)
class Numbers:
    """Everything that a work counts on, by number: the segments' own numbers, and further ones for further units."""

    manifest: Manifest
    world: World
    uids: list[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "uids", list(self.manifest.dictionaries.units))

    @cached_property
    def _units(self) -> dict[str, int]:
        return {uid: number for number, uid in enumerate(self.uids)}

    def unit(self, uid: str) -> int:
        """The number of a unit; one without figures of its own gets a new one."""
        if uid not in self._units:
            self._units[uid] = len(self.uids)
            self.uids.append(uid)
        return self._units[uid]

    @cached_property
    def subjects(self) -> dict[Subject, int]:
        """What the segments have figures about, by number, as far as the catalogue knows it."""
        found: dict[Subject, int] = {}
        for one in self.manifest.dictionaries.series:
            if self.counts(one):
                found.setdefault(Subject(one.indicator, one.breakdown, one.scenario), len(found))
        return found

    def counts(self, series: Series) -> bool:
        """Whether reports by the calendar of a series are those that count."""
        measure = self.world.measures.get(series.indicator)
        if measure is None or series.indicator in self.left_out:
            return False
        return series.regime in ("", measure.regime)

    @cached_property
    def left_out(self) -> frozenset[str]:
        """The indicators that are too wide for segments, and those that such a one weighs."""
        wide = set(self.manifest.wide)
        return frozenset(wide.union(one.code for one in self.world.measures.values() if one.weight_code in wide))

    def measure(self, subject: Subject) -> Measure:
        """The measure of a subject."""
        return self.world.measures[subject.indicator]

    def rule(self, subject: Subject) -> int:
        """How the subject's figure of a larger area follows from its parts."""
        measure = self.measure(subject)
        if subject.breakdown.startswith("@"):
            return KEEP
        if measure.space_rule == SpaceRule.SUM.value:
            return SUM
        return MEAN if measure.space_rule == SpaceRule.WEIGHTED_MEAN.value and measure.weight_code else KEEP

    @cached_property
    def years(self) -> Mapping[int, int]:
        """The year of each period by number."""
        return {number: Period(code).year for number, code in enumerate(self.manifest.dictionaries.periods)}

    def scales(self, years: Iterable[int], *, divided: bool) -> dict[str, int]:
        """The decimals of each indicator in a result; where figures are `divided` at least those it is told with."""
        found: dict[str, int] = {}
        for year in years:
            for code, scale in self.manifest.years[year].scales.items():
                found[code] = max(found.get(code, 0), scale)
        for subject in self.subjects:
            needed = self.measure(subject).decimals if divided or self.rule(subject) == MEAN else 0
            found[subject.indicator] = max(found.get(subject.indicator, 0), needed)
        return found


def table(names: str, rows: Iterable[tuple[object, ...]], types: str) -> pa.Table:
    """A table from rows. `types` has a letter for each column: i for 32 bits, l for 64, w for any whole number of 38
    digits, b for yes or no, s for text."""
    kinds = {"i": pa.int32(), "l": pa.int64(), "w": pa.decimal128(38, 0), "b": pa.bool_(), "s": pa.string()}
    columns = list(zip(*rows, strict=True)) or [()] * len(types)
    arrays = [pa.array(column, kinds[kind]) for column, kind in zip(columns, types, strict=True)]
    return pa.table(arrays, names.split())


def batches(found: Batches, known: KnownOn) -> pa.Table:
    """By batch its place in the order of moments, and whether it is shown."""
    order, shown = found.order()[found.numbers], found.visible(known)[found.numbers]
    return pa.table({"batch": found.numbers, "place": order.astype(np.int32), "shown": shown})


def series(numbers: Numbers, years: Iterable[int], scales: Mapping[str, int]) -> pa.Table:
    """By series and year what it is about, and by what its values are multiplied to have the result's decimals.

    `alone`: nothing else reports about the same; `own`: it is reported by a calendar, which counts more in one batch.
    """
    counted = [
        (number, Subject(one.indicator, one.breakdown, one.scenario))
        for number, one in enumerate(numbers.manifest.dictionaries.series)
        if numbers.counts(one)
    ]
    own = [bool(one.regime) for one in numbers.manifest.dictionaries.series]
    times = np.bincount([numbers.subjects[subject] for _, subject in counted], minlength=1)
    rows = []
    for year in years:
        for number, one in counted:
            scale = numbers.manifest.years[year].scales.get(one.indicator)
            if scale is not None:
                subject = numbers.subjects[one]
                factor = 10 ** (scales[one.indicator] - scale)
                rows.append((number, year, subject, factor, bool(times[subject] == 1), own[number]))
    return table("series year subject factor alone own", rows, "iiilbb")


def subjects(numbers: Numbers, scales: Mapping[str, int]) -> pa.Table:
    """By subject its rule, the subject that it is weighted by, and what it is told with.

    `room` is how many of the result's decimals are more than it is told with, `grain` 10 to the power of it;
    `statement` where it is a published statement, not a figure.
    """
    rows = []
    for one, number in numbers.subjects.items():
        measure = numbers.measure(one)
        weight = numbers.subjects.get(Subject(measure.weight_code, "", "actual"), -1)
        room = max(scales[one.indicator] - measure.decimals, 0)
        formula = bool(measure.formula)
        rows.append((number, numbers.rule(one), weight, room, 10**room, one.breakdown.startswith("@"), formula))
    return table("subject rule weight room grain statement formula", rows, "iiiilbb")


def units(numbers: Numbers, held: Register) -> pa.Table:
    """By unit its thread, its place among the versions of it, and between which turns it lives.

    `born` and `ends` count the register's days of change up to its first day and its end. `alone`: a thread of one.
    `family` counts the units that hang together through events.
    """
    threads: dict[str, int] = {}
    families: dict[str, int] = {}
    rows = []
    for number, uid in enumerate(list(numbers.uids)):
        unit = held.units.get(uid)
        if unit is None:
            continue
        never = unit.valid_from == unit.valid_to  # in no thread but its own
        versions = [uid] if never else [one.uid for one in numbers.world.thread(uid)]
        thread = threads.setdefault(versions[0], numbers.unit(versions[0]))
        ends = FOREVER if unit.valid_to is None else turn(held, unit.valid_to)
        family = families.setdefault(numbers.world.families[uid], len(families))
        rows.append(
            (number, thread, versions.index(uid), turn(held, unit.valid_from), ends, len(versions) == 1, family)
        )
    return table("unit thread version born ends alone family", rows, "iiiiibi")


def turn(held: Register, day: date) -> int:
    """How many days of change lie before a day or on it: days with the same number have the same units."""
    return bisect_right(held.days, day)


def periods(numbers: Numbers, held: Register, years: Iterable[int], wanted: int) -> pa.Table:
    """By period its year, the turn of its last day, and whether it is of the year that is worked out."""
    among = set(years)
    rows = [
        (number, year, turn(held, Period(numbers.manifest.dictionaries.periods[number]).last_day), year == wanted)
        for number, year in numbers.years.items()
        if year in among
    ]
    return table("period year epoch wanted", rows, "iiib")


def candidates(numbers: Numbers, wanted: int) -> pa.Table:
    """By period those whose weights may be taken, in turn: the same, that of its year, that of the year before."""
    known = {code: number for number, code in enumerate(numbers.manifest.dictionaries.periods)}
    rows = []
    for number, year in numbers.years.items():
        if year == wanted:
            code = numbers.manifest.dictionaries.periods[number]
            asked = dict.fromkeys((code, str(year), str(year - 1)))
            rows += [(number, place, known[one]) for place, one in enumerate(asked) if one in known]
    return table("period turn weight_period", rows, "iii")


def breaks(numbers: Numbers, wanted: int) -> pa.Table:
    """The units that began with another territory, each with the periods in which it did."""
    mine = [(number, Period(code)) for number, code in enumerate(numbers.manifest.dictionaries.periods)
            if numbers.years[number] == wanted]  # fmt: skip
    rows = []
    for number, uid in enumerate(list(numbers.uids)):
        day = numbers.world.broken_on(uid) if uid in numbers.world.register.units else None
        if day is not None:
            rows += [(number, period) for period, one in mine if one.start <= day <= one.last_day]
    return table("unit period", rows, "ii")


def last_days(numbers: Numbers, wanted: int) -> dict[int, date]:
    """The last day of each period of a year."""
    codes = numbers.manifest.dictionaries.periods
    return {number: Period(codes[number]).last_day for number, year in numbers.years.items() if year == wanted}
