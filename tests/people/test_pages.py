"""The pages of bodies and posts: every one opens in both languages, says what is missing, and costs few queries."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from quarterdeck.audit.models import Line
from quarterdeck.people.models import Membership, Organisation, Post
from tests.people.merger import DAY, merger
from tests.tasks.cast import issued
from tests.world import TODAY, World

SignIn = Callable[..., Client]
NEW = "/people/bodies/new/"


def given(**fields: object) -> dict[str, object]:
    """A whole form that founds a body."""
    plain: dict[str, object] = {
        "kind": "department", "valid_from": "2024-03-27", "area": "tinh mau", "name_vi": "Sở Ngoại vụ",
        "name_en": "Department of Foreign Affairs", "short_vi": "", "short_en": "", "line": "state",
        "parent": "UBND", "code": "",
    }  # fmt: skip
    return plain | fields


def names(page: Any) -> list[str]:
    return [row["body"].code for _line, rows in page.context["lines"] for row in rows]


READ = ("/people/", "/people/?shown=every", "/people/bodies/STC/")
WRITTEN = (
    NEW, "/people/bodies/STC/end/", "/people/bodies/STC/posts/new/", "/people/posts/finance/end/",
    "/people/posts/finance/take-up/", "/people/accounts/", "/people/accounts/new/", "/people/accounts/district/",
)  # fmt: skip


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_opens_for_the_administrator_and_those_that_write_for_nobody_else(
    signed_in: SignIn, language: str
) -> None:
    admin, reader = signed_in("admin", language), signed_in("specialist", language)
    for path in (*READ, *WRITTEN, f"/people/terms/{Membership.objects.get(post__code='finance').pk}/end/"):
        assert admin.get(path).status_code == 200, path
        assert reader.get(path).status_code == (200 if path in READ else 403), path
    assert Client().get("/people/").status_code == 302


def test_a_reader_sees_who_holds_a_post_and_no_button(world: World, signed_in: SignIn) -> None:
    Membership.objects.filter(post__code="verifier").delete()
    page = signed_in("district").get("/people/bodies/STC/").content.decode()
    assert "Phúc" in page
    assert "còn khuyết" in page
    assert "/end/" not in page
    assert "/people/accounts/" not in page
    admin = signed_in("admin").get("/people/bodies/STC/").content.decode()
    assert "/people/posts/finance/take-up/" in admin


def test_the_list_goes_by_line_and_kind_and_counts_vacant_posts(world: World, signed_in: SignIn) -> None:
    Organisation.objects.filter(code="TTR").update(line="party")
    Membership.objects.filter(post__code="verifier").delete()
    page = signed_in("specialist").get("/people/")
    assert names(page) == ["TTR", "VPUB", "SGTVT", "STC", "UBND", "UBND-D2"]
    rows = {row["body"].code: row["row"] for _line, rows in page.context["lines"] for row in rows}
    assert (rows["STC"].posts, rows["STC"].vacant) == (2, 1)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("words=giao+thong", ["SGTVT"]), ("words=sở+tài", ["STC"]), ("words=huyện+hai", ["UBND-D2"]),
        ("kind=office", ["VPUB"]), ("area=D2@2010-01-01", ["UBND-D2"]), ("words=castle", []),
        ("kind=castle", ["VPUB", "SGTVT", "STC", "TTR", "UBND", "UBND-D2"]),
    ],
)  # fmt: skip
def test_the_list_is_searched_with_and_without_accents_and_by_kind_and_unit(
    world: World, signed_in: SignIn, query: str, found: list[str]
) -> None:
    assert names(signed_in("specialist").get(f"/people/?{query}")) == found


def test_ended_bodies_and_those_to_come_are_shown_on_demand(world: World, signed_in: SignIn) -> None:
    Organisation.objects.filter(code="TTR").update(valid_to=TODAY)
    Organisation.objects.filter(code="STC").update(valid_from=TODAY + timedelta(days=1))
    client = signed_in("specialist")
    shown = {life: names(client.get(f"/people/?shown={life}")) for life in ("alive", "ended", "coming")}
    assert shown == {"alive": ["VPUB", "SGTVT", "UBND", "UBND-D2"], "ended": ["TTR"], "coming": ["STC"]}
    assert "27/03/2024" in client.get("/people/?shown=ended").content.decode()
    assert len(names(client.get("/people/?shown=every"))) == 6


def test_an_empty_list_says_what_to_do(world: World, signed_in: SignIn) -> None:
    page = signed_in("admin", "en").get("/people/?words=castle").content.decode()
    assert "No body meets these conditions" in page
    Organisation.objects.update(valid_to=TODAY)
    assert "No body is recorded yet" in signed_in("specialist", "en").get("/people/").content.decode()


def test_the_list_is_given_out_as_shown(world: World, signed_in: SignIn) -> None:
    client = signed_in("specialist", "en")
    answer = client.get("/people/export.csv?words=tai+chinh")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["Code"], row["Posts"], row["Vacant"], row["Line"]) for row in rows] == [
        ("STC", "2", "0", "State bodies")
    ]
    assert client.get("/people/export.xlsx").content[:2] == b"PK"
    assert client.get("/people/export.pdf").status_code == 404


def test_the_list_and_a_body_cost_few_queries(
    world: World, signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    issued(world)
    client = signed_in("admin")
    client.get("/people/")  # a process reads the register of units once
    with django_assert_max_num_queries(12):
        client.get("/people/")
    with django_assert_max_num_queries(34):
        client.get("/people/bodies/SGTVT/")


def test_a_body_shows_its_open_work_and_what_was_done(world: World, signed_in: SignIn) -> None:
    task = issued(world)
    page = signed_in("specialist", "en").get("/people/bodies/SGTVT/").content.decode()
    assert page.count(f"/tasks/{task.code}/") == 1
    assert "Open task that it leads" in page
    assert f"/tasks/{task.code}/" in signed_in("specialist").get("/people/bodies/VPUB/").content.decode()
    task.cooperating.add(world.organisations["STC"])
    helps = signed_in("specialist", "en").get("/people/bodies/STC/").content.decode()
    assert "Open task that it helps with" in helps
    end = signed_in("admin", "en").get("/people/bodies/SGTVT/end/").content.decode()
    assert "It cannot end yet: open work hangs on it" in end


def test_an_unknown_body_post_or_term_is_told(world: World, signed_in: SignIn) -> None:
    client = signed_in("admin")
    for path in ("/people/bodies/NONE/", "/people/posts/none/end/", "/people/terms/99999/end/",
                 "/people/accounts/none/", "/people/accounts/district/burn/"):  # fmt: skip
        assert client.get(path).status_code == 404, path


def test_a_body_is_founded_in_one_page(world: World, signed_in: SignIn) -> None:
    client = signed_in("admin")
    checked = client.post(NEW, given(check="1")).content.decode()
    assert "Giám đốc Sở Ngoại vụ" in checked
    assert "SNV-GD" in checked
    assert not Organisation.objects.filter(code="SNV").exists()
    answer = client.post(NEW, given())
    assert answer["Location"] == "/people/bodies/SNV/"
    assert Post.objects.filter(organisation__code="SNV").count() == 3
    again = client.post(NEW, given())
    assert "Đã có cơ quan mang tên này: SNV" in again.content.decode()


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"area": "Hai"}, "area"), ({"code": "stc"}, "code"), ({"name_en": ""}, "name_en"), ({"kind": ""}, "kind")],
)
def test_an_error_stands_beside_its_field(world: World, signed_in: SignIn, fields: dict[str, str], field: str) -> None:
    page = signed_in("admin").post(NEW, given(**fields))
    assert list(page.context["form"].errors) == [field]
    assert Organisation.objects.count() == 6


def test_the_form_proposes_units_a_code_and_posts_while_one_types(world: World, signed_in: SignIn) -> None:
    client = signed_in("admin")
    shown = client.get("/people/bodies/new/units/", {"area": "hai", "valid_from": "2024-03-27"}).content.decode()
    assert 'data-value="D2 Huyện Hai"' in shown
    assert 'data-value="C2 Xã Hai"' in shown
    nothing = client.get("/people/bodies/new/units/", {"area": "castle", "valid_from": "x"}).content.decode()
    assert "data-value" not in nothing
    follows = client.get("/people/bodies/new/proposals/", given()).content.decode()
    assert "SNV" in follows
    assert "Phó Giám đốc Sở Ngoại vụ" in follows
    assert client.get("/people/bodies/new/proposals/").status_code == 200


def test_the_preview_of_an_event_leads_to_the_form_filled_in_for_the_heir(world: World, signed_in: SignIn) -> None:
    Organisation.objects.filter(code="UBND-D2").update(kind="district_committee")
    merger(world)
    client = signed_in("admin")
    form = client.get(f"{NEW}?after=UBND-D2&unit=D1@2024-07-01").context["form"]
    assert form["name_vi"].value() == "Ủy ban nhân dân Thành phố Một"
    assert (form["area"].value(), form["valid_from"].value()) == ("D1 Thành phố Một", DAY)
    sent = {name: form[name].value() or "" for name in form.fields} | {"valid_from": DAY.isoformat()}
    assert client.post(NEW, sent)["Location"] == "/people/bodies/UBND-D1/"
    assert Organisation.objects.get(code="UBND-D1").area.uid == "D1@2024-07-01"


def test_a_body_ends_on_its_page_with_a_reason(world: World, signed_in: SignIn) -> None:
    client = signed_in("admin")
    form = client.get("/people/bodies/STC/end/").context["form"]
    sent = {"day": "2024-04-01", "reason": "", "version": form["version"].value()}
    assert list(client.post("/people/bodies/STC/end/", sent).context["form"].errors) == ["reason"]
    assert client.post("/people/bodies/STC/end/", sent | {"reason": "Hợp nhất"}).status_code == 302
    assert "kết thúc từ 01/04/2024" in client.get("/people/bodies/STC/").content.decode()


def test_a_post_is_added_held_given_up_and_ended_on_its_pages(world: World, signed_in: SignIn) -> None:
    client = signed_in("admin")
    post = {"name_vi": "Phó Giám đốc", "name_en": "Deputy", "role": "unit_leader", "code": "stc-pgd",
            "valid_from": "2024-03-27"}  # fmt: skip
    assert client.post("/people/bodies/STC/posts/new/", post).status_code == 302
    seen = client.get("/people/posts/STC-PGD/take-up/").context["form"]["version"].value()
    sent = {"user": "outsider", "holder": "", "day": "2024-03-27", "version": seen}
    assert client.post("/people/posts/STC-PGD/take-up/", sent).status_code == 302
    term = Membership.objects.get(post__code="STC-PGD")
    assert (term.holder, term.user) == ("Oanh", world.users["outsider"])
    seen = client.get(f"/people/terms/{term.pk}/end/").context["form"]["version"].value()
    assert client.post(f"/people/terms/{term.pk}/end/", {"day": "2024-03-28", "version": seen}).status_code == 302
    assert client.get(f"/people/terms/{term.pk}/end/").status_code == 302
    seen = client.get("/people/posts/STC-PGD/end/").context["form"]["version"].value()
    ended = client.post("/people/posts/STC-PGD/end/", {"day": "2024-03-29", "reason": "Tinh giản", "version": seen})
    assert ended.status_code == 302
    assert list(Line.objects.order_by("id").values_list("act", flat=True)) == [
        "post.created", "membership.begun", "membership.ended", "post.ended",
    ]  # fmt: skip


def test_who_sends_an_older_form_is_told_once_and_may_send_it_again(world: World, signed_in: SignIn) -> None:
    client, path = signed_in("admin", "en"), "/people/posts/finance/take-up/"
    sent = {"user": "", "day": "2024-03-27", "replace": "gives up", "version": 0}
    assert client.post(path, sent | {"holder": "Mai"}).status_code == 302
    page = client.post(path, sent | {"holder": "Tư"})
    assert "Somebody else changed this while you had it open." in page.content.decode()
    assert "Mai" in page.content.decode()
    again = page.context["form"]["version"].value()
    assert client.post(path, sent | {"holder": "Tư", "version": again}).status_code == 302
    held = Membership.objects.filter(post__code="finance", valid_to=None)
    assert [one.holder for one in held] == ["Tư"]
