"""Who may change a draft: the organisation that brought it; at what it was asked about, the one that was asked.

Everybody else who may check drafts reads it. A text that was taken in is decided on by who took it in.
"""

from collections.abc import Collection, Mapping

from quarterdeck.core.errors import Refused
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.rights import SYSTEM, Actor, Right, require

CORRECT, UNDO, TEACH = "correct", "undo", "teach"
SET_ASIDE, TAKE_UP, ASK, CHECK_AGAIN, DECIDE = "set_aside", "take_up", "ask", "check_again", "decide"
# On which side of a text somebody stands.
OWN, ASKED, READER = "own", "asked", "reader"
MAY: Mapping[str, frozenset[str]] = {
    CORRECT: frozenset({OWN, ASKED}),
    UNDO: frozenset({OWN, ASKED}),
    TEACH: frozenset({OWN, ASKED}),
    SET_ASIDE: frozenset({OWN}),
    TAKE_UP: frozenset({OWN}),
    ASK: frozenset({OWN}),
    CHECK_AGAIN: frozenset({OWN}),
    DECIDE: frozenset({OWN}),
}


def side(actor: Actor, owner: str, asked: Collection[str] = ()) -> str:
    """On which side an actor stands. `owner` is the code of the organisation that brought the text; "" where nobody
    knows, or it has ended: then whoever may check drafts takes its place. `asked` are those that a claim was put to."""
    if actor == SYSTEM or owner in ("", actor.organisation):
        return OWN
    return ASKED if actor.organisation in asked else READER


def require_change(actor: Actor, act: str, owner: str, asked: Collection[str] = ()) -> None:
    """Let the act pass or raise `Refused` with the reason."""
    require(actor, Right.CHECK_DRAFT)
    if side(actor, owner, asked) not in MAY[act]:
        raise Refused(
            gettext_noop("This text was brought by another organisation; yours may read it."),
            remedy=gettext_noop("Tell that organisation what must be changed, or check your own text."),
        )


def acts_open_to(actor: Actor, owner: str, asked: Collection[str] = ()) -> frozenset[str]:
    """The acts that `require_change` would let pass."""
    if Right.CHECK_DRAFT not in actor.rights:
        return frozenset()
    return frozenset(act for act, sides in MAY.items() if side(actor, owner, asked) in sides)
