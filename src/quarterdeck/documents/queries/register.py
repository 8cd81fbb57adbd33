"""The register itself: the list, one document, what documents do to each other."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import ExtractYear

from quarterdeck.core.errors import NotFound
from quarterdeck.core.folding import search_words
from quarterdeck.core.messages import gettext_noop
from quarterdeck.documents.models import Document, Relation
from quarterdeck.documents.queries.numbers import STATE_FAMILIES, key_of

# What a document does to another, seen from it and from the other.
RELATIONS: Mapping[str, tuple[str, str]] = {
    "amends": (gettext_noop("amends"), gettext_noop("amended by")),
    "replaces": (gettext_noop("replaces"), gettext_noop("replaced by")),
    "corrects": (gettext_noop("corrects"), gettext_noop("corrected by")),
    "recalls": (gettext_noop("recalls"), gettext_noop("recalled by")),
    "implements": (gettext_noop("implements"), gettext_noop("implemented by")),
}
SORTS: Mapping[str, tuple[str, ...]] = {
    "newest": ("-signed_on", "-pk"),
    "oldest": ("signed_on", "pk"),
    "registered": ("-registered_at", "-pk"),
    "number": ("number", "pk"),
}
LARGEST_ID = 2**63
_BY_ID = re.compile(r"#(\d{1,18})\s*$")


@dataclass(frozen=True)
class Related:
    """Another document and what it is to this one, as a text to be translated."""

    label: str
    kind: str
    document: Document
    inward: bool = False

    @property
    def undoes(self) -> bool:
        """Whether the other document changes this one or puts an end to it."""
        return self.inward and self.kind != "implements"


def documents() -> QuerySet[Document]:
    """Every entry with its file and what other documents did to it."""
    return Document.objects.select_related("file").prefetch_related("inverse_relations__document")


def document(pk: int) -> Document:
    """The entry with this id; `NotFound` otherwise."""
    found = documents().prefetch_related("relations__target").filter(pk=pk).first() if pk < LARGEST_ID else None
    if found is None:
        raise NotFound(gettext_noop("There is no such document in the register."),
                       remedy=gettext_noop("Look it up by its number in the register."))  # fmt: skip
    return found


def listed(
    *, search: str = "", type_code: str = "", issuer: str = "", year: str = "", sort: str = "newest"
) -> QuerySet[Document]:
    """The entries that meet every condition given, undated ones last.

    `year` is a year of signing or "undated"; `issuer` is the Vietnamese name as registered.
    """
    found = documents()
    for word in search_words(search):
        found = found.filter(folded__contains=word)
    if year:
        found = found.filter(signed_on__isnull=True) if year == "undated" else found.filter(signed_on__year=year)
    conditions = {"type_code": type_code, "issuer_vi": issuer}
    found = found.filter(**{field: value for field, value in conditions.items() if value})
    return found.order_by(*(_last_if_empty(name) for name in SORTS[sort]))


def _last_if_empty(name: str) -> object:
    field = F(name.removeprefix("-"))
    return field.desc(nulls_last=True) if name.startswith("-") else field.asc(nulls_last=True)


def years() -> list[int]:
    """The years in which registered documents were signed, newest first."""
    found = Document.objects.filter(signed_on__isnull=False).annotate(year=ExtractYear("signed_on"))
    return list(found.order_by("-year").values_list("year", flat=True).distinct())


def issuers() -> list[str]:
    """The Vietnamese names of every issuer in the register, by name."""
    return list(Document.objects.order_by("issuer_vi").values_list("issuer_vi", flat=True).distinct())


def issuer_pairs(limit: int = 200) -> list[tuple[str, str]]:
    """Issuers as registered in both languages, for proposals while typing."""
    pairs = Document.objects.order_by("issuer_vi").values_list("issuer_vi", "issuer_en").distinct()
    return list(pairs[:limit])


def types_used() -> set[str]:
    """The types of the documents in the register."""
    return set(Document.objects.order_by().values_list("type_code", flat=True).distinct())


def recent(limit: int = 200) -> QuerySet[Document]:
    """The entries registered last, for proposals while typing."""
    return Document.objects.order_by("-pk")[:limit]


def related(one: Document) -> list[Related]:
    """What this document does to others, then what others did to it."""
    outward = [Related(RELATIONS[link.kind][0], link.kind, link.target) for link in one.relations.all()]
    return outward + done_to(one)


def done_to(one: Document) -> list[Related]:
    """What other documents did to this one."""
    return [
        Related(RELATIONS[link.kind][1], link.kind, link.document, inward=True) for link in one.inverse_relations.all()
    ]


def find(text: str) -> list[Document]:
    """The documents with a number, as printed or as "26-CT/TU #12" where 12 is the entry; only latest entries."""
    if exact := _BY_ID.search(text):
        return list(Document.objects.filter(pk=int(exact[1])))
    key = key_of(text)
    corrected = Relation.objects.filter(kind="corrects", target=OuterRef("pk"), document__key=OuterRef("key"))
    return list(Document.objects.filter(~Exists(corrected), key=key).order_by("pk")) if key else []


def same(*, key: str, family: str, type_code: str, issuer_vi: str, signed_on: date | None) -> list[Document]:
    """Entries of the very same document, newest entry first.

    State bodies number afresh each calendar year (Decree 30/2020/NĐ-CP, Art. 15(2)), so that one number of one
    issuer is one document a year; Party bodies number through a term, there the day must agree. An undated
    document is the same as any other with its number and issuer.
    """
    found = Document.objects.filter(key=key, type_code=type_code, issuer_vi=issuer_vi)
    if signed_on:
        day = Q(signed_on__year=signed_on.year) if family in STATE_FAMILIES else Q(signed_on=signed_on)
        found = found.filter(day)
    return list(found.order_by("-entry", "-pk"))
