"""The pages of the register: every one opens, refuses clearly, loses nothing, and costs few queries."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from python_calamine import CalamineWorkbook

from quarterdeck.core.links import Backlink, register_backlinks
from quarterdeck.documents.models import Document
from tests.documents.cast import directive, plan
from tests.world import World

SignIn = Callable[..., Client]
LIST = "/documents/"
NEW = "/documents/new/"


@pytest.fixture(autouse=True)
def files_apart(tmp_path: Path, settings: Settings) -> None:
    """Kept files go to a folder of this test."""
    settings.MEDIA_ROOT = tmp_path


def given(**fields: object) -> dict[str, object]:
    """A whole form that registers a directive."""
    plain: dict[str, object] = {
        "number": "26-CT/TU", "type_code": "", "signed_on": "2023-06-02", "issuer_vi": "Ban Thường vụ Tỉnh ủy",
        "issuer_en": "", "abstract_vi": "Về lề lối làm việc", "abstract_en": "", "urgency": "",
        "relations-TOTAL_FORMS": 3, "relations-INITIAL_FORMS": 0,
    }  # fmt: skip
    return plain | fields


def relation(kind: str, target: str) -> dict[str, object]:
    return {"relations-0-kind": kind, "relations-0-target": target}


def test_an_empty_register_says_what_will_stand_there(signed_in: SignIn) -> None:
    assert "The register is empty" in signed_in("inspector", "en").get(LIST).content.decode()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_list_of_many_costs_few_queries(
    world: World, signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries, language: str
) -> None:
    first = plan(world, "1/KH-UBND")
    for number in range(2, 9):
        plan(world, f"{number}/KH-UBND", relations=[("amends", first)])
    client = signed_in("district", language)
    client.get(LIST)
    with django_assert_max_num_queries(20):
        page = client.get(LIST)
    assert page.content.decode().count("data-open") == 8


def test_the_list_pages_and_keeps_its_conditions(world: World, signed_in: SignIn) -> None:
    for number in range(1, 53):
        plan(world, f"{number}/KH-UBND")
    client = signed_in("specialist", "en")
    page = client.get(LIST, {"type_code": "KH", "page": 2}).content.decode()
    assert page.count("data-open") == 2
    assert "type_code=KH" in page.split('rel="prev"')[1][:80]


@pytest.mark.parametrize(
    "query", ["type_code=x&year=0&sort=y", "page=-3", "search=%00", "year=99999", "search=" + "a" * 900]
)
def test_nonsense_in_the_address_breaks_nothing(world: World, signed_in: SignIn, query: str) -> None:
    directive(world)
    assert signed_in("specialist").get(f"{LIST}?{query}").status_code == 200


def test_a_visitor_signs_in_first(world: World, client: Client) -> None:
    for address in (LIST, NEW, f"{LIST}1/", f"{LIST}register.csv", f"{NEW}number/"):
        assert client.get(address).status_code == 302


def test_the_page_of_one_tells_its_number_and_both_ends_of_its_relations(
    world: World, signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    old = plan(world, "1/KH-UBND")
    new = plan(world, "2/KH-UBND", relations=[("replaces", old)])
    client = signed_in("leader", "en")
    client.get(f"{LIST}{old.pk}/")
    with django_assert_max_num_queries(20):
        page = client.get(f"{LIST}{old.pk}/").content.decode()
    assert "replaced by" in page
    assert f'href="{LIST}{new.pk}/"' in page
    assert "administrative document: number/type-issuer" in page
    assert "Register an entry that corrects it" not in page


def test_the_page_shows_what_hangs_on_the_document(world: World, signed_in: SignIn) -> None:
    made = directive(world)

    def tasks_of(ref: str) -> list[Backlink]:
        return [Backlink("tasks", "NV-1", "/t/NV-1/", "carries it out")] if ref == str(made.pk) else []

    register_backlinks("document", tasks_of)
    assert 'href="/t/NV-1/"' in signed_in("leader", "en").get(f"{LIST}{made.pk}/").content.decode()


@pytest.mark.parametrize("pk", ["4711", "9" * 30])
def test_an_unknown_document_is_not_found(signed_in: SignIn, pk: str) -> None:
    assert signed_in("leader").get(f"{LIST}{pk}/").status_code == 404
    assert signed_in("specialist").get(f"{NEW}?corrects={pk}").status_code == 404


def test_the_export_is_the_chosen_part_of_the_paper_register(world: World, signed_in: SignIn) -> None:
    directive(world)
    plan(world)
    answer = signed_in("leader", "vi").get(f"{LIST}register.csv", {"type_code": "KH"})
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert lines[0][:3] == ["Ngày đến", "Số đến", "Tác giả"]
    assert [line[3] for line in lines[1:]] == ["96/KH-UBND"]


def test_the_workbook_opens(world: World, signed_in: SignIn) -> None:
    directive(world)
    answer = signed_in("leader", "en").get(f"{LIST}register.xlsx")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert any("26-CT/TU" in row for row in sheet)
    assert signed_in("leader").get(f"{LIST}register.pdf").status_code == 404


def test_the_number_is_read_while_it_is_typed(world: World, signed_in: SignIn) -> None:
    directive(world)
    client = signed_in("specialist", "en")
    known = client.get(f"{NEW}number/", {"number": "26-CT/TU"}).content.decode()
    assert "Party document: number-type/issuer" in known
    assert "This number is in the register already" in known
    assert known.count("<option") == 1
    unsure = client.get(f"{NEW}number/", {"number": "114-QĐ/TW"}).content.decode()
    assert unsure.count("<option") == 3
    assert "leaves the type open" in unsure
    assert "none of the five patterns" in client.get(f"{NEW}number/", {"number": "xyz"}).content.decode()
    assert client.get(f"{NEW}number/").status_code == 200


def test_registering_leads_to_the_entry(signed_in: SignIn) -> None:
    page = signed_in("specialist", "en").post(NEW, given(), follow=True)
    made = Document.objects.get()
    assert page.redirect_chain[-1][0] == f"{LIST}{made.pk}/"
    assert "26-CT/TU has been registered" in page.content.decode()


def test_the_same_form_sent_twice_leads_to_the_same_entry(signed_in: SignIn) -> None:
    client = signed_in("specialist")
    first, second = (client.post(NEW, given()).headers["Location"] for _ in range(2))
    assert first == second


def test_a_file_comes_with_the_form_and_can_be_fetched(signed_in: SignIn) -> None:
    client = signed_in("specialist")
    client.post(NEW, given(file=SimpleUploadedFile("26.pdf", b"%PDF-1.4 text")))
    made = Document.objects.select_related("file").get()
    assert client.get(f"/files/{made.file.digest}/").content == b"%PDF-1.4 text"


def test_a_duplicate_is_refused_with_the_way_to_the_entry(world: World, signed_in: SignIn) -> None:
    made = directive(world)
    page = signed_in("specialist", "en").post(NEW, given(abstract_en="stays here"))
    text = page.content.decode()
    assert page.status_code == 409
    assert f'href="{LIST}{made.pk}/"' in text
    assert f'href="{NEW}?corrects={made.pk}"' in text
    assert "stays here" in text


def test_an_entry_is_corrected_from_its_page(world: World, signed_in: SignIn) -> None:
    made = directive(world)
    client = signed_in("specialist", "en")
    start = client.get(f"{NEW}?corrects={made.pk}").content.decode()
    assert f'name="again" value="{made.pk}"' in start
    page = client.post(f"{NEW}?corrects={made.pk}", given(abstract_vi="Đúng hơn", again=made.pk), follow=True)
    assert "entry 2" in page.content.decode()
    assert "corrected by" in client.get(f"{LIST}{made.pk}/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"number": ""}, "Number and symbol"),
        ({"number": "114-QĐ/TW"}, "does not say which type"),
        ({"type_code": "KH"}, "another type than Plan"),
        ({"signed_on": "32/13/2023"}, "Day of signing"),
        ({"signed_on": "2030-01-01"}, "lies in the future"),
        ({"file": SimpleUploadedFile("a.pdf", b"")}, "The submitted file is empty"),
        ({"urgency": "soon"}, "Urgency"),
        (relation("amends", "999-CT/TU"), "not in the register"),
        (relation("amends", ""), "Give both"),
        (relation("", "26-CT/TU"), "Give both"),
        ({"relations-TOTAL_FORMS": "many"}, "relations"),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_stays(
    signed_in: SignIn, wrong: dict[str, object], said: str
) -> None:
    page = signed_in("specialist", "en").post(NEW, given(abstract_en="stays here") | wrong)
    assert page.status_code == 200
    assert said in page.content.decode()
    assert "stays here" in page.content.decode()
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"abstract_vi": "Kế hoạch (Tối mật)"}, "marked Highly secret"),
        ({"file": SimpleUploadedFile("a (mat).pdf", b"x")}, "marked Secret"),
    ],
)
def test_of_what_is_secret_nothing_stays(signed_in: SignIn, wrong: dict[str, object], said: str) -> None:
    page = signed_in("specialist", "en").post(NEW, given(abstract_en="not shown again") | wrong)
    assert said in page.content.decode()
    assert "not shown again" not in page.content.decode()
    assert not Document.objects.exists()


def test_a_number_that_several_bear_is_asked_for_more_exactly(world: World, signed_in: SignIn) -> None:
    one, two = plan(world), plan(world, issuer_vi="Ủy ban nhân dân huyện Hai")
    client = signed_in("specialist", "en")
    page = client.post(NEW, given(signed_on="2024-03-01", **relation("amends", "96/KH-UBND"))).content.decode()
    assert f"96/KH-UBND #{one.pk}, 96/KH-UBND #{two.pk}" in page
    sent = given(signed_on="2024-03-01", **relation("amends", f"96/KH-UBND #{two.pk}"))
    assert client.post(NEW, sent).status_code == 302


def test_an_upload_over_the_limit_is_refused_before_it_is_read(signed_in: SignIn, settings: Settings) -> None:
    settings.UPLOAD_LIMIT_BYTES = 1000
    page = signed_in("specialist").post(NEW, given(file=SimpleUploadedFile("a.pdf", b"x" * 2000)))
    assert page.status_code == 413


def test_a_district_may_read_but_not_register(signed_in: SignIn) -> None:
    client = signed_in("district", "en")
    assert client.get(LIST).status_code == 200
    assert client.get(NEW).status_code == 403
    assert client.post(NEW, given()).status_code == 403


def test_a_search_shows_the_best_first_with_the_paragraph_and_its_marks(world: World, signed_in: SignIn) -> None:
    deep = plan(world, "1/KH-UBND", abstract_vi="Về việc khác", text="Mở đầu\nĐiều 1. Bồi thường cây trồng")
    high = plan(world, "2/KH-UBND", abstract_vi="Bồi thường cây trồng")
    plan(world, "3/KH-UBND", abstract_vi="Không liên quan")
    client = signed_in("leader", "vi")
    page = client.get(LIST, {"search": "boi thuong"}).content.decode()
    assert page.index(f'href="{LIST}{high.pk}/"') < page.index(f'href="{LIST}{deep.pk}/"')
    assert "3/KH-UBND" not in page
    assert "<mark>Bồi</mark> <mark>thường</mark> cây trồng" in page
    assert f'href="{LIST}{deep.pk}/?words=boi%20thuong#p2"' in page
    assert "đoạn 2 · Điều 1" in page
    narrowed = client.get(LIST, {"search": "boi thuong", "standing": "ended"}).content.decode()
    assert "data-open" not in narrowed
    assert 'id="p2"' in client.get(f"{LIST}{deep.pk}/?words=boi").content.decode()


def test_the_page_tells_who_must_act_and_leads_to_those_who_have_not(world: World, signed_in: SignIn) -> None:
    bodies = world.organisations
    order = directive(world, bound=[bodies["STC"], bodies["SGTVT"]])
    done = plan(world, "5/KH-SGTVT", issuer_vi="Sở Giao thông vận tải", relations=[("implements", order)])
    client = signed_in("specialist", "en")
    assert "1 issued what implements it, 1 did not yet" in client.get(f"{LIST}{order.pk}/").content.decode()
    page = client.get(f"{LIST}{order.pk}/bound/").content.decode()
    assert f'href="{LIST}{done.pk}/"' in page
    assert f'href="{NEW}?implements={order.pk}&amp;by=STC"' in page
    form = client.get(f"{NEW}?implements={order.pk}&by=STC").content.decode()
    assert 'value="Sở Tài chính"' in form
    assert f'value="26-CT/TU #{order.pk}"' in form
    assert "It binds nobody by name" in client.get(f"{LIST}{done.pk}/bound/").content.decode()


def test_bodies_are_bound_one_by_one_or_a_whole_kind(world: World, signed_in: SignIn) -> None:
    client = signed_in("specialist", "en")
    client.post(NEW, given(bound=["VPUB"], bound_kinds=["department"]))
    made = Document.objects.get()
    codes = set(made.bound.values_list("organisation__code", flat=True))
    assert codes == {"VPUB", "SGTVT", "STC", "TTR"}
    again = client.get(f"{NEW}?corrects={made.pk}").content.decode()
    assert again.count('name="bound" value="') == 6
    assert again.count(" checked> <span") == 4
    assert "The document orders" not in client.post(NEW, given(bound=["nobody"])).content.decode()
    assert Document.objects.count() == 1


def test_what_the_paper_register_asks_is_entered_and_shown(signed_in: SignIn) -> None:
    client = signed_in("specialist", "en")
    sent = given(direction="outgoing", signer="Phó Bí thư", recipients="Các huyện ủy", copies="30", archive="Văn thư")
    page = client.post(NEW, sent, follow=True).content.decode()
    for said in ("outgoing", "Phó Bí thư", "Các huyện ủy", "Văn thư", "1–25 is not registered"):
        assert said in page, said
    made = Document.objects.get()
    assert (made.copies, made.received_on) == (30, None)
    start = client.get(f"{NEW}?corrects={made.pk}").content.decode()
    assert 'value="Phó Bí thư"' in start


def test_a_document_is_passed_on_from_its_page(world: World, signed_in: SignIn) -> None:
    made = directive(world)
    client = signed_in("specialist", "en")
    page = client.post(
        f"{LIST}{made.pk}/pass-on/", {"receiver": "Thanh tra tỉnh", "passed_on": "2024-03-27"}, follow=True
    )
    assert "Passed on to Thanh tra tỉnh" in page.content.decode()
    for wrong in ({"receiver": "", "passed_on": "2024-03-27"}, {"receiver": "Lan", "passed_on": "2030-01-01"}):
        page = client.post(f"{LIST}{made.pk}/pass-on/", wrong)
        assert 'class="errors"' in page.content.decode()
    assert made.passings.count() == 1
    assert client.get(f"{LIST}{made.pk}/pass-on/").status_code == 302
    assert signed_in("district").post(f"{LIST}{made.pk}/pass-on/", {}).status_code == 403


def test_the_page_of_numbers_shows_what_is_missing(world: World, signed_in: SignIn) -> None:
    client = signed_in("leader", "en")
    assert "No outgoing document is registered" in client.get(f"{LIST}numbers/").content.decode()
    signed_in("specialist").post(NEW, given(direction="outgoing", number="3-CT/TU"))
    page = client.get(f"{LIST}numbers/").content.decode()
    assert "term from" in page
    assert "1–2" in page
    for year in ("2019", "99999", "x", "-1", "²"):
        assert client.get(f"{LIST}numbers/", {"year": year}).status_code == 200


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_pages_cost_few_queries(
    world: World, signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries, language: str
) -> None:
    order = directive(world, bound=list(world.organisations.values()), text="một\nhai\nba")
    for number in range(1, 8):
        plan(world, f"{number}/KH-UBND", relations=[("implements", order)], text="bốn\nhai")
    client = signed_in("leader", language)
    for address in (f"{LIST}?search=hai", f"{LIST}{order.pk}/", f"{LIST}{order.pk}/bound/", f"{LIST}numbers/"):
        client.get(address)
        with django_assert_max_num_queries(24):
            assert client.get(address).status_code == 200
