"""`quarterdeck areas boundaries`: outlines are matched with the units of a day, checked, simplified and kept."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.areas.actions.importing import import_register
from quarterdeck.areas.models import Boundary
from quarterdeck.areas.rules.geojson import Polygons, read_features
from quarterdeck.areas.rules.outlines import geometry, simplify
from quarterdeck.core.errors import BadInput
from quarterdeck.core.rights import SYSTEM
from tests.areas.registers import SMALL, read, run
from tests.world import NOW

SQUARE = [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]
BESIDE = [[[1, 0], [2, 0], [2, 1], [1, 1], [1, 0]]]


@pytest.fixture
def small(db: None) -> None:
    import_register(register=read(), by=SYSTEM, at=NOW)


def feature(properties: Mapping[str, Any], coordinates: Sequence[Any] = SQUARE) -> dict[str, Any]:
    return {
        "type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": coordinates}
    }  # fmt: skip


def written(path: Path, *features: Mapping[str, Any]) -> Path:
    file = path / "units.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return file


def test_features_are_matched_by_code_and_by_name_and_kept(small: None, tmp_path: Path) -> None:
    file = written(tmp_path, feature({"code": "4"}), feature({"name": "bb hill"}, BESIDE))
    dry = run("boundaries", file, "--date", "2016-01-01", "--level", "2")
    assert dry.exit_code == 0, dry.output
    assert "1 matched by code, 1 by name" in dry.output
    assert not Boundary.objects.exists()
    assert "Written: 2 outlines." in run("boundaries", file, "--date", "2016-01-01", "--commit").output
    kept = {one.area.uid: one for one in Boundary.objects.all()}
    assert set(kept) == {"4@2015", "5@2015"}
    (ring,) = kept["4@2015"].geometry["coordinates"]
    assert (ring[0], len(ring)) == (ring[-1], 5)
    assert {tuple(point) for point in ring} == {(0, 0), (1, 0), (1, 1), (0, 1)}
    assert (kept["5@2015"].source, kept["5@2015"].file.name) == ("units.geojson", "units.geojson")


def test_the_same_file_again_takes_the_place_of_the_old_outlines(small: None, tmp_path: Path) -> None:
    for coordinates in (SQUARE, BESIDE):
        run("boundaries", written(tmp_path, feature({"code": "4"}, coordinates)), "--date", "2016-01-01", "--commit")
    assert Boundary.objects.get().geometry["coordinates"][0][0] == [1, 0]


def test_strays_are_told_by_number_and_stop_everything(small: None, tmp_path: Path) -> None:
    file = written(
        tmp_path, feature({"code": "4"}), feature({"code": "4"}), feature({"code": "99", "name": "Nowhere"}),
        feature({"code": "5", "name": "Aa Bridges"}),
    )  # fmt: skip
    done = run("boundaries", file, "--date", "2016-01-01", "--level", "2", "--commit")
    assert done.exit_code == 1
    assert "feature 2 (duplicate): outlines 4 Aa Bridge, as feature 1" in done.stderr
    assert "feature 3 (unmatched): has the code 99 and the name Nowhere" in done.stderr
    assert "feature 4 (differs): is called Aa Bridges, but on this day 5 is Bb Hill" in done.stderr
    assert "1 units beside them have no outline: 5" in done.stdout
    assert not Boundary.objects.exists()
    accepted = run("boundaries", file, "--date", "2016-01-01", "--level", "2", "--commit", "--accept-matched")
    assert accepted.exit_code == 1
    assert Boundary.objects.get().area.uid == "4@2015"


def test_one_name_of_two_units_is_settled_by_the_unit_above(db: None, tmp_path: Path) -> None:
    units = [*SMALL["units.csv"], "7@2000,7,2,Cc,Cc,commune,K1,2000-01-01,"]
    import_register(register=read({**SMALL, "units.csv": units}), by=SYSTEM, at=NOW)
    both = run("boundaries", written(tmp_path, feature({"name": "Cc"})), "--date", "2016-01-01")
    assert "(ambiguous): is called Cc, as 2 units are: 6, 7" in both.stderr
    above = feature({"name": "Cc", "parent": "Canton One"})
    assert "1 by name" in run("boundaries", written(tmp_path, above), "--date", "2016-01-01").output


def test_codes_of_another_day_are_not_taken_for_those_of_this_one(small: None, tmp_path: Path) -> None:
    done = run("boundaries", written(tmp_path, feature({"code": "3"})), "--date", "2016-01-01")
    assert "(unmatched)" in done.stderr
    assert run("boundaries", written(tmp_path, feature({"code": "3"})), "--date", "2012-01-01").exit_code == 0


def test_a_code_that_another_unit_bears_is_never_passed_over_for_the_name(small: None, tmp_path: Path) -> None:
    file = written(tmp_path, feature({"code": "4", "name": "Bb Hill"}), feature({"code": "5"}))
    done = run("boundaries", file, "--date", "2016-01-01", "--commit")
    assert done.exit_code == 1
    assert "feature 1 (differs): is called Bb Hill, but on this day 4 is Aa Bridge" in done.stderr
    assert not Boundary.objects.exists()


def test_a_code_and_a_name_of_another_day_are_not_matched_by_the_name_alone(db: None, tmp_path: Path) -> None:
    units = ["7@2000,7,2,Cc,Cc,commune,K2,2000-01-01,2010-01-01", "8@2010,8,2,Cc,Cc,commune,K2,2010-01-01,"]
    files = {**SMALL, "units.csv": [line for line in SMALL["units.csv"] if "6@2000" not in line] + units}
    import_register(register=read(files), by=SYSTEM, at=NOW)
    old = written(tmp_path, feature({"code": "7", "name": "Cc"}))
    stale = run("boundaries", old, "--date", "2016-01-01")
    assert "feature 1 (differs): has the code 7 and the name Cc, which belong together only" in stale.stderr
    assert "1 matched by code" in run("boundaries", old, "--date", "2005-01-01").output
    assert "0 matched by code, 1 by name" in run(
        "boundaries", written(tmp_path, feature({"code": "VN-7", "name": "Cc"})), "--date", "2016-01-01"
    ).output  # fmt: skip


def test_a_code_on_two_levels_is_settled_by_the_name_or_by_the_level(db: None, tmp_path: Path) -> None:
    units = [*SMALL["units.csv"], "4@top,4,1,Canton Four,Canton Four,canton,,2000-01-01,"]
    import_register(register=read({**SMALL, "units.csv": units}), by=SYSTEM, at=NOW)
    named = written(tmp_path, feature({"code": "4", "name": "Aa Bridge"}))
    assert "1 matched by code" in run("boundaries", named, "--date", "2016-01-01").output
    bare = written(tmp_path, feature({"code": "4"}))
    told = run("boundaries", bare, "--date", "2016-01-01")
    assert "(ambiguous): has the code 4, which units of the levels 1, 2 bear: give --level" in told.stderr
    assert run("boundaries", bare, "--date", "2016-01-01", "--level", "1").exit_code == 0


def test_properties_with_other_names_can_be_named(small: None, tmp_path: Path) -> None:
    file = written(tmp_path, feature({"GMDNR": 4.0, "GMDNAME": "Aa Bridge"}))
    options = ("--code-property", "GMDNR", "--name-property", "GMDNAME")
    assert "1 matched by code" in run("boundaries", file, "--date", "2016-01-01", *options).output


def crs(name: str) -> dict[str, Any]:
    return {"type": "name", "properties": {"name": name}}


METRES = [[[600000, 200000], [601000, 200000], [601000, 201000], [600000, 200000]]]
BAD = {
    "no JSON": ("{", "not JSON"),
    "TopoJSON": ('{"type": "Topology"}', "TopoJSON"),
    "a list": ("[]", "FeatureCollection"),
    "no features": ('{"type": "FeatureCollection", "features": []}', "no features"),
    "no feature": ('{"type": "FeatureCollection", "features": [1]}', "feature 1"),
    "metres": (json.dumps({"type": "FeatureCollection", "features": [feature({}, METRES)]}), "EPSG:4326"),
    "a line": (
        json.dumps({"type": "FeatureCollection", "features": [feature({}, [[[0, 0], [1, 1], [0, 0]]])]}),
        "three points",
    ),
    "no area": (
        json.dumps({"type": "FeatureCollection", "features": [feature({}, [[[0, 0], [1, 1], [2, 2], [0, 0]]])]}),
        "feature 1: Its outline encloses no area",
    ),
    "an open ring": (
        json.dumps({"type": "FeatureCollection", "features": [feature({}, [SQUARE[0][:-1]])]}),
        "feature 1: One of its rings is open",
    ),
    "another projection": (
        json.dumps({"type": "FeatureCollection", "features": [feature({})], "crs": crs("urn:ogc:def:crs:EPSG::3405")}),
        'x.geojson, crs: The file is in the projection "urn:ogc:def:crs:EPSG::3405". Export it in WGS 84',
    ),
    "a long number": (
        '{"type": "FeatureCollection", "features": [' + "9" * 5001 + "]}",
        "A number in the file has thousands of digits",
    ),
    "a great number": (
        json.dumps({"type": "FeatureCollection", "features": [feature({}, [[[10**400, 0], [1, 1]]])]}),
        "not a point",
    ),
    "no list of features": ('{"type": "FeatureCollection"}', "The file has no features"),
    "no number": (
        json.dumps({"type": "FeatureCollection", "features": [feature({}, [[["a", 0], [1, 1]]])]}),
        "not a point",
    ),
    "a point": (
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": {"type": "Point"}}]}',
        "Only Polygon and MultiPolygon",
    ),
}


@pytest.mark.parametrize(("text", "said"), BAD.values(), ids=BAD)
def test_bad_geojson_is_refused_with_place_and_remedy(text: str, said: str) -> None:
    with pytest.raises(BadInput, match=said) as refused:
        read_features(text.encode(), "x.geojson")
    assert str(refused.value).startswith("x.geojson")
    assert str(refused.value.remedy)


@pytest.mark.parametrize(
    "name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326", "WGS 84",
             "http://www.opengis.net/def/crs/EPSG/0/4326"],
)  # fmt: skip
def test_degrees_in_wgs_84_may_be_declared(name: str) -> None:
    collection = {"type": "FeatureCollection", "features": [feature({"code": "4"})], "crs": crs(name)}
    assert len(read_features(json.dumps(collection).encode(), "x.geojson")) == 1


def test_a_ring_that_encloses_nothing_is_left_out_beside_one_that_does() -> None:
    sliver = [[[5, 5], [6, 6], [7, 7], [5, 5]]]
    parts = {"type": "MultiPolygon", "coordinates": [sliver, [*SQUARE, sliver[0]]]}
    one = {"type": "Feature", "properties": {}, "geometry": parts}
    (read_,) = read_features(json.dumps({"type": "FeatureCollection", "features": [one]}).encode(), "x.geojson")
    assert [len(polygon) for polygon in read_.polygons] == [1]
    assert set(read_.polygons[0][0]) == {(0, 0), (1, 0), (1, 1), (0, 1)}


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(BadInput, match="UTF-8"):
        read_features(b"\xff\xfe\x00", "x.geojson")


def wavy(left: float, right: float, border: Sequence[float]) -> Polygons:
    """A unit between two straight sides, its upper side along a border given from west to east."""
    steps = [left + (right - left) * place / (len(border) - 1) for place in range(len(border))]
    upper = [(east, 1 + north) for east, north in zip(steps, border, strict=True)]
    return ((((left, 0.0), (right, 0.0), *reversed(upper), (left, 0.0)),),)


@given(st.lists(st.floats(-0.01, 0.01), min_size=3, max_size=40))
def test_neighbours_keep_one_border_however_much_is_left_out(border: list[float]) -> None:
    south = wavy(0.0, 1.0, border)
    north = (((*reversed([point for point in south[0][0] if point[1] > 0.5]), (1.0, 2.0), (0.0, 2.0)),),)
    closed = ((((*north[0][0], north[0][0][0])),),)
    low, high = simplify([south, closed], 200)
    shared = {point for point in low[0][0] if point[1] > 0.5}
    assert shared == {point for point in high[0][0] if point[1] < 1.5}
    assert shared <= {(round(east, 5), round(up, 5)) for east, up in south[0][0]}


def test_points_near_the_line_are_left_out_and_corners_stay() -> None:
    ring = ((0.0, 0.0), (0.5, 0.0001), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0))
    (found,) = simplify([((ring,),)], 50)
    assert set(found[0][0]) == {(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)}
    (kept,) = simplify([((ring,),)], 0)
    assert len(kept[0][0]) == len(ring)
    assert geometry((*found, *found))["type"] == "MultiPolygon"
