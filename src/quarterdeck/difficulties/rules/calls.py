"""Calls for difficulties: which units replied, which said that they have none, which still owe a reply."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.states import Transitions

CALL_OPEN, CALL_CLOSED = "open", "closed"
CALL_STATES: Mapping[str, tuple[str, str]] = {
    CALL_OPEN: (gettext_noop("open"), gettext_noop("the units asked")),
    CALL_CLOSED: (gettext_noop("closed"), gettext_noop("nobody")),
}
CALL_MOVES = Transitions({CALL_OPEN: frozenset({CALL_CLOSED}), CALL_CLOSED: frozenset({CALL_OPEN})})
CALL_ACTS: Mapping[str, str] = {
    "call.opened": gettext_noop("opened"),
    "call.replied": gettext_noop("replied"),
    "call.replied_nil": gettext_noop("replied: no difficulty"),
    "call.closed": gettext_noop("closed"),
    "call.reopened": gettext_noop("opened again"),
}
REPLIED, NIL, WAITING = "replied", "nil", "waiting"
REPLIES: Mapping[str, str] = {
    REPLIED: gettext_noop("replied"),
    NIL: gettext_noop("no difficulty"),
    WAITING: gettext_noop("no reply yet"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one unit asked stands: replied, nil or waiting, and how many days after the due date."""

    state: str
    days_late: int


def standing(*, replied_on: date | None, nil: bool, due: date, day: date) -> Standing:
    """Where a unit stands as of a day; a nil return is a reply, and what came late stays late."""
    state = WAITING if replied_on is None else NIL if nil else REPLIED
    return Standing(state, max(((replied_on or day) - due).days, 0))


def count(standings: Iterable[Standing]) -> dict[str, int]:
    """How many units stand where; the three states add up to all units asked, late ones counted once more."""
    found = list(standings)
    return {
        **{state: sum(one.state == state for one in found) for state in REPLIES},
        "late": sum(one.days_late > 0 for one in found),
        "asked": len(found),
    }
