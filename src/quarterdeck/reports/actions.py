"""Check a draft and keep what was found."""

from datetime import datetime

from django.db import transaction

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.documents.queries.secrecy import refuse_secret
from quarterdeck.files.models import KeptFile
from quarterdeck.reports.models import Draft, DraftFinding
from quarterdeck.reports.queries.drafts import findings, row
from quarterdeck.reviews.models import Review

# A text of some five hundred pages; longer ones are checked chapter by chapter.
LONGEST = 1_500_000


@transaction.atomic
def check_draft(
    *, review: Review, name: str, text: str, language: str = "", file: KeptFile | None = None, by: Actor, at: datetime
) -> Draft:
    """Read a text, hold every numeric claim against the review's vintage and keep the findings with it."""
    require(by, Right.CHECK_DRAFT)
    if not text.strip():
        raise BadInput(gettext_noop("There is no text to check."), place="text",
                       remedy=gettext_noop("Paste the text or choose a text file."))  # fmt: skip
    if len(text) > LONGEST:
        raise BadInput(
            Message(gettext_noop("The text is longer than {limit} characters."), {"limit": LONGEST}), place="text",
            remedy=gettext_noop("Check it chapter by chapter."),
        )  # fmt: skip
    refuse_secret([text], file_name=name, place="text")
    found = findings(text, review, language or None)
    made = Draft.objects.create(
        review=review, name=name, text=text, original=text, language=language, file=file, put_at=at,
        put_by=by.post_name or by.name, checked_at=at, checked_by=by.post_name or by.name,
        vintage=review.vintage.code if review.vintage else "",
    )  # fmt: skip
    DraftFinding.objects.bulk_create((row(one, made) for one in found), batch_size=500)
    record(act="draft.checked", about_kind="draft", about=made.pk, by=by, at=at,
           detail={"review": review.code, "claims": len(found)})  # fmt: skip
    return made
