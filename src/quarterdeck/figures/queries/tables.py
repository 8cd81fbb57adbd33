"""The figures table and one indicator's page as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass

from quarterdeck.areas.models import Area
from quarterdeck.core.periods import Period
from quarterdeck.figures.models import Indicator
from quarterdeck.figures.queries import catalogue
from quarterdeck.figures.queries.log import AsKnown, log
from quarterdeck.figures.rules.table import Line, line, periods_needed


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator and what is said of it."""

    indicator: Indicator
    line: Line


def table(period: Period, area: Area, known: AsKnown) -> list[Row]:
    """One row per indicator in catalogue order, for one area and period. Three queries however many rows."""
    everything = list(catalogue.indicators())
    book = catalogue.book(everything)
    found = log(known, areas=[area.code], periods=periods_needed(period, book.regimes))
    return [Row(one, line(book.measures[one.code], found, area.code, period, book)) for one in everything]


def ranked(indicator: Indicator, period: Period, areas: Sequence[Area], known: AsKnown) -> list[tuple[Area, Line]]:
    """The same indicator in several areas, best first, areas without a figure last."""
    book = catalogue.book(catalogue.indicators())
    periods = periods_needed(period, book.regimes)
    found = log(known, areas=[area.code for area in areas], periods=periods)
    measure = book.measures[indicator.code]
    lines = [(area, line(measure, found, area.code, period, book)) for area in areas]
    sign = 1 if indicator.better == "lower" else -1
    return sorted(lines, key=lambda pair: (pair[1].now.value is None, sign * (pair[1].now.value or 0), pair[0].code))
