"""Load the register and the tile maps of a country pack."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction

from quarterdeck.areas.actions.importing import import_register
from quarterdeck.areas.actions.revision import record_change
from quarterdeck.areas.models import Tile
from quarterdeck.areas.queries.comparing import Difference
from quarterdeck.areas.rules.bulk import keeping_everything
from quarterdeck.areas.rules.registers import FILES, read_register
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.web import packs


class TileRow(NamedTuple):
    """The place of a unit's square on the tile map."""

    code: str
    level: int
    column: int
    row: int
    valid_from: date | None = None
    valid_to: date | None = None


@transaction.atomic
@keeping_everything()
def load_pack(*, pack: str, steered: str, as_of: date, by: Actor, at: datetime) -> Mapping[str, Difference]:
    """Store the whole register of a country pack; events later than `as_of` are planned. See `import_register`.

    Its rows are not checked for integrity: the tests of the pack do that.
    """
    require(by, Right.ADMINISTER)
    register = read_register({name: packs.content(pack, f"areas/{name}") for name in FILES})
    return import_register(register=register, steered=steered, as_of=as_of, by=by, at=at)


@transaction.atomic
def load_tiles(*, rows: Sequence[TileRow], by: Actor, at: datetime) -> int:
    """Lay out the tile maps anew; returns how many squares there are."""
    require(by, Right.ADMINISTER)
    Tile.objects.all().delete()
    Tile.objects.bulk_create(Tile(**row._asdict()) for row in rows)
    record_change(act="areas.tiles_laid", about_kind="area", about="", by=by, at=at, detail={"tiles": len(rows)})
    return len(rows)
