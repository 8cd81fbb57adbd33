"""Events are drafted, staged, activated and withdrawn; the store follows, or stays as it was."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from quarterdeck.areas.actions.activation import activate_event, activate_events
from quarterdeck.areas.actions.events import draft_event, revise_event
from quarterdeck.areas.models import Area, Succession, Transfer
from quarterdeck.areas.queries import alive, events, register
from quarterdeck.areas.rules.kinds import absorb, move, rename
from quarterdeck.audit.models import Line
from quarterdeck.core.errors import BadInput, Conflict, NotFound, Refused
from quarterdeck.core.lineage import EventKind
from tests.areas.drafts import (
    DAY,
    EVE,
    LATER,
    facts,
    following,
    in_force,
    kept,
    lives,
    merged_districts,
    renamed,
    split_commune,
    staged,
    unit,
)
from tests.world import NOW, World


def test_a_draft_is_planned_and_changes_nothing_in_force(world: World) -> None:
    before = {one.uid for one in register().units.values()}
    event = kept(world, merged_districts())
    assert (event.code, event.standing, event.scope) == ("DC-2025-001", "planned", "P")
    assert {one.uid for one in register().units.values()} == before
    assert {one.code for one in register(expected=True).state(DAY, 2)} == {"D3"}
    assert {one.code for one in register(expected=True).children(unit("D3"), DAY)} == {"C4", "C3"}
    ending = Area.objects.get(uid="D1@2010-01-01")
    assert (ending.valid_to, ending.expected_to, ending.ended_by) == (None, DAY, event)


def test_shares_are_kept_exactly(world: World) -> None:
    event = kept(world, split_commune("520/17933", "17413/17933"))
    assert [row.shares for row in event.successions.all()] == [
        {"population": ["520/17933", "counted"]}, {"population": ["17413/17933", "counted"]},
    ]  # fmt: skip
    assert events.change_of(event).successions[0].shares["population"].value == Fraction(520, 17933)


def test_only_those_whose_post_may_change_areas_draft(world: World) -> None:
    with pytest.raises(Refused, match="prepare and activate changes"):
        draft_event(draft=renamed(), by=world.actor("district"), at=NOW)


def test_two_events_do_not_end_one_unit(world: World) -> None:
    kept(world, renamed())
    with pytest.raises(
        BadInput, match=r"Xã Ba \(C3\) is already to be ended on 2025-03-01 by the planned event DC-2025-001"
    ):
        kept(world, renamed(name="Xã Khác"))


def test_a_code_that_is_taken_is_a_conflict(world: World) -> None:
    with pytest.raises(Conflict, match="already an event E1"):
        kept(world, replace(renamed(), facts=facts(EventKind.RENAME, code="E1")))


def test_a_revised_event_makes_other_rows(world: World) -> None:
    event = kept(world, renamed())
    revised = revise_event(event=event, draft=renamed(name="Xã Khác"), version=1, by=world.actor("specialist"), at=NOW)
    assert revised.version == 2
    assert [one.name_vi for one in events.change_of(revised).begun] == ["Xã Khác"]
    assert Succession.objects.filter(event=event).count() == 1
    assert Area.objects.filter(code="C3").count() == 2


def test_who_saved_first_is_named_to_who_saves_second(world: World) -> None:
    event = staged(world, renamed())
    with pytest.raises(Conflict, match=r"was changed while you had it open: Lan, Chuyên viên tổng hợp"):
        revise_event(event=event, draft=renamed(), version=1, by=world.actor("admin"), at=NOW)


def test_what_others_build_on_is_not_revised(world: World) -> None:
    event = kept(world, renamed())
    kept(world, rename(facts(EventKind.RENAME, LATER), unit("C3", DAY), "Xã Sau"))
    with pytest.raises(Conflict, match="DC-2025-002"):
        revise_event(event=event, draft=renamed(), version=1, by=world.actor("specialist"), at=NOW)


def test_an_event_takes_force_from_its_day_on(world: World) -> None:
    event = staged(world, renamed())
    with pytest.raises(BadInput, match="takes force on 2025-03-01, not before"):
        activate_event(event=event, version=2, today=EVE, by=world.actor("specialist"), at=NOW)
    assert (
        activate_event(event=event, version=2, today=DAY, by=world.actor("specialist"), at=NOW).standing == "in_force"
    )


def test_what_is_only_planned_is_not_activated(world: World) -> None:
    event = kept(world, renamed())
    with pytest.raises(Conflict, match="is planned and cannot become in force"):
        activate_event(event=event, version=1, today=DAY, by=world.actor("specialist"), at=NOW)


def test_activation_ends_begins_and_passes_work_on(world: World) -> None:
    with following() as room:
        event = in_force(world, merged_districts())
    assert {one.code for one in alive(DAY).filter(level=2)} == {"D3"}
    assert {one.code for one in alive(EVE).filter(level=2)} == {"D1", "D2"}
    assert set(alive(DAY).filter(level=3).values_list("parent_code", flat=True)) == {"D3"}
    assert {(one.ref, one.heir) for one in Transfer.objects.filter(event=event)} == {
        (one.ref, one.heir) for one in room.moved
    }
    assert Transfer.objects.filter(origin="D1@2010-01-01", heir="D3@2025-03-01").exists()
    line = Line.objects.get(act="area_event.activated", about=event.code)
    assert line.detail["transfers"] == {"fake": 4}


def test_a_room_that_fails_leaves_everything_as_it_was(world: World) -> None:
    before = lives()
    with following() as room:
        room.fails = True
        event = staged(world, merged_districts())
        with pytest.raises(RuntimeError, match="on fire"):
            activate_event(event=event, version=2, today=DAY, by=world.actor("specialist"), at=NOW)
    assert {uid: row[0] for uid, row in lives().items()} == {uid: row[0] for uid, row in before.items()}
    assert not Line.objects.filter(act="area_event.activated").exists()
    assert events.event(event.code).standing == "staged"


def test_an_event_waits_for_the_one_that_begins_its_unit(world: World) -> None:
    first = staged(world, renamed())
    second = staged(world, rename(facts(EventKind.RENAME, LATER), unit("C3", DAY), "Xã Sau"))
    with pytest.raises(Conflict, match=r"Xã Mới \(C3\) begins by DC-2025-001"):
        activate_event(event=second, version=2, today=LATER, by=world.actor("specialist"), at=NOW)
    both = activate_events(versions={second.code: 2, first.code: 2}, today=LATER, by=world.actor("specialist"), at=NOW)
    assert [one.code for one in both] == [first.code, second.code]
    assert [one.name_vi for one in register().by_code["C3"]] == ["Xã Ba", "Xã Mới", "Xã Sau"]


def test_a_chain_of_one_day_takes_force_in_its_order_or_not_at_all(world: World) -> None:
    first = staged(world, absorb(facts(EventKind.ABSORB), unit("C4", EVE), [unit("C3", EVE)]))
    middle = register(expected=True).on("C4", DAY)
    assert middle is not None
    second = staged(world, move(facts(EventKind.MOVE), [middle], "D2"))
    assert (first.order, second.order) == (0, 1)
    versions = {second.code: 2, first.code: 1}
    with pytest.raises(Conflict, match="was changed while you had it open"):
        activate_events(versions=versions, today=DAY, by=world.actor("specialist"), at=NOW)
    assert events.event(second.code).standing == "staged"
    activate_events(versions=versions | {first.code: 2}, today=DAY, by=world.actor("specialist"), at=NOW)
    between = register().units["C4@2025-03-01"]
    assert between.valid_from == between.valid_to == DAY
    assert alive(DAY).get(code="C4").uid == "C4@2025-03-01~2"


def test_an_unknown_event_is_not_found(world: World) -> None:
    with pytest.raises(NotFound, match="no event E9"):
        events.event("E9")


def test_events_are_found_by_standing_year_scope_kind_and_words(world: World) -> None:
    mine = kept(world, merged_districts(title_vi="Nhập hai huyện"))
    assert [one.code for one in events.events()] == [mine.code, "E1"]
    assert [one.code for one in events.events(standing="planned", year=2025, scope="P", kind="merge")] == [mine.code]
    assert [one.code for one in events.events(words="nhap huyen")] == [mine.code]
    assert not events.events(words="nothing such")
    assert (events.years(), events.scopes()) == ([2025], ["P"])


def test_what_comes_into_force_later_is_not_overtaken(world: World) -> None:
    with pytest.raises(BadInput, match=r"Xã Một \(C1\) is already ended by event E1 .* on 2025-01-01"):
        kept(world, rename(facts(EventKind.RENAME, date(2024, 5, 1)), unit("C1", date(2024, 4, 1)), "Xã Mới"))
