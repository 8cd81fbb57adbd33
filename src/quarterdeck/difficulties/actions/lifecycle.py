"""Raise, answer, return and confirm difficulties."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput, Conflict, Refused
from quarterdeck.core.folding import searchable
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Role
from quarterdeck.difficulties import queries, rules
from quarterdeck.difficulties.models import Difficulty
from quarterdeck.people.models import Organisation, Post


@transaction.atomic
def raise_difficulty(
    *, raised_by: Sequence[Organisation], matter_vi: str, matter_en: str = "", asks: str,
    routed_to: Sequence[Organisation], raised_on: date, indicator_code: str = "", code: str = "", form_key: str = "",
    by: Actor, at: datetime,
) -> Difficulty:  # fmt: skip
    """Put a matter to the organisations that can settle it; the last day for the answer is computed.

    `code` is given only where the difficulty already has one elsewhere. The same form sent twice (`form_key`)
    raises one difficulty and returns it again. Raises `Refused` where the unit is not the actor's, `BadInput` for
    an incomplete matter, `Conflict` for a code that is taken.
    """
    rules.require_raiser(by, [body.code for body in raised_by])
    if form_key and (sent := Difficulty.objects.filter(form_key=form_key).first()):
        return sent
    _require_whole(raised_by, matter_vi, asks, routed_to)
    if raised_on > timezone.localdate(at):
        raise BadInput(gettext_noop("The day on which it was raised lies in the future."), place="raised_on",
                       remedy=gettext_noop("Give the day on which the unit raised it."))  # fmt: skip
    made = _store(
        code, raised_on.year, raised_on=raised_on, matter_vi=matter_vi.strip(), matter_en=matter_en.strip(), asks=asks,
        answer_by=queries.due(raised_on).day, indicator_code=indicator_code, form_key=form_key or None,
    )  # fmt: skip
    made.raised_by.set(raised_by)
    made.routed_to.set(routed_to)
    _record("raised", made, by, at, raised_by=[body.code for body in raised_by],
            routed_to=[body.code for body in routed_to])  # fmt: skip
    return made


def _require_whole(
    raised_by: Sequence[Organisation], matter: str, asks: str, routed_to: Sequence[Organisation]
) -> None:
    missing = {
        "raised_by": not raised_by,
        "matter_vi": not matter.strip(),
        "asks": asks not in rules.ASKS,
        "routed_to": not routed_to,
    }
    place = next((name for name, gone in missing.items() if gone), "")
    if place:
        raise BadInput(
            gettext_noop("A difficulty names who raises it, the matter, what is asked for and who is to answer."),
            remedy=gettext_noop("Fill in what is missing."), place=place,
        )  # fmt: skip
    both = {body.code for body in raised_by} & {body.code for body in routed_to}
    if both:
        raise BadInput(
            Message(gettext_noop("{codes} cannot put a difficulty to itself."), {"codes": ", ".join(sorted(both))}),
            remedy=gettext_noop("Choose the organisation that can settle it."), place="routed_to",
        )  # fmt: skip


def _store(code: str, year: int, **fields: Any) -> Difficulty:
    for _attempt in range(5):
        taken = Difficulty.objects.filter(code__startswith=f"KK-{year}-").values_list("code", flat=True)
        number = code or rules.next_code(taken, year)
        folded = searchable(number, fields["matter_vi"], fields["matter_en"])
        try:
            with transaction.atomic():
                return Difficulty.objects.create(code=number, folded=folded, **fields)
        except IntegrityError:
            if code:
                raise Conflict(
                    Message(gettext_noop("There is already a difficulty {code}."), {"code": code}),
                    remedy=gettext_noop("Give another code, or none."), place="code",
                ) from None  # fmt: skip
    raise Conflict(gettext_noop("The difficulty could not be numbered."),
                   remedy=gettext_noop("Send the form once more."))  # fmt: skip


@transaction.atomic
def answer_difficulty(
    *, difficulty: Difficulty, answer_vi: str, answer_en: str = "", answered_by: Post, version: int, by: Actor,
    at: datetime,
) -> Difficulty:  # fmt: skip
    """Give the answer of a post, or mend one that is not confirmed yet.

    `version` is the version that the form was opened with; where someone saved since, `Conflict`. The same answer
    sent twice is saved once.
    """
    rules.require_answerer(by, [body.code for body in difficulty.routed_to.all()])
    now = Difficulty.objects.select_for_update().get(pk=difficulty.pk)
    answer = {"answer_vi": answer_vi.strip(), "answer_en": answer_en.strip(), "answered_by": answered_by}
    if now.state == rules.ANSWERED and all(getattr(now, name) == value for name, value in answer.items()):
        return now
    if not answer_vi.strip():
        raise BadInput(gettext_noop("The answer is empty."), place="answer_vi",
                       remedy=gettext_noop("Write what the unit is to do or will receive."))  # fmt: skip
    _require_entitled(difficulty, answered_by, by)
    _move(now, rules.ANSWERED, version, answered_on=timezone.localdate(at), **answer)
    _record("answered", now, by, at, answer_vi=now.answer_vi, answer_en=now.answer_en, post=answered_by.code)
    return now


def _require_entitled(difficulty: Difficulty, answered_by: Post, by: Actor) -> None:
    asked = {body.code for body in difficulty.routed_to.all()}
    if answered_by.organisation.code not in asked and answered_by.role != Role.LEADER:
        raise BadInput(
            gettext_noop("This post belongs to none of the organisations asked and is no leader's."),
            remedy=gettext_noop("Choose the post that gives the answer."), place="answered_by",
        )  # fmt: skip
    if not rules.decides(by) and answered_by.organisation.code != by.organisation:
        raise Refused(gettext_noop("You may answer only for your own organisation."),
                      remedy=gettext_noop("Choose a post of your organisation."), place="answered_by")  # fmt: skip


@transaction.atomic
def return_answer(*, difficulty: Difficulty, reason: str, version: int, by: Actor, at: datetime) -> Difficulty:
    """The unit that asked returns an answer that does not help, with the reason; it is unanswered again."""
    rules.require_asker(by, [body.code for body in difficulty.raised_by.all()])
    now = Difficulty.objects.select_for_update().get(pk=difficulty.pk)
    if not reason.strip():
        raise BadInput(gettext_noop("An answer is returned with a reason only."), place="reason",
                       remedy=gettext_noop("Say what is still unsettled."))  # fmt: skip
    _move(now, rules.OPEN, version, answered_on=None)
    _record("returned", now, by, at, reason=reason.strip())
    return now


@transaction.atomic
def confirm_difficulty(*, difficulty: Difficulty, version: int, by: Actor, at: datetime) -> Difficulty:
    """The unit that asked confirms that the answer settles the matter. Confirming twice changes nothing."""
    rules.require_asker(by, [body.code for body in difficulty.raised_by.all()])
    now = Difficulty.objects.select_for_update().get(pk=difficulty.pk)
    if now.state == rules.CONFIRMED:
        return now
    _move(now, rules.CONFIRMED, version)
    _record("confirmed", now, by, at)
    return now


def _move(now: Difficulty, state: str, version: int, **fields: Any) -> None:
    """Change the locked row if nobody saved since `version` and its state allows it."""
    if now.version != version:
        raise Conflict(
            Message(gettext_noop("{code} was changed while you had it open."), {"code": now.code}),
            remedy=gettext_noop("Compare both, then keep theirs or save yours again."),
        )
    if state not in rules.MOVES.after(now.state):
        raise Conflict(
            Message(gettext_noop("This cannot be done now: the difficulty is {state}."),
                    {"state": Message(rules.STATES[now.state][0])}),
            remedy=gettext_noop("Read its history on its page."),
        )  # fmt: skip
    for name, value in {**fields, "state": state, "version": version + 1}.items():
        setattr(now, name, value)
    now.save()


def _record(act: str, about: Difficulty, by: Actor, at: datetime, reason: str = "", **detail: object) -> None:
    record(act=f"difficulty.{act}", about_kind="difficulty", about=about.code, reason=reason, detail=detail, by=by,
           at=at)  # fmt: skip
