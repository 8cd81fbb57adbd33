"""Load units of a country pack."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction

from quarterdeck.areas.actions.revision import record_change
from quarterdeck.areas.models import Area, Tile
from quarterdeck.core.rights import Actor, Right, require


class UnitRow(NamedTuple):
    """One unit version as a pack lists it."""

    uid: str
    code: str
    level: int
    kind: str
    name_vi: str
    name_en: str
    parent_code: str
    valid_from: date
    valid_to: date | None


class TileRow(NamedTuple):
    """The place of a unit's square on the tile map."""

    code: str
    level: int
    column: int
    row: int
    valid_from: date | None = None
    valid_to: date | None = None


@transaction.atomic
def load_units(*, rows: Sequence[UnitRow], steered: str, by: Actor, at: datetime) -> int:
    """Store the unit versions of a pack that are not there yet; `steered` is the code of the province.

    Returns how many were added. Versions that are already stored stay as they are.
    """
    require(by, Right.ADMINISTER)
    known = set(Area.objects.values_list("uid", flat=True))
    made = [Area(steered=row.code == steered, **row._asdict()) for row in rows if row.uid not in known]
    Area.objects.bulk_create(made)
    record_change(act="areas.loaded", about_kind="area", about=steered, by=by, at=at, detail={"added": len(made)})
    return len(made)


@transaction.atomic
def load_tiles(*, rows: Sequence[TileRow], by: Actor, at: datetime) -> int:
    """Lay out the tile maps anew; returns how many squares there are."""
    require(by, Right.ADMINISTER)
    Tile.objects.all().delete()
    Tile.objects.bulk_create(Tile(**row._asdict()) for row in rows)
    record_change(act="areas.tiles_laid", about_kind="area", about="", by=by, at=at, detail={"tiles": len(rows)})
    return len(rows)
