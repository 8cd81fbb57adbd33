"""Answer, return and confirm difficulties."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from quarterdeck.core.errors import BadInput, Conflict, Refused
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Role
from quarterdeck.difficulties import rules
from quarterdeck.difficulties.actions.common import locked, move, note, require_open, save
from quarterdeck.difficulties.actions.holding import give_clocks_back, take_clocks_again
from quarterdeck.difficulties.models import Difficulty, Interim
from quarterdeck.difficulties.queries.limits import confirm_due
from quarterdeck.difficulties.queries.support import Way, way
from quarterdeck.difficulties.rules.support import STEPS
from quarterdeck.documents.models import Document
from quarterdeck.people.models import Organisation, Post


@dataclass(frozen=True, slots=True)
class Basis:
    """On what an answer rests: the law as cited, the document that says so, and the last day on which it holds."""

    ground: str = ""
    document: Document | None = None
    valid_until: date | None = None


@transaction.atomic
def answer_difficulty(
    *, difficulty: Difficulty, answer_vi: str, answer_en: str = "", answered_by: Post, basis: Basis | None = None,
    version: int, by: Actor, at: datetime,
) -> Difficulty:  # fmt: skip
    """Give the answer of a post, or mend one that is not confirmed yet; tasks that waited have their clocks back.

    `version` is the version that the form was opened with; where someone saved since, `Conflict`. The same answer
    sent twice is saved once. From the day of the answer who asked has the days of the pack to confirm it.

    What asks for money is answered once that is granted or refused (`Conflict` before), and the answer rests on the
    document of the decision; before, `answer_interim` says how far it is.
    """
    rules.require_answerer(by, [body.code for body in difficulty.routed_to.all()])
    now = Difficulty.objects.select_for_update().get(pk=difficulty.pk)
    today = timezone.localdate(at)
    rests = _resting(now, basis or Basis(), today)
    answer = {
        "answer_vi": answer_vi.strip(), "answer_en": answer_en.strip(), "answered_by": answered_by,
        "answer_ground": rests.ground.strip(), "answer_document": rests.document,
        "answer_valid_until": rests.valid_until,
    }  # fmt: skip
    if now.state == rules.ANSWERED and all(getattr(now, name) == value for name, value in answer.items()):
        return now
    if not answer_vi.strip():
        raise BadInput(gettext_noop("The answer is empty."), place="answer_vi",
                       remedy=gettext_noop("Write what the unit is to do or will receive."))  # fmt: skip
    if rests.valid_until and rests.valid_until < today:
        raise BadInput(gettext_noop("The answer would hold no more."), place="valid_until",
                       remedy=gettext_noop("Give the last day on which it holds, or none."))  # fmt: skip
    _require_entitled(difficulty, answered_by, by)
    move(now, rules.ANSWERED, version, answered_on=today, confirm_by=confirm_due(today).day, **answer)
    give_clocks_back(now, today)
    note("answered", now, by, at, answer_vi=now.answer_vi, answer_en=now.answer_en, post=answered_by.code)
    return now


def _resting(now: Difficulty, given: Basis, today: date) -> Basis:
    """On what the answer rests; that to a request for money on the document of the decision and on no other."""
    found = way(now, today)
    if found is None:
        return given
    _require_end(found, gettext_noop("Give an interim answer, which keeps the clock, or let the next step be done."))
    decided = next((step.document for step in reversed(found.done) if step.document), None)
    if decided and given.document and given.document != decided:
        raise BadInput(
            Message(gettext_noop("The answer rests on the document of the decision, {number}."),
                    {"number": decided.number}),
            remedy=gettext_noop("Name that one, or none: it is then filled in."), place="document",
        )  # fmt: skip
    return replace(given, document=decided or given.document)


def _require_end(found: Way | None, remedy: str) -> None:
    if found and not found.ended and found.now:
        raise Conflict(
            Message(gettext_noop("The money is still on its way; the next step is: {step}."),
                    {"step": Message(STEPS[found.now.step])}),
            remedy=remedy,
        )  # fmt: skip


@transaction.atomic
def answer_interim(
    *, difficulty: Difficulty, words_vi: str, words_en: str = "", answered_by: Post, promised_by: date | None = None,
    version: int, by: Actor, at: datetime,
) -> Interim:  # fmt: skip
    """Say how far it is, perhaps by when the answer comes. It settles nothing: the difficulty stays unanswered, its
    last day and the clocks of the tasks that wait stay as they are."""
    rules.require_answerer(by, [body.code for body in difficulty.routed_to.all()])
    now, today = locked(difficulty, version), timezone.localdate(at)
    require_open(now)
    if not words_vi.strip():
        raise BadInput(gettext_noop("The answer is empty."), place="answer_vi",
                       remedy=gettext_noop("Write how far it is and what comes next."))  # fmt: skip
    if promised_by and promised_by < today:
        raise BadInput(gettext_noop("The day on which the answer is promised is over."), place="promised_by",
                       remedy=gettext_noop("Give a day that is still to come, or none."))  # fmt: skip
    _require_entitled(difficulty, answered_by, by)
    save(now)
    made = Interim.objects.create(
        difficulty=now, words_vi=words_vi.strip(), words_en=words_en.strip(), post=answered_by, given_on=today,
        promised_by=promised_by, at=at, by=by.name,
    )  # fmt: skip
    note("interim", now, by, at, interim_vi=made.words_vi, interim_en=made.words_en, post=answered_by.code)
    return made


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
def return_answer(
    *, difficulty: Difficulty, reason: str, told: str = "", version: int, by: Actor, at: datetime
) -> Difficulty:
    """The unit that asked returns an answer that does not help, with the reason; it is unanswered again.

    Whoever does it for another unit as well says in `told` how that unit said so; the record keeps who really did it.
    """
    others = _spoken_for(by, difficulty.raised_by.all(), told)
    now = Difficulty.objects.select_for_update().get(pk=difficulty.pk)
    if not reason.strip():
        raise BadInput(gettext_noop("An answer is returned with a reason only."), place="reason",
                       remedy=gettext_noop("Say what is still unsettled."))  # fmt: skip
    move(now, rules.OPEN, version, answered_on=None, confirm_by=None)
    take_clocks_again(now, timezone.localdate(at))
    note("returned", now, by, at, reason=reason.strip(), **others)
    return now


@transaction.atomic
def confirm_difficulty(*, difficulty: Difficulty, told: str = "", version: int, by: Actor, at: datetime) -> Difficulty:
    """The unit that asked confirms that the answer settles the matter. Confirming twice changes nothing.

    What asks for money is not settled before its way from study to document has ended, begun or not. Whoever confirms
    for another unit as well says in `told` how that unit said so; the record keeps who really did it.
    """
    now = Difficulty.objects.select_for_update().get(pk=difficulty.pk)
    if now.state == rules.CONFIRMED:
        rules.require_asker(by, [body.code for body in difficulty.raised_by.all()])
        return now
    others = _spoken_for(by, difficulty.raised_by.all(), told)
    _require_end(way(now, timezone.localdate(at)),
                 gettext_noop("Confirm once there is a document, or the money was refused."))  # fmt: skip
    move(now, rules.CONFIRMED, version)
    note("confirmed", now, by, at, **others)
    return now


def _spoken_for(by: Actor, bodies: Iterable[Organisation], told: str) -> dict[str, Any]:
    """What the record keeps of those in whose name it is said."""
    known = {body.code: (body.name_vi, body.name_en) for body in bodies}
    rules.require_asker(by, known)
    rules.require_told(by, known, told)
    others = rules.spoken_for(by, known)
    return {"spoken_for": list(others), "told": told.strip()} if others else {}
