"""Boundaries in degrees as paths of a drawing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Paths by key, the place and the room (width, height) of each name, and the size of the whole."""

    paths: Mapping[str, str]
    middles: Mapping[str, Point]
    rooms: Mapping[str, Point]
    width: int
    height: int


def drawn(geometries: Mapping[str, Any], width: int) -> Drawing:
    """GeoJSON polygons in degrees as paths, `width` wide: equirectangular, north up.

    The scale is the same both ways at the middle latitude, by whose cosine degrees of longitude are shortened.
    """
    rings = {key: list(_rings(geometry)) for key, geometry in geometries.items()}
    points = [point for several in rings.values() for ring in several for point in ring]
    if not points:
        return Drawing({}, {}, {}, width, 0)
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrow = cos(radians((south + north) / 2))
    scale = width / max((east - west) * narrow, 1e-9)
    placed = {
        key: [[((x - west) * narrow * scale, (north - y) * scale) for x, y in ring] for ring in several]
        for key, several in rings.items()
        if several
    }
    paths = {key: "".join(_path(ring) for ring in several) for key, several in placed.items()}
    boxes = {key: _box(max(several, key=_area)) for key, several in placed.items()}
    middles = {key: ((left + right) / 2, (top + low) / 2) for key, (left, top, right, low) in boxes.items()}
    rooms = {key: (right - left, low - top) for key, (left, top, right, low) in boxes.items()}
    return Drawing(paths, middles, rooms, width, round((north - south) * scale))


def _rings(geometry: Any) -> Iterator[list[Point]]:
    coordinates = geometry.get("coordinates", ())
    polygons = {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(geometry.get("type"), ())
    for polygon in polygons:
        for ring in polygon:
            yield [(float(point[0]), float(point[1])) for point in ring]


def _path(ring: Iterable[Point]) -> str:
    """Points that fall on one place of the drawing are written once, so that neighbours still share their border."""
    return "M" + "L".join(dict.fromkeys(f"{x:.1f} {y:.1f}" for x, y in ring)) + "Z"


def _area(ring: Sequence[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, (*ring[1:], ring[0]), strict=True))) / 2


def _box(ring: Sequence[Point]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what a ring fills: the middle of it is good enough for a name."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return min(xs), min(ys), max(xs), max(ys)
