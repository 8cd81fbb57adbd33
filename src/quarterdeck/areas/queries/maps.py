"""What a map of units needs from the tables: squares and outlines."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from quarterdeck.areas.models import Boundary
from quarterdeck.areas.queries.units import tiles
from quarterdeck.core.lineage import Unit


def places(units: Collection[Unit], day: date, level: int) -> Mapping[str, tuple[int, int]]:
    """Column and row of the square of each unit that has a place of its own, by uid; empty unless most of them have."""
    layout, found = tiles(day, level), dict[str, tuple[int, int]]()
    for unit in units:
        place = layout.get(unit.code)
        if place is not None and place not in found.values():
            found[unit.uid] = place
    return found if 2 * len(found) > len(units) else {}


def geometries(units: Iterable[Unit]) -> Mapping[str, Any]:
    """The GeoJSON geometry of each unit that has a boundary, by uid."""
    uids = [unit.uid for unit in units]
    return dict(Boundary.objects.filter(area__uid__in=uids).values_list("area__uid", "geometry"))
