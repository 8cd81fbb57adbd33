"""Home, search, and the gates that every page has."""

from datetime import date

import pytest
from django.test import Client, override_settings

from quarterdeck.difficulties.actions import raise_difficulty
from quarterdeck.tasks import actions as tasks
from tests.difficulties.cast import answered, called, landslide
from tests.tasks.cast import issued, submitted, taken
from tests.world import NOW, PASSWORD, TODAY, World, indicator


@pytest.fixture
def asked(world: World) -> None:
    raise_difficulty(
        raised_by=[world.organisations["UBND-D2"]], matter_vi="Đường 294B sạt lở.", matter_en="Route 294B slides.",
        asks="capital", routed_to=[world.organisations["SGTVT"]], raised_on=TODAY, by=world.actor("district"), at=NOW,
    )  # fmt: skip


def test_home_shows_what_waits_for_the_reader_and_not_for_others(asked: None, signed_in) -> None:
    assert "Route 294B slides." in signed_in("transport", "en").get("/").content.decode()
    assert "Route 294B slides." not in signed_in("finance", "en").get("/").content.decode()


def test_home_shows_a_unit_the_calls_it_owes_and_the_answers_it_must_confirm(world: World, signed_in) -> None:
    call, one = called(world), answered(world, landslide(world))
    page = signed_in("district", "en").get("/").content.decode()
    assert f"/difficulties/calls/{call.code}/" in page
    assert "reply to this call" in page
    assert f"/difficulties/{one.code}/" in page
    assert "confirm or return the answer · " in page
    assert "reply to this call" not in signed_in("finance", "en").get("/").content.decode()


def test_home_says_so_when_nothing_waits(world: World, signed_in) -> None:
    page = signed_in("specialist", "en").get("/").content.decode()
    assert "Nothing waits for your post." in page
    assert "No indicator is behind its pace." in page


def test_search_finds_with_and_without_accents(asked: None, world: World, signed_in) -> None:
    indicator(world)
    client: Client = signed_in("specialist")
    for words in ("ngan sach", "ngân sách", "NGAN  Sach"):
        assert "/figures/BUDGET_REV/" in client.get("/search/", {"q": words}).content.decode()
    assert "KK-2024-001" in client.get("/search/", {"q": "duong 294b"}).content.decode()


def test_search_that_finds_nothing_says_what_to_do(world: World, signed_in) -> None:
    assert "Try fewer words" in signed_in("specialist", "en").get("/search/?q=zzzz").content.decode()


@pytest.mark.parametrize(
    "path", ["/", "/figures/", "/reviews/", "/tasks/", "/difficulties/", "/documents/", "/reports/"]
)
def test_a_citizen_is_asked_to_sign_in(world: World, path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/login/")


def test_an_outsider_reads_why_the_page_is_refused(world: World, signed_in) -> None:
    answer = signed_in("outsider", "en").get("/figures/")
    assert answer.status_code == 403
    assert "Your post may not read" in answer.content.decode()


@override_settings(UPLOAD_LIMIT_BYTES=1000)
def test_an_upload_over_the_limit_is_refused_before_it_is_read(world: World, signed_in) -> None:
    answer = signed_in("specialist", "en").post("/figures/import/", {"note": "x" * 2000})
    assert answer.status_code == 413
    assert "MB" in answer.content.decode()


def test_five_wrong_passwords_lock_the_account_for_a_while(world: World) -> None:
    client = Client()
    answers = [client.post("/account/login/", {"login": "specialist", "password": f"wrong {n}"}) for n in range(5)]
    assert [answer.status_code for answer in answers[:4]] == [200] * 4
    assert answers[-1].status_code in (403, 429)
    client.post("/account/login/", {"login": "specialist", "password": PASSWORD})
    assert client.get("/").status_code == 302, "a locked account signed in"


def test_home_names_what_each_is_to_do_about_tasks_and_by_when(world: World, signed_in) -> None:
    finance = world.organisations["STC"]
    at, by = {"at": NOW}, {"by": world.actor("transport"), "at": NOW}
    part = tasks.Part(finance, "Thẩm định dự toán", "Check the estimate", None)
    extended = taken(world, cooperating=[finance], parts=[part], text_en="Extend the road")
    tasks.ask_extension(task=extended, new_due=date(2024, 4, 26), ground="Chờ khảo sát", **by)
    returned, passed = issued(world, text_en="Return the road"), taken(world, text_en="Pass the road on")
    tasks.decline_task(task=returned, reason="Thuộc Sở Xây dựng", **by)
    tasks.hand_over(origin=world.posts["transport"], heir=world.posts["finance"], codes=[passed.code],
                    reason="QĐ 120", by=world.actor("specialist"), **at)  # fmt: skip
    submitted(world, text_en="Accept the road")
    issued(world, text_en="Begin the road")
    landslide(world, asks="capital")
    wanted = {
        "leader": [
            "decide on the extension · by 1 April 2024", "decide: the lead has returned it", "accept the result"
        ],
        "finance": ["take it on · by 1 April 2024", "Check the estimate", f"your part of task {extended.code}"],
        "transport": ["take it on · by 1 April 2024", "do it and prove it · by 15 April 2024", "money: "],
        "verifier": [], "inspector": [],
    }  # fmt: skip
    for who, told in wanted.items():
        page = signed_in(who, "en").get("/").content.decode().split('id="mine"')[1].split("</section>")[0]
        assert [one for one in told if one not in page] == [], who
        assert told or "Nothing waits for your post." in page, who
