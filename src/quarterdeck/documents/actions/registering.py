"""Register a document: once, for good, with what it does to others and whom it orders to act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import Conflict
from quarterdeck.core.folding import searchable
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.documents.actions.checks import (
    chosen_type,
    earlier_entry,
    names_of,
    next_entry,
    require_bodies,
    require_document,
    require_earlier,
    require_no_circle,
    require_whole,
)
from quarterdeck.documents.actions.telling import tell_bound
from quarterdeck.documents.actions.words import keep_words
from quarterdeck.documents.models import Bound, Document, Relation
from quarterdeck.documents.queries.bodies import body_called, keeps_register_of
from quarterdeck.documents.queries.numbers import Reading, read_number
from quarterdeck.documents.queries.register import same
from quarterdeck.documents.queries.secrecy import OPENING_LINES, refuse_secret
from quarterdeck.documents.queries.texts import paragraphs, text_of
from quarterdeck.files.actions import keep_file
from quarterdeck.files.models import KeptFile
from quarterdeck.people.models import Organisation


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent, not stored yet."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Clerical:
    """What the registers of an office ask besides what the document is.

    `direction` is "incoming" or "outgoing"; empty, it follows from who issued it and who registers it. `recipients`
    are those printed at its foot; `archive` is who keeps the copy of an outgoing one; `received_on` is the day on
    which an incoming one arrived, the day of the entry unless said.
    """

    direction: str = ""
    signer: str = ""
    recipients: str = ""
    copies: int | None = None
    archive: str = ""
    received_on: date | None = None


@transaction.atomic
def register_document(
    *, number: str, type_code: str = "", issuer_vi: str, issuer_en: str = "", signed_on: date | None, abstract_vi: str,
    abstract_en: str = "", urgency: str = "", clerical: Clerical | None = None, file: Upload | None = None,
    text: str = "", relations: Sequence[tuple[str, Document]] = (), bound: Sequence[Organisation] = (),
    again: Document | None = None, by: Actor, at: datetime,
) -> Document:  # fmt: skip
    """Enter a document as it was signed; an entry is never changed.

    `relations` are pairs of a kind (amends, replaces, corrects, recalls, implements) and the earlier document;
    `bound` are the bodies that it orders to act; `text` is typed where the file is a picture or there is none.
    `again` is the latest entry of the same document that this one corrects, also said by the relation `corrects` to an
    entry with the same number; its file stays unless another comes. Sent twice, it is entered once. Raises `BadInput`
    for marks of secrecy, wrong types and days and for circles, `Conflict` for what is registered already.
    """
    require(by, Right.REGISTER_DOCUMENT)
    refuse_secret((abstract_vi, abstract_en), number=number, place="abstract_vi")
    today, reading = timezone.localdate(at), read_number(number)
    fields = _read(reading) | _clerical(clerical or Clerical(), _plain(issuer_vi), signed_on, by, today) | {
        "type_code": chosen_type(reading, type_code), "issuer_vi": _plain(issuer_vi), "signed_on": signed_on,
        "abstract_vi": abstract_vi.strip(), "abstract_en": abstract_en.strip(), "urgency": urgency,
    }  # fmt: skip
    fields["issuer_en"] = _plain(issuer_en) or fields["issuer_en"]
    require_whole(fields, reading, today)
    require_earlier(signed_on, relations)
    require_bodies(bound, signed_on)
    relations = list(dict.fromkeys([*([("corrects", again)] if again else []), *relations]))
    entered = next(iter(same(**{name: fields[name] for name in _IDENTITY})), None)
    if entered and _is(entered, fields, relations, bound):
        return entered
    earlier = earlier_entry(entered, again, relations)
    fields |= next_entry(fields, earlier)
    require_no_circle(number, fields["first"], relations)
    body = _body(file, text, earlier)
    made = _store(fields | {"file": _kept(file, earlier, by, at)}, by, at)
    _join(made, relations, bound)
    keep_words(made, body)
    tell_bound(made, bound, by=by, at=at)
    record(act="document.registered", about_kind="document", about=made.pk, by=by, at=at,
           detail={"number": made.number, "relations": [[kind, target.pk] for kind, target in relations]})  # fmt: skip
    return made


_IDENTITY = ("key", "family", "letters", "type_code", "issuer_vi", "signed_on")


def _plain(text: str) -> str:
    return " ".join(text.split())


def _read(reading: Reading) -> dict[str, Any]:
    """The fields that the number itself gives."""
    return {
        "number": reading.number, "key": reading.key, "ordinal": reading.ordinal, "letters": reading.issuer,
        "family": reading.family,
    }  # fmt: skip


def _clerical(given: Clerical, issuer: str, signed_on: date | None, by: Actor, today: date) -> dict[str, Any]:
    """The fields of the paper registers, with the issuer as a body of the store."""
    body = body_called(issuer, signed_on or today)
    direction = given.direction or (Document.OUTGOING if body and keeps_register_of(by, body) else Document.INCOMING)
    incoming = direction == Document.INCOMING
    return {
        "issuer_en": body.name_en if body else "", "issued_by": body, "direction": direction,
        "signer": _plain(given.signer), "copies": given.copies,
        "recipients": given.recipients.strip(), "archive": "" if incoming else _plain(given.archive),
        "received_on": (given.received_on or today) if incoming else None,
    }  # fmt: skip


def _is(
    entry: Document, fields: Mapping[str, Any], relations: Sequence[tuple[str, Document]], bound: Sequence[Organisation]
) -> bool:
    """Whether this entry says exactly what is entered now: the form was sent twice."""
    acts = {(link.kind, link.target_id) for link in entry.relations.all()}
    same_acts = acts == {(kind, target.pk) for kind, target in relations}
    same_bodies = set(entry.bound.values_list("organisation", flat=True)) == {one.pk for one in bound}
    said = {name: value for name, value in fields.items() if name != "received_on"}
    return same_acts and same_bodies and all(getattr(entry, name) == value for name, value in said.items())


def _body(file: Upload | None, text: str, earlier: Document | None) -> str:
    """The text of the document: as typed, else as the file holds it, else as the entry that is corrected has it.

    Raises `Secret` where it opens with a mark.
    """
    if earlier and not file and not text.strip():
        return "\n".join(one.text for one in paragraphs(earlier))
    body = text.strip() or (text_of(file.name, file.content) if file else "")
    refuse_secret(body.splitlines()[:OPENING_LINES], place="text" if text.strip() else "file")
    return body


def _kept(file: Upload | None, earlier: Document | None, by: Actor, at: datetime) -> KeptFile | None:
    """The file in the store, unless it bears a mark of secrecy: that is refused before anything is written."""
    if file is None:
        return earlier.file if earlier else None
    refuse_secret(file_name=file.name, content=file.content, place="file")
    require_document(file.content)
    return keep_file(name=file.name, media_type=file.media_type, content=file.content, by=by, at=at)


def _store(fields: Mapping[str, Any], by: Actor, at: datetime) -> Document:
    texts = [fields[name] for name in ("number", "issuer_vi", "issuer_en", "abstract_vi", "abstract_en")]
    names = names_of(fields["type_code"]).values()
    try:
        with transaction.atomic():
            return Document.objects.create(
                **fields, registered_at=at, registered_by=", ".join(filter(None, (by.name, by.post_name))),
                folded=searchable(*texts, *map(str, names), "".join(fields["number"].split())),
            )  # fmt: skip
    except IntegrityError:
        raise Conflict(
            Message(gettext_noop("{number} was registered by someone else at this moment."), fields),
            remedy=gettext_noop("Look it up in the register."), place="number",
        ) from None  # fmt: skip


def _join(made: Document, relations: Sequence[tuple[str, Document]], bound: Sequence[Organisation]) -> None:
    Relation.objects.bulk_create([Relation(document=made, kind=kind, target=target) for kind, target in relations])
    Bound.objects.bulk_create([Bound(document=made, organisation=one) for one in dict.fromkeys(bound)])
