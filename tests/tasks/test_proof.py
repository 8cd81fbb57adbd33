"""What proves a result, what is open when it is accepted, and how the page of a task tells it."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from quarterdeck.core.errors import BadInput, Refused
from quarterdeck.people.models import Membership
from quarterdeck.tasks import actions, queries
from quarterdeck.tasks.models import Override, Task
from quarterdeck.tasks.queries.wanted import SETS
from tests.tasks.cast import issued, moment, order, submitted, taken
from tests.tasks.test_pages import SignIn, text_of
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.store
STEP = date(2024, 4, 5)
FILE = actions.Upload("plan.txt", "text/plain", b"The plan")


def letter(client: Client, task: Task) -> str:
    return text_of(client, reverse("tasks:task", args=[task.code]))


def proved(world: World, task: Task, **said: object) -> object:
    return actions.submit_evidence(task=task, note="Đã trình", by=world.actor("transport"), at=NOW, **said)


@pytest.mark.parametrize("kind", ["document", "event", "state"])
def test_words_alone_prove_a_product_only_with_a_reason_that_stays_and_is_counted(world: World, kind: str) -> None:
    task = taken(world, result_kind=kind)
    with pytest.raises(BadInput, match="words alone do not prove it"):
        proved(world, task)
    proved(world, task, words_why="Văn bản lưu ở Sở")
    kept = task.overrides.get(test="words_alone")
    assert (kept.reason_vi, kept.by, queries.task(task.code).proof) == ("Văn bản lưu ở Sở", "Giang", "words")
    actions.accept_result(task=task, by=world.actor("leader"), at=NOW)
    assert Task.objects.filter(SETS["words_only"](TODAY)).get() == task


def test_a_document_or_a_file_needs_no_reason_and_one_that_is_given_all_the_same_is_not_kept(world: World) -> None:
    task = taken(world)
    proved(world, task, upload=FILE, words_why="Không cần")
    assert not task.overrides.filter(test="words_alone").exists()


def test_a_number_is_proved_by_the_figures(world: World) -> None:
    task = taken(world, result_kind="number", result_vi="12,5 ha mặt bằng sạch", result_en="12.5 ha of cleared land")
    proved(world, task)
    assert queries.task(task.code).state == "submitted"


def test_the_same_evidence_sent_twice_keeps_its_reason_once(world: World) -> None:
    task = taken(world)
    for _time in range(2):
        proved(world, task, words_why="Văn bản lưu ở Sở", version=2)
    assert Override.objects.filter(test="words_alone").count() == 1


def open_task(world: World) -> Task:
    """A task whose evidence waits while a milestone and the part of a cooperating body are open."""
    finance = world.organisations["STC"]
    step, part = ("Bàn giao báo cáo khảo sát", "Hand over the survey"), ("Thẩm định dự toán", "Check the estimate")
    task = taken(world, steps=[actions.Step(STEP, *step)], cooperating=[finance],
                 parts=[actions.Part(finance, *part, None)])  # fmt: skip
    proved(world, task, upload=FILE)
    return task


def test_accepting_over_open_steps_names_them_and_needs_a_reason_that_stays(world: World) -> None:
    task = open_task(world)
    with pytest.raises(BadInput, match="Not finished yet") as refused:
        actions.accept_result(task=task, by=world.actor("leader"), at=NOW)
    assert "Bàn giao báo cáo khảo sát" in str(refused.value)
    assert "Thẩm định dự toán" in str(refused.value)
    actions.accept_result(task=task, over="Đã có kết quả cuối cùng", by=world.actor("leader"), at=NOW)
    assert task.overrides.get(test="steps_open").reason_vi == "Đã có kết quả cuối cùng"
    assert queries.task(task.code).state == "accepted"


def test_the_page_names_the_open_steps_before_anybody_accepts_and_the_reason_afterwards(
    world: World, signed_in: SignIn
) -> None:
    task = open_task(world)
    leader, accept = signed_in("leader", "en"), reverse("tasks:accept", args=[task.code])
    page = letter(leader, task)
    assert "milestone 1 (5 April 2024): Hand over the survey" in page
    assert "part of Department of Finance: Check the estimate" in page
    refused = leader.post(accept, {"version": queries.task(task.code).version, "note": ""})
    assert "error-summary" in refused.content.decode()
    assert queries.task(task.code).state == "submitted"
    sent = {"version": queries.task(task.code).version, "note": "", "over": "The final result is there"}
    assert leader.post(accept, sent).status_code == 302
    page = letter(leader, task)
    assert "accepted while steps on the way were open: The final result is there" in page
    assert "Chair of the Provincial People&#x27;s Committee, Hùng" in page  # the post in the reader's language


def test_where_nothing_is_open_no_reason_is_asked_for(world: World, signed_in: SignIn) -> None:
    assert 'name="over"' not in letter(signed_in("leader"), submitted(world))


def test_whoever_assigned_it_accepts_for_a_post_that_nobody_holds_but_never_what_they_do(world: World) -> None:
    task = submitted(world, acceptor=world.posts["verifier"])
    with pytest.raises(Refused, match="another post"):
        actions.accept_result(task=task, by=world.actor("leader"), at=NOW)
    Membership.objects.filter(post=world.posts["verifier"]).delete()
    with pytest.raises(Refused, match="another post"):
        actions.accept_result(task=task, by=world.actor("specialist"), at=NOW)
    actions.accept_result(task=task, by=world.actor("leader"), at=NOW)
    assert queries.task(task.code).state == "accepted"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_evidence_that_was_returned_is_shown_as_returned_and_proves_nothing(
    world: World, signed_in: SignIn, language: str
) -> None:
    task = submitted(world)
    actions.return_evidence(task=task, reason="Thiếu dự toán", by=world.actor("leader"), at=NOW)
    why = letter(signed_in("transport", language), task).split("chain")[1]
    assert ("đã trả lại" if language == "vi" else "returned") in why
    assert "Thiếu dự toán" in why
    assert "Đã trình phương án" not in why.split("</ol>")[0]


def test_a_part_names_its_whole_and_the_whole_shows_its_parts_milestones_and_what_others_give(
    world: World, signed_in: SignIn
) -> None:
    finance = world.organisations["STC"]
    whole = taken(world, steps=[actions.Step(STEP, "", "Hand over the survey")], cooperating=[finance],
                  parts=[actions.Part(finance, "", "Check the estimate", None)])  # fmt: skip
    part = actions.split_task(
        parent=whole, order=order(world, text_en="Survey the landslides at km 12"), reason="Việc tách",
        by=world.actor("specialist"), at=NOW,
    )  # fmt: skip
    client = signed_in("leader", "en")
    page, below = letter(client, whole), letter(client, part)
    printed = page.split("<article")[1].split("</article>")[0]
    for told in (part.code, "Survey the landslides at km 12", "Hand over the survey", "Check the estimate"):
        assert told in printed
    assert below.count(reverse("tasks:task", args=[whole.code])) >= 2  # above the title, and under "Why"


def test_no_button_closes_a_task_over_open_parts_and_the_page_names_them(world: World, signed_in: SignIn) -> None:
    whole = taken(world)
    part = actions.split_task(parent=whole, order=order(world), reason="Việc tách", by=world.actor("specialist"),
                              at=NOW)  # fmt: skip
    proved(world, whole, upload=FILE)
    page = letter(signed_in("leader", "en"), whole)
    assert reverse("tasks:accept", args=[whole.code]) not in page
    assert part.code in page.split("not to be closed yet")[1].split("</p>")[0]


@pytest.mark.parametrize("late", [False, True])
def test_while_an_extension_waits_the_page_says_who_decides_by_when_and_nothing_moves(
    world: World, signed_in: SignIn, late: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    task, day = taken(world), date(2024, 4, 17) if late else TODAY
    actions.ask_extension(task=task, new_due=date(2024, 4, 26), ground="Chờ khảo sát", by=world.actor("transport"),
                          at=moment(day))  # fmt: skip
    monkeypatch.setattr("quarterdeck.web.clock.today", lambda: day)
    page = letter(signed_in("leader", "en"), task)
    by = "23 April 2024" if late else "1 April 2024"  # 18 April 2024 is a holiday
    assert f"Decided by Chair of the Provincial People&#x27;s Committee by {by}." in page
    assert "the due date 15 April 2024 counts, and the task stays with the lead" in page
    assert ("asked for after the due date" in page, "2 days overdue" in page) == (late, late)
    assert "Department of Transport</b>: do it and submit the evidence" in page
    monkeypatch.setattr("quarterdeck.web.clock.today", lambda: date(2024, 4, 24))
    assert "the decision is overdue" in letter(signed_in("leader", "en"), task)


def test_the_page_tells_whose_turn_it_is_since_when_and_what_happens_next(world: World, signed_in: SignIn) -> None:
    client, task = signed_in("specialist", "en"), issued(world)
    told = ["Department of Transport</b>: take the task on, or return it with a reason", "(since 27 March 2024)",
            "After 1 April 2024 silence has taken it on."]  # fmt: skip
    assert [one for one in told if one not in letter(client, task)] == []
    actions.decline_task(task=task, reason="Thuộc Sở Xây dựng", by=world.actor("transport"), at=NOW)
    assert "The due date 15 April 2024 runs on until that is decided." in letter(client, task)
    done = submitted(world)
    assert "silence never accepts a result" in letter(client, done)
    actions.accept_result(task=done, by=world.actor("leader"), at=NOW)
    assert "Whose turn it is" not in letter(client, done)


def test_the_english_pages_name_posts_in_english_wherever_they_keep_them_as_text(
    world: World, signed_in: SignIn
) -> None:
    task = taken(world, steps=[actions.Step(STEP, "Bàn giao báo cáo", "")])
    change = {"milestone": task.milestones.get(), "reason": "Mưa lũ", "version": 1}
    actions.drop_milestone(by=world.actor("specialist"), at=NOW, **change)
    actions.ask_extension(task=task, new_due=date(2024, 4, 26), ground="Chờ", by=world.actor("transport"), at=NOW)
    client = signed_in("leader", "en")
    followed = text_of(client, reverse("tasks:following", args=[task.code]))
    for page in (letter(client, task), followed):
        assert "Chuyên viên tổng hợp" not in page
        assert "Giám đốc Sở Giao thông vận tải" not in page
    assert "General affairs specialist" in followed
