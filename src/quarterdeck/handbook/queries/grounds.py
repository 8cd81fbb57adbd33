"""What was done to the grounds of published answers since they were last checked."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from quarterdeck.documents.models import Document, Relation
from quarterdeck.documents.queries.entries import counting
from quarterdeck.documents.queries.register import RELATIONS
from quarterdeck.handbook.models import Basis, Check, Entry
from quarterdeck.handbook.queries.pack import again


@dataclass(frozen=True, slots=True)
class Touch:
    """A later document that did something to a ground of an answer; `label` says what, to be translated."""

    relation: Relation
    ground: Document
    by: Document
    label: str


def touches(some: Iterable[int] | None = None) -> dict[int, list[Touch]]:
    """By the id of each published entry what was done to its grounds and nobody has looked at. Three queries.

    `some` are ids of entries to look at, all without it. What a document does to which the answer rests as well is
    known to whoever wrote the answer, and counts for nothing.
    """
    wanted = Basis.objects.filter(document__isnull=False, entry__state=Entry.PUBLISHED)
    if some is not None:
        wanted = wanted.filter(entry__in=list(some))
    grounds: dict[int, set[int]] = {}
    rows = wanted.annotate(root=Coalesce("document__first", F("document")))
    for entry, root in rows.values_list("entry", "root"):
        grounds.setdefault(entry, set()).add(root)
    if not grounds:
        return {}
    seen = set(Check.objects.filter(entry__in=grounds).values_list("entry", "relation"))
    found: dict[int, list[Touch]] = {}
    acts = _acts({root for roots in grounds.values() for root in roots})
    for entry, roots in grounds.items():
        for root in sorted(roots & acts.keys()):
            for link in acts[root]:
                if (entry, link.pk) not in seen and link.document.root not in roots:
                    touch = Touch(link, link.target, link.document, RELATIONS[link.kind][1])
                    found.setdefault(entry, []).append(touch)
    return found


def _acts(roots: set[int]) -> dict[int, list[Relation]]:
    """What entries that count do to these documents, by their roots."""
    found: dict[int, list[Relation]] = {}
    acts = counting().filter(Q(target__in=roots) | Q(target__first__in=roots), kind__in=again())
    for link in acts.select_related("document", "target").order_by("pk"):
        found.setdefault(link.target.root, []).append(link)
    return found
