"""The pages, the ranking and the exports say what the engine says, of every indicator, in all ways that it answers."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from django.utils import translation

from quarterdeck.core.measures import Quantity, round_half_up
from quarterdeck.core.periods import Period, cutoff
from quarterdeck.engine.query import Areas, Question, Statement
from quarterdeck.engine.query import Borders as EngineBorders
from quarterdeck.engine.reading.reading import Reading
from quarterdeck.engine.store import Way
from quarterdeck.figures.jobs.compacting import compact
from quarterdeck.figures.models import Indicator
from quarterdeck.figures.queries import catalogue
from quarterdeck.figures.queries.engine import known_on, store
from quarterdeck.figures.queries.log import AsKnown, end_of_day
from quarterdeck.figures.queries.restating import Borders
from quarterdeck.figures.queries.sheets import figures_table
from quarterdeck.figures.queries.tables import Row, in_order, places, sheet, table
from quarterdeck.figures.rules.table import so_far
from tests.figures.told import later, tell
from tests.world import MERGER, NOW, TODAY, World, indicator

PERIODS = ("2023-Q1", "2024-Q1", "2024-M03", "2024-S1", "2024", "2025-Q1")
SAID = (Statement.LEVEL, Statement.SAME_PERIOD, Statement.CHANGE, Statement.PLAN, Statement.ATTAINMENT,
        Statement.YEAR_TO_DATE)  # fmt: skip
KNOWN = AsKnown(end_of_day(later(400)))
Said = tuple[Decimal | None, str, str, bool]


@pytest.fixture
def told(world: World, tmp_path: Path) -> Iterator[World]:
    """Indicators of every kind with quarters, months, years, plans, published statements and a merger."""
    with override_settings(HOME=tmp_path):
        for made in _catalogue(world):
            _tell(world, made)
        yield world


def _catalogue(world: World) -> list[Indicator]:
    return [
        indicator(world),
        indicator(world, "DOMESTIC", name_en="Domestic revenue", frequency="M"),
        indicator(world, "SHARE", unit="%", formula="share([DOMESTIC], [BUDGET_REV])", space_rule="none"),
        indicator(world, "POP", unit="persons", decimals=0, frequency="A", time_rule="last", better="neither"),
        indicator(world, "POOR", unit="%", space_rule="weighted_mean", weight_code="POP", time_rule="last",
                  better="lower"),
        indicator(world, "INVEST", unit="USD_mn", decimals=2, regime="investment"),
        indicator(world, "SINCE", accumulation="cumulative", time_rule="last"),
        indicator(world, "RATE", unit="%", time_rule="none", space_rule="none", decimals=2),
    ]  # fmt: skip


def _tell(world: World, made: Indicator) -> None:
    """Figures that differ by indicator and area; some hedged, estimated or without value, some published statements."""
    if made.formula:
        return
    for number, area in enumerate(("P", "D1", "D2", "C1", "C2", "C3", "C4"), 3):
        for place, period in enumerate(_periods(made, area), 1):
            said = {1: {"qualifier": "nearly"}, 2: {"status": "E"}, 3: {"origin": "illustrative"}}.get(place % 7, {})
            value = Decimal(number * 10 + place) + Decimal(len(made.code)) / 3
            tell(world, made, str(round_half_up(value, made.decimals)), area=area, period=period, **said)
        if area != "C4":
            tell(world, made, str(100 + number), area=area, period="2024", scenario="plan")
    tell(world, made, "11.1", area="D1", breakdown="@growth_yoy")
    tell(world, made, "66.5", area="D2", breakdown="@ratio_yoy")
    tell(world, made, "25.5", area="P", breakdown="@pct_of_plan")
    if made.regime:
        reported = Period.days(*cutoff(Period("2024-Q1"), catalogue.regimes()[made.regime]))
        tell(world, made, "624.26", area="D1", period=reported.code)
    tell(world, made, None, area="D2", period="2024-Q2", status="L")


def _periods(made: Indicator, area: str) -> list[str]:
    years = ("2025",) if area == "C4" else ("2022", "2023", "2024")
    if made.frequency == "A":
        return list(years)
    kinds = (
        [f"-M{number:02}" for number in range(1, 13)] if made.frequency == "M" else [f"-Q{one}" for one in range(1, 5)]
    )
    return [f"{year}{one}" for year in years for one in kinds if f"{year}{one}" not in ("2024-Q2", "2024-M05")]


def said(quantity: Quantity | None, *, illustrative: bool) -> Said | None:
    if quantity is None or quantity.value is None:
        return None
    return round_half_up(quantity.value, 8), quantity.status.value, quantity.qualifier.value, illustrative


def of(reading: Reading) -> Said | None:
    return said(reading.quantity, illustrative=reading.illustrative)


def answers(question: Question, way: Way) -> dict[tuple[str, str, str], dict[str, Any]]:
    rows = store().ask(question, way).to_pylist()
    return {(row["indicator"], row["area"], row["statement"]): row for row in rows}


def answered(row: dict[str, Any]) -> Said | None:
    return None if row["value"] is None else (row["value"], row["status"], row["qualifier"], row["illustrative"])


def asked(areas: tuple[str, ...], period: str, day: date | None, *statements: Statement) -> Question:
    borders = EngineBorders(day) if day else None
    codes = tuple(Indicator.objects.values_list("code", flat=True))
    return Question(codes, Areas(areas), (period,), statements or SAID, borders=borders, known=known_on(KNOWN))


def alive(world: World, code: str, period: str, day: date | None) -> bool:
    on, unit = day or Period(period).last_day, world.areas[code]
    return unit.valid_from <= on and (unit.valid_to is None or on < unit.valid_to)


@pytest.mark.parametrize("compacted", [False, True], ids=["tail", "segments"])
@pytest.mark.parametrize("day", [None, MERGER], ids=["as it was", "borders"])
@pytest.mark.parametrize("way", Way)
def test_the_figures_table_says_what_the_engine_says(told: World, way: Way, day: date | None, compacted: bool) -> None:
    if compacted:
        compact()
    compared = 0
    for code in ("P", "D1", "D2", "C1", "C4"):
        for period in PERIODS:
            if not alive(told, code, period, day):
                continue
            found = answers(asked((code,), period, day), way)
            for row in table(Period(period), told.areas[code], KNOWN, Borders(day) if day else None):
                compared += _same(row, found, code)
    assert compared > 200


def _same(row: Row, found: dict[tuple[str, str, str], dict[str, Any]], code: str) -> int:
    """Every number of a line of the figures table; gives how many have a value."""
    line, name = row.line, row.indicator.code
    pairs = ((line.now, Statement.LEVEL), (line.same, Statement.SAME_PERIOD), (line.change, Statement.CHANGE),
             (line.plan, Statement.PLAN), (line.of_plan, Statement.ATTAINMENT))  # fmt: skip
    for reading, statement in pairs:
        cell = found[name, code, statement]
        assert answered(cell) == of(reading), (name, code, statement, cell)
    assert found[name, code, Statement.LEVEL]["reported_period"] == line.now.period
    return sum(reading.value is not None for reading, _ in pairs)


@pytest.mark.parametrize("way", Way)
def test_the_year_to_date_by_which_pace_is_judged_is_that_of_the_engine(told: World, way: Way) -> None:
    for period in ("2024-Q1", "2024-Q3", "2023-Q2"):
        found = answers(asked(("P", "D1"), period, None, Statement.YEAR_TO_DATE), way)
        for made in Indicator.objects.all():
            of_one = sheet(made.code, [told.areas["P"], told.areas["D1"]], KNOWN)
            for code in ("P", "D1"):
                own = Period(of_one.line(code, Period(period)).now.period)
                reading = so_far(of_one.measure, of_one.log, code, own, of_one.book)
                assert answered(found[made.code, code, Statement.YEAR_TO_DATE]) == of(reading), (made.code, code)


@pytest.mark.parametrize("day", [None, MERGER], ids=["as it was", "borders"])
@pytest.mark.parametrize("way", Way)
def test_the_ranking_of_an_indicators_page_is_that_of_the_engine(told: World, way: Way, day: date | None) -> None:
    codes = ("D1", "D2")
    areas = [told.areas[code] for code in codes]
    for period in PERIODS:
        found = answers(asked(codes, period, day, Statement.LEVEL, Statement.RANK), way)
        for made in Indicator.objects.all():
            of_one = sheet(made.code, areas, KNOWN, Borders(day) if day else None)
            lines = in_order(of_one, Period(period), areas)
            shown = {area.code: rank for (area, _), rank in zip(lines, places(of_one, lines), strict=True)}
            assert {code: found[made.code, code, Statement.RANK]["value"] for code in codes} == shown
            assert [rank for rank in shown.values() if rank] == sorted(rank for rank in shown.values() if rank)


def test_equals_share_a_rank_on_the_page_and_in_the_engine(world: World, tmp_path: Path) -> None:
    made = indicator(world)
    for code in ("D1", "D2"):
        tell(world, made, "5", area=code)
    areas = [world.areas[code] for code in ("D1", "D2")]
    of_one = sheet(made.code, areas, KNOWN)
    assert places(of_one, in_order(of_one, Period("2024-Q1"), areas)) == [1, 1]
    with override_settings(HOME=tmp_path):
        found = answers(asked(("D1", "D2"), "2024-Q1", None, Statement.RANK), Way.MATRICES)
    assert [found[made.code, code, Statement.RANK]["value"] for code in ("D1", "D2")] == [1, 1]


def test_the_export_holds_the_numbers_of_the_engine(told: World) -> None:
    period = Period("2024-Q1")
    rows = table(period, told.areas["D1"], KNOWN)
    with translation.override("en"):
        made = figures_table(rows, period, told.areas["D1"], TODAY, "en")
    heads = [column.title for column in made.columns]
    places = {"Value": Statement.LEVEL, "Same period last year": Statement.SAME_PERIOD, "Change": Statement.CHANGE,
              "Plan for the year": Statement.PLAN, "Of the year's plan (%)": Statement.ATTAINMENT}  # fmt: skip
    found = answers(asked(("D1",), "2024-Q1", None), Way.MATRICES)
    for row in made.rows:
        code = row.cells[heads.index("Code")].text
        for head, statement in places.items():
            number, cell = row.cells[heads.index(head)].value, found[code, "D1", statement]
            digits = 8 if number is None or cell["value"] is None else max(0, -number.as_tuple().exponent)
            assert number == (None if cell["value"] is None else round(cell["value"], digits)), (code, statement)


def test_the_figures_known_on_a_day_are_those_of_the_engine(told: World) -> None:
    revenue = Indicator.objects.get(code="BUDGET_REV")
    tell(told, revenue, "777", area="D1", at=later(30))
    for at, known in ((NOW, AsKnown(end_of_day(NOW))), (later(31), AsKnown(end_of_day(later(31))))):
        line = next(row for row in table(Period("2024-Q1"), told.areas["D1"], known) if row.indicator == revenue).line
        question = Question(("BUDGET_REV",), Areas(("D1",)), ("2024-Q1",), known=known_on(known))
        assert store().ask(question)["value"].to_pylist() == [line.now.value], at
