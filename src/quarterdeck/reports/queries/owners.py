"""Which organisation a text belongs to, and which were asked about a place in it."""

from datetime import datetime

from django.utils import timezone

from quarterdeck.core.rights import Actor
from quarterdeck.people.models import Organisation
from quarterdeck.reports.models import Draft, DraftFinding, Incoming
from quarterdeck.reports.queries.desk import changes, edits
from quarterdeck.reports.rules.edits import in_original


def office_of(actor: Actor) -> Organisation | None:
    """The organisation for which somebody acts, as the owner of a text."""
    return Organisation.objects.filter(code=actor.organisation).first() if actor.organisation else None


def owner(of: Draft | Incoming, at: datetime) -> str:
    """The code of the organisation that brought a text; "" where nobody knows, or it has ended by then."""
    office = of.office
    ended = office is None or (office.valid_to is not None and office.valid_to <= timezone.localdate(at))
    return "" if office is None or ended else office.code


def asked_about(of: Draft, one: DraftFinding) -> set[str]:
    """The organisations that the claim of a finding was put to."""
    return asked_between(of, *in_original((one.start, one.end), edits(changes(of))))


def asked_between(of: Draft, start: int, end: int) -> set[str]:
    """The organisations that were asked about what stands at [start, end) of the original."""
    near = of.inquiries.filter(withdrawn_at=None, start__lt=end, end__gt=start)
    return set(near.values_list("organisation__code", flat=True))
