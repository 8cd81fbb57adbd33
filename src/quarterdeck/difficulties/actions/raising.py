"""Raise difficulties and hand them over."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.folding import searchable
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor
from quarterdeck.difficulties import rules
from quarterdeck.difficulties.actions.common import (
    locked,
    note,
    numbered,
    require_given,
    require_open,
    require_past,
    save,
)
from quarterdeck.difficulties.actions.replying import reply_with
from quarterdeck.difficulties.models import Call, Difficulty, HandOver, WatchEntry
from quarterdeck.difficulties.queries.limits import asks_for_money, due, hand_over_due, interim_due
from quarterdeck.difficulties.queries.routing import proposals
from quarterdeck.people.models import Organisation

LETTERS = "KK"


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is told beside the matter: for whom, what it delays, what was tried, on what legal ground, how much.

    `concerned` names the enterprise or project; `amount` is in the money unit of the pack; `watch_entry` is the case
    that is to leave the watch list.
    """

    concerns: str = rules.UNIT
    concerned: str = ""
    impact_vi: str = ""
    impact_en: str = ""
    tried_vi: str = ""
    tried_en: str = ""
    ground: str = ""
    amount: Decimal | None = None
    watch_entry: WatchEntry | None = None

    def stripped(self) -> "Particulars":
        """The same without spaces around what was typed."""
        given = {name: getattr(self, name) for name in self.__slots__}
        return replace(self, **{name: value.strip() for name, value in given.items() if isinstance(value, str)})


@transaction.atomic
def raise_difficulty(
    *, raised_by: Sequence[Organisation], matter_vi: str, matter_en: str = "", asks: str,
    routed_to: Sequence[Organisation] = (), raised_on: date, indicator_code: str = "",
    particulars: Particulars | None = None, call: Call | None = None, code: str = "", form_key: str = "", by: Actor,
    at: datetime,
) -> Difficulty:  # fmt: skip
    """Put a matter to the organisations that can settle it; the last day for the answer is computed.

    Where no organisation is named the rules of the pack choose. `code` is given only where the difficulty already has
    one elsewhere. Raised under a `call` it is the reply of the units that were asked. The same form sent twice
    (`form_key`) raises one difficulty and returns it again. Raises `Refused` where the unit is not the actor's,
    `BadInput` for an incomplete matter, `Conflict` for a code that is taken.
    """
    rules.require_raiser(by, [body.code for body in raised_by])
    if form_key and (sent := Difficulty.objects.filter(form_key=form_key).first()):
        return sent
    told = (particulars or Particulars()).stripped()
    _require_whole(raised_by, matter_vi, asks, told)
    require_past(raised_on, timezone.localdate(at), "raised_on",
                 gettext_noop("Give the day on which the unit raised it."))  # fmt: skip
    asked = list(routed_to) or _by_rules(raised_by, f"{matter_vi} {matter_en}", asks, indicator_code, told, raised_on)
    _require_answerers(raised_by, asked)
    until = interim_due(raised_on, asks)
    made = _store(
        code, matter_vi=matter_vi.strip(), matter_en=matter_en.strip(), asks=asks, raised_on=raised_on,
        answer_by=due(raised_on, asks).day, interim_by=until.day if until else None,
        indicator_code=indicator_code, form_key=form_key or None,
        **{name: getattr(told, name) for name in told.__slots__},
    )  # fmt: skip
    made.raised_by.set(raised_by)
    made.routed_to.set(asked)
    note("raised", made, by, at, raised_by=[body.code for body in raised_by], routed_to=[body.code for body in asked])
    if call:
        for body in raised_by:
            reply_with(call=call, organisation=body, difficulties=[made], by=by, at=at)
    return made


def _require_whole(raised_by: Sequence[Organisation], matter: str, asks: str, told: Particulars) -> None:
    require_given(
        [("raised_by", bool(raised_by)), ("matter_vi", bool(matter.strip())), ("asks", asks in rules.ASKS),
         ("concerns", told.concerns in rules.CONCERNS)],
        gettext_noop("A difficulty names who raises it, the matter, what is asked for and who is to answer."),
    )  # fmt: skip
    if (told.concerns != rules.UNIT) != bool(told.concerned):
        raise BadInput(
            gettext_noop("What is raised for an enterprise or a project names it; for the unit itself, nothing."),
            remedy=gettext_noop("Give the name, or choose for whom it is raised."), place="concerned",
        )  # fmt: skip
    if told.amount is not None and (told.amount <= 0 or not asks_for_money(asks)):
        raise BadInput(
            gettext_noop("An amount above zero is given where money is asked for, and only there."),
            remedy=gettext_noop("Correct the amount, or say that it asks for budget or capital."), place="amount",
        )  # fmt: skip
    if told.watch_entry and (asks != "watch_list" or told.watch_entry.removed_on):
        raise BadInput(
            gettext_noop("A case is named only to ask that it leave the watch list, while it is on it."),
            remedy=gettext_noop("Choose a case that is on the list, or ask for something else."), place="watch_entry",
        )  # fmt: skip


def _by_rules(
    raised_by: Sequence[Organisation], text: str, asks: str, indicator_code: str, told: Particulars, day: date
) -> list[Organisation]:
    watch = told.watch_entry.code if told.watch_entry else ""
    found = proposals(text=f"{text} {told.concerned}", asks=asks, indicator_code=indicator_code, watch_code=watch,
                      day=day, without=[body.code for body in raised_by])  # fmt: skip
    return [one.body for one in found if one.best]


def _require_answerers(raised_by: Sequence[Organisation], asked: Sequence[Organisation]) -> None:
    require_given(
        [("routed_to", bool(asked))],
        gettext_noop("A difficulty names who raises it, the matter, what is asked for and who is to answer."),
    )
    both = {body.code for body in raised_by} & {body.code for body in asked}
    if both:
        raise BadInput(
            Message(gettext_noop("{codes} cannot put a difficulty to itself."), {"codes": ", ".join(sorted(both))}),
            remedy=gettext_noop("Choose the organisation that can settle it."), place="routed_to",
        )  # fmt: skip


def _store(code: str, **fields: Any) -> Difficulty:
    def make(number: str) -> Difficulty:
        words = (fields[name] for name in ("matter_vi", "matter_en", "concerned", "ground"))
        return Difficulty.objects.create(code=number, folded=searchable(number, *words), **fields)

    if not code:
        return numbered(Difficulty, LETTERS, fields["raised_on"].year, make)
    if Difficulty.objects.filter(code=code).exists():
        raise Conflict(
            Message(gettext_noop("There is already a difficulty {code}."), {"code": code}),
            remedy=gettext_noop("Give another code, or none."), place="code",
        )  # fmt: skip
    return make(code)


@transaction.atomic
def hand_over(
    *, difficulty: Difficulty, origin: Organisation, to: Organisation, reason: str, version: int, by: Actor,
    at: datetime,
) -> HandOver:  # fmt: skip
    """The body asked passes the difficulty on to the one that can settle it, with the reason; its last day stays.

    It may do so by itself in the first days (see the pack), the Office at any time. A body that handed it over does not
    get it back from another body: the Office decides. Raises `Refused`, `BadInput`, and `Conflict` where somebody saved
    since `version` or it is no longer unanswered.
    """
    rules.require_hander(by, origin.code, timezone.localdate(at), hand_over_due(difficulty.raised_on).day)
    now = locked(difficulty, version)
    require_open(now)
    _require_passable(now, origin, to, reason, by)
    now.routed_to.remove(origin)
    now.routed_to.add(to)
    save(now)
    made = HandOver.objects.create(
        difficulty=now, origin=origin, to=to, reason=reason.strip(), at=at, by=by.name, post=by.post_name
    )
    note(
        "handed_over", now, by, at, f"{origin.name_vi} → {to.name_vi}: {reason.strip()}", origin=origin.code, to=to.code
    )
    return made


def _require_passable(now: Difficulty, origin: Organisation, to: Organisation, reason: str, by: Actor) -> None:
    asked = {body.code for body in now.routed_to.all()}
    if origin.code not in asked or to == origin:
        raise BadInput(gettext_noop("It is handed over by a body that was asked, to another one."), place="to",
                       remedy=gettext_noop("Choose the organisation that can settle it."))  # fmt: skip
    if not reason.strip():
        raise BadInput(gettext_noop("A difficulty is handed over with a reason only."), place="reason",
                       remedy=gettext_noop("Say why the other organisation can settle it."))  # fmt: skip
    if to.code in {body.code for body in now.raised_by.all()}:
        raise BadInput(
            Message(gettext_noop("{codes} cannot put a difficulty to itself."), {"codes": to.code}),
            remedy=gettext_noop("Choose the organisation that can settle it."), place="to",
        )  # fmt: skip
    if now.hand_overs.filter(origin=to).exists() and not rules.acts_for_all(by):
        raise BadInput(
            Message(gettext_noop("{name} has handed it over already: it would go round in a circle."),
                    {"name": to.name_vi, "name_en": to.name_en}),
            remedy=gettext_noop("Answer it, or ask the Office, which may put it to that body again."), place="to",
        )  # fmt: skip
