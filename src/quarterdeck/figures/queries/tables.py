"""The figures table and one indicator's page as plain values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from quarterdeck.areas.models import Area
from quarterdeck.areas.queries import thread_ids
from quarterdeck.core.measures import Better
from quarterdeck.core.periods import Period
from quarterdeck.engine.reading.formula import codes_needed
from quarterdeck.engine.reading.log import Log
from quarterdeck.engine.reading.ranking import rank
from quarterdeck.engine.reading.reading import GROWTH, Measure
from quarterdeck.figures.models import Indicator, Observation, SourceConflict
from quarterdeck.figures.queries import catalogue
from quarterdeck.figures.queries.log import AsKnown, log
from quarterdeck.figures.queries.restating import Borders, Together, restated_log, told_together
from quarterdeck.figures.rules.table import Book, Line, line, periods_needed


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator and what is said of it.

    `conflicts`: sources differ on it. `elsewhere`: what other publishers say of a growth that cannot be read,
    also where it became known later.
    """

    indicator: Indicator
    line: Line
    conflicts: tuple[SourceConflict, ...] = ()
    elsewhere: tuple[Observation, ...] = ()


def table(period: Period, area: Area, known: AsKnown, borders: Borders | None = None) -> list[Row]:
    """One row per indicator in catalogue order, for one area and period. Three queries however many rows.

    With `borders` the figures of the area and of all from which it came are restated to them.
    """
    everything = list(catalogue.indicators())
    book = catalogue.book(everything)
    regimes = {one.code: one.regime for one in everything}
    needed = periods_needed(period, book.regimes)
    if borders is None:
        found = log(known, areas=[area], periods=needed, regimes=regimes)
    else:
        found = restated_log(known, [area], borders, measures=book.measures, periods=needed)
    return [Row(one, line(book.measures[one.code], found, area.code, period, book)) for one in everything]


def with_notes(rows: Sequence[Row], area: Area) -> list[Row]:
    """The same rows with conflicts of sources, and other sources of what is unreadable. Two queries."""
    periods = {period for row in rows for period in (row.line.now.period, row.line.plan.period)}
    conflicts: dict[tuple[int, str], list[SourceConflict]] = {}
    for one in SourceConflict.objects.filter(period__in=periods):
        conflicts.setdefault((one.indicator_id, one.period), []).append(one)
    elsewhere = _elsewhere([row for row in rows if row.line.change.unreadable], area)
    return [
        replace(
            row,
            conflicts=tuple(
                one
                for period in (row.line.now.period, row.line.plan.period)
                for one in conflicts.get((row.indicator.pk, period), ())
            ),
            elsewhere=tuple(elsewhere.get((row.indicator.pk, row.line.change.period), ())),
        )
        for row in rows
    ]


def _elsewhere(rows: Iterable[Row], area: Area) -> dict[tuple[int, str], list[Observation]]:
    garbled = list(rows)
    if not garbled:
        return {}
    found = Observation.objects.filter(
        indicator__in=[row.indicator for row in garbled], area_id__in=thread_ids(area), breakdown=GROWTH,
        period__in=[row.line.change.period for row in garbled], value__isnull=False,
    ).exclude(regime="").select_related("batch__source", "indicator")  # fmt: skip
    by_key: dict[tuple[int, str], list[Observation]] = {}
    for one in found:
        if one.regime != one.indicator.regime:
            by_key.setdefault((one.indicator_id, one.period), []).append(one)
    return by_key


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is known of one indicator in some areas, ready for lines, charts and rankings.

    `named` holds it and the indicators of its formula by code; `together` the areas that are told as one in the
    borders asked for.
    """

    indicator: Indicator
    measure: Measure
    log: Log
    book: Book
    named: Mapping[str, Indicator]
    together: tuple[Together, ...] = ()

    def line(self, area: str, period: Period) -> Line:
        """The row of the figures table for an area and period."""
        return line(self.measure, self.log, area, period, self.book)


def sheet(code: str, areas: Sequence[Area], known: AsKnown, borders: Borders | None = None) -> Sheet:
    """One indicator with every period of these areas, and the figures its formula needs. Three queries.

    With `borders` all figures are restated to them. Raises `NotFound` where there is no such indicator.
    """
    everything = list(catalogue.indicators())
    book = catalogue.book(everything)
    if code not in book.measures:
        raise catalogue.no_indicator(code)
    measure = book.measures[code]
    codes = {code, *codes_needed(measure, book.measures)}
    named = {one.code: one for one in everything if one.code in codes}
    regimes = {one.code: one.regime for one in named.values()}
    if borders is None:
        return Sheet(named[code], measure, log(known, areas=areas, indicators=codes, regimes=regimes), book, named)
    weights = {of.weight_code for one in codes if (of := book.measures.get(one)) and of.weight_code}
    found = restated_log(known, areas, borders, measures=book.measures, indicators=codes | weights)
    return Sheet(named[code], measure, found, book, named, tuple(told_together(found, areas, borders)))


def ranked(
    indicator: Indicator, period: Period, areas: Sequence[Area], known: AsKnown
) -> list[tuple[Area | Together, Line]]:
    """The same indicator in several areas, best first, areas without a figure last. Three queries."""
    return in_order(sheet(indicator.code, areas, known), period, areas)


def in_order(of: Sheet, period: Period, areas: Sequence[Area]) -> list[tuple[Area | Together, Line]]:
    """The areas with their lines, best first (highest first where neither way is better), unknown ones last.

    Areas that are told only together stand there as one.
    """
    lines: list[tuple[Area | Together, Line]] = [(area, of.line(area.code, period)) for area in areas]
    for group in of.together:
        line = of.line(group.code, period)
        if line.now.known and any(area in group.members for area in areas):
            lines = [pair for pair in lines if pair[0] not in group.members]
            lines.append((group, line))
    sign = 1 if _lowest_first(of) else -1
    return sorted(lines, key=lambda pair: (pair[1].now.value is None, sign * (pair[1].now.value or 0), pair[0].code))


def places(of: Sheet, lines: Sequence[tuple[Area | Together, Line]]) -> list[int | None]:
    """The rank of each area among these; equals share a rank, and those without a value have none."""
    values = [line.now.value for _area, line in lines]
    return [rank(value, values, lowest_first=_lowest_first(of)) for value in values]


def _lowest_first(of: Sheet) -> bool:
    return of.indicator.better == Better.LOWER.value
