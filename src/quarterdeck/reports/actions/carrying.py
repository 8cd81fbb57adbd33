"""What was decided about a draft holds for its next version as far as the claims stand in it as before."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from quarterdeck.audit.actions import record
from quarterdeck.core.rights import Actor
from quarterdeck.reports.actions.deciding import decide
from quarterdeck.reports.models import Draft, DraftFinding, Inquiry
from quarterdeck.reports.queries.desk import changes, edits
from quarterdeck.reports.queries.inquiries import sentence_around
from quarterdeck.reports.queries.versions import earlier
from quarterdeck.reports.rules.desk import ASKED, OPEN, SET_ASIDE
from quarterdeck.reports.rules.edits import in_original

_DECIDED = ("state", "decided_at", "decided_by", "decided_why")


@transaction.atomic
def carry_over(*, draft: Draft, by: Actor, at: datetime) -> int:
    """Carry over from the version before what was set aside and what bodies have been asked; how many claims.

    Only claims with the same words, verdict and reason, which stand once in both, are taken for the same. A question
    that is not answered yet follows to the new version, and is withdrawn from the old one.
    """
    before = earlier(draft)
    if before is None:
        return 0
    known = _once(before.findings.filter(state__in=(SET_ASIDE, ASKED)), before)
    carried = 0
    for key, one in _once(draft.findings.filter(state=OPEN), draft).items():
        old = known.get(key)
        if old is None:
            continue
        if old.state == ASKED and not _ask_again(draft, one, before, old, by, at):
            continue
        for name in _DECIDED:
            setattr(one, name, getattr(old, name))
        one.version += 1
        one.save(update_fields=[*_DECIDED, "version"])
        if old.state == ASKED:
            decide(old, OPEN, "", by, at)
        carried += 1
    if carried:
        record(act="draft.carried_over", about_kind="draft", about=draft.pk, by=by, at=at,
               detail={"from": before.pk, "claims": carried})  # fmt: skip
    return carried


def _once(rows: Iterable[DraftFinding], of: Draft) -> dict[tuple[str, str, str], DraftFinding]:
    """Findings by what they say, those that say it once in the whole text."""
    told = Counter(of.findings.values_list("quote", "verdict", "reason_vi"))
    keys = ((one.quote, one.verdict, one.reason_vi) for one in rows)
    return {key: one for key, one in zip(keys, rows, strict=True) if told[key] == 1}


def _ask_again(draft: Draft, one: DraftFinding, before: Draft, old: DraftFinding, by: Actor, at: datetime) -> bool:
    """Put the open question about a claim of the version before to the same organisation about this one."""
    start, end = in_original((old.start, old.end), edits(changes(before)))
    waiting = before.inquiries.filter(answered_at=None, withdrawn_at=None, start__lt=end, end__gt=start)
    asked: Inquiry | None = waiting.order_by("-pk").first()
    if asked is None:
        return False
    waiting.update(withdrawn_at=at, withdrawn_by=by.post_name or by.name)
    asked.pk, asked.draft, asked.start, asked.end = None, draft, one.start, one.end
    asked.sentence = sentence_around(draft.text, one.start, one.end)
    asked._state.adding = True
    asked.save()
    return True
