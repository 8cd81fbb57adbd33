"""One act of reporting with its rows."""

from django.db.models import QuerySet

from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.figures.models import Batch, Observation


def batch(number: int) -> Batch:
    """The batch with this number; `NotFound` otherwise."""
    found = Batch.objects.select_related("source", "file").filter(pk=number).first()
    if found is None:
        raise NotFound(Message(gettext_noop("There is no batch {number}."), {"number": number}))
    return found


def rows(of: Batch) -> QuerySet[Observation]:
    """Its rows in the order of the file."""
    return Observation.objects.filter(batch=of).select_related("indicator", "area").order_by("id")
