"""Which entries of the register count: of each document the latest; the earlier ones were corrected by it."""

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from quarterdeck.documents.models import Document, Relation


def superseded() -> Exists:
    """Whether a later entry corrects this one."""
    root = Coalesce(OuterRef("first"), OuterRef("pk"))
    return Exists(Document.objects.filter(first=root, entry__gt=OuterRef("entry")))


def current() -> QuerySet[Document]:
    """The entries that count."""
    return Document.objects.filter(~superseded())


def counting() -> QuerySet[Relation]:
    """The relations of the entries that count."""
    root = Coalesce(OuterRef("document__first"), OuterRef("document"))
    later = Document.objects.filter(first=root, entry__gt=OuterRef("document__entry"))
    return Relation.objects.filter(~Exists(later))
