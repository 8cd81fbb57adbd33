"""Simplify outlines so that neighbours still touch: a border that two units share is simplified once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import cos, radians
from typing import Any

from quarterdeck.areas.rules.geojson import Point, Polygons, Ring

METRES_PER_DEGREE = 111_320
DECIMALS = 5  # of a degree: about a metre


def simplify(outlines: Sequence[Polygons], metres: float) -> list[Polygons]:
    """The outlines with every point left out that is nearer than `metres` to the line between those that stay.

    Points are rounded to a metre first. Rings that would become less than a triangle keep their points.
    """
    rounded = [_rounded(polygons) for polygons in outlines]
    if metres <= 0:
        return rounded
    rings = [ring for polygons in rounded for polygon in polygons for ring in polygon]
    junctions = _junctions(rings)
    north = [point[1] for ring in rings for point in ring]
    scale = (METRES_PER_DEGREE * cos(radians((min(north) + max(north)) / 2)), METRES_PER_DEGREE) if north else (1, 1)
    made: dict[tuple[Point, ...], tuple[Point, ...]] = {}

    def simple(ring: Ring) -> Ring:
        points: list[Point] = []
        for arc in _arcs(ring, junctions):
            turned = arc[::-1] < arc
            key = arc[::-1] if turned else arc
            if key not in made:
                made[key] = _thinned(key, metres, scale)
            points.extend((made[key][::-1] if turned else made[key])[bool(points) :])
        return tuple(points) if len(set(points)) >= 3 else ring

    return [tuple(tuple(simple(ring) for ring in polygon) for polygon in polygons) for polygons in rounded]


def geometry(polygons: Polygons) -> dict[str, Any]:
    """The polygons as a GeoJSON geometry."""
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": [[list(point) for point in ring] for ring in polygons[0]]}
    return {
        "type": "MultiPolygon",
        "coordinates": [[[list(point) for point in ring] for ring in polygon] for polygon in polygons],
    }


def _rounded(polygons: Polygons) -> Polygons:
    return tuple(tuple(_ring(ring) for ring in polygon) for polygon in polygons)


def _ring(ring: Ring) -> Ring:
    points: list[Point] = []
    for east, north in ring:
        point = (round(east, DECIMALS), round(north, DECIMALS))
        if not points or point != points[-1]:
            points.append(point)
    return tuple(points) if len(set(points)) >= 3 else ring


def _junctions(rings: Iterable[Ring]) -> set[Point]:
    """Points where borders part: where the rings through them have other neighbours than two."""
    beside: dict[Point, set[Point]] = defaultdict(set)
    for ring in rings:
        for before, here, after in zip((ring[-2], *ring[:-2]), ring[:-1], ring[1:], strict=True):
            beside[here].update((before, after))
    # Where two rings run together and a third ends, the neighbours are more than two.
    return {point for point, neighbours in beside.items() if len(neighbours) > 2}


def _arcs(ring: Ring, junctions: set[Point]) -> list[tuple[Point, ...]]:
    """The ring cut at its junctions; a ring with none is cut at its least and at its greatest point."""
    cuts = [place for place, point in enumerate(ring[:-1]) if point in junctions]
    if not cuts:
        ends = {min(ring), max(ring)}
        cuts = [place for place, point in enumerate(ring[:-1]) if point in ends]
    turned = (*ring[cuts[0] : -1], *ring[: cuts[0] + 1])
    places = [cut - cuts[0] for cut in cuts] + [len(turned) - 1]
    return [turned[start : end + 1] for start, end in pairwise(places)]


def _thinned(arc: tuple[Point, ...], metres: float, scale: tuple[float, float]) -> tuple[Point, ...]:
    """The arc after Douglas and Peucker, with its two ends."""
    kept = {0, len(arc) - 1}
    waiting = [(0, len(arc) - 1)]
    while waiting:
        first, last = waiting.pop()
        far, place = 0.0, 0
        for middle in range(first + 1, last):
            distance = _distance(arc[middle], arc[first], arc[last], scale)
            if distance > far:
                far, place = distance, middle
        if far > metres:
            kept.add(place)
            waiting += [(first, place), (place, last)]
    return tuple(arc[place] for place in sorted(kept))


def _distance(point: Point, start: Point, end: Point, scale: tuple[float, float]) -> float:
    """How far a point is from the line between two others, in metres."""
    across, up = (end[0] - start[0]) * scale[0], (end[1] - start[1]) * scale[1]
    east, north = (point[0] - start[0]) * scale[0], (point[1] - start[1]) * scale[1]
    length = across * across + up * up
    along = max(0.0, min(1.0, (east * across + north * up) / length)) if length else 0.0
    return float(((east - along * across) ** 2 + (north - along * up) ** 2) ** 0.5)
