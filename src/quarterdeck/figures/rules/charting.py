"""The chart of an indicator: what was reached, what was planned, and what is expected by now."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeAlias

from quarterdeck.core.measures import EXACT, Qualifier, Quantity, format_quantity
from quarterdeck.core.pace import expected_share
from quarterdeck.core.periods import Period
from quarterdeck.engine.reading import formula, steps
from quarterdeck.engine.reading.log import Log
from quarterdeck.engine.reading.needs import TREND_YEARS, trend_periods
from quarterdeck.engine.reading.reading import Measure, Reading, level
from quarterdeck.figures.rules.finding import natural_decimals
from quarterdeck.figures.rules.table import Book, history, so_far
from quarterdeck.papers.charts import Point
from quarterdeck.papers.content import Badge, Lang

Band: TypeAlias = tuple[Decimal | None, Decimal | None]
BADGES: tuple[Badge, ...] = ("E", "I", "P")
EARLIER_YEARS = 2
_ROMAN = ("I", "II", "III", "IV")
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def points(measure: Measure, log: Log, area: str, period: Period, book: Book, lang: Lang) -> tuple[Point, ...]:
    """One point a period up to the one shown.

    What accumulates is drawn since 1 January against the year's plan, and this year to its end, with the band in
    which earlier years lay by then; a rate is drawn as it stands against its target.
    """
    climbs = measure.accumulates and period.kind in ("Q", "M")
    shown = _climbing(period) if climbs else trend_periods(period)[-TREND_YEARS * 4 :]
    return tuple(_point(measure, log, area, one, period, book, lang) for one in shown)


def _climbing(period: Period) -> Sequence[Period]:
    """The periods of this year, to its end, and of two years before; of months only those of this and last year."""
    years = [steps.whole_year(period)]
    for _ in range(EARLIER_YEARS if period.kind == "Q" else 1):
        years.insert(0, steps.previous(years[0]))
    return [part for year in years for part in year.parts(period.kind)]


def _point(measure: Measure, log: Log, area: str, one: Period, shown: Period, book: Book, lang: Lang) -> Point:
    known = one.end <= shown.end
    reading = so_far(measure, log, area, one, book) if measure.accumulates else formula.value(
        measure, log, area, one, book.measures
    )  # fmt: skip
    plan = level(measure, log, area, steps.whole_year(one), scenario="plan")
    low, high = _band(measure, log, area, one, plan, book) if one.year == shown.year else (None, None)
    value = reading.value if known else None
    text = written(reading.quantity, measure.decimals, lang) if reading.quantity and value is not None else ""
    broken = any(row.status == "B" for row in reading.rows)
    return Point(axis_label(one, lang), value, text, badge_of(reading), broken, plan.value, low, high)


def badge_of(reading: Reading) -> Badge:
    """The badge as charts, maps and files know it."""
    return reading.badge if reading.badge in BADGES else ""


def _band(measure: Measure, log: Log, area: str, one: Period, plan: Reading, book: Book) -> Band:
    """Between which values the indicator would be on course at the end of the period; not at the end of the year."""
    if plan.value is None or not measure.accumulates or one.end == steps.whole_year(one).end:
        return None, None
    share, _basis = expected_share(history(measure, log, area, one, book), one)
    due, rule = EXACT.multiply(share, plan.value), book.pace.accumulated
    return EXACT.multiply(due, rule.on_course), EXACT.multiply(due, rule.ahead)


def written(quantity: Quantity, decimals: int, lang: Lang) -> str:
    """A figure as a label writes it: hedged, with as many digits as it has, without its unit."""
    text = format_quantity(quantity, lang, natural_decimals(quantity.value, decimals))
    return text.replace("-", "\N{MINUS SIGN}", 1) if text.startswith("-") else text


def plan_text(quantity: Quantity | None, decimals: int, lang: Lang) -> str:
    """The label of the plan line, without the hedge that its origin explains."""
    return written(replace(quantity, qualifier=Qualifier.EXACT), decimals, lang) if quantity else ""


def axis_label(period: Period, lang: Lang) -> str:
    """A period where there is little room: I/2024, Q1 2024, 3/2024, 15/3/2024."""
    day, month, year = period.last_day.day, period.last_day.month, period.year
    labels = {
        "Q": (f"{_ROMAN[(period.index - 1) % 4]}/{year}", f"Q{period.index} {year}"),
        "M": (f"{month}/{year}", f"{_MONTHS_EN[month - 1]} {year}"),
        "S": (f"{'đầu' if period.index == 1 else 'cuối'} {year}", f"H{period.index} {year}"),
        "R": (f"{day}/{month}/{year}", f"{day} {_MONTHS_EN[month - 1]} {year}"),
    }
    return labels.get(period.kind, (str(year), str(year)))[lang == "en"]
