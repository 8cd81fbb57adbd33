"""Do the steps of what asks for money: study, opinion, decision, document."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from quarterdeck.core.errors import BadInput, Conflict, Refused
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor
from quarterdeck.difficulties import rules
from quarterdeck.difficulties.actions.common import locked, note, require_given, require_past, save
from quarterdeck.difficulties.models import Difficulty, SupportStep
from quarterdeck.difficulties.queries.support import Way, may_do, posts_of, way
from quarterdeck.difficulties.rules.support import (
    DECISION,
    DOCUMENT,
    ORDER,
    OUTCOMES,
    REFUSED,
    WHO,
)
from quarterdeck.documents.models import Document
from quarterdeck.people.models import Post


@dataclass(frozen=True, slots=True)
class Said:
    """What came out of a step: words, for a decision its outcome and amount, for the last step its document."""

    words_vi: str = ""
    words_en: str = ""
    outcome: str = ""
    amount: Decimal | None = None
    document: Document | None = None


@transaction.atomic
def do_step(
    *, difficulty: Difficulty, step: str, post: Post, said: Said, done_on: date, version: int, by: Actor, at: datetime
) -> SupportStep:
    """Enter that a step was done by a post on a day; a step done again sends the way back to it.

    Raises `Conflict` where the step is not possible now or somebody saved since `version`, `Refused` where it is not
    the actor's, `BadInput` for what is missing.
    """
    now = locked(difficulty, version)
    found = way(now, timezone.localdate(at))
    if found is None or now.state == rules.CONFIRMED or step not in found.possible:
        raise Conflict(
            gettext_noop("This step cannot be done now."),
            remedy=gettext_noop("The way is study, opinion, decision, document; what asks for no money has none."),
        )
    stage = found.stages[ORDER.index(step)]
    _require_own(now, stage.who, post, by, timezone.localdate(at))
    _require_said(step, said, now)
    _require_day(done_on, now, found, timezone.localdate(at))
    save(now)
    made = SupportStep.objects.create(
        difficulty=now, step=step, done_on=done_on, due=stage.due, post=post, words_vi=said.words_vi.strip(),
        words_en=said.words_en.strip(), outcome=said.outcome, amount=said.amount, document=said.document, at=at,
        by=by.name,
    )  # fmt: skip
    note(f"support_{step}", now, by, at, post=post.code, outcome=said.outcome,
         amount=str(said.amount) if said.amount is not None else "",
         document=said.document.number if said.document else "")  # fmt: skip
    return made


def _require_own(now: Difficulty, who: str, post: Post, by: Actor, day: date) -> None:
    if not may_do(by, now, who, day):
        raise Refused(Message(gettext_noop("This step is done by {who}."), {"who": Message(WHO[who])}),
                      remedy=gettext_noop("Ask them, or the specialists of the Office, to enter it."))  # fmt: skip
    if not posts_of(now, who, day).filter(pk=post.pk).exists():
        raise BadInput(Message(gettext_noop("This step is done by {who}."), {"who": Message(WHO[who])}), place="post",
                       remedy=gettext_noop("Choose a post of theirs."))  # fmt: skip


def _require_said(step: str, said: Said, now: Difficulty) -> None:
    require_given(
        [
            ("words_vi", bool(said.words_vi.strip()) or step == DOCUMENT),
            ("outcome", step != DECISION or said.outcome in OUTCOMES),
            ("amount", step != DECISION or said.outcome == REFUSED or said.amount is not None),
            ("document", step != DOCUMENT or said.document is not None),
        ],
        gettext_noop("A step says what came out of it; a decision how much, the last step by which document."),
    )
    stray = said.outcome if step != DECISION else said.amount is not None and said.outcome == REFUSED
    if stray or (said.amount is not None and (said.amount <= 0 or step != DECISION)):
        raise BadInput(
            gettext_noop("Only a decision has an outcome, and only one that grants an amount, which is above zero."),
            remedy=gettext_noop("Correct it, or leave it empty."), place="amount",
        )  # fmt: skip
    if said.outcome == "partly" and said.amount and now.amount and said.amount >= now.amount:
        raise BadInput(gettext_noop("What is granted in part is less than what was asked for."), place="amount",
                       remedy=gettext_noop("Correct the amount, or say that it is granted."))  # fmt: skip


def _require_day(done_on: date, now: Difficulty, found: Way, today: date) -> None:
    require_past(done_on, today, "done_on", gettext_noop("Give the day on which it was done."))
    before = found.done[-1].done_on if found.done else now.raised_on
    if done_on < before:
        raise BadInput(
            gettext_noop("A step is not done before the one it follows, nor before the matter was raised."),
            remedy=gettext_noop("Give the day on which it was done."), place="done_on",
        )  # fmt: skip
