"""The map through time: what happened on a day, squares in their places, outlines, and the way to other days."""

import re
from collections.abc import Callable

from django.test import Client

from quarterdeck.areas.models import Area, Boundary, Revision, Tile
from quarterdeck.areas.queries import forget
from tests.areas.test_pages import read
from tests.world import MERGER, World

SignIn = Callable[..., Client]


def test_the_map_says_what_happened_and_marks_what_changed(signed_in: SignIn) -> None:
    client = signed_in("specialist", "en")
    answer = client.get("/areas/map/?day=2025-01-01&level=3").content.decode()
    assert "Commune One, Commune Two merge into Commune Four." in answer
    assert len(re.findall(r'class="square [^"]*is-changed"', answer)) == 1
    assert "Nothing changed at this level on this day" in read(client, "/areas/map/?day=2024-06-01&level=3")
    assert "No unit is recorded" in read(client, "/areas/map/?day=2009-01-01")


def test_days_of_change_are_links_and_a_slider(signed_in: SignIn) -> None:
    page = signed_in("specialist", "en").get("/areas/map/?day=2024-03-27&level=3").content.decode()
    days = re.findall(r'<a href="\?day=([\d-]+)&amp;level=3"( aria-current="date")?>', page)
    assert days == [("2010-01-01", ' aria-current="date"'), ("2025-01-01", "")]
    assert 'type="range" min="0" max="1" step="1" value="0"' in page


def test_squares_take_their_places_only_where_every_unit_has_one(world: World, signed_in: SignIn) -> None:
    client = signed_in("specialist", "en")
    Tile.objects.create(code="D1", level=2, column=0, row=0)
    assert "squares-placed" not in client.get("/areas/map/?level=2").content.decode()
    Tile.objects.create(code="D2", level=2, column=1, row=2)
    forget()
    page = client.get("/areas/map/?level=2").content.decode()
    assert '<li class="at-x2 at-y3">' in page


def test_a_level_that_ended_shows_the_next_one(world: World, signed_in: SignIn) -> None:
    Area.objects.filter(level=2).update(valid_to=MERGER)
    Area.objects.filter(uid="C4@2025-01-01").update(parent_code="P")
    Revision.objects.update_or_create(defaults={"number": 9})
    page = read(signed_in("specialist", "en"), "/areas/map/?day=2025-01-01&level=2")
    assert "There is no district level on this day; commune level is shown" in page
    assert "City One, District Two end." in page


def test_outlines_are_drawn_where_there_are_any(world: World, signed_in: SignIn) -> None:
    ring = [[106.0, 21.0], [106.4, 21.0], [106.4, 21.2], [106.0, 21.2], [106.0, 21.0]]
    Boundary.objects.create(area=world.areas["D1"], geometry={"type": "Polygon", "coordinates": [ring]})
    page = signed_in("specialist", "en").get("/areas/map/?level=2").content.decode()
    assert page.count('class="outline ') == 1
    assert "No outline is recorded for: District Two" in " ".join(re.sub(r"<[^>]+>", " ", page).split())
