"""Decide about a finding without changing the text."""

from datetime import datetime

from django.db import transaction

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.rights import Actor
from quarterdeck.reports.actions.keeping import opened
from quarterdeck.reports.models import Draft, DraftFinding
from quarterdeck.reports.queries.desk import changes, edits
from quarterdeck.reports.rules import changing
from quarterdeck.reports.rules.desk import ASKED, OPEN, SET_ASIDE
from quarterdeck.reports.rules.edits import in_original


@transaction.atomic
def set_aside(*, draft: Draft, finding: int, why: str, version: int, by: Actor, at: datetime) -> DraftFinding:
    """Take a finding off the list with a reason; it stays with the draft, with who did so and when.

    Raises `BadInput` without a reason, `Conflict` where the finding is no longer as the actor saw it.
    """
    _of, one = opened(draft, finding, version, changing.SET_ASIDE, by, at)
    if not why.strip():
        raise BadInput(gettext_noop("Say why the finding is set aside."), place="why",
                       remedy=gettext_noop("One sentence that the next reader understands is enough."))  # fmt: skip
    decide(one, SET_ASIDE, why.strip(), by, at)
    record(act="draft.set_aside", about_kind="draft", about=draft.pk, reason=why.strip(), by=by, at=at,
           detail={"quote": one.quote, "verdict": one.verdict})  # fmt: skip
    return one


@transaction.atomic
def take_up_again(*, draft: Draft, finding: int, version: int, by: Actor, at: datetime) -> DraftFinding:
    """Put a finding back on the list; a question to a department that is not answered yet is withdrawn."""
    of, one = opened(draft, finding, version, changing.TAKE_UP, by, at)
    if one.state == ASKED:
        first, last = in_original((one.start, one.end), edits(changes(of)))
        of.inquiries.filter(answered_at=None, withdrawn_at=None, start__lt=last, end__gt=first).update(
            withdrawn_at=at, withdrawn_by=by.post_name or by.name
        )
    decide(one, OPEN, "", by, at)
    record(act="draft.taken_up", about_kind="draft", about=draft.pk, by=by, at=at,
           detail={"quote": one.quote, "verdict": one.verdict})  # fmt: skip
    return one


def decide(one: DraftFinding, state: str, why: str, by: Actor, at: datetime) -> None:
    """Write what was decided about a finding, by whom and when."""
    one.state, one.decided_why, one.decided_at, one.decided_by = state, why, at, by.post_name or by.name
    one.version += 1
    one.save(update_fields=["state", "decided_why", "decided_at", "decided_by", "version"])
