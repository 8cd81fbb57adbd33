"""The ladder of reminders: in working days, each rung once per due date, up to the agenda of the next review."""

from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.db import DatabaseError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.audit.models import Line
from quarterdeck.core.errors import BadInput, Refused
from quarterdeck.core.rights import SYSTEM
from quarterdeck.notices.models import Receipt
from quarterdeck.people.models import Post
from quarterdeck.tasks import actions
from quarterdeck.tasks.actions.ladder import climb_ladder
from quarterdeck.tasks.cli.group import tasks as command
from quarterdeck.tasks.models import Rung, Task
from quarterdeck.tasks.queries import for_agenda
from quarterdeck.tasks.queries.ladder import ladders, of_task, on_agenda, reached
from quarterdeck.tasks.rules.ladder import foreseen, ladder_on, to_climb, worked_day
from quarterdeck.web import packs
from tests.tasks.cast import DUE, accepted, issued, moment, submitted, taken
from tests.tasks.test_pages import SignIn, text_of
from tests.world import TODAY, World

pytestmark = pytest.mark.store
# The working days around 15 April 2024: 18, 29, 30 April and 1 May are off, Saturday 4 May is worked.
DAYS = {
    "before7": date(2024, 4, 4), "before3": date(2024, 4, 10), "before1": date(2024, 4, 12), "due": DUE,
    "after1": date(2024, 4, 16), "after5": date(2024, 4, 23), "after15": date(2024, 5, 9),
}  # fmt: skip


def climbed(on: date) -> list[str]:
    return [one.climb.rung.key for one in climb_ladder(by=SYSTEM, at=moment(on))]


def told(world: World, key: str) -> set[str]:
    return set(Rung.objects.get(rung=key).told)


def test_the_pack_foresees_seven_rungs_in_working_days() -> None:
    calendar = packs.working_calendar(settings.PACK)
    steps = foreseen(ladder_on(TODAY, ladders()), DUE, calendar)
    assert {one.rung.key: one.on for one in steps} == DAYS


def test_a_second_country_climbs_by_the_same_code() -> None:
    rungs = ladder_on(date(2024, 5, 2), packs.read("ee", "tasks.yaml")["ladder"])
    assert [one.day for one in rungs] == [-5, 0, 3, 10]
    assert "agenda" in rungs[-1].tells


def test_a_rung_that_tells_nobody_known_is_refused() -> None:
    wrong = {"valid_from": TODAY, "valid_to": None,
             "rungs": [{"key": "x", "day": 1, "tells": ["mayor"], "label": {"vi": "x", "en": "x"}}]}  # fmt: skip
    with pytest.raises(BadInput, match="somebody unknown"):
        ladder_on(TODAY, [wrong])


@given(st.dates(date(2024, 2, 1), date(2024, 11, 30)), st.integers(-20, 20))
def test_a_rung_stands_as_many_working_days_from_the_due_date_as_it_says(due: date, count: int) -> None:
    calendar = packs.working_calendar("vn")
    day = worked_day(due, count, calendar)
    first, last = (due, day) if count > 0 else (day - timedelta(days=1), due - timedelta(days=1))
    assert calendar.count_working_days(first, last).count == abs(count) if count else day == due


@given(st.lists(st.integers(0, 60), min_size=1, max_size=20))
def test_however_often_it_is_run_each_rung_is_climbed_once_and_every_late_one_is(steps: list[int]) -> None:
    calendar, rungs = packs.working_calendar("vn"), ladder_on(TODAY, packs.read("vn", "tasks.yaml")["ladder"])
    done: list[str] = []
    for day in sorted(TODAY + timedelta(days=step) for step in steps):
        new = to_climb(rungs, issued_on=TODAY, counted_due=DUE, today=day, climbed=done, calendar=calendar)
        assert all(one.on <= day for one in new)
        done += [one.rung.key for one in new]
    assert len(done) == len(set(done))
    last = max(TODAY + timedelta(days=step) for step in steps)
    late = {key for key, day in DAYS.items() if day > DUE and day <= last}
    assert late <= set(done)
    assert done == sorted(done, key=lambda key: DAYS[key])


def test_nobody_is_reminded_of_days_before_the_issue(world: World) -> None:
    issued(world, at=moment(date(2024, 4, 11)))
    assert climbed(date(2024, 4, 11)) == []
    assert climbed(DAYS["before1"]) == ["before1"]


def test_day_by_day_each_rung_is_climbed_once_and_tells_whom_it_names(world: World) -> None:
    task = taken(world)
    found = {}
    for step in range(60):
        day = TODAY + timedelta(days=step)
        for key in climbed(day):
            found[key] = day
        assert climbed(day) == []
    assert found == DAYS
    assert told(world, "before7") == {"transport"}
    assert told(world, "after1") == {"transport", "specialist"}
    assert told(world, "after5") == {"transport", "leader", "specialist"}
    assert told(world, "after15") == {"leader"}
    assert on_agenda() == {task.code: DAYS["after15"]}
    assert Line.objects.filter(act="tasks.ladder_climbed").count() == 7


def test_what_was_missed_is_made_up_for_without_a_flood_of_reminders(world: World) -> None:
    taken(world)
    assert climbed(DAYS["before1"]) == ["before1"]
    assert climbed(DAYS["after5"]) == ["after1", "after5"]
    told_of = Receipt.objects.filter(message__kind__in=("task.overdue", "task.escalated"))
    assert sorted(told_of.values_list("post__code", "message__note_en")) == [
        (code, "5 working days overdue: the leader above the lead is told")
        for code in ("leader", "specialist", "transport")
    ]


def test_an_extension_granted_in_time_begins_the_ladder_anew_asking_alone_does_not(world: World) -> None:
    task, asked_only = taken(world), taken(world)
    assert climbed(DUE) == ["due", "due"]
    new = date(2024, 5, 15)
    for one in (task, asked_only):
        actions.ask_extension(task=one, new_due=new, ground="Chờ khảo sát", by=world.actor("transport"),
                              at=moment(DUE))  # fmt: skip
    actions.decide_extension(task=task, granted_due=new, by=world.actor("leader"), at=moment(DUE))
    assert climbed(DAYS["after1"]) == ["after1"]
    assert Rung.objects.get(rung="after1").task == asked_only
    actions.cancel_task(task=asked_only, reason="Trùng", by=world.actor("leader"), at=moment(DAYS["after1"]))
    assert climbed(worked_day(new, -3, packs.working_calendar("vn"))) == ["before3"]
    assert Rung.objects.filter(task=task).count() == 2


def test_while_evidence_waits_and_once_a_task_is_closed_nobody_is_reminded(world: World) -> None:
    submitted(world)
    accepted(world)
    cancelled = issued(world)
    actions.cancel_task(task=cancelled, reason="Trùng", by=world.actor("leader"), at=moment(TODAY))
    assert climbed(DAYS["after15"]) == []


def test_those_who_are_told_find_it_in_their_inbox(world: World) -> None:
    taken(world)
    climbed(DAYS["before3"])
    climbed(DAYS["after5"])
    kinds = set(Receipt.objects.values_list("post__code", "message__kind").filter(message__kind__in=(
        "task.reminder", "task.overdue", "task.escalated")))  # fmt: skip
    assert {("transport", "task.reminder"), ("transport", "task.overdue"), ("leader", "task.escalated")} <= kinds


def test_the_head_of_the_lead_is_told_when_somebody_else_of_it_answers(world: World) -> None:
    deputy = Post.objects.create(code="deputy", organisation=world.organisations["SGTVT"], name_vi="Phó Giám đốc",
                                 name_en="Deputy Director", role="unit_specialist")  # fmt: skip
    task = issued(world)
    Task.objects.filter(pk=task.pk).update(accountable_post=deputy)
    (one,) = reached(DAYS["after1"])[:1]
    assert {post.code for post in one.told} == {"deputy", "transport", "specialist"}


def test_the_agenda_takes_first_what_was_escalated_to_its_end(world: World) -> None:
    late, later = taken(world), taken(world)
    climbed(DAYS["after15"])
    actions.submit_evidence(
        task=later,
        note="Đã trình",
        words_why="Văn bản lưu ở Sở",
        by=world.actor("transport"),
        at=moment(DAYS["after15"]),
    )
    items = {one.ref: one for one in for_agenda(DAYS["after15"], DAYS["after15"])}
    assert items[late.code].evidence["escalated_on"] == "2024-05-09"
    assert items[late.code].weight > 400


def test_what_was_climbed_is_never_changed_and_only_the_machine_climbs(world: World) -> None:
    taken(world)
    climbed(DUE)
    for change in (lambda: Rung.objects.update(told=[]), lambda: Rung.objects.all().delete()):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            change()
    with pytest.raises(Refused):
        climb_ladder(by=world.actor("transport"), at=moment(DUE))


def test_the_page_of_a_task_says_who_was_told_and_who_will_be(world: World, signed_in: SignIn) -> None:
    task = issued(world, at=moment(date(2024, 3, 1)), due=date(2024, 4, 1))
    climbed(date(2024, 3, 21))
    shown = of_task(Task.objects.get(), TODAY, is_open=True)
    assert [(one.rung.key, one.climbed is not None, one.ahead) for one in shown][:3] == [
        ("before7", True, False), ("before3", False, False), ("before1", False, True)
    ]  # fmt: skip
    page = text_of(signed_in("leader", "en"), reverse("tasks:following", args=[task.code]))
    assert "told on 21 March 2024" in page
    assert "the agenda of the next review" in page


def test_the_command_tells_once_and_first_says_whom(world: World) -> None:
    task = taken(world, due=date(2024, 3, 29))
    run = CliRunner().invoke
    dry = run(command, ["remind", "--dry-run"], catch_exceptions=False)
    assert f"{task.code}  29 March 2024" not in dry.output
    dry = run(command, ["remind", "--dry-run", "--lang", "vi"], catch_exceptions=False)
    assert "Would tell of 0 tasks" in dry.output
    Task.objects.filter(pk=task.pk).update(issued_on=date(2024, 3, 1))
    assert "Would tell of 1 tasks on 2024-03-27." in run(command, ["remind", "--dry-run"]).output
    assert not Rung.objects.exists()
    assert "Told of 1 tasks" in run(command, ["remind"], catch_exceptions=False).output
    assert "Told of 0 tasks" in run(command, ["remind"], catch_exceptions=False).output
    assert run(command, ["remind", "--day", "2024-03-28"]).exit_code == 2


def test_the_list_is_narrowed_to_what_was_escalated_and_to_milestones_past_their_day(
    world: World, signed_in: SignIn
) -> None:
    late = issued(world, at=moment(date(2024, 1, 2)), due=date(2024, 2, 1))
    behind = issued(world, at=moment(date(2024, 3, 1)))
    actions.plan_milestone(task=behind, due=date(2024, 3, 20), text="Nộp dự thảo", by=world.actor("specialist"),
                           at=moment(date(2024, 3, 4)))  # fmt: skip
    climbed(TODAY)
    client, page = signed_in("specialist"), reverse("tasks:index")
    escalated, missed = (text_of(client, f"{page}?bucket={key}") for key in ("escalated", "milestone_missed"))
    assert late.code in escalated
    assert behind.code not in escalated
    assert behind.code in missed
    assert late.code not in missed
