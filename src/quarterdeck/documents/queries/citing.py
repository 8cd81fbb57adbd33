"""Cite a document of the register, or one paragraph of it, as people write citations."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from quarterdeck.core.citing import citer
from quarterdeck.core.errors import BadInput, NotFound
from quarterdeck.core.links import Backlink
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.documents.models import Citation, Document, Paragraph
from quarterdeck.documents.queries.register import find
from quarterdeck.documents.queries.texts import marks
from quarterdeck.documents.rules.citing import Cites, cites, first_within
from quarterdeck.web.templatetags.quarterdeck.words import localname


@dataclass(frozen=True, slots=True)
class Cited:
    """A document, or one paragraph of it."""

    document: Document
    paragraph: Paragraph | None = None

    @property
    def url(self) -> str:
        """Where it is read: the paragraph itself where one is cited."""
        page = reverse("documents:document", args=[self.document.pk])
        return f"{page}#p{self.paragraph.number}" if self.paragraph else page

    @property
    def text(self) -> str:
        """As a form shows it and reads it again: "26-CT/TU #12 ¶5"."""
        return f"{self.document.number} #{self.document.pk}" + (f" ¶{self.paragraph.number}" if self.paragraph else "")

    @property
    def label(self) -> str:
        """As a page tells it, in the reader's language: "Điều 3, khoản 2, 26-CT/TU"."""
        if not self.paragraph:
            return str(self.document.number)
        return f"{localname(self.paragraph, 'label') or f'¶{self.paragraph.number}'}, {self.document.number}"


def cite(text: str, place: str = "") -> Cited:
    """The document and paragraph that a citation names; `BadInput` says what is not found, and what to write instead.

    "26-CT/TU", "Điều 3, khoản 2, 26-CT/TU", "26-CT/TU #12 ¶5" and the address of a paragraph are all read. Of several
    documents with one number the entry must be named.
    """
    said = cites(text, marks())
    one = _document(said, text, place)
    if said.running is None and not said.parts:
        return Cited(one)
    return Cited(one, _paragraph(one, said, place))


def cite_if_registered(text: str, place: str = "") -> Cited | None:
    """The same, None where the citation names no document of the register at all."""
    said = cites(text, marks())
    if said.entry is None and not any(map(find, (*said.numbers, text))):
        return None
    return cite(text, place)


def cited(document: Document, paragraph: int | None) -> Cited:
    """The citation of a document, and of the paragraph with this running number where it has one."""
    found = document.paragraphs.filter(number=paragraph).first() if paragraph else None
    return Cited(document, found)


def _document(said: Cites, text: str, place: str) -> Document:
    if said.entry is not None:
        found = list(Document.objects.filter(pk=said.entry))
    else:
        found = next((some for number in said.numbers if (some := find(number))), []) or find(text)
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(f"{one.number} #{one.pk}" for one in found)
        raise BadInput(gettext_noop("Several documents bear this number."), place=place,
                       remedy=Message(gettext_noop("Write one of: {names}."), {"names": names}))  # fmt: skip
    raise BadInput(
        Message(gettext_noop("“{text}” names no document of the register."), {"text": " ".join(text.split())[:80]}),
        remedy=gettext_noop("Write its number as printed, or register the document first."), place=place,
    )  # fmt: skip


def _paragraph(one: Document, said: Cites, place: str) -> Paragraph:
    rows = one.paragraphs.order_by("number")
    number = said.running
    if number is None:
        number = first_within(rows.values_list("number", "label_vi"), said.parts or {}, marks())
    found = rows.filter(number=number).first()
    if found is not None:
        return found
    last = rows.last()
    if last is None:
        raise BadInput(
            Message(gettext_noop("No text of {number} is kept, so no paragraph of it can be cited."),
                    {"number": one.number}),
            remedy=gettext_noop("Cite the document alone, or register an entry with its text."), place=place,
        )  # fmt: skip
    raise BadInput(
        Message(gettext_noop("{number} has no such part."), {"number": one.number}), place=place,
        remedy=Message(gettext_noop("Open it and copy the address of the paragraph; it has {count} of them."),
                       {"count": last.number}),
    )  # fmt: skip


def citations(kind: str, ref: str) -> list[tuple[Citation, Cited]]:
    """What a thing cites, in the order in which it was said. Two queries."""
    rows = list(Citation.objects.filter(kind=kind, ref=ref).select_related("document"))
    return list(zip(rows, _cited_by(rows), strict=True))


def citations_under(kind: str, prefix: str) -> dict[str, list[Cited]]:
    """What the things of a kind cite whose refs begin with "prefix/", by ref. Two queries."""
    rows = list(Citation.objects.filter(kind=kind, ref__startswith=f"{prefix}/").select_related("document"))
    found: dict[str, list[Cited]] = {}
    for row, one in zip(rows, _cited_by(rows), strict=True):
        found.setdefault(row.ref, []).append(one)
    return found


def _cited_by(rows: Sequence[Citation]) -> list[Cited]:
    wanted = Paragraph.objects.filter(document__in={one.document_id for one in rows})
    known = {(one.document_id, one.number): one
             for one in wanted.filter(number__in={one.paragraph for one in rows if one.paragraph})}  # fmt: skip
    return [Cited(one.document, known.get((one.document_id, one.paragraph or 0))) for one in rows]


def citation(pk: int) -> Citation:
    """One citation; `NotFound` where it was taken back."""
    found = Citation.objects.select_related("document").filter(pk=pk).first()
    if found is None:
        raise NotFound(gettext_noop("This citation was taken back meanwhile."),
                       remedy=gettext_noop("Reload the page."))  # fmt: skip
    return found


def citing(one: Document) -> dict[int, list[Backlink]]:
    """Who cites any entry of a document, by the running number of the paragraph; 0 holds those that cite the whole.

    Things that are no more are left out.
    """
    rows = list(Citation.objects.filter(Q(document=one.root) | Q(document__first=one.root)))
    pages = {
        kind: citer(kind).find([row.ref for row in rows if row.kind == kind])
        for kind in dict.fromkeys(row.kind for row in rows)
    }
    found: dict[int, list[Backlink]] = {}
    for row in rows:
        if page := pages[row.kind].get(row.ref):
            place = row.paragraph if row.paragraph and row.document_id == one.pk else 0
            found.setdefault(place, []).append(page)
    return found
