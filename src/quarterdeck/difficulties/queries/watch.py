"""Read the watch list: what stands on it, since when, who owns it, by which decision it left."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from quarterdeck.audit.models import Line
from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.difficulties.models import WatchEntry
from quarterdeck.people.models import Organisation
from quarterdeck.web.searching import holding

ON, LEFT = "on", "left"
SORTS: Mapping[str, tuple[object, ...]] = {
    "longest": ("since", "code"),
    "newest": ("-since", "-code"),
    "left": (F("removed_on").desc(nulls_last=True), "code"),
    "code": ("code",),
}


def entries() -> QuerySet[WatchEntry]:
    """Every entry, also those that left, with its owner and documents."""
    return WatchEntry.objects.select_related("owner", "document", "removed_by_document")


def entry(code: str) -> WatchEntry:
    """The entry with this code; `NotFound` otherwise."""
    found = entries().filter(code=code).first()
    if found is None:
        raise NotFound(Message(gettext_noop("The watch list has no entry {code}."), {"code": code}),
                       remedy=gettext_noop("Look it up in the watch list."))  # fmt: skip
    return found


def listed(*, search: str = "", state: str = "", owner: str = "", sort: str = "longest") -> QuerySet[WatchEntry]:
    """The entries that meet every condition; `state` is "on" (still on the list) or "left"."""
    found = entries()
    found = found.filter(holding(search))
    if state:
        found = found.filter(removed_on__isnull=state == ON)
    if owner:
        found = found.filter(owner__code=owner)
    return found.annotate(asked=Count("difficulties")).order_by(*SORTS[sort])


def counts() -> dict[str, int]:
    """How many entries stand on the list and how many left it; together all that ever stood on it."""
    on = Q(removed_on__isnull=True)
    return WatchEntry.objects.aggregate(on=Count("pk", filter=on), left=Count("pk", filter=~on))


def days_on(one: WatchEntry, day: date) -> int:
    """How many days it stood on the list, up to the day it left."""
    return max(((one.removed_on or day) - one.since).days, 0)


def standing_on_list() -> QuerySet[WatchEntry]:
    """The entries that a difficulty may ask to take off, by code."""
    return entries().filter(removed_on__isnull=True).order_by("code")


def owners() -> QuerySet[Organisation]:
    """The bodies that own or owned entries, by name."""
    return Organisation.objects.filter(watch_entries__isnull=False).distinct().order_by("name_vi")


def history(one: WatchEntry) -> QuerySet[Line]:
    """What was done with an entry, oldest first."""
    return Line.objects.filter(about_kind="watch", about=one.code).order_by("id")
