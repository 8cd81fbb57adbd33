"""What the signed notice of a review says otherwise of the conclusion that a task was issued from."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from quarterdeck.documents.models import Document
from quarterdeck.reviews.models import Conclusion
from quarterdeck.reviews.queries.notices import signed_of
from quarterdeck.tasks.models import Task
from quarterdeck.web.templatetags.quarterdeck.words import day_text


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the notice proposes to change: the last day, the lead (a name), or that the task is cancelled."""

    number: str
    signed_on: date
    document: Document | None
    due: date | None
    lead: str
    withdrawn: bool

    @property
    def ground(self) -> str:
        """The ground of an extension that rests on it."""
        told = _("The signed notice {number} of {day} gives this day.")
        return told.format(number=self.number, day=day_text(self.signed_on))

    def start(self) -> dict[str, Any]:
        """What the form that asks for an extension begins with."""
        found = {"new_due": self.due, "note": self.ground, "document": self.document.number if self.document else ""}
        return found if self.due else {}


def proposed(of: Task) -> Proposed | None:
    """What the signed notice proposes for a task and the task does not say yet; None where there is nothing."""
    found = signed_of(of.conclusion) if of.conclusion is not None else None
    if found is None or found.notice.signed_on is None:
        return None
    due = found.moved.due if found.moved.due != of.due else None
    lead = found.moved.lead if found.moved.lead not in (of.lead.name_vi, of.lead.short_vi) else ""
    withdrawn = found.conclusion.after_signing == Conclusion.WITHDRAWN
    if not (due or lead or withdrawn):
        return None
    return Proposed(found.notice.number, found.notice.signed_on, found.notice.document, due, lead, withdrawn)
