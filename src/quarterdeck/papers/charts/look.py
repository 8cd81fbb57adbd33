"""The look all charts share: type, ink and number formats."""

import json
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from quarterdeck.papers.charts.data import Bar, IndicatorChart, Point, RankingChart
from quarterdeck.papers.content import Badge, Lang
from quarterdeck.papers.words import legend, word

if TYPE_CHECKING:
    import altair as alt

FONT = "Be Vietnam Pro"
INK, MUTED, RULE, PAPER = "#1a2330", "#5b6776", "#dfe3e8", "#ffffff"
ACCENT, BAND, QUIET = "#0b5cad", "#e8eef5", "#9db4cc"
TITLE_SIZE, TEXT_SIZE = 14, 11

NUMBER_LOCALES: dict[Lang, dict[str, Any]] = {
    "vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", ""], "minus": "\u2212"},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", ""], "minus": "\u2212"},
}


def config(lang: Lang) -> dict[str, Any]:
    """Vega-Lite configuration: quiet lines, no frame, the number format of the language."""
    text = {"labelFont": FONT, "labelFontSize": TEXT_SIZE, "labelColor": MUTED, "titleFont": FONT}
    return {
        "aria": False,  # the drawing as a whole is named in words; parts would be read out in English
        "background": PAPER,
        "font": FONT,
        "locale": {"number": NUMBER_LOCALES[lang]},
        "view": {"stroke": None},
        "axis": text,
        "axisX": {"grid": False, "domainColor": MUTED, "ticks": False, "labelPadding": 6, "labelAngle": 0},
        "axisY": {"gridColor": RULE, "domain": False, "ticks": False, "labelPadding": 6, "tickCount": 5},
        "title": {
            "font": FONT,
            "anchor": "start",
            "frame": "bounds",
            "fontSize": TITLE_SIZE,
            "fontWeight": 700,
            "color": INK,
            "lineHeight": 18,
            "subtitleFont": FONT,
            "subtitleFontSize": 12,
            "subtitleColor": MUTED,
            "subtitlePadding": 4,
            "offset": 14,
        },
    }


def finished(drawing: "alt.TopLevelMixin", lang: Lang) -> str:
    """A drawing with its look as JSON text, keys in order: equal input, equal text."""
    # Checked against the schema by the tests: here it would take half of the time.
    spec = drawing.to_dict(validate=False) | {"config": config(lang)}
    return json.dumps(spec, ensure_ascii=False, sort_keys=True)


def title(chart: IndicatorChart | RankingChart) -> "alt.TitleParams":
    """The finding, and under it the measure with its unit."""
    import altair as alt

    return alt.TitleParams(
        text=lines(chart.title, chart.width, TITLE_SIZE), subtitle=lines(chart.subtitle, chart.width, 12)
    )


def hollow_if_illustrative(colour: str) -> Any:
    """Marks filled with `colour`, or with paper where the figure is only illustrative."""
    import altair as alt

    return alt.condition("datum.badge == 'I'", alt.value(PAPER), alt.value(colour))


def note_axis(note: list[str]) -> dict[str, Any]:
    """The note under a chart, set as the title of the lower axis, which the layout leaves room for."""
    return {
        "title": note,
        "titleAnchor": "start",
        "titleAlign": "left",
        "titleFontSize": 10,
        "titleFontWeight": 400,
        "titleColor": MUTED,
        "titleLineHeight": 14,
        "titlePadding": 12,
    }


def lines(text: str, width: int, size: int) -> list[str]:
    """Text broken into lines that fit `width` pixels at a type of `size` pixels."""
    return wrap(text, max(20, int(width / (size * 0.53)))) or [""]


def note_lines(note: str, lang: Lang, marks: tuple[Point | Bar, ...], width: int) -> list[str]:
    """Source and vintage, then what the badges in the chart mean."""
    used = legend(lang, {mark.badge for mark in marks if mark.value is not None})
    key = " · ".join(f"{badge}{hollow_word(lang, badge)}: {meaning}" for badge, meaning in used)
    return [line for part in (note, key) if part for line in lines(part, width, TEXT_SIZE)]


def hollow_word(lang: Lang, badge: Badge) -> str:
    """How the drawing itself marks a badge; only illustrative figures are drawn hollow."""
    return f" ({word(lang, 'hollow')})" if badge == "I" else ""


def written(mark: Point | Bar) -> str:
    """The label of a mark: its text and badge."""
    return f"{mark.text} ({mark.badge})" if mark.badge else mark.text
