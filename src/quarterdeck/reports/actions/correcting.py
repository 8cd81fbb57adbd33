"""Correct a draft at one place, and undo it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput, Conflict, NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.documents.queries.secrecy import refuse_secret
from quarterdeck.reports.actions.checking import AT_ONCE, LONGEST
from quarterdeck.reports.actions.keeping import TRY_AGAIN, keep_findings, locked, opened
from quarterdeck.reports.models import Draft, DraftChange, DraftFinding
from quarterdeck.reports.queries.desk import against_of, changes, corrected_places, edits
from quarterdeck.reports.queries.drafts import findings
from quarterdeck.reports.queries.owners import asked_between, owner
from quarterdeck.reports.rules.changing import CORRECT, UNDO, require_change
from quarterdeck.reports.rules.desk import ACCEPTED, OPEN, harm
from quarterdeck.reports.rules.edits import Edit, applied, joined, moved

# What a correction remembers of the finding that it answers.
_REMEMBERED = (
    "quote", "verdict", "harm", "cause", "reason_vi", "reason_en", "figure", "fix", "state", "decided_by",
    "decided_why",
)  # fmt: skip
_MOST_WORDS = 500


@transaction.atomic
def accept_correction(*, draft: Draft, finding: int, version: int, by: Actor, at: datetime) -> DraftChange:
    """Put the proposed correction of a finding into the text.

    Raises `Conflict` where the finding is no longer as the actor saw it (`version`), `BadInput` where nothing is
    proposed.
    """
    of, one = opened(draft, finding, version, CORRECT, by, at)
    if not one.fix:
        raise BadInput(gettext_noop("No correction is proposed for this finding."), place="fix",
                       remedy=gettext_noop("Write the right words yourself, or ask the department."))  # fmt: skip
    return _correct(of, one, Edit(one.fix_start, one.fix_end, one.fix), by, at)


@transaction.atomic
def correct_in_own_words(
    *, draft: Draft, finding: int, words: str, version: int, by: Actor, at: datetime
) -> DraftChange:
    """Put the actor's own words in the place of a finding's. Raises as `accept_correction` does."""
    of, one = opened(draft, finding, version, CORRECT, by, at)
    words = " ".join(words.split())
    if not words or words == one.quote or len(words) > _MOST_WORDS:
        raise BadInput(Message(gettext_noop("The new words are missing, unchanged or longer than {most} characters."),
                               {"most": _MOST_WORDS}), place="words",
                       remedy=gettext_noop("Write what is to stand there instead."))  # fmt: skip
    refuse_secret([words], place="words")
    return _correct(of, one, Edit(one.start, one.end, words), by, at)


@transaction.atomic
def undo_correction(*, draft: Draft, change: int, by: Actor, at: datetime) -> DraftChange:
    """Put the words of the original back; the correction stays recorded. `Conflict` where somebody was faster."""
    require(by, Right.CHECK_DRAFT)
    of = locked(draft.pk)
    one = of.changes.filter(pk=change).first()
    if one is None:
        raise NotFound(gettext_noop("There is no such correction."))
    require_change(by, UNDO, owner(of, at), asked_between(of, one.start, one.end))
    if one.undone_at is not None:
        text = Message(gettext_noop("{who} has already undone this correction."), {"who": one.undone_by})
        raise Conflict(text, remedy=TRY_AGAIN)
    start, end = next(place for change, place in corrected_places(of) if change.pk == one.pk)
    one.undone_at, one.undone_by = at, by.post_name or by.name
    one.save(update_fields=["undone_at", "undone_by"])
    _move(of, Edit(start, end, one.old))
    look_again(of, (start, start + len(one.old)), one.because)
    record(act="draft.correction_undone", about_kind="draft", about=of.pk, by=by, at=at,
           detail={"old": one.old, "new": one.new})  # fmt: skip
    return one


def _correct(of: Draft, one: DraftFinding, edit: Edit, by: Actor, at: datetime) -> DraftChange:
    known = edits(changes(of))
    whole, swallowed = joined(of.original, list(known), edit)
    if len(of.text) + edit.growth > LONGEST:
        raise BadInput(Message(gettext_noop("The text is longer than {limit} characters."), {"limit": LONGEST}))
    who = by.post_name or by.name
    for each in swallowed:
        known[each].undone_at, known[each].undone_by = at, who
        known[each].save(update_fields=["undone_at", "undone_by"])
    made = DraftChange.objects.create(
        draft=of, start=whole.start, end=whole.end, old=of.original[whole.start : whole.end], new=whole.new, at=at,
        by=who, because=_remembered(one),
    )  # fmt: skip
    one.decided_at, one.decided_by, one.state = at, who, ACCEPTED
    one.version += 1
    one.save(update_fields=["decided_at", "decided_by", "state", "version"])
    old = of.text[edit.start : edit.end]
    _move(of, edit)
    look_again(of, (edit.start, edit.start + len(edit.new)), {})
    record(act="draft.corrected", about_kind="draft", about=of.pk, by=by, at=at,
           detail={"place": whole.start, "old": old, "new": edit.new, "verdict": one.verdict})  # fmt: skip
    return made


def _remembered(one: DraftFinding) -> dict[str, Any]:
    place = [one.fix_start - one.start, one.fix_end - one.start] if one.fix else [0, 0]
    return {**{name: getattr(one, name) for name in _REMEMBERED}, "fix_place": place}


def _move(of: Draft, edit: Edit) -> None:
    """Put an edit into the text as it stands; everything found behind it moves along."""
    of.text = applied(of.text, [edit])
    of.version += 1
    rows = of.findings.all()
    touched = list(rows.filter(start__lt=edit.end, end__gt=edit.start))
    rows.filter(start__gte=edit.end).update(start=F("start") + edit.growth, end=F("end") + edit.growth)
    rows.filter(fix_start__gte=edit.end).exclude(fix="").update(
        fix_start=F("fix_start") + edit.growth, fix_end=F("fix_end") + edit.growth
    )
    for one in touched:
        one.start, one.end = moved((one.start, one.end), edit)
        one.quote = of.text[one.start : one.end]
        one.version += 1
        if one.fix and one.fix_start < edit.end and edit.start < one.fix_end:
            one.fix, one.fix_start, one.fix_end = "", 0, 0
        elif one.fix:
            one.fix_start, one.fix_end = moved((one.fix_start, one.fix_end), edit)
        one.save()


def look_again(of: Draft, place: tuple[int, int], before: dict[str, Any]) -> None:
    """Check the changed text; of a long one only the finding at `place` is told anew until it is checked again.

    `before` is what the finding was before a correction that is now undone.
    """
    if len(of.text) <= AT_ONCE:
        keep_findings(of, findings(of.text, against_of(of), of.language or None))
    else:
        of.stale = True
        for one in of.findings.filter(start__lt=place[1], end__gt=place[0]):
            _tell(one, before)
    of.compared = {}
    of.save(update_fields=["text", "version", "stale", "compared"])


def _tell(one: DraftFinding, before: dict[str, Any]) -> None:
    if before:
        for name in ("verdict", "harm", "cause", "reason_vi", "reason_en", "figure", "fix"):
            setattr(one, name, before[name])
        one.state, place = OPEN, before["fix_place"]
        one.fix_start, one.fix_end = one.start + place[0], one.start + place[1]
    elif one.state == ACCEPTED:
        one.verdict, one.harm = "agrees", harm("agrees")
    one.version += 1
    one.save()
