"""The chart of an indicator as an inline picture, remembered by what it shows."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from quarterdeck.core.pace import Standing
from quarterdeck.figures.queries.tables import Sheet
from quarterdeck.figures.rules.charting import plan_text, points
from quarterdeck.figures.rules.table import Line
from quarterdeck.figures.views.asked import Asked
from quarterdeck.papers.charts import IndicatorChart, Point, indicator_spec, svg
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.figures import unit_label
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname, period_of

REMEMBERED = 256
LARGE = 20
SIZES = {"wide": (700, 250), "narrow": (250, 200)}


def indicator_charts(found: Sheet, line: Line, what: Asked) -> dict[str, SafeString]:
    """The course of the indicator with its plan, for a wide and a narrow page; none with fewer than two figures."""
    lang, of = language(), found.measure
    period = period_of(line.now.period)
    shown = points(of, found.log, what.area.code, period, found.book, lang)
    if sum(point.value is not None for point in shown) < 2:
        return {}
    since = of.accumulates and period.kind in ("Q", "M") and not of.is_rate
    measure = _("{measure} since 1 January") if since else "{measure}"
    chart = IndicatorChart(
        lang, _title(line, what), measure.format(measure=f"{localname(found.indicator)}, {unit_label(of.unit)}"),
        _note(shown, what), shown, "bars" if since else "line", plan_text(line.plan.quantity, of.decimals, lang),
        _axis_decimals(shown, of.decimals),
    )  # fmt: skip
    return {size: _drawn(replace(chart, width=width, height=height)) for size, (width, height) in SIZES.items()}


def _note(shown: Sequence[Point], what: Asked) -> str:
    known = _("Figures as known on {day}.").format(day=day_text(what.day))
    banded = _("Pale band: where it would be on course.")
    return f"{known} {banded}" if any(point.low is not None for point in shown) else known


def _title(line: Line, what: Asked) -> str:
    if line.pace.standing is Standing.UNKNOWN:
        return f"{localname(what.area)}, {period_of(line.now.period).label(language())}"
    return say(line.pace.reason)


def _axis_decimals(shown: Sequence[Point], decimals: int) -> int:
    """Large numbers need none on the axis."""
    largest = max((abs(point.value) for point in shown if point.value is not None), default=Decimal(0))
    return 0 if largest >= LARGE else min(decimals, 1)


@lru_cache(maxsize=REMEMBERED)
def _drawn(chart: IndicatorChart) -> SafeString:
    # One drawing a chart in memory, one a specification on disk: a restart costs no drawing.
    return SafeString(svg(indicator_spec(chart), alt=chart.title, cache=settings.HOME / "charts"))
