"""What is to be said of one figure, with all that the store knows around it and the places that explain it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from quarterdeck.areas.models import Area
from quarterdeck.core.measures import EXACT, Quantity, unit
from quarterdeck.core.periods import Period
from quarterdeck.engine.reading.log import Known
from quarterdeck.engine.reading.reading import HUNDRED, Reading
from quarterdeck.papers.content import Badge
from quarterdeck.prose.write import Conflict, Name, Piece, Rank, Revision, Statement, in_sentence
from quarterdeck.reports.queries.doors import Doors
from quarterdeck.reports.queries.figures import badge_of, statement
from quarterdeck.reports.queries.writing.knowledge import Knowledge

# The number of the origin page that explains each figure of a sentence.
DOORS: Mapping[str, str] = {
    "value": "level", "to_date": "level", "before": "level", "other": "level", "share": "level", "rank": "level",
    "contribution": "change", "previous": "change", "change": "change", "of_plan": "of_plan", "plan": "plan",
}  # fmt: skip
PEERS = Name("đơn vị cùng cấp", "units of the same level")


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement of an indicator in an area, with the reading behind each of its figures."""

    code: str
    area: Area
    asked: Period
    statement: Statement
    readings: Mapping[str, Reading]

    def badge(self, piece: Piece) -> Badge:
        """The letter that the number carries."""
        reading = self.readings.get(piece.of)
        return badge_of(reading) if reading is not None else ""

    def origin(self, piece: Piece, doors: Doors) -> str:
        """The address that explains the number; "" for words."""
        if not piece.of:
            return ""
        reading = self.readings.get(piece.of)
        period = reading.period if reading is not None else self.readings["value"].period
        return doors.figure(self.code, period, DOORS[piece.of], self.area.code)


def stated(of: Knowledge, code: str, area: Area, period: Period, *, full: bool = True) -> Stated:
    """One indicator in one area and period; `full` adds share, contribution, rank, revision and other sources."""
    row = of.row(code, area, period)
    line, own = row.line, Period.parse(row.line.now.period)
    to_date = of.to_date(code, area, own)
    said = replace(
        statement(row, to_date), area=_area_of(of, area), no_base=full and line.change.quantity is None,
    )  # fmt: skip
    readings = {"value": line.now, "change": line.change, "of_plan": line.of_plan, "plan": line.plan}
    readings["to_date"] = to_date
    if full:
        said = _around(of, said, code, area, own, readings)
    return Stated(code, area, period, said, readings)


def _area_of(of: Knowledge, area: Area) -> Name | None:
    """The area where it is not the one that is meant anyway."""
    home = of.state.area.code == area.code and area.steered
    return None if home else Name(in_sentence(area.name_vi), area.name_en)


def _around(
    of: Knowledge, said: Statement, code: str, area: Area, period: Period, readings: dict[str, Reading]
) -> Statement:
    now = readings["value"]
    share, points, whole = _of_whole(of, code, area, period, now)
    place = of.place(code, area, period) if area.code != of.state.area.code or not area.steered else None
    readings["previous"] = of.on_previous(code, area, now)
    row = now.rows[0] if now.rows and not now.computed else None
    return replace(
        said, share=share, contribution=points, whole=whole, previous=readings["previous"].quantity,
        rank=Rank(*place, PEERS) if place else None, revision=_revision(of, row, area),
        conflicts=_conflicts(of, row, readings["change"], area), as_of=_as_of(row, said.period),
    )  # fmt: skip


def _as_of(row: Known | None, period: Period) -> date | None:
    return row.as_of if row is not None and row.as_of and row.as_of < period.last_day else None


def _of_whole(
    of: Knowledge, code: str, area: Area, period: Period, now: Reading
) -> tuple[Quantity | None, Quantity | None, Name | None]:
    """The share of the indicator that this one is a part of, and the points added to its growth."""
    upper = of.indicators.get(of.indicators[code].part_of_code)
    if upper is None or now.quantity is None or now.value is None or now.quantity.qualifier.value != "exact":
        return None, None, None
    line = of.line(upper.code, area, period)
    whole, one = line.now.value, unit(upper.unit)
    if not whole or one.dimension in ("percentage", "rank") or unit(now.quantity.unit) != one:
        return None, None, None
    name = Name(in_sentence(upper.name_vi), in_sentence(upper.name_en))
    share = Quantity(EXACT.divide(EXACT.multiply(now.value, HUNDRED), whole), "%")
    then, then_whole = of.line(code, area, period).same.value, line.same.value
    points: Quantity | None = None
    if then is not None and then_whole:
        added = EXACT.multiply(EXACT.subtract(now.value, then), HUNDRED)
        points = Quantity(EXACT.divide(added, then_whole), "pp")
    return share, points, name


def _revision(of: Knowledge, row: Known | None, area: Area) -> Revision | None:
    older = of.before(row, area) if row is not None else None
    return Revision(older.quantity, of.day(row)) if older is not None and row is not None else None


def _conflicts(of: Knowledge, row: Known | None, change: Reading, area: Area) -> tuple[Conflict, ...]:
    """Other values that other publishers give of the level and of the change."""
    found = [(one, False) for one in (of.others(row, area) if row is not None else [])]
    published = change.rows[0] if change.rows and not change.computed else None
    found += [(one, True) for one in (of.others(published, area) if published is not None else [])]
    told = []
    for one, of_change in found:
        source = of.source(one)
        if source is not None:
            told.append(Conflict(Name(in_sentence(source.title_vi), source.title_en), one.quantity, of_change))
    return tuple(told)
