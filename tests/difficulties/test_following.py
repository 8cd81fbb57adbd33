"""Open difficulties of a body that ends pass to its heir, and are given back as they were."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from quarterdeck.areas.models import Area
from quarterdeck.audit.models import Line
from quarterdeck.core.errors import Conflict, Refused
from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.core.links import Moved, Touched, followers
from quarterdeck.difficulties.actions import answer_difficulty, confirm_difficulty, reply_nil
from quarterdeck.difficulties.actions.following import follow_change, give_back
from quarterdeck.difficulties.models import Difficulty
from quarterdeck.difficulties.queries import calls
from quarterdeck.difficulties.queries.following import depending, touched
from quarterdeck.difficulties.queries.passing import tell
from quarterdeck.difficulties.rules import Step, steps
from quarterdeck.people.actions import following as people
from quarterdeck.people.models import Organisation
from tests.difficulties.cast import called, landslide, watched
from tests.people.merger import city, keep, merger
from tests.world import NOW, World

OPEN, WAITING = "Open difficulties", "Open difficulties that no heir can take over"


def _rows() -> list[object]:
    """Every difficulty without its version, with the rows that join it to bodies."""
    joined = [list(getattr(Difficulty, side).through.objects.order_by("pk").values_list("difficulty", "organisation"))
              for side in ("raised_by", "routed_to")]  # fmt: skip
    plain = [{name: value for name, value in row.items() if name != "version"}
             for row in Difficulty.objects.order_by("pk").values()]  # fmt: skip
    return [plain, [sorted(one) for one in joined]]


def _told(found: list[Touched]) -> dict[str, int]:
    return {str(one.what): one.count for one in found}


def _followed(world: World) -> tuple[AreaChange, list[Moved]]:
    """The bodies have ended, as they have when this room follows."""
    change, by = merger(world), world.actor("specialist")
    keep(people.follow_change(change=change, by=by, at=NOW))
    moved = follow_change(change=change, by=by, at=NOW)
    keep(moved)
    return change, moved


def _confirmed(world: World) -> Difficulty:
    one = landslide(world, asks="guidance")
    one = answer_difficulty(difficulty=one, answer_vi="Đã bố trí vốn", answered_by=world.posts["transport"],
                            version=one.version, by=world.actor("transport"), at=NOW)  # fmt: skip
    return confirm_difficulty(difficulty=one, version=one.version, by=world.actor("district"), at=NOW)


def test_open_difficulties_pass_to_the_heir_and_settled_ones_stay(world: World) -> None:
    committee = city(world)
    settled, asking = _confirmed(world), landslide(world)
    asked = landslide(world, raised_by=[world.organisations["STC"]], routed_to=[world.organisations["UBND-D2"]])
    _change, moved = _followed(world)
    assert (list(asking.raised_by.all()), list(asked.routed_to.all())) == ([committee], [committee])
    assert [one.code for one in settled.raised_by.all()] == ["UBND-D2"]
    assert moved == [
        Moved("difficulties", "difficulty raised_by", asking.code, "UBND-D2", "UBND-D1"),
        Moved("difficulties", "difficulty routed_to", asked.code, "UBND-D2", "UBND-D1"),
    ]


def test_its_code_its_last_day_and_its_state_stay(world: World) -> None:
    city(world)
    one = landslide(world)
    _followed(world)
    now = Difficulty.objects.get(pk=one.pk)
    assert (now.code, now.answer_by, now.state, now.version) == (one.code, one.answer_by, one.state, one.version + 1)


def test_the_preview_counts_what_passes_and_what_waits(world: World) -> None:
    landslide(world)
    change = merger(world)
    assert _told(touched(change)) == {WAITING: 1}
    city(world)
    with CaptureQueriesContext(connection) as asked:
        assert _told(touched(change)) == {OPEN: 1}
    assert len(asked) <= 7


def test_without_an_heir_it_stays_and_its_page_marks_the_body(world: World, signed_in: Callable[..., Client]) -> None:
    one = landslide(world)
    before = _rows()
    _change, moved = _followed(world)
    assert (moved, _rows()) == ([], before)
    client = signed_in("specialist", "en")
    assert "no more from 1 July 2024 on" in client.get(f"/difficulties/{one.code}/").content.decode()


def test_a_body_that_already_asks_is_not_named_twice(world: World) -> None:
    committee = city(world)
    one = landslide(world, raised_by=[world.organisations["UBND-D2"], committee])
    before = _rows()
    change, moved = _followed(world)
    assert [body.code for body in one.raised_by.all()] == ["UBND-D1"]
    give_back(change=change, moved=moved, by=world.actor("specialist"), at=NOW)
    assert _rows() == before


def test_nobody_comes_to_put_a_matter_to_itself(world: World) -> None:
    landslide(world, routed_to=[city(world)])
    before = _rows()
    change, moved = _followed(world)
    assert (moved, _rows(), _told(touched(change))) == ([], before, {WAITING: 1})


def test_two_bodies_with_one_heir_become_one() -> None:
    heirs = {"A": "C", "B": "C"}
    found = steps({"raised_by": ["B", "A"], "routed_to": ["STC"]}, heirs)
    assert found == [Step("raised_by", "A", "C", joined=False), Step("raised_by", "B", "C", joined=True)]


def test_what_passed_is_given_back_exactly(world: World) -> None:
    city(world)
    _confirmed(world)
    landslide(world)
    landslide(world, raised_by=[world.organisations["STC"]], routed_to=[world.organisations["UBND-D2"]])
    before = _rows()
    change, moved = _followed(world)
    assert _rows() != before
    give_back(change=change, moved=moved, by=world.actor("specialist"), at=NOW)
    assert _rows() == before


def test_the_history_tells_both_in_words(world: World, signed_in: Callable[..., Client]) -> None:
    city(world)
    one = landslide(world)
    change, moved = _followed(world)
    give_back(change=change, moved=moved, by=world.actor("specialist"), at=NOW)
    there, back = Line.objects.filter(about=one.code).order_by("id")[1:]
    assert there.reason == (
        "Ủy ban nhân dân Huyện Hai → Ủy ban nhân dân Thành phố Một (Nhập Huyện Hai vào Thành phố Một)"
    )
    assert back.reason.startswith("Ủy ban nhân dân Thành phố Một → Ủy ban nhân dân Huyện Hai")
    client = signed_in("specialist", "en")
    assert "passed on to the heir of a body that ended" in client.get(f"/difficulties/{one.code}/").content.decode()


def test_what_the_heir_acted_on_is_named_and_stays(world: World) -> None:
    city(world)
    one = landslide(world)
    change, moved = _followed(world)
    one.refresh_from_db()
    answer_difficulty(difficulty=one, answer_vi="Đã bố trí vốn", answered_by=world.posts["transport"],
                      version=one.version, by=world.actor("transport"), at=NOW)  # fmt: skip
    before = _rows()
    assert _told(depending(change)) == {"Difficulties that the heirs have acted on": 1}
    with pytest.raises(Conflict, match=one.code):
        give_back(change=change, moved=moved, by=world.actor("specialist"), at=NOW)
    assert _rows() == before


def test_difficulties_of_bodies_made_for_the_new_units_depend_on_the_event(world: World) -> None:
    city(world)
    change, _moved = _followed(world)
    landslide(world, raised_by=[world.organisations["UBND-D1"]])
    assert depending(change) == []
    grown = Area.objects.get(uid="D1@2024-07-01")
    made = Organisation.objects.create(code="MTTQ-D1", name_vi="Mặt trận", name_en="Front", kind="front", line="other",
                                       area=grown, valid_from=change.day)  # fmt: skip
    landslide(world, raised_by=[made])
    assert _told(depending(change)) == {"Difficulties of bodies of the new units": 1}


def test_only_who_may_change_areas_passes_difficulties_on(world: World) -> None:
    with pytest.raises(Refused):
        follow_change(change=merger(world), by=world.actor("district"), at=NOW)


def test_the_room_follows_through_its_door(world: World) -> None:
    city(world)
    landslide(world)
    change, before = merger(world), _rows()
    (room,) = [one for one in followers() if one.room == "difficulties"]
    moved = room.transfer(change, world.actor("specialist"), NOW)
    room.give_back(change, moved, world.actor("specialist"), NOW)
    assert (_rows(), len(moved)) == (before, 1)


def test_cases_and_owed_replies_pass_to_the_heir_and_come_back(world: World) -> None:
    committee, unit = city(world), world.organisations["UBND-D2"]
    case, call = watched(world, owner=unit), called(world, due=date(2025, 3, 31))
    change, moved = _followed(world)
    case.refresh_from_db()
    assert case.owner == committee
    assert [one.code for one in calls.waiting_for("UBND-D1")] == [call.code]
    assert [one.title for one in tell(moved)] == [f"{case.code}: Chợ Xã Ba", f"{call.code}: {call.title_vi}"]
    give_back(change=change, moved=moved, by=world.actor("specialist"), at=NOW)
    case.refresh_from_db()
    assert case.owner == unit
    assert {body.code for body in call.asked.all()} == {"UBND-D2", "SGTVT"}


def test_an_event_says_which_cases_and_replies_it_touches(world: World) -> None:
    city(world)
    watched(world, owner=world.organisations["UBND-D2"])
    called(world, due=date(2025, 3, 31))
    found = _told(touched(merger(world)))
    assert (found["Cases of the watch list"], found["Replies owed to calls"]) == (1, 1)


def test_what_the_heir_has_acted_on_does_not_come_back(world: World) -> None:
    committee = city(world)
    called(world, due=date(2025, 3, 31))
    change, moved = _followed(world)
    (call,) = calls.waiting_for("UBND-D1")
    reply_nil(call=call, organisation=committee, told="Điện thoại", by=world.actor("specialist"), at=NOW)
    with pytest.raises(Conflict, match="was acted on"):
        give_back(change=change, moved=moved, by=world.actor("specialist"), at=NOW)


def test_a_reply_that_was_given_stays_with_who_gave_it(world: World) -> None:
    city(world)
    call = called(world, due=date(2025, 3, 31))
    reply_nil(call=call, organisation=world.organisations["UBND-D2"], by=world.actor("district"), at=NOW)
    _change, moved = _followed(world)
    assert moved == []
