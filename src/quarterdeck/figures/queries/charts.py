"""The chart of an indicator: one specification for its page and for every paper; only the size differs."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from quarterdeck.areas.models import Area
from quarterdeck.core.pace import Standing
from quarterdeck.core.wording import unit_label
from quarterdeck.figures.queries.tables import Sheet
from quarterdeck.figures.rules.charting import plan_text, points
from quarterdeck.figures.rules.table import Line
from quarterdeck.papers.charts import IndicatorChart, Point
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname, period_of

LEAST_POINTS = 2
LARGE = 20


def chart_of(found: Sheet, line: Line, area: Area, day: date) -> IndicatorChart | None:
    """The course of an indicator with its plan, in the reader's language; None with fewer than two figures.

    `day` is the day of the state of knowledge that `found` was read in.
    """
    lang, of = language(), found.measure
    period = period_of(line.now.period)
    shown = points(of, found.log, area.code, period, found.book, lang)
    if sum(point.value is not None for point in shown) < LEAST_POINTS:
        return None
    climbs = of.accumulates and period.kind in ("Q", "M")
    measure = _("{measure} since 1 January") if climbs and not of.is_rate else "{measure}"
    return IndicatorChart(
        lang, _title(line, area), measure.format(measure=f"{localname(found.indicator)}, {unit_label(of.unit, lang)}"),
        _note(shown, day), shown, "bars" if climbs else "line", plan_text(line.plan.quantity, of.decimals, lang),
        _axis_decimals(shown, of.decimals),
    )  # fmt: skip


def _note(shown: Sequence[Point], day: date) -> str:
    known = _("Figures as known on {day}.").format(day=day_text(day))
    told = [known]
    if any(point.low is not None for point in shown):
        told.append(_("Pale band: where it would be on course."))
    if any(point.plan is not None for point in shown):
        told.append(_("Dashed line: plan or target."))
    return " ".join(told)


def _title(line: Line, area: Area) -> str:
    if line.pace.standing is Standing.UNKNOWN:
        return f"{localname(area)}, {period_of(line.now.period).label(language())}"
    return say(line.pace.reason)


def _axis_decimals(shown: Sequence[Point], decimals: int) -> int:
    """Large numbers need none on the axis."""
    largest = max((abs(point.value) for point in shown if point.value is not None), default=Decimal(0))
    return 0 if largest >= LARGE else min(decimals, 1)


def drawings() -> Path:
    """The folder that keeps drawings and files made of them, so that a restart costs none."""
    folder: Path = settings.HOME / "cache"
    return folder
