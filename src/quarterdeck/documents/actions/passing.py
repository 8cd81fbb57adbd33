"""Pass a document on to a unit or person."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.documents.actions.telling import tell_receiver
from quarterdeck.documents.models import Document, Passing


@transaction.atomic
def pass_on(*, document: Document, receiver: str, passed_on: date, by: Actor, at: datetime) -> Passing:
    """Write into the register to whom a document was handed; what was written earlier stays.

    Said twice, it is written once. Raises `BadInput` without a receiver and for a day that cannot be.
    """
    require(by, Right.REGISTER_DOCUMENT)
    said = " ".join(receiver.split())
    if not said:
        raise BadInput(gettext_noop("To whom the document was passed is missing."), place="receiver",
                       remedy=gettext_noop("Name the unit or the person."))  # fmt: skip
    earliest = document.received_on or document.signed_on
    if passed_on > timezone.localdate(at) or (earliest and passed_on < earliest):
        raise BadInput(gettext_noop("A document is passed on between its arrival and today."), place="passed_on",
                       remedy=gettext_noop("Correct the day."))  # fmt: skip
    last = document.passings.order_by("-id").first()
    if last and (last.receiver, last.passed_on) == (said, passed_on):
        return last
    made = Passing.objects.create(
        document=document, receiver=said, passed_on=passed_on, entered_at=at,
        entered_by=", ".join(filter(None, (by.name, by.post_name))),
    )  # fmt: skip
    record(act="document.passed", about_kind="document", about=document.pk, by=by, at=at,
           detail={"number": document.number, "receiver": said})  # fmt: skip
    tell_receiver(document, said, by=by, at=at)
    return made
