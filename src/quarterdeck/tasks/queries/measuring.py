"""The figure of a task's indicator beside its target: progress that reports itself."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from quarterdeck.areas.models import Area
from quarterdeck.areas.queries import province
from quarterdeck.core import wording
from quarterdeck.core.measures.formats import format_number
from quarterdeck.core.periods import Period
from quarterdeck.figures.queries.log import AsKnown
from quarterdeck.figures.queries.tables import Sheet, sheet
from quarterdeck.figures.rules.table import Line
from quarterdeck.tasks.models import Task
from quarterdeck.tasks.rules.measuring import AT_LEAST, Measured, measure
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import period_of

# How many periods back a figure is looked for where the one of the target has none yet.
PERIODS_BACK = 12


@dataclass(frozen=True, slots=True)
class Reported:
    """What the figures say of a target: in which area, the newest line up to its period (None: nothing is known).

    `early` where the line is of a period before that of the target.
    """

    area: Area
    period: Period
    line: Line | None
    measured: Measured
    early: bool


def target_words(of: Task, lang: str = "vi") -> str:
    """The target of a task in a few words: "≥ 20 tỷ đồng, Quý III/2025"."""
    assert of.target_value is not None
    sign = "≥" if of.target_bound == AT_LEAST else "≤"
    unit = wording.unit_label(of.target_unit, lang)
    number = format_number(plain(of.target_value), lang)
    return f"{sign} {number}{'' if unit == '%' else ' '}{unit}, {Period.parse(of.target_period).label(lang)}"


def plain(value: Decimal) -> Decimal:
    """A number as stored, without the zeros that only the column of the table gave it."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def typed(of: Task) -> str:
    """The value of the target as the reader types it, "" where there is none."""
    return format_number(plain(of.target_value), language()) if of.target_value is not None else ""


def reported(of: Task, known: AsKnown, today: date) -> Reported | None:
    """What the figures say of the target of a task; None where it has none. At most five queries.

    The figures are those of the area of the lead where it has any, else those of the province.
    """
    if of.target_value is None or of.indicator is None:
        return None
    home = province(today)
    if home is None:
        return None
    own = of.lead.area
    areas = [own, home] if own.pk != home.pk else [home]
    found, period = sheet(of.indicator.code, areas, known), Period.parse(of.target_period)
    for area in areas:
        line = _newest(found, area, period)
        if line is not None:
            measured = measure(line.now.value, of.target_value, of.target_bound)
            return Reported(area, period, line, measured, period_of(line.now.period) != period)
    return Reported(areas[0], period, None, measure(None, of.target_value, of.target_bound), early=False)


def _newest(found: Sheet, area: Area, period: Period) -> Line | None:
    for _step in range(PERIODS_BACK):
        line = found.line(area.code, period)
        if line.now.known:
            return line
        period = period.previous()
    return None
