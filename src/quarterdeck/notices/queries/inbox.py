"""The inbox of an account: what every post was told that it holds."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import gettext_noop
from quarterdeck.notices.models import Choice, Receipt
from quarterdeck.notices.rules import MUTED, of_group
from quarterdeck.people.models import Membership
from quarterdeck.people.queries import alive
from quarterdeck.web.searching import holding

# How many unread notices are counted in the head of a page; beyond it says only that there are more.
MOST_COUNTED = 99
SORTS = {"newest": ("-id",), "oldest": ("id",), "due": (F("due").asc(nulls_last=True), "-id")}


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the inbox is to be shown; `group` is a key of `rules.GROUPS`, `sort` one of `SORTS`."""

    unread: bool = True
    group: str = ""
    search: str = ""
    sort: str = "newest"


def inbox(user_id: int, day: date) -> QuerySet[Receipt]:
    """Everything that the posts were told which an account holds on a day, but what it does not want to know.

    One query beside its own: where nothing is muted, receipts are counted from an index alone.
    """
    muted = list(_muted(user_id))
    found = _told(user_id, day)
    return found.exclude(kind__in=muted) if muted else found


def unread(user_id: int, day: date) -> int:
    """How many notices are unread, counted up to one more than `MOST_COUNTED`. One query: every page asks it."""
    found = _told(user_id, day).filter(read_at__isnull=True).exclude(kind__in=_muted(user_id))
    return found.order_by()[: MOST_COUNTED + 1].count()


def _told(user_id: int, day: date) -> QuerySet[Receipt]:
    held = Membership.objects.filter(alive(day), user_id=user_id).values("post")
    return Receipt.objects.filter(post__in=held)


def _muted(user_id: int) -> QuerySet[Choice, str]:
    return Choice.objects.filter(user_id=user_id, way=MUTED).values_list("kind", flat=True)


def narrowed(user_id: int, day: date, asked: Asked) -> QuerySet[Receipt]:
    """What of the inbox meets every condition."""
    found = inbox(user_id, day)
    if asked.unread:
        found = found.filter(read_at__isnull=True)
    if asked.group:
        found = found.filter(kind__in=of_group(asked.group))
    return found.filter(holding(asked.search, "message__folded"))


def listed(user_id: int, day: date, asked: Asked) -> QuerySet[Receipt]:
    """The same in the order asked for, with the messages and the posts told."""
    order = SORTS.get(asked.sort, SORTS["newest"])
    return narrowed(user_id, day, asked).select_related("message", "post").order_by(*order)


def one(user_id: int, day: date, pk: int) -> Receipt:
    """A notice of the inbox; `NotFound` where it is somebody else's or none."""
    found = inbox(user_id, day).select_related("message").filter(pk=pk).first()
    if found is None:
        raise NotFound(
            gettext_noop("This notice is not in your inbox."),
            remedy=gettext_noop("Open the inbox. A notice stays with the post that was told, whoever holds it."),
        )
    return found
