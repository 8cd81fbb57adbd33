"""Who takes over the open work of a unit that is divided."""

from collections.abc import Callable

import pytest
from django.test import Client

from quarterdeck.areas.actions.events import stage_event
from quarterdeck.areas.actions.heirs import choose_heir
from quarterdeck.areas.models import AreaEvent
from quarterdeck.areas.queries.events import change_of
from quarterdeck.core.errors import BadInput, Conflict, Refused
from tests.areas.drafts import kept, split_commune
from tests.world import NOW, World

SignIn = Callable[..., Client]
OLD, FIRST, SECOND = "C3@2010-01-01", "C5@2025-03-01", "C6@2025-03-01"


def chosen(world: World, event: AreaEvent, heir: str, who: str = "specialist", version: int = 0) -> AreaEvent:
    return choose_heir(event=event, unit=OLD, heir=heir, version=version or event.version, by=world.actor(who), at=NOW)


def test_where_nothing_tells_who_takes_over_somebody_chooses(world: World) -> None:
    event = kept(world, split_commune("", ""))
    assert change_of(event).heirs == {}
    event = chosen(world, event, SECOND)
    assert change_of(event).heirs == {OLD: SECOND}
    event = chosen(world, event, FIRST)
    assert change_of(stage_event(event=event, version=event.version, by=world.actor("specialist"), at=NOW)).heirs == {
        OLD: FIRST
    }


def test_the_larger_part_takes_over_unless_another_is_chosen(world: World) -> None:
    event = kept(world, split_commune("0.3", "0.7"))
    assert change_of(event).heirs == {OLD: SECOND}
    assert change_of(chosen(world, event, FIRST)).heirs == {OLD: FIRST}


def test_only_a_successor_can_take_over(world: World) -> None:
    event = kept(world, split_commune("", ""))
    with pytest.raises(BadInput, match="does not succeed"):
        chosen(world, event, "C4@2025-01-01")


def test_two_people_do_not_choose_over_each_other(world: World) -> None:
    event = kept(world, split_commune("", ""))
    seen = event.version
    chosen(world, event, FIRST)
    with pytest.raises(Conflict, match="was changed while you had it open"):
        chosen(world, event, SECOND, version=seen)


def test_who_may_not_change_areas_chooses_no_heir(world: World) -> None:
    event = kept(world, split_commune("", ""))
    with pytest.raises(Refused):
        chosen(world, event, FIRST, who="inspector")


def test_the_page_offers_the_choice_beside_the_successors(world: World, signed_in: SignIn) -> None:
    event = kept(world, split_commune("", ""))
    client = signed_in("specialist", "en")
    address = f"/areas/events/{event.code}/"
    page = client.get(address).content.decode()
    assert page.count("Let it take over open work of Commune Three") == 2
    answer = client.post(f"{address}heir/", {"unit": OLD, "heir": SECOND, "version": event.version}, follow=True)
    page = answer.content.decode()
    assert page.count("Let it take over open work of Commune Three") == 1
    assert "takes over open work" in page
    assert "heir of open work chosen" in page
    assert "Let it take over" not in signed_in("inspector", "en").get(address).content.decode()
