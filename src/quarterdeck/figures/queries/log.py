"""The log as known on a day or in a vintage."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Q

from quarterdeck.areas.models import Area
from quarterdeck.areas.queries.borders import Kin, Version, versions
from quarterdeck.areas.queries.units import thread_ids
from quarterdeck.core.measures import ObservationStatus
from quarterdeck.core.periods import Period
from quarterdeck.engine.reading.log import Key, Known, Log
from quarterdeck.figures.models import Batch, Indicator, Observation, Vintage

COLUMNS = (
    "id", "indicator__code", "area_id", "period", "breakdown", "scenario", "regime", "value", "unit", "status",
    "origin", "qualifier", "direction", "source_words", "as_of", "reason", "batch_id",
)  # fmt: skip
AREA, VALUE, STATUS = (COLUMNS.index(name) for name in ("area_id", "value", "status"))
BROKEN = ObservationStatus.BREAK.value


@dataclass(frozen=True, slots=True)
class AsKnown:
    """Which rows count as known: those of batches known at `at`, and in a vintage only up to `last_batch`.

    `name` is the code of the vintage, `name_vi` and `name_en` how people call it.
    """

    at: datetime
    last_batch: int | None = None
    name: str = ""
    name_vi: str = ""
    name_en: str = ""

    def condition(self) -> Q:
        """The same as a filter on observations."""
        known = Q(batch__at__lte=self.at)
        return known & Q(batch_id__lte=self.last_batch) if self.last_batch is not None else known

    def includes(self, row: Observation) -> bool:
        """Whether a row, read with its batch, was known."""
        return row.batch.at <= self.at and (self.last_batch is None or row.batch_id <= self.last_batch)


def in_vintage(vintage: Vintage) -> AsKnown:
    """The frozen state that a vintage names."""
    return AsKnown(vintage.known_on, vintage.last_batch, vintage.code, vintage.name_vi, vintage.name_en)


def rows(
    known: AsKnown, *, areas: Collection[Area], periods: Collection[str] | None = None,
    indicators: Collection[str] | None = None,
) -> Iterable[Known]:  # fmt: skip
    """Every row of these units, under all versions in their threads, that matches and was known, older ones too.

    The first figure of a unit in another territory is marked as a break of the series. Two queries.
    """
    places = versions(areas)
    for one, at in _read(known, places, periods, indicators):
        place = places[one[AREA]]
        broken = place.broken_on is not None and one[VALUE] is not None and _begins(one[3], place.broken_on)
        yield _known(one, at, place, BROKEN if broken else one[STATUS])


def kin_rows(
    known: AsKnown, kin: Kin, *, periods: Collection[str] | None = None, indicators: Collection[str] | None = None
) -> Iterable[Known]:
    """Every row of all units that hang together through events, each under its own code and version. Two queries."""
    keys = kin.keys
    for one, at in _read(known, keys, periods, indicators):
        unit = kin.register.units[keys[one[AREA]]]
        yield _known(one, at, Version(unit.uid, unit.code, "", None, unit.valid_from), one[STATUS])


def _read(
    known: AsKnown, areas: Collection[int], periods: Collection[str] | None, indicators: Collection[str] | None
) -> Iterable[tuple[tuple[Any, ...], datetime]]:
    """The rows with their moments, which are read once a batch: turning text into a moment is half a row's cost."""
    wanted = Observation.objects.filter(known.condition(), area_id__in=list(areas))
    if periods is not None:
        wanted = wanted.filter(period__in=periods)
    if indicators is not None:
        wanted = wanted.filter(indicator__code__in=indicators)
    found = list(wanted.order_by().values_list(*COLUMNS))
    moments = dict(Batch.objects.filter(pk__in={one[-1] for one in found}).values_list("pk", "at"))
    for one in found:
        yield one, moments[one[-1]]


def _known(one: tuple[Any, ...], at: datetime, of: Version, status: str) -> Known:
    key = Key(one[1], of.code, *one[3:7])
    return Known(one[0], key, one[VALUE], one[8], status, *one[STATUS + 1 :], at, of.uid, of.territory, begun=of.begun)


@lru_cache(maxsize=4096)
def _begins(period: str, day: date) -> bool:
    """Whether a day on which the territory changed lies in the period."""
    found = Period.parse(period)
    return found.start <= day < found.end


def log(
    known: AsKnown, *, areas: Collection[Area], periods: Collection[str] | None = None,
    indicators: Collection[str] | None = None, regimes: Mapping[str, str] | None = None,
) -> Log:  # fmt: skip
    """The newest known row of every key. Two queries; one more where `regimes`, by indicator code, is not given."""
    authoritative = dict(Indicator.objects.values_list("code", "regime")) if regimes is None else regimes
    return Log(rows(known, areas=areas, periods=periods, indicators=indicators), authoritative)


def hold_log() -> None:
    """Let no other batch be written before this transaction ends, so that what it has read stays the newest.

    An embedded store has one writer at a time anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE figures_batch IN SHARE ROW EXCLUSIVE MODE")


def newest_row(
    indicator: Indicator, area: Area, period: str, breakdown: str, scenario: str, at: datetime
) -> Observation | None:
    """The authoritative row of a key that counts on the day of `at`; what is published only later is not known yet.

    The whole day is meant: someone who saved a moment after a form was opened must be noticed.
    """
    return (
        Observation.objects.filter(
            indicator=indicator, area_id__in=thread_ids(area), period=period, breakdown=breakdown, scenario=scenario,
            regime__in=("", indicator.regime), batch__at__lte=end_of_day(at),
        )
        .select_related("batch__source")
        .order_by("-batch__at", "-batch_id", "-area__valid_from", "-id")
        .first()
    )  # fmt: skip


def end_of_day(at: datetime) -> datetime:
    """The last moment of the day of `at` in its own time zone."""
    return datetime.combine(at.date(), time.max, tzinfo=at.tzinfo)
