"""What an entry of the register must be before it is written; each refusal says why and what to do."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Max
from django.utils import timezone

from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.documents.models import Document
from quarterdeck.documents.queries.entries import superseded
from quarterdeck.documents.queries.numbers import Reading, type_of, types
from quarterdeck.documents.queries.register import RELATIONS, acts_on
from quarterdeck.documents.rules import circle, is_document
from quarterdeck.people.models import Organisation


def chosen_type(reading: Reading, given: str) -> str:
    """The type that the number says, or the one given where the number leaves it open."""
    if given and given not in types():
        raise BadInput(Message(gettext_noop("{code} is no type of document."), {"code": given}), place="type_code",
                       remedy=gettext_noop("Choose a type from the list."))  # fmt: skip
    if given and reading.type_codes and given not in reading.type_codes:
        raise BadInput(
            Message(gettext_noop("The number says another type than {type_en}."), names_of(given)),
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


def names_of(code: str) -> dict[str, object]:
    """The names of a type as slots of a message."""
    found = type_of(code)
    return {"type_en": found.name("en"), "type_vi": found.name("vi")}


def require_whole(fields: Mapping[str, Any], reading: Reading, today: date) -> None:
    """Refuse an entry that lacks a part, and days that cannot be."""
    place = next((name for name in ("number", "issuer_vi", "abstract_vi") if not fields[name]), "")
    if place:
        raise BadInput(gettext_noop("An entry has a number, an issuer and an abstract."), place=place,
                       remedy=gettext_noop("Fill in what is missing."))  # fmt: skip
    signed_on, received_on = fields["signed_on"], fields["received_on"]
    if signed_on and signed_on > today:
        raise BadInput(gettext_noop("The day of signing lies in the future."), place="signed_on",
                       remedy=gettext_noop("Give the day printed on the document."))  # fmt: skip
    if signed_on and reading.year and signed_on.year != reading.year:
        raise BadInput(
            Message(gettext_noop("The number is of {year}, the day of signing is not."), {"year": reading.year}),
            remedy=gettext_noop("Correct the number or the day."), place="signed_on",
        )  # fmt: skip
    if received_on and (received_on > today or (signed_on and received_on < signed_on)):
        raise BadInput(gettext_noop("A document arrives between the day of its signing and today."),
                       remedy=gettext_noop("Correct the day of arrival."), place="received_on")  # fmt: skip


def require_document(content: bytes) -> None:
    """Refuse a file that nobody can read as a document."""
    if content and not is_document(content):
        raise BadInput(
            gettext_noop("This file is damaged, or no document: not a text, an office file, a PDF or a picture."),
            remedy=gettext_noop("Choose the document itself; if it was sent packed in a program, unpack it first."),
            place="file",
        )  # fmt: skip


def require_earlier(signed_on: date | None, relations: Sequence[tuple[str, Document]]) -> None:
    """Refuse unknown relations, and those to documents that were signed later."""
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


def require_bodies(bound: Sequence[Organisation], signed_on: date | None) -> None:
    """Refuse to bind a body that had ended when the document was signed."""
    for one in bound:
        if signed_on and one.valid_to and one.valid_to <= signed_on:
            raise BadInput(
                Message(gettext_noop("{body_en} had ended by the day of signing."),
                        {"body_en": one.name_en, "body_vi": one.name_vi}),
                remedy=gettext_noop("Choose the body that has its duties now."), place="bound",
            )  # fmt: skip


def earlier_entry(
    entered: Document | None, again: Document | None, relations: Sequence[tuple[str, Document]]
) -> Document | None:
    """The entry that is corrected, None for a document that is new to the register.

    `entered` is the entry that has this number already: only an entry that says so corrects it.
    """
    if again and Document.objects.filter(superseded(), pk=again.pk).exists():
        raise Conflict(gettext_noop("A later entry corrects this one already."), place="number",
                       remedy=gettext_noop("Open the latest entry of the document and correct that one."))  # fmt: skip
    if entered is None or (again and again.root == entered.root):
        return again
    if again is None and ("corrects", entered.pk) in {(kind, target.pk) for kind, target in relations}:
        return entered
    raise Conflict(
        Message(gettext_noop("{number} is registered already, on {day}."),
                {"number": entered.number, "day": f"{timezone.localtime(entered.registered_at):%d/%m/%Y}"}),
        remedy=gettext_noop("Open that entry; where it holds a mistake, register an entry that corrects it."),
        place="number",
    )  # fmt: skip


def next_entry(fields: Mapping[str, Any], earlier: Document | None) -> dict[str, Any]:
    """The number of an entry and the first one of its document: 1 for a document that is new to the register.

    It is higher where an entry bore this number by mistake and was corrected to another.
    """
    alike = {name: fields[name] for name in ("key", "type_code", "issuer_vi", "signed_on")}
    last = Document.objects.filter(**alike).aggregate(last=Max("entry"))["last"] or 0
    if earlier is None:
        return {"entry": last + 1, "first": None}
    return {"entry": max(last, earlier.entry) + 1, "first": earlier.first or earlier}


def require_no_circle(number: str, first: Document | None, relations: Sequence[tuple[str, Document]]) -> None:
    """Refuse documents that would act on each other in a circle.

    Only an entry that corrects an earlier one can close a circle: a new document is acted on by none.
    """
    if first is None:
        return
    acts = [(kind, target) for kind, target in relations if (kind, target.root) != ("corrects", first.pk)]
    if any(target.root == first.pk for _, target in acts):
        raise BadInput(Message(gettext_noop("{number} cannot act on itself."), {"number": number}),
                       remedy=gettext_noop("Take this relation away."), place="relations")  # fmt: skip
    way = circle(first.pk, [target.root for _, target in acts], acts_on)
    if way:
        names = dict(Document.objects.filter(pk__in=way).values_list("pk", "number"))
        raise BadInput(
            Message(gettext_noop("These documents would act on each other in a circle: {way}."),
                    {"way": " → ".join(names[pk] for pk in way)}),
            remedy=gettext_noop("One of these relations stands the wrong way round: correct the entry that holds it."),
            place="relations",
        )  # fmt: skip
