"""Open tasks of bodies and posts that end pass to their heirs, and are given back as they were."""

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
from quarterdeck.people.actions import following as people
from quarterdeck.people.models import Organisation, Post
from quarterdeck.tasks.actions import cancel_task, report_progress, take_on
from quarterdeck.tasks.actions.following import follow_change, give_back
from quarterdeck.tasks.models import Task, TaskEvent
from quarterdeck.tasks.queries import counts, standings, task
from quarterdeck.tasks.queries.following import depending, touched
from tests.people.merger import DAY, city, keep, merger
from tests.tasks.cast import accepted, issued
from tests.world import NOW, World

OPEN, WAITING = "Open tasks", "Open tasks that no heir can take over"
LATER = date(2024, 8, 1)


def _rows() -> list[object]:
    """Every task without its version, with the rows that join it to cooperating bodies."""
    plain = [{name: value for name, value in row.items() if name != "version"}
             for row in Task.objects.order_by("pk").values()]  # fmt: skip
    return [plain, sorted(Task.cooperating.through.objects.values_list("task", "organisation"))]


def _told(found: list[Touched]) -> dict[str, int]:
    return {str(one.what): one.count for one in found}


def _led(world: World, **fields: object) -> Task:
    """A task that District Two leads."""
    ours = {"lead": world.organisations["UBND-D2"], "accountable_post": world.posts["district"]}
    return issued(world, **(ours | fields))


def _followed(world: World) -> tuple[AreaChange, list[Moved]]:
    """The bodies have ended, as they have when this room follows."""
    change, by = merger(world), world.actor("specialist")
    keep(people.follow_change(change=change, by=by, at=NOW))
    moved = follow_change(change=change, by=by, at=NOW)
    keep(moved)
    return change, moved


def test_an_open_task_passes_to_the_heirs_in_every_role(world: World) -> None:
    committee = city(world)
    one = _led(world, follower_up=world.posts["specialist"])
    two = issued(world, cooperating=(world.organisations["UBND-D2"], world.organisations["STC"]))
    Task.objects.filter(pk=two.pk).update(follower_up=world.posts["district_chair"], assigner=world.posts["district"])
    _change, moved = _followed(world)
    one, two = task(one.code), task(two.code)
    assert (one.lead, one.accountable_post) == (committee, world.posts["city"])
    assert (two.follower_up, two.assigner) == (world.posts["city_chair"], world.posts["city"])
    assert {body.code for body in two.cooperating.all()} == {"UBND-D1", "STC"}
    assert {(each.kind, each.ref, each.origin, each.heir) for each in moved} == {
        ("task lead", one.code, "UBND-D2", "UBND-D1"),
        ("task accountable_post", one.code, "district", "city"),
        ("task follower_up", two.code, "district_chair", "city_chair"),
        ("task assigner", two.code, "district", "city"),
        ("task cooperating", two.code, "UBND-D2", "UBND-D1"),
    }


def test_what_is_done_or_cancelled_stays_with_whom_it_was(world: World) -> None:
    city(world)
    done, dropped = accepted(world), _led(world)
    Task.objects.filter(pk=done.pk).update(lead=world.organisations["UBND-D2"])
    cancel_task(task=dropped, reason="Không còn cần", by=world.actor("leader"), at=NOW)
    before = _rows()
    change, moved = _followed(world)
    assert (moved, _rows(), touched(change)) == ([], before, [])


def test_what_was_transferred_counts_once_and_stays_as_late_as_it_was(world: World) -> None:
    city(world)
    one = _led(world)
    accepted(world)
    before = {stood.task.code: stood.standing for stood in standings(LATER)}
    _followed(world)
    after = standings(LATER)
    assert {stood.task.code: stood.standing for stood in after} == before
    assert before[one.code].days_late == 108
    assert (counts(after).total, counts(after).issued) == (2, 2)
    assert (task(one.code).due, task(one.code).version) == (one.due, one.version + 1)


def test_the_preview_counts_what_passes_and_what_waits(world: World) -> None:
    _led(world)
    change = merger(world)
    assert _told(touched(change)) == {WAITING: 1}
    city(world)
    with CaptureQueriesContext(connection) as asked:
        assert _told(touched(change)) == {OPEN: 1}
    assert len(asked) <= 5


def test_the_letter_tells_the_transfer_in_both_languages(world: World, signed_in: Callable[..., Client]) -> None:
    city(world)
    one = _led(world)
    _followed(world)
    event = TaskEvent.objects.get(task=one, kind="transferred")
    assert event.note_vi.startswith("Chủ trì: Ủy ban nhân dân Huyện Hai → Ủy ban nhân dân Thành phố Một; ")
    assert event.note_en.startswith("Lead: People's Committee of District Two → People's Committee of City One; ")
    assert event.note_en.endswith("(City One absorbs District Two)")
    page = signed_in("specialist", "en").get(f"/tasks/{one.code}/").content.decode()
    assert "passed on to an heir" in page
    assert "nobody has taken over" not in page
    assert Line.objects.filter(act="tasks.transferred", about="E2").count() == 1


def test_the_heir_goes_on_where_the_old_lead_stopped(world: World) -> None:
    city(world)
    one = _led(world)
    take_on(task=one, by=world.actor("district"), at=NOW)
    _followed(world)
    assert task(one.code).state == "passed_on"
    take_on(task=task(one.code), by=world.actor("city"), at=NOW)
    report_progress(task=task(one.code), note="Đã làm tiếp", by=world.actor("city"), at=NOW)
    kinds = [each.kind for each in one.events.all()]
    assert kinds == ["issued", "taken_on", "transferred", "taken_on", "progress"]


def test_without_an_heir_the_task_stays_and_its_page_marks_it(
    world: World, signed_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = _led(world)
    before = _rows()
    _change, moved = _followed(world)
    assert (moved, _rows()) == ([], before)
    monkeypatch.setattr("quarterdeck.web.clock.today", lambda: LATER)
    page = signed_in("specialist", "en").get(f"/tasks/{one.code}/").content.decode()
    assert "nobody has taken over yet: People&#x27;s Committee of District Two" in page


def test_the_lead_does_not_pass_without_its_accountable_post(world: World) -> None:
    city(world)
    Post.objects.filter(code="city").delete()
    _led(world)
    before = _rows()
    change, moved = _followed(world)
    assert (moved, _rows(), _told(touched(change))) == ([], before, {WAITING: 1})


def test_nobody_comes_to_accept_the_work_of_their_own_organisation(world: World) -> None:
    city(world)
    Task.objects.filter(pk=_led(world).pk).update(acceptor=world.posts["city_chair"])
    before = _rows()
    change, moved = _followed(world)
    assert (moved, _rows(), _told(touched(change))) == ([], before, {WAITING: 1})


def test_the_heir_that_cooperated_and_now_leads_is_named_once(world: World) -> None:
    committee = city(world)
    one = _led(world, cooperating=(committee,))
    before = _rows()
    change, moved = _followed(world)
    one = task(one.code)
    assert (one.lead, list(one.cooperating.all())) == (committee, [])
    give_back(change=change, moved=moved, by=world.actor("specialist"), at=NOW)
    assert _rows() == before


def test_what_passed_is_given_back_exactly(world: World) -> None:
    committee = city(world)
    _led(world)
    issued(world, cooperating=(world.organisations["UBND-D2"], committee))
    issued(world, cooperating=(world.organisations["UBND-D2"],))
    accepted(world)
    before = _rows()
    standing = counts(standings(LATER))
    change, moved = _followed(world)
    assert _rows() != before
    give_back(change=change, moved=moved, by=world.actor("specialist"), at=NOW)
    assert (_rows(), counts(standings(LATER))) == (before, standing)
    assert TaskEvent.objects.filter(kind="given_back").count() == TaskEvent.objects.filter(kind="transferred").count()


def test_what_was_given_back_passes_again_and_is_given_back_again(world: World) -> None:
    city(world)
    _led(world)
    before, by = _rows(), world.actor("specialist")
    change, moved = _followed(world)
    give_back(change=change, moved=moved, by=by, at=NOW)
    assert follow_change(change=change, by=by, at=NOW) == moved
    give_back(change=change, moved=moved, by=by, at=NOW)
    assert _rows() == before


def test_what_the_heir_worked_on_is_named_and_nothing_is_given_back(world: World) -> None:
    city(world)
    other, one = _led(world), _led(world)
    change, moved = _followed(world)
    take_on(task=task(one.code), by=world.actor("city"), at=NOW)
    before = _rows()
    assert _told(depending(change)) == {"Tasks that the heirs have worked on": 1}
    with pytest.raises(Conflict, match=one.code):
        give_back(change=change, moved=moved, by=world.actor("specialist"), at=NOW)
    assert _rows() == before
    assert not other.events.filter(kind="given_back").exists()


def test_tasks_of_bodies_made_for_the_new_units_depend_on_the_event(world: World) -> None:
    city(world)
    change, _moved = _followed(world)
    issued(world, lead=world.organisations["UBND-D1"], accountable_post=world.posts["city"])
    assert depending(change) == []
    grown = Area.objects.get(uid="D1@2024-07-01")
    made = Organisation.objects.create(code="BQL-D1", name_vi="Ban quản lý", name_en="Board", kind="b", line="state",
                                       area=grown, valid_from=DAY)  # fmt: skip
    post = Post.objects.create(code="BQL-GD", organisation=made, name_vi="Giám đốc", name_en="Head", role="unit_leader")
    one = issued(world)
    Task.objects.filter(pk=one.pk).update(lead=made, accountable_post=post)
    assert _told(depending(change)) == {"Tasks of bodies of the new units": 1}
    cancel_task(task=task(one.code), reason="Không còn cần", by=world.actor("leader"), at=NOW)
    assert depending(change) == []


def test_only_who_may_change_areas_passes_tasks_on(world: World) -> None:
    with pytest.raises(Refused):
        follow_change(change=merger(world), by=world.actor("district"), at=NOW)


def test_the_preview_the_transfer_and_the_return_go_round_through_every_room(world: World) -> None:
    city(world)
    _led(world)
    change, by = merger(world), world.actor("specialist")
    bodies, before = list(Organisation.objects.order_by("pk").values()), _rows()
    preview = [_told(room.touched(change)) for room in followers()]
    moved = {room.room: room.transfer(change, by, NOW) for room in followers()}
    assert (_rows(), list(Organisation.objects.order_by("pk").values())) != (before, bodies)
    for room in reversed(followers()):
        room.give_back(change, moved[room.room], by, NOW)
    assert (_rows(), list(Organisation.objects.order_by("pk").values())) == (before, bodies)
    assert [_told(room.touched(change)) for room in followers()] == preview
