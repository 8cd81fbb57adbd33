"""Put a text before the check, and check it again."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput, QuarterdeckError
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import SYSTEM, Actor, Right, require
from quarterdeck.documents.queries.secrecy import refuse_secret
from quarterdeck.files.models import KeptFile
from quarterdeck.prose.check import Finding
from quarterdeck.reports.actions.carrying import carry_over
from quarterdeck.reports.actions.keeping import keep_findings, locked
from quarterdeck.reports.models import Draft
from quarterdeck.reports.queries.desk import against_of, in_language
from quarterdeck.reports.queries.drafts import Against, findings
from quarterdeck.reports.queries.owners import office_of, owner
from quarterdeck.reports.rules.changing import CHECK_AGAIN, require_change

# A text of some five hundred pages; longer ones are checked chapter by chapter.
LONGEST = 1_500_000
# A longer text is checked while its page shows how far the check is.
AT_ONCE = 120_000
# A check that takes longer was given up: the machine was switched off, or the process ended.
PATIENCE = timedelta(minutes=10)


@transaction.atomic
def check_draft(
    *, against: Against, name: str, text: str, language: str = "", file: KeptFile | None = None, kind: str = "text",
    notes: Sequence[Message] = (), apart: Mapping[int, str] | None = None, by: Actor, at: datetime,
) -> Draft:  # fmt: skip
    """Read a text, hold every numeric claim against the figures and keep what was found with it.

    `apart` tells where the lines begin that are none of its running text, and what each is (`Source.apart`).
    What was decided about the version before holds for claims that stand in this one as before.
    A long text is left in the state "checking": `finish_check` does the rest. Raises `BadInput` for a text that is
    empty, too long or marked secret.
    """
    require(by, Right.CHECK_DRAFT)
    refuse_unfit(text, file_name=name)
    who, vintage = by.post_name or by.name, against.vintage
    made = Draft.objects.create(
        review=against.review, name=name, text=text, original=text, language=language, file=file, kind=kind,
        notes=[{f"text_{lang}": in_language(lang, one) for lang in ("vi", "en")} for one in notes], put_at=at,
        put_by=who, office=office_of(by), checked_at=at, checked_by=who, vintage=vintage.code if vintage else "",
        apart=sorted((apart or {}).items()), state=Draft.CHECKING if len(text) > AT_ONCE else Draft.CHECKED,
    )  # fmt: skip
    record(act="draft.put", about_kind="draft", about=made.pk, by=by, at=at, detail=_told(made))
    if made.state == Draft.CHECKED:
        found = keep_findings(made, findings(text, replace(against, now=at), language or None))
        record(act="draft.checked", about_kind="draft", about=made.pk, by=by, at=at, detail={"claims": found})
        carry_over(draft=made, by=by, at=at)
    return made


def refuse_unfit(text: str, file_name: str = "", place: str = "text") -> None:
    """Raise `BadInput` for a text that is empty, too long or marked secret."""
    if not text.strip():
        raise BadInput(gettext_noop("There is no text to check."), place=place,
                       remedy=gettext_noop("Paste the text or choose a file."))  # fmt: skip
    if len(text) > LONGEST:
        raise BadInput(
            Message(gettext_noop("The text is longer than {limit} characters."), {"limit": LONGEST}), place=place,
            remedy=gettext_noop("Check it chapter by chapter."),
        )  # fmt: skip
    refuse_secret([text], file_name=file_name, place=place)


def _told(of: Draft) -> dict[str, Any]:
    file = {"file": of.file.digest} if of.file else {}
    return {"review": of.review.code if of.review else "", "vintage": of.vintage, "name": of.name, **file}


@transaction.atomic
def check_again(*, draft: Draft, against: Against, version: int, by: Actor, at: datetime) -> Draft:
    """Check a draft as it stands now, against the same figures or others; what is found otherwise is kept with it.

    Raises `Conflict` where the draft was changed since `version`, or is being checked.
    """
    require(by, Right.CHECK_DRAFT)
    of = locked(draft.pk, version, since=at - PATIENCE)
    require_change(by, CHECK_AGAIN, owner(of, at))
    vintage = against.vintage
    before = {"vintage": of.vintage, "at": of.checked_at.isoformat()}
    of.review, of.vintage = against.review, vintage.code if vintage else ""
    of.checked_at, of.checked_by, of.failure, of.done = at, by.post_name or by.name, "", 0
    of.version += 1
    if len(of.text) > AT_ONCE:
        of.state, of.compared = Draft.CHECKING, before
        of.save()
        return of
    _keep(of, findings(of.text, replace(against, now=at), of.language or None), before, by, at)
    return of


def finish_check(*, draft: Draft, by: Actor = SYSTEM, at: datetime) -> None:
    """Check a long text that waits for it; its row tells meanwhile how far the check is.

    What cannot be checked is said on its page.
    """

    def told(done: int) -> None:
        Draft.objects.filter(pk=draft.pk).update(done=done)

    try:
        found = findings(draft.text, against_of(draft), draft.language or None, told)
        with transaction.atomic():
            of = Draft.objects.select_for_update().get(pk=draft.pk)
            if of.state == Draft.CHECKING:
                _keep(of, found, of.compared, by, at)
    except QuarterdeckError as failure:
        Draft.objects.filter(pk=draft.pk).update(state=Draft.FAILED, failure=str(failure))


def _keep(of: Draft, checked: Sequence[Finding], before: dict[str, Any], by: Actor, at: datetime) -> None:
    known = list(of.findings.values("start", "end", "quote", "verdict")) if before else []
    found = keep_findings(of, checked)
    of.compared = {**before, "rows": _otherwise(of, known)} if before else {}
    of.state, of.stale = Draft.CHECKED, False
    of.save()
    record(act="draft.checked", about_kind="draft", about=of.pk, by=by, at=at,
           detail={"claims": found, "vintage": of.vintage})  # fmt: skip
    if not before:
        carry_over(draft=of, by=by, at=at)


def _otherwise(of: Draft, known: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the check finds otherwise than before, in the order of the text; at most two hundred."""
    was = {(one["start"], one["end"]): one for one in known}
    told = []
    for one in of.findings.all():
        old = was.pop((one.start, one.end), None)
        if old is None or old["verdict"] != one.verdict:
            told.append({"start": one.start, "quote": one.quote, "was": old["verdict"] if old else "",
                         "now": one.verdict, "reason_vi": one.reason_vi, "reason_en": one.reason_en})  # fmt: skip
    gone = [{"start": one["start"], "quote": one["quote"], "was": one["verdict"], "now": ""} for one in was.values()]
    return sorted(told + gone, key=lambda one: one["start"])[:200]
