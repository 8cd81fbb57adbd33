"""The chart of an indicator as an inline picture, remembered by what it shows."""

from dataclasses import replace
from functools import lru_cache

from django.utils.safestring import SafeString

from quarterdeck.figures.queries.charts import chart_of, drawings
from quarterdeck.figures.queries.tables import Sheet
from quarterdeck.figures.rules.table import Line
from quarterdeck.figures.views.asked import Asked
from quarterdeck.papers.charts import IndicatorChart, indicator_spec, svg

REMEMBERED = 256
SIZES = {"wide": (700, 250), "narrow": (250, 200)}


def indicator_charts(found: Sheet, line: Line, what: Asked) -> dict[str, SafeString]:
    """The course of the indicator with its plan, for a wide and a narrow page; none with fewer than two figures."""
    chart = chart_of(found, line, what.area, what.day)
    if chart is None:
        return {}
    return {size: _drawn(replace(chart, width=width, height=height)) for size, (width, height) in SIZES.items()}


@lru_cache(maxsize=REMEMBERED)
def _drawn(chart: IndicatorChart) -> SafeString:
    # One drawing a chart in memory, one a specification on disk: a restart costs no drawing.
    return SafeString(svg(indicator_spec(chart), alt=chart.title, cache=drawings()))
