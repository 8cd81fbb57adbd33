"""What an event of areas says of figures: how many, which plans reach beyond the day, what depends on it since."""

from dataclasses import replace
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from quarterdeck.areas.models import Area
from quarterdeck.core.links import Touched, followers
from quarterdeck.figures.models import Batch, Indicator, Observation
from quarterdeck.figures.queries.touched import depending, touched
from tests.people.merger import merger
from tests.world import NOW, World, indicator

OBSERVED, PLANNED, BEYOND = (
    "Observations of the old units", "Plans of the old units", "Plans that reach beyond 01/07/2024",
)  # fmt: skip


def _report(of: Indicator, area: Area, *periods: str, scenario: str = "actual") -> None:
    batch = Batch.objects.create(at=NOW, by="Lan", kind="entry")
    for period in periods:
        Observation.objects.create(indicator=of, area=area, period=period, scenario=scenario, value=Decimal(7),
                                   unit="VND_bn", batch=batch)  # fmt: skip


def _told(found: list[Touched]) -> dict[str, int]:
    return {str(one.what): one.count for one in found}


def test_figures_and_plans_of_the_old_units_are_counted_exactly(world: World) -> None:
    of, d2 = indicator(world), world.areas["D2"]
    _report(of, d2, "2024-Q1", "2024-Q2", "2024-Q3")
    _report(of, world.areas["D1"], "2024-Q1")
    _report(of, world.areas["C3"], "2024-Q1")
    _report(of, d2, "2024", "2024-Q2", "2024-Q3", "2023", scenario="plan")
    change = merger(world)
    with CaptureQueriesContext(connection) as asked:
        found = touched(change)
    assert _told(found) == {OBSERVED: 4, PLANNED: 4, BEYOND: 2}
    assert len(asked) <= 6
    assert not any(one.moves for one in found)


def test_a_figure_that_was_corrected_counts_once(world: World) -> None:
    of = indicator(world)
    for _time in range(3):
        _report(of, world.areas["D2"], "2024-Q1")
    assert _told(touched(merger(world))) == {OBSERVED: 1}


def test_plans_beyond_the_day_are_to_be_added_up_into_the_plan_of_the_new_unit(world: World) -> None:
    _report(indicator(world), world.areas["D2"], "2024", scenario="plan")
    found = {str(one.what): one for one in touched(merger(world))}[BEYOND]
    assert str(found.proposal) == "Add them up into the plan of Thành phố Một."
    assert [(one.title, one.label) for one in found.examples] == [("Thu ngân sách nhà nước", "Năm 2024")]


def test_a_plan_that_ends_the_day_before_needs_no_decision(world: World) -> None:
    _report(indicator(world), world.areas["D2"], "2024-S1", scenario="plan")
    assert _told(touched(merger(world))) == {PLANNED: 1}


def test_where_no_unit_follows_the_plans_go_to_others(world: World) -> None:
    _report(indicator(world), world.areas["D2"], "2024", scenario="plan")
    found = touched(replace(merger(world), begun=(), heirs={}))
    assert "No unit takes them over" in str({str(one.what): one for one in found}[BEYOND].proposal)


def test_an_indicator_whose_body_ends_needs_another(world: World) -> None:
    indicator(world, responsible=world.organisations["UBND-D2"])
    assert _told(touched(merger(world))) == {"Indicators that a body which ends answers for": 1}


def test_nothing_is_said_where_nothing_is_touched(world: World) -> None:
    _report(indicator(world), world.areas["C3"], "2024-Q1", "2024")
    change = merger(world)
    assert (touched(change), depending(change)) == ([], [])


def test_figures_reported_for_the_new_units_depend_on_the_event(world: World) -> None:
    change = merger(world)
    _report(indicator(world), Area.objects.get(uid="D1@2024-07-01"), "2024-Q3", "2024-Q4")
    assert _told(depending(change)) == {"Figures of the new units": 2}


def test_the_log_is_the_same_after_the_event(world: World) -> None:
    _report(indicator(world), world.areas["D2"], "2024-Q1")
    change, before = merger(world), list(Observation.objects.values())
    (room,) = [one for one in followers() if one.room == "figures"]
    assert room.transfer(change, world.actor("specialist"), NOW) == []
    assert list(Observation.objects.values()) == before
