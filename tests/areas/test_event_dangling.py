"""A planned event that builds on what was withdrawn does not count, and pages say so."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from quarterdeck.areas.actions.events import stage_again
from quarterdeck.areas.queries import register
from quarterdeck.areas.queries.dangling import building_on
from quarterdeck.areas.rules.drafting import NewUnit, with_units_below
from quarterdeck.areas.rules.kinds import merge, rename
from quarterdeck.core.lineage import EventKind
from tests.areas.drafts import DAY, facts, in_force, kept, renamed, unit, withdrawn
from tests.world import NOW, World

SignIn = Callable[..., Client]
LATER, LAST = date(2025, 7, 1), date(2026, 1, 1)


def _built(world: World) -> tuple[object, object, object]:
    """C3 is renamed, in force; it is to merge with C4 later, and what comes of them to be renamed."""
    first = in_force(world, renamed())
    into = NewUnit("C7", 3, "commune", "Xã Bảy", "Commune Seven", "D2")
    second = kept(world, merge(facts(EventKind.MERGE, LATER), [unit("C3", DAY), unit("C4", DAY)], into))
    third = kept(world, rename(facts(EventKind.RENAME, LAST), unit("C7", LATER), "Xã Tám", "Commune Eight"))
    return first, second, third


def _names(day: date) -> set[str]:
    return {one.name_vi for one in register(expected=True).state(day, 3)}


def test_what_builds_on_it_is_told_before_and_left_out_after(world: World) -> None:
    first, second, third = _built(world)
    assert building_on([first]) == [second, third]
    assert _names(LAST) == {"Xã Tám"}
    first = withdrawn(world, first)
    assert _names(LAST) == {"Xã Ba", "Xã Bốn"}
    assert _names(LAST) == {one.name_vi for one in register().state(LAST, 3)}
    assert {second.code, third.code} & set(register(expected=True).events) == set()


def test_staged_again_what_builds_on_it_counts_again(world: World) -> None:
    first, _second, _third = _built(world)
    first = withdrawn(world, first)
    stage_again(event=first, version=first.version, by=world.actor("specialist"), at=NOW)
    assert _names(LAST) == {"Xã Tám"}


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [("en", "Planned events build on it", "2 planned events do not count here"),
     ("vi", "Có sự kiện dự kiến dựa trên sự kiện này", "2 sự kiện dự kiến không được tính ở đây")],
)  # fmt: skip
def test_the_pages_say_so(world: World, signed_in: SignIn, language: str, before: str, after: str) -> None:
    first, second, _third = _built(world)
    client = signed_in("specialist", language)
    for address in (f"{first.code}/withdraw/", f"day/withdraw/?day={DAY}&scope=P"):
        page = client.get(f"/areas/events/{address}").content.decode()
        assert before in page
        assert second.code in page
    withdrawn(world, first)
    for address in ("?day=2026-02-01", "compare/?from=2024-12-31&to=2026-02-01", "map/?day=2026-02-01"):
        page = client.get(f"/areas/{address}").content.decode()
        assert after in page, address
    assert after not in client.get("/areas/?day=2025-06-01").content.decode()
    for code in (first.code, second.code):
        assert client.get(f"/areas/events/{code}/").status_code == 200
    assert client.get("/areas/units/C7@2025-07-01/").status_code == 200


def test_a_merger_of_districts_takes_its_communes_along_out_of_the_count(world: World) -> None:
    """Units that were only to pass under another parent stay where they are too."""
    first = in_force(world, renamed("D1", "Thành phố Mới"))
    joined = NewUnit("D3", 2, "district", "Huyện Gộp", "District Joined", "P")
    draft = merge(facts(EventKind.MERGE, LATER), [unit("D1", DAY), unit("D2", DAY)], joined)
    kept(world, with_units_below(draft, register(expected=True)))
    assert {one.parent_code for one in register(expected=True).state(LATER, 3)} == {"D3"}
    withdrawn(world, first)
    assert {one.code: one.parent_code for one in register(expected=True).state(LATER, 3)} == {"C3": "D2", "C4": "D1"}
