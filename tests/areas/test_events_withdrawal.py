"""Events are taken back: the register is as it was before, unless something new depends on them."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from quarterdeck.areas.actions.activation import activate_event, activate_events
from quarterdeck.areas.actions.events import stage_again, stage_events
from quarterdeck.areas.actions.withdrawal import withdraw_events
from quarterdeck.areas.models import Area, AreaEvent, Transfer
from quarterdeck.areas.queries import alive, events, forget, province, register
from quarterdeck.areas.rules.drafting import NewUnit, with_units_below
from quarterdeck.areas.rules.kinds import abolish, absorb, create, merge, move, rename
from quarterdeck.audit.models import Line
from quarterdeck.core.errors import BadInput, Conflict, QuarterdeckError
from quarterdeck.core.lineage import EventKind
from quarterdeck.core.links import Touched
from quarterdeck.core.messages import Message
from tests.areas.drafts import (
    DAY,
    EVE,
    LATER,
    facts,
    following,
    imported,
    in_force,
    kept,
    lives,
    merged_districts,
    renamed,
    split_commune,
    staged,
    unit,
    withdrawn,
)
from tests.world import NOW, World


def test_an_event_without_a_successor_is_remembered_whole(world: World) -> None:
    event = staged(world, abolish(facts(EventKind.ABOLISH), [unit("C3", EVE)]))
    event = withdrawn(world, event)
    assert [one.uid for one in events.change_of(event).ended] == ["C3@2010-01-01"]
    assert stage_again(event=event, version=event.version, by=world.actor("specialist"), at=NOW).standing == "staged"
    assert Area.objects.get(uid="C3@2010-01-01").expected_to == DAY


def test_a_withdrawal_restores_gives_back_and_leaves_its_own_event(world: World) -> None:
    before = lives()
    with following() as room:
        event = in_force(world, merged_districts())
        moved = list(room.moved)
        event = withdrawn(world, event)
        assert room.returned == moved
    assert lives() == before
    assert event.standing == "withdrawn"
    assert set(Area.objects.filter(begun_by=event).values_list("standing", flat=True)) == {"withdrawn"}
    assert not Transfer.objects.filter(given_back_at__isnull=True).exists()
    record = AreaEvent.objects.get(compensates=event)
    assert (record.kind, record.act, record.day, record.note) == ("withdrawal", "9/NQ-HĐND", LATER, "Sai căn cứ")
    assert Line.objects.get(act="area_event.withdrawn").reason == "Sai căn cứ"


def test_what_was_withdrawn_may_be_staged_and_activated_again(world: World) -> None:
    event = withdrawn(world, in_force(world, renamed()))
    event = stage_again(event=event, version=event.version, by=world.actor("specialist"), at=NOW)
    assert activate_event(
        event=event, version=event.version, today=LATER, by=world.actor("specialist"), at=NOW
    ).standing == "in_force"  # fmt: skip
    assert alive(DAY).get(code="C3").uid == "C3@2025-03-01"


def test_a_new_draft_after_a_withdrawal_gets_a_uid_of_its_own(world: World) -> None:
    withdrawn(world, in_force(world, renamed()))
    assert events.change_of(kept(world, renamed())).begun[0].uid == "C3@2025-03-01~2"


def test_what_another_event_has_taken_since_is_not_staged_again(world: World) -> None:
    event = withdrawn(world, staged(world, renamed()))
    kept(world, renamed(name="Xã Khác"))
    with pytest.raises(BadInput, match=r"already to be ended on .* by the planned event DC-2025-002"):
        stage_again(event=event, version=event.version, by=world.actor("specialist"), at=NOW)


def test_a_planned_event_is_withdrawn_by_a_word(world: World) -> None:
    event = withdrawn(world, kept(world, renamed()), act="")
    assert not AreaEvent.objects.filter(compensates=event).exists()
    assert Area.objects.get(uid="C3@2010-01-01").expected_to is None


@pytest.mark.parametrize(
    ("lacking", "words"), [({"reason": " "}, "with a reason only"), ({"act": ""}, "by a legal act only")]
)
def test_a_withdrawal_needs_its_reason_and_its_act(world: World, lacking: dict[str, str], words: str) -> None:
    event = in_force(world, renamed())
    with pytest.raises(BadInput, match=words) as refusal:
        withdrawn(world, event, **lacking)
    assert refusal.value.place == next(iter(lacking))


def test_nothing_is_withdrawn_while_a_later_event_builds_on_it(world: World) -> None:
    event = in_force(world, renamed())
    later = in_force(world, rename(facts(EventKind.RENAME, LATER), unit("C3", DAY), "Xã Sau"))
    with pytest.raises(Conflict, match=f"{later.code} .* builds on what {event.code} begins"):
        withdrawn(world, event)
    withdrawn(world, later)
    assert withdrawn(world, event).standing == "withdrawn"


def test_nothing_is_withdrawn_while_a_room_has_come_to_depend_on_it(world: World) -> None:
    with following() as room:
        event = in_force(world, renamed())
        room.hanging = [Touched("fake", Message("Fake figures"), 3, Message("Move them."))]
        with pytest.raises(Conflict, match=r"Fake figures \(3\)"):
            withdrawn(world, event)
    assert events.event(event.code).standing == "in_force"


def test_nothing_is_withdrawn_while_a_unit_stands_under_what_it_began(world: World) -> None:
    event = in_force(world, merged_districts())
    new = NewUnit("C7", 3, "commune", "Xã Bảy", "Commune Seven", "D3")
    in_force(world, create(facts(EventKind.CREATE, LATER), [new]))
    with pytest.raises(Conflict, match=r"The parent D3 of Xã Bảy \(C7\)"):
        withdrawn(world, event)


def test_nothing_is_withdrawn_once_its_code_has_passed_on(world: World) -> None:
    first = in_force(world, merge(facts(EventKind.MERGE), [unit("C4", EVE), unit("C3", EVE)],
                                  NewUnit("C7", 3, "commune", "Xã Bảy", "", "D1")))  # fmt: skip
    again = NewUnit("C3", 3, "commune", "Xã Ba mới", "", "D2")
    in_force(world, create(facts(EventKind.CREATE, LATER), [again]))
    with pytest.raises(Conflict, match="The code C3 is borne by Xã Ba mới"):
        withdrawn(world, first)


def test_an_imported_event_in_force_can_be_withdrawn_too(world: World) -> None:
    withdrawn(world, events.event("E1"), today=date(2025, 2, 1))
    assert {one.code for one in register().state(date(2025, 3, 1), 3)} == {"C1", "C2", "C3"}


def test_the_steered_province_stays_steered_through_a_merger(world: World) -> None:
    other = Area.objects.create(uid="Q@2010", code="Q", level=1, kind="province", name_vi="Tỉnh Khác",
                                name_en="Other", valid_from=date(2010, 1, 1))  # fmt: skip
    forget()
    into = NewUnit("Q", 1, "province", "Tỉnh Khác", "Other")
    draft = merge(facts(EventKind.MERGE), [unit("P", EVE), unit("Q", EVE)], into)
    in_force(world, with_units_below(draft, register(expected=True)))
    steered = province(LATER)
    assert steered is not None
    assert steered.uid == "Q@2025-03-01"
    assert not Area.objects.get(pk=other.pk).steered


DRAFTS = {
    "merged districts": lambda: merged_districts(),
    "split, shares unknown": lambda: split_commune("", ""),
    "split, shares counted": lambda: split_commune("1/4", "3/4"),
    "renamed": lambda: renamed(),
    "absorbed": lambda: absorb(facts(EventKind.ABSORB), unit("C4", EVE), [unit("C3", EVE)]),
    "moved": lambda: move(facts(EventKind.MOVE), [unit("C4", EVE)], "D2"),
}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@drawn(chosen=st.lists(st.sampled_from(sorted(DRAFTS)), min_size=1, max_size=4))
def test_events_withdrawn_in_reverse_leave_the_register_as_it_was(world: World, chosen: list[str]) -> None:
    before, done = lives(), []
    for name in chosen:
        with suppress(QuarterdeckError, AssertionError):
            done.append(in_force(world, DRAFTS[name]()))
    for event in reversed(done):
        withdrawn(world, event)
    assert done
    assert lives() == before


def test_the_events_of_one_day_that_need_each_other_go_and_come_back_together(world: World) -> None:
    """The communes move by events of their own: neither these nor the merger can stand alone."""
    before = lives()
    merger = merged_districts()
    alone = replace(merger, ends=merger.ends[:2], begins=merger.begins[:1], parts=merger.parts[:2])
    event = imported("E2", alone)
    moves = [
        imported(f"E3-{code}", move(facts(EventKind.MOVE, order=1), [unit(code, EVE)], "D3")) for code in ("C3", "C4")
    ]
    versions = {one.code: 1 for one in (event, *moves)}
    given: dict[str, Any] = {"by": world.actor("specialist"), "at": NOW}
    assert [one.standing for one in stage_events(versions=versions, **given)] == ["staged"] * 3
    with pytest.raises(BadInput, match="The parent D"):
        activate_event(event=event, version=2, today=LATER, **given)
    activate_events(versions=dict.fromkeys(versions, 2), today=LATER, **given)
    assert set(alive(DAY).filter(level=3).values_list("parent_code", flat=True)) == {"D3"}
    with pytest.raises(Conflict, match="Other events have put"):
        withdrawn(world, events.event(event.code))
    words: dict[str, Any] = {"reason": "Sai", "act": "9/NQ", "today": LATER}
    withdraw_events(versions=dict.fromkeys(versions, 3), **words, **given)
    assert lives() == before
    assert len(stage_events(versions=dict.fromkeys(versions, 4), **given)) == 3
