"""Drafts that no act can mean are refused with a remedy, and form messages stand beside what they are about."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client

from quarterdeck.areas.queries import register
from quarterdeck.areas.queries.drafting import kinds_in_use
from quarterdeck.areas.queries.standing import doubtful
from quarterdeck.areas.rules.drafting import NewUnit
from quarterdeck.areas.rules.finding import Finder
from quarterdeck.areas.rules.kinds import create, merge, transfer
from quarterdeck.areas.rules.refusals import refusals
from quarterdeck.areas.rules.sense import doubts
from quarterdeck.core.lineage import EventKind, Quality, Share
from tests.areas.drafts import EVE, facts, kept, merged_districts, renamed, staged, unit, withdrawn
from tests.areas.test_event_pages import FORMS, MERGE, NEW, SPLIT, text
from tests.world import World

SignIn = Callable[..., Client]
C7 = NewUnit("C7", 3, "commune", "Xã Bảy", "", "D2")
LATER = date(2025, 7, 1)


def _merged(**given: Any) -> list[str]:
    into = replace(C7, **given)
    draft = merge(facts(EventKind.MERGE), [unit("C3", EVE), unit("C4", EVE)], into)
    return [str(one) for one in refusals(draft, register(expected=True))]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind": "district"}, "Units of the kind of Xã Bảy (C7) are of level 2, not of level 3. Choose a kind of its"),
        ({"code": "24 001"}, '"24 001" is no code of a unit. Write letters and digits only'),
        ({"code": "24/001"}, '"24/001" is no code of a unit'),
        ({"code": "1" * 21}, "has 21 characters, more than the 20 that are kept"),
        ({"name_vi": "Xã " + "a" * 200}, "has 203 characters, more than the 200 that are kept"),
    ],
)
def test_what_no_act_can_mean_is_refused(world: World, given: dict[str, object], said: str) -> None:
    assert any(said in one for one in _merged(**given))
    assert _merged() == []


def test_a_part_that_is_the_whole_is_refused(world: World) -> None:
    whole = {"land": Share(Fraction(1), Quality.COUNTED)}
    draft = transfer(facts(EventKind.TRANSFER), unit("C3", EVE), unit("C4", EVE), whole)
    (refusal,) = refusals(draft, register(expected=True))
    assert "All of Xã Ba (C3) by land would go to Xã Bốn, and nothing would stay" in str(refusal)


def test_a_name_that_a_sibling_bears_is_doubted_and_not_refused(world: World) -> None:
    draft = create(facts(EventKind.CREATE), [replace(C7, name_vi="Xã Ba")])
    held = register(expected=True)
    assert list(refusals(draft, held)) == []
    assert [str(one) for one in doubts(draft, held)] == ["Xã Ba (C3) under the same parent bears the name Xã Ba too."]
    assert [str(one) for one in doubts(create(facts(EventKind.CREATE), [C7]), held)] == []
    assert len(doubtful(kept(world, draft))) == 1


def test_kinds_are_offered_as_they_are_in_force(world: World) -> None:
    kept(world, create(facts(EventKind.CREATE), [replace(C7, kind="special_zone")]))
    assert (3, "special_zone") not in kinds_in_use()
    assert (3, "commune") in kinds_in_use()


def test_a_later_planned_event_is_named_with_its_day_and_its_codes(world: World) -> None:
    later = kept(world, replace(renamed(), facts=facts(EventKind.RENAME, LATER)))
    draft = merge(facts(EventKind.MERGE), [unit("C3", EVE), unit("C4", EVE)], replace(C7, code="C3"))
    said = " ".join(str(one) for one in refusals(draft, register(expected=True)))
    assert f"is already to be ended on 2025-07-01 by the planned event {later.code}" in said
    assert "revise or withdraw it first" in said
    assert f"The code C3 is to be borne by Xã Mới (C3) from 2025-07-01 on, by the planned event {later.code}" in said


def test_messages_stand_beside_the_unit_that_they_are_about(world: World, signed_in: SignIn) -> None:
    client = signed_in("specialist", "en")
    form = client.post(f"{NEW}?kind=split", SPLIT | {"r2_code": "C4"}).context["form"]
    assert "r2_code" in form.errors
    assert "r1_code" not in form.errors
    gap = {"r2_code": "", "r2_name_vi": "", "r3_code": "C 4", "r3_name_vi": "Xã Sáu", "r3_population": "17413/17933"}
    form = client.post(f"{NEW}?kind=split", SPLIT | gap | {"r2_population": ""}).context["form"]
    assert "r1_code" not in form.errors


def test_a_unit_given_twice_is_said_once_and_plainly(world: World, signed_in: SignIn) -> None:
    form = signed_in("specialist", "en").post(f"{NEW}?kind=merge", MERGE | {"units": "C3\nXã Ba"}).context["form"]
    assert form.errors["units"] == ["Xã Ba (C3) is named twice. Name every unit once."]


def test_a_code_before_the_register_begins_says_when_it_does(world: World, signed_in: SignIn) -> None:
    found = Finder(register(), date(1990, 1, 1)).one("C3")
    assert found.uid == "C3@2010-01-01"
    page = signed_in("specialist", "en").post(
        f"{NEW}?kind=rename", FORMS["rename"] | {"unit": "C3", "day": "1990-01-01"}
    )
    assert "comes before its birth" in text(page)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Stage the events of that day together"), ("vi", "Hãy chuẩn bị các sự kiện của ngày đó cùng lúc")],
)
def test_what_was_withdrawn_together_is_to_be_staged_together(
    world: World, signed_in: SignIn, language: str, said: str
) -> None:
    first = withdrawn(world, kept(world, merged_districts()))
    kept_again = staged(world, renamed("C3"))
    page = text(signed_in("specialist", language).get(f"/areas/events/{first.code}/"))
    assert said not in page
    withdrawn(world, kept_again)
    client = signed_in("specialist", language)
    kept(world, renamed("C3", "Xã Khác"))
    assert said in text(client.get(f"/areas/events/{first.code}/"))
