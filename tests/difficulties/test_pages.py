"""The pages of difficulties: every one opens, refuses clearly, and costs few queries."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from quarterdeck.difficulties import queries
from quarterdeck.difficulties.actions import answer_difficulty
from quarterdeck.difficulties.models import Difficulty
from tests.difficulties.cast import landslide
from tests.world import NOW, TODAY, World, indicator

SignIn = Callable[..., Client]
LIST = "/difficulties/"


def given(**fields: object) -> dict[str, object]:
    """A whole form that raises a difficulty."""
    plain: dict[str, object] = {
        "raised_by": ["UBND-D2"], "matter_vi": "Thiếu vốn", "matter_en": "", "asks": "capital", "routed_to": ["STC"],
        "raised_on": "2024-03-27", "indicator_code": "", "form_key": "k1", "concerns": "unit",
    }  # fmt: skip
    return plain | fields


def answer_of(world: World, **fields: object) -> dict[str, object]:
    plain: dict[str, object] = {
        "answered_by": "transport",
        "answer_vi": "Sở trình phương án",
        "answer_en": "",
        "version": 1,
    }
    return plain | fields


def by_transport(world: World, one: Difficulty) -> None:
    answer_difficulty(
        difficulty=one, answer_vi="Đã có phương án", answered_by=world.posts["transport"], version=one.version,
        by=world.actor("transport"), at=NOW,
    )  # fmt: skip


def test_an_empty_list_says_what_will_stand_there(signed_in: SignIn) -> None:
    page = signed_in("inspector", "en").get(LIST)
    assert page.status_code == 200
    assert "No difficulty has been raised yet" in page.content.decode()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_list_of_many_costs_few_queries(
    world: World, signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries, language: str
) -> None:
    for _ in range(8):
        landslide(world)
    client = signed_in("specialist", language)
    client.get(LIST)
    with django_assert_max_num_queries(20):
        page = client.get(LIST)
    assert page.content.decode().count("data-open") == 8


def test_filters_and_words_narrow_the_list(world: World, signed_in: SignIn) -> None:
    landslide(world)
    landslide(world, matter_vi="Thiếu kinh phí", asks="budget", routed_to=[world.organisations["STC"]])
    client = signed_in("leader", "en")
    assert client.get(LIST, {"search": "sat lo"}).content.decode().count("data-open") == 1
    assert client.get(LIST, {"asks": "budget", "routed_to": "STC"}).content.decode().count("data-open") == 1
    assert "No difficulty meets these conditions" in client.get(LIST, {"search": "none such"}).content.decode()


@pytest.mark.parametrize("query", ["state=nonsense", "sort=x&page=999", "routed_to=%00", "search=" + "a" * 5000])
def test_nonsense_in_the_address_breaks_nothing(world: World, signed_in: SignIn, query: str) -> None:
    landslide(world)
    assert signed_in("specialist").get(f"{LIST}?{query}").status_code == 200


def test_a_visitor_signs_in_first(world: World, client: Client) -> None:
    page = client.get(LIST)
    assert page.status_code == 302
    assert page.headers["Location"].startswith("/account/login/")


def test_the_page_of_one_costs_few_queries(
    world: World, signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    one = landslide(world, asks="guidance")
    by_transport(world, one)
    client = signed_in("district", "en")
    client.get(f"{LIST}{one.code}/")
    with django_assert_max_num_queries(20):
        page = client.get(f"{LIST}{one.code}/").content.decode()
    assert "Confirm as settled" in page
    assert "Answers are due within 10 working days" in page


def test_an_unknown_one_is_not_found(signed_in: SignIn) -> None:
    assert signed_in("specialist").get(f"{LIST}KK-1999-001/").status_code == 404


def test_raising_leads_to_its_page(world: World, signed_in: SignIn) -> None:
    page = signed_in("specialist", "en").post(f"{LIST}new/", given(), follow=True)
    assert page.redirect_chain[-1][0] == f"{LIST}KK-2024-001/"
    assert "has been raised" in page.content.decode()


def test_the_same_form_sent_twice_leads_to_the_same_page(world: World, signed_in: SignIn) -> None:
    client = signed_in("specialist")
    first, second = (client.post(f"{LIST}new/", given()).headers["Location"] for _ in range(2))
    assert first == second
    assert Difficulty.objects.count() == 1


def test_a_unit_sees_only_itself_as_the_one_who_asks(signed_in: SignIn) -> None:
    page = signed_in("district", "en").get(f"{LIST}new/").content.decode()
    first_choice = page.split('name="raised_by"')[1].split("</select>")[0]
    assert first_choice.count("<option") == 1
    assert "District Two" in first_choice


def test_a_unit_cannot_raise_for_another(signed_in: SignIn) -> None:
    page = signed_in("district", "en").post(f"{LIST}new/", given(raised_by=["STC"], routed_to=["SGTVT"]))
    assert page.status_code == 200
    assert not Difficulty.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"matter_vi": ""}, "The matter, in Vietnamese"),
        ({"routed_to": ["UBND-D2"]}, "cannot put a difficulty to itself"),
        ({"raised_on": "2024-13-45"}, "Raised on"),
        ({"raised_on": "2031-01-01"}, "lies in the future"),
        ({"routed_to": ["NOBODY"]}, "Put to"),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_stays(
    signed_in: SignIn, wrong: dict[str, object], said: str
) -> None:
    page = signed_in("specialist", "en").post(f"{LIST}new/", given(matter_en="stays here") | wrong)
    assert page.status_code == 200
    assert said in page.content.decode()
    assert "stays here" in page.content.decode()


def test_a_verifier_may_not_open_the_form(signed_in: SignIn) -> None:
    page = signed_in("verifier", "en").get(f"{LIST}new/")
    assert page.status_code == 403
    assert "raise a difficulty" in page.content.decode()


def test_the_last_day_is_explained_while_the_day_is_chosen(signed_in: SignIn) -> None:
    client = signed_in("specialist", "en")
    assert "25 March 2024" in client.get(f"{LIST}due/", {"raised_on": "2024-03-11"}).content.decode()
    assert "are not verified" in client.get(f"{LIST}due/", {"raised_on": "2050-03-11"}).content.decode()
    assert client.get(f"{LIST}due/", {"raised_on": "soon"}).status_code == 200


def test_the_answer_form_offers_ones_own_post(world: World, signed_in: SignIn) -> None:
    one = landslide(world)
    page = signed_in("transport", "en").get(f"{LIST}{one.code}/answer/").content.decode()
    assert '<option value="transport" selected>' in page
    assert '<option value="leader"' not in page


def test_another_organisation_is_told_why_it_may_not_answer(world: World, signed_in: SignIn) -> None:
    page = signed_in("finance", "en").get(f"{LIST}{landslide(world).code}/answer/")
    assert page.status_code == 403
    assert "put to another organisation" in page.content.decode()


def test_an_answer_is_saved_and_shown(world: World, signed_in: SignIn) -> None:
    one = landslide(world)
    page = signed_in("transport", "vi").post(f"{LIST}{one.code}/answer/", answer_of(world), follow=True)
    assert "Sở trình phương án" in page.content.decode()
    assert queries.difficulty(one.code).state == "answered"


def test_a_stale_answer_shows_both_texts_and_can_be_saved_knowingly(world: World, signed_in: SignIn) -> None:
    one = landslide(world)
    by_transport(world, one)
    client = signed_in("specialist", "en")
    page = client.post(f"{LIST}{one.code}/answer/", answer_of(world, answered_by="leader", answer_vi="Tỉnh sẽ cấp vốn"))
    text = page.content.decode()
    assert page.status_code == 409
    assert "Tỉnh sẽ cấp vốn" in text
    assert "Đã có phương án" in text
    assert 'name="version" value="2"' in text
    again = answer_of(world, answered_by="leader", answer_vi="Tỉnh sẽ cấp vốn", version=2)
    assert client.post(f"{LIST}{one.code}/answer/", again).status_code == 302
    assert queries.difficulty(one.code).answer_vi == "Tỉnh sẽ cấp vốn"


@pytest.mark.parametrize("wrong", [{"answer_vi": " "}, {"answered_by": "finance"}, {"version": "x"}, {"version": ""}])
def test_a_wrong_answer_form_is_shown_again(world: World, signed_in: SignIn, wrong: dict[str, object]) -> None:
    one = landslide(world)
    page = signed_in("transport").post(f"{LIST}{one.code}/answer/", answer_of(world, **wrong))
    assert page.status_code == 200
    assert queries.difficulty(one.code).state == "open"


def test_the_unit_confirms_by_a_button(world: World, signed_in: SignIn) -> None:
    one = landslide(world, asks="guidance")
    by_transport(world, one)
    client = signed_in("district")
    assert client.get(f"{LIST}{one.code}/confirm/").status_code == 302
    client.post(f"{LIST}{one.code}/confirm/", {"version": 2})
    assert queries.difficulty(one.code).state == "confirmed"


def test_the_unit_returns_an_answer_with_its_reason(world: World, signed_in: SignIn) -> None:
    one = landslide(world)
    by_transport(world, one)
    client = signed_in("district")
    assert client.get(f"{LIST}{one.code}/return/").status_code == 200
    page = client.post(f"{LIST}{one.code}/return/", {"reason": "Chưa rõ thời hạn", "version": 2}, follow=True)
    assert "Chưa rõ thời hạn" in page.content.decode()
    assert client.post(f"{LIST}{one.code}/return/", {"reason": "Lần nữa", "version": 2}).status_code == 409


def test_the_page_of_an_indicator_can_show_what_holds_it_back(world: World) -> None:
    held = indicator(world)
    one = landslide(world, indicator_code=held.code)
    (link,) = queries.backlinks_of_indicator(held.code)
    assert link.url == f"{LIST}{one.code}/"
    assert [row.difficulty.code for row in queries.rows(queries.listed(day=TODAY), TODAY)] == [one.code]
