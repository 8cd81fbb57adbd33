"""The findings of a draft for programs: the form of `quarterdeck check --json`, with what was decided."""

from typing import Any

from quarterdeck.reports.models import Draft, DraftChange, DraftFinding
from quarterdeck.reports.queries.desk import changes
from quarterdeck.web.templatetags.quarterdeck.words import localname


def findings_form(of: Draft) -> dict[str, Any]:
    """The draft with its claims and corrections; start and end are half-open places in `text` as it stands."""
    return {
        "draft": of.pk, "name": of.name, "review": of.review.code if of.review else None,
        "vintage": of.vintage or None, "checked_at": of.checked_at.isoformat(), "checked_by": of.checked_by,
        "text": of.text, "claims": [_claim(one) for one in of.findings.all()],
        "corrections": [_correction(one) for one in changes(of)],
    }  # fmt: skip


def _claim(one: DraftFinding) -> dict[str, Any]:
    fix = {"start": one.fix_start, "end": one.fix_end, "text": one.fix} if one.fix else None
    return {
        "start": one.start, "end": one.end, "quote": one.quote, "verdict": one.verdict,
        "reason": localname(one, "reason"), "figure": one.figure, "cause": one.cause, "correction": fix,
        "evidence": one.evidence, "candidates": one.candidates, "rules": one.rules, "state": one.state,
        "decided_by": one.decided_by or None, "decided_at": one.decided_at.isoformat() if one.decided_at else None,
        "why": one.decided_why or None,
    }  # fmt: skip


def _correction(one: DraftChange) -> dict[str, Any]:
    return {"start": one.start, "end": one.end, "old": one.old, "new": one.new, "by": one.by, "at": one.at.isoformat()}
