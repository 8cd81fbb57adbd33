"""Bodies end with their unit or go along to its new version, and are given back as they were."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from quarterdeck.areas.models import Area
from quarterdeck.audit.models import Line
from quarterdeck.core.errors import Conflict, Refused
from quarterdeck.core.links import Moved, Touched, followers
from quarterdeck.people.actions.following import follow_change, give_back
from quarterdeck.people.models import Membership, Organisation, Post
from quarterdeck.people.queries import actor_for, bodies, new_bodies
from quarterdeck.people.queries.touched import depending, touched
from quarterdeck.people.rules import heir_name, same_post
from tests.people.merger import DAY, city, keep, merger
from tests.world import LONG_AGO, NOW, TODAY, World

TABLES = (Organisation, Post, Membership)


def _rows(tables: tuple[type[Model], ...] = TABLES) -> list[dict[str, object]]:
    return [row for table in tables for row in table.objects.order_by("pk").values()]


def _said(found: list[Touched]) -> dict[str, tuple[int, bool]]:
    return {str(one.what): (one.count, one.moves) for one in found}


def test_the_heir_is_the_body_of_the_same_kind_and_the_post_of_the_same_role(world: World) -> None:
    committee = city(world)
    found = bodies(merger(world))
    assert found.heir_organisation(world.organisations["UBND-D2"]) == committee
    assert found.heir_post(world.posts["district"]) == world.posts["city"]
    assert found.heir_post(world.posts["district_chair"]) == world.posts["city_chair"]
    assert (found.orphans, [one.code for one in found.staying]) == ((), ["UBND-D1"])


@pytest.mark.parametrize("field", [{"kind": "district_party"}, {"line": "party"}, {"valid_to": TODAY}])
def test_a_body_of_another_kind_or_line_or_one_that_has_ended_is_no_heir(
    world: World, field: dict[str, object]
) -> None:
    Organisation.objects.filter(pk=city(world).pk).update(**field)
    assert [one.code for one in bodies(merger(world)).orphans] == ["UBND-D2"]


def test_of_several_bodies_the_one_whose_code_is_built_alike_is_the_heir(world: World) -> None:
    committee = city(world)
    Organisation.objects.create(code="BQL-D1", name_vi="Ban quản lý", name_en="Board", kind="district",
                                        line="state", area=world.areas["D1"])  # fmt: skip
    change = merger(world)
    assert bodies(change).heir_organisation(world.organisations["UBND-D2"]) == committee
    Organisation.objects.filter(pk=committee.pk).update(code="X-D1")
    assert bodies(change).heir_organisation(world.organisations["UBND-D2"]) is None


def test_of_several_posts_of_a_role_the_suffix_of_the_code_tells() -> None:
    offered = [("B-CV", "B", "unit_specialist"), ("B-KT", "B", "unit_specialist"), ("B-CT", "B", "unit_leader")]
    assert same_post(("A-KT", "A", "unit_specialist"), offered) == 1
    assert same_post(("A-XX", "A", "unit_specialist"), offered) is None
    assert same_post(("A-XX", "A", "unit_leader"), offered) == 2
    assert same_post(("A-XX", "A", "verifier"), offered) is None


def test_the_preview_counts_bodies_posts_and_accounts(world: World) -> None:
    city(world)
    change = merger(world)
    with CaptureQueriesContext(connection) as asked:
        found = touched(change)
    assert _said(found) == {
        "Bodies that end": (1, True), "Bodies that go on": (1, True), "Posts that end": (2, True),
        "Accounts whose post ends": (2, False),
    }  # fmt: skip
    assert len(asked) <= 3
    assert [one.title for one in found[0].examples] == ["Ủy ban nhân dân Huyện Hai"]


def test_without_an_heir_the_preview_asks_for_the_body_by_name(world: World) -> None:
    found = {str(one.what): one for one in touched(merger(world))}["Bodies that end without an heir"]
    assert (found.count, found.moves) == (1, False)
    assert "Ủy ban nhân dân Thành phố Một" in str(found.proposal)


def test_where_no_unit_is_the_heir_the_preview_asks_for_a_choice(world: World) -> None:
    change = replace(merger(world), heirs={})
    found = {str(one.what): one for one in touched(change)}["Bodies that end without an heir"]
    assert "choose one in the event" in str(found.proposal)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("UBND huyện Hai", "UBND thành phố Một"),
        ("Ủy ban nhân dân Huyện Hai", "Ủy ban nhân dân Thành phố Một"),
        ("Ban quản lý", "Ban quản lý (Thành phố Một)"),
    ],
)
def test_the_heir_is_called_after_its_unit(name: str, expected: str) -> None:
    assert heir_name(name, "Huyện Hai", "Thành phố Một") == expected


def test_bodies_end_on_the_day_with_their_posts_and_holders(world: World) -> None:
    city(world)
    moved = follow_change(change=merger(world), by=world.actor("specialist"), at=NOW)
    assert Organisation.objects.get(code="UBND-D2").valid_to == DAY
    assert Organisation.objects.get(code="UBND-D1").area.uid == "D1@2024-07-01"
    assert set(Post.objects.filter(valid_to=DAY).values_list("code", flat=True)) == {"district", "district_chair"}
    assert actor_for(world.users["district"], date(2024, 6, 30)).post == "district"
    assert actor_for(world.users["district"], DAY).rights == frozenset()
    assert Moved("people", "organisation end", "UBND-D2", "", "UBND-D1") in moved
    assert Moved("people", "organisation area", "UBND-D1", "D1@2010-01-01", "D1@2024-07-01") in moved
    assert Line.objects.filter(act="organisations.followed", about="E2").count() == 1


def test_who_ends_and_who_the_heirs_are_is_the_same_afterwards(world: World) -> None:
    city(world)
    change = merger(world)
    before = bodies(change)
    follow_change(change=change, by=world.actor("specialist"), at=NOW)
    after = bodies(change)
    assert (after.ending, after.posts, after.heirs, after.post_heirs) == (
        before.ending, before.posts, before.heirs, before.post_heirs
    )  # fmt: skip


def test_what_is_moved_is_given_back_exactly(world: World) -> None:
    city(world)
    later = date(2024, 12, 31)
    Post.objects.filter(code="district").update(valid_to=later)
    Membership.objects.create(post=world.posts["district"], holder="Người sau", valid_from=later)
    change, before = merger(world), _rows()
    moved = follow_change(change=change, by=world.actor("specialist"), at=NOW)
    assert _rows() != before
    keep(moved)
    give_back(change=change, moved=moved, by=world.actor("specialist"), at=NOW)
    assert _rows() == before


@pytest.mark.parametrize(
    ("table", "row", "field", "named"),
    [
        (Organisation, {"code": "UBND-D2"}, {"valid_to": date(2024, 8, 1)}, "Ủy ban nhân dân Huyện Hai"),
        (Organisation, {"code": "UBND-D1"}, {"area": "C1"}, "UBND-D1"),
        (Post, {"code": "district"}, {"valid_to": None}, "Chuyên viên UBND Huyện Hai"),
        (Membership, {"holder": "Minh"}, {"valid_to": date(2024, 9, 1)}, "Minh"),
    ],
)
def test_what_was_changed_since_is_named_and_nothing_is_given_back(
    world: World, table: type[Model], row: dict[str, str], field: dict[str, object], named: str
) -> None:
    city(world)
    change = merger(world)
    moved = follow_change(change=change, by=world.actor("specialist"), at=NOW)
    changed = {name: world.areas[str(value)] if name == "area" else value for name, value in field.items()}
    table.objects.filter(**row).update(**changed)
    before = _rows()
    with pytest.raises(Conflict) as refusal:
        give_back(change=change, moved=moved, by=world.actor("specialist"), at=NOW)
    assert str(refusal.value.message).startswith(named)
    assert _rows() == before


def test_what_has_already_ended_stays_as_it_is(world: World) -> None:
    Organisation.objects.filter(code="UBND-D2").update(valid_to=TODAY)
    before = _rows()
    assert follow_change(change=merger(world), by=world.actor("specialist"), at=NOW) == []
    assert _rows() == before


def test_only_who_may_change_areas_moves_bodies(world: World) -> None:
    with pytest.raises(Refused):
        follow_change(change=merger(world), by=world.actor("district"), at=NOW)


def test_a_body_created_since_depends_on_the_new_unit_and_an_heir_made_before_does_not(world: World) -> None:
    change = merger(world)
    grown = Area.objects.get(uid="D1@2024-07-01")
    plain = {"kind": "district", "line": "state", "area": grown, "name_en": "x", "valid_from": LONG_AGO}
    Organisation.objects.create(code="UBND-D1", name_vi="Ủy ban lập trước", **plain)
    keep(follow_change(change=change, by=world.actor("specialist"), at=NOW))
    assert depending(change) == []
    Organisation.objects.create(code="MTTQ-D1", name_vi="Mặt trận lập sau", **plain)
    (found,) = depending(change)
    assert (found.count, [one.title for one in found.examples]) == (1, ["Mặt trận lập sau"])
    assert {one.code for one in new_bodies(change)} == {"UBND-D1", "MTTQ-D1"}


def test_bodies_brought_along_do_not_depend_on_the_new_version(world: World) -> None:
    city(world)
    change = merger(world)
    keep(follow_change(change=change, by=world.actor("specialist"), at=NOW))
    assert (new_bodies(change), depending(change)) == ([], [])


def test_the_room_follows_through_its_door(world: World) -> None:
    city(world)
    change, before = merger(world), _rows()
    (room,) = [one for one in followers() if one.room == "people"]
    moved = room.transfer(change, world.actor("specialist"), NOW)
    room.give_back(change, moved, world.actor("specialist"), NOW)
    assert _rows() == before
