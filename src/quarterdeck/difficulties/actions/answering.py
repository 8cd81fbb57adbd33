"""Answer, return and confirm difficulties."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from quarterdeck.core.errors import BadInput, Conflict, Refused
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Role
from quarterdeck.difficulties import rules
from quarterdeck.difficulties.actions.common import move, note
from quarterdeck.difficulties.actions.holding import give_clocks_back, take_clocks_again
from quarterdeck.difficulties.models import Difficulty
from quarterdeck.difficulties.queries.limits import confirm_due
from quarterdeck.difficulties.queries.support import way
from quarterdeck.difficulties.rules.support import STEPS
from quarterdeck.documents.models import Document
from quarterdeck.people.models import Post


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
    """
    rules.require_answerer(by, [body.code for body in difficulty.routed_to.all()])
    now = Difficulty.objects.select_for_update().get(pk=difficulty.pk)
    rests, today = basis or Basis(), timezone.localdate(at)
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
    move(now, rules.OPEN, version, answered_on=None, confirm_by=None)
    take_clocks_again(now, timezone.localdate(at))
    note("returned", now, by, at, reason=reason.strip())
    return now


@transaction.atomic
def confirm_difficulty(*, difficulty: Difficulty, version: int, by: Actor, at: datetime) -> Difficulty:
    """The unit that asked confirms that the answer settles the matter. Confirming twice changes nothing.

    What asks for money is not settled before its way from study to document has ended, begun or not.
    """
    rules.require_asker(by, [body.code for body in difficulty.raised_by.all()])
    now = Difficulty.objects.select_for_update().get(pk=difficulty.pk)
    if now.state == rules.CONFIRMED:
        return now
    found = way(now, timezone.localdate(at))
    if found and not found.ended and found.now:
        raise Conflict(
            Message(gettext_noop("The money is still on its way; the next step is: {step}."),
                    {"step": Message(STEPS[found.now.step])}),
            remedy=gettext_noop("Confirm once there is a document, or the money was refused."),
        )  # fmt: skip
    move(now, rules.CONFIRMED, version)
    note("confirmed", now, by, at)
    return now
