"""Who may change a draft: whoever brought it, and at what it was asked about the body that was asked; others read."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from quarterdeck.core.errors import Refused
from quarterdeck.core.rights import NOBODY
from quarterdeck.reports import actions
from quarterdeck.reports.actions import intake
from quarterdeck.reports.models import Draft, Incoming
from quarterdeck.reports.queries.drafts import against
from quarterdeck.reports.queries.owners import owner
from quarterdeck.reports.rules.changing import (
    ASK,
    CHECK_AGAIN,
    CORRECT,
    DECIDE,
    SET_ASIDE,
    TAKE_UP,
    TEACH,
    UNDO,
    acts_open_to,
    require_change,
)
from tests.reports.cast import quarter
from tests.reports.test_desk_acts import TEXT
from tests.reports.test_desk_pages import SignIn, wrong
from tests.world import NOW, World

EVERY = frozenset({CORRECT, UNDO, TEACH, SET_ASIDE, TAKE_UP, ASK, CHECK_AGAIN, DECIDE})
WHERE_ASKED = frozenset({CORRECT, UNDO, TEACH})
# At a draft of the office (VPUB) about which the Department of Finance (STC) was asked.
GATES = {
    "specialist": EVERY,
    "admin": EVERY,
    "finance": WHERE_ASKED,
    "verifier": WHERE_ASKED,
    "leader": frozenset(),
    "district": frozenset(),
    "transport": frozenset(),
    "inspector": frozenset(),
    "outsider": frozenset(),
}


@pytest.mark.parametrize("who", GATES)
@pytest.mark.parametrize("act", sorted(EVERY))
def test_who_may_do_what_at_a_draft(world: World, who: str, act: str) -> None:
    actor = world.actor(who)
    assert (act in acts_open_to(actor, "VPUB", {"STC"})) is (act in GATES[who])
    if act in GATES[who]:
        require_change(actor, act, "VPUB", {"STC"})
    else:
        with pytest.raises(Refused):
            require_change(actor, act, "VPUB", {"STC"})


def test_a_text_of_nobody_is_changed_by_whoever_may_check_drafts(world: World) -> None:
    assert acts_open_to(world.actor("district"), "") == EVERY
    assert acts_open_to(NOBODY, "") == frozenset()


@pytest.fixture
def draft(world: World) -> Draft:
    """A draft of the office with two wrong percentages."""
    quarter(world)
    return actions.check_draft(
        against=against("2024-Q1"), name="du-thao.txt", text=TEXT, by=world.actor("specialist"), at=NOW
    )


def test_a_draft_belongs_to_the_organisation_that_brought_it_as_long_as_it_lives(draft: Draft, world: World) -> None:
    assert owner(draft, NOW) == "VPUB"
    assert draft.office is not None
    draft.office.valid_to = NOW.date()
    assert owner(draft, NOW) == ""


def test_the_body_that_was_asked_corrects_what_it_was_asked_about_and_nothing_else(draft: Draft, world: World) -> None:
    one, other = wrong(draft), wrong(draft, "36,2")
    finance = world.actor("finance")
    with pytest.raises(Refused):
        actions.accept_correction(draft=draft, finding=one.pk, version=one.version, by=finance, at=NOW)
    actions.ask_department(
        draft=draft, finding=one.pk, organisation=world.organisations["STC"], version=one.version,
        by=world.actor("specialist"), at=NOW,
    )  # fmt: skip
    one.refresh_from_db()
    made = actions.accept_correction(draft=draft, finding=one.pk, version=one.version, by=finance, at=NOW)
    other.refresh_from_db()
    with pytest.raises(Refused):
        actions.accept_correction(draft=draft, finding=other.pk, version=other.version, by=finance, at=NOW)
    actions.undo_correction(draft=draft, change=made.pk, by=finance, at=NOW)


@pytest.mark.parametrize("who", ["leader", "district", "finance", "verifier", "inspector"])
def test_who_only_reads_a_draft_is_offered_nothing_that_would_be_refused(
    draft: Draft, signed_in: SignIn, who: str
) -> None:
    client = signed_in(who, "en")
    page = client.get(f"/reports/drafts/{draft.pk}/?show=all").content.decode()
    assert "which changes it; you read it" in page
    for words in ("data-accept", "/words/", "/ask/", "/aside/", "/again/", "/undo/"):
        assert words not in page
    one = wrong(draft)
    for act in ("own_words", "set_aside", "ask", "choose"):
        assert client.get(reverse(f"reports:{act}", args=[draft.pk, one.pk])).status_code == 403


def test_who_brought_a_draft_is_offered_every_act(draft: Draft, signed_in: SignIn) -> None:
    page = signed_in("specialist", "en").get(f"/reports/drafts/{draft.pk}/?show=all").content.decode()
    assert "which changes it; you read it" not in page
    assert "data-accept" in page


def test_another_organisations_draft_of_the_same_name_is_no_earlier_version(draft: Draft, world: World) -> None:
    one = wrong(draft)
    actions.set_aside(draft=draft, finding=one.pk, why="x", version=one.version, by=world.actor("specialist"), at=NOW)
    theirs = actions.check_draft(
        against=against("2024-Q1"), name="du-thao.txt", text=TEXT, by=world.actor("finance"), at=NOW
    )
    assert wrong(theirs).state == "open"


@pytest.fixture
def taken(world: World) -> Incoming:
    """A text that the office took in."""
    quarter(world)
    text = "Thu ngân sách nhà nước quý I năm 2024 đạt 5.100 tỷ đồng."
    return intake.take_in(name="a.txt", text=text, by=world.actor("specialist"), at=NOW)


@pytest.mark.parametrize("who", ["leader", "district", "finance", "admin"])
def test_what_a_text_proposes_is_decided_by_who_took_it_in(
    taken: Incoming, signed_in: SignIn, world: World, who: str
) -> None:
    one, own = taken.proposals.get(), who == "admin"
    page = signed_in(who, "en").get(f"/reports/intake/{taken.pk}/").content.decode()
    assert ("/aside/" in page) is own
    if own:
        intake.set_proposal_aside(proposal=one, why="x", version=1, by=world.actor(who), at=NOW)
    else:
        with pytest.raises(Refused):
            intake.set_proposal_aside(proposal=one, why="x", version=1, by=world.actor(who), at=NOW)


@pytest.mark.django_db
def test_the_tables_are_as_the_models_say() -> None:
    call_command("makemigrations", "reports", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize(("who", "own"), [("specialist", True), ("district", False)])
def test_the_list_is_that_of_the_own_organisation_and_leads_to_all(
    draft: Draft, signed_in: SignIn, who: str, own: bool
) -> None:
    client, address = signed_in(who, "en"), f'href="/reports/drafts/{draft.pk}/"'
    assert (address in client.get("/reports/drafts/").content.decode()) is own
    every = client.get("/reports/drafts/?whose=all").content.decode()
    assert address in every
    assert "Office of the Provincial People" in every
