"""How far an event has come, and what may follow."""

from collections.abc import Mapping
from datetime import date

from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.lineage import Standing
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.states import Transitions

PLANNED, STAGED, IN_FORCE, WITHDRAWN = (standing.value for standing in Standing)
COMING = (PLANNED, STAGED)

# Each standing with its label and who must act in it.
STATES: Mapping[str, tuple[str, str]] = {
    PLANNED: (gettext_noop("planned"), gettext_noop("the specialists of the Office")),
    STAGED: (gettext_noop("staged"), gettext_noop("the specialists of the Office")),
    IN_FORCE: (gettext_noop("in force"), gettext_noop("nobody")),
    WITHDRAWN: (gettext_noop("withdrawn"), gettext_noop("nobody")),
}
MOVES = Transitions(
    {
        PLANNED: frozenset({STAGED, WITHDRAWN}),
        STAGED: frozenset({IN_FORCE, WITHDRAWN}),
        IN_FORCE: frozenset({WITHDRAWN}),
        WITHDRAWN: frozenset({STAGED}),
    }
)
ACTS: Mapping[str, str] = {
    "area_event.drafted": gettext_noop("drafted"),
    "area_event.revised": gettext_noop("revised"),
    "area_event.staged": gettext_noop("staged"),
    "area_event.activated": gettext_noop("activated"),
    "area_event.withdrawn": gettext_noop("withdrawn"),
    "area_event.staged_again": gettext_noop("staged again"),
    "area_event.heir_chosen": gettext_noop("heir of open work chosen"),
    # What the rooms that follow record of an event.
    "organisations.followed": gettext_noop("bodies and posts ended or went on with their units"),
    "organisations.given_back": gettext_noop("bodies and posts given back"),
    "tasks.transferred": gettext_noop("open tasks passed to heirs"),
    "tasks.given_back": gettext_noop("open tasks given back"),
    "conclusions.passed_on": gettext_noop("conclusions to be clarified passed to heirs"),
    "conclusions.given_back": gettext_noop("conclusions to be clarified given back"),
}


def require_move(code: str, old: str, new: str) -> None:
    """Let an event pass from one standing to another, or raise `Conflict` naming the one it has."""
    if new in MOVES.after(old):
        return
    raise Conflict(
        Message(
            gettext_noop("Event {code} is {old} and cannot become {new}."),
            {"code": code, "old": Message(STATES[old][0]), "new": Message(STATES[new][0])},
        ),
        remedy=gettext_noop("Read its history on its page."),
    )


def require_day(code: str, day: date, today: date) -> None:
    """An event takes force from its day on; raises `BadInput` before."""
    if today < day:
        raise BadInput(
            Message(
                gettext_noop("Event {code} takes force on {day}, not before."),
                {"code": code, "day": day},
            ),
            remedy=gettext_noop("Activate it from that day on."), place="day",
        )  # fmt: skip
