"""What every room puts before a review, and what is frozen when it opens."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from quarterdeck.audit.models import Line
from quarterdeck.core.errors import BadInput
from quarterdeck.core.periods import Period
from quarterdeck.cycle.actions import open_with_vintage, prepare_agenda
from quarterdeck.difficulties.actions import raise_difficulty
from quarterdeck.figures.actions.log import NewObservation, append_observations
from quarterdeck.figures.models import Indicator
from quarterdeck.figures.queries.log import in_vintage, log
from quarterdeck.reviews.actions import add_matter, create_review, plan_item
from quarterdeck.reviews.models import Review
from tests.world import NOW, TODAY, World, indicator


def reported(world: World, of: Indicator, period: str, value: str, scenario: str = "actual") -> NewObservation:
    return NewObservation(
        indicator=of, area=world.areas["P"], period=Period.parse(period), value=Decimal(value), unit="VND_bn",
        scenario=scenario,
    )  # fmt: skip


def behind(world: World) -> Indicator:
    """An indicator that has reached a tenth of its plan after a quarter of the year."""
    of = indicator(world)
    rows = [reported(world, of, "2024-Q1", "100"), reported(world, of, "2024", "1000", "plan")]
    append_observations(rows=rows, kind="entry", by=world.actor("specialist"), at=NOW - timedelta(days=1))
    return of


def review(world: World, code: str = "2024-Q1", held_on: date = TODAY) -> Review:
    return create_review(
        code=code, period=Period.parse(code), ahead=Period.parse(code).next(), title_vi="Hội nghị",
        title_en="Review", held_on=held_on, by=world.actor("specialist"), at=NOW,
    )  # fmt: skip


@pytest.mark.store
def test_a_gap_and_a_difficulty_come_onto_the_agenda_once(world: World) -> None:
    behind(world)
    raise_difficulty(
        raised_by=[world.organisations["UBND-D2"]], matter_vi="Đường 294B sạt lở.", asks="capital",
        routed_to=[world.organisations["SGTVT"]], raised_on=TODAY, by=world.actor("district"), at=NOW,
    )  # fmt: skip
    of, by = review(world), world.actor("specialist")
    assert prepare_agenda(review=of, area=world.areas["P"], today=TODAY, by=by, at=NOW) == 2
    assert prepare_agenda(review=of, area=world.areas["P"], today=TODAY, by=by, at=NOW) == 0
    assert list(of.items.values_list("kind", flat=True)) == ["gap", "difficulty"]
    assert of.items.get(kind="gap").evidence["standing"] == "off_course"


@pytest.mark.store
def test_figures_that_come_after_the_opening_do_not_touch_the_vintage(world: World) -> None:
    of = behind(world)
    opened = open_with_vintage(
        review=review(world), area=world.areas["P"], today=TODAY, by=world.actor("specialist"), at=NOW
    )
    later = NOW + timedelta(hours=1)
    append_observations(
        rows=[reported(world, of, "2024-Q1", "250")], kind="correction", by=world.actor("specialist"), at=later
    )
    assert opened.vintage is not None
    frozen = log(in_vintage(opened.vintage), areas=[world.areas["P"]]).find(of.code, "P", "2024-Q1")
    assert frozen is not None
    assert frozen.value == Decimal(100)
    assert opened.items.get(kind="gap").evidence["value"].startswith("100")


def test_a_row_dated_back_after_the_opening_does_not_touch_the_vintage_either(world: World) -> None:
    of = behind(world)
    opened = open_with_vintage(
        review=review(world), area=world.areas["P"], today=TODAY, by=world.actor("specialist"), at=NOW
    )
    append_observations(
        rows=[reported(world, of, "2024-Q1", "250")], kind="published", known_from=NOW - timedelta(days=1),
        by=world.actor("admin"), at=NOW + timedelta(hours=1),
    )  # fmt: skip
    assert opened.vintage is not None
    frozen = log(in_vintage(opened.vintage), areas=[world.areas["P"]]).find(of.code, "P", "2024-Q1")
    assert frozen is not None
    assert frozen.value == Decimal(100)


def test_the_page_says_what_is_new_before_it_is_put_on_the_agenda(world: World, signed_in) -> None:
    behind(world)
    review(world)
    client = signed_in("specialist", "en")
    assert "State budget revenue" in client.get("/reviews/2024-Q1/agenda/").content.decode()
    assert client.post("/reviews/2024-Q1/agenda/").status_code == 302
    assert client.post("/reviews/2024-Q1/open/").status_code == 302
    assert Review.objects.get().state == Review.OPEN


def test_freezing_before_the_figures_of_the_period_are_cut_off_is_asked_back(world: World, signed_in) -> None:
    behind(world)
    of = review(world, "2024-Q2", TODAY + timedelta(days=90))
    client = signed_in("specialist", "en")
    asked = client.post("/reviews/2024-Q2/open/").content.decode()
    assert "14 June 2024</time>; that is 79 days from now" in asked
    of.refresh_from_db()
    assert (of.state, of.vintage) == (Review.PREPARING, None)
    assert "could not be saved yet" in client.post("/reviews/2024-Q2/open/", {"early": " "}).content.decode()
    with pytest.raises(BadInput, match="complete only after"):
        open_with_vintage(review=of, area=world.areas["P"], today=TODAY, by=world.actor("specialist"), at=NOW)
    assert client.post("/reviews/2024-Q2/open/", {"early": "Họp sớm theo chỉ đạo"}).status_code == 302
    of.refresh_from_db()
    assert of.state == Review.OPEN
    assert Line.objects.get(act="review.opened").reason == "Họp sớm theo chỉ đạo"


def test_a_district_does_not_prepare_the_agenda(world: World, signed_in) -> None:
    review(world)
    refused = signed_in("district", "en").get("/reviews/2024-Q1/agenda/")
    assert refused.status_code == 403
    assert "may not prepare a review" in refused.content.decode()


def test_what_a_review_put_off_is_carried_to_the_next_of_its_kind_once(world: World) -> None:
    behind(world)
    by, first = world.actor("specialist"), review(world)
    prepare_agenda(review=first, area=world.areas["P"], today=TODAY, by=by, at=NOW)
    matter = add_matter(review=first, title_vi="Sắp xếp đơn vị", title_en="Merging units", by=by, at=NOW)
    for item in (first.items.get(kind="gap"), matter):
        plan_item(item=item, presenter=None, minutes=None, postponed=True, version=1, by=by, at=NOW)
    codes = ("2024-Q2", "2024-Q3")
    second, third = (review(world, code, TODAY + timedelta(days=90 * place)) for place, code in enumerate(codes, 1))
    for _again in range(2):
        prepare_agenda(review=second, area=world.areas["P"], today=TODAY, by=by, at=NOW)
    carried = second.items.exclude(carried_from=None).values_list("kind", "carried_from__number")
    assert sorted(carried) == [("gap", 1), ("matter", 2)]
    assert second.items.get(kind="gap").evidence["carried_from"] == "2024-Q1/1"
    prepare_agenda(review=third, area=world.areas["P"], today=TODAY, by=by, at=NOW)
    assert not third.items.exclude(carried_from=None).exists()
