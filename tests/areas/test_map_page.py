"""The map through time: what happened on a day, squares in their places, outlines, and the way to other days."""

import re
from collections.abc import Callable

from django.test import Client

from quarterdeck.areas.models import Area, Boundary, Revision, Succession, Tile
from quarterdeck.areas.queries import forget
from tests.areas.test_pages import read
from tests.world import LONG_AGO, MERGER, World

SignIn = Callable[..., Client]


def test_the_map_says_what_happened_and_marks_what_changed(signed_in: SignIn) -> None:
    client = signed_in("specialist", "en")
    answer = client.get("/areas/map/?day=2025-01-01&level=3").content.decode()
    assert "Commune One, Commune Two merge into Commune Four." in answer
    assert len(re.findall(r'class="square [^"]*is-changed"', answer)) == 1
    assert "Nothing changed at this level on this day" in read(client, "/areas/map/?day=2024-06-01&level=3")
    early = read(client, "/areas/map/?day=2009-01-01")
    assert "Sample Province through time" in early
    assert "The register speaks of the province from 1 January 2010 on" in early


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


def test_a_unit_without_a_place_stands_beneath_and_the_others_keep_theirs(world: World, signed_in: SignIn) -> None:
    for place, code in enumerate(("C1", "C2")):
        Tile.objects.create(code=code, level=3, column=place, row=0)
    page = signed_in("specialist", "en").get("/areas/map/?level=3").content.decode()
    placed, beneath = page.split("Without a place in this layout", 1)
    assert '<li class="at-x1 at-y1">' in placed
    assert "C3@2010-01-01" not in placed
    assert "C3@2010-01-01" in beneath


def test_a_kind_is_drawn_the_same_on_every_day(world: World, signed_in: SignIn) -> None:
    Area.objects.filter(code="C2").update(kind="ward")
    Area.objects.filter(code="C4").update(kind="ward")
    Area.objects.create(uid="C7@2025-01-01", code="C7", level=3, kind="ward", name_vi="Phường Bảy",
                        name_en="Ward Seven",
                        parent_code="D1", valid_from=MERGER)  # fmt: skip
    forget()
    client = signed_in("specialist", "en")
    looks = [
        set(re.findall(r'swatch look-(\d)" aria-hidden="true"></span> (\w+):', client.get(address).content.decode()))
        for address in ("/areas/map/?day=2024-03-27&level=3", "/areas/map/?day=2025-01-01&level=3")
    ]
    assert looks[0] == looks[1] == {("0", "ward"), ("1", "commune")}


def test_a_province_that_merges_is_told_first(world: World, signed_in: SignIn) -> None:
    Area.objects.filter(uid="P@2010-01-01").update(valid_to=MERGER)
    make = {"level": 1, "kind": "province", "parent_code": ""}
    other = Area.objects.create(uid="Q@2010-01-01", code="Q", name_vi="Tỉnh Bạn", name_en="Friend Province",
                                valid_from=LONG_AGO, valid_to=MERGER, **make)  # fmt: skip
    new = Area.objects.create(uid="P@2025-01-01", code="P", name_vi="Tỉnh Mới", name_en="New Province", steered=True,
                              valid_from=MERGER, **make)  # fmt: skip
    for before in (world.areas["P"], other):
        Succession.objects.create(predecessor=before, successor=new, shares={"population": ["1", "exact"]})
    forget()
    page = signed_in("specialist", "en").get("/areas/map/?day=2025-01-01&level=3").content.decode()
    assert '<ul class="happened"><li>Sample Province, Friend Province merge into New Province.</li>' in page


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
