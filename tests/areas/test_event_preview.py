"""What an event will touch is told before it takes force, and carried along when it does."""

import pytest

from quarterdeck.areas.models import Area, Boundary, Tile
from quarterdeck.areas.queries.preview import preview
from quarterdeck.areas.rules.drafting import Draft, NewUnit
from quarterdeck.areas.rules.kinds import absorb, create
from quarterdeck.core.lineage import EventKind
from quarterdeck.core.links import Backlink, Touched
from quarterdeck.core.messages import Message
from tests.areas.drafts import DAY, EVE, facts, following, in_force, kept, merged_districts, split_commune, unit
from tests.world import World


@pytest.fixture
def drawn(world: World) -> World:
    """The cast with outlines of every unit and squares of the districts and communes."""
    for place, one in enumerate(Area.objects.order_by("code")):
        Boundary.objects.create(area=one, geometry={"type": "Point", "coordinates": [place, 0]})
        Tile.objects.create(code=one.code, level=one.level, column=place, row=one.level)
    return world


def told(world: World, draft: Draft) -> dict[str, tuple[int, bool]]:
    with following():
        return {str(one.what): (one.count, one.moves) for one in preview(kept(world, draft))}


def test_communes_of_merged_districts_are_told_and_every_room_is_asked(drawn: World) -> None:
    assert told(drawn, merged_districts()) == {
        "Units that pass under another parent": (2, True),
        "Outlines of units whose territory stays the same": (2, True),
        "Outlines of units whose territory changes": (2, False),
        "Squares of the tile map": (1, True),
        "Fake tasks": (4, True),
    }


def test_a_split_leaves_a_unit_without_a_square(drawn: World) -> None:
    found = told(drawn, split_commune("1/4", "3/4"))
    assert (found["Squares of the tile map"], found["New units without a square"]) == ((1, True), (1, False))


def test_what_hangs_on_nothing_is_silent(world: World) -> None:
    assert told(world, absorb(facts(EventKind.ABSORB), unit("C4", EVE), [unit("C3", EVE)])) == {"Fake tasks": (2, True)}


def test_the_communes_are_named_with_their_pages(drawn: World) -> None:
    first = preview(kept(drawn, merged_districts()))[0]
    assert [one.title for one in first.examples] == ["Xã Ba (C3)", "Xã Bốn (C4)"]
    assert first.examples[0].url == "/areas/units/C3@2010-01-01/"
    assert "stand under Huyện Gộp" in str(first.proposal)


def test_outlines_and_squares_are_carried_when_the_event_takes_force(drawn: World) -> None:
    in_force(drawn, merged_districts())
    old, new = (Boundary.objects.get(area__uid=f"C3@{day}") for day in ("2010-01-01", "2025-03-01"))
    assert old.geometry == new.geometry
    assert not Boundary.objects.filter(area__uid="D3@2025-03-01").exists()
    tile = Tile.objects.get(code="D3")
    assert (tile.column, tile.valid_from) == (Tile.objects.get(code="D1").column, DAY)


def test_how_many_more_there_are_than_are_named_is_told(drawn: World) -> None:
    backlink = Backlink("fake", "One", "", "")
    touched = Touched("fake", Message("Tasks"), 15, Message("They pass on."), examples=(backlink,) * 5)
    assert touched.more == 10
    assert Touched("fake", Message("Tasks"), 15, Message("They pass on.")).more == 0


def test_a_new_unit_that_no_body_goes_to_is_named_with_the_way_to_found_one(world: World) -> None:
    new = NewUnit("D9", 2, "city", "Thị xã Chín", "Town Nine", "P")
    found = {str(one.what): one for one in preview(kept(world, create(facts(EventKind.CREATE), [new])))}
    (link,) = found["New units without a body"].examples
    assert link.url == "/people/bodies/new/?unit=D9%402025-03-01"
    assert "Thị xã Chín" in link.title
