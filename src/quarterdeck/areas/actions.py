"""Load units of a country pack."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction

from quarterdeck.areas.models import Area
from quarterdeck.audit.actions import record
from quarterdeck.core.rights import Actor, Right, require


class UnitRow(NamedTuple):
    """One unit version as a pack lists it."""

    code: str
    level: int
    kind: str
    name_vi: str
    name_en: str
    parent_code: str
    valid_from: date
    valid_to: date | None
    tile: tuple[int, int] | None


@transaction.atomic
def load_units(*, rows: Sequence[UnitRow], steered: str, by: Actor, at: datetime) -> int:
    """Store the unit versions of a pack that are not there yet; `steered` is the code of the province.

    Returns how many were added. Versions that are already stored stay as they are.
    """
    require(by, Right.ADMINISTER)
    known = set(Area.objects.values_list("code", "valid_from"))
    made = [
        Area(
            code=row.code, level=row.level, kind=row.kind, name_vi=row.name_vi, name_en=row.name_en,
            parent_code=row.parent_code, valid_from=row.valid_from, valid_to=row.valid_to,
            tile_column=row.tile[0] if row.tile else None, tile_row=row.tile[1] if row.tile else None,
            steered=row.code == steered,
        )
        for row in rows
        if (row.code, row.valid_from) not in known
    ]  # fmt: skip
    Area.objects.bulk_create(made)
    record(act="areas.loaded", about_kind="area", about=steered, by=by, at=at, detail={"added": len(made)})
    return len(made)
