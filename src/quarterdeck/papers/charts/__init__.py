"""Charts: one Altair specification each, drawn alike on the page, in Word and in PDF.

`indicator_spec` and `ranking_spec` return a specification as JSON text; `svg` and `png` draw it,
`spec_of` remembers it.
The same text feeds vega-embed in a browser, for the number format of the language is part of it.
"""

from quarterdeck.papers.charts.data import Bar, IndicatorChart, Point, RankingChart
from quarterdeck.papers.charts.drawing import fingerprint, png, svg
from quarterdeck.papers.charts.indicator import indicator_spec
from quarterdeck.papers.charts.kept import spec_of
from quarterdeck.papers.charts.ranking import ranking_spec

__all__ = [
    "Bar",
    "IndicatorChart",
    "Point",
    "RankingChart",
    "fingerprint",
    "indicator_spec",
    "png",
    "ranking_spec",
    "spec_of",
    "svg",
]
