"""Let a task or a conclusion cite a document of the register, or a paragraph of it."""

from datetime import datetime

from django.db import transaction

from quarterdeck.audit.actions import record
from quarterdeck.core.citing import citer
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, require
from quarterdeck.documents.models import Citation
from quarterdeck.documents.queries.citing import cite
from quarterdeck.documents.queries.register import superseding

MOST = 20


@transaction.atomic
def cite_document(*, kind: str, ref: str, text: str, by: Actor, at: datetime) -> Citation:
    """Let the thing `ref` of a kind cite what `text` names: "Điều 3, khoản 2, 26-CT/TU". Said twice, it is kept once.

    `BadInput` where the register has no such document or part, and where the entry named was corrected by a later one;
    `Conflict` where what the thing cites is settled (the notice of a conclusion was signed).
    """
    which = citer(kind)
    require(by, which.right)
    which.one(ref)
    _require_unsettled(kind, ref)
    found = cite(text, "text")
    if later := superseding(found.document):
        raise BadInput(
            Message(gettext_noop("This entry of {number} holds a mistake and was corrected."),
                    {"number": found.document.number}),
            remedy=Message(gettext_noop("Cite the entry that counts: {entry}."),
                           {"entry": f"{later.number} #{later.pk}"}), place="text",
        )  # fmt: skip
    if Citation.objects.filter(kind=kind, ref=ref).count() >= MOST:
        raise BadInput(Message(gettext_noop("At most {most} documents are cited here."), {"most": MOST}),
                       remedy=gettext_noop("Take one back first."), place="text")  # fmt: skip
    paragraph = found.paragraph.number if found.paragraph else None
    made, new = Citation.objects.get_or_create(
        kind=kind, ref=ref, document=found.document, paragraph=paragraph,
        defaults={"at": at, "by": ", ".join(filter(None, (by.name, by.post_name)))[:300]},
    )  # fmt: skip
    if new:
        _note("cited", made, by, at)
    return made


@transaction.atomic
def take_citation_back(*, citation: Citation, by: Actor, at: datetime) -> None:
    """Take back a citation that was a mistake; the record of acts keeps both."""
    require(by, citer(citation.kind).right)
    _require_unsettled(citation.kind, citation.ref)
    _note("citation_taken_back", citation, by, at)
    citation.delete()


def _require_unsettled(kind: str, ref: str) -> None:
    settled = citer(kind).settled(ref)
    if settled:
        message, remedy = settled
        raise Conflict(message, remedy=remedy)


def _note(act: str, one: Citation, by: Actor, at: datetime) -> None:
    record(act=f"document.{act}", about_kind=one.kind, about=one.ref, by=by, at=at,
           detail={"number": one.document.number, "entry": one.document_id, "paragraph": one.paragraph})  # fmt: skip
