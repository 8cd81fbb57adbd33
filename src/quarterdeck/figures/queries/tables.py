"""The figures table and one indicator's page as plain values."""

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
    """One row per indicator in catalogue order, for one area and period. Three queries, whatever the number of rows."""
    regimes = catalogue.regimes()
    found = log(known, areas=[area.code], periods=periods_needed(period, regimes))
    rule = catalogue.pace_rule()
    return [
        Row(one, line(catalogue.measure(one), found, area.code, period, rule, regimes))
        for one in catalogue.indicators()
    ]


def ranked(indicator: Indicator, period: Period, areas: list[Area], known: AsKnown) -> list[tuple[Area, Line]]:
    """The same indicator in several areas, best first, areas without a figure last."""
    regimes = catalogue.regimes()
    found = log(
        known, areas=[area.code for area in areas], periods=periods_needed(period, regimes),
        indicators=[indicator.code],
    )  # fmt: skip
    rule = catalogue.pace_rule()
    measure = catalogue.measure(indicator)
    lines = [(area, line(measure, found, area.code, period, rule, regimes)) for area in areas]
    sign = 1 if indicator.better == "lower" else -1
    return sorted(lines, key=lambda pair: (pair[1].now.value is None, sign * (pair[1].now.value or 0), pair[0].code))
