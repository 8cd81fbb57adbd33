"""Units ranked by a figure: horizontal bars with their numbers, the average as a thin dashed line."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from quarterdeck.papers.charts import look
from quarterdeck.papers.charts.data import Bar, RankingChart
from quarterdeck.papers.words import word

if TYPE_CHECKING:
    import altair as alt

STEP = 22  # pixels per unit


@lru_cache(maxsize=256)
def ranking_spec(chart: RankingChart) -> str:
    """The chart's Vega-Lite specification as JSON text; units without a figure stand last and say so."""
    import altair as alt

    bars = ranked(chart)
    layers = [*_bars(chart, bars), _labels(chart, bars)]
    if chart.average is not None:
        layers += _average(chart)
    whole = alt.layer(*layers, data=alt.InlineData(values=_records(chart, bars))).properties(
        width=chart.width - 130, height=STEP * len(bars), title=look.title(chart)
    )
    return look.finished(whole, chart.lang)


def ranked(chart: RankingChart) -> tuple[Bar, ...]:
    """Bars in the order shown: by value, equal values by name, unknown ones at the end."""
    known = [(bar.value, bar) for bar in chart.bars if bar.value is not None]
    known.sort(key=lambda pair: pair[1].name)
    known.sort(key=lambda pair: pair[0], reverse=not chart.lowest_first)
    unknown = sorted((bar for bar in chart.bars if bar.value is None), key=lambda bar: bar.name)
    return (*(bar for _, bar in known), *unknown)


def _records(chart: RankingChart, bars: tuple[Bar, ...]) -> list[dict[str, Any]]:
    missing = f"– {word(chart.lang, 'no_data')}"
    return [
        {
            "name": bar.name,
            "value": 0.0 if bar.value is None else float(bar.value),  # places the mark; the text says the figure
            "known": bar.value is not None,
            "label": missing if bar.value is None else look.written(bar),
            "badge": bar.badge or "-",
            "own": bar.own,
        }
        for bar in bars
    ]


def _y(bars: tuple[Bar, ...]) -> "alt.Y":
    import altair as alt

    axis = alt.Axis(grid=False, labelColor=look.INK, labelLimit=160, title=None, domain=False)
    return alt.Y("name:N", sort=[bar.name for bar in bars], axis=axis)


def _x(chart: RankingChart) -> "alt.X":
    import altair as alt

    note = look.note_lines(chart.note, chart.lang, chart.bars, chart.width - 130)
    axis = alt.Axis(labels=False, grid=False, domain=False, **look.note_axis(note))
    return alt.X("value:Q", axis=axis, scale=alt.Scale(zero=True, nice=False))


def _bars(chart: RankingChart, bars: tuple[Bar, ...]) -> list["alt.Chart"]:
    import altair as alt

    layers = []
    for own, colour in ((False, look.QUIET), (True, look.ACCENT)):
        shown = alt.Chart().transform_filter((alt.datum.known == True) & (alt.datum.own == own))  # noqa: E712 (an expression of Vega, not of Python)
        mark = shown.mark_bar(stroke=colour, strokeWidth=1.2, height={"band": 0.66})
        layers.append(mark.encode(x=_x(chart), y=_y(bars), fill=look.hollow_if_illustrative(colour)))
    return layers


def _labels(chart: RankingChart, bars: tuple[Bar, ...]) -> "alt.Chart":
    import altair as alt

    text = alt.Chart().mark_text(align="left", dx=6, color=look.INK, fontSize=look.TEXT_SIZE, fontWeight=500)
    labels: alt.Chart = text.encode(x=_x(chart), y=_y(bars), text="label:N")
    return labels


def _average(chart: RankingChart) -> list["alt.Chart"]:
    import altair as alt

    once = alt.InlineData(values=[{}])  # else drawn once per unit
    place = alt.X(datum=float(chart.average or 0))
    rule = alt.Chart(once).mark_rule(color=look.INK, strokeDash=[4, 3], strokeWidth=1)
    text = alt.Chart(once).mark_text(
        align="left", baseline="bottom", dx=3, dy=-2, color=look.INK, fontSize=10, fontStyle="italic"
    )
    label = chart.average_text or word(chart.lang, "average")
    return [rule.encode(x=place), text.encode(x=place, y=alt.value(0), text=alt.value(label))]
