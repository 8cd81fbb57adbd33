"""What a register says in fixed words is said in the reader's language; land without people is no 0 per cent."""

from collections.abc import Callable

from django.conf import settings
from django.test import Client
from django.utils import translation

from quarterdeck.areas.models import Area, AreaEvent, Succession
from quarterdeck.areas.queries import forget
from quarterdeck.areas.views.words import phrase
from quarterdeck.web import packs
from tests.areas.test_pages import TWO_DAYS, read
from tests.world import MERGER, World

SignIn = Callable[..., Client]


def give_land(world: World) -> None:
    """Commune Three gives land without people to Commune Four on the day of the merger."""
    before = world.areas["C3"]
    Area.objects.filter(pk=before.pk).update(valid_to=MERGER)
    after = Area.objects.create(uid="C3@2025-01-01", code="C3", level=3, kind="commune", name_vi="Xã Ba",
                                name_en="Commune Three", parent_code="D2", valid_from=MERGER)  # fmt: skip
    event = AreaEvent.objects.get(code="E1")
    for heir, people, land in ((after, "1", "3/4"), (Area.objects.get(uid="C4@2025-01-01"), "0", "1/4")):
        Succession.objects.create(
            predecessor=before, successor=heir, event=event, evidence="part: land without people",
            shares={"population": [people, "exact"], "land": [land, "counted"]},
        )  # fmt: skip
    forget()


def test_a_part_without_people_is_said_in_words(world: World, signed_in: SignIn) -> None:
    give_land(world)
    client = signed_in("specialist", "vi")
    for page in ("compare", "flow"):
        people = client.get(f"/areas/{page}/?{TWO_DAYS}&by=population").content.decode()
        assert "đất không có dân" in people
        assert "0%" not in people.split("<main", 1)[1].split("flow-key", 1)[0]
        assert "25%" in read(client, f"/areas/{page}/?{TWO_DAYS}&by=land&form=list")


def test_evidence_is_told_in_the_readers_language(world: World, signed_in: SignIn) -> None:
    give_land(world)
    address = "/areas/units/C3@2010-01-01/"
    assert "một phần diện tích, không có dân" in read(signed_in("specialist", "vi"), address)
    page = read(signed_in("specialist", "en"), address)
    assert "part of the land, without people" in page
    assert "part: land" not in page


def test_there_is_no_link_to_unchanged_units_where_there_are_none(world: World, signed_in: SignIn) -> None:
    give_land(world)
    client = signed_in("specialist", "en")
    for more in ("", "&changed=1"):
        page = read(client, f"/areas/compare/?{TWO_DAYS}{more}")
        assert "unchanged unit" not in page
        assert "Show only what changed" not in page


def test_the_pack_words_every_text_of_its_register_that_is_no_act() -> None:
    given = {row["basis"] for row in packs.rows("vn", "areas/succession.csv")}
    given |= {row["source"] for row in packs.rows("vn", "areas/units.csv") if "/" not in row["source"]}
    known = {one["text"] for one in packs.read(settings.PACK, "pack.yaml")["phrases"]}
    assert given - {""} == known
    with translation.override("vi"):
        assert phrase("the rest") == "phần còn lại"
        assert phrase("1658/NQ-UBTVQH15") == "1658/NQ-UBTVQH15"
