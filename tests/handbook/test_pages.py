"""The pages of the handbook: every one opens in both languages, costs few queries, and refuses clearly."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from quarterdeck.difficulties.actions import Particulars
from quarterdeck.handbook.models import Edition, Entry, Use
from quarterdeck.handbook.queries import entries
from quarterdeck.handbook.rules import Places, names_in, without_names
from tests.difficulties.cast import landslide
from tests.handbook.cast import LAW, QUESTION, answered, decree, drafted, published
from tests.world import World

SignIn = Callable[..., Client]
LIST = "/handbook/"


def given(**fields: object) -> dict[str, object]:
    """A whole form of an entry."""
    plain: dict[str, object] = {
        "question_vi": QUESTION, "answer_vi": "Sở lập phương án.", "question_en": "", "answer_en": "", "topic": "",
        "basis": "", "valid_until": "", "answered_by": "transport", "difficulty": "", "form_key": "k1",
    }  # fmt: skip
    return plain | fields


def busy(world: World) -> list[Entry]:
    """Entries of every standing, one of them to be checked again."""
    one = decree(world)
    made = [published(world, f"{QUESTION} {n}", basis=one.number) for n in range(6)]
    made.append(published(world, valid_until=date(2024, 4, 2)))
    made.append(drafted(world))
    decree(world, "40/2024/NĐ-CP", signed_on=date(2024, 3, 1), relations=[("replaces", one)])
    return made


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "path",
    ["", "waiting/", "editions/", "editions/new/", "new/", "1/", "1/edit/", "7/", "8/", "?search=sat+lo&sort=used"],
)
def test_every_page_opens_and_costs_few_queries(
    world: World, signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries, path: str, language: str
) -> None:
    busy(world)
    answered(world)
    client = signed_in("specialist", language)
    client.get(LIST + path)
    with django_assert_max_num_queries(20):
        page = client.get(LIST + path)
    assert page.status_code == 200


def test_an_empty_handbook_leads_to_the_answers_that_are_there(world: World, signed_in: SignIn) -> None:
    assert "curators publish them" in signed_in("inspector", "en").get(LIST).content.decode()
    answered(world)
    assert "Choose answers" in signed_in("specialist", "en").get(LIST).content.decode()


@pytest.mark.parametrize("query", ["standing=none&topic=x", "sort=x&page=999", "search=%00", "search=" + "a" * 3000])
def test_nonsense_in_the_address_breaks_nothing(world: World, signed_in: SignIn, query: str) -> None:
    published(world)
    assert signed_in("specialist").get(f"{LIST}?{query}").status_code == 200


@pytest.mark.parametrize("path", ["99/", "editions/99/", "book.odt", "editions/99/book.pdf", "9999999999999/"])
def test_what_is_not_there_is_told(world: World, signed_in: SignIn, path: str) -> None:
    assert signed_in("specialist").get(LIST + path).status_code == 404


def test_answers_that_are_ticked_become_drafts(world: World, signed_in: SignIn) -> None:
    decree(world)
    codes = [answered(world).code, answered(world, matter_vi="Cầu hỏng chưa sửa").code]
    page = signed_in("specialist", "en").post(f"{LIST}waiting/draft/", {"code": codes}, follow=True)
    assert "2 drafts have been made" in page.content.decode()
    assert {one.difficulty.code for one in Entry.objects.all()} == set(codes)


def test_an_entry_is_written_by_hand_and_published(world: World, signed_in: SignIn) -> None:
    client = signed_in("specialist", "en")
    page = client.post(f"{LIST}new/", given(basis=LAW), follow=True)
    assert "Entry 1 is drafted" in page.content.decode()
    assert "You worded it yourself" in page.content.decode()
    assert client.post(f"{LIST}1/publish/", {"version": 1}).status_code == 403
    page = signed_in("admin", "en").post(f"{LIST}1/publish/", {"version": 1}, follow=True)
    assert "Entry 1 is published" in page.content.decode()
    assert Entry.objects.get().topic == "transport"


def test_what_is_wrong_with_a_ground_stands_beside_it(world: World, signed_in: SignIn) -> None:
    decree(world)
    page = signed_in("specialist", "en").post(
        f"{LIST}new/", given(basis="Điều 9, 12/2023/NĐ-CP"), headers={"hx-request": "true"}
    )
    assert page.status_code == 422
    assert 'id="id_basis_error"' in page.content.decode()


def test_a_mark_of_secrecy_is_refused(world: World, signed_in: SignIn) -> None:
    page = signed_in("specialist", "en").post(f"{LIST}new/", given(answer_vi="TỐI MẬT\nNội dung"))
    assert not Entry.objects.exists()
    assert "Nội dung" not in page.content.decode()


def test_two_who_change_an_entry_see_both_versions(world: World, signed_in: SignIn) -> None:
    made = published(world)
    first, second = signed_in("specialist", "en"), signed_in("admin", "en")
    old = given(version=made.version, reason="Rõ hơn", answer_vi="Bản một", basis=LAW)
    assert first.post(f"{LIST}1/edit/", old).status_code == 302
    page = second.post(f"{LIST}1/edit/", old | {"answer_vi": "Bản hai"})
    assert page.status_code == 409
    assert "Bản một" in page.content.decode()
    assert "Bản hai" in page.content.decode()


def test_an_entry_to_be_checked_says_what_happened_and_is_settled(world: World, signed_in: SignIn) -> None:
    busy(world)
    client = signed_in("specialist", "en")
    page = client.get(f"{LIST}1/").content.decode()
    assert "replaced by" in page
    assert "40/2024/NĐ-CP" in page
    page = client.post(
        f"{LIST}1/holds/", {"holds-reason": "Không đổi", "holds-version": 2}, follow=True
    ).content.decode()
    assert "in force again" in page
    refused = client.post(f"{LIST}2/holds/", {"holds-reason": "", "holds-version": 2}, headers={"hx-request": "true"})
    assert refused.status_code == 422


def test_units_say_whether_it_helped_and_change_their_mind(world: World, signed_in: SignIn) -> None:
    published(world)
    district, transport = signed_in("district", "en"), signed_in("transport", "en")
    district.post(f"{LIST}1/solved/")
    district.post(f"{LIST}1/solved/")
    transport.post(f"{LIST}1/unsolved/", {"note": "Chưa rõ kinh phí"})
    assert entries.helped([Entry.objects.get().pk]).popitem()[1] == entries.Helped(2, 2, 1)
    district.post(f"{LIST}1/unsolved/", {"note": "Sở chưa lập"})
    assert entries.helped([Entry.objects.get().pk]).popitem()[1] == entries.Helped(2, 2, 0)
    assert Use.objects.count() == 3
    page = district.get(f"{LIST}1/").content.decode()
    assert "You said: it did not solve the matter. Sở chưa lập" in page
    assert "solved 0 of 2 matters" in page


def test_that_it_did_not_help_is_said_with_what_remains(world: World, signed_in: SignIn) -> None:
    published(world)
    page = signed_in("district", "en").post(f"{LIST}1/unsolved/", {"note": " "}, headers={"hx-request": "true"})
    assert page.status_code == 422
    assert not Use.objects.exists()


def test_a_draft_is_used_by_nobody(world: World, signed_in: SignIn) -> None:
    drafted(world)
    assert signed_in("district").post(f"{LIST}1/solved/").status_code == 400


def test_what_resembles_a_matter_is_offered_while_it_is_typed(world: World, signed_in: SignIn) -> None:
    published(world)
    published(
        world, "Trường thiếu giáo viên thì hợp đồng thế nào?", answer_vi="Phòng Nội vụ hợp đồng.", topic="society"
    )
    client = signed_in("district", "en")
    page = client.get(f"{LIST}alike/", {"matter_vi": "tuyen duong tinh bi sat lo"}).content.decode()
    assert QUESTION in page
    assert "giáo viên" not in page
    assert "<h2" not in client.get(f"{LIST}alike/", {"matter_vi": "x"}).content.decode()
    long = "Tuyến đường tỉnh bị sạt lở, chưa rõ cơ quan nào lập phương án xử lý. " * 70
    assert QUESTION in client.post(f"{LIST}alike/", {"matter_vi": long}).content.decode()


def test_a_difficulty_is_answered_with_an_entry_and_the_use_is_counted(world: World, signed_in: SignIn) -> None:
    decree(world)
    published(world, basis="Điều 2, khoản 1, 12/2023/NĐ-CP")
    one = landslide(world)
    client = signed_in("transport", "en")
    assert f"/handbook/1/answer/{one.code}/" in client.get(f"{LIST}alike/", {"difficulty": one.code}).content.decode()
    path = f"{LIST}1/answer/{one.code}/"
    form = client.get(path).context["form"]
    client.post(path, dict(form.initial))
    one.refresh_from_db()
    assert one.state == "answered"
    assert "câu 1" in one.answer_vi
    assert one.answer_ground == "Điều 2, khoản 1, 12/2023/NĐ-CP"
    assert "with which it was answered" in client.get(f"/difficulties/{one.code}/").content.decode()
    assert one.code not in client.get(f"{LIST}waiting/").content.decode()
    assert Use.objects.get().difficulty == one


def test_only_who_is_asked_answers_with_an_entry(world: World, signed_in: SignIn) -> None:
    published(world)
    one = landslide(world)
    assert signed_in("finance").get(f"{LIST}1/answer/{one.code}/").status_code == 403
    assert "/answer/" not in signed_in("finance").get(f"{LIST}alike/", {"difficulty": one.code}).content.decode()


def test_an_entry_to_be_checked_is_no_answer(world: World, signed_in: SignIn) -> None:
    busy(world)
    one = landslide(world)
    client = signed_in("transport", "en")
    form = client.get(f"{LIST}1/answer/{one.code}/").context["form"]
    client.post(f"{LIST}1/answer/{one.code}/", dict(form.initial))
    one.refresh_from_db()
    assert one.state == "open"


@pytest.mark.parametrize("who", ["district", "inspector", "verifier"])
def test_only_curators_publish(world: World, signed_in: SignIn, who: str) -> None:
    drafted(world)
    assert signed_in(who).post(f"{LIST}1/publish/", {"version": 1}).status_code == 403
    assert signed_in(who).get(f"{LIST}editions/new/").status_code == 403


def test_an_edition_is_published_from_its_page(world: World, signed_in: SignIn) -> None:
    busy(world)
    client = signed_in("specialist", "en")
    page = client.get(f"{LIST}editions/new/")
    assert "to be checked again" in page.content.decode()
    page = client.post(f"{LIST}editions/new/", dict(page.context["form"].initial), follow=True)
    assert "Edition 1 is published" in page.content.decode()
    assert Edition.objects.get().places.count() == 1


def test_the_list_is_taken_away_as_a_workbook(world: World, signed_in: SignIn) -> None:
    busy(world)
    content = signed_in("inspector", "en").get(f"{LIST}handbook.xlsx?standing=check").content
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert sum(QUESTION in str(row) for row in rows) == 6


def test_a_visitor_signs_in_first(world: World, client: Client) -> None:
    assert client.get(LIST).status_code == 302


def test_a_document_tells_which_answers_rest_on_it(world: World, signed_in: SignIn) -> None:
    one = decree(world)
    published(world, basis=f"Điều 2, {one.number}")
    assert "that rests on it" in signed_in("inspector", "en").get(f"/documents/{one.pk}/").content.decode()


def test_the_pages_of_difficulties_ask_the_handbook(world: World, signed_in: SignIn) -> None:
    published(world)
    one = landslide(world)
    client = signed_in("specialist", "en")
    assert f'hx-get="{LIST}alike/?difficulty={one.code}"' in client.get(f"/difficulties/{one.code}/").content.decode()
    assert f'hx-post="{LIST}alike/"' in client.get("/difficulties/new/").content.decode()


def test_a_draft_of_an_answer_tells_the_names_of_its_place_and_project_and_takes_them_out(
    world: World, signed_in: SignIn
) -> None:
    told = Particulars(concerns="project", concerned="Cầu Đồng Sơn")
    asked = answered(world, particulars=told, matter_vi="Dự án Cầu Đồng Sơn tại huyện Hai, xã Ba chậm mặt bằng.",
                     matter_en="The Cầu Đồng Sơn project in Commune Three of District Two is late.")  # fmt: skip
    client = signed_in("specialist", "en")
    page = client.get("/handbook/new/", {"difficulty": asked.code}).content.decode()
    assert "<strong>Cầu Đồng Sơn, Hai, Ba, Three, Two</strong>" in page
    kept = client.get("/handbook/new/", {"difficulty": asked.code, "without_names": "1"}).content.decode()
    assert "Dự án tại huyện, xã chậm mặt bằng." in kept
    assert "in Commune of District is late." in kept
    assert "belongs to one request" not in kept
    made = drafted(world, asked.matter_vi, difficulty=asked)
    assert "Take the names out" in client.get(f"/handbook/{made.number}/").content.decode()


def test_names_in_a_row_go_together_and_a_word_that_only_looks_like_a_name_stays() -> None:
    en = Places(("district",), True, "and", "the locality", names=("Yen Dung", "Yen The", "Luc Nam"), beside=("Mau",),
                article="the")  # fmt: skip
    said = "The districts of Yen Dung, Yen The and Luc Nam ask. Yen The district waits; Luc Nam pays, Mau does not."
    assert names_in(said, en) == ["Yen Dung", "Yen The", "Luc Nam"]
    assert without_names(said, en) == "The districts ask. The district waits; the locality pays, Mau does not."
