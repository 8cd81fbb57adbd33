"""One series in the borders of several days: sums where units merged, marks where nobody can know."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from quarterdeck.areas.models import Area, AreaEvent, Succession
from quarterdeck.areas.queries import forget
from quarterdeck.core.periods import Period
from quarterdeck.figures.models import Indicator
from quarterdeck.figures.queries.links import of_area
from quarterdeck.figures.queries.log import AsKnown
from quarterdeck.figures.queries.restating import Borders
from quarterdeck.figures.queries.tables import Sheet, in_order, sheet
from tests.figures.told import later, tell
from tests.world import MERGER, NOW, World, indicator

SignIn = Callable[..., Client]
SPLIT = date(2026, 1, 1)
Q1 = Period.parse("2024-Q1")
AFTER = Period.parse("2025-Q1")


@dataclass(frozen=True)
class Halves:
    """Commune Three as it is after its split, and what came out of it."""

    rest: Area
    part: Area


@pytest.fixture
def revenue(world: World) -> Indicator:
    """Budget revenue of the three communes in the first quarter of 2024, and of the merged one a year later."""
    made = indicator(world)
    for area, value in (("C1", "10.0"), ("C2", "20.5"), ("C3", "7.1")):
        tell(world, made, value, area=area)
    tell(world, made, "33.0", area="C4", period="2025-Q1")
    return made


def split(world: World, *shares: str) -> Halves:
    """Commune Three is split on 1 January 2026; `shares` of its people for the rest and the part, "" if unknown."""
    event = AreaEvent.objects.create(
        code="E2", kind="split", day=SPLIT, adopted_on=SPLIT, act="1/NQ (2025-11-01)", title_vi="Chia Xã Ba",
        standing="in_force",
    )  # fmt: skip
    old = world.areas["C3"]
    old.valid_to = SPLIT
    old.save()
    made = [
        Area.objects.create(
            uid=f"{code}@2026-01-01", code=code, level=3, kind="commune", name_vi=name, name_en=name, parent_code="D2",
            valid_from=SPLIT,
        )
        for code, name in (("C3", "Xã Ba"), ("C5", "Xã Năm"))
    ]  # fmt: skip
    for after, share in zip(made, shares, strict=True):
        quality = "counted" if share else "unknown"
        Succession.objects.create(
            predecessor=old, successor=after, event=event, shares={"population": [share, quality]}
        )
    forget()
    return Halves(*made)


def in_borders(areas: list[Area], day: date | None, code: str = "BUDGET_REV") -> Sheet:
    return sheet(code, areas, AsKnown(NOW), Borders(day) if day else None)


def test_a_merged_unit_shows_the_sum_of_its_predecessors_unflagged(world: World, revenue) -> None:
    reading = in_borders([world.areas["C4"]], MERGER).line("C4", Q1).now
    assert reading.value == Decimal("30.5")
    assert reading.badge == ""
    assert {one.uid for one in reading.rows[0].restated.sources} == {"C1@2010-01-01", "C2@2010-01-01"}


def test_as_it_was_each_unit_keeps_its_own_figures(world: World, revenue) -> None:
    found = in_borders([world.areas["C1"], world.areas["C4"]], None)
    assert found.line("C1", Q1).now.value == Decimal("10.0")
    assert not found.line("C4", Q1).now.known


def test_a_merger_cannot_be_undone_in_the_borders_before_it(world: World, revenue) -> None:
    found = in_borders([world.areas["C1"], world.areas["C2"]], date(2024, 12, 31))
    assert found.line("C1", Q1).now.value == Decimal("10.0")
    assert found.line("C1", AFTER).now.value is None
    assert found.line("C1+C2", AFTER).now.value == Decimal("33.0")
    named = [area.name_en for area, _line in in_order(found, AFTER, [world.areas["C1"], world.areas["C2"]])]
    assert named == ["Commune One + Commune Two"]


def test_growth_over_a_merger_compares_the_same_territory(world: World, revenue) -> None:
    change = in_borders([world.areas["C4"]], MERGER).line("C4", AFTER).change
    assert round(change.value, 2) == Decimal("8.20")


def test_a_split_by_a_known_share_is_an_estimate_and_loses_nothing(world: World, revenue) -> None:
    halves = split(world, "0.3", "0.7")
    found = in_borders([halves.rest, halves.part], SPLIT)
    rest, part = found.line("C3", Q1).now, found.line("C5", Q1).now
    assert (rest.value, part.value) == (Decimal("2.1"), Decimal("5.0"))
    assert rest.value + part.value == Decimal("7.1")
    assert rest.badge == part.badge == "E"


def test_a_split_by_unknown_shares_is_told_as_one_figure_of_the_group(world: World, revenue) -> None:
    halves = split(world, "", "")
    found = in_borders([halves.rest, halves.part], SPLIT)
    assert found.line("C5", Q1).now.value is None
    assert found.line("C3+C5", Q1).now.value == Decimal("7.1")
    assert found.line("C3+C5", Q1).now.badge == ""


def test_where_one_predecessor_did_not_report_the_sum_is_unknown_not_smaller(world: World) -> None:
    made = indicator(world)
    tell(world, made, "10.0", area="C1")
    reading = in_borders([world.areas["C4"]], MERGER).line("C4", Q1).now
    assert reading.value is None
    assert reading.rows[0].restated.coverage.missing == ("C2@2010-01-01",)


def test_a_rate_without_parts_is_refused_where_territory_changed(world: World) -> None:
    rate = indicator(world, "GRDP", unit="%", space_rule="none", time_rule="none")
    for area, value in (("C1", "5.0"), ("C2", "7.0")):
        tell(world, rate, value, area=area)
    reading = in_borders([world.areas["C4"]], MERGER, "GRDP").line("C4", Q1).now
    assert reading.value is None
    assert "No rule says" in str(reading.rows[0].restated.reason)


def test_a_unit_that_did_not_change_keeps_its_hedge_and_its_published_growth(world: World) -> None:
    made = indicator(world)
    tell(world, made, "250", area="C3", qualifier="nearly")
    tell(world, made, "11.1", area="C3", breakdown="@growth_yoy")
    tell(world, made, "9.9", area="C1", breakdown="@growth_yoy")
    line = in_borders([world.areas["C3"], world.areas["C4"]], MERGER).line("C3", Q1)
    assert line.now.quantity.qualifier.value == "nearly"
    assert line.change.value == Decimal("11.1")


def test_a_growth_is_computed_where_a_published_one_no_longer_holds(world: World, revenue) -> None:
    for area in ("C1", "C2"):
        tell(world, revenue, "10", area=area, period="2023-Q1")
    tell(world, revenue, "4.0", area="C1", breakdown="@growth_yoy")
    change = in_borders([world.areas["C4"]], MERGER).line("C4", Q1).change
    assert change.value == Decimal("52.5")


def test_a_year_is_added_up_from_quarters_where_only_some_units_reported_the_year(world: World) -> None:
    made = indicator(world)
    tell(world, made, "40", area="C1", period="2024")
    for quarter in range(1, 5):
        tell(world, made, "10", area="C1", period=f"2024-Q{quarter}")
        tell(world, made, "5", area="C2", period=f"2024-Q{quarter}")
    reading = in_borders([world.areas["C4"]], MERGER).line("C4", Period.parse("2024")).now
    assert reading.value == Decimal(60)


def test_a_mean_is_weighted_by_its_denominator(world: World) -> None:
    people = indicator(world, "POP", unit="persons", decimals=0, time_rule="last")
    poor = indicator(
        world, "POOR", unit="%", space_rule="weighted_mean", weight_code="POP", time_rule="last", better="lower"
    )
    for area, rate, count in (("C1", "10.0", "100"), ("C2", "4.0", "300")):
        tell(world, poor, rate, area=area)
        tell(world, people, count, area=area)
    assert in_borders([world.areas["C4"]], MERGER, "POOR").line("C4", Q1).now.value == Decimal("5.5")


def test_a_series_that_keeps_its_code_is_marked_where_its_territory_changed(world: World, revenue) -> None:
    halves = split(world, "0.3", "0.7")
    world.areas["C3"] = halves.rest
    tell(world, revenue, "2.4", area="C3", period="2026-Q1")
    tell(world, revenue, "2.0", area="C3", period="2026-Q2")
    found = in_borders([halves.rest], None)
    assert found.line("C3", Period.parse("2026-Q1")).now.badge == "B"
    assert found.line("C3", Period.parse("2026-Q2")).now.badge == ""
    assert found.line("C3", Q1).now.badge == ""


def test_figures_of_a_code_that_passed_to_another_unit_do_not_mix(world: World, revenue) -> None:
    old = world.areas["C3"]
    old.valid_to = MERGER
    old.save()
    other = Area.objects.create(
        uid="C3@2025-01-01", code="C3", level=3, kind="commune", name_vi="Xã Chín", name_en="Commune Nine",
        parent_code="D2", valid_from=MERGER,
    )  # fmt: skip
    forget()
    assert in_borders([old], None).line("C3", Q1).now.value == Decimal("7.1")
    assert not in_borders([other], None).line("C3", Q1).now.known


def test_the_page_of_an_indicator_shows_three_borders_with_their_marks(
    world: World, signed_in: SignIn, revenue
) -> None:
    split(world, "0.3", "0.7")
    client = signed_in("specialist", "en")

    def text(area: str, borders: str) -> str:
        address = f"/figures/BUDGET_REV/?period=2024-Q1&area={area}&borders={borders}"
        answer = client.get(address)
        assert answer.status_code == 200
        return answer.content.decode()

    assert "borders of 1 January 2025" in text("C3", "")
    assert ">7.1<" in text("C3", "")
    merged = text("C4", "2025-01-01")
    assert ">30.5<" in merged
    assert "In the borders of 1 January 2025" in merged
    divided = text("C5", "2026-01-01")
    assert ">5.0<" in divided
    assert 'title="estimated">E</abbr>' in divided


def test_a_unit_that_is_gone_is_answered_for_by_its_only_successor(world: World, signed_in: SignIn, revenue) -> None:
    page = signed_in("specialist", "en").get("/figures/BUDGET_REV/?period=2024-Q1&area=C1&borders=2025-01-01")
    assert "Commune Four" in page.content.decode()


@pytest.mark.parametrize(("borders", "said"), [("soon", "is not a day"), ("1900-01-01", "No unit has the code")])
def test_borders_that_make_no_sense_are_refused_with_the_remedy(
    world: World, signed_in: SignIn, revenue, borders: str, said: str
) -> None:
    answer = signed_in("specialist", "en").get(f"/figures/BUDGET_REV/?area=C4&borders={borders}")
    assert answer.status_code in (400, 404)
    assert said in answer.content.decode()


def test_the_page_of_a_unit_leads_to_its_figures(world: World, revenue) -> None:
    (link,) = of_area("C1@2010-01-01")
    assert link.url == "/figures/?area=C1&period=2024-Q1"
    assert of_area("D2@2010-01-01") == []


def test_a_group_has_a_page_a_table_and_a_file_of_its_own(world: World, signed_in: SignIn, revenue) -> None:
    split(world, "", "")
    client = signed_in("specialist", "en")
    asked = "area=C3%2BC5&period=2024-Q1&borders=2026-01-01"
    for address in ("/figures/BUDGET_REV/", "/figures/BUDGET_REV/origin/", "/figures/", "/figures/export.csv"):
        answer = client.get(f"{address}?{asked}")
        assert answer.status_code == 200, address
        assert "7.1" in answer.content.decode("utf-8-sig"), address


def test_the_page_of_a_unit_in_a_group_names_the_group_and_its_figure(world: World, signed_in: SignIn, revenue) -> None:
    split(world, "", "")
    page = signed_in("specialist", "en").get("/figures/BUDGET_REV/?area=C5&period=2024-Q1&borders=2026-01-01")
    assert "Told together with others, as Xã Ba + Xã Năm" in page.content.decode()


def test_a_file_names_the_borders_of_its_figures(world: World, signed_in: SignIn, revenue) -> None:
    answer = signed_in("specialist", "en").get("/figures/export.csv?area=C4&period=2024-Q1&borders=2025-01-01")
    assert "borders_2025-01-01" in answer["Content-Disposition"]
    assert "2025-01-01" in answer.content.decode("utf-8-sig")


def test_a_unit_that_was_divided_is_answered_for_by_the_province(world: World, signed_in: SignIn, revenue) -> None:
    split(world, "0.3", "0.7")
    old = Area.objects.get(uid="C3@2026-01-01")
    old.code = "C7"
    old.save()
    forget()
    page = signed_in("specialist", "en").get("/figures/BUDGET_REV/?area=C3&period=2024-Q1&borders=2026-01-01")
    assert "Commune Three is no unit of these borders: Sample Province is shown." in page.content.decode()


def test_a_mean_finds_its_weight_under_the_calendar_of_the_weight(world: World) -> None:
    people = indicator(world, "POP", unit="persons", decimals=0, time_rule="last", regime="census")
    poor = indicator(world, "POOR", unit="%", space_rule="weighted_mean", weight_code="POP", regime="decree")
    for area, rate, count in (("C1", "10.0", "100"), ("C2", "4.0", "300")):
        tell(world, poor, rate, area=area, regime="decree")
        tell(world, people, count, area=area, regime="census")
    reading = in_borders([world.areas["C4"]], MERGER, "POOR").line("C4", Q1).now
    assert reading.value == Decimal("5.5")
    assert "weighted by POP" in str(reading.rows[0].restated.method)


def test_a_mean_without_its_weights_says_so_and_not_that_nobody_reported(world: World) -> None:
    poor = indicator(world, "POOR", unit="%", space_rule="weighted_mean", weight_code="POP")
    for area, rate in (("C1", "10.0"), ("C2", "4.0")):
        tell(world, poor, rate, area=area)
    told = in_borders([world.areas["C4"]], MERGER, "POOR").line("C4", Q1).now.rows[0].restated
    assert "weighted by is not known: POP" in str(told.reason)
    assert told.coverage.reported == 2


def adopted_in_april() -> None:
    """Statistics follow the merger of the communes three months after the law."""
    AreaEvent.objects.filter(code="E1").update(adopted_on=date(2025, 4, 1))
    forget()


def test_borders_follow_the_day_on_which_statistics_adopt_an_event(world: World, revenue) -> None:
    adopted_in_april()
    early = in_borders([world.areas["C1"]], date(2025, 3, 1)).line("C1", Q1).now
    assert (early.value, early.badge) == (Decimal("10.0"), "")
    assert in_borders([world.areas["C4"]], date(2025, 4, 1)).line("C4", Q1).now.value == Decimal("30.5")


def test_a_figure_reported_between_the_law_and_its_adoption_is_not_lost(world: World, revenue) -> None:
    adopted_in_april()
    assert in_borders([world.areas["C4"]], date(2025, 7, 1)).line("C4", AFTER).now.value == Decimal("33.0")


def test_units_that_report_under_a_calendar_and_units_that_do_not_are_summed(world: World) -> None:
    made = indicator(world, "MIXED", regime="decree")
    tell(world, made, "10.0", area="C1", regime="decree")
    tell(world, made, "20.5", area="C2")
    tell(world, made, "99.0", area="C2", regime="another publisher")
    assert in_borders([world.areas["C4"]], MERGER, "MIXED").line("C4", Q1).now.value == Decimal("30.5")
    tell(world, made, "11.0", area="C1", reason="imported by hand", at=later(1))
    now = sheet("MIXED", [world.areas["C4"]], AsKnown(later(2)), Borders(MERGER)).line("C4", Q1).now
    assert now.value == Decimal("31.5")
