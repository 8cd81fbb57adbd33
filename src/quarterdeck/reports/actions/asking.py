"""Put a claim on the list of the department responsible for its figure, and answer it."""

from datetime import datetime

from django.db import transaction

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor
from quarterdeck.people.models import Organisation
from quarterdeck.reports.actions.deciding import decide
from quarterdeck.reports.actions.keeping import TRY_AGAIN, opened
from quarterdeck.reports.models import Draft, Inquiry
from quarterdeck.reports.queries.desk import changes, edits
from quarterdeck.reports.queries.inquiries import newer_figure, sentence_around
from quarterdeck.reports.rules.changing import ASK
from quarterdeck.reports.rules.desk import ASKED, NEW_FIGURE, OPEN, OUTCOMES, require_asked
from quarterdeck.reports.rules.edits import in_original


@transaction.atomic
def ask_department(
    *, draft: Draft, finding: int, organisation: Organisation, question: str = "", version: int, by: Actor,
    at: datetime,
) -> Inquiry:  # fmt: skip
    """Ask an organisation about a claim. Raises `Conflict` where the finding is no longer as the actor saw it."""
    of, one = opened(draft, finding, version, ASK, by, at)
    figure = one.figure or {}
    start, end = in_original((one.start, one.end), edits(changes(of)))
    made = Inquiry.objects.create(
        draft=of, organisation=organisation, start=start, end=end, quote=one.quote,
        sentence=sentence_around(of.text, one.start, one.end), verdict=one.verdict, reason_vi=one.reason_vi,
        reason_en=one.reason_en, indicator_code=figure.get("indicator", ""), area_code=figure.get("area", ""),
        period=figure.get("period", ""), question=question.strip(), asked_at=at, asked_by=by.post_name or by.name,
        asked_post=by.post,
    )  # fmt: skip
    decide(one, ASKED, question.strip(), by, at)
    record(act="draft.asked", about_kind="draft", about=of.pk, reason=question.strip(), by=by, at=at,
           detail={"inquiry": made.pk, "organisation": organisation.code, "quote": one.quote})  # fmt: skip
    return made


@transaction.atomic
def answer_inquiry(*, inquiry: Inquiry, outcome: str, answer: str, version: int, by: Actor, at: datetime) -> Inquiry:
    """Answer for the organisation that was asked, in words or by a figure that was reported since.

    The finding is on the list of those who asked again.

    Raises `Refused` for another organisation's post, `BadInput` where neither words nor a new figure are there,
    `Conflict` where it was answered or withdrawn meanwhile.
    """
    one = Inquiry.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=inquiry.pk)
    require_asked(by, one.organisation.code)
    _refuse_late(one, version)
    if outcome not in OUTCOMES:
        raise BadInput(gettext_noop("Choose what the answer is."), place="outcome",
                       remedy=gettext_noop("Say whether the text or the figure is right."))  # fmt: skip
    if outcome == NEW_FIGURE and newer_figure(one, at) is None:
        raise BadInput(gettext_noop("No new figure has been reported since the question was asked."), place="outcome",
                       remedy=gettext_noop("Report the figure first, then come back."))  # fmt: skip
    if outcome != NEW_FIGURE and not answer.strip():
        raise BadInput(gettext_noop("Say in a sentence how you know."), place="answer",
                       remedy=gettext_noop("Name the document or the calculation."))  # fmt: skip
    one.outcome, one.answer, one.answered_at, one.answered_by = outcome, answer.strip(), at, by.post_name or by.name
    one.version += 1
    one.save()
    _take_up(one, by, at)
    record(act="draft.answered", about_kind="draft", about=one.draft_id, reason=one.answer, by=by, at=at,
           detail={"inquiry": one.pk, "outcome": outcome})  # fmt: skip
    return one


def _take_up(one: Inquiry, by: Actor, at: datetime) -> None:
    """With its answer the finding is on the list of those who asked again: they decide what becomes of the text."""
    known = edits(changes(one.draft))
    for found in one.draft.findings.filter(state=ASKED):
        start, end = in_original((found.start, found.end), known)
        if start < one.end and one.start < end:
            decide(found, OPEN, "", by, at)


def _refuse_late(one: Inquiry, version: int) -> None:
    if one.withdrawn_at is not None:
        raise Conflict(Message(gettext_noop("{who} has withdrawn this question."), {"who": one.withdrawn_by}))
    if one.version != version:
        raise Conflict(Message(gettext_noop("{who} has already answered."), {"who": one.answered_by}), remedy=TRY_AGAIN)
