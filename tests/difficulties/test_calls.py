"""A call asks chosen units by a day; who has nothing says so, and that counts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.core.errors import BadInput, Conflict, Refused
from quarterdeck.difficulties.actions import move_call, reply_nil, reply_with
from quarterdeck.difficulties.models import Call, CallReply
from quarterdeck.difficulties.queries import calls
from quarterdeck.difficulties.rules.calls import count, standing
from tests.difficulties.cast import answered, called, decision, landslide, moment
from tests.world import NOW, TODAY, World

DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31))


@given(replies=st.lists(st.tuples(st.none() | DAYS, st.booleans())), due=DAYS, day=DAYS)
def test_replies_always_add_up_to_the_units_asked(
    replies: list[tuple[date | None, bool]], due: date, day: date
) -> None:
    found = count([standing(replied_on=on, nil=nil, due=due, day=day) for on, nil in replies])
    assert found["replied"] + found["nil"] + found["waiting"] == found["asked"] == len(replies)
    assert found["late"] <= found["asked"]


def test_the_last_day_is_in_time_and_the_next_is_late_for_ever() -> None:
    due = date(2024, 4, 10)
    assert standing(replied_on=due, nil=False, due=due, day=date(2024, 6, 1)).days_late == 0
    assert standing(replied_on=date(2024, 4, 12), nil=True, due=due, day=date(2024, 6, 1)).days_late == 2
    assert standing(replied_on=None, nil=False, due=due, day=date(2024, 4, 11)).days_late == 1


def test_a_call_is_numbered_and_knows_who_owes_a_reply(world: World) -> None:
    one = called(world)
    assert one.code == "LYK-2024-001"
    assert list(calls.waiting_for("UBND-D2")) == [one]
    assert list(calls.waiting_for("STC")) == []


def test_a_nil_return_is_a_reply(world: World) -> None:
    one = called(world)
    reply_nil(call=one, organisation=world.organisations["UBND-D2"], by=world.actor("district"), at=NOW)
    reply_nil(call=one, organisation=world.organisations["UBND-D2"], by=world.actor("district"), at=NOW)
    assert CallReply.objects.count() == 1
    assert list(calls.waiting_for("UBND-D2")) == []
    states = {unit.body.code: unit.standing.state for unit in calls.units(one, TODAY)}
    assert states == {"UBND-D2": "nil", "SGTVT": "waiting"}
    listed = calls.call(one.code)
    assert (listed.units, listed.replied, listed.nil, listed.found) == (2, 1, 1, 0)


def test_a_difficulty_raised_under_a_call_is_the_reply_of_the_unit(world: World) -> None:
    one = called(world)
    first, second = (landslide(world, call=one, by=world.actor("district")) for _ in range(2))
    (unit,) = [unit for unit in calls.units(one, TODAY) if unit.body.code == "UBND-D2"]
    assert [found.code for found in unit.difficulties] == [first.code, second.code]
    assert unit.standing.state == "replied"
    assert not calls.answered_of_call(one.code)
    answered(world, first)
    assert [found.code for found in calls.answered_of_call(one.code)] == [first.code]
    assert [row.call.code for row in calls.replies_with(first)] == [one.code]


def test_who_said_that_there_is_nothing_may_still_find_something(world: World) -> None:
    one, unit = called(world), world.organisations["UBND-D2"]
    reply_nil(call=one, organisation=unit, by=world.actor("district"), at=NOW)
    landslide(world, call=one, by=world.actor("district"))
    assert not CallReply.objects.get().nil
    with pytest.raises(Conflict, match="replied with difficulties already"):
        reply_nil(call=one, organisation=unit, by=world.actor("district"), at=NOW)


def test_a_reply_that_comes_late_stays_late(world: World) -> None:
    one = called(world)
    reply_nil(
        call=one, organisation=world.organisations["SGTVT"], by=world.actor("transport"), at=moment(date(2024, 4, 12))
    )
    (unit,) = [unit for unit in calls.units(one, date(2024, 6, 1)) if unit.body.code == "SGTVT"]
    assert unit.standing.days_late == 2


def test_a_unit_replies_for_itself_and_only_if_it_was_asked(world: World) -> None:
    one = called(world)
    with pytest.raises(Refused, match="your own organisation"):
        reply_nil(call=one, organisation=world.organisations["SGTVT"], by=world.actor("district"), at=NOW)
    with pytest.raises(BadInput, match="was not asked"):
        reply_nil(call=one, organisation=world.organisations["STC"], by=world.actor("finance"), at=NOW)
    with pytest.raises(BadInput, match="raised itself"):
        reply_with(call=one, organisation=world.organisations["SGTVT"], difficulties=[landslide(world)],
                   by=world.actor("transport"), at=NOW)  # fmt: skip


def test_a_closed_call_takes_no_replies_until_it_is_opened_again(world: World) -> None:
    one, unit, lan = called(world), world.organisations["UBND-D2"], world.actor("specialist")
    closed = move_call(call=one, state="closed", version=1, by=lan, at=NOW)
    assert (closed.state, closed.closed_on) == ("closed", TODAY)
    with pytest.raises(Conflict, match="is closed"):
        reply_nil(call=one, organisation=unit, by=world.actor("district"), at=NOW)
    with pytest.raises(Conflict, match="was changed while"):
        move_call(call=one, state="open", version=1, by=lan, at=NOW)
    move_call(call=one, state="open", version=2, by=lan, at=NOW)
    assert reply_nil(call=one, organisation=unit, by=world.actor("district"), at=NOW).nil


def test_who_enters_the_nil_reply_of_a_unit_says_how_that_unit_said_so(world: World) -> None:
    one, unit, lan = called(world), world.organisations["UBND-D2"], world.actor("specialist")
    with pytest.raises(BadInput, match="in the name of People's Committee of District Two") as refusal:
        reply_nil(call=one, organisation=unit, by=lan, at=NOW)
    assert refusal.value.place == "told"
    made = reply_nil(call=one, organisation=unit, told="Công văn 12/UBND ngày 26/3", by=lan, at=NOW)
    assert (made.told, made.by) == ("Công văn 12/UBND ngày 26/3", "Lan")
    last = calls.history(one).last()
    assert last is not None
    assert last.detail["spoken_for"] == ["UBND-D2"]


def test_only_the_office_opens_and_closes_calls(world: World) -> None:
    with pytest.raises(Refused, match="prepare a review"):
        called(world, by=world.actor("district"))
    with pytest.raises(Refused, match="prepare a review"):
        move_call(call=called(world), state="closed", version=1, by=world.actor("transport"), at=NOW)


@pytest.mark.parametrize(
    ("field", "value", "place"),
    [("title_vi", " ", "title_vi"), ("document", None, "document"), ("asked", [], "asked"), ("due", TODAY, "due")],
)
def test_a_call_names_its_subject_its_document_the_units_and_a_day_to_come(
    world: World, field: str, value: object, place: str
) -> None:
    with pytest.raises(BadInput) as refusal:
        called(world, **{field: value})
    assert refusal.value.place == place


def test_a_unit_that_will_be_no_more_is_not_asked(world: World) -> None:
    ended = world.organisations["UBND-D2"]
    ended.valid_to = date(2024, 4, 1)
    ended.save()
    with pytest.raises(BadInput, match="will be no more"):
        called(world)


def test_the_same_form_sent_twice_opens_one_call(world: World) -> None:
    fields: dict[str, object] = {"document": decision(world), "form_key": "k"}
    assert called(world, **fields).pk == called(world, **fields).pk
    assert Call.objects.count() == 1
