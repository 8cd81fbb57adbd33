"""What passes from unit to unit on the maps when an event takes force."""

from collections.abc import MutableMapping

from quarterdeck.areas.models import Area, Boundary, Tile
from quarterdeck.areas.rules.carrying import Square, same_ground, squares
from quarterdeck.core.lineage.change import AreaChange


def carry_ground(change: AreaChange, layout: MutableMapping[tuple[str, int], Square]) -> None:
    """Give the outline of a unit to the version with the same territory, and squares to units that have none.

    `layout` holds the squares of the day by code and level, and those given out too afterwards. They stay where an
    event is withdrawn: what no living unit bears is not shown.
    """
    pairs = {old.uid: new.uid for old, new in same_ground(change)}
    keys = dict(Area.objects.filter(uid__in=pairs.values(), boundary__isnull=True).values_list("uid", "pk"))
    outlines = Boundary.objects.filter(area__uid__in=pairs).select_related("area")
    Boundary.objects.bulk_create(
        Boundary(area_id=keys[pairs[one.area.uid]], geometry=one.geometry, file_id=one.file_id, source=one.source)
        for one in outlines
        if pairs[one.area.uid] in keys
    )
    given = {unit: square for unit, square in squares(change, layout).items() if square}
    Tile.objects.bulk_create(
        Tile(code=unit.code, level=unit.level, column=square[0], row=square[1], valid_from=change.day)
        for unit, square in given.items()
    )
    layout.update({(unit.code, unit.level): square for unit, square in given.items()})
