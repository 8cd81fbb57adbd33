"""Publish an edition: a book that is never changed afterwards."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.documents.models import Document
from quarterdeck.handbook.actions.moving import signed
from quarterdeck.handbook.models import Edition, Place
from quarterdeck.handbook.queries.editions import by_topic, next_number, planned


@transaction.atomic
def publish_edition(
    *, title_vi: str, title_en: str, foreword_vi: str = "", foreword_en: str = "", call_code: str = "",
    document: Document | None = None, number: int, by: Actor, at: datetime,
) -> Edition:  # fmt: skip
    """Publish what holds today as the edition `number`: the next one, as the form showed it.

    With the code of a call it holds the entries made of that call's answers. What is to be checked again is left out.
    `BadInput` where there is nothing to publish or nothing new, `Conflict` where this number was published meanwhile.
    """
    require(by, Right.CURATE_HANDBOOK)
    _require_next(number)
    today = timezone.localdate(at)
    plan = planned(today, call_code)
    if not plan.holds:
        raise BadInput(gettext_noop("There is nothing to publish: no published entry holds today."),
                       remedy=gettext_noop("Publish entries first, or check those that wait for it."))  # fmt: skip
    if plan.before and not plan.changed.any:
        raise BadInput(
            Message(gettext_noop("Nothing has changed since edition {number}."), {"number": plan.before.number}),
            remedy=gettext_noop("Print that one again, or publish new entries first."),
        )  # fmt: skip
    if not title_vi.strip():
        raise BadInput(gettext_noop("An edition has a title in Vietnamese."), place="title_vi",
                       remedy=gettext_noop("Write it as it stands on the cover."))  # fmt: skip
    try:
        with transaction.atomic():
            made = Edition.objects.create(
                number=number, title_vi=title_vi.strip(), title_en=title_en.strip() or title_vi.strip(),
                foreword_vi=foreword_vi.strip(), foreword_en=foreword_en.strip(), call_code=call_code,
                document=document, published_on=today, at=at, by=signed(by),
            )  # fmt: skip
    except IntegrityError:
        raise _taken(number) from None
    order = [one for _topic, some in by_topic(plan.holds) for one in some]
    Place.objects.bulk_create(Place(edition=made, position=place, wording=one) for place, one in enumerate(order, 1))
    record(act="handbook.edition", about_kind="handbook edition", about=str(number), by=by, at=at,
           detail={"entries": len(order), "call": call_code})  # fmt: skip
    return made


def _require_next(number: int) -> None:
    if number != next_number():
        raise _taken(number)


def _taken(number: int) -> Conflict:
    return Conflict(
        Message(gettext_noop("Edition {number} was published meanwhile."), {"number": number}),
        remedy=gettext_noop("Look at it, then prepare the next one."),
    )
