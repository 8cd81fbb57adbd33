"""What is done at the draft desk: corrections move the text, decisions stay, nobody overwrites anybody."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from quarterdeck.audit.models import Line
from quarterdeck.core.errors import BadInput, Conflict, Refused
from quarterdeck.reports import actions
from quarterdeck.reports.actions import checking, correcting
from quarterdeck.reports.models import Draft, DraftFinding
from quarterdeck.reports.queries import desk, drafts, versions
from quarterdeck.reports.queries.drafts import against
from tests.reports.cast import LATER, quarter, revise
from tests.world import NOW, World, indicator

TEXT = (
    "Thu ngân sách nhà nước quý I ước đạt gần 4.680 tỷ đồng, tăng 12,1% so với cùng kỳ năm trước, "
    "bằng 36,2% dự toán năm.\nTổng kim ngạch đạt 10,31 tỷ USD."
)


@pytest.fixture
def draft(world: World) -> Draft:
    """A draft with two wrong percentages, held against the review of the quarter."""
    quarter(world)
    return actions.check_draft(
        against=against("2024-Q1"), name="du-thao.txt", text=TEXT, by=world.actor("specialist"), at=NOW
    )


def found(draft: Draft, words: str) -> DraftFinding:
    (one,) = [one for one in draft.findings.all() if words in one.quote]
    return one


def verdicts(draft: Draft) -> dict[str, str]:
    return {one.quote: one.verdict for one in draft.findings.all()}


def accept(draft: Draft, one: DraftFinding, world: World, name: str = "specialist") -> object:
    return actions.accept_correction(draft=draft, finding=one.pk, version=one.version, by=world.actor(name), at=NOW)


def test_both_errors_are_found_with_a_correction(draft: Draft) -> None:
    alarms = {one.fix for one in desk.findings(draft, "todo")}
    assert alarms == {"11,1", "32,6"} or alarms == {"11,1%", "32,6%"}
    assert desk.counts(draft).to_do == 2


@pytest.mark.parametrize("later", [False, True])
def test_without_frozen_figures_a_text_is_held_against_what_is_known_when_it_is_checked(
    world: World, later: bool
) -> None:
    quarter(world, frozen=False)
    revise(world)
    draft = actions.check_draft(
        against=against("2024-Q1"), name="du-thao.txt", by=world.actor("specialist"), at=LATER if later else NOW,
        text="Giải ngân vốn đầu tư công quý I đạt 1.150 tỷ đồng.",
    )  # fmt: skip
    assert (found(draft, "1.150").verdict == "illustrative") is not later


def test_an_accepted_correction_changes_the_text_and_moves_what_follows(draft: Draft, world: World) -> None:
    one = found(draft, "12,1")
    accept(draft, one, world)
    draft.refresh_from_db()
    assert draft.text == TEXT.replace("12,1%", "11,1%")
    assert draft.original == TEXT
    assert all(draft.text[each.start : each.end] == each.quote for each in draft.findings.all())
    mended = found(draft, "11,1")
    assert (mended.verdict, mended.state) == ("agrees", "accepted")
    assert desk.counts(draft).to_do == 1


def test_own_words_of_another_length_move_everything_behind_them(draft: Draft, world: World) -> None:
    one = found(draft, "12,1")
    actions.correct_in_own_words(
        draft=draft, finding=one.pk, words=one.quote.replace("12,1%", "11,1 phần trăm"), version=one.version,
        by=world.actor("specialist"), at=NOW,
    )  # fmt: skip
    draft.refresh_from_db()
    assert "11,1 phần trăm so" in draft.text
    assert all(draft.text[each.start : each.end] == each.quote for each in draft.findings.all())
    assert found(draft, "36,2").verdict == "differs"


def test_an_undone_correction_leaves_the_text_as_it_came_and_stays_recorded(draft: Draft, world: World) -> None:
    change = accept(draft, found(draft, "12,1"), world)
    accept(draft, found(draft, "36,2"), world)
    actions.undo_correction(draft=draft, change=change.pk, by=world.actor("specialist"), at=NOW)
    draft.refresh_from_db()
    assert draft.text == TEXT.replace("36,2%", "32,6%")
    assert found(draft, "12,1").verdict == "differs"
    assert [one.undone_by for one in draft.changes.filter(pk=change.pk)] == ["Chuyên viên tổng hợp"]
    with pytest.raises(Conflict, match="undone"):
        actions.undo_correction(draft=draft, change=change.pk, by=world.actor("admin"), at=NOW)


def test_the_second_of_two_people_is_told_who_was_faster(draft: Draft, world: World) -> None:
    one = found(draft, "12,1")
    accept(draft, one, world)
    with pytest.raises(Conflict, match="Nothing was overwritten"):
        actions.set_aside(
            draft=draft, finding=one.pk, why="số mới", version=one.version, by=world.actor("admin"), at=NOW
        )
    other = found(draft, "36,2")
    actions.set_aside(
        draft=draft, finding=other.pk, why="số mới", version=other.version, by=world.actor("admin"), at=NOW
    )
    assert found(draft, "36,2").state == "set_aside"


def test_a_false_alarm_stays_set_aside_with_who_and_when_while_the_text_is_checked_again(
    draft: Draft, world: World
) -> None:
    one = found(draft, "36,2")
    with pytest.raises(BadInput, match="why"):
        actions.set_aside(draft=draft, finding=one.pk, why=" ", version=one.version, by=world.actor("admin"), at=NOW)
    actions.set_aside(
        draft=draft, finding=one.pk, why="Tính trên dự toán Trung ương giao.", version=one.version,
        by=world.actor("admin"), at=NOW,
    )  # fmt: skip
    accept(draft, found(draft, "12,1"), world)
    draft.refresh_from_db()
    actions.check_again(
        draft=draft, against=desk.against_of(draft), version=draft.version, by=world.actor("specialist"), at=NOW
    )
    again = found(draft, "36,2")
    assert (again.state, again.decided_by, again.decided_at) == ("set_aside", "Quản trị hệ thống", NOW)
    assert Line.objects.filter(act="draft.set_aside", about=str(draft.pk)).count() == 1
    actions.take_up_again(draft=draft, finding=again.pk, version=again.version, by=world.actor("specialist"), at=NOW)
    assert found(draft, "36,2").state == "open"


def test_whoever_may_not_check_drafts_changes_nothing(draft: Draft, world: World) -> None:
    one = found(draft, "12,1")
    with pytest.raises(Refused):
        accept(draft, one, world, "outsider")
    draft.refresh_from_db()
    assert draft.text == TEXT


def test_a_long_text_is_checked_behind_its_page_and_only_its_finding_changes_until_it_is_checked_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    quarter(world)
    for module in (checking, correcting):
        monkeypatch.setattr(module, "AT_ONCE", 60)
    made = actions.check_draft(
        against=against("2024-Q1"), name="dai.txt", text=TEXT, by=world.actor("specialist"), at=NOW
    )
    assert (made.state, made.findings.count()) == ("checking", 0)
    with pytest.raises(Conflict, match="being checked"):
        actions.check_again(draft=made, against=desk.against_of(made), version=1, by=world.actor("specialist"), at=NOW)
    actions.finish_check(draft=made, at=NOW)
    made.refresh_from_db()
    assert (made.state, desk.counts(made).to_do) == ("checked", 2)
    change = accept(made, found(made, "12,1"), world)
    made.refresh_from_db()
    assert made.stale
    assert found(made, "11,1").state == "accepted"
    assert [made.text[one.start : one.end] for one in made.findings.all()] == [one.quote for one in made.findings.all()]
    actions.undo_correction(draft=made, change=change.pk, by=world.actor("specialist"), at=NOW)
    assert (found(made, "12,1").verdict, found(made, "12,1").fix) == ("differs", "11,1")
    accept(made, found(made, "12,1"), world)
    made.refresh_from_db()
    assert made.text == TEXT.replace("12,1%", "11,1%")


def test_a_check_that_was_given_up_can_be_begun_again(
    draft: Draft, world: World, signed_in: Callable[..., Client]
) -> None:
    Draft.objects.filter(pk=draft.pk).update(state="checking", checked_at=NOW - timedelta(days=2))
    page = signed_in("specialist", "en").get(f"/reports/drafts/{draft.pk}/").content.decode()
    assert "did not come to its end" in page
    made = actions.check_again(
        draft=draft, against=desk.against_of(draft), version=draft.version, by=world.actor("specialist"), at=NOW
    )
    assert made.state == "checked"


def test_what_was_decided_holds_for_the_next_version_where_the_claim_stands_as_before(
    draft: Draft, world: World
) -> None:
    by, (growth, share) = world.actor("specialist"), (found(draft, "12,1"), found(draft, "36,2"))
    actions.set_aside(draft=draft, finding=growth.pk, why="Theo cách tính mới", version=growth.version, by=by, at=NOW)
    asked = actions.ask_department(
        draft=draft, finding=share.pk, organisation=world.organisations["STC"], version=share.version, by=by, at=NOW
    )
    put = {"against": against("2024-Q1"), "name": "du-thao.txt", "by": world.actor("admin"), "at": LATER}
    other = actions.check_draft(text="Số doanh nghiệp thành lập mới của huyện là 42, tăng 12,1% so với cùng kỳ.", **put)
    assert other.findings.exclude(state="open").count() == 0
    other.delete()
    made = actions.check_draft(text=TEXT.replace("kim ngạch", "kim ngạch xuất nhập khẩu"), **put)
    assert [(one.state, one.decided_by) for one in (found(made, "12,1"), found(made, "36,2"))] == [
        ("set_aside", by.post_name), ("asked", by.post_name)
    ]  # fmt: skip
    assert [one.organisation_id for one in made.inquiries.filter(withdrawn_at=None)] == [asked.organisation_id]
    assert (draft.inquiries.filter(withdrawn_at=None).count(), found(draft, "36,2").state) == (0, "open")
    assert (versions.earlier(made), versions.later(draft)) == (draft, made)


def test_a_rate_that_is_kept_nowhere_is_held_against_the_plan_it_comes_from(world: World) -> None:
    quarter(world)
    name = {"name_vi": "Tỷ lệ giải ngân", "name_en": "Rate of disbursement", "unit": "%"}
    indicator(world, "RATE", **name, formula="attainment([DISBURSED])")
    text = "Tỷ lệ giải ngân quý I/2024 đạt {}."
    told = [drafts.findings(text.format(one), against("2024-Q1"))[0] for one in ("12,5%", "15,6%")]
    assert [(one.verdict, (one.figure or {})["value"]) for one in told] == [("illustrative", "12.5"), ("hint", "12.5")]
