"""Write the notices of a closed review: one Word file for each body that signs."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput, NotFound
from quarterdeck.core.rights import Actor
from quarterdeck.reports.queries import files, paper_of
from quarterdeck.reports.rules import CONTENT_TYPES, file_name, language_of
from quarterdeck.reviews.actions import Upload, keep_generated
from quarterdeck.reviews.queries import review
from quarterdeck.reviews.queries.notices import signing


@transaction.atomic
def write_notices(*, code: str, by: Actor, at: datetime) -> int:
    """Write the notice of every body that has not signed yet, in the official language; returns how many.

    A notice that cannot be written, e.g. for a broken template of the office, never keeps a review open: the record
    says why, and it can be written again from the page of the notices.
    """
    of, written = review(code), 0
    lang = language_of(settings.LANGUAGE_CODE[:2])
    for one in signing(of):
        if one.notice is not None and one.notice.signed_on is not None:
            continue
        try:
            made = paper_of(of, "notice", lang, today=timezone.localdate(at), at=at, body=one.body.code)
            content = files.rendered(made, "docx")
        except (BadInput, NotFound) as broken:
            record(act="notice.not_generated", about_kind="review", about=code, reason=str(broken), by=by, at=at,
                   detail={"body": one.body.code})  # fmt: skip
            continue
        name = file_name(code, "notice", lang, "docx", one.body.code)
        keep_generated(review=of, body=one.body, file=Upload(name, CONTENT_TYPES["docx"], content), by=by, at=at)
        written += 1
    return written
