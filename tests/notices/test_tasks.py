"""What is told of tasks, to whom."""

from datetime import date

import pytest

from quarterdeck.core.rights import SYSTEM
from quarterdeck.notices.models import Message, Receipt
from quarterdeck.notices.rules import KINDS
from quarterdeck.tasks.actions import (
    accept_result,
    ask_extension,
    cancel_task,
    decide_extension,
    decline_task,
    issue_group,
    keep_with_lead,
    report_progress,
    return_evidence,
)
from quarterdeck.tasks.models import Task
from quarterdeck.tasks.rules import EVENTS
from quarterdeck.tasks.rules.telling import TELLS
from tests.tasks.cast import WHY, issued, order, submitted, taken
from tests.world import NOW, World


def told(kind: str) -> list[str]:
    found = Receipt.objects.filter(message__kind=kind).order_by("post__code")
    return list(found.values_list("post__code", flat=True))


def test_every_notice_of_a_task_is_of_an_event_and_a_kind_that_exist() -> None:
    assert TELLS.keys() <= EVENTS.keys()
    assert {kind for tells in TELLS.values() for _party, kind in tells} <= KINDS.keys()


def test_a_new_task_is_told_to_each_whom_it_names_but_not_to_who_issued_it(world: World) -> None:
    task = issued(world, cooperating=(world.organisations["STC"],))
    assert told("task.issued") == ["transport"]
    assert told("task.cooperating") == ["finance"]
    assert told("task.to_accept") == ["leader"]
    assert told("task.to_follow") == []  # Lan follows it up herself
    message = Message.objects.get(kind="task.issued")
    assert (message.about, message.link, message.due) == (task.code, f"/tasks/{task.code}/", task.due)
    assert (message.by, message.post) == ("Lan", "Chuyên viên tổng hợp")


def test_progress_evidence_return_and_acceptance_reach_who_waits_for_them(world: World) -> None:
    task = taken(world)
    assert told("task.taken_on") == ["specialist"]
    report_progress(task=task, note="Đã khảo sát xong", by=world.actor("transport"), at=NOW)
    assert told("task.progress") == ["specialist"]
    proven = submitted(world)
    assert told("task.evidence_submitted") == ["leader"]
    return_evidence(task=proven, reason="Thiếu dấu", by=world.actor("leader"), at=NOW)
    assert Message.objects.get(kind="task.evidence_returned").note_vi == "Thiếu dấu"
    assert told("task.evidence_returned") == ["transport"]


def test_acceptance_is_told_to_the_doer_and_who_follows_up(world: World) -> None:
    accept_result(task=submitted(world), note="Đủ", by=world.actor("leader"), at=NOW)
    assert told("task.accepted") == ["specialist", "transport"]


def test_a_declined_task_asks_its_assigner_and_the_answer_reaches_the_lead(world: World) -> None:
    task = issued(world)
    decline_task(task=task, reason="Không đúng thẩm quyền", by=world.actor("transport"), at=NOW)
    assert told("task.declined") == ["leader", "specialist"]
    keep_with_lead(task=task, reason="Vẫn thuộc Sở", by=world.actor("specialist"), at=NOW)
    assert told("task.kept") == ["transport"]


def test_an_extension_asks_its_assigner_and_its_day_reaches_the_lead(world: World) -> None:
    task = taken(world)
    ask_extension(task=task, new_due=date(2024, 5, 15), ground="Chờ khảo sát", by=world.actor("transport"), at=NOW)
    assert told("task.extension_asked") == ["leader"]
    decide_extension(task=Task.objects.get(pk=task.pk), granted_due=date(2024, 5, 15), by=world.actor("leader"), at=NOW)
    assert told("task.extension_granted") == ["specialist", "transport"]
    assert Message.objects.get(kind="task.extension_granted").due == date(2024, 5, 15)


@pytest.mark.parametrize("text", ["Giải quyết dứt điểm đơn tố cáo tại xã Ba trước ngày 15/4/2024"])
def test_a_task_about_a_denunciation_is_told_by_its_code_alone(world: World, text: str) -> None:
    task = taken(world)
    Task.objects.filter(pk=task.pk).update(text_vi=text, text_en="")
    cancel_task(task=Task.objects.get(pk=task.pk), reason="Trùng", by=SYSTEM, at=NOW)
    message = Message.objects.get(kind="task.cancelled")
    assert (message.about, message.title_vi, message.note_vi, message.withheld) == (task.code, "", "", True)


def test_a_collective_order_is_told_to_each_unit_and_once_to_who_follows_it_up(world: World) -> None:
    leads = {"SGTVT": "transport", "STC": "finance"}
    orders = [order(world, lead=world.organisations[body], accountable_post=world.posts[post])
              for body, post in leads.items()]  # fmt: skip
    group = issue_group(orders=orders, text_vi="Các sở trình phương án", reason=WHY, by=world.actor("specialist"),
                        at=NOW)  # fmt: skip
    assert told("task.issued") == ["finance", "transport"]
    assert told("task.to_accept") == ["leader"]
    message = Message.objects.get(kind="task.to_accept")
    assert (message.about, message.link) == (group.code, f"/tasks/groups/{group.code}/")
