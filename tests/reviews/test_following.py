"""Conclusions to be clarified by a post that ends pass to the post of the heir, and are given back."""

from datetime import date

import pytest

from quarterdeck.core.errors import Conflict
from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.core.links import Moved, Touched, followers
from quarterdeck.core.periods import Period
from quarterdeck.people.actions import following as people
from quarterdeck.people.models import Post
from quarterdeck.reviews.actions import create_review, follow_change, give_back, keep_to_be_clarified, mark_issued
from quarterdeck.reviews.models import Conclusion
from quarterdeck.reviews.queries import depending, touched
from tests.people.merger import city, keep, merger
from tests.tasks.cast import conclusion
from tests.world import NOW, World


def _unclear(world: World, owner: str = "district") -> Conclusion:
    return keep_to_be_clarified(conclusion=conclusion(world), owner=world.posts[owner], clarify_by=date(2024, 4, 3),
                                why=["P1"], by=world.actor("specialist"), at=NOW)  # fmt: skip


def _rows() -> list[dict[str, object]]:
    return [{name: value for name, value in row.items() if name != "version"}
            for row in Conclusion.objects.order_by("pk").values()]  # fmt: skip


def _told(found: list[Touched]) -> dict[str, tuple[int, bool]]:
    return {str(one.what): (one.count, one.moves) for one in found}


def _followed(world: World) -> tuple[AreaChange, list[Moved]]:
    change, by = merger(world), world.actor("specialist")
    keep(people.follow_change(change=change, by=by, at=NOW))
    moved = follow_change(change=change, by=by, at=NOW)
    keep(moved)
    return change, moved


def test_the_owner_gives_way_to_the_heir_and_is_given_back(world: World) -> None:
    city(world)
    one = _unclear(world)
    before = _rows()
    change, moved = _followed(world)
    one.refresh_from_db()
    assert (one.clarify_owner, one.clarify_by) == (world.posts["city"], date(2024, 4, 3))
    assert moved == [Moved("reviews", "conclusion clarify_owner", "2024-Q1/1", "district", "city")]
    assert depending(change) == []
    give_back(change=change, moved=moved, by=world.actor("specialist"), at=NOW)
    assert _rows() == before


def test_without_an_heir_it_stays(world: World) -> None:
    _unclear(world)
    before = _rows()
    change, moved = _followed(world)
    assert (moved, _rows()) == ([], before)
    assert _told(touched(change)) == {"Conclusions to be clarified that no heir can take over": (1, False)}


def test_what_the_heir_settled_stays(world: World) -> None:
    city(world)
    one = _unclear(world)
    change, moved = _followed(world)
    mark_issued(conclusion=one, by=world.actor("specialist"), at=NOW)
    assert _told(depending(change)) == {"Conclusions that the heirs have settled": (1, False)}
    with pytest.raises(Conflict, match="2024-Q1/1"):
        give_back(change=change, moved=moved, by=world.actor("specialist"), at=NOW)


def test_the_preview_counts_conclusions_and_reviews_still_to_be_held(world: World) -> None:
    city(world)
    _unclear(world)
    for code, day in (("2024-Q2", date(2024, 7, 5)), ("2024-Q3", date(2024, 6, 28))):
        create_review(
            code=code, period=Period.parse(code), ahead=Period.parse("2024-Q4"), title_vi=code, title_en=code,
            held_on=day, attending=Post.objects.filter(code__in=("district", "district_chair")),
            by=world.actor("specialist"), at=NOW,
        )  # fmt: skip
    assert _told(touched(merger(world))) == {
        "Conclusions to be clarified": (1, True), "Reviews with posts that end": (1, False)
    }  # fmt: skip


def test_the_room_follows_through_its_door(world: World) -> None:
    city(world)
    _unclear(world)
    change, before = merger(world), _rows()
    (room,) = [one for one in followers() if one.room == "reviews"]
    moved = room.transfer(change, world.actor("specialist"), NOW)
    room.give_back(change, moved, world.actor("specialist"), NOW)
    assert (_rows(), len(moved)) == (before, 1)
