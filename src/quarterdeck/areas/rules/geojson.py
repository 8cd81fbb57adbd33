"""Outlines of units as GeoJSON brings them, checked place by place."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from sys import float_info
from typing import Any, TypeAlias

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop

_DEGREES = ("CRS84", "CRS84H", "4326", "WGS84")
_LEAST_AREA = 1e-11  # square degrees: about a tenth of a square metre

Point: TypeAlias = tuple[float, float]
Ring: TypeAlias = tuple[Point, ...]
Polygons: TypeAlias = tuple[tuple[Ring, ...], ...]


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature; `number` counts from 1. Its polygons are rings of degrees east and north, closed."""

    number: int
    id: str
    properties: Mapping[str, str]
    polygons: Polygons


def read_features(content: bytes, name: str) -> list[Feature]:
    """The features of a GeoJSON file; numbers count from 1.

    Raises `BadInput`, naming the feature and the remedy, where it is no JSON, no collection of polygons, or not in
    degrees.
    """
    data = _data(content, name)
    if not isinstance(data, dict) or data.get("type") != "FeatureCollection":
        raise _no_collection(data, name)
    _check_projection(data.get("crs"), name)
    features = data.get("features")
    if not isinstance(features, list) or not features:
        raise BadInput(
            gettext_noop("The file has no features."), place=name,
            remedy=gettext_noop("Export the layer that holds the outlines of the units."),
        )  # fmt: skip
    return [_feature(one, number, name) for number, one in enumerate(features, 1)]


def _data(content: bytes, name: str) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as broken:
        raise BadInput(
            gettext_noop("The file is not written in UTF-8."), place=name,
            remedy=gettext_noop("GeoJSON is text in UTF-8: export it again."),
        ) from broken  # fmt: skip
    except (json.JSONDecodeError, RecursionError) as broken:
        line = getattr(broken, "lineno", 1)
        raise BadInput(
            gettext_noop("The file is not JSON."), place=f"{name}:{line}",
            remedy=gettext_noop("Export it as GeoJSON again, and see that the file is complete."),
        ) from broken  # fmt: skip
    except ValueError as broken:
        raise BadInput(
            gettext_noop("A number in the file has thousands of digits."), place=name,
            remedy=gettext_noop("Repair the geometry where it was drawn, and export it again."),
        ) from broken  # fmt: skip


def _no_collection(data: Any, name: str) -> BadInput:
    kind = str(data.get("type", "")) if isinstance(data, dict) else type(data).__name__
    return BadInput(
        Message(gettext_noop('The file holds "{kind}", not a FeatureCollection.'), {"kind": kind}), place=name,
        remedy=gettext_noop("Export it as GeoJSON with one feature for each unit; convert TopoJSON first."),
    )  # fmt: skip


def _check_projection(crs: Any, name: str) -> None:
    """Refuse a declared projection other than degrees in WGS 84; GeoJSON needs to declare none."""
    properties = crs.get("properties") if isinstance(crs, dict) else None
    told = properties.get("name", crs) if isinstance(properties, dict) else crs
    if crs is not None and re.split("[:/#]", str(told).upper().replace(" ", ""))[-1] not in _DEGREES:
        raise BadInput(
            Message(gettext_noop('The file is in the projection "{crs}".'), {"crs": str(told)[:80]}),
            place=f"{name}, crs",
            remedy=gettext_noop("Export it in WGS 84 (EPSG:4326), longitude first."),
        )


def _feature(one: Any, number: int, name: str) -> Feature:
    place = f"{name}, feature {number}"
    if not isinstance(one, dict) or one.get("type") != "Feature":
        raise BadInput(
            gettext_noop("This is not a feature."), place=place,
            remedy=gettext_noop('Each member of "features" is an object of the type Feature.'),
        )  # fmt: skip
    properties = one.get("properties") or {}
    if not isinstance(properties, dict):
        raise BadInput(
            gettext_noop("The properties are not an object."), place=place,
            remedy=gettext_noop("Write them as names with values: code, name."),
        )  # fmt: skip
    plain = {str(key): _plain(value) for key, value in properties.items() if isinstance(value, str | int | float)}
    return Feature(number, _plain(one.get("id", "")), plain, _polygons(one.get("geometry"), place))


def _plain(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _polygons(geometry: Any, place: str) -> Polygons:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise BadInput(
            Message(gettext_noop('Its geometry is "{kind}".'), {"kind": kind or "null"}), place=place,
            remedy=gettext_noop("Only Polygon and MultiPolygon are outlines of units: take other features out."),
        )  # fmt: skip
    parts = [geometry.get("coordinates")] if kind == "Polygon" else geometry.get("coordinates")
    found = (_polygon(part, place) for part in _some(parts, place))
    polygons = tuple(polygon for polygon in found if polygon)
    if not polygons:
        raise BadInput(
            gettext_noop("Its outline encloses no area."), place=place,
            remedy=gettext_noop("Repair the geometry where it was drawn, and export it again."),
        )  # fmt: skip
    return polygons


def _polygon(part: Any, place: str) -> tuple[Ring, ...]:
    """Its rings without those that enclose nothing, as rounding leaves them; none without an outer one."""
    outer, *holes = (_ring(ring, place) for ring in _some(part, place))
    return (outer, *(hole for hole in holes if hole)) if outer else ()


def _some(values: Any, place: str) -> Sequence[Any]:
    if not isinstance(values, list) or not values:
        raise _no_ring(place)
    return values


def _ring(values: Any, place: str) -> Ring:
    points = [_point(value, place) for value in _some(values, place)]
    if points[0] != points[-1]:
        raise BadInput(
            gettext_noop("One of its rings is open: its last point is not its first."), place=place,
            remedy=gettext_noop("Repair the geometry where it was drawn, and export it again."),
        )  # fmt: skip
    if len(points) < 4:
        raise _no_ring(place)
    return tuple(points) if abs(_area(points)) > _LEAST_AREA else ()


def _area(points: Sequence[Point]) -> float:
    """The area within a closed ring, in square degrees, reckoned from its first point to keep its digits."""
    left, low = points[0]
    near = [(east - left, north - low) for east, north in points]
    return sum(one[0] * two[1] - two[0] * one[1] for one, two in pairwise(near)) / 2


def _no_ring(place: str) -> BadInput:
    return BadInput(
        gettext_noop("Its coordinates are not closed rings of three points or more."), place=place,
        remedy=gettext_noop("Repair the geometry where it was drawn, and export it again."),
    )  # fmt: skip


def _point(value: Any, place: str) -> Point:
    numbers = value[:2] if isinstance(value, list) else ()
    if len(numbers) < 2 or not all(isinstance(one, int | float) and abs(one) <= float_info.max for one in numbers):
        raise BadInput(
            Message(gettext_noop("{value} is not a point."), {"value": json.dumps(value)[:40]}), place=place,
            remedy=gettext_noop("Write points as [longitude, latitude] in degrees."),
        )  # fmt: skip
    east, north = float(numbers[0]), float(numbers[1])
    if abs(east) > 180 or abs(north) > 90:
        raise BadInput(
            Message(gettext_noop("The point {east}, {north} is not in degrees."), {"east": east, "north": north}),
            place=place,
            remedy=gettext_noop(
                "Export it in WGS 84 (EPSG:4326), longitude first: these look like metres of another projection."
            ),
        )
    return east, north
