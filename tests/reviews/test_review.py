"""A review: its agenda, what was said, what was concluded, and what may no longer be changed."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from quarterdeck.audit.models import Line
from quarterdeck.core.agenda import Item
from quarterdeck.core.errors import BadInput, Conflict, Refused
from quarterdeck.core.periods import Period
from quarterdeck.figures.actions.log import freeze_vintage
from quarterdeck.reviews import actions, queries
from quarterdeck.reviews.models import Conclusion, Review
from tests.world import NOW, TODAY, World

QUARTER, AHEAD = Period.parse("2024-Q1"), Period.parse("2024-Q2")
WORDS = "Đẩy nhanh giải ngân vốn đầu tư công."


def made(world: World, code: str = "2024-Q1") -> Review:
    """A review in preparation with two matters on its agenda."""
    by = world.actor("specialist")
    review = actions.create_review(
        code=code, period=QUARTER, ahead=AHEAD, title_vi="Hội nghị quý I", title_en="First quarter review",
        held_on=TODAY, by=by, at=NOW,
    )  # fmt: skip
    items = [Item("matter", "roads", "Đường 294B", "Route 294B"), Item("matter", "budget", "Ngân sách", "Budget")]
    actions.put_items(review=review, items=items, by=by, at=NOW)
    return review


def opened(world: World) -> Review:
    """The same review, open on a frozen vintage."""
    by = world.actor("specialist")
    vintage = freeze_vintage(code="V", name_vi="V", name_en="V", known_on=NOW, by=by, at=NOW)
    return actions.open_review(review=made(world), vintage=vintage, by=by, at=NOW)


def concluded(world: World, review: Review, kind: str = "task") -> Conclusion:
    """A conclusion of the leader on the first item."""
    return actions.record_conclusion(
        review=review, item=queries.item(review, 1), kind=kind, text_vi=WORDS, author=world.posts["leader"],
        by=world.actor("specialist"), at=NOW,
    )  # fmt: skip


@pytest.mark.store
def test_putting_an_item_twice_leaves_one_on_the_agenda(world: World) -> None:
    review = made(world)
    again = [Item("matter", "roads", "Đường 294B", "Route 294B", {"note": "sạt lở"})]
    assert actions.put_items(review=review, items=again, by=world.actor("specialist"), at=NOW) == 0
    assert [item.evidence for item in queries.items(review)] == [{"note": "sạt lở"}, {}]


@pytest.mark.store
def test_an_item_moved_up_takes_its_place_and_the_others_close_up(world: World) -> None:
    review = made(world)
    actions.move_item(item=queries.item(review, 2), to=1, version=1, by=world.actor("specialist"), at=NOW)
    assert [(item.number, item.ref) for item in queries.items(review)] == [(1, "budget"), (2, "roads")]


def test_two_reviews_cannot_have_one_code(world: World) -> None:
    made(world)
    with pytest.raises(Conflict, match="already a review"):
        made(world)


def test_a_district_prepares_no_review(world: World) -> None:
    with pytest.raises(Refused, match="may not prepare a review"):
        actions.create_review(
            code="X", period=QUARTER, ahead=AHEAD, title_vi="", title_en="", held_on=TODAY,
            by=world.actor("district"), at=NOW,
        )  # fmt: skip


@pytest.mark.store
def test_a_review_closes_only_when_every_task_is_issued_or_kept(world: World) -> None:
    review = opened(world)
    one = concluded(world, review)
    with pytest.raises(BadInput, match="neither issued nor kept"):
        actions.close_review(review=review, by=world.actor("leader"), at=NOW)
    actions.keep_to_be_clarified(
        conclusion=one, owner=world.posts["specialist"], clarify_by=date(2024, 4, 3), why=["T1"],
        by=world.actor("specialist"), at=NOW,
    )  # fmt: skip
    closed = actions.close_review(review=review, by=world.actor("leader"), at=NOW)
    assert closed.state == Review.CLOSED
    assert queries.to_be_clarified().get().text_vi == WORDS
    with pytest.raises(Conflict, match="closed"):
        concluded(world, closed)


@pytest.mark.store
def test_two_people_cannot_overwrite_each_others_wording(world: World) -> None:
    one = concluded(world, opened(world))
    secretary = world.actor("specialist")
    actions.reword_conclusion(conclusion=one, text_vi="Câu mới.", text_en="", version=1, by=secretary, at=NOW)
    with pytest.raises(Conflict, match="meanwhile"):
        actions.reword_conclusion(conclusion=one, text_vi="Câu khác.", text_en="", version=1, by=secretary, at=NOW)
    assert Conclusion.objects.get(pk=one.pk).text_vi == "Câu mới."
    assert Line.objects.filter(act="conclusion.reworded").get().detail["before"] == WORDS


def test_words_that_are_empty_are_not_kept(world: World) -> None:
    with pytest.raises(BadInput, match="no words"):
        actions.record_opinion(
            item=queries.item(made(world), 1), speaker=world.posts["leader"], text_vi="  ",
            by=world.actor("specialist"), at=NOW,
        )  # fmt: skip


@pytest.mark.parametrize(("language", "title"), [("vi", "Hội nghị quý I"), ("en", "First quarter review")])
def test_the_desk_shows_agenda_item_and_conclusions(world: World, signed_in, language: str, title: str) -> None:
    concluded(world, opened(world))
    page = signed_in("specialist", language).get("/reviews/2024-Q1/?item=1").content.decode()
    assert title in page
    assert WORDS in page
    assert 'id="conclusion-1"' in page


def test_a_reader_sees_the_desk_without_its_forms(world: World, signed_in) -> None:
    opened(world)
    page = signed_in("inspector").get("/reviews/2024-Q1/").content.decode()
    assert "/items/1/conclusions/" not in page


def test_the_desk_asks_at_most_twenty_queries(
    world: World, signed_in, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    review = opened(world)
    for _ in range(12):
        concluded(world, review)
    client: Client = signed_in("specialist")
    client.get("/reviews/2024-Q1/")
    with django_assert_max_num_queries(20):
        client.get("/reviews/2024-Q1/?item=2")


def test_a_conclusion_is_recorded_from_the_desk(world: World, signed_in) -> None:
    review = opened(world)
    answer = signed_in("specialist").post(
        "/reviews/2024-Q1/items/1/conclusions/",
        {"conclusion-kind": "task", "conclusion-author": "leader", "conclusion-text_vi": WORDS},
    )
    assert answer.status_code == 302
    assert queries.conclusion(review, 1).text_vi == WORDS


def test_a_wrong_period_is_named_beside_its_field(world: World, signed_in) -> None:
    page = signed_in("specialist", "en").post("/reviews/new/", {"period": "2024-Q5"}).content.decode()
    assert "2024-Q5" in page
    assert not Review.objects.exists()
