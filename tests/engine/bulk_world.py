"""Random worlds full of figures that may be summed, and what works over all of them must find, worked out plainly."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import NamedTuple

from quarterdeck.core.lineage import Register, Unit
from quarterdeck.core.measures import ObservationStatus
from quarterdeck.core.periods import Period
from quarterdeck.engine.facts import EPOCH, KnownOn, Mark
from quarterdeck.engine.reading.log import Key, Known, Log
from quarterdeck.engine.reading.reading import Measure, level
from quarterdeck.engine.reading.restating import Frame, joined, restated
from quarterdeck.engine.segments.layout import Series
from quarterdeck.engine.segments.memory_log import MemoryLog, Told
from quarterdeck.engine.world import World
from tests.engine.worlds_figures import Batch
from tests.engine.worlds_registers import START, three_levels

YEARS = (1999, 2000, 2001)
MONTHS = {year: tuple(f"{year}-M{month:02}" for month in range(1, 13)) for year in YEARS}
QUARTERS = {year: tuple(f"{year}-Q{number}" for number in range(1, 5)) for year in YEARS}
CODES = ("ADDS", "LASTS", "GROWS", "STANDS", "RATE")


class Slot(NamedTuple):
    """What may be summed."""

    indicator: str
    breakdown: str
    scenario: str


@dataclass(frozen=True)
class Full:
    """A world with what was told in it. `large`: there are figures of which sums may not fit 64 bits."""

    world: World
    told: tuple[Batch, ...]
    large: bool

    @property
    def log(self) -> MemoryLog:
        """The log of it all."""
        log = MemoryLog()
        for one in self.told:
            log.append(one.at, one.rows)
        return log


def full(seed: int) -> Full:
    """The world of a number."""
    random = Random(seed)
    register = three_levels(random)
    world = World(_measures(random), register, token=str(seed))
    large = random.random() < 0.15
    return Full(
        world,
        tuple(_batches(random, register, world.measures, 10 ** random.choice((12, 13, 14)) if large else 1)),
        large,
    )


def _measures(random: Random) -> dict[str, Measure]:
    rules = {
        "ADDS": ("per_period", "sum", "sum"), "LASTS": ("per_period", "last", "sum"),
        "GROWS": ("cumulative", "sum", "sum"), "STANDS": ("per_period", "none", "sum"),
        "RATE": ("per_period", "mean", "none"),
    }  # fmt: skip
    return {
        code: Measure(
            code, "cases", random.choice((0, 0, 1, 3)), "M", *rules[code], "higher", random.choice(("", "own"))
        )
        for code in CODES
    }


def _batches(random: Random, register: Register, measures: Mapping[str, Measure], times: int) -> Iterator[Batch]:
    figures = list(_figures(random, register, measures))
    hours = 0
    for _ in range(random.choice((1, 2, 3, 4))):
        hours += 24 * random.choice((0, 0, 5, -12, 30))
        told = {}
        for one in figures:
            if random.random() < 0.6:
                told[one[:-1]] = Told(*one[:3], _value(random, one[-1], times), *one[3:6])
        yield Batch(hours, tuple(told.values()))


def _figures(
    random: Random, register: Register, measures: Mapping[str, Measure]
) -> Iterator[tuple[str, str, str, str, str, str, int]]:
    """Indicator, unit, period, breakdown, scenario and regime of figures, and the decimals of each."""
    for _ in range(random.choice((1, 2, 3))):
        code, year = random.choice(CODES), random.choice(YEARS)
        breakdown, scenario = random.choice(("", "", "f", "@ratio")), random.choice(("actual", "actual", "plan"))
        regime, decimals = random.choice(("", "", "own", "other")), random.choice((0, 0, 1, 2, 5))
        stretches = (MONTHS[year], MONTHS[year], QUARTERS[year], (str(year),), MONTHS[year][5:7], QUARTERS[year][3:])
        for period in random.choice(stretches):
            last, keen = Period(period).last_day, random.choice((1.0, 0.97, 0.7))
            for unit in _some(random, register, last):
                if random.random() < keen:
                    yield code, unit.uid, period, breakdown, scenario, regime, decimals


def _some(random: Random, register: Register, last: date) -> Sequence[Unit]:
    alive = register.state(last)
    everyone = list(register.units.values())
    before = register.state(max(START, last - timedelta(days=random.choice((90, 400)))))
    return random.choice((alive, alive, alive, before, everyone, random.sample(everyone, len(everyone) // 2)))


def _value(random: Random, decimals: int, times: int) -> Decimal | None:
    if random.random() < 0.04:
        return None
    steps = random.choice((0, 1, 1, 1)) * random.randint(-(10 ** random.choice((1, 4))), 10**5)
    return Decimal(steps * random.choice((times, times + 7))).scaleb(-decimals)


class Row(NamedTuple):
    """A row of the log with what decides which one counts."""

    series: Series
    unit: str
    period: str
    value: Decimal | None
    order: tuple[int, int]


def rows(of: Full, known: KnownOn) -> Iterator[Row]:
    """The rows that are visible."""
    log = of.log
    batches = log.batches()
    shown = batches.visible(known)
    moments = dict(zip(batches.numbers.tolist(), batches.moments.tolist(), strict=True))
    for chunk in log.facts():
        for one in chunk.to_pylist():
            if shown[one["batch"]]:
                series = Series(one["indicator"], one["breakdown"], one["scenario"], one["regime"])
                yield Row(series, one["unit"], one["period"], one["value"], (moments[one["batch"]], one["batch"]))


def newest(of: Full, known: KnownOn) -> dict[tuple[Series, str, str], Row]:
    """Of every key the newest row that is visible."""
    found: dict[tuple[Series, str, str], Row] = {}
    for row in rows(of, known):
        key = (row.series, row.unit, row.period)
        if key not in found or row.order > found[key].order:
            found[key] = row
    return found


Figures = dict[tuple[Slot, str, str], Row]


def authoritative(of: Full) -> Figures:
    """Of everything that may be summed the newest row of each version of a unit, whoever published it."""
    found: Figures = {}
    for row in newest(of, KnownOn()).values():
        measure = of.world.measures[row.series.indicator]
        summed = measure.space_rule == "sum" and not row.series.breakdown.startswith("@")
        if summed and row.series.regime in ("", measure.regime):
            key = (Slot(*row.series[:3]), row.unit, row.period)
            if key not in found or (row.order, row.series.regime) > (found[key].order, found[key].series.regime):
                found[key] = row
    return found


def as_it_was(of: Full, figures: Figures, slot: Slot, unit: Unit, period: str) -> Decimal | None:
    """The figure of a unit: the newest row among the versions that people take for the same."""
    versions = of.world.thread(unit.uid)
    there = [
        (row.order, one.valid_from, row.value)
        for one in versions
        if (row := figures.get((slot, one.uid, period))) is not None
    ]
    return max(there, key=lambda one: one[:2])[2] if there else None


def yearly(of: Full, day: date) -> dict[tuple[Slot, int, str], Decimal]:
    """Every figure of a year that can be told in the borders of a day."""
    world = of.world
    frame = Frame(lambda start: world.between(start, day), world.statistical.units, world.measures, world.families)
    found = {}
    figures = authoritative(of)
    for slot in {key[0] for key in figures}:
        measure = world.measures[slot.indicator]
        told = restated([_known(key[0], row) for key, row in figures.items() if key[0] == slot], frame)
        log = Log(told, {measure.code: measure.regime})
        for year in YEARS:
            for area in {row.key.area for row in told}:
                made = level(measure, log, area, Period(str(year)), slot.scenario, slot.breakdown)
                if made.value is not None:
                    found[slot, year, area] = made.value
    return found


def _known(slot: Slot, row: Row) -> Known:
    key = Key(slot.indicator, row.unit, row.period, slot.breakdown, slot.scenario)
    at: datetime = EPOCH + timedelta(microseconds=row.order[0])
    mark = Mark(ObservationStatus.MISSING if row.value is None else ObservationStatus.NORMAL)
    return Known(
        0, key, row.value, "cases", mark.status.value, mark.origin.value, mark.qualifier.value, "", "", None, "",
        row.order[1], at, row.unit,
    )  # fmt: skip


def area_of(world: World, targets: tuple[str, ...]) -> str:
    """How a unit, or a group of units, is called in borders."""
    return joined(world.statistical.units[uid].code for uid in targets)
