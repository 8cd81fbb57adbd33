"""Keep the notices of a review: what was generated, what was signed, and what carries a Party conclusion further."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.documents.actions import registering
from quarterdeck.documents.models import Document
from quarterdeck.files.actions import keep_file
from quarterdeck.people.models import Organisation
from quarterdeck.prose.sources import open_source
from quarterdeck.reviews.actions.checks import OVERTAKEN
from quarterdeck.reviews.actions.papers import Upload
from quarterdeck.reviews.models import Conclusion, Notice, Review
from quarterdeck.reviews.queries.notices import PARTY, implementing, notice_of, signed_of

NOTICE = "TB"


@transaction.atomic
def keep_generated(*, review: Review, body: Organisation, file: Upload, by: Actor, at: datetime) -> Notice:
    """Keep the notice of a body as it was generated; a newer one takes its place until one is signed.

    `Conflict` where the signed notice is there already.
    """
    require(by, Right.CLOSE_REVIEW)
    there = Notice.objects.select_for_update(of=("self",)).filter(review=review, body=body).first()
    if there is not None and there.signed_on is not None:
        raise Conflict(Message(gettext_noop("The notice of {body} has been signed."), {"body": body.name_vi}),
                       remedy=gettext_noop("What was generated stays beside it for comparison."))  # fmt: skip
    made = there or Notice(review=review, body=body)
    made.line, made.made_at, made.made_by = body.line, at, by.post_name or by.name
    made.generated_text = open_source(file.content, file.name).text
    made.generated_file = keep_file(name=file.name, media_type=file.media_type, content=file.content, by=by, at=at)
    made.version += 1 if there else 0
    made.save()
    record(act="notice.generated", about_kind="review", about=review.code, by=by, at=at, detail={"body": body.code})
    return made


@transaction.atomic
def record_signed(
    *, notice: Notice, number: str, signed_on: date, file: Upload | None = None, text: str = "", version: int,
    by: Actor, at: datetime,
) -> Notice:  # fmt: skip
    """Enter the notice as it was signed into the register, and keep its words beside those that were generated.

    Raises `BadInput` where it was signed before the review was held or its words are missing, `Conflict` where someone
    entered it meanwhile, and what the register raises.
    """
    require(by, Right.REGISTER_DOCUMENT)
    if signed_on < notice.review.held_on:
        raise BadInput(gettext_noop("It was signed before the review was held."), place="signed_on",
                       remedy=gettext_noop("Look at the day on the paper."))  # fmt: skip
    words = text.strip() or (open_source(file.content, file.name).text if file else "")
    if not words.strip():
        raise BadInput(gettext_noop("The words of the signed notice are missing."), place="file",
                       remedy=gettext_noop("Choose its file, or paste its text."))  # fmt: skip
    entered = _registered(notice, number, signed_on, file, words, by, at)
    fields = {"number": entered.number, "signed_on": signed_on, "document": entered, "signed_text": words,
              "signed_file": entered.file}  # fmt: skip
    same = Notice.objects.filter(pk=notice.pk, version=version, signed_on=None)
    if not same.update(**fields, version=F("version") + 1):
        raise Conflict(gettext_noop("Someone else has entered the signed notice meanwhile."), remedy=OVERTAKEN)
    notice.refresh_from_db()
    record(act="notice.signed", about_kind="review", about=notice.review.code, by=by, at=at,
           detail={"body": notice.body.code, "number": entered.number, "document": entered.pk})  # fmt: skip
    return notice


def _registered(
    notice: Notice, number: str, signed_on: date, file: Upload | None, words: str, by: Actor, at: datetime
) -> Document:
    review, body = notice.review, notice.body
    sent = registering.Upload(file.name, file.media_type, file.content) if file else None
    return registering.register_document(
        number=number, type_code=NOTICE, issuer_vi=body.name_vi, issuer_en=body.name_en, signed_on=signed_on,
        abstract_vi=f"Kết luận {review.title_vi[:1].lower()}{review.title_vi[1:]}",
        abstract_en=f"Conclusions of the {review.title_en[:1].lower()}{review.title_en[1:]}",
        file=sent, text="" if file else words, by=by, at=at,
    )  # fmt: skip


@transaction.atomic
def decide_after_signing(
    *, conclusion: Conclusion, decision: str, why: str, version: int, by: Actor, at: datetime
) -> Conclusion:
    """Say what becomes of a conclusion that the signed notice leaves out: withdrawn by it, or followed all the same.

    `BadInput` without a reason or where the signed notice holds it; `Conflict` where somebody decided meanwhile. A task
    issued from it stays as it is: whoever assigned it cancels it.
    """
    require(by, Right.RECORD_CONCLUSION)
    if decision not in dict(Conclusion.DECISIONS):
        raise BadInput(gettext_noop("It is withdrawn, or followed all the same."), place="decision",
                       remedy=gettext_noop("Choose one of the two."))  # fmt: skip
    if not why.strip():
        raise BadInput(gettext_noop("A reason is needed."), place="why",
                       remedy=gettext_noop("Write at least one sentence."))  # fmt: skip
    found = signed_of(conclusion)
    if found is None or found.fate != "dropped":
        raise BadInput(gettext_noop("The signed notice does not leave this conclusion out."),
                       remedy=gettext_noop("Look at the notice as it was signed."))  # fmt: skip
    fields = {"after_signing": decision, "after_why": why.strip(), "after_at": at, "after_by": by.post_name or by.name}
    if decision == Conclusion.WITHDRAWN and conclusion.state != Conclusion.ISSUED:
        fields["state"] = Conclusion.WITHDRAWN
    same = Conclusion.objects.filter(pk=conclusion.pk, version=version, after_signing="")
    if not same.update(**fields, version=F("version") + 1):
        raise Conflict(gettext_noop("Someone else has changed this conclusion meanwhile."), remedy=OVERTAKEN)
    record(act=f"conclusion.{decision}", about_kind="review", about=conclusion.review.code, reason=why.strip(), by=by,
           at=at, detail={"number": conclusion.number, "notice": found.notice.number})  # fmt: skip
    conclusion.refresh_from_db()
    return conclusion


@transaction.atomic
def take_up_all(
    *,
    conclusions: Sequence[Conclusion],
    document: Document | None,
    versions: Mapping[int, int],
    by: Actor,
    at: datetime,
) -> int:
    """The same document for several conclusions at once; `versions` are those that the page showed, by number.

    All or none; returns how many were changed.
    """
    if not conclusions:
        raise BadInput(gettext_noop("No conclusion is chosen."), place="numbers",
                       remedy=gettext_noop("Tick those that the document carries."))  # fmt: skip
    changed = [one for one in conclusions if one.implemented_by != document]
    for one in changed:
        take_up(conclusion=one, document=document, version=versions.get(one.number or 0, 0), by=by, at=at)
    return len(changed)


@transaction.atomic
def take_up(*, conclusion: Conclusion, document: Document | None, version: int, by: Actor, at: datetime) -> Conclusion:
    """Say by which document of a State body a conclusion of the Party reaches the departments; None takes it back.

    `BadInput` where the conclusion is not one of the Party, or the document does not implement its notice.
    """
    require(by, Right.RECORD_CONCLUSION)
    if conclusion.line != PARTY:
        raise BadInput(gettext_noop("This conclusion is one of the State: it reaches departments by itself."),
                       remedy=gettext_noop("Issue the task from it."))  # fmt: skip
    notice = notice_of(conclusion)
    if document is not None and (notice is None or document not in implementing(notice)):
        raise BadInput(
            gettext_noop("This document does not implement the notice of the Party."), place="document",
            remedy=gettext_noop("Register it with the relation “implements” to that notice."),
        )  # fmt: skip
    same = Conclusion.objects.filter(pk=conclusion.pk, version=version)
    if not same.update(implemented_by=document, version=F("version") + 1):
        raise Conflict(gettext_noop("Someone else has changed this conclusion meanwhile."), remedy=OVERTAKEN)
    record(act="conclusion.taken_up", about_kind="review", about=conclusion.review.code, by=by, at=at,
           detail={"number": conclusion.number, "document": document.number if document else ""})  # fmt: skip
    conclusion.refresh_from_db()
    return conclusion
