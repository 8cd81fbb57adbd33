"""Who gets mail now, and what it holds."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Max, QuerySet
from django.utils import timezone

from quarterdeck.core.errors import BadInput
from quarterdeck.notices.models import Choice, Digest, Mailed, Preference, Receipt
from quarterdeck.notices.queries.inbox import inbox
from quarterdeck.notices.rules import DAILY, KINDS, MAILED, NEVER, is_due
from quarterdeck.people.models import User
from quarterdeck.people.queries import alive
from quarterdeck.web import packs

# What happened longer ago is in the inbox but in no mail any more.
OLDEST = timedelta(days=30)
MOST_LISTED = 100


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody to whom a mail is due."""

    user: User
    rhythm: str


def due_to(now: datetime) -> list[Addressee]:
    """Everybody with a mail address and a post to whom mail is due at a moment, by account. Four queries."""
    local = timezone.localtime(now)
    day = local.date()
    users = _holding(day).exclude(email="")
    rhythms = dict(Preference.objects.values_list("user_id", "rhythm"))
    sent = Digest.objects.filter(state=Digest.SENT).order_by().values_list("user_id").annotate(last=Max("day"))
    last, working = dict(sent), _is_worked(day)
    found = [Addressee(user, rhythms.get(user.pk, DAILY)) for user in users.order_by("username")]
    return [
        one
        for one in found
        if one.rhythm != NEVER and is_due(one.rhythm, now=local, last=last.get(one.user.pk), working=working)
    ]


def _is_worked(day: date) -> bool:
    try:
        return packs.working_calendar(settings.PACK).is_working(day)
    except BadInput:  # the year is not verified: better a mail on a holiday than none for a year
        return day.weekday() < 5


def without_address(day: date) -> list[User]:
    """Active accounts that hold a post but gave no mail address."""
    return list(_holding(day).filter(email="").order_by("username"))


def _holding(day: date) -> QuerySet[User]:
    """Active accounts that hold a post on a day."""
    held = alive(day, "memberships__")
    return User.objects.filter(held, memberships__isnull=False, is_active=True).distinct()


def kinds_mailed(user: User) -> set[str]:
    """The kinds of notices that somebody wants by mail."""
    chosen = dict(Choice.objects.filter(user=user).values_list("kind", "way"))
    return {key for key, kind in KINDS.items() if chosen.get(key, kind.usual) == MAILED}


def pending(user: User, now: datetime) -> QuerySet[Receipt]:
    """The unread notices that somebody wants by mail and has not been mailed yet, oldest first."""
    day = timezone.localdate(now)
    already = Mailed.objects.filter(user=user).values("receipt")
    found = inbox(user.pk, day).filter(read_at__isnull=True, kind__in=kinds_mailed(user))
    recent = found.filter(message__at__gte=now - OLDEST).exclude(pk__in=already)
    return recent.select_related("message", "post").order_by("pk")


def last_of(user_id: int) -> Digest | None:
    """The last mail that was tried for an account."""
    return Digest.objects.filter(user_id=user_id).first()
