"""Pass cases of the watch list and owed replies to the heirs of bodies that end, and give them back.

Parts of the acts in `following`, which check the right and hold the transaction.
"""

from collections.abc import Sequence
from datetime import datetime

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import Conflict
from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.core.links import Moved
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor
from quarterdeck.difficulties.actions.common import save
from quarterdeck.difficulties.models import Call, WatchEntry
from quarterdeck.difficulties.queries.kept import ASKED, GIVEN_BACK, OWNER, PASSED_ON, ROOM, last_acts, owing, owned
from quarterdeck.people.models import Organisation
from quarterdeck.people.queries import bodies

JOINED = f"{ASKED}, joined"
KINDS = (OWNER, ASKED, JOINED)


def pass_kept(change: AreaChange, by: Actor, at: datetime) -> list[Moved]:
    """The heirs own the cases and owe the replies; who was asked itself owes its reply once."""
    found, moved = bodies(change), []
    for one in owned(found.ending):
        if heir := found.heir_organisation(one.owner):
            moved.append(Moved(ROOM, OWNER, one.code, one.owner.code, heir.code))
            _give(one, heir, PASSED_ON, change, by, at)
    for call, body in owing(found.ending):
        if heir := found.heir_organisation(body):
            joined = call.asked.filter(pk=heir.pk).exists()
            moved.append(Moved(ROOM, JOINED if joined else ASKED, call.code, body.code, heir.code))
            call.asked.remove(body)
            call.asked.add(heir)
    return moved


def give_kept_back(change: AreaChange, moved: Sequence[Moved], by: Actor, at: datetime) -> None:
    """The old bodies have them again; `Conflict` names a case or a call that was acted on since."""
    named = Organisation.objects.filter(code__in={code for one in moved for code in (one.origin, one.heir)})
    known, last = {body.code: body for body in named}, last_acts(one.ref for one in moved)
    for one in reversed(moved):
        if one.kind == OWNER:
            entry = WatchEntry.objects.select_for_update().get(code=one.ref)
            if last.get(one.ref) not in (PASSED_ON, GIVEN_BACK) or entry.owner_id != known[one.heir].pk:
                raise _acted_on(one.ref)
            _give(entry, known[one.origin], GIVEN_BACK, change, by, at)
        else:
            call = Call.objects.select_for_update().get(code=one.ref)
            if one.kind == ASKED and call.replies.filter(organisation=known[one.heir]).exists():
                raise _acted_on(one.ref)
            call.asked.add(known[one.origin])
            if one.kind == ASKED:
                call.asked.remove(known[one.heir])


def _give(one: WatchEntry, to: Organisation, act: str, change: AreaChange, by: Actor, at: datetime) -> None:
    told = f"{one.owner.name_vi} → {to.name_vi} ({change.event.title_vi})"
    save(one, owner=to)
    record(act=act, about_kind="watch", about=one.code, reason=told, detail={"event": change.event.code}, by=by, at=at)


def _acted_on(code: str) -> Conflict:
    return Conflict(
        Message(
            gettext_noop("{code} was acted on after the event took force and cannot be given back."), {"code": code}
        ),
        remedy=gettext_noop("It stays with the heir: let another event follow instead of withdrawing this one."),
    )
