"""Give units their outlines."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from quarterdeck.areas.actions.revision import record_change
from quarterdeck.areas.models import Area, Boundary
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.files.actions import keep_file

GEOJSON = "application/geo+json"


@transaction.atomic
def draw_boundaries(
    *, geometries: Mapping[str, dict[str, Any]], name: str, content: bytes | None = None, by: Actor, at: datetime
) -> int:
    """Store the outline of each version, by uid, in place of one that it had; returns how many there are.

    `name` is the file that they were read from; with `content` the file itself is kept.
    """
    require(by, Right.ADMINISTER)
    kept = keep_file(name=name, media_type=GEOJSON, content=content, by=by, at=at) if content else None
    ids = dict(Area.objects.filter(uid__in=geometries).values_list("uid", "pk"))
    Boundary.objects.bulk_create(
        (Boundary(area_id=ids[uid], geometry=geometry, file=kept, source=name) for uid, geometry in geometries.items()),
        batch_size=200, update_conflicts=True, unique_fields=["area"], update_fields=["geometry", "file", "source"],
    )  # fmt: skip
    record_change(act="areas.outlined", about_kind="area", about=name, by=by, at=at, detail={"units": len(geometries)})
    return len(geometries)
