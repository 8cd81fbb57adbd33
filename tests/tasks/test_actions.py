"""Tasks are issued when clear, done by the lead, accepted by another; nothing said is lost and nothing is rewritten."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from quarterdeck.audit.models import Line
from quarterdeck.core.errors import BadInput, Conflict, Refused
from quarterdeck.core.rights import SYSTEM
from quarterdeck.reviews.models import Conclusion
from quarterdeck.tasks import queries
from quarterdeck.tasks.actions import (
    Upload,
    accept_result,
    cancel_task,
    issue_task,
    keep_unclear,
    report_progress,
    return_evidence,
    submit_evidence,
    take_on,
)
from quarterdeck.tasks.models import Override, Task, TaskEvent
from tests.difficulties.cast import landslide
from tests.tasks.cast import DUE, UNCLEAR_EN, UNCLEAR_VI, accepted, conclusion, issued, moment, order, submitted, taken
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.store


def test_a_clear_task_is_issued_with_a_number_an_event_and_a_line_in_the_record(world: World) -> None:
    first, second = issued(world), issued(world)
    assert (first.code, second.code, first.issued_on) == ("NV-2024-001", "NV-2024-002", TODAY)
    assert [event.kind for event in queries.events(first)] == ["issued"]
    line = Line.objects.get(act="task.issued", about=first.code)
    assert line.detail == {"due": "2024-04-15", "lead": "SGTVT", "warned": ["K5"]}


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"text_vi": UNCLEAR_VI}, "W3"),
        ({"text_vi": "", "text_en": UNCLEAR_EN}, "W3"),
        ({"result_vi": ""}, "K1"),
        ({"evidence_vi": ""}, "K2"),
        ({"due": TODAY}, "T1"),
    ],
)
def test_what_blocks_refuses_with_its_code_by_whatever_way_it_comes(
    world: World, fields: dict[str, object], codes: str
) -> None:
    with pytest.raises(BadInput, match=codes):
        issued(world, **fields)
    with pytest.raises(BadInput, match=codes):
        issue_task(order=order(world, **fields), by=SYSTEM, at=NOW)
    assert not Task.objects.exists()


def test_a_group_in_the_sentence_is_only_warned_of_where_one_lead_is_chosen(world: World) -> None:
    task = issued(world, text_vi="Các sở, ngành trình phương án xử lý sạt lở tuyến đường tỉnh")
    assert "P4" in Line.objects.get(act="task.issued", about=task.code).detail["warned"]


def test_neither_the_doer_nor_a_post_of_the_lead_nor_one_without_the_right_can_be_the_acceptor(world: World) -> None:
    for post in ("transport", "district"):
        with pytest.raises(BadInput, match="K2"):
            issued(world, acceptor=world.posts[post])
    assert not Task.objects.exists()


def test_the_database_itself_refuses_an_acceptor_who_does_the_task(world: World) -> None:
    task = issued(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(acceptor=world.posts["transport"])


def test_a_warning_is_overridden_with_a_reason_that_is_kept(world: World) -> None:
    far = order(world, due=date(2024, 7, 15))
    task = issue_task(order=far, reason="Chờ hết mùa mưa", by=world.actor("specialist"), at=NOW)
    line = Line.objects.get(act="task.issued", about=task.code)
    assert line.detail["warned"] == ["T3", "K5"]
    assert line.reason == "Chờ hết mùa mưa"
    assert queries.events(task)[0].note_vi == "Chờ hết mùa mưa"
    kept = Override.objects.filter(task=task)
    assert [(one.test, one.reason_vi, one.by, one.post) for one in kept] == [
        ("T3", "Chờ hết mùa mưa", "Lan", "Chuyên viên tổng hợp"),
        ("K5", "Chờ hết mùa mưa", "Lan", "Chuyên viên tổng hợp"),
    ]
    with pytest.raises(DatabaseError), transaction.atomic():
        kept.update(reason_vi="Khác")


def test_a_warning_that_nobody_explains_refuses_the_task_by_whatever_way_it_comes(world: World) -> None:
    with pytest.raises(BadInput, match="T3") as refusal:
        issue_task(order=order(world, due=date(2024, 7, 15)), by=world.actor("specialist"), at=NOW)
    assert refusal.value.place == "reason"
    assert not Task.objects.exists()


def test_the_same_form_sent_twice_issues_one_task(world: World) -> None:
    said = conclusion(world)
    first = issued(world, form_key="k1", conclusion=said)
    assert issued(world, form_key="k1", conclusion=said).pk == first.pk
    assert Task.objects.count() == 1
    said.refresh_from_db()
    assert said.state == Conclusion.ISSUED


def test_a_conclusion_is_issued_once(world: World) -> None:
    said = conclusion(world)
    issued(world, conclusion=said)
    with pytest.raises(Conflict, match="already been issued"):
        issued(world, conclusion=said)


def test_information_is_not_issued_as_a_task(world: World) -> None:
    with pytest.raises(BadInput, match="not a task"):
        issued(world, conclusion=conclusion(world, kind="information"))


@pytest.mark.parametrize("name", ["district", "transport", "inspector", "verifier", "outsider"])
def test_only_those_with_the_right_issue_tasks(world: World, name: str) -> None:
    with pytest.raises(Refused, match="issue a task"):
        issue_task(order=order(world), by=world.actor(name), at=NOW)


def test_what_bears_a_mark_of_secrecy_is_refused(world: World) -> None:
    with pytest.raises(BadInput, match="secrecy"):
        issued(world, text_vi="(Tối mật) Trình phương án xử lý sạt lở trên tuyến đường tỉnh ĐT.294B")
    task = taken(world)
    secret = Upload("bao cao (Tuyệt mật).txt", "text/plain", b"x")
    with pytest.raises(BadInput, match="secrecy"):
        submit_evidence(task=task, note="Đã trình", upload=secret, by=world.actor("transport"), at=NOW)
    assert queries.stand(queries.task(task.code), TODAY).standing.state == "taken_on"


def test_an_unclear_conclusion_is_kept_word_for_word_for_five_working_days(world: World) -> None:
    said = conclusion(world)
    dated = keep_unclear(conclusion=said, owner=world.posts["specialist"], why=["W3", "T1"],
                         by=world.actor("specialist"), at=NOW)  # fmt: skip
    kept = Conclusion.objects.get(pk=said.pk)
    assert (kept.state, kept.clarify_by, kept.clarify_why) == ("to_be_clarified", date(2024, 4, 3), ["W3", "T1"])
    assert (kept.text_vi, kept.text_en) == (UNCLEAR_VI, UNCLEAR_EN)
    assert kept.clarify_owner == world.posts["specialist"]
    assert "5 working days" in str(dated.steps[0])


def test_kept_again_it_keeps_its_day(world: World) -> None:
    said, by = conclusion(world), world.actor("specialist")
    keep_unclear(conclusion=said, owner=world.posts["specialist"], why=["W3"], by=by, at=NOW)
    again = keep_unclear(conclusion=said, owner=world.posts["specialist"], why=[], by=by, at=NOW + timedelta(days=3))
    assert again.day == date(2024, 4, 3)
    assert Line.objects.filter(act="conclusion.to_be_clarified").count() == 1


def test_what_was_issued_is_not_kept_as_unclear_but_what_was_kept_can_be_issued(world: World) -> None:
    said, by = conclusion(world), world.actor("specialist")
    keep_unclear(conclusion=said, owner=world.posts["specialist"], why=["W3"], by=by, at=NOW)
    issued(world, conclusion=said)
    with pytest.raises(Conflict, match="already been issued"):
        keep_unclear(conclusion=said, owner=world.posts["specialist"], why=["W3"], by=by, at=NOW)


def test_the_lead_takes_it_on_reports_and_proves_and_the_acceptor_accepts(world: World) -> None:
    task = accepted(world)
    kinds = [event.kind for event in queries.events(task)]
    assert kinds == ["issued", "taken_on", "evidence_submitted", "accepted"]
    stood = queries.stand(queries.task(task.code), date(2024, 5, 1))
    assert (stood.standing.bucket, stood.standing.done_on) == ("done_on_time", TODAY)


@pytest.mark.parametrize("name", ["finance", "district", "specialist", "admin"])
def test_another_organisation_does_not_do_the_task_even_if_it_acts_for_the_whole_province(
    world: World, name: str
) -> None:
    task = issued(world)
    for act in (take_on, submit_evidence):
        extra = {} if act is take_on else {"note": "Đã xong"}
        with pytest.raises(Refused, match="Another organisation leads"):
            act(task=task, by=world.actor(name), at=NOW, **extra)


@pytest.mark.parametrize(("name", "why"), [("transport", "accept or return"), ("verifier", "another post")])
def test_nobody_else_accepts(world: World, name: str, why: str) -> None:
    task = submitted(world)
    with pytest.raises(Refused, match=why):
        accept_result(task=task, by=world.actor(name), at=NOW)


def test_the_lead_never_accepts_its_own_work_even_with_the_right(world: World) -> None:
    task = issued(world, lead=world.organisations["VPUB"], accountable_post=world.posts["specialist"],
                  follower_up=world.posts["finance"])  # fmt: skip
    submit_evidence(
        task=task, note="Đã trình phương án", words_why="Văn bản lưu ở Sở", by=world.actor("specialist"), at=NOW
    )
    with pytest.raises(Refused, match="cannot accept its result"):
        accept_result(task=task, by=world.actor("specialist"), at=NOW)
    with pytest.raises(Refused, match="cannot cancel its own task"):
        cancel_task(task=task, reason="Không cần nữa", by=world.actor("specialist"), at=NOW)


def test_a_colleague_of_the_accepting_post_may_accept(world: World) -> None:
    task = submitted(world, acceptor=world.posts["office_head"])
    assert accept_result(task=task, by=world.actor("specialist"), at=NOW).kind == "accepted"


def test_evidence_comes_back_with_a_reason(world: World) -> None:
    task = submitted(world)
    with pytest.raises(BadInput, match="Say in words"):
        return_evidence(task=task, reason=" ", by=world.actor("leader"), at=NOW)
    return_evidence(task=task, reason="Thiếu dự toán", by=world.actor("leader"), at=NOW)
    stood = queries.stand(queries.task(task.code), TODAY)
    assert (stood.standing.state, stood.standing.submitted_on) == ("taken_on", None)


def test_what_the_state_does_not_allow_is_a_conflict_that_names_the_state(world: World) -> None:
    task = issued(world)
    with pytest.raises(Conflict, match="issued, not yet taken on"):
        accept_result(task=task, by=world.actor("leader"), at=NOW)
    with pytest.raises(Conflict, match="not possible now"):
        cancel_task(task=accepted(world), reason="Thôi", by=world.actor("leader"), at=NOW)


def test_who_acted_first_is_not_overtaken_unseen(world: World) -> None:
    task = submitted(world)
    version = queries.task(task.code).version
    return_evidence(task=task, reason="Thiếu dự toán", version=version, by=world.actor("leader"), at=NOW)
    with pytest.raises(Conflict, match="while you had it open"):
        accept_result(task=task, version=version, by=world.actor("leader"), at=NOW)


def test_the_same_act_sent_twice_happens_once(world: World) -> None:
    task = taken(world)
    version = queries.task(task.code).version
    sent = {"task": task, "note": "Đã khảo sát", "version": version, "by": world.actor("transport"), "at": NOW}
    assert report_progress(**sent).pk == report_progress(**sent).pk
    assert TaskEvent.objects.filter(kind="progress").count() == 1


def test_progress_names_the_difficulty_it_is_stuck_on_until_that_is_answered(world: World) -> None:
    task, hindrance = taken(world), landslide(world)
    report_progress(task=task, note="Chờ vốn", stuck_on=hindrance, by=world.actor("transport"), at=NOW)
    assert queries.stand(queries.task(task.code), TODAY).stuck
    report_progress(task=task, note="Đã có vốn", by=world.actor("transport"), at=NOW)
    assert not queries.stand(queries.task(task.code), TODAY).stuck


def test_a_file_of_evidence_is_kept_as_it_came(world: World) -> None:
    upload = Upload("to-trinh.pdf", "application/pdf", b"%PDF-1.4 signed")
    event = submit_evidence(task=taken(world), note="Đã trình", upload=upload, by=world.actor("transport"), at=NOW)
    assert event.file is not None
    assert (event.file.name, event.file.size) == ("to-trinh.pdf", len(upload.content))


def test_a_note_is_kept_in_the_language_in_which_it_was_written(world: World) -> None:
    task, by = taken(world), world.actor("transport")
    english = report_progress(task=task, note="The survey of the road is finished", by=by, at=NOW)
    vietnamese = report_progress(task=task, note="Đã khảo sát xong tuyến đường", by=by, at=NOW)
    assert (english.note_vi, english.note_en) == ("", "The survey of the road is finished")
    assert (vietnamese.note_vi, vietnamese.note_en) == ("Đã khảo sát xong tuyến đường", "")


def test_events_are_only_added(world: World) -> None:
    task = issued(world)
    for change in ("UPDATE tasks_taskevent SET kind = 'accepted'", "DELETE FROM tasks_taskevent"):
        with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
            connection.cursor().execute(change)
    assert [event.kind for event in queries.events(task)] == ["issued"]


def test_the_agenda_of_a_review_gets_what_is_late_and_what_is_due_soon(world: World) -> None:
    late = issued(world, at=moment(date(2024, 2, 1)), due=date(2024, 3, 15))
    soon = issued(world, due=date(2024, 4, 5))
    issued(world, due=DUE)
    items = queries.for_agenda(TODAY, date(2024, 4, 10))
    assert [(item.ref, item.evidence["days_late"]) for item in items] == [(late.code, 12), (soon.code, 0)]
