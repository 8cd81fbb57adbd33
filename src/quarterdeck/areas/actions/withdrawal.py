"""Take events back: by a word while they are not in force, by a compensating event afterwards."""

from collections.abc import Sequence
from datetime import date, datetime

from quarterdeck.areas.actions.events import require_nothing_relies
from quarterdeck.areas.actions.revision import record_change
from quarterdeck.areas.actions.rows import locked, move_to, release, reopen
from quarterdeck.areas.actions.writing import one_writer
from quarterdeck.areas.models import AreaEvent
from quarterdeck.areas.queries import register
from quarterdeck.areas.queries.events import change_of
from quarterdeck.areas.rules.drafting import without
from quarterdeck.areas.rules.standing import IN_FORCE, WITHDRAWN, require_move
from quarterdeck.areas.rules.withdrawing import require_room
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.lineage import EventKind
from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.core.links import Moved, Touched, followers
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require


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
    now = locked(event, version)
    require_move(now.code, now.standing, WITHDRAWN)
    _require_words(now, reason, act)
    require_nothing_relies(now)
    given_back, held = 0, now.standing == IN_FORCE
    if held:
        change = change_of(now)
        require_room(change, register(), without(register(), change))
        _require_independent(change)
        given_back = _given_back(now, change, by, at)
        _compensate(now, reason, act, act_day, today)
    # The new versions go first: two versions with one code and first day are never in force at once.
    move_to(now, WITHDRAWN)
    (reopen if held else release)(now)
    record_change(
        act="area_event.withdrawn", about_kind="area_event", about=now.code, by=by, at=at, reason=reason.strip(),
        detail={"act": act.strip(), "given_back": given_back, "version": now.version},
    )  # fmt: skip
    return now


def _require_words(event: AreaEvent, reason: str, act: str) -> None:
    if not reason.strip():
        raise BadInput(gettext_noop("An event is withdrawn with a reason only."), place="reason",
                       remedy=gettext_noop("Say why it does not hold."))  # fmt: skip
    if event.standing == IN_FORCE and not act.strip():
        raise BadInput(gettext_noop("What is in force is withdrawn by a legal act only."), place="act",
                       remedy=gettext_noop("Cite the act that withdraws or corrects it."))  # fmt: skip


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


def _compensate(event: AreaEvent, reason: str, act: str, act_day: date | None, today: date) -> None:
    number = event.compensations.count() + 1
    kind = EventKind.WITHDRAWAL
    AreaEvent.objects.create(
        code=f"{event.code[:54]}-R{number}", kind=kind.value, day=today, adopted_on=today, act=act.strip(),
        act_day=act_day, title_vi=f"{kind.label_vi}: {event.title_vi}",
        title_en=f"{kind.label_en}: {event.title_en}" if event.title_en else "", standing=IN_FORCE, scope=event.scope,
        group=event.group, note=reason.strip(), compensates=event,
    )  # fmt: skip
