"""The screen of the hall: it follows what is put before it, asks little, and never shows what there is not."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from quarterdeck.core.agenda import Item
from quarterdeck.core.errors import BadInput, Refused
from quarterdeck.reviews import actions as desk
from quarterdeck.reviews import queries
from quarterdeck.reviews.actions.conference import show_in_hall
from quarterdeck.reviews.models import Review
from quarterdeck.reviews.queries import hall
from tests.reviews.test_review import concluded, made, opened
from tests.world import NOW, World

ADDRESS = "/reviews/2024-Q1/hall/now/"


def show(world: World, review: Review, number: int | None, screen: str = "item") -> Review:
    """The secretary puts an item before the hall."""
    item = queries.item(review, number) if number else None
    return show_in_hall(review=review, item=item, screen=screen, by=world.actor("specialist"), at=NOW)


def seen(client: Client) -> str:
    return client.get(ADDRESS).content.decode()


def with_tasks(world: World, count: int) -> Review:
    """A review with tasks on its agenda, the last of them the latest."""
    review = made(world)
    items = [
        Item("task", f"NV-{place}", f"Nhiệm vụ thứ {place}", f"Task {place}", {"due": "2024-03-01", "days_late": place})
        for place in range(1, count + 1)
    ]
    desk.put_items(review=review, items=items, by=world.actor("specialist"), at=NOW)
    return review


@pytest.mark.store
def test_the_hall_sees_what_was_put_before_it_last(world: World, signed_in: Callable[..., Client]) -> None:
    review, client = opened(world), signed_in("inspector")
    assert 'data-seen="blank"' in seen(client)
    show(world, review, 1)
    assert "Đường 294B" in seen(client)
    show(world, review, 2)
    page = seen(client)
    assert "Ngân sách" in page
    assert "Đường 294B" not in page


def test_nothing_is_sent_again_until_something_else_is_shown(world: World, signed_in: Callable[..., Client]) -> None:
    review, client = opened(world), signed_in("inspector")
    show(world, review, 1)
    tag = client.get(ADDRESS).headers["ETag"]
    assert client.get(ADDRESS, headers={"if-none-match": tag}).status_code == 304
    show(world, review, 1, "table")
    assert client.get(ADDRESS, headers={"if-none-match": tag}).status_code == 200


def test_asking_what_is_shown_costs_few_queries(
    world: World, signed_in: Callable[..., Client], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    review, client = opened(world), signed_in("inspector")
    show(world, review, 1)
    tag = client.get(ADDRESS).headers["ETag"]
    with django_assert_max_num_queries(8):
        client.get(ADDRESS, headers={"if-none-match": tag})


@pytest.mark.parametrize("screen", ["chart", "table"])
def test_a_matter_without_figures_is_shown_as_it_is(
    world: World, signed_in: Callable[..., Client], screen: str
) -> None:
    review = opened(world)
    show(world, review, 1, screen)
    assert 'data-seen="item"' in seen(signed_in("inspector"))


def test_the_table_of_a_matter_is_what_was_concluded_on_it(world: World, signed_in: Callable[..., Client]) -> None:
    review = opened(world)
    one = concluded(world, review)
    show(world, review, 1, "table")
    page = seen(signed_in("inspector"))
    assert 'data-seen="table"' in page
    assert one.text_vi in page


def test_a_long_table_keeps_the_item_talked_about_and_says_how_much_is_left_out(
    world: World, signed_in: Callable[..., Client]
) -> None:
    review = with_tasks(world, 14)
    show(world, review, queries.items(review).get(ref="NV-13").number, "table")
    page = seen(signed_in("inspector", "en"))
    assert page.count("<tr") == 11  # the head and ten rows
    assert "Task 13" in page
    assert "Task 1<" not in page
    assert "4 more" in page


def test_stepping_stops_at_both_ends_of_the_agenda(world: World) -> None:
    review = opened(world)
    assert hall.neighbour(review, 1) == queries.item(review, 1)
    show(world, review, 2)
    assert hall.neighbour(review, 1) == queries.item(review, 2)
    assert hall.neighbour(review, -1) == queries.item(review, 1)


def test_who_may_not_record_puts_nothing_before_the_hall(world: World, signed_in: Callable[..., Client]) -> None:
    review = opened(world)
    with pytest.raises(Refused):
        show_in_hall(review=review, item=None, screen="blank", by=world.actor("inspector"), at=NOW)
    assert signed_in("inspector").post("/reviews/2024-Q1/conference/show/", {"step": 1}).status_code == 403


def test_the_hall_has_four_screens_and_no_fifth(world: World) -> None:
    with pytest.raises(BadInput, match="an item, its chart, its table or the title"):
        show(world, opened(world), 1, "film")


def test_an_item_of_another_review_is_not_shown(world: World) -> None:
    review, other = opened(world), made(world, "2024-Q1b")
    shown = show_in_hall(
        review=review, item=queries.item(other, 1), screen="item", by=world.actor("specialist"), at=NOW
    )
    assert (shown.on_screen, shown.screen) == (None, "blank")


def test_a_chart_is_drawn_ahead_only_by_who_steers_the_hall(world: World, signed_in: Callable[..., Client]) -> None:
    review = opened(world)
    address = f"/reviews/2024-Q1/hall/charts/{queries.item(review, 1).pk}/"
    assert signed_in("specialist").get(address).status_code == 204
    assert signed_in("inspector").get(address).status_code == 403


def test_a_table_marks_what_is_estimated_or_illustrative_and_says_what_the_letters_mean(
    world: World, signed_in: Callable[..., Client]
) -> None:
    review = made(world)
    plain = {
        "period": "2024-Q1",
        "value": "12.5",
        "unit": "VND_bn",
        "plan": "50",
        "of_plan": "25",
        "standing": "behind",
    }
    marks = ({"badge": "E", "badges": {"plan": "", "of_plan": "E"}}, {"badge": "I", "badges": {"plan": "I"}})
    items = [
        Item("gap", f"G{place}", f"Chỉ tiêu {place}", f"Indicator {place}", plain | own)
        for place, own in enumerate(marks)
    ]
    desk.put_items(review=review, items=items, by=world.actor("specialist"), at=NOW)
    show(world, review, queries.items(review).get(ref="G0").number, "table")
    page = seen(signed_in("leader", "en"))
    assert page.count(">E</abbr>") == 2
    assert page.count(">I</abbr>") == 2
    assert "<b>E</b> estimated" in page
    assert "<b>I</b> illustrative" in page
