"""The pages of events: drafted, previewed, staged, activated and withdrawn by hand, in both languages."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from pytest_django import DjangoAssertNumQueries

from quarterdeck.areas.actions.events import draft_event
from quarterdeck.areas.models import AreaEvent
from quarterdeck.areas.queries import alive, events
from quarterdeck.areas.rules.kinds import create
from quarterdeck.areas.rules.kinds_told import TOLD
from quarterdeck.core.lineage import EventKind
from tests.areas.drafts import DAY, facts, following, in_force, kept, merged_districts, renamed, split_commune, staged
from tests.world import NOW, World

SignIn = Callable[..., Client]
LIST, NEW = "/areas/events/", "/areas/events/new/"
ACT = {
    "act": "7/NQ-HĐND",
    "act_day": "2025-02-01",
    "title_vi": "Sắp xếp",
    "title_en": "Rearranged",
    "day": "2025-03-01",
}
MERGE = {"units": "C3\nCommune Four", "code": "C7", "name_vi": "Xã Bảy", "name_en": "Commune Seven", "unit_kind": "",
         "parent": "City One", **ACT}  # fmt: skip
SPLIT = {
    "unit": "Xã Ba", "rows": "3", "r1_code": "C5", "r1_name_vi": "Xã Năm", "r1_population": "520/17933", "r1_land": "",
    "r2_code": "C6", "r2_name_vi": "Xã Sáu", "r2_population": "17413/17933", "r2_land": "", "quality": "counted",
    "evidence": "Niên giám", **ACT,
}  # fmt: skip
FORMS: dict[str, dict[str, str]] = {
    "merge": MERGE,
    "absorb": {"absorber": "C4", "units": "C3 Xã Ba", **ACT},
    "split": SPLIT,
    "transfer": {"giver": "C3", "taker": "C4", "population": "2,9%", "land": "0.412", "quality": "counted",
                 "evidence": "", **ACT},
    "move": {"units": "C4", "parent": "Huyện Hai", **ACT},
    "rename": {"unit": "xa ba", "name_vi": "Xã Ba Mới", "name_en": "New Three", **ACT},
    "reclassify": {"unit": "D2", "unit_kind": "city", "name_vi": "", "name_en": "", **ACT},
    "abolish": {"units": "D2", **ACT},
    "create": {"code": "C8", "name_vi": "Xã Tám", "name_en": "", "unit_kind": "commune", "parent": "D1", "level": "3",
               **ACT},
}  # fmt: skip


def text(page: HttpResponse) -> str:
    return page.content.decode()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_list_shows_every_event_with_few_queries(
    world: World, signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries, language: str
) -> None:
    kept(world, merged_districts())
    client = signed_in("district", language)
    client.get(LIST)
    with django_assert_max_num_queries(16):
        page = client.get(LIST)
    assert text(page).count("data-open") == 2
    assert "DC-2025-001" in text(page)


@pytest.mark.parametrize(
    ("query", "count"),
    [("standing=planned", 1), ("year=2025&kind=merge", 2), ("search=gop+huyen", 0), ("search=xa+mot", 1),
     ("scope=P", 1), ("standing=x&year=never&page=99", 2), ("scope=*", 2)],
)  # fmt: skip
def test_the_list_is_narrowed(world: World, signed_in: SignIn, query: str, count: int) -> None:
    kept(world, merged_districts())
    assert text(signed_in("leader", "en").get(f"{LIST}?{query}")).count("data-open") == count


def test_only_those_who_may_are_offered_to_draft(world: World, signed_in: SignIn) -> None:
    assert NEW in text(signed_in("specialist", "en").get(LIST))
    assert NEW not in text(signed_in("district", "en").get(LIST))
    assert signed_in("district", "en").get(NEW).status_code == 403


def test_the_kind_comes_first(world: World, signed_in: SignIn) -> None:
    page = text(signed_in("specialist", "en").get(NEW))
    assert [f"?kind={kind}" in page for kind in TOLD] == [True] * 9
    assert "withdrawal" not in page


@pytest.mark.parametrize("kind", FORMS)
def test_each_kind_is_drafted_in_one_page_and_opens_again_for_revision(
    world: World, signed_in: SignIn, kind: str
) -> None:
    client = signed_in("specialist", "en")
    assert client.get(f"{NEW}?kind={kind}").status_code == 200
    page = client.post(f"{NEW}?kind={kind}", FORMS[kind], follow=True)
    assert page.redirect_chain[-1][0] == f"{LIST}DC-2025-001/", text(page)
    assert events.event("DC-2025-001").kind == kind
    again = client.get(f"{LIST}DC-2025-001/revise/")
    assert again.status_code == 200
    form = again.context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {"rows": str(form.rows)}
    page = client.post(f"{LIST}DC-2025-001/revise/", sent | {"title_en": "Said better"}, follow=True)
    assert "The event has been revised" in text(page)
    assert events.event("DC-2025-001").title_en == "Said better"


def test_shares_in_words_and_their_quality_are_on_the_page(world: World, signed_in: SignIn) -> None:
    client = signed_in("specialist", "en")
    page = text(client.post(f"{NEW}?kind=split", SPLIT, follow=True))
    assert "2.90% of the population" in page
    assert "unknown share of the land" in page
    assert "Niên giám" in page


@pytest.mark.parametrize(
    ("kind", "wrong", "said"),
    [
        ("merge", {"units": "Nowhere\nC3"}, "No unit alive on 1 March 2025 is called &quot;Nowhere&quot;"),
        ("merge", {"units": "xã"}, "may be C3 Xã Ba (Huyện Hai); C4 Xã Bốn (Thành phố Một)"),
        ("merge", {"units": "C3"}, "A merger makes one unit of two or more"),
        ("merge", {"units": "C1\nC3"}, "is not alive on the eve of 1 March 2025"),
        ("merge", {"units": "Xã Một\nC3", "day": "2024-05-01"}, "is already ended by event E1"),
        ("merge", {"code": "D1", "parent": "D9"}, "The parent D9"),
        ("merge", {"day": "2025-02-31"}, "Holds from"),
        ("merge", {"act": ""}, "Legal act"),
        ("split", {"r1_population": "9/10"}, "more than the whole"),
        ("split", {"r1_population": "some"}, "is no share"),
        ("split", {"r2_code": ""}, "Code of the new unit"),
        ("rename", {"name_vi": "Xã Ba"}, "The name stays the same"),
        ("create", {"code": "C3"}, "The code C3 is borne by"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_typed_is_lost(
    world: World, signed_in: SignIn, kind: str, wrong: dict[str, str], said: str
) -> None:
    page = signed_in("specialist", "en").post(f"{NEW}?kind={kind}", FORMS[kind] | {"title_en": "Kept"} | wrong)
    assert said in text(page)
    assert "error-summary" in text(page)
    assert 'value="Kept"' in text(page)
    assert not AreaEvent.objects.filter(standing="planned").exists()


def test_a_draft_is_checked_without_being_saved(world: World, signed_in: SignIn) -> None:
    page = signed_in("specialist", "en").post(f"{NEW}?kind=merge", MERGE | {"check": "1"})
    assert "nothing is saved yet" in text(page)
    assert "Commune Seven" in text(page)
    assert not AreaEvent.objects.filter(standing="planned").exists()


def test_more_resulting_units_are_asked_for_and_what_is_typed_stays(world: World, signed_in: SignIn) -> None:
    page = text(signed_in("specialist", "en").post(f"{NEW}?kind=split", SPLIT | {"more": "1"}))
    assert 'name="r6_code"' in page
    assert 'value="520/17933"' in page
    assert "error-summary" not in page


def test_units_are_proposed_while_their_name_is_typed(world: World, signed_in: SignIn) -> None:
    client = signed_in("specialist", "en")
    page = text(client.get("/areas/events/find/", {"field": "units", "units": "C3 Xã Ba\nbon", "day": "2025-03-01"}))
    assert 'data-value="C3 Xã Ba\nC4 Xã Bốn"' in page
    assert "City One" in page
    assert "proposal" not in text(client.get("/areas/events/find/", {"field": "units", "units": "x", "day": "soon"}))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_of_an_event_previews_what_it_touches(world: World, signed_in: SignIn, language: str) -> None:
    with following():
        event = kept(world, merged_districts())
        page = text(signed_in("specialist", language).get(f"{LIST}{event.code}/"))
    assert "Fake tasks" in page
    assert {"vi": "Nội dung bị tác động", "en": "What this touches"}[language] in page
    assert {"vi": "Xác nhận đã chuẩn bị", "en": "Stage the event"}[language] in page


def test_a_staged_event_says_from_when_on_it_can_be_activated(world: World, signed_in: SignIn) -> None:
    event = staged(world, merged_districts())
    page = text(signed_in("specialist", "en").get(f"{LIST}{event.code}/"))
    assert "takes force on 1 March 2025: activate it from that day on" in page
    assert "/activate/" not in page
    refused = signed_in("specialist", "en").post(f"{LIST}{event.code}/activate/", {"version": 2})
    assert refused.status_code == 400


def test_an_event_goes_through_its_life_by_its_buttons(world: World, signed_in: SignIn) -> None:
    client = signed_in("specialist", "en")
    with override_settings(TODAY="2025-03-05"), following():
        url = client.post(f"{NEW}?kind=merge", MERGE).headers["Location"]
        assert "The event is staged" in text(client.post(f"{url}stage/", {"version": 1}, follow=True))
        page = text(client.post(f"{url}activate/", {"version": 2}, follow=True))
        assert "What passed to the heirs" in page
        assert "C7" in set(alive(DAY).values_list("code", flat=True))
        page = text(client.post(f"{url}withdraw/", {"version": 3, "reason": "", "act": "9/NQ"}))
        assert "9/NQ" in page
        assert "error-summary" in page
        sent = {"version": 3, "reason": "Sai", "act": "9/NQ", "act_day": ""}
        page = text(client.post(f"{url}withdraw/", sent, follow=True))
        assert "has been withdrawn" in page
        assert "Stage it again" in page
        assert "9/NQ" in page
        assert "is staged again" in text(client.post(f"{url}stage-again/", {"version": 4}, follow=True))


def test_a_withdrawal_that_something_forbids_says_what(world: World, signed_in: SignIn) -> None:
    with following() as room:
        event = in_force(world, renamed())
        room.hanging = [one for one in room.touched(events.change_of(event)) if one.count]
        client = signed_in("specialist", "en")
        assert "This forbids it now" in text(client.get(f"{LIST}{event.code}/withdraw/"))
        page = client.post(f"{LIST}{event.code}/withdraw/", {"version": event.version, "reason": "x", "act": "y"})
    assert "Fake tasks (1)" in text(page)


def test_who_comes_second_reads_who_was_first(world: World, signed_in: SignIn) -> None:
    event = staged(world, renamed())
    page = signed_in("admin", "en").post(f"{LIST}{event.code}/stage/", {"version": 1})
    assert page.status_code == 409
    assert "Lan" in text(page)


def test_the_events_of_one_day_go_together_or_not_at_all(world: World, signed_in: SignIn) -> None:
    first, second = kept(world, renamed()), kept(world, renamed("C4", "Xã Bốn Mới"))
    client, url = signed_in("specialist", "en"), "/areas/events/day/?day=2025-03-01&scope=P"
    assert "1 other event of the same day" in text(client.get(f"{LIST}{first.code}/"))
    with override_settings(TODAY="2025-03-05"), following():
        assert "Stage all 2 events" in text(client.get(url))
        sent = {"event": [f"{one.code}:{one.version}" for one in (first, second)], "step": "stage"}
        assert "2 events are staged" in text(client.post("/areas/events/day/step/", sent, follow=True))
        assert client.post("/areas/events/day/step/", sent).status_code == 409
        sent = {"event": [f"{one.code}:2" for one in (first, second)], "step": "activate"}
        assert "2 events are in force" in text(client.post("/areas/events/day/step/", sent, follow=True))
        back = "/areas/events/day/withdraw/?day=2025-03-01&scope=P"
        assert "Withdraw all 2 events" in text(client.get(back))
        sent = {"event": [f"{one.code}:3" for one in (first, second)], "reason": "Sai", "act": "9/NQ", "version": "1"}
        page = text(client.post(back, sent, follow=True))
        assert "2 events have been withdrawn" in page
        assert "Stage all 2 events" in page
        assert client.post("/areas/events/day/step/", {}).status_code == 400
    assert client.get("/areas/events/day/?day=2031-01-01").status_code == 404


def test_an_event_that_the_form_cannot_hold_is_not_offered_to_it(world: World, signed_in: SignIn) -> None:
    draft = merged_districts()
    extra = replace(draft.begins[0], code="D4", name_vi="Huyện Bốn")
    more = create(facts(EventKind.CREATE), [draft.begins[0], extra])
    event = draft_event(draft=more, by=world.actor("specialist"), at=NOW)
    page = text(signed_in("specialist", "en").get(f"{LIST}{event.code}/revise/", follow=True))
    assert "does more than the form can show" in page


def test_the_split_of_a_district_places_its_communes(world: World, signed_in: SignIn) -> None:
    client = signed_in("specialist", "en")
    given = SPLIT | {"unit": "D2", "r1_code": "D5", "r2_code": "D6"}
    assert "Say under which unit each of them goes" in text(client.post(f"{NEW}?kind=split", given))
    page = text(client.post(f"{NEW}?kind=split", given | {"placed": "Xã Ba > D6"}, follow=True))
    assert "1 unit below passes to another parent" in page
    assert "C3 Xã Ba &gt; D6" in text(client.get(f"{LIST}DC-2025-001/revise/"))


def test_an_imported_event_and_an_unknown_one(world: World, signed_in: SignIn) -> None:
    client = signed_in("leader", "en")
    assert "12/NQ (2024-11-01)" in text(client.get(f"{LIST}E1/"))
    assert client.get(f"{LIST}E9/").status_code == 404


def test_a_unit_says_which_planned_event_is_to_end_it(world: World, signed_in: SignIn) -> None:
    event = kept(world, split_commune("1/4", "3/4"))
    page = text(signed_in("leader", "en").get("/areas/units/C3@2010-01-01/", {"day": date(2025, 2, 1).isoformat()}))
    assert event.code in page
