"""End bodies with their units, or take them along to the new version; and give them back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import models, transaction

from quarterdeck.areas.models import Area
from quarterdeck.audit.actions import record
from quarterdeck.core.errors import Conflict
from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.core.links import Moved
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.people.actions.ending import Living, end_of, end_rows
from quarterdeck.people.models import Membership, Organisation, Post
from quarterdeck.people.queries.following import AREA, END, MEMBERSHIP_END, POST_END, Bodies, bodies

ROOM = "people"
# What ends, by kind of transfer: its table and the field that names a row of it.
ENDED: Mapping[str, tuple[type[Living], str]] = {
    END: (Organisation, "code"), POST_END: (Post, "code"), MEMBERSHIP_END: (Membership, "pk"),
}  # fmt: skip


@transaction.atomic
def follow_change(*, change: AreaChange, by: Actor, at: datetime) -> list[Moved]:
    """End the bodies of units that disappear, with their posts and memberships; let the others belong to the new
    version. Nothing ends twice: what has already ended is left as it is.
    """
    require(by, Right.CHANGE_AREAS)
    found = bodies(change)
    held = Membership.objects.filter(post__in=[one.pk for one in found.posts]).select_related("post")
    moved = [
        *_take_along(found),
        *_end(END, found.ending, change.day, {pk: heir.code for pk, heir in found.heirs.items()}),
        *_end(POST_END, found.posts, change.day, {pk: heir.code for pk, heir in found.post_heirs.items()}),
        *_end(MEMBERSHIP_END, list(held), change.day, {}),
    ]
    _record("followed", change, moved, by, at)
    return moved


def _take_along(found: Bodies) -> list[Moved]:
    areas = {one.uid: one for one in Area.objects.filter(uid__in=found.places.values())}
    moved = []
    for one in found.staying:
        origin, heir = one.area.uid, found.places[one.area.uid]
        one.area = areas[heir]
        moved.append(Moved(ROOM, AREA, one.code, origin, heir))
    Organisation.objects.bulk_update(found.staying, ["area"])
    return moved


def _end(kind: str, rows: Iterable[Living], day: date, heirs: Mapping[int, str]) -> list[Moved]:
    """End rows on a day; each is told with the end that it had before."""
    table, name = ENDED[kind]
    return [
        Moved(ROOM, kind, str(getattr(one, name)), before.isoformat() if before else "", heirs.get(one.pk, ""))
        for one, before in end_rows(table, rows, day)
    ]


@transaction.atomic
def give_back(*, change: AreaChange, moved: Sequence[Moved], by: Actor, at: datetime) -> None:
    """Let bodies live on and belong to their unit as before; `Conflict` names what was changed since."""
    require(by, Right.CHANGE_AREAS)
    _bring_back([one for one in moved if one.kind == AREA])
    for kind in ENDED:
        _revive(kind, [one for one in moved if one.kind == kind], change.day)
    _record("given_back", change, moved, by, at)


def _bring_back(moved: Sequence[Moved]) -> None:
    areas = {one.uid: one for one in Area.objects.filter(uid__in=[one.origin for one in moved])}
    rows = {one.code: one for one in _locked(Organisation, "code", moved).select_related("area")}
    for one in moved:
        row = rows.get(one.ref)
        if row is None or row.area.uid != one.heir or one.origin not in areas:
            raise _changed(one.ref)
        row.area = areas[one.origin]
    Organisation.objects.bulk_update(rows.values(), ["area"])


def _revive(kind: str, moved: Sequence[Moved], day: date) -> None:
    table, name = ENDED[kind]
    rows = {str(getattr(one, name)): one for one in _locked(table, name, moved)}
    for one in moved:
        row = rows.get(one.ref)
        if row is None or row.valid_to != end_of(row, day):
            raise _changed(str(row or one.ref))
        row.valid_to = date.fromisoformat(one.origin) if one.origin else None
    table.objects.bulk_update(rows.values(), ["valid_to"])


def _locked(table: type[models.Model], name: str, moved: Iterable[Moved]) -> models.QuerySet:
    wanted = [one.ref for one in moved]
    return table._default_manager.select_for_update(of=("self",)).filter(**{f"{name}__in": wanted})


def _changed(name: str) -> Conflict:
    return Conflict(
        Message(gettext_noop("{name} was changed after the event took force and cannot be given back."),
                {"name": name}),
        remedy=gettext_noop("Set it as the event left it, or let another event follow."),
    )  # fmt: skip


def _record(act: str, change: AreaChange, moved: Iterable[Moved], by: Actor, at: datetime) -> None:
    refs: dict[str, list[str]] = {}
    for one in moved:
        refs.setdefault(one.kind, []).append(one.ref)
    if refs:
        record(act=f"organisations.{act}", about_kind="area_event", about=change.event.code, by=by, at=at, detail=refs)
