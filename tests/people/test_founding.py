"""A body is founded with the posts of its kind, gets other posts, and becomes the heir of a body that ends."""

from datetime import date

import pytest

from quarterdeck.areas.models import Area
from quarterdeck.audit.models import Line
from quarterdeck.core.errors import BadInput, Conflict, QuarterdeckError, Refused
from quarterdeck.people.actions import BodyDraft, add_post, found_organisation
from quarterdeck.people.models import Organisation, Post
from quarterdeck.people.queries import bodies
from quarterdeck.people.queries.founding import heir_of, kinds, unit_meant, units
from quarterdeck.people.queries.touched import touched
from quarterdeck.people.rules import meant, posts_of_kind, proposed_code
from quarterdeck.web import packs
from tests.people.merger import DAY, merger, unit
from tests.world import MERGER, NOW, TODAY, World


def draft(world: World, **fields: object) -> BodyDraft:
    plain: dict[str, object] = {
        "code": "", "name_vi": "Sở Ngoại vụ", "name_en": "Department of Foreign Affairs", "kind": "department",
        "line": "state", "area": world.areas["P"], "parent": world.organisations["UBND"], "valid_from": TODAY,
    }  # fmt: skip
    return BodyDraft(**(plain | fields))


def found(world: World, by: str = "admin", **fields: object) -> Organisation:
    return found_organisation(draft=draft(world, **fields), by=world.actor(by), at=NOW)


def test_a_body_is_founded_with_the_posts_of_its_kind_and_one_line_in_the_record(world: World) -> None:
    made = found(world)
    assert (made.code, made.valid_from, made.parent) == ("SNV", TODAY, world.organisations["UBND"])
    posts = list(made.posts.values_list("code", "name_vi", "role", "valid_from"))
    assert posts == [
        ("SNV-CV", "Chuyên viên Sở Ngoại vụ", "unit_specialist", TODAY),
        ("SNV-GD", "Giám đốc Sở Ngoại vụ", "unit_leader", TODAY),
        ("SNV-PGD", "Phó Giám đốc Sở Ngoại vụ", "unit_leader", TODAY),
    ]
    line = Line.objects.get()
    assert (line.act, line.about, sorted(line.detail["posts"])) == (
        "organisation.founded", "SNV", ["SNV-CV", "SNV-GD", "SNV-PGD"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "error", "place"),
    [
        ({"name_en": ""}, BadInput, "name_en"),
        ({"kind": "castle"}, BadInput, "kind"),
        ({"line": "church"}, BadInput, "line"),
        ({"code": "STC"}, Conflict, "code"),
        ({"code": "sở"}, BadInput, "code"),
        ({"code": "S" * 41}, BadInput, "code"),
        ({"name_vi": "Sở Tài chính"}, Conflict, "name_vi"),
        ({"valid_from": date(2009, 12, 31)}, BadInput, "area"),
    ],
)
def test_what_cannot_be_used_is_said_beside_its_field_and_nothing_is_kept(
    world: World, fields: dict[str, object], error: type[QuarterdeckError], place: str
) -> None:
    before = (Organisation.objects.count(), Post.objects.count())
    with pytest.raises(error) as failure:
        found(world, **fields)
    assert failure.value.place == place
    assert (Organisation.objects.count(), Post.objects.count(), Line.objects.count()) == (*before, 0)


def test_a_parent_that_has_ended_is_refused(world: World) -> None:
    parent = world.organisations["UBND"]
    Organisation.objects.filter(pk=parent.pk).update(valid_to=TODAY)
    parent.refresh_from_db()
    with pytest.raises(BadInput, match="does not exist on the day"):
        found(world, parent=parent)


def test_a_code_of_a_post_that_is_taken_is_refused(world: World) -> None:
    Post.objects.filter(code="finance").update(code="SNV-GD")
    with pytest.raises(Conflict, match="SNV-GD is taken"):
        found(world)
    assert not Organisation.objects.filter(code="SNV").exists()


@pytest.mark.parametrize("person", ["specialist", "leader", "district"])
def test_only_who_administers_founds_bodies_and_adds_posts(world: World, person: str) -> None:
    with pytest.raises(Refused):
        found(world, by=person)
    with pytest.raises(Refused):
        post(world, by=person)


def post(world: World, by: str = "admin", **fields: object) -> Post:
    plain: dict[str, object] = {
        "organisation": world.organisations["STC"], "code": "STC-PGD", "name_vi": "Phó Giám đốc",
        "name_en": "Deputy Director", "role": "unit_leader", "valid_from": TODAY,
    }  # fmt: skip
    return add_post(**(plain | fields), by=world.actor(by), at=NOW)


def test_a_body_gets_another_post(world: World) -> None:
    made = post(world)
    assert (made.organisation.code, made.role, made.valid_from) == ("STC", "unit_leader", TODAY)
    assert Line.objects.get().about == "STC-PGD"


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"code": "finance"}, "code"), ({"code": "STC PGD"}, "code"), ({"role": "king"}, "role"),
        ({"name_vi": ""}, "name_vi"), ({"name_en": ""}, "name_en"),
    ],
)  # fmt: skip
def test_a_post_that_cannot_be_is_refused_beside_its_field(world: World, fields: dict[str, str], place: str) -> None:
    Post.objects.filter(code="finance").update(code="FINANCE")
    with pytest.raises((BadInput, Conflict)) as failure:
        post(world, **({"code": "FINANCE"} if fields.get("code") == "finance" else fields))
    assert failure.value.place == place


def test_a_post_begins_within_the_life_of_its_body(world: World) -> None:
    Organisation.objects.filter(code="STC").update(valid_from=TODAY)
    with pytest.raises(BadInput) as failure:
        post(world, valid_from=date(2024, 3, 26))
    assert failure.value.place == "valid_from"


def test_what_is_founded_after_an_ended_body_becomes_its_heir(world: World) -> None:
    Organisation.objects.filter(code="UBND-D2").update(kind="district_committee")
    change = merger(world)
    (orphan,) = [one for one in touched(change) if str(one.what) == "Bodies that end without an heir"]
    assert orphan.examples[0].title == "Lập Ủy ban nhân dân Thành phố Một"
    assert orphan.examples[0].url == "/people/bodies/new/?after=UBND-D2&unit=D1%402024-07-01"
    start = heir_of("UBND-D2", "D1@2024-07-01")
    assert start | {"short_vi": "", "short_en": ""} == start
    area = unit_meant(start.pop("area"), start["valid_from"])
    assert area.uid == "D1@2024-07-01"
    made = found(world, **{**start, "area": area, "parent": None})
    assert (made.code, made.valid_from) == ("UBND-D1", DAY)
    assert bodies(change).heir_organisation(Organisation.objects.get(code="UBND-D2")) == made


def test_nothing_is_proposed_for_a_unit_that_is_not_known_and_only_the_unit_without_a_body(world: World) -> None:
    assert heir_of("UBND-D2", "nowhere") == {}
    assert heir_of("", "D1@2010-01-01") == {"area": "D1 Thành phố Một", "valid_from": date(2010, 1, 1)}


def test_units_to_choose_from_are_those_of_the_province_on_the_day(world: World) -> None:
    Area.objects.create(uid="Q@2010-01-01", code="Q", level=1, kind="province", name_vi="Tỉnh khác",
                        name_en="Another", valid_from=date(2010, 1, 1))  # fmt: skip
    assert [one.code for one in units(TODAY)] == ["P", "D1", "D2", "C1", "C2", "C3"]
    assert [one.code for one in units(MERGER)] == ["P", "D1", "D2", "C3", "C4"]


def test_a_unit_is_meant_by_its_code_or_by_its_name_with_and_without_accents(world: World) -> None:
    known = [unit(one) for one in Area.objects.order_by("code")]
    told = {text: [one.code for one in meant(text, known)] for text in (
        "D2", "D2 Huyện Hai", "huyen hai", "Hai", "xã hai", "Xã", "C2 Xã Một", "D1@2010-01-01", "", "Nowhere",
    )}  # fmt: skip
    assert told == {
        "D2": ["D2"], "D2 Huyện Hai": ["D2"], "huyen hai": ["D2"], "Hai": ["C2", "D2"], "xã hai": ["C2"],
        "Xã": ["C1", "C2", "C3", "C4"], "C2 Xã Một": [], "D1@2010-01-01": ["D1"], "": [], "Nowhere": [],
    }  # fmt: skip


@pytest.mark.parametrize(("text", "said"), [("Hai", "may be D2 Huyện Hai; C2 Xã Hai"), ("Nowhere", "No unit of the")])
def test_a_unit_that_is_not_clear_is_refused_with_those_it_may_be(world: World, text: str, said: str) -> None:
    with pytest.raises(BadInput, match=said) as failure:
        unit_meant(text, TODAY)
    assert failure.value.place == "area"


def test_a_code_is_built_as_those_of_its_kind_else_from_the_first_letters() -> None:
    alike, unit_two, name = (
        [("UBND-213", "213"), ("UBND-215", "215")],
        ("221", "Huyện Hai"),
        "Ủy ban nhân dân huyện Hai",
    )
    assert proposed_code(name, unit_two, alike, set()) == "UBND-221"
    assert proposed_code("Hội đồng", unit_two, alike, {"UBND-221"}) == "UBND-221-2"
    assert proposed_code(name, unit_two, [*alike, ("X-9", "9")], set()) == "UBND-221"
    assert proposed_code(name, ("", ""), [], set()) == "UBNDHH"
    assert proposed_code("Đài Phát thanh, Truyền hình", ("24", "Tỉnh"), [], {"DPTTH", "DPTTH-2"}) == "DPTTH-3"
    assert proposed_code("Huyện Hai", unit_two, [], set()) == "221"


@pytest.mark.parametrize("pack", packs.available())
def test_every_kind_of_a_pack_has_a_name_in_both_languages_and_posts_with_codes(pack: str) -> None:
    data = packs.read(pack, "organisations.yaml")
    assert set(data["kinds"]) == set(data["posts_of_kind"])
    assert all(one["name_vi"] and one["name_en"] for one in data["kinds"].values())
    for kind in data["kinds"]:
        made = posts_of_kind(data["posts_of_kind"][kind], code="X", name_vi="Cơ quan", name_en="Body")
        assert len({one.code for one in made}) == len(made)
        assert all("{" not in one.name_vi + one.name_en for one in made)


def test_kinds_come_in_the_order_of_the_pack(db: None) -> None:
    assert next(iter(kinds())) == "party_committee"
