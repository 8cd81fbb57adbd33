"""Look at an entry again, confirm what it says, and withdraw it."""

from datetime import datetime

from django.db import transaction

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.handbook.actions.moving import lock, note, require_move, require_second, signed
from quarterdeck.handbook.models import Check, Entry
from quarterdeck.handbook.queries.entries import may_confirm
from quarterdeck.handbook.queries.grounds import touches


@transaction.atomic
def confirm_still_holds(*, entry: Entry, reason: str, version: int, by: Actor, at: datetime) -> Entry:
    """A curator looked at what was done to the grounds: the answer holds as it is. What comes later counts again."""
    require(by, Right.CURATE_HANDBOOK)
    now = lock(entry, version)
    reason = _said(reason, gettext_noop("That an answer still holds is said with the reason."))
    seen = touches([now.pk]).get(now.pk, ())
    if not seen:
        raise BadInput(gettext_noop("Nothing was done to the grounds of this entry since it was checked."),
                       remedy=gettext_noop("Word it anew where it has to be."))  # fmt: skip
    Check.objects.bulk_create(
        Check(entry=now, relation=one.relation, outcome=Check.HOLDS, note=reason, at=at, by=signed(by)) for one in seen
    )
    now.version += 1
    now.save(update_fields=["version"])
    note("held", now, by, at, reason=reason, documents=[one.by.number for one in seen])
    return now


@transaction.atomic
def confirm_wording(*, entry: Entry, version: int, by: Actor, at: datetime) -> Entry:
    """A second person confirms what an entry says: a curator, a leader, or the body whose answer it is.

    Twice changes nothing. `Refused` for whoever worded it, and for everybody else.
    """
    require(by, Right.CURATE_HANDBOOK if not may_confirm(entry, by) else Right.READ)
    now = lock(entry, version)
    if now.confirmed_by or now.state == Entry.WITHDRAWN:
        return now
    require_second(now, by)
    now.confirmed_by, now.confirmed_at, now.version = signed(by), at, now.version + 1
    now.save(update_fields=["confirmed_by", "confirmed_at", "version"])
    note("confirmed", now, by, at)
    return now


@transaction.atomic
def withdraw_entry(*, entry: Entry, reason: str, version: int, by: Actor, at: datetime) -> Entry:
    """Take an entry out of the handbook, with the reason. Its number is never given again; its page stays."""
    require(by, Right.CURATE_HANDBOOK)
    now = lock(entry, version)
    require_move(now, Entry.WITHDRAWN)
    reason = _said(reason, gettext_noop("An entry is withdrawn with a reason only."))
    now.state, now.version = Entry.WITHDRAWN, now.version + 1
    now.save(update_fields=["state", "version"])
    note("withdrawn", now, by, at, reason=reason)
    return now


def _said(reason: str, missing: str) -> str:
    reason = reason.strip()
    if not reason:
        raise BadInput(missing, place="reason", remedy=gettext_noop("Write at least one sentence."))
    return reason
