"""Calendars: what they hold, in which shape, behind a secret address that can be revoked."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from quarterdeck.audit.models import Line
from quarterdeck.core.duties import Duty, DutyState
from quarterdeck.core.errors import Conflict, NotFound
from quarterdeck.core.periods import Period
from quarterdeck.notices.actions import make_feed, revoke_feed
from quarterdeck.notices.models import FeedAddress
from quarterdeck.notices.queries.duties import bared, duties_of
from quarterdeck.papers.calendar import EVENTS, TODOS, write_calendar
from quarterdeck.reviews.actions import create_review
from quarterdeck.reviews.models import Review
from quarterdeck.tasks.models import Milestone, Task
from tests.difficulties.cast import landslide
from tests.notices.cast import MATTER
from tests.tasks.cast import DUE, accepted, issued, submitted, taken
from tests.world import NOW, TODAY, World

SignIn = Callable[..., Client]
PAGE = "/notices/calendar/"


def feed(world: World, name: str = "transport", shape: str = TODOS) -> str:
    """The path of a new calendar of somebody."""
    _made, secret = make_feed(name="Máy tính", shape=shape, by=world.actor(name), at=NOW)
    return reverse("notices:feed", args=[secret])


def read(address: str, kind: str = "VTODO") -> dict[str, Any]:
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return {str(one["uid"]).partition("@")[0]: one for one in Calendar.from_ical(answer.content).walk(kind)}


def write(duties: list[Duty], shape: str = TODOS, lang: str = "vi") -> bytes:
    return write_calendar(duties, name="Việc", lang=lang, address="https://q.example/", host="q.example", made_at=NOW,
                          shape=shape)  # fmt: skip


def test_a_program_reads_the_tasks_of_a_post_without_signing_in(world: World) -> None:
    task = taken(world)
    world.users["transport"].language = "en"
    world.users["transport"].save()
    one = read(feed(world))[task.code]
    assert str(one["summary"]) == "Submit the plan for the landslides on the provincial road DT.294B"
    assert (one.decoded("due"), one.decoded("dtstart"), str(one["status"])) == (DUE, TODAY, "IN-PROCESS")
    assert str(one["url"]) == f"http://testserver/tasks/{task.code}/"
    assert "Evidence: Signed submission with number and date" in str(one["description"])
    assert one.decoded("last-modified") == NOW


def test_each_post_reads_its_own_steps_and_what_is_done_is_gone(world: World) -> None:
    task = submitted(world)
    assert read(feed(world)) == {}
    assert list(read(feed(world, "leader"))) == [f"{task.code}-accept"]
    done = accepted(world)
    assert done.code not in read(feed(world)) | read(feed(world, "leader"))


def test_programs_without_tasks_read_days(world: World) -> None:
    task = taken(world)
    Milestone.objects.create(task=task, number=1, text_vi="Khảo sát xong", due=date(2024, 4, 5))
    address = feed(world, shape=EVENTS)
    days = read(address, "VEVENT")
    assert read(address) == {}
    assert {uid: one.decoded("dtstart") for uid, one in days.items()} == {
        task.code: DUE, f"{task.code}-m1": date(2024, 4, 5),
    }  # fmt: skip
    assert str(days[f"{task.code}-m1"]["summary"]) == "Hạn: Khảo sát xong"


def test_difficulties_and_reviews_stand_in_the_calendar_too(world: World) -> None:
    difficulty = landslide(world)
    create_review(
        code="2024-Q1", period=Period.parse("2024-Q1"), ahead=Period.parse("2024-Q2"), title_vi="Hội nghị quý I",
        title_en="Review of Q1", held_on=TODAY, attending=[world.posts["transport"]], by=world.actor("specialist"),
        at=NOW,
    )  # fmt: skip
    Review.objects.update(starts_at=time(8, 30), place_vi="Hội trường A")
    found = {one.uid: one for one in duties_of(world.users["transport"].pk, TODAY, "vi")}
    assert found["review-2024-Q1"].starts == datetime(2024, 3, 27, 1, 30, tzinfo=UTC)
    meeting = read(feed(world), "VEVENT")["review-2024-Q1"]
    assert (meeting.decoded("dtstart"), str(meeting["location"])) == (
        datetime(2024, 3, 27, 1, 30, tzinfo=UTC), "Hội trường A",
    )  # fmt: skip
    asked = [name for name, user in world.users.items()
             if f"{difficulty.code}-answer" in {one.uid for one in duties_of(user.pk, TODAY, "vi")}]  # fmt: skip
    assert asked


def test_a_revoked_address_and_a_guessed_one_read_nothing(world: World, signed_in: SignIn) -> None:
    taken(world)
    address = feed(world)
    kept = FeedAddress.objects.get()
    assert address.split("/")[-1].removesuffix(".ics") not in str(FeedAddress.objects.values().get())
    signed_in("transport").post(reverse("notices:revoke", args=[kept.pk]))
    assert Client().get(address).status_code == 404
    assert Client().get(reverse("notices:feed", args=["x" * 43])).status_code == 404
    assert [line.act for line in Line.objects.filter(act__startswith="calendar.").order_by("pk")] == [
        "calendar.made", "calendar.revoked",
    ]  # fmt: skip


def test_an_address_is_shown_once_and_only_its_owner_revokes_it(world: World, signed_in: SignIn) -> None:
    client = signed_in("transport", "en")
    made = client.post(PAGE, {"name": "Phone", "shape": TODOS})
    assert "/calendar/" in made.content.decode()
    assert made.headers["Cache-Control"] == "no-store"
    kept = FeedAddress.objects.get()
    again = client.get(PAGE).content.decode()
    assert "Phone" in again
    assert ".ics" not in again
    assert signed_in("finance").post(reverse("notices:revoke", args=[kept.pk])).status_code == 404
    with pytest.raises(NotFound):
        revoke_feed(feed=kept, by=world.actor("finance"), at=NOW)
    assert FeedAddress.objects.get().revoked_at is None


def test_a_deactivated_account_reads_nothing_any_more(world: World) -> None:
    taken(world)
    address = feed(world)
    world.users["transport"].is_active = False
    world.users["transport"].save()
    assert Client().get(address).status_code == 404


def test_what_did_not_change_is_not_sent_again(world: World) -> None:
    taken(world)
    address = feed(world)
    tag = Client().get(address).headers["ETag"]
    same = Client().get(address, headers={"if-none-match": tag})
    assert (same.status_code, same.content) == (304, b"")
    Task.objects.update(due=date(2024, 4, 20))
    assert Client().get(address, headers={"if-none-match": tag}).status_code == 200
    assert FeedAddress.objects.get().fetched_on == TODAY


def test_nobody_makes_addresses_without_end(world: World, signed_in: SignIn) -> None:
    for _number in range(10):
        feed(world)
    with pytest.raises(Conflict, match="more than 10"):
        feed(world)
    assert "Revoke one" in signed_in("transport", "en").post(PAGE, {"name": "x", "shape": TODOS}).content.decode()


@pytest.mark.parametrize(("language", "words"), [("vi", "1 việc phải làm hoặc dự"), ("en", "1 thing to do or attend")])
def test_the_page_shows_the_same_as_the_calendar(world: World, signed_in: SignIn, language: str, words: str) -> None:
    taken(world)
    assert words in signed_in("transport", language).get(PAGE).content.decode()


def test_an_empty_calendar_says_what_will_stand_there(world: World, signed_in: SignIn) -> None:
    assert "Nothing is to be done by a day" in signed_in("transport", "en").get(PAGE).content.decode()


def test_a_list_of_tasks_is_taken_away_as_a_calendar(world: World, signed_in: SignIn) -> None:
    done, open_one = accepted(world), issued(world)
    part = issued(world)
    Task.objects.filter(pk=part.pk).update(parent=open_one)
    answer = signed_in("specialist").get(reverse("tasks:export", args=["ics"]))
    found = {str(one["uid"]).partition("@")[0]: one for one in Calendar.from_ical(answer.content).walk("VTODO")}
    assert {uid: str(one["status"]) for uid, one in found.items()} == {
        done.code: "COMPLETED", open_one.code: "NEEDS-ACTION", part.code: "NEEDS-ACTION",
    }  # fmt: skip
    assert str(found[part.code]["related-to"]) == f"{open_one.code}@testserver"
    assert found[done.code].decoded("completed").date() == TODAY


def test_of_a_sealed_matter_a_calendar_tells_the_code_alone(world: World, signed_in: SignIn) -> None:
    task = taken(world)
    Task.objects.update(text_vi="Giải quyết đơn tố cáo ở thôn Hạ", text_en="", result_vi="Kết luận về thôn Hạ")
    for raw in (
        Client().get(feed(world)).content.decode(),
        signed_in("specialist").get(reverse("tasks:export", args=["ics"])).content.decode(),
    ):
        assert f"SUMMARY:{task.code}" in raw
        assert [word for word in ("cáo", "thôn", "Kết luận") if word in raw] == []


def test_a_sealed_duty_is_in_no_calendar(world: World) -> None:
    sealed = Duty("TC-1", "TC-1", "Đơn", "/", TODAY, sealed=True)
    assert bared([sealed, Duty("NV-1", "NV-1", MATTER, "/", TODAY)]) == [Duty("NV-1", "NV-1", MATTER, "/", TODAY)]


TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=200)
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@given(title=TEXT, detail=TEXT, day=st.none() | DAYS, begun=st.none() | DAYS, state=st.sampled_from(DutyState))
def test_whatever_a_task_is_called_other_programs_read_it(
    title: str, detail: str, day: date | None, begun: date | None, state: DutyState
) -> None:
    duty = Duty("NV-1", "NV-1", title, "/tasks/NV-1/", day, begun_on=begun, state=state, details=(detail,), done_on=day)
    raw = write([duty])
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    [one] = Calendar.from_ical(raw).walk("VTODO")
    assert str(one["summary"]) == title
    assert str(one["description"]) == f"{detail}\nhttps://q.example/tasks/NV-1/"
    assert (one.decoded("due") if "due" in one else None) == day
    if "dtstart" in one and "due" in one:
        assert one.decoded("dtstart") < one.decoded("due")


def test_events_leave_out_what_has_no_day() -> None:
    raw = write([Duty("a", "a", "Không có hạn", "/", None), Duty("b", "b", "Có hạn", "/", TODAY)], EVENTS, "en")
    assert [str(one["summary"]) for one in Calendar.from_ical(raw).walk("VEVENT")] == ["Due: Có hạn"]
