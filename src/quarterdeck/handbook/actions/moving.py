"""What every act on an entry has in common: lock it, see that nobody saved meanwhile, move it, write it down."""

from datetime import datetime

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import Conflict, Refused
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor
from quarterdeck.handbook import rules
from quarterdeck.handbook.models import Entry


def lock(entry: Entry, version: int) -> Entry:
    """The entry as it is now, locked; `Conflict` where somebody saved since `version`."""
    now = Entry.objects.select_for_update().get(pk=entry.pk)
    if now.version != version:
        raise Conflict(
            Message(gettext_noop("Entry {number} was changed while you had it open."), {"number": now.number}),
            remedy=gettext_noop("Compare both, then keep theirs or save yours again."),
        )
    return now


def require_move(now: Entry, state: str) -> None:
    """`Conflict` where an entry in this state may not come into that one."""
    if state not in rules.MOVES.after(now.state):
        raise Conflict(
            Message(gettext_noop("This cannot be done now: the entry is {state}."),
                    {"state": Message(rules.STATES[now.state][0])}),
            remedy=gettext_noop("Read the history of the entry."),
        )  # fmt: skip


def require_second(now: Entry, by: Actor) -> None:
    """`Refused` where the actor worded the entry himself: a second person confirms what is published."""
    if is_author(now, by):
        raise Refused(
            gettext_noop("You worded this entry yourself: a second person confirms it."),
            remedy=gettext_noop("Ask the body whose answer it is, a leader or another curator to confirm it."),
        )


def is_author(now: Entry, by: Actor) -> bool:
    """Whether the actor is the person that worded the entry last."""
    if by.user_id is not None and now.worded_user is not None:
        return by.user_id == now.worded_user
    return now.worded_by == signed(by)


def signed(by: Actor) -> str:
    """Who acts, as records keep it."""
    return ", ".join(filter(None, (by.name, by.post_name)))[:300]


def note(act: str, about: Entry, by: Actor, at: datetime, reason: str = "", **detail: object) -> None:
    """One line in the record of acts."""
    record(act=f"handbook.{act}", about_kind="handbook", about=str(about.number), reason=reason, detail=detail, by=by,
           at=at)  # fmt: skip
