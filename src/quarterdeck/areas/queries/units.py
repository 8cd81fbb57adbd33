"""Units as they stood on a day."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q, QuerySet

from quarterdeck.areas.models import Area
from quarterdeck.areas.queries.register import ids, register, squares, steered_on
from quarterdeck.core.errors import NotFound
from quarterdeck.core.lineage import Standing, Unit
from quarterdeck.core.messages import Message, gettext_noop


def alive(day: date) -> QuerySet[Area]:
    """Units alive on a day, by level and code."""
    return Area.objects.filter(
        Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gt=day), standing=Standing.IN_FORCE.value
    )


def area(code: str, day: date) -> Area:
    """The unit that bore `code` on `day`; `NotFound` names both otherwise."""
    found = alive(day).filter(code=code).order_by("level").first()
    if found is None:
        raise NotFound(
            Message(gettext_noop("No unit had the code {code} on {day}."), {"code": code, "day": day}),
            remedy=gettext_noop("Check the code and the date; codes are reused with another meaning."),
        )
    return found


def version(uid: str) -> Area:
    """The version with this uid, whatever its standing; `NotFound` otherwise."""
    found = Area.objects.select_related("begun_by", "ended_by").filter(uid=uid).first()
    if found is None:
        raise NotFound(
            Message(gettext_noop("There is no unit {uid}."), {"uid": uid}),
            remedy=gettext_noop("Search for its name, or open the list of units on a day."),
        )
    return found


def children(code: str, day: date) -> QuerySet[Area]:
    """The units directly under `code` on a day, by code."""
    return alive(day).filter(parent_code=code)


def province(day: date) -> Area | None:
    """The unit that this store steers: marked when the store is set up."""
    return steered_on(day)


def kin(unit: Area) -> tuple[Unit, ...]:
    """The versions that people take for the same unit, oldest first; see `Register.thread`."""
    held = register(expected=unit.standing != Standing.IN_FORCE.value)
    return held.thread(held.units[unit.uid]) if unit.uid in held.units else ()


def thread_ids(unit: Area) -> list[int]:
    """The primary keys of those versions: whose figures make the series of the unit as it was."""
    keys = ids(expected=unit.standing != Standing.IN_FORCE.value)
    return [keys[one.uid] for one in kin(unit)] or [unit.pk]


def tiles(day: date, level: int) -> Mapping[str, tuple[int, int]]:
    """Column and row of each unit's square on the tile map of a day, by code; empty where there is no layout."""
    return {one.code: (one.column, one.row) for one in squares() if one.level == level and one.holds_on(day)}


class Versions:
    """Finds the unit that bore a code on a day without asking the store each time."""

    def __init__(self) -> None:
        self._register, self._ids = register(), ids()

    def on(self, code: str, day: date) -> Area | None:
        """The unit that bore `code` on `day`, or None. Its row is not read: only what the register holds is set."""
        unit = self._register.on(code, day)
        if unit is None:
            return None
        return Area(
            pk=self._ids[unit.uid], uid=unit.uid, code=unit.code, level=unit.level, kind=unit.kind,
            name_vi=unit.name_vi, name_en=unit.name_en, parent_code=unit.parent_code, valid_from=unit.valid_from,
            valid_to=unit.valid_to,
        )  # fmt: skip

    def knows(self, code: str) -> bool:
        """Whether any unit ever bore the code."""
        return code in self._register.by_code
