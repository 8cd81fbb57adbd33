"""The register itself: the list, one document, what documents do to each other."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Max, Min, Q, QuerySet
from django.db.models.functions import Coalesce

from quarterdeck.core.errors import NotFound
from quarterdeck.core.finding import sought
from quarterdeck.core.messages import gettext_noop
from quarterdeck.documents.models import Document, Passing, Relation
from quarterdeck.documents.queries.entries import counting, current, superseded
from quarterdeck.documents.queries.numbers import key_of
from quarterdeck.documents.queries.searching import holding
from quarterdeck.documents.queries.series import span
from quarterdeck.people.models import Organisation
from quarterdeck.web.templatetags.quarterdeck.library import language

# What a document does to another, seen from it and from the other.
RELATIONS: Mapping[str, tuple[str, str]] = {
    "amends": (gettext_noop("amends"), gettext_noop("amended by")),
    "replaces": (gettext_noop("replaces"), gettext_noop("replaced by")),
    "corrects": (gettext_noop("corrects"), gettext_noop("corrected by")),
    "recalls": (gettext_noop("recalls"), gettext_noop("recalled by")),
    "implements": (gettext_noop("implements"), gettext_noop("implemented by")),
}
ENDING = ("replaces", "recalls")
SORTS: Mapping[str, tuple[str, ...]] = {
    "newest": ("-signed_on", "-pk"),
    "oldest": ("signed_on", "pk"),
    "registered": ("-registered_at", "-pk"),
    "number": ("ordinal", "number", "pk"),
    "issuer": ("issuer_vi", "-signed_on", "pk"),
}
# Whether a document counts, and how what others did to it is told.
STANDINGS: Mapping[str, str] = {
    "in_force": gettext_noop("in force"),
    "amended": gettext_noop("in force, amended"),
    "ended": gettext_noop("replaced or recalled"),
    "superseded": gettext_noop("entries that were corrected"),
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
    """Every entry with its file."""
    return Document.objects.select_related("file")


def document(pk: int) -> Document:
    """The entry with this id; `NotFound` otherwise."""
    found = documents().select_related("issued_by").filter(pk=pk).first() if pk < LARGEST_ID else None
    if found is None:
        raise NotFound(gettext_noop("There is no such document in the register."),
                       remedy=gettext_noop("Look it up by its number in the register."))  # fmt: skip
    return found


def listed(
    *, search: str = "", type_code: str = "", issuer: str = "", year: str = "", urgency: str = "", direction: str = "",
    standing: str = "", bound: str = "", sort: str = "newest",
) -> QuerySet[Document]:  # fmt: skip
    """The entries that meet every condition given, undated ones last.

    `year` is a year of signing or "undated"; `issuer` is a name of `issuers`; `standing` is a key of
    `STANDINGS`; `bound` is the code of a body that the document orders to act.
    """
    found = documents()
    if wanted := sought(search):
        found = found.filter(pk__in=holding(wanted))
    elif search.strip():
        return found.none()
    if year:
        found = found.filter(signed_on__isnull=True) if year == "undated" else found.filter(signed_on__year=year)
    conditions = {
        "type_code": type_code, "urgency": urgency, "direction": direction,
        "bound__organisation__code": bound,
    }  # fmt: skip
    found = found.filter(**{field: value for field, value in conditions.items() if value})
    found = found.filter(by_issuer(issuer)) if issuer else found
    found = _standing(found, standing) if standing else found
    return found.order_by(*(_last_if_empty(name) for name in SORTS.get(sort, SORTS["newest"])))


def _standing(found: QuerySet[Document], standing: str) -> QuerySet[Document]:
    if standing == "superseded":
        return found.filter(superseded())
    found = found.filter(~superseded()).annotate(root_id=Coalesce("first", "pk"))
    if standing == "ended":
        return found.filter(root_id__in=_acted_on(ENDING))
    found = found.exclude(root_id__in=_acted_on(ENDING))
    return found.filter(root_id__in=_acted_on(("amends",))) if standing == "amended" else found


def _acted_on(kinds: Iterable[str]) -> QuerySet[Relation]:
    """The roots of the documents to which an entry that counts does any of these."""
    acts = counting().filter(kind__in=tuple(kinds)).annotate(of=Coalesce("target__first", "target"))
    return acts.values("of")


def _last_if_empty(name: str) -> object:
    field = F(name.removeprefix("-"))
    return field.desc(nulls_last=True) if name.startswith("-") else field.asc(nulls_last=True)


def years() -> list[int]:
    """The years from the last to the first in which registered documents were signed."""
    ends = Document.objects.order_by().aggregate(first=Min("signed_on"), last=Max("signed_on"))
    return list(range(ends["last"].year, ends["first"].year - 1, -1)) if ends["last"] else []


def issuers() -> list[tuple[str, str]]:
    """Every issuer in the register once, by name: the Vietnamese name by which it is asked for, the reader's name.

    A body of the store stands under its own name, whatever its letterheads say.
    """
    rows = Document.objects.order_by().values_list(
        "issuer_vi", "issuer_en", "issued_by__name_vi", "issued_by__name_en"
    )  # fmt: skip
    found = {}
    for written, written_en, own, own_en in rows.distinct():
        vi, en = (own, own_en) if own else (written, written_en)
        if vi:
            found[vi] = en if en and not language().startswith("vi") else vi
    return sorted(found.items(), key=lambda one: one[1].casefold())


def by_issuer(name: str) -> Q:
    """The documents of an issuer, asked for by a name of `issuers`: those of the body, and those that bear the name."""
    return Q(issued_by__name_vi=name) | Q(issuer_vi=name)


def issuer_pairs(limit: int = 200) -> list[tuple[str, str]]:
    """Issuers as registered in both languages, then the bodies of the store, for proposals while typing."""
    pairs = Document.objects.order_by("issuer_vi").values_list("issuer_vi", "issuer_en").distinct()[:limit]
    bodies = Organisation.objects.filter(valid_to__isnull=True).values_list("name_vi", "name_en")[:limit]
    return list(dict.fromkeys([*pairs, *bodies]))


def types_used() -> set[str]:
    """The types of the documents in the register."""
    return set(Document.objects.order_by().values_list("type_code", flat=True).distinct())


def recent(limit: int = 200) -> QuerySet[Document]:
    """The entries registered last, for proposals while typing."""
    return Document.objects.order_by("-pk")[:limit]


def related(one: Document) -> list[Related]:
    """What this document does to others, then what others did to it."""
    return related_of([one])[one.pk]


def related_of(some: Collection[Document]) -> dict[int, list[Related]]:
    """What each of these does to others, then what others did to it or to another entry of it. Two queries.

    Entries that were corrected do nothing to others any more; that one entry corrects another is told on both.
    """
    found: dict[int, list[Related]] = {one.pk: [] for one in some}
    for link in Relation.objects.filter(document__in=found).select_related("target").order_by("pk"):
        found[link.document_id].append(Related(RELATIONS[link.kind][0], link.kind, link.target))
    by_root: dict[int, list[Document]] = {}
    for one in some:
        by_root.setdefault(one.root, []).append(one)
    acts = counting().filter(Q(target__in=by_root) | Q(target__first__in=by_root))
    for link in acts.select_related("document", "target").order_by("pk"):
        for one in by_root[link.target.root]:
            if link.document.root != one.root or (link.target_id == one.pk != link.document_id):
                found[one.pk].append(Related(RELATIONS[link.kind][1], link.kind, link.document, inward=True))
    return found


def acts_on(roots: Collection[int]) -> dict[int, set[int]]:
    """On which other documents each of these acts, all by their roots."""
    found: dict[int, set[int]] = {root: set() for root in roots}
    acts = counting().filter(Q(document__in=found) | Q(document__first__in=found))
    for link in acts.select_related("document", "target"):
        if link.document.root != link.target.root:
            found[link.document.root].add(link.target.root)
    return found


def passings(some: Iterable[Document]) -> list[Passing]:
    """To whom these documents were passed, any entry of them, in the order in which it was written down."""
    roots = {one.root for one in some}
    found = Passing.objects.filter(Q(document__in=roots) | Q(document__first__in=roots))
    return list(found.select_related("document").order_by("id"))


def superseding(one: Document) -> Document | None:
    """The entry that counts where this one was corrected by a later one; None where it counts itself."""
    last = Document.objects.filter(Q(pk=one.root) | Q(first=one.root)).order_by("-entry", "-pk").first()
    return None if last is None or last.pk == one.pk else last


def find(text: str) -> list[Document]:
    """The documents with a number, as printed or as "26-CT/TU #12" where 12 is the entry; only latest entries."""
    if exact := _BY_ID.search(text):
        return list(Document.objects.filter(pk=int(exact[1])))
    key = key_of(text)
    return list(current().filter(key=key).order_by("pk")) if key else []


def same(
    *, key: str, family: str, letters: str, type_code: str, issuer_vi: str, signed_on: date | None
) -> list[Document]:
    """The entries that count of the very same document, newest first.

    One number of one issuer is one document within the span in which it is given once: see `series.span`. Where the
    term of a committee is not known the day must agree. An undated document is the same as any other with its number
    and issuer.
    """
    found = current().filter(key=key, type_code=type_code, issuer_vi=issuer_vi)
    if signed_on:
        within = span(family, letters, signed_on)
        days = Q(signed_on=signed_on)
        if within:
            days = Q(signed_on__gte=within.first) & (Q(signed_on__lte=within.last) if within.last else Q())
        found = found.filter(days)
    return list(found.order_by("-entry", "-pk"))
