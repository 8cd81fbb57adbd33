"""What a map of units needs from the tables: squares and outlines."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from quarterdeck.areas.models import Boundary
from quarterdeck.areas.queries.units import tiles
from quarterdeck.core.lineage import Unit


def places(units: Iterable[Unit], day: date, level: int) -> Mapping[str, tuple[int, int]]:
    """Column and row of each unit's square, by uid; empty unless every unit has a place of its own."""
    layout = tiles(day, level)
    found = {unit.uid: layout[unit.code] for unit in units if unit.code in layout}
    complete = all(unit.uid in found for unit in units) and len(set(found.values())) == len(found)
    return found if complete else {}


def geometries(units: Iterable[Unit]) -> Mapping[str, Any]:
    """The GeoJSON geometry of each unit that has a boundary, by uid."""
    uids = [unit.uid for unit in units]
    return dict(Boundary.objects.filter(area__uid__in=uids).values_list("area__uid", "geometry"))
