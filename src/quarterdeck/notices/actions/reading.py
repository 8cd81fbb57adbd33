"""Mark notices as read or unread. Who read one and when stands beside it; the record of acts has no line of it."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.notices.models import Receipt
from quarterdeck.notices.queries.inbox import Asked, inbox, narrowed


@transaction.atomic
def mark_read(*, receipt: Receipt, by: Actor, at: datetime) -> None:
    """One notice of the actor's inbox is read; again changes nothing."""
    require(by, Right.READ)
    mine = inbox(by.user_id or 0, _day(at)).filter(pk=receipt.pk)
    _change(list(mine.filter(read_at__isnull=True).values_list("pk", flat=True)), by.name, at)


@transaction.atomic
def mark_unread(*, receipt: Receipt, by: Actor, at: datetime) -> None:
    """One notice of the actor's inbox is unread again."""
    require(by, Right.READ)
    _change(list(inbox(by.user_id or 0, _day(at)).filter(pk=receipt.pk).values_list("pk", flat=True)), "", None)


@transaction.atomic
def mark_all_read(*, asked: Asked, newest: int, by: Actor, at: datetime) -> int:
    """Everything unread that meets the conditions, up to the notice `newest` that the page showed; returns how many.

    What came in since the page was shown stays unread.
    """
    require(by, Right.READ)
    found = narrowed(by.user_id or 0, _day(at), asked).filter(pk__lte=newest, read_at__isnull=True)
    pks = list(found.values_list("pk", flat=True))
    _change(pks, by.name, at)
    return len(pks)


def _day(at: datetime) -> date:
    return timezone.localdate(at)


def _change(pks: list[int], reader: str, read_at: datetime | None) -> None:
    Receipt.objects.filter(pk__in=pks).update(read_at=read_at, read_by=reader)
