"""Take events back: by a word while they are not in force, by a compensating event afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from quarterdeck.areas.actions.events import require_nothing_relies
from quarterdeck.areas.actions.revision import record_change
from quarterdeck.areas.actions.rows import locked, locked_all, withdraw_rows
from quarterdeck.areas.actions.writing import one_writer
from quarterdeck.areas.models import AreaEvent
from quarterdeck.areas.queries import register
from quarterdeck.areas.queries.events import change_of
from quarterdeck.areas.rules.refusals import named
from quarterdeck.areas.rules.standing import IN_FORCE, WITHDRAWN, require_move
from quarterdeck.areas.rules.wholeness import dependants, flaws
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.lineage import EventKind
from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.core.links import Moved, Touched, followers
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require


@dataclass(frozen=True, slots=True)
class Ground:
    """Why events are withdrawn, by which act, and on which day."""

    reason: str
    act: str
    act_day: date | None
    today: date


@one_writer
def withdraw_event(
    *, event: AreaEvent, version: int, reason: str, act: str = "", act_day: date | None = None, today: date, by: Actor,
    at: datetime,
) -> AreaEvent:  # fmt: skip
    """Take an event back, with the reason. One in force needs a legal act too: a compensating event of today records
    it, the ended units live on, and what passed to their heirs is given back.

    Raises `Conflict` where something has come to depend on it, or somebody changed it since `version`; `BadInput`
    without a reason, or without an act where one is needed.
    """
    require(by, Right.CHANGE_AREAS)
    return _withdrawn([locked(event, version)], Ground(reason, act, act_day, today), by, at)[0]


@one_writer
def withdraw_events(
    *, versions: Mapping[str, int], reason: str, act: str = "", act_day: date | None = None, today: date, by: Actor,
    at: datetime,
) -> list[AreaEvent]:  # fmt: skip
    """Take several events back together, the last one first; all of them or none. See `withdraw_event`."""
    require(by, Right.CHANGE_AREAS)
    found = locked_all(versions)
    return _withdrawn(found[::-1], Ground(reason, act, act_day, today), by, at)


def _withdrawn(found: Sequence[AreaEvent], ground: Ground, by: Actor, at: datetime) -> list[AreaEvent]:
    before = {one.code: change_of(one) for one in found if one.standing == IN_FORCE}
    _require_unmoved(list(before.values()))
    for one in found:
        _taken_back(one, before.get(one.code), ground, by, at)
    for flaw in flaws(register(), list(before.values())):
        remedy = gettext_noop("Withdraw what was built on it first, or undo it by a new event.")
        raise Conflict(flaw.message, remedy=remedy)
    return list(found)


def _taken_back(now: AreaEvent, change: AreaChange | None, ground: Ground, by: Actor, at: datetime) -> None:
    """`change` is what an event in force had made, None where it is not in force."""
    require_move(now.code, now.standing, WITHDRAWN)
    _require_words(now, ground)
    require_nothing_relies(now)
    given_back = 0
    if change is not None:
        _require_independent(change)
        given_back = _given_back(now, change, by, at)
        _compensate(now, ground)
    withdraw_rows(now)
    record_change(
        act="area_event.withdrawn", about_kind="area_event", about=now.code, by=by, at=at, reason=ground.reason.strip(),
        detail={"act": ground.act.strip(), "given_back": given_back, "version": now.version},
    )  # fmt: skip


def _require_words(event: AreaEvent, ground: Ground) -> None:
    if not ground.reason.strip():
        raise BadInput(gettext_noop("An event is withdrawn with a reason only."), place="reason",
                       remedy=gettext_noop("Say why it does not hold."))  # fmt: skip
    if event.standing == IN_FORCE and not ground.act.strip():
        raise BadInput(gettext_noop("What is in force is withdrawn by a legal act only."), place="act",
                       remedy=gettext_noop("Cite the act that withdraws or corrects it."))  # fmt: skip


def _require_unmoved(changes: Sequence[AreaChange]) -> None:
    own = {unit.uid for change in changes for unit in change.begun}
    for change in changes:
        moved = [unit for unit in dependants(register(), change) if unit.uid not in own]
        if moved:
            raise Conflict(
                Message(gettext_noop("Other events have put {unit} under what {code} began."),
                        {"code": change.event.code, "unit": named(moved[0])}),
                remedy=gettext_noop("Withdraw the events of that day together."),
            )  # fmt: skip


def _require_independent(change: AreaChange) -> None:
    hanging: list[Touched] = [one for follower in followers() for one in follower.depending(change) if one.count]
    if hanging:
        raise Conflict(
            Message(gettext_noop("Since {code} took force, this has come to hang on its new units: {what}."),
                    {"code": change.event.code, "what": _listed(hanging)}),
            remedy=gettext_noop("Move or cancel it first, or undo the change by a new event."),
        )  # fmt: skip


def _listed(hanging: Sequence[Touched]) -> Message:
    names = {f"what{number}": one.what for number, one in enumerate(hanging)}
    text = "; ".join(f"{{what{number}}} ({one.count})" for number, one in enumerate(hanging))
    return Message(text, names)


def _given_back(event: AreaEvent, change: AreaChange, by: Actor, at: datetime) -> int:
    """Undo the transfers, the room furthest downstream first."""
    kept = list(event.transfers.filter(given_back_at__isnull=True))
    for follower in reversed(followers()):
        moved = [Moved(one.room, one.kind, one.ref, one.origin, one.heir) for one in kept if one.room == follower.room]
        if moved:
            follower.give_back(change, moved, by, at)
    event.transfers.filter(given_back_at__isnull=True).update(given_back_at=at)
    return len(kept)


def _compensate(event: AreaEvent, ground: Ground) -> None:
    number = event.compensations.count() + 1
    kind = EventKind.WITHDRAWAL
    AreaEvent.objects.create(
        code=f"{event.code[:54]}-R{number}", kind=kind.value, day=ground.today, adopted_on=ground.today,
        act=ground.act.strip(), act_day=ground.act_day, title_vi=f"{kind.label_vi}: {event.title_vi}",
        title_en=f"{kind.label_en}: {event.title_en}" if event.title_en else "", standing=IN_FORCE, scope=event.scope,
        group=event.group, note=ground.reason.strip(), compensates=event,
    )  # fmt: skip
