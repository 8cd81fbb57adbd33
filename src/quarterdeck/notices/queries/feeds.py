"""The secret addresses of calendar feeds, and who reads by one."""

from dataclasses import dataclass
from hashlib import sha256

from django.db.models import QuerySet

from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import gettext_noop
from quarterdeck.notices.models import FeedAddress
from quarterdeck.people.models import User


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads by a secret address, and in which shape."""

    feed: FeedAddress
    user: User
    shape: str


def hash_of(secret: str) -> str:
    """What is kept of the secret part of an address: from it nobody can tell the address."""
    return sha256(secret.encode()).hexdigest()


def feeds_of(user_id: int) -> QuerySet[FeedAddress]:
    """The addresses of an account that work, the newest first."""
    return FeedAddress.objects.filter(user_id=user_id, revoked_at__isnull=True)


def feed_of(user_id: int, pk: int) -> FeedAddress:
    """An address of an account; `NotFound` where it is another's, revoked or none."""
    found = feeds_of(user_id).filter(pk=pk).first()
    if found is None:
        raise NotFound(gettext_noop("You have no such calendar address."),
                       remedy=gettext_noop("Look at those you have."))  # fmt: skip
    return found


def reader_by(secret: str) -> Reader:
    """Who reads by a secret address; `NotFound` where it was revoked, never was, or its account is deactivated."""
    found = FeedAddress.objects.select_related("user").filter(
        secret_hash=hash_of(secret), revoked_at__isnull=True, user__is_active=True
    )
    feed = found.first()
    if feed is None:
        raise NotFound(
            gettext_noop("This calendar address does not work, or no longer."),
            remedy=gettext_noop("Make another one in Quarterdeck, under Notices, Work calendar."),
        )
    return Reader(feed, feed.user, feed.shape)
