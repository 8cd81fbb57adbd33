"""Hand-overs with a reason, silence that confirms nothing, and on what an answer rests."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.core.errors import BadInput, Conflict, Refused
from quarterdeck.difficulties import queries, rules
from quarterdeck.difficulties.actions import Basis, Particulars, confirm_difficulty, hand_over
from quarterdeck.difficulties.models import Difficulty, HandOver
from tests.difficulties.cast import RAISED_ON, answered, decision, landslide, moment
from tests.world import TODAY, World

SOON = RAISED_ON + timedelta(2)
LATER = RAISED_ON + timedelta(8)


def passed(world: World, one: Difficulty, to: str = "STC", by: str = "transport", day: date = SOON,
           origin: str = "SGTVT", reason: str = "Thuộc thẩm quyền tài chính") -> HandOver:  # fmt: skip
    return hand_over(
        difficulty=one, origin=world.organisations[origin], to=world.organisations[to], reason=reason,
        version=queries.difficulty(one.code).version, by=world.actor(by), at=moment(day),
    )  # fmt: skip


def test_it_passes_on_with_a_reason_and_its_last_day_stays(world: World) -> None:
    one = landslide(world)
    passed(world, one)
    now = queries.difficulty(one.code)
    assert [body.code for body in now.routed_to.all()] == ["STC"]
    assert (now.answer_by, now.version) == (one.answer_by, 2)
    line = queries.history(now).last()
    assert line is not None
    assert "Thuộc thẩm quyền tài chính" in line.reason


def test_the_body_asked_has_three_working_days_and_the_office_more(world: World) -> None:
    one = landslide(world)
    with pytest.raises(Refused, match="are over"):
        passed(world, one, day=LATER)
    passed(world, one, by="specialist", day=LATER)
    assert queries.waiting_for("STC", TODAY)


def test_nobody_hands_over_what_others_were_asked(world: World) -> None:
    with pytest.raises(Refused, match="put to another organisation"):
        passed(world, landslide(world), by="finance")


@pytest.mark.parametrize(
    ("to", "reason", "place"), [("SGTVT", "Vì", "to"), ("UBND-D2", "Vì", "to"), ("STC", " ", "reason")]
)
def test_it_goes_to_another_body_that_did_not_ask_and_with_a_reason(
    world: World, to: str, reason: str, place: str
) -> None:
    with pytest.raises(BadInput) as refusal:
        passed(world, landslide(world), to=to, reason=reason)
    assert refusal.value.place == place


def test_it_does_not_go_round_in_a_circle_unless_the_office_says_so(world: World) -> None:
    one = landslide(world)
    passed(world, one)
    with pytest.raises(BadInput, match="round in a circle"):
        passed(world, one, origin="STC", to="SGTVT", by="finance")
    passed(world, one, origin="STC", to="SGTVT", by="specialist")
    assert [body.code for body in queries.difficulty(one.code).routed_to.all()] == ["SGTVT"]


def test_what_is_answered_is_not_handed_over(world: World) -> None:
    one = answered(world, landslide(world))
    with pytest.raises(Conflict, match="answered, not yet confirmed"):
        passed(world, one)


def test_silence_after_four_weeks_is_not_a_confirmation(world: World) -> None:
    one = answered(world, landslide(world))
    assert one.confirm_by == date(2024, 4, 24)
    assert queries.state_on(one, date(2024, 4, 24)) == "answered"
    day = date(2024, 4, 25)
    assert queries.state_on(one, day) == "not_confirmed"
    assert queries.counts(day) == {"open": 0, "answered": 0, "not_confirmed": 1, "confirmed": 0, "late": 0}
    assert [found.code for found in queries.listed(day=day, state="not_confirmed")] == [one.code]
    assert queries.to_confirm("UBND-D2", day) == [one]


def test_who_was_silent_may_still_confirm(world: World) -> None:
    one = answered(world, landslide(world, asks="guidance"))
    late = moment(date(2024, 6, 3))
    settled = confirm_difficulty(difficulty=one, version=one.version, by=world.actor("district"), at=late)
    assert queries.state_on(settled, date(2024, 6, 4)) == "confirmed"


@given(state=st.sampled_from([rules.OPEN, rules.ANSWERED, rules.CONFIRMED]), by=st.none() | st.dates(), day=st.dates())
def test_only_an_answer_becomes_not_confirmed_by_silence(state: str, by: date | None, day: date) -> None:
    assert (rules.state_on(state, by, day) == rules.NOT_CONFIRMED) == (
        state == rules.ANSWERED and by is not None and day > by
    )


def test_the_states_shown_together_add_up(world: World) -> None:
    answered(world, landslide(world))
    landslide(world)
    day = date(2024, 5, 2)
    found = queries.counts(day)
    assert sum(found[state] for state in rules.STATES) == Difficulty.objects.count() == 2


def test_an_answer_keeps_its_ground_its_document_and_how_long_it_holds(world: World) -> None:
    basis = Basis("Điều 85 Luật Đất đai 2024", decision(world), date(2024, 12, 31))
    one = queries.difficulty(answered(world, landslide(world), basis=basis).code)
    assert one.answer_ground == "Điều 85 Luật Đất đai 2024"
    assert one.answer_document is not None
    assert (one.answer_document.number, one.answer_valid_until) == ("120/QĐ-UBND", date(2024, 12, 31))


def test_an_answer_that_holds_no_more_is_refused(world: World) -> None:
    with pytest.raises(BadInput, match="hold no more"):
        answered(world, landslide(world), basis=Basis(valid_until=TODAY - timedelta(1)))


def test_it_is_raised_for_an_enterprise_by_name(world: World) -> None:
    told = Particulars(concerns="enterprise", concerned=" Công ty Mẫu ", impact_vi="Dừng sản xuất", ground="Nghị định")
    one = landslide(world, particulars=told)
    assert (one.concerned, one.impact_vi) == ("Công ty Mẫu", "Dừng sản xuất")
    assert [found.code for found in queries.listed(day=TODAY, search="cong ty mau")] == [one.code]
    assert list(queries.listed(day=TODAY, concerns="project")) == []


@pytest.mark.parametrize(
    ("told", "asks", "place"),
    [
        (Particulars(concerns="enterprise"), "capital", "concerned"),
        (Particulars(concerned="Công ty Mẫu"), "capital", "concerned"),
        (Particulars(concerns="person"), "capital", "concerns"),
        (Particulars(amount=Decimal(5)), "guidance", "amount"),
        (Particulars(amount=Decimal(0)), "capital", "amount"),
    ],
)
def test_what_does_not_fit_together_is_refused(world: World, told: Particulars, asks: str, place: str) -> None:
    with pytest.raises(BadInput) as refusal:
        landslide(world, particulars=told, asks=asks)
    assert refusal.value.place == place
