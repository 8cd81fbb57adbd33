"""Ask units for their difficulties by a document, and keep what they reply."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor
from quarterdeck.difficulties import rules
from quarterdeck.difficulties.actions.common import numbered, require_given, require_unchanged, save
from quarterdeck.difficulties.actions.telling import tell_of_call
from quarterdeck.difficulties.models import Call, CallReply, Difficulty
from quarterdeck.difficulties.rules.calls import CALL_MOVES
from quarterdeck.documents.models import Document
from quarterdeck.people.models import Organisation

LETTERS = "LYK"


@transaction.atomic
def open_call(
    *, title_vi: str, title_en: str = "", document: Document | None, due: date, asked: Sequence[Organisation],
    form_key: str = "", by: Actor, at: datetime,
) -> Call:  # fmt: skip
    """Ask chosen units for their difficulties by a document, until the day `due`, included.

    The same form sent twice opens one call. Raises `Refused`, and `BadInput` for an incomplete call, a day that is
    over and a unit that is no more.
    """
    rules.require_keeper(by)
    if form_key and (sent := Call.objects.filter(form_key=form_key).first()):
        return sent
    today = timezone.localdate(at)
    require_given(
        [("title_vi", bool(title_vi.strip())), ("document", document is not None), ("asked", bool(asked))],
        gettext_noop("A call names its subject, the document that asks, the units asked and the last day."),
    )
    if due <= today:
        raise BadInput(gettext_noop("The last day for replies is over."), place="due",
                       remedy=gettext_noop("Give the units a day that is still to come."))  # fmt: skip
    gone = [body.code for body in asked if body.valid_to and body.valid_to <= due]
    if gone:
        raise BadInput(
            Message(gettext_noop("{codes} will be no more on the last day."), {"codes": ", ".join(gone)}),
            remedy=gettext_noop("Ask the body that takes its place."), place="asked",
        )  # fmt: skip

    def make(code: str) -> Call:
        return Call.objects.create(code=code, title_vi=title_vi.strip(), title_en=title_en.strip(), document=document,
                                   opened_on=today, due=due, form_key=form_key or None)  # fmt: skip

    made = numbered(Call, LETTERS, today.year, make)
    made.asked.set(asked)
    _note("opened", made, by, at, asked=[body.code for body in asked], due=due.isoformat())
    tell_of_call(made, by=by, at=at)
    return made


@transaction.atomic
def reply_with(
    *, call: Call, organisation: Organisation, difficulties: Sequence[Difficulty], by: Actor, at: datetime
) -> CallReply:
    """A unit replies with difficulties, new ones or raised before; the day of its first reply stays."""
    rules.require_replier(by, organisation.code)
    _require_asked(call, organisation)
    if any(organisation not in one.raised_by.all() for one in difficulties) or not difficulties:
        raise BadInput(gettext_noop("A unit replies with difficulties that it raised itself."), place="difficulties",
                       remedy=gettext_noop("Choose among your own, or raise a new one."))  # fmt: skip
    made = _reply(call, organisation, False, by, at)
    made.difficulties.add(*difficulties)
    _note("replied", call, by, at, organisation.name_vi, unit=organisation.code,
          difficulties=[one.code for one in difficulties])  # fmt: skip
    return made


@transaction.atomic
def reply_nil(*, call: Call, organisation: Organisation, told: str = "", by: Actor, at: datetime) -> CallReply:
    """A unit replies that it has no difficulty: a reply like any other. Sent twice it counts once.

    Where another body enters it, `told` says how the unit said so; the reply keeps who really entered it.
    """
    rules.require_replier(by, organisation.code)
    _require_asked(call, organisation)
    before = CallReply.objects.filter(call=call, organisation=organisation).first()
    if before and before.nil:
        return before
    if before:
        raise Conflict(
            gettext_noop("This unit has replied with difficulties already."),
            remedy=gettext_noop("They stay; whoever raised them confirms them once they are settled."),
        )
    unit = {organisation.code: (organisation.name_vi, organisation.name_en)}
    rules.require_told(by, unit, told)
    others = {"spoken_for": [organisation.code], "told": told.strip()} if rules.spoken_for(by, unit) else {}
    made = _reply(call, organisation, True, by, at, told.strip() if others else "")
    _note("replied_nil", call, by, at, organisation.name_vi, unit=organisation.code, **others)
    return made


def _require_asked(call: Call, organisation: Organisation) -> None:
    if Call.objects.select_for_update().get(pk=call.pk).state != Call.OPEN:
        raise Conflict(gettext_noop("This call is closed."),
                       remedy=gettext_noop("Raise the difficulty outside the call, or ask the Office."))  # fmt: skip
    if not call.asked.filter(pk=organisation.pk).exists():
        raise BadInput(gettext_noop("This unit was not asked."), place="raised_by",
                       remedy=gettext_noop("Raise the difficulty outside the call."))  # fmt: skip


def _reply(call: Call, organisation: Organisation, nil: bool, by: Actor, at: datetime, told: str = "") -> CallReply:
    made, new = CallReply.objects.get_or_create(
        call=call, organisation=organisation,
        defaults={"nil": nil, "replied_on": timezone.localdate(at), "at": at, "by": by.name, "post": by.post_name,
                  "told": told},
    )  # fmt: skip
    if not new and made.nil != nil:
        made.nil, made.told = nil, told
        made.save(update_fields=["nil", "told"])
    return made


@transaction.atomic
def move_call(*, call: Call, state: str, version: int, by: Actor, at: datetime) -> Call:
    """Close a call, so that no more replies are taken, or open it again."""
    rules.require_keeper(by)
    now = Call.objects.select_for_update().get(pk=call.pk)
    if now.state == state:
        return now
    require_unchanged(now, version)
    CALL_MOVES.check(now.state, state)
    closed = state == Call.CLOSED
    save(now, state=state, closed_on=timezone.localdate(at) if closed else None)
    _note("closed" if closed else "reopened", now, by, at)
    return now


def _note(act: str, call: Call, by: Actor, at: datetime, reason: str = "", **detail: object) -> None:
    record(act=f"call.{act}", about_kind="call", about=call.code, reason=reason, detail=detail, by=by, at=at)
