"""The versions of one draft that were put before the check one after the other."""

from django.db.models import QuerySet

from quarterdeck.reports.models import Draft
from quarterdeck.reports.rules.versions import are_versions


def earlier(of: Draft) -> Draft | None:
    """The version before, checked against the same review; None where this is the first."""
    return _version(of, _alike(of).filter(pk__lt=of.pk).order_by("-pk"))


def later(of: Draft) -> Draft | None:
    """The newest version, where this is an older one."""
    return _version(of, _alike(of).filter(pk__gt=of.pk).order_by("-pk"))


def _alike(of: Draft) -> QuerySet[Draft]:
    return Draft.objects.filter(name=of.name, review=of.review_id, office=of.office_id, state=Draft.CHECKED)


def _version(of: Draft, rows: QuerySet[Draft]) -> Draft | None:
    found = rows.first()
    return found if found is not None and are_versions(of.original, found.text) else None
