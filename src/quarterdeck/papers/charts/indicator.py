"""An indicator over time: what was reached, what was planned, what was expected by now."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from quarterdeck.papers.charts import look
from quarterdeck.papers.charts.data import IndicatorChart, Point
from quarterdeck.papers.words import word

if TYPE_CHECKING:
    import altair as alt

LABEL_ROOM = 66  # pixels that a number above its mark needs


@lru_cache(maxsize=256)
def indicator_spec(chart: IndicatorChart) -> str:
    """The chart's Vega-Lite specification as JSON text, the same for the same input."""
    import altair as alt  # 0.7 s: paid by the first chart, not by every start of a program

    base = _base(chart)
    layers: list[alt.Chart] = []
    if any(point.low is not None for point in chart.points):
        layers.append(_band(base, chart))
    layers += _bars(base, chart) if chart.kind == "bars" else _line(base, chart)
    if any(point.plan is not None for point in chart.points):
        layers += _plan(base, chart)
    if any(point.break_before for point in chart.points):
        layers += _breaks(base, chart)
    layers += _labels(base, chart)
    whole = alt.layer(*layers, data=alt.InlineData(values=_records(chart))).properties(
        width=chart.width, height=chart.height, title=look.title(chart)
    )
    return look.finished(whole, chart.lang)


def _base(chart: IndicatorChart) -> "alt.Chart":
    import altair as alt

    note = look.note_lines(chart.note, chart.lang, chart.points, chart.width)
    x = alt.X(
        "period:O",
        sort=[point.period for point in chart.points],
        scale=alt.Scale(type="band", paddingInner=0.1, paddingOuter=0.05),
        axis=alt.Axis(labelOverlap="parity", labelSeparation=6, **look.note_axis(note)),
    )
    return alt.Chart().encode(x=x)


def _records(chart: IndicatorChart) -> list[dict[str, Any]]:
    """One record per period; floats only place marks, every number that is read is `label` text."""
    records: list[dict[str, Any]] = []
    part = 0
    labelled = _labelled(chart)
    for place, point in enumerate(chart.points):
        part += point.break_before or point.value is None
        record: dict[str, Any] = {"period": point.period, "part": part, "badge": point.badge or "-"}
        for name in ("value", "plan", "low", "high"):
            figure = getattr(point, name)
            if figure is not None:
                record[name] = float(figure)
        if place in labelled:
            record["label"] = look.written(point)
            record["below"] = chart.kind == "line" and _plan_above(point)
        if point.break_before:
            record["gap"] = word(chart.lang, "series_break")
        records.append(record)
    return records


def _labelled(chart: IndicatorChart) -> set[int]:
    """Which points carry their number: all where there is room, else the first, the highest and the last."""
    known = {place: point.value for place, point in enumerate(chart.points) if point.value is not None}
    if len(known) <= chart.width // LABEL_ROOM:
        return set(known)
    return {min(known), max(known), max(known, key=lambda place: known[place])}


def _plan_above(point: Point) -> bool:
    return point.plan is not None and point.value is not None and point.plan > point.value


def _y(chart: IndicatorChart, field: str) -> "alt.Y":
    import altair as alt

    axis = alt.Axis(format=f",.{chart.decimals}f", title=None)
    bars = chart.kind == "bars"
    return alt.Y(field, axis=axis, scale=alt.Scale(zero=bars, nice=True, padding=0 if bars else 12))


def _line(base: "alt.Chart", chart: IndicatorChart) -> list["alt.Chart"]:
    """The line stops where a value is unknown or the series breaks; illustrative points are hollow."""
    known = base.transform_filter("isValid(datum.value)")
    line = known.mark_line(color=look.ACCENT, strokeWidth=2).encode(y=_y(chart, "value:Q"), detail="part:N")
    dots = known.mark_point(size=36, stroke=look.ACCENT, strokeWidth=1.6, opacity=1)
    return [line, dots.encode(y=_y(chart, "value:Q"), fill=look.hollow_if_illustrative(look.ACCENT))]


def _bars(base: "alt.Chart", chart: IndicatorChart) -> list["alt.Chart"]:
    known = base.transform_filter("isValid(datum.value)")
    bars = known.mark_bar(stroke=look.ACCENT, strokeWidth=1.2, width={"band": 0.6})
    return [bars.encode(y=_y(chart, "value:Q"), fill=look.hollow_if_illustrative(look.ACCENT))]


def _band(base: "alt.Chart", chart: IndicatorChart) -> "alt.Chart":
    known = base.transform_filter("isValid(datum.low) && isValid(datum.high)")
    bars = known.mark_bar(color=look.BAND, width={"band": 0.9})
    band: alt.Chart = bars.encode(y=_y(chart, "low:Q"), y2="high:Q")
    return band


def _plan(base: "alt.Chart", chart: IndicatorChart) -> list["alt.Chart"]:
    """A thin dashed line over each period, so that a plan of another year does not run into this one."""
    import altair as alt

    known = base.transform_filter("isValid(datum.plan)")
    start = base.encoding.x.copy()
    start.bandPosition = 0
    line = known.mark_rule(color=look.INK, strokeDash=[4, 3], strokeWidth=1).encode(
        x=start, x2=alt.X2("period", bandPosition=1), y=_y(chart, "plan:Q")
    )
    last = next(point for point in reversed(chart.points) if point.plan is not None)
    label = known.transform_filter(alt.datum.period == last.period).mark_text(
        align="left", dx=chart.width / len(chart.points) / 2, color=look.INK, fontSize=look.TEXT_SIZE
    )
    text = chart.plan_text or word(chart.lang, "plan")
    return [line, label.encode(y=_y(chart, "plan:Q"), text=alt.value(text))]


def _breaks(base: "alt.Chart", chart: IndicatorChart) -> list["alt.Chart"]:
    import altair as alt

    half = chart.width / len(chart.points) / 2
    gaps = base.transform_filter("isValid(datum.gap)")
    rule = gaps.mark_rule(color=look.MUTED, strokeDash=[1, 3], xOffset=-half)
    text = gaps.mark_text(color=look.MUTED, fontSize=10, align="left", baseline="top", dx=4 - half, fontStyle="italic")
    return [rule, text.encode(y=alt.value(0), text="gap:N")]


def _labels(base: "alt.Chart", chart: IndicatorChart) -> list["alt.Chart"]:
    """Numbers above their marks, or below where the plan line lies just above."""
    known = base.transform_filter("isValid(datum.value) && isValid(datum.label)")
    layers = []
    for below, dy in ((False, -13), (True, 14)):
        text = known.transform_filter(f"datum.below == {str(below).lower()}").mark_text(
            baseline="middle", dy=dy, color=look.INK, fontSize=look.TEXT_SIZE, fontWeight=500
        )
        layers.append(text.encode(y=_y(chart, "value:Q"), text="label:N"))
    return layers
