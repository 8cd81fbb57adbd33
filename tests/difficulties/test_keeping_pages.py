"""The pages of calls, the watch list, the way to the money and hand-overs: they open, lead on, refuse clearly."""

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from quarterdeck.difficulties import queries
from quarterdeck.difficulties.actions import Particulars, reply_nil
from quarterdeck.difficulties.models import Call, Difficulty, WatchEntry
from quarterdeck.difficulties.queries import calls, sheets, watch
from tests.difficulties.cast import called, decision, landslide, watched
from tests.world import NOW, TODAY, World

SignIn = Callable[..., Client]
LIST, CALLS, WATCH = "/difficulties/", "/difficulties/calls/", "/difficulties/watch/"


def text_of(client: Client, address: str, status: int = 200, **given: object) -> str:
    page = client.get(address, given)
    assert page.status_code == status
    return page.content.decode()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_costs_few_queries(
    world: World, signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries, language: str
) -> None:
    call, case = called(world), watched(world)
    one = landslide(world, asks="capital", call=call, particulars=Particulars(amount=Decimal(5), concerns="project",
                                                                              concerned="Đường tỉnh"))  # fmt: skip
    client = signed_in("specialist", language)
    client.get(LIST)
    for address in (
        LIST, f"{LIST}new/", f"{LIST}{one.code}/", f"{LIST}{one.code}/support/study/", CALLS, f"{CALLS}new/",
        f"{CALLS}{call.code}/", WATCH, f"{WATCH}new/", f"{WATCH}{case.code}/", f"{WATCH}{case.code}/correct/",
        f"{WATCH}{case.code}/off/", f"{LIST}list.xlsx", f"{CALLS}{call.code}/replies.xlsx", f"{WATCH}list.csv",
    ):  # fmt: skip
        with django_assert_max_num_queries(20):
            assert client.get(address).status_code == 200, address


def test_empty_lists_say_what_will_stand_there(signed_in: SignIn) -> None:
    client = signed_in("inspector", "en")
    assert "No call has been opened yet" in text_of(client, CALLS)
    assert "The watch list is empty" in text_of(client, WATCH)
    assert "No case meets these conditions" in text_of(client, WATCH, search="none")


def test_the_office_opens_a_call_by_a_registered_document(world: World, signed_in: SignIn) -> None:
    letter = decision(world, "45/UBND-TH", "CV")
    client = signed_in("specialist", "en")
    form = {
        "title_vi": "Chỉ thị 30", "title_en": "", "document": letter.number, "asked": ["UBND-D2"],
        "due": "2024-04-10", "form_key": "k",
    }  # fmt: skip
    page = client.post(f"{CALLS}new/", form, follow=True)
    assert page.redirect_chain[-1][0] == f"{CALLS}LYK-2024-001/"
    assert "is open" in page.content.decode()
    assert Call.objects.get().document == letter


def test_a_document_that_is_not_registered_is_asked_back(world: World, signed_in: SignIn) -> None:
    form = {
        "title_vi": "Chỉ thị",
        "document": "999/QĐ-UBND",
        "asked": ["UBND-D2"],
        "due": "2024-04-10",
        "form_key": "k",
    }
    page = signed_in("specialist", "en").post(f"{CALLS}new/", form)
    assert page.status_code == 200
    assert "The register has no document 999/QĐ-UBND" in page.content.decode()


def test_a_unit_says_by_a_button_that_it_has_no_difficulty(world: World, signed_in: SignIn) -> None:
    call = called(world)
    client = signed_in("district", "en")
    assert text_of(client, f"{CALLS}{call.code}/").count("It has no difficulty") == 1
    assert "You reply in the name of" in text_of(client, f"{CALLS}{call.code}/nil/", unit="UBND-D2")
    client.post(f"{CALLS}{call.code}/nil/", {"unit": "UBND-D2"})
    assert calls.call(call.code).nil == 1
    assert client.post(f"{CALLS}{call.code}/nil/", {"unit": "SGTVT"}).status_code == 403


def test_the_office_says_how_a_unit_told_it_that_it_has_no_difficulty(world: World, signed_in: SignIn) -> None:
    call = called(world)
    client = signed_in("specialist", "en")
    client.post(f"{CALLS}{call.code}/nil/", {"unit": "UBND-D2"})
    assert calls.call(call.code).nil == 0
    client.post(f"{CALLS}{call.code}/nil/", {"unit": "UBND-D2", "told": "By phone on 26 March"})
    page = text_of(client, f"{CALLS}{call.code}/")
    assert "entered by Lan (By phone on 26 March)" in page
    assert "In the name of People&#x27;s Committee of District Two (By phone on 26 March)." in page


def test_a_unit_replies_from_the_page_of_the_call(world: World, signed_in: SignIn) -> None:
    call = called(world)
    client = signed_in("district", "en")
    assert f'href="/difficulties/new/?call={call.code}"' in text_of(client, f"{CALLS}{call.code}/")
    assert f'<option value="{call.code}" selected>' in text_of(client, f"{LIST}new/", call=call.code)
    form = {
        "raised_by": ["UBND-D2"], "concerns": "unit", "matter_vi": "Thiếu bản đồ địa chính", "asks": "guidance",
        "raised_on": "2024-03-27", "call": call.code, "form_key": "k",
    }  # fmt: skip
    page = client.post(f"{LIST}new/", form, follow=True).content.decode()
    assert f"/difficulties/calls/{call.code}/" in page
    assert calls.of_call(call.code).count() == 1


def test_the_office_closes_a_call_and_opens_it_again(world: World, signed_in: SignIn) -> None:
    call = called(world)
    client = signed_in("specialist", "en")
    client.post(f"{CALLS}{call.code}/move/", {"version": 1, "state": "closed"})
    assert "Open it again" in text_of(client, f"{CALLS}{call.code}/")
    assert client.post(f"{CALLS}{call.code}/move/", {"version": 1, "state": "closed"}).status_code == 409
    client.post(f"{CALLS}{call.code}/move/", {"version": 2, "state": "open"})
    assert calls.call(call.code).state == "open"
    assert signed_in("district").post(f"{CALLS}{call.code}/move/", {"version": 3}).status_code == 403


def test_replies_are_taken_away_as_a_sheet(world: World, signed_in: SignIn) -> None:
    call = called(world)
    reply_nil(call=call, organisation=world.organisations["UBND-D2"], by=world.actor("district"), at=NOW)
    page = signed_in("leader", "en").get(f"{CALLS}{call.code}/replies.xlsx")
    rows = CalamineWorkbook.from_filelike(BytesIO(page.content)).get_sheet_by_index(0).to_python()
    said = {str(row[0]): row[1] for row in rows if len(row) > 1}
    assert said["People's Committee of District Two"] == "no difficulty"
    assert said["Department of Transport"] == "no reply yet"


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_every_list_is_printed(world: World, signed_in: SignIn, kind: str) -> None:
    call, _case, _one = called(world), watched(world), landslide(world)
    client = signed_in("district", "vi")
    for address in (f"{LIST}list.{kind}", f"{CALLS}list.{kind}", f"{CALLS}{call.code}/replies.{kind}",
                    f"{WATCH}list.{kind}"):  # fmt: skip
        page = client.get(address)
        assert (page.status_code, page.content[:2]) == (200, b"%P" if kind == "pdf" else b"PK"), address


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_list_heads_two_columns_alike(world: World, lang: str) -> None:
    call, _case = called(world), watched(world)
    with translation.override(lang):
        tables = (sheets.difficulties([]), sheets.watch_list([], TODAY), sheets.calls([]),
                  sheets.replies(call, calls.units(call, TODAY)))  # fmt: skip
    for table in tables:
        titles = [column.title for column in table.columns]
        assert len(set(titles)) == len(titles), titles


def test_difficulties_are_taken_away_as_they_are_filtered(world: World, signed_in: SignIn) -> None:
    landslide(world)
    landslide(world, matter_vi="Thiếu kinh phí", matter_en="", asks="budget")
    page = signed_in("leader", "en").get(f"{LIST}list.csv", {"asks": "budget"})
    text = page.content.decode("utf-8-sig")
    assert "Thiếu kinh phí" in text
    assert "Landslides" not in text
    assert signed_in("leader").get(f"{LIST}list.odt").status_code == 404


def test_a_case_goes_on_the_list_is_corrected_and_leaves(world: World, signed_in: SignIn) -> None:
    order = decision(world)
    client = signed_in("specialist", "en")
    form = {
        "subject_vi": "Chợ Xã Ba",
        "ground_vi": "Khiếu kiện",
        "owner": "TTR",
        "since": "2024-01-15",
        "form_key": "k",
    }
    page = client.post(f"{WATCH}new/", form, follow=True)
    assert page.redirect_chain[-1][0] == f"{WATCH}VV-2024-001/"
    again = {"subject_vi": "Chợ Xã Ba", "ground_vi": "Đã lắng", "owner": "STC", "version": 1}
    assert client.post(f"{WATCH}VV-2024-001/correct/", again).status_code == 302
    stale = client.post(f"{WATCH}VV-2024-001/correct/", again | {"ground_vi": "Khác"})
    assert stale.status_code == 409
    assert "Đã lắng" in stale.content.decode()
    client.post(f"{WATCH}VV-2024-001/off/", {"document": order.number, "version": 2})
    assert watch.counts() == {"on": 0, "left": 1}
    assert "left the list" in text_of(client, f"{WATCH}VV-2024-001/")


def test_a_letter_takes_no_case_off(world: World, signed_in: SignIn) -> None:
    case, letter = watched(world), decision(world, "45/UBND-TH", "CV")
    page = signed_in("specialist", "en").post(f"{WATCH}{case.code}/off/", {"document": letter.number, "version": 1})
    assert page.status_code == 200
    assert "only by a decision (Decision, Resolution, Conclusion)" in page.content.decode()


def test_others_read_the_list_and_ask_for_a_case_to_leave(world: World, signed_in: SignIn) -> None:
    case = watched(world)
    client = signed_in("district", "en")
    page = text_of(client, f"{WATCH}{case.code}/")
    assert "Take off by a decision" not in page
    assert f"?asks=watch_list&amp;watch_entry={case.code}" in page
    assert client.get(f"{WATCH}{case.code}/off/").status_code == 403
    form = text_of(client, f"{LIST}new/", asks="watch_list", watch_entry=case.code)
    assert f'<option value="{case.code}" selected>' in form


def test_the_form_says_who_would_answer_and_why(world: World, signed_in: SignIn) -> None:
    client = signed_in("district", "en")
    typed = {"matter_vi": "Sạt lở đường tỉnh " * 200, "asks": "capital", "raised_by": "UBND-D2"}
    page = client.post(f"{LIST}route/", typed).content.decode()
    assert "<strong>Department of Transport</strong>" in page
    assert "sạt lở" in page
    for nothing in ({}, {"asks": "nonsense", "matter_vi": "x"}, {"matter_vi": "\x00", "asks": "budget"}):
        assert client.post(f"{LIST}route/", nothing).status_code == 200
    assert "here stands who would have to answer" in client.post(f"{LIST}route/", {"asks": "x"}).content.decode()


def test_a_step_is_entered_and_stands_on_the_page(world: World, signed_in: SignIn) -> None:
    one = landslide(world, asks="capital", particulars=Particulars(amount=Decimal(8500)))
    client = signed_in("transport", "en")
    page = text_of(client, f"{LIST}{one.code}/")
    assert f"/difficulties/{one.code}/support/study/" in page
    assert "Interim answer due" in page
    assert "interim answer 2 days overdue" in page
    form = {"post": "transport", "done_on": "2024-03-20", "words_vi": "Đã khảo sát hiện trường", "version": 1}
    page = client.post(f"{LIST}{one.code}/support/study/", form, follow=True).content.decode()
    assert "Đã khảo sát hiện trường" in page
    assert "8,500" in page
    assert client.get(f"{LIST}{one.code}/support/document/").status_code == 409


def test_a_step_of_others_is_refused_with_the_reason(world: World, signed_in: SignIn) -> None:
    one = landslide(world, asks="capital")
    assert "Enter this step" not in text_of(signed_in("finance", "en"), f"{LIST}{one.code}/")
    assert signed_in("finance", "en").get(f"{LIST}{one.code}/support/study/").status_code == 403
    form = {"post": "finance", "done_on": "2024-03-20", "words_vi": "Đã xem", "version": 1}
    page = signed_in("finance", "en").post(f"{LIST}{one.code}/support/study/", form)
    assert page.status_code == 403
    assert "This step is done by the organisation asked." in page.content.decode()


def test_the_office_hands_over_from_the_page(world: World, signed_in: SignIn) -> None:
    one = landslide(world)
    client = signed_in("specialist", "en")
    assert "Hand over" in text_of(client, f"{LIST}{one.code}/")
    form = {"origin": "SGTVT", "to": "STC", "reason": "Thuộc thẩm quyền tài chính", "version": 1}
    page = client.post(f"{LIST}{one.code}/hand-over/", form, follow=True).content.decode()
    assert "its last day stays" in page
    assert [body.code for body in queries.difficulty(one.code).routed_to.all()] == ["STC"]
    assert client.post(f"{LIST}{one.code}/hand-over/", form).status_code == 200


def test_who_was_asked_may_hand_over_only_in_its_first_days(world: World, signed_in: SignIn) -> None:
    page = signed_in("transport", "en").get(f"{LIST}{landslide(world).code}/hand-over/")
    assert page.status_code == 403
    assert "are over" in page.content.decode()


def test_the_answer_form_keeps_on_what_it_rests(world: World, signed_in: SignIn) -> None:
    one, order = landslide(world), decision(world)
    form = {
        "answered_by": "transport", "answer_vi": "Đã có phương án", "ground": "Điều 36", "document": order.number,
        "valid_until": "2024-12-31", "version": 1,
    }  # fmt: skip
    page = signed_in("transport", "en").post(f"{LIST}{one.code}/answer/", form, follow=True).content.decode()
    assert "Điều 36" in page
    assert "120/QĐ-UBND" in page
    assert "31 December 2024" in page


@pytest.mark.parametrize("address", ["calls/LYK-1999-001/", "watch/VV-1999-001/", "calls/x/replies.xlsx"])
def test_what_is_not_there_is_not_found(signed_in: SignIn, address: str) -> None:
    assert signed_in("specialist").get(f"{LIST}{address}").status_code == 404


@pytest.mark.parametrize("query", ["state=nonsense", "owner=%00&sort=x&page=9", "search=" + "a" * 5000])
def test_nonsense_in_an_address_breaks_nothing(world: World, signed_in: SignIn, query: str) -> None:
    watched(world)
    called(world)
    client = signed_in("leader")
    assert client.get(f"{WATCH}?{query}").status_code == 200
    assert client.get(f"{CALLS}?{query}").status_code == 200
    assert WatchEntry.objects.count() == 1
    assert Difficulty.objects.count() == 0


@pytest.mark.parametrize(
    ("lang", "typed", "kept"),
    [
        ("vi", "8.500,5", "8500.5"),
        ("en", "8,500.5", "8500.5"),
        ("vi", "8 500", "8500"),
        ("vi", "12,5 tỷ", "12500"),
        ("en", "VND 12.5 billion", "12500"),
        ("en", "800 triệu đồng", "800"),
    ],
)
def test_an_amount_is_read_as_it_is_written(world: World, signed_in: SignIn, lang: str, typed: str, kept: str) -> None:
    form = {"raised_by": ["UBND-D2"], "concerns": "unit", "matter_vi": "Thiếu kinh phí", "asks": "budget",
            "raised_on": "2024-03-27", "form_key": "k", "amount": typed}  # fmt: skip
    signed_in("district", lang).post(f"{LIST}new/", form)
    assert Difficulty.objects.get().amount == Decimal(kept)


def test_what_is_no_amount_is_told_with_an_example(world: World, signed_in: SignIn) -> None:
    form = {"raised_by": ["UBND-D2"], "concerns": "unit", "matter_vi": "Thiếu kinh phí", "asks": "budget",
            "raised_on": "2024-03-27", "form_key": "k", "amount": "8 tỷ USD"}  # fmt: skip
    page = signed_in("district", "vi").post(f"{LIST}new/", form).content.decode()
    assert "“8 tỷ USD” không phải là số tiền. Ghi 8.500 theo đơn vị bên cạnh" in page
    assert not Difficulty.objects.exists()
