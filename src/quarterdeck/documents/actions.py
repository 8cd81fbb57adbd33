"""Register a document: once, for good, with what it does to others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.folding import searchable
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.documents.models import Document, Relation
from quarterdeck.documents.queries.numbers import Reading, read_number, type_of, types
from quarterdeck.documents.queries.register import RELATIONS, same
from quarterdeck.documents.queries.secrecy import refuse_secret
from quarterdeck.files.actions import keep_file
from quarterdeck.files.models import KeptFile


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent, not stored yet."""

    name: str
    media_type: str
    content: bytes


@transaction.atomic
def register_document(
    *, number: str, type_code: str = "", issuer_vi: str, issuer_en: str = "", signed_on: date | None, abstract_vi: str,
    abstract_en: str = "", urgency: str = "", file: Upload | None = None,
    relations: Sequence[tuple[str, Document]] = (), by: Actor, at: datetime,
) -> Document:  # fmt: skip
    """Enter a document as it was signed; an entry is never changed.

    `relations` are pairs of a kind (amends, replaces, corrects, recalls, implements) and the earlier document. The
    same document is entered again only to correct its latest entry, with the relation `corrects` to it. An entry
    sent twice is entered once. Raises `BadInput` for marks of secrecy, a wrong type or date, `Conflict` for a
    document that is registered already.
    """
    require(by, Right.REGISTER_DOCUMENT)
    refuse_secret((abstract_vi, abstract_en), number=number, place="abstract_vi")
    reading = read_number(number)
    fields: dict[str, Any] = {
        "number": reading.number, "key": reading.key, "family": reading.family,
        "type_code": _chosen_type(reading, type_code), "issuer_vi": " ".join(issuer_vi.split()),
        "issuer_en": " ".join(issuer_en.split()), "signed_on": signed_on, "abstract_vi": abstract_vi.strip(),
        "abstract_en": abstract_en.strip(), "urgency": urgency,
    }  # fmt: skip
    _require_whole(fields, reading, timezone.localdate(at))
    _require_earlier(signed_on, relations)
    entered = same(**{name: fields[name] for name in ("key", "family", "type_code", "issuer_vi", "signed_on")})
    if entered and _is(entered[0], fields, relations):
        return entered[0]
    entry = _next_entry(entered, relations)
    made = _store(fields | {"file": _kept(file, by, at), "entry": entry}, by, at)
    Relation.objects.bulk_create([Relation(document=made, kind=kind, target=target) for kind, target in relations])
    record(act="document.registered", about_kind="document", about=made.pk, by=by, at=at,
           detail={"number": made.number, "relations": [[kind, target.pk] for kind, target in relations]})  # fmt: skip
    return made


def _chosen_type(reading: Reading, given: str) -> str:
    """The type that the number says, or the one given where the number leaves it open."""
    if given and given not in types():
        raise BadInput(Message(gettext_noop("{code} is no type of document."), {"code": given}), place="type_code",
                       remedy=gettext_noop("Choose a type from the list."))  # fmt: skip
    if given and reading.type_codes and given not in reading.type_codes:
        raise BadInput(
            Message(gettext_noop("The number says another type than {type_en}."), _names(given)),
            remedy=gettext_noop("Correct the number or choose the type that it says."), place="type_code",
        )  # fmt: skip
    if given:
        return given
    if len(reading.type_codes) == 1:
        return reading.type_codes[0]
    raise BadInput(
        gettext_noop("The number does not say which type of document this is."),
        remedy=gettext_noop("Choose the type that stands above the abstract on the first page."), place="type_code",
    )  # fmt: skip


def _names(code: str) -> dict[str, object]:
    found = type_of(code)
    return {"type_en": found.name("en"), "type_vi": found.name("vi")}


def _require_whole(fields: Mapping[str, Any], reading: Reading, today: date) -> None:
    place = next((name for name in ("number", "issuer_vi", "abstract_vi") if not fields[name]), "")
    if place:
        raise BadInput(gettext_noop("An entry has a number, an issuer and an abstract."), place=place,
                       remedy=gettext_noop("Fill in what is missing."))  # fmt: skip
    signed_on = fields["signed_on"]
    if signed_on and signed_on > today:
        raise BadInput(gettext_noop("The day of signing lies in the future."), place="signed_on",
                       remedy=gettext_noop("Give the day printed on the document."))  # fmt: skip
    if signed_on and reading.year and signed_on.year != reading.year:
        raise BadInput(
            Message(gettext_noop("The number is of {year}, the day of signing is not."), {"year": reading.year}),
            remedy=gettext_noop("Correct the number or the day."), place="signed_on",
        )  # fmt: skip


def _require_earlier(signed_on: date | None, relations: Sequence[tuple[str, Document]]) -> None:
    for kind, target in relations:
        if kind not in RELATIONS:
            raise BadInput(Message(gettext_noop("{kind} is no relation between documents."), {"kind": kind}),
                           remedy=gettext_noop("Choose a relation from the list."), place="relations")  # fmt: skip
        if signed_on and target.signed_on and target.signed_on > signed_on:
            raise BadInput(
                Message(gettext_noop("{number} was signed later than this document."), {"number": target.number}),
                remedy=gettext_noop("A document acts only on earlier ones; register the relation with the later one."),
                place="relations",
            )  # fmt: skip


def _is(entry: Document, fields: Mapping[str, Any], relations: Sequence[tuple[str, Document]]) -> bool:
    """Whether this entry says exactly what is entered now: the form was sent twice."""
    acts = {(link.kind, link.target_id) for link in entry.relations.all()}
    same_acts = acts == {(kind, target.pk) for kind, target in relations}
    return same_acts and all(getattr(entry, name) == value for name, value in fields.items())


def _next_entry(entered: Sequence[Document], relations: Sequence[tuple[str, Document]]) -> int:
    """1 for a document that is new to the register; one more for an entry that corrects the latest."""
    if not entered:
        return 1
    latest = entered[0]
    if ("corrects", latest.pk) in {(kind, target.pk) for kind, target in relations}:
        return latest.entry + 1
    raise Conflict(
        Message(gettext_noop("{number} is registered already, on {day}."),
                {"number": latest.number, "day": f"{timezone.localtime(latest.registered_at):%d/%m/%Y}"}),
        remedy=gettext_noop("Open that entry; where it holds a mistake, register an entry that corrects it."),
        place="number",
    )  # fmt: skip


def _kept(file: Upload | None, by: Actor, at: datetime) -> KeptFile | None:
    """The file in the store, unless it bears a mark of secrecy: that is refused before anything is written."""
    if file is None:
        return None
    refuse_secret(file_name=file.name, content=file.content, place="file")
    return keep_file(name=file.name, media_type=file.media_type, content=file.content, by=by, at=at)


def _store(fields: Mapping[str, Any], by: Actor, at: datetime) -> Document:
    texts = [fields[name] for name in ("number", "issuer_vi", "issuer_en", "abstract_vi", "abstract_en")]
    names = _names(fields["type_code"]).values()
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
