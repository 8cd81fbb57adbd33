"""The pages of tasks in both languages: list, board, form, letter, and what each refuses."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from quarterdeck.core.links import backlinks
from quarterdeck.reviews.models import Conclusion
from quarterdeck.tasks.models import Task, TaskEvent
from quarterdeck.tasks.queries import drafts
from tests.tasks.cast import UNCLEAR_EN, UNCLEAR_VI, accepted, conclusion, issued, moment, submitted, taken
from tests.world import World, indicator

SignIn = Callable[..., Client]
CLEAR = {
    "text": "Giám đốc Sở Giao thông vận tải trình phương án xử lý sạt lở tuyến ĐT.294B chậm nhất ngày 12/04/2024",
    "accountable_post": "Giám đốc Sở Giao thông vận tải", "assigner": "Chủ tịch UBND tỉnh",
    "follower_up": "Chuyên viên tổng hợp", "acceptor": "Chủ tịch UBND tỉnh", "result": "Tờ trình kèm phương án",
    "evidence": "Tờ trình đã ký", "form_key": "k1",
}  # fmt: skip


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(("language", "words"), [("vi", "chưa hoàn thành, quá hạn"), ("en", "open, overdue")])
def test_the_list_says_the_official_counts_and_that_they_add_up(
    world: World, signed_in: SignIn, language: str, words: str
) -> None:
    issued(world)
    issued(world, at=moment(date(2024, 2, 1)), due=date(2024, 3, 15))
    page = text_of(signed_in("specialist", language), reverse("tasks:index"))
    assert words in page
    assert "0 + 0 + 1 + 1 = 2." in page


def test_filters_leave_what_they_name_and_the_counts_follow(world: World, signed_in: SignIn) -> None:
    first = issued(world)
    second = issued(world, lead=world.organisations["STC"], accountable_post=world.posts["finance"])
    client = signed_in("specialist")
    page = text_of(client, f"{reverse('tasks:index')}?organisation=STC")
    assert second.code in page
    assert first.code not in page
    assert "0 + 0 + 1 + 0 = 1." in page
    assert first.code not in text_of(signed_in("finance"), f"{reverse('tasks:index')}?mine=waiting")
    nothing = text_of(client, f"{reverse('tasks:index')}?bucket=done_late&search=khong-co")
    assert "Không có nhiệm vụ nào thỏa các điều kiện này" in nothing


def test_a_condition_that_makes_no_sense_is_left_out(world: World, signed_in: SignIn) -> None:
    task = issued(world)
    address = f"{reverse('tasks:index')}?bucket=x&organisation=%00&mine=y&sort=z&source=review:&page=-7"
    assert task.code in text_of(signed_in("specialist"), address)


@pytest.mark.parametrize("words", ["sat lo", "sạt lở", "landslides", "NV-2024-001", "SO GIAO THONG"])
def test_a_task_is_found_with_and_without_accents(world: World, signed_in: SignIn, words: str) -> None:
    issued(world)
    assert "NV-2024-001" in text_of(signed_in("specialist"), f"{reverse('tasks:index')}?search={words}")


@pytest.mark.parametrize("by", ["bucket", "state"])
def test_the_board_has_every_task_once(world: World, signed_in: SignIn, by: str) -> None:
    tasks = [issued(world), submitted(world), accepted(world)]
    page = text_of(signed_in("leader"), f"{reverse('tasks:board')}?by={by}")
    assert [page.count(f'href="{reverse("tasks:task", args=[task.code])}"') for task in tasks] == [1, 1, 1]


def test_no_page_makes_more_than_twenty_queries_with_150_tasks(world: World, signed_in: SignIn) -> None:
    said = conclusion(world)
    last = accepted(world, conclusion=said, indicator=indicator(world))
    for _number in range(149):
        Task.objects.filter(pk=taken(world).pk).update(illustrative=True)
    client = signed_in("specialist")
    addresses = [
        reverse("tasks:index"), reverse("tasks:board"), reverse("tasks:new"), reverse("tasks:export", args=["csv"]),
        reverse("tasks:task", args=[last.code]),
    ]  # fmt: skip
    for address in addresses:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            text_of(client, address)
        assert len(queries) <= 20, address


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_is_taken_away_with_its_filters(world: World, signed_in: SignIn, kind: str) -> None:
    issued(world)
    issued(world, lead=world.organisations["STC"], accountable_post=world.posts["finance"])
    answer = signed_in("specialist", "en").get(f"{reverse('tasks:export', args=[kind])}?organisation=STC")
    assert f"tasks-2024-03-27.{kind}" in answer.headers["Content-Disposition"]
    if kind == "csv":
        lines = answer.content.decode("utf-8-sig").splitlines()
        assert lines[0].startswith("Code,Task,Lead,")
        assert len(lines) == 2
    else:
        rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
        assert "NV-2024-002" in rows[3]


def test_another_kind_of_file_is_refused(world: World, signed_in: SignIn) -> None:
    assert signed_in("specialist").get(reverse("tasks:export", args=["pdf"])).status_code == 404


@pytest.mark.parametrize(
    ("language", "text", "reason"),
    [
        ("vi", UNCLEAR_VI, "chỉ nêu hướng, không nêu việc phải xong"),
        ("en", UNCLEAR_EN, "gives a direction, not something to finish"),
        ("en", UNCLEAR_VI, "No calendar date is due."),
    ],
)
def test_the_form_refuses_what_is_not_clear_with_reasons_and_loses_nothing(
    world: World, signed_in: SignIn, language: str, text: str, reason: str
) -> None:
    answer = signed_in("specialist", language).post(reverse("tasks:new"), {"text": text, "form_key": "k1"})
    page = answer.content.decode()
    assert "error-summary" in page
    assert reason in page
    assert text in page
    assert not Task.objects.exists()


def test_the_conclusion_is_in_the_form_word_for_word_with_the_verdict(world: World, signed_in: SignIn) -> None:
    conclusion(world)
    page = text_of(signed_in("specialist"), f"{reverse('tasks:new')}?conclusion=2024-Q1/1")
    assert f"{UNCLEAR_VI}</textarea>" in page
    assert "Hạn làm rõ: 03/04/2024." in page
    assert page.count('class="is-blocking"') == 5


def test_while_typing_the_verdict_comes_back_with_what_was_read_off(world: World, signed_in: SignIn) -> None:
    answer = signed_in("specialist", "en").post(
        reverse("tasks:check"), {"text": CLEAR["text"]}, headers={"HX-Request": "true"}
    )
    page = answer.content.decode()
    assert 'data-read="due" value="2024-04-12"' in page
    assert 'data-read="lead" value="Department of Transport"' in page
    assert "Nobody accepts the result." in page
    assert "<html" not in page


def test_a_clear_task_is_issued_from_the_form_and_sent_twice_it_is_one(world: World, signed_in: SignIn) -> None:
    conclusion(world)
    client = signed_in("specialist")
    for _time in range(2):
        answer = client.post(reverse("tasks:new"), CLEAR | {"conclusion": "2024-Q1/1"})
        assert answer.headers["Location"] == reverse("tasks:task", args=["NV-2024-001"])
    task = Task.objects.get()
    assert (task.lead.code, task.due, task.acceptor.code) == ("SGTVT", date(2024, 4, 12), "leader")
    assert task.conclusion is not None
    assert task.conclusion.state == Conclusion.ISSUED


def test_the_form_of_an_issued_conclusion_leads_to_its_task(world: World, signed_in: SignIn) -> None:
    task = issued(world, conclusion=conclusion(world))
    answer = signed_in("specialist").get(f"{reverse('tasks:new')}?conclusion=2024-Q1/1")
    assert answer.headers["Location"] == reverse("tasks:task", args=[task.code])


def test_a_warning_asks_for_a_reason(world: World, signed_in: SignIn) -> None:
    client = signed_in("specialist", "en")
    far = CLEAR | {"text": CLEAR["text"].replace("12/04/2024", "15/07/2024")}
    answer = client.post(reverse("tasks:new"), far)
    assert "The check warns." in answer.content.decode()
    assert not Task.objects.exists()
    asked = re.findall(r'name="(reason-\w+)"', answer.content.decode())
    assert asked == ["reason-T3", "reason-K5"]
    half = client.post(reverse("tasks:new"), far | {"reason-T3": "Sau mùa mưa"}).content.decode()
    assert 'value="Sau mùa mưa"' in half
    assert not Task.objects.exists(), "one reason covered two warnings"
    each = {"reason-T3": "Sau mùa mưa", "reason-K5": "Chưa có chỉ tiêu"}
    assert client.post(reverse("tasks:new"), far | each).status_code == 302
    assert dict(Task.objects.get().overrides.values_list("test", "reason_vi")) == {
        "T3": "Sau mùa mưa", "K5": "Chưa có chỉ tiêu"
    }  # fmt: skip


def test_a_proposal_is_taken_without_scripts(world: World, signed_in: SignIn) -> None:
    sent = {"text": CLEAR["text"], "take": "acceptor=Chủ tịch UBND tỉnh", "form_key": "k1"}
    answer = signed_in("specialist").post(reverse("tasks:new"), sent)
    assert answer.status_code == 200
    assert 'name="acceptor" value="Chủ tịch UBND tỉnh"' in answer.content.decode()
    assert not Task.objects.exists()


def test_a_document_that_is_not_registered_is_refused_beside_its_field(world: World, signed_in: SignIn) -> None:
    answer = signed_in("specialist", "en").post(reverse("tasks:new"), CLEAR | {"document": "99/TTr-SGTVT"})
    assert "The register has no document 99/TTr-SGTVT." in answer.content.decode()


def test_what_stays_unclear_is_kept_and_the_day_explained(world: World, signed_in: SignIn) -> None:
    said = conclusion(world)
    answer = signed_in("specialist", "en").post(
        reverse("tasks:keep"), {"text": "Something else", "conclusion": "2024-Q1/1"}, follow=False
    )
    assert answer.headers["Location"].endswith("#conclusion-1")
    said.refresh_from_db()
    assert (said.state, said.clarify_by, said.text_vi) == ("to_be_clarified", date(2024, 4, 3), UNCLEAR_VI)
    assert said.clarify_owner == world.posts["specialist"]


@pytest.mark.parametrize("name", ["transport", "inspector", "verifier"])
def test_the_form_is_for_those_who_may_issue(world: World, signed_in: SignIn, name: str) -> None:
    assert signed_in(name).get(reverse("tasks:new")).status_code == 403


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_letter_tells_what_why_and_what_happened(world: World, signed_in: SignIn, language: str) -> None:
    task = accepted(world, conclusion=conclusion(world), indicator=indicator(world))
    page = text_of(signed_in("inspector", language), reverse("tasks:task", args=[task.code]))
    assert (UNCLEAR_VI if language == "vi" else UNCLEAR_EN) in page
    assert ("nghiệm thu kết quả" if language == "vi" else "result accepted") in page
    assert ("Giám đốc Sở Giao thông vận tải" if language == "vi" else "Director of the Department of Transport") in page


def test_an_order_by_six_clears_shows_the_sixth_and_one_by_five_does_not(world: World, signed_in: SignIn) -> None:
    client = signed_in("specialist", "en")
    six, five = (text_of(client, reverse("tasks:task", args=[issued(world, profile=key).code])) for key in ("6", "5"))
    assert "clear authority</dt><dd>assigned by:" in six
    assert "clear authority" not in five


def test_a_closed_task_asks_for_no_milestones_any_more(world: World, signed_in: SignIn) -> None:
    long = {"due": date(2024, 7, 12)}
    asks = [
        "quy định tối đa 45 ngày" in text_of(signed_in("specialist"), reverse("tasks:following", args=[one.code]))
        for one in (taken(world, **long), accepted(world, **long))
    ]
    assert asks == [True, False]


def test_who_may_do_what_is_what_the_letter_offers(world: World, signed_in: SignIn) -> None:
    task = submitted(world)
    address = reverse("tasks:task", args=[task.code])
    accept, evidence = reverse("tasks:accept", args=[task.code]), reverse("tasks:evidence", args=[task.code])
    assert accept in text_of(signed_in("leader"), address)
    assert accept not in text_of(signed_in("transport"), address)
    assert evidence not in text_of(signed_in("transport"), address)


def test_the_whole_way_of_a_task_through_its_pages(world: World, signed_in: SignIn) -> None:
    task = issued(world)
    lead, leader = signed_in("transport", "en"), signed_in("leader", "en")
    to = {name: reverse(f"tasks:{name}", args=[task.code]) for name in ("take_on", "progress", "evidence", "accept")}
    assert lead.post(to["take_on"], {"version": 1}).status_code == 302
    assert lead.post(to["progress"], {"version": 2, "note": "The survey is finished"}).status_code == 302
    proof = SimpleUploadedFile("plan.pdf", b"%PDF-1.4", "application/pdf")
    assert lead.post(to["evidence"], {"version": 3, "note": "Plan submitted", "file": proof}).status_code == 302
    assert leader.post(to["accept"], {"version": 4, "note": ""}).status_code == 302
    assert [event.kind for event in TaskEvent.objects.filter(task=task)][-1] == "accepted"
    assert "plan.pdf" in text_of(leader, reverse("tasks:task", args=[task.code]))


def test_a_stale_page_shows_both_and_writes_nothing(world: World, signed_in: SignIn) -> None:
    task = submitted(world)
    client = signed_in("leader", "en")
    back = reverse("tasks:return", args=[task.code])
    assert client.post(back, {"version": 3, "note": "The budget is missing"}).status_code == 302
    answer = client.post(reverse("tasks:accept", args=[task.code]), {"version": 3, "note": "All there"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "All there" in page
    assert "The budget is missing" in page


def test_a_reason_is_asked_for_and_the_form_stays_open(world: World, signed_in: SignIn) -> None:
    task = submitted(world)
    answer = signed_in("leader").post(reverse("tasks:return", args=[task.code]), {"version": 3, "note": " "})
    assert "error-summary" in answer.content.decode()
    assert not TaskEvent.objects.filter(task=task, kind="evidence_returned").exists()


@pytest.mark.parametrize("act", ["take_on", "progress", "evidence", "accept", "return", "cancel"])
def test_acts_are_sent_not_fetched(world: World, signed_in: SignIn, act: str) -> None:
    task = issued(world)
    name = {"accept": "leader", "return": "leader", "cancel": "specialist"}.get(act, "transport")
    assert signed_in(name).get(reverse(f"tasks:{act}", args=[task.code])).status_code == 405
    assert signed_in("inspector").post(reverse(f"tasks:{act}", args=[task.code])).status_code == 403


def test_a_task_that_is_not_there_is_said_to_be_so(world: World, signed_in: SignIn) -> None:
    assert signed_in("leader").get(reverse("tasks:task", args=["NV-1999-001"])).status_code == 404


def test_pages_upstream_show_the_tasks_that_hang_on_their_things(world: World) -> None:
    of = indicator(world)
    assert [link.title for link in backlinks("conclusion", "2024-Q1/1") if link.room == "tasks"] == []
    said = conclusion(world)
    (form,) = (link for link in backlinks("conclusion", "2024-Q1/1") if link.room == "tasks")
    assert form.url == f"{reverse('tasks:new')}?conclusion=2024-Q1%2F1"
    task = accepted(world, conclusion=said, indicator=of)
    (told,) = (link for link in backlinks("conclusion", "2024-Q1/1") if link.room == "tasks")
    assert told.url == reverse("tasks:task", args=[task.code])
    (moved,) = (link for link in backlinks("indicator", of.code) if link.room == "tasks")
    assert "28" in moved.title
    assert "evidence accepted on" in moved.title or "minh chứng được nghiệm thu ngày" in moved.title


NASTY = ["\0", "x" * 5000, "2024-13-45", "<script>", "%s", "🙂" * 50, "-1", "9" * 40, "due=2024-04-12\nlead=\0"]


@pytest.mark.store
@pytest.mark.parametrize("value", NASTY)
@pytest.mark.parametrize("address", ["new", "check", "keep"])
def test_nothing_typed_on_the_form_breaks_it(world: World, signed_in: SignIn, address: str, value: str) -> None:
    sent: dict[str, object] = {name: value for name in (*drafts.PLAIN, "form_key", "take")}
    sent |= {"text": f"Trình phương án {value}", "conclusion": "", "parent": "", "cooperating": [value, "STC"]}
    for more in ({}, {"take": ""}, {"take": "", "document": "", "reason-T3": value}):
        answer = signed_in("specialist", "en").post(reverse(f"tasks:{address}"), sent | more)
        assert answer.status_code in (200, 302, 400)
    assert not Task.objects.exists()


@pytest.mark.store
@pytest.mark.parametrize("value", [one for one in NASTY if "\n" not in one])
def test_nothing_typed_in_an_address_breaks_the_pages(world: World, signed_in: SignIn, value: str) -> None:
    client, task = signed_in("specialist"), issued(world)
    conditions = {name: value for name in ("search", "bucket", "organisation", "source", "mine", "sort", "page", "by")}
    for name in ("index", "board"):
        assert client.get(reverse(f"tasks:{name}"), conditions).status_code == 200
    for start in ("conclusion", "difficulty"):
        assert client.get(reverse("tasks:new"), {start: value}).status_code in (200, 400, 404)
        assert client.get(reverse("tasks:new"), {start: f"{value}/1"}).status_code in (400, 404)
    for act in ("progress", "accept"):
        sent = {"version": value, "note": value, "stuck_on": value}
        assert client.post(reverse(f"tasks:{act}", args=[task.code]), sent).status_code in (200, 302, 403, 409)
    assert client.get(f"/tasks/{quote(value, safe='')}/").status_code == 404
