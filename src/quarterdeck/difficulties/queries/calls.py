"""Read calls: who was asked, who replied with what, who said that there is nothing, who still owes a reply."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from quarterdeck.audit.models import Line
from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.difficulties.models import Call, CallReply, Difficulty
from quarterdeck.difficulties.queries.lists import difficulties
from quarterdeck.difficulties.rules.calls import Standing, standing
from quarterdeck.people.models import Organisation


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit that was asked: its reply where there is one, and where it stands."""

    body: Organisation
    reply: CallReply | None
    standing: Standing
    difficulties: Sequence[Difficulty]


def calls() -> QuerySet[Call]:
    """Every call with its document, and how many units were asked and replied, with what."""
    replies = CallReply.objects.all()
    return Call.objects.select_related("document").annotate(
        units=_number(Call.asked.through.objects.all()), replied=_number(replies),
        nil=_number(replies.filter(nil=True)), late=_number(replies.filter(replied_on__gt=F("call__due"))),
        found=_number(CallReply.difficulties.through.objects.all(), "callreply__call"),
    )  # fmt: skip


def _number(rows: QuerySet[Any], way: str = "call") -> Coalesce:
    counted = rows.filter(**{way: OuterRef("pk")}).order_by().values(way).annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0)


def listed(state: str = "") -> QuerySet[Call]:
    """Calls, open ones first, then the newest."""
    found = calls().filter(state=state) if state else calls()
    return found.order_by("-state", "due", "-code")


def call(code: str) -> Call:
    """The call with this code; `NotFound` otherwise."""
    found = calls().filter(code=code).first()
    if found is None:
        raise NotFound(Message(gettext_noop("There is no call {code}."), {"code": code}),
                       remedy=gettext_noop("Look it up in the list of calls."))  # fmt: skip
    return found


def units(one: Call, day: date) -> list[Unit]:
    """Every unit asked, by name, with its reply. Three queries."""
    replies = {row.organisation_id: row for row in one.replies.prefetch_related("difficulties")}
    return [_unit(body, replies.get(body.pk), one.due, day) for body in one.asked.order_by("name_vi")]


def _unit(body: Organisation, reply: CallReply | None, due: date, day: date) -> Unit:
    where = standing(
        replied_on=reply.replied_on if reply else None, nil=bool(reply and reply.nil), due=due, day=day
    )  # fmt: skip
    return Unit(body, reply, where, list(reply.difficulties.all()) if reply else [])


def waiting_for(organisation: str) -> QuerySet[Call]:
    """The open calls that an organisation (by code) was asked and has not replied to, due first."""
    asked = Call.objects.filter(state=Call.OPEN, asked__code=organisation)
    return asked.exclude(replies__organisation__code=organisation).order_by("due", "code")


def open_for(organisation: str) -> QuerySet[Call]:
    """The open calls that an organisation (by code) was asked, replied or not, due first."""
    return Call.objects.filter(state=Call.OPEN, asked__code=organisation).order_by("due", "code")


def of_call(code: str) -> QuerySet[Difficulty]:
    """The difficulties that units raised in reply to a call, by code."""
    return difficulties().filter(call_replies__call__code=code).distinct().order_by("code")


def answered_of_call(code: str) -> QuerySet[Difficulty]:
    """Those that were answered: what an edition of the handbook can be made of."""
    return of_call(code).exclude(state=Difficulty.OPEN)


def replies_with(one: Difficulty) -> QuerySet[CallReply]:
    """The replies to calls in which a unit named this difficulty."""
    return one.call_replies.select_related("call", "organisation").order_by("call__code")


def history(one: Call) -> QuerySet[Line]:
    """What was done with a call, oldest first."""
    return Line.objects.filter(about_kind="call", about=one.code).order_by("id")
