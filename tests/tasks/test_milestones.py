"""Milestones are dated steps that can be seen; what was late stays late, and a long stretch without one is told."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.core.errors import BadInput, Conflict, NotFound, Refused
from quarterdeck.notices.models import Receipt
from quarterdeck.tasks import actions, queries
from quarterdeck.tasks.models import Milestone, MilestoneChange, Rung, Task
from quarterdeck.tasks.queries.milestones import way
from quarterdeck.tasks.rules.milestones import longest_gap, milestone_state
from tests.tasks.cast import DUE, accepted, issued, moment, taken
from tests.tasks.test_pages import SignIn, text_of
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.store
STEP = date(2024, 4, 5)
AFTER = date(2024, 4, 8)


def planned(world: World, task: Task, due: date = STEP, who: str = "transport") -> Milestone:
    return actions.plan_milestone(task=task, due=due, text="Bàn giao báo cáo khảo sát", by=world.actor(who), at=NOW)


def met(world: World, one: Milestone, on: date, **said: object) -> Milestone:
    plain = {"note": "Biên bản bàn giao số 12", "version": one.version}
    return actions.meet_milestone(milestone=one, by=world.actor("transport"), at=moment(on), **(plain | said))


@pytest.mark.parametrize(
    ("met_on", "today", "state"),
    [
        (None, STEP, "ahead"),
        (None, AFTER, "missed"),
        (STEP, AFTER, "met"),
        (AFTER, date(2024, 5, 2), "met_late"),
    ],
)
def test_a_milestone_is_late_from_the_day_after_its_day(met_on: date | None, today: date, state: str) -> None:
    assert milestone_state(STEP, met_on, today) == state


@given(st.lists(st.dates(date(2024, 1, 1), date(2024, 12, 31)), min_size=2, max_size=12))
def test_no_stretch_is_longer_than_the_longest_gap(days: list[date]) -> None:
    first, last = min(days), max(days)
    if first == last:
        return
    gap = longest_gap(first, last, days)
    assert (gap.last - gap.first).days == gap.days
    assert not [day for day in days if gap.first < day < gap.last]
    assert gap.days * (len(set(days)) - 1) >= (last - first).days


def test_the_lead_plans_a_milestone_and_notes_that_it_is_met(world: World) -> None:
    task = taken(world)
    one = met(world, planned(world, task), STEP)
    assert (one.number, one.met_on, one.version) == (1, STEP, 2)
    assert [event.kind for event in queries.events(task)][-1] == "milestone_met"
    assert queries.task(task.code).state == "taken_on"
    with pytest.raises(Conflict, match="was met"):
        met(world, one, AFTER)


def test_the_same_milestone_sent_twice_is_planned_once(world: World) -> None:
    task = taken(world)
    assert planned(world, task).pk == planned(world, task).pk


@pytest.mark.parametrize(
    ("due", "why", "remedy"),
    [
        (date(2024, 3, 26), "past", "2024-03-27"),
        (date(2024, 4, 16), "2024-04-15", "extension"),
        (date(2024, 4, 6), "weekend", "2024-04-08"),
    ],
)
def test_a_day_that_makes_no_sense_is_refused_with_a_proposal(world: World, due: date, why: str, remedy: str) -> None:
    with pytest.raises(BadInput, match=why) as refused:
        planned(world, taken(world), due)
    assert remedy in str(refused.value.remedy)
    assert not Milestone.objects.exists()


def test_a_milestone_is_moved_while_it_lies_ahead_and_never_afterwards(world: World) -> None:
    one = planned(world, taken(world))
    moved = actions.change_milestone(milestone=one, due=AFTER, text="Nộp báo cáo", reason="Chờ khảo sát", version=1,
                                     by=world.actor("specialist"), at=NOW)  # fmt: skip
    assert (moved.due, moved.text_vi, moved.version) == (AFTER, "Nộp báo cáo", 2)
    late = {"version": 2, "reason": "Chưa xong", "by": world.actor("transport"), "at": moment(date(2024, 4, 9))}
    with pytest.raises(Conflict, match="is past"):
        actions.change_milestone(milestone=one, due=date(2024, 4, 12), text="Nộp", **late)
    with pytest.raises(Conflict, match="is past"):
        actions.drop_milestone(milestone=one, **late)
    assert met(world, moved, date(2024, 4, 10)).met_on == date(2024, 4, 10)


def test_two_people_do_not_overwrite_each_other(world: World) -> None:
    one = planned(world, taken(world))
    change = {"milestone": one, "version": 1, "reason": "Chờ khảo sát", "by": world.actor("transport"), "at": NOW}
    actions.change_milestone(due=AFTER, text="Nộp báo cáo", **change)
    with pytest.raises(Conflict, match="Somebody changed this milestone"):
        actions.change_milestone(due=STEP, text="Gửi báo cáo", **change)


def test_one_that_lies_ahead_is_taken_away_stays_on_record_and_cannot_be_met_afterwards(world: World) -> None:
    one = planned(world, taken(world))
    with pytest.raises(BadInput, match="Say in words"):
        actions.drop_milestone(milestone=one, reason=" ", version=1, by=world.actor("transport"), at=NOW)
    gone = actions.drop_milestone(milestone=one, reason="Gộp vào bước sau", version=1, by=world.actor("transport"),
                                  at=NOW)  # fmt: skip
    found = way(queries.task(one.task.code), TODAY)
    assert (found.steps, list(found.dropped), gone.dropped_on) == ([], [gone], TODAY)
    with pytest.raises(NotFound):
        met(world, gone, STEP)
    assert planned(world, Task.objects.get()).number == 2


def test_the_lead_does_not_change_what_was_set_with_the_order_and_neither_does_a_stranger(world: World) -> None:
    task = taken(world, steps=[actions.Step(STEP, "Bàn giao báo cáo khảo sát", "")])
    one = task.milestones.get()
    change = {"milestone": one, "version": 1, "reason": "Chờ khảo sát"}
    for who in ("transport", "finance", "district"):
        for at_all in (lambda **by: actions.change_milestone(due=AFTER, text="Nộp báo cáo", **change, **by),
                       lambda **by: actions.drop_milestone(**change, **by)):  # fmt: skip
            with pytest.raises(Refused):
                at_all(by=world.actor(who), at=NOW)
    for who, due, version in (("specialist", AFTER, 1), ("leader", STEP, 2)):  # the follow-up, and who assigned it
        actions.change_milestone(due=due, text="Bàn giao báo cáo khảo sát", by=world.actor(who), at=NOW,
                                 **(change | {"version": version}))  # fmt: skip
        assert Receipt.objects.filter(post=world.posts["transport"], kind="task.milestone_changed").count() == version
    assert met(world, queries.task(task.code).milestones.get(), STEP).met_on == STEP


def test_every_change_keeps_the_day_before_its_reason_and_who_in_the_history_of_the_task(world: World) -> None:
    one = planned(world, taken(world))
    actions.change_milestone(milestone=one, due=AFTER, text="Nộp báo cáo", reason="Mưa lũ", version=1,
                             by=world.actor("transport"), at=NOW)  # fmt: skip
    was = MilestoneChange.objects.get()
    assert (was.was_due, was.due, was.was_vi, was.reason_vi, was.by) == (
        STEP, AFTER, "Bàn giao báo cáo khảo sát", "Mưa lũ", "Giang"
    )  # fmt: skip
    told = queries.events(one.task).last()
    assert told is not None
    assert (told.kind, told.note_vi) == (
        "milestone_moved", "1. Nộp báo cáo (05/04/2024 → 08/04/2024). Lý do: Mưa lũ"
    )  # fmt: skip
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        MilestoneChange.objects.update(reason_vi="")


@pytest.mark.parametrize("who", ["finance", "district", "inspector"])
def test_nobody_else_plans_and_only_the_lead_notes_what_is_met(world: World, who: str) -> None:
    task = taken(world)
    with pytest.raises(Refused):
        planned(world, task, who=who)
    one = planned(world, task, who="specialist")
    with pytest.raises(Refused):
        actions.meet_milestone(milestone=one, note="Xong", version=1, by=world.actor("specialist"), at=NOW)


def test_nothing_is_planned_for_a_task_that_is_done(world: World) -> None:
    with pytest.raises(Conflict, match="done"):
        planned(world, accepted(world))


def test_a_long_task_without_milestones_is_told(world: World) -> None:
    long = issued(world, due=date(2024, 6, 28))
    found = way(long, TODAY)
    assert (found.too_long, found.gap.days, found.limit) == (True, 93, 45)
    for day in (date(2024, 4, 26), date(2024, 5, 31)):
        planned(world, long, day)
    found = way(queries.task(long.code), TODAY)
    assert (found.too_long, found.gap.days) == (False, 35)
    assert found.next is not None
    assert found.next.milestone.due == date(2024, 4, 26)
    assert not way(issued(world, due=DUE), TODAY).too_long


def test_the_page_leads_from_planning_to_what_is_met(world: World, signed_in: SignIn) -> None:
    task = taken(world)
    client, page = signed_in("transport"), reverse("tasks:following", args=[task.code])
    plan = reverse("tasks:plan_milestone", args=[task.code])
    refused = client.post(plan, {"text": "Nộp báo cáo", "due": "2024-04-06"})
    assert "error-summary" in refused.content.decode()
    assert "Nộp báo cáo" in refused.content.decode()
    assert client.post(plan, {"text": "Nộp báo cáo", "due": "2024-04-05"}).status_code == 302
    assert "Nộp báo cáo" in text_of(client, page)
    moved = {"text": "Nộp dự thảo báo cáo", "due": "2024-04-08", "version": "1", "reason": "Chờ khảo sát"}
    change = reverse("tasks:change_milestone", args=[task.code, 1])
    assert "error-summary" in client.post(change, moved | {"reason": ""}).content.decode()
    assert client.post(change, moved).status_code == 302
    assert client.post(change, moved).status_code == 409
    meet = reverse("tasks:meet_milestone", args=[task.code, 1])
    assert "error-summary" in client.post(meet, {"note": "", "version": "2"}).content.decode()
    assert client.post(meet, {"note": "Công văn 12", "version": "2"}).status_code == 302
    shown = text_of(client, page)
    assert "Công văn 12" in shown
    assert "Chuyển từ 05/04/2024 sang 08/04/2024" in shown
    drop = reverse("tasks:drop_milestone", args=[task.code, 1])
    assert client.post(drop, {"version": "3", "reason": "Thôi"}).status_code == 409
    assert client.get(reverse("tasks:change_milestone", args=[task.code, 1])).status_code == 405
    unknown = reverse("tasks:meet_milestone", args=[task.code, 9])
    assert client.post(unknown, {"note": "x", "version": "1"}).status_code == 404


@pytest.mark.parametrize(
    ("language", "words"),
    [("vi", ("Tiến độ", "Các mốc tiến độ", "Nhắc việc")), ("en", ("Progress", "Milestones", "Reminders"))],
)
def test_the_page_speaks_both_languages_in_few_queries(
    world: World, signed_in: SignIn, language: str, words: tuple[str, ...]
) -> None:
    task = taken(world)
    for number in range(4):
        planned(world, task, date(2024, 4, 2 + number))
    actions.report_progress(task=task, note="Đã khảo sát", by=world.actor("transport"), at=NOW)
    Rung.objects.create(task=task, rung="before7", counted_due=DUE, on=TODAY, told=["transport"])
    client = signed_in("specialist", language)
    text_of(client, reverse("tasks:following", args=[task.code]))  # the units of areas are then in memory
    with CaptureQueriesContext(connection) as made:
        page = text_of(client, reverse("tasks:following", args=[task.code]))
    assert len(made) <= 20
    assert [one for one in words if one not in page] == []


def test_the_letter_says_what_was_met_what_is_past_its_day_and_what_is_next(world: World, signed_in: SignIn) -> None:
    task = issued(world, at=moment(date(2024, 3, 1)))
    for day in (date(2024, 3, 20), STEP):
        actions.plan_milestone(task=task, due=day, text="Nộp báo cáo", by=world.actor("specialist"),
                               at=moment(date(2024, 3, 4)))  # fmt: skip
    page = text_of(signed_in("leader", "en"), reverse("tasks:task", args=[task.code]))
    assert [one for one in ("0 of 2", "1 past its day", "5 April 2024, Nộp báo cáo") if one not in page] == []
