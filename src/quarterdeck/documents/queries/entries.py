"""Which entries of the register count: of each document the latest; the earlier ones were corrected by it."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from quarterdeck.documents.models import Document, Relation


def superseded(way: str = "") -> Q:
    """Whether a later entry corrects this one; `way` leads to the entry ("document__").

    Few documents are entered again, so that first entries are asked for at once, not one by one.
    """
    again = Document.objects.filter(first__isnull=False)
    later = Exists(again.filter(first=OuterRef(f"{way}first"), entry__gt=OuterRef(f"{way}entry")))
    return Q(**{f"{way}pk__in": again.values("first")}) | (Q(**{f"{way}first__isnull": False}) & Q(later))


def current() -> QuerySet[Document]:
    """The entries that count."""
    return Document.objects.filter(~superseded())


def counting() -> QuerySet[Relation]:
    """The relations of the entries that count."""
    return Relation.objects.filter(~superseded("document__"))
