"""Choose who takes over the open work of a unit that several units succeed."""

from datetime import datetime

from quarterdeck.areas.actions.revision import record_change
from quarterdeck.areas.actions.rows import locked
from quarterdeck.areas.actions.writing import one_writer
from quarterdeck.areas.models import AreaEvent
from quarterdeck.areas.queries.events import change_of
from quarterdeck.areas.rules.standing import COMING, STATES
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require


@one_writer
def choose_heir(*, event: AreaEvent, unit: str, heir: str, version: int, by: Actor, at: datetime) -> AreaEvent:
    """Let the successor `heir` take over the open work of `unit`, which the event ends; both are uids.

    Raises `BadInput` where the one does not succeed the other in this event, `Conflict` where the event is no longer to
    come or somebody changed it since `version`.
    """
    require(by, Right.CHANGE_AREAS)
    now = locked(event, version)
    if now.standing not in COMING:
        raise Conflict(
            Message(gettext_noop("Event {code} is {state}: its open work has passed on already."),
                    {"code": now.code, "state": Message(STATES[now.standing][0])}),
            remedy=gettext_noop("Hand single tasks over on their own pages."),
        )  # fmt: skip
    change = change_of(now)
    begun = {one.uid for one in change.begun}
    if heir not in begun or not any((one.predecessor, one.successor) == (unit, heir) for one in change.successions):
        raise BadInput(
            Message(gettext_noop("{heir} does not succeed {unit} in this event."), {"heir": heir, "unit": unit}),
            remedy=gettext_noop("Choose one of the units that it becomes."),
        )
    now.heirs = {**now.heirs, unit: heir}
    now.version += 1
    now.save()
    record_change(
        act="area_event.heir_chosen", about_kind="area_event", about=now.code, by=by, at=at,
        detail={"unit": unit, "heir": heir},
    )  # fmt: skip
    return now
