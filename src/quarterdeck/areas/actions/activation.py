"""Let events take force, in one transaction with everything that follows from it."""

from collections import Counter
from collections.abc import Mapping, MutableMapping, Sequence
from datetime import date, datetime

from quarterdeck.areas.actions.ground import carry_ground
from quarterdeck.areas.actions.revision import record_change
from quarterdeck.areas.actions.rows import locked, locked_all, move_to
from quarterdeck.areas.actions.writing import one_writer
from quarterdeck.areas.models import Area, AreaEvent, Transfer
from quarterdeck.areas.queries import register
from quarterdeck.areas.queries.events import change_of, ended
from quarterdeck.areas.queries.preview import layout
from quarterdeck.areas.queries.standing import unfounded, unsound
from quarterdeck.areas.rules.carrying import Square
from quarterdeck.areas.rules.standing import IN_FORCE, require_day, require_move
from quarterdeck.core.errors import Conflict
from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.core.links import followers
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require


@one_writer
def activate_event(*, event: AreaEvent, version: int, today: date, by: Actor, at: datetime) -> AreaEvent:
    """Let a staged event take force: end its units, begin the new ones, pass open work to the heirs.

    Raises `BadInput` before its day, and where a unit would be left without a parent, a code be borne twice or the
    shares be wrong; `Conflict` where somebody changed it since `version`, where it is not staged, or where a unit
    that it ends is not in force.
    """
    require(by, Right.CHANGE_AREAS)
    return _activated([locked(event, version)], today, by, at)[0]


@one_writer
def activate_events(*, versions: Mapping[str, int], today: date, by: Actor, at: datetime) -> list[AreaEvent]:
    """Let several staged events take force together, in the order of their days and places; all of them or none.

    `versions` maps the code of each to the version that was seen. The register has to be whole after the last of
    them, not in between.
    """
    require(by, Right.CHANGE_AREAS)
    return _activated(locked_all(versions), today, by, at)


def _activated(found: Sequence[AreaEvent], today: date, by: Actor, at: datetime) -> list[AreaEvent]:
    squares = layout([change_of(one) for one in found])
    changes = [_in_force(one, squares, today, by, at) for one in found]
    own = (one for event, change in zip(found, changes, strict=True) for one in unfounded(event, change))
    for refusal in (*own, *unsound(register(), changes)):
        raise refusal
    return list(found)


def _in_force(
    now: AreaEvent, squares: MutableMapping[tuple[str, int], Square], today: date, by: Actor, at: datetime
) -> AreaChange:
    require_move(now.code, now.standing, IN_FORCE)
    require_day(now.code, now.day, today)
    _require_in_force(now)
    # The ended versions first: two versions with one code and first day are never in force at once.
    Area.objects.filter(ended_by=now).update(valid_to=now.day, expected_to=None)
    move_to(now, IN_FORCE)
    change = change_of(now)
    carry_ground(change, squares)
    moved = _passed_on(now, change, by, at)
    record_change(
        act="area_event.activated", about_kind="area_event", about=now.code, by=by, at=at,
        detail={"day": now.day.isoformat(), "transfers": dict(moved), "version": now.version},
    )  # fmt: skip
    return change


def _require_in_force(now: AreaEvent) -> None:
    waiting = ended(now).exclude(standing=IN_FORCE).select_related("begun_by").first()
    if waiting is not None and waiting.begun_by is not None:
        raise Conflict(
            Message(gettext_noop("{unit} begins by {code} ({title}), which is not in force."),
                    {"unit": f"{waiting.name_vi} ({waiting.code})", "code": waiting.begun_by.code,
                     "title": waiting.begun_by.title_vi}),
            remedy=gettext_noop("Activate that event first, or both together."),
        )  # fmt: skip


def _passed_on(now: AreaEvent, change: AreaChange, by: Actor, at: datetime) -> Counter[str]:
    moved = [one for follower in followers() for one in follower.transfer(change, by, at)]
    Transfer.objects.bulk_create(
        Transfer(event=now, room=one.room, kind=one.kind, ref=one.ref, origin=one.origin, heir=one.heir, at=at)
        for one in moved
    )
    return Counter(one.room for one in moved)
