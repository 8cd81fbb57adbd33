"""Random worlds with figures for the works over everything, and what the works must say, worked out plainly."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq
from hypothesis import strategies as st

from quarterdeck.core.lineage.restate.figures import LEAKS, NOT_DIVIDED, PARTIAL
from quarterdeck.core.measures import ObservationStatus, Origin, Qualifier
from quarterdeck.core.periods import Period
from quarterdeck.engine.facts import EPOCH, NOW, KnownOn, Mark
from quarterdeck.engine.held import Held
from quarterdeck.engine.query import Why
from quarterdeck.engine.reading.log import Key, Known
from quarterdeck.engine.reading.reading import Measure
from quarterdeck.engine.reading.restating import Frame, restated
from quarterdeck.engine.segments import compaction, manifest
from quarterdeck.engine.segments.memory_log import MemoryLog
from quarterdeck.engine.slabs import writing
from quarterdeck.engine.world import World
from tests.engine.worlds import drawn, log_of, numbers
from tests.engine.worlds_figures import FIRST_MOMENT


class Cell(NamedTuple):
    """What is asked of a figure."""

    indicator: str
    breakdown: str
    scenario: str
    area: str
    period: str


class Said(NamedTuple):
    """What is said of it: value, mark or why there is no value, coverage."""

    value: Decimal | None
    mark: int | None
    why: str
    reported: int
    needed: int


@dataclass(frozen=True)
class Store:
    """A world with figures in a log and in segments."""

    world: World
    log: MemoryLog

    def held(self, folder: Path) -> Held:
        """Its segments, written into a folder."""
        units = self.world.register.units
        made = compaction.rebuild(folder, self.log, slabs=writing.write, level_of=lambda uid: units[uid].level)
        assert manifest.read(folder) == made
        return Held(folder, made, self.log)


def store(seed: int) -> Store:
    """The world of a number."""
    one = drawn(seed)
    return Store(one.world, log_of(one.told))


stores = numbers().map(store)
KNOWN = st.sampled_from(
    [NOW, NOW, KnownOn(last_batch=1), KnownOn(last_batch=2)]
    + [KnownOn(FIRST_MOMENT + timedelta(days=days)) for days in (-10, 0, 1, 20, 100)]
)
DAYS = st.integers(0, 1500).map(lambda days: date(1998, 6, 1) + timedelta(days=days))


class Row(NamedTuple):
    """A row of the log with what decides which one counts."""

    known: Known
    order: tuple[int, int, date, bool]
    mark: int


def visible(store: Store, known: KnownOn) -> Iterator[Row]:
    """The rows that are visible."""
    batches = store.log.batches()
    shown = batches.visible(known)
    moments = dict(zip(batches.numbers.tolist(), batches.moments.tolist(), strict=True))
    for chunk in store.log.facts():
        for one in chunk.to_pylist():
            if shown[one["batch"]]:
                mark, moment, unit = Mark.unpacked(one["mark"]), moments[one["batch"]], one["unit"]
                key = Key(*(one[name] for name in ("indicator", "unit", "period", "breakdown", "scenario", "regime")))
                yield Row(
                    Known(
                        one["row"], key, one["value"], store.world.measures[key.indicator].unit, mark.status.value,
                        mark.origin.value, mark.qualifier.value, "", "", None, "", one["batch"],
                        EPOCH + timedelta(microseconds=moment), unit,
                    ),
                    (moment, one["batch"], store.world.register.units[unit].valid_from, bool(key.regime)), one["mark"],
                )  # fmt: skip


def newest(store: Store, known: KnownOn) -> dict[Key, Row]:
    """The newest visible row of every key of the log."""
    found: dict[Key, Row] = {}
    for row in visible(store, known):
        if row.known.key not in found or row.order > found[row.known.key].order:
            found[row.known.key] = row
    return found


def authoritative(store: Store, known: KnownOn) -> dict[Key, Row]:
    """The same of the rows that count, whatever calendar they were reported by."""
    found: dict[Key, Row] = {}
    for row in visible(store, known):
        if row.known.key.regime in ("", store.world.measures[row.known.key.indicator].regime):
            key = row.known.key._replace(regime="")
            if key not in found or row.order > found[key].order:
                found[key] = replaced(row, key)
    return found


def replaced(row: Row, key: Key) -> Row:
    """The row under another key."""
    return row._replace(known=replace(row.known, key=key))


def in_borders(store: Store, known: KnownOn, day: date) -> dict[Cell, Said]:
    """Every figure in the borders of a day."""
    world = store.world
    frame = Frame(lambda start: world.between(start, day), world.statistical.units, world.measures, world.families)
    whys = {str(NOT_DIVIDED): Why.NOT_DIVIDED, str(LEAKS): Why.LEAKS, str(PARTIAL): Why.PARTIAL}
    found: dict[Cell, Said] = {}
    for row in restated([one.known for one in authoritative(store, known).values()], frame):
        figure, key = row.restated, row.key
        assert figure is not None
        reason = str(figure.reason or "")
        why = whys.get(reason) or (
            Why.TOLD if figure.value is not None
            else Why.INCOMPLETE if reason.startswith("Not reported")
            else Why.NO_WEIGHT if "weighted" in reason or "measured against" in reason
            else Why.CANNOT_DIVIDE
        )  # fmt: skip
        covered = figure.coverage
        cell = Cell(key.indicator, key.breakdown, key.scenario, "+".join(figure.targets), key.period)
        assert cell not in found
        found[cell] = Said(row.value, _shown(row), why.value, covered.reported, covered.needed)
    return found


def _shown(row: Known) -> int | None:
    """What readers see of a mark: status, hedge and whether it is illustrative."""
    return None if row.value is None else seen(
        Mark(ObservationStatus(row.status), Qualifier(row.qualifier), Origin(row.origin)).packed
    )  # fmt: skip


def seen(mark: int) -> int:
    """A mark with nothing but what answers tell of it: status, whether it is exact, whether it is illustrative."""
    one = Mark.unpacked(mark)
    about = Qualifier.EXACT if one.qualifier is Qualifier.EXACT else Qualifier.ABOUT
    origin = Origin.ILLUSTRATIVE if one.origin is Origin.ILLUSTRATIVE else Origin.REPORTED
    return Mark(one.status, about, origin).packed


def as_it_was(store: Store, known: KnownOn) -> dict[tuple[str, str, str, str, str], Row]:
    """By thread the newest row of the versions, with the status that tells that the territory is another."""
    found: dict[tuple[str, str, str, str, str], Row] = {}
    for row in authoritative(store, known).values():
        key, unit = row.known.key, store.world.register.units[row.known.key.area]
        thread = store.world.thread(key.area)[0].uid
        if unit.valid_from == unit.valid_to:
            continue
        place = (key.indicator, key.breakdown, key.scenario, thread, key.period)
        if place not in found or row.order > found[place].order:
            found[place] = row
    return {place: _broken(store.world, row) for place, row in found.items()}


def _broken(world: World, row: Row) -> Row:
    day, period = world.broken_on(row.known.key.area), Period.parse(row.known.key.period)
    if row.known.value is None or day is None or not period.start <= day <= period.last_day:
        return row
    mark = Mark.unpacked(row.mark)._replace(status=ObservationStatus.BREAK).packed
    return Row(replace(row.known, status=ObservationStatus.BREAK.value), row.order, mark)


def rolled(store: Store, known: KnownOn, level: int) -> dict[Cell, Said]:
    """Every figure of the units above a level, made of those of the units of the level."""
    rows, world = as_it_was(store, known), store.world
    series = {(place[0], place[1], place[2], place[4]) for place in rows}
    found: dict[Cell, Said] = {}
    for indicator, breakdown, scenario, period in series:
        measure, day = world.measures[indicator], Period.parse(period).last_day
        weighed = measure.space_rule == "weighted_mean" and measure.weight_code
        if breakdown.startswith("@") or not (measure.space_rule == "sum" or weighed):
            continue
        for unit in world.register.state(day):
            below = [one for one in world.register.below(unit, day) if one.level == level]
            threads = [world.thread(one.uid)[0].uid for one in below] if unit.level != level else []
            mine = [rows.get((indicator, breakdown, scenario, thread, period)) for thread in threads]
            if any(mine):
                weights = _weights(rows, measure, period, threads)
                cell = Cell(indicator, breakdown, scenario, unit.uid, period)
                found[cell] = _together(measure, mine, weights)
    return found


def _weights(
    rows: Mapping[tuple[str, str, str, str, str], Row], measure: Measure, period: str, threads: list[str]
) -> list[Decimal | None]:
    year = Period.parse(period).year
    for wanted in (period, str(year), str(year - 1)):
        found = [rows.get((measure.weight_code, "", "actual", thread, wanted)) for thread in threads]
        if any(found):
            return [row.known.value if row else None for row in found]
    return [None] * len(threads)


def _together(measure: Measure, rows: list[Row | None], weights: list[Decimal | None]) -> Said:
    told = [row for row in rows if row and row.known.value is not None]
    values = [row.known.value or Decimal(0) for row in told]
    if len(told) < len(rows):
        return Said(None, None, Why.INCOMPLETE.value, len(told), len(rows))
    total: Decimal | None = sum(values, Decimal(0))
    if measure.space_rule == "weighted_mean":
        known = [one for one in weights if one is not None]
        if len(known) < len(rows) or not sum(known):
            return Said(None, None, Why.NO_WEIGHT.value, len(told), len(rows))
        top = sum((value * weight for value, weight in zip(values, known, strict=True)), Decimal(0))
        total = (top / sum(known)).quantize(Decimal(1).scaleb(-measure.decimals), ROUND_HALF_UP)
    status = ObservationStatus.strongest([ObservationStatus(row.known.status) for row in told])
    hedged = any(row.known.qualifier != Qualifier.EXACT.value for row in told)
    origin = Origin.ILLUSTRATIVE if any(row.known.illustrative for row in told) else Origin.REPORTED
    mark = Mark(status, Qualifier.ABOUT if hedged else Qualifier.EXACT, origin).packed
    return Said(total, mark, "", len(told), len(rows))


def unequal(store: Store, known: KnownOn) -> dict[Cell, tuple[Decimal, Decimal]]:
    """The figures that are not the sums of those of the units directly below, with these sums."""
    rows, world = as_it_was(store, known), store.world
    found = {}
    for indicator, breakdown, scenario, period in {(place[0], place[1], place[2], place[4]) for place in rows}:
        day = Period.parse(period).last_day
        if breakdown.startswith("@") or world.measures[indicator].space_rule != "sum":
            continue
        for unit in world.register.state(day):
            several = [world.thread(one.uid)[0].uid for one in world.register.children(unit, day)]
            own = rows.get((indicator, breakdown, scenario, world.thread(unit.uid)[0].uid, period))
            parts = [rows.get((indicator, breakdown, scenario, thread, period)) for thread in several]
            values = [row.known.value for row in parts if row and row.known.value is not None]
            if own and own.known.value is not None and several and len(values) == len(several):
                total = sum(values, Decimal(0))
                if total != own.known.value:
                    found[Cell(indicator, breakdown, scenario, unit.uid, period)] = (own.known.value, total)
    return found


def beside(folder: Path, name: str) -> list[dict[str, object]]:
    """The rows of a table beside the segments of a result."""
    return list(pq.read_table(folder / f"{name}.parquet").to_pylist())
