"""Planned events that build on units which will never be: those of withdrawn events, or of events like themselves."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db.models import Q

from quarterdeck.areas.models import Area, AreaEvent, Succession
from quarterdeck.core.lineage import Standing

COMING = (Standing.PLANNED.value, Standing.STAGED.value)


def dangling() -> frozenset[int]:
    """The keys of the planned and staged events that cannot come as they are: they end what was withdrawn."""
    return _building_on(Area.objects.filter(standing=Standing.WITHDRAWN.value).values_list("pk", flat=True))


def left_out(day: date, scopes: Collection[str]) -> list[AreaEvent]:
    """Those of them that would hold by a day, in provinces (by code); an event of no single province is among them."""
    keys = dangling()
    if not keys:
        return []
    found = AreaEvent.objects.filter(Q(scope="") | Q(scope__in=scopes), pk__in=keys, day__lte=day)
    return list(found.order_by("day", "order", "code"))


def building_on(of: Sequence[AreaEvent]) -> list[AreaEvent]:
    """The planned and staged events that would be left out if these were withdrawn, in the order of their days."""
    begun = Area.objects.filter(begun_by__in=of).values_list("pk", flat=True)
    own = [one.pk for one in of]
    return list(
        AreaEvent.objects.filter(pk__in=_building_on(begun)).exclude(pk__in=own).order_by("day", "order", "code")
    )


def _building_on(areas: Iterable[int]) -> frozenset[int]:
    """The planned events that end any of these versions, and those that end what such an event begins."""
    gone, found = set(areas), set[int]()
    if not gone:
        return frozenset()
    ends = [
        *Area.objects.filter(ended_by__standing__in=COMING).values_list("ended_by_id", "pk"),
        *Succession.objects.filter(event__standing__in=COMING).values_list("event_id", "predecessor_id"),
    ]
    while fresh := {event for event, area in ends if area in gone} - found:
        found |= fresh
        gone |= set(Area.objects.filter(begun_by__in=fresh).values_list("pk", flat=True))
    return frozenset(found)
