"""Make secret addresses for calendar programs, and revoke them."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.notices.models import FeedAddress
from quarterdeck.notices.queries.feeds import feed_of, feeds_of, hash_of
from quarterdeck.people.models import User

# 256 bits: nobody guesses it.
SECRET_BYTES = 32
MOST_FEEDS = 10


@transaction.atomic
def make_feed(*, name: str, shape: str, by: Actor, at: datetime) -> tuple[FeedAddress, str]:
    """A new address for whoever acts, with its secret part, which is told this once and kept nowhere."""
    require(by, Right.READ)
    user, name = User.objects.select_for_update().get(pk=by.user_id), " ".join(name.split())
    if not name:
        raise BadInput(gettext_noop("Give the address a name, so that you know it again."), place="name",
                       remedy=gettext_noop("Say where you will use it, e.g. Outlook or phone."))  # fmt: skip
    if shape not in dict(FeedAddress.SHAPES):
        raise BadInput(gettext_noop("Calendars are not written in this way."), place="shape",
                       remedy=gettext_noop("Choose one of those offered."))  # fmt: skip
    if feeds_of(user.pk).count() >= MOST_FEEDS:
        raise Conflict(
            Message(gettext_noop("Nobody has more than {count} calendar addresses."), {"count": MOST_FEEDS}),
            remedy=gettext_noop("Revoke one that you no longer use."), place="name",
        )  # fmt: skip
    secret = secrets.token_urlsafe(SECRET_BYTES)
    made = FeedAddress.objects.create(user=user, name=name, shape=shape, secret_hash=hash_of(secret), made_at=at)
    record(act="calendar.made", about_kind="notices", about=user.username, by=by, at=at, detail={"name": name})
    return made, secret


@transaction.atomic
def revoke_feed(*, feed: FeedAddress, by: Actor, at: datetime) -> None:
    """From now on nobody reads by this address; revoking it again changes nothing."""
    require(by, Right.READ)
    if FeedAddress.objects.filter(pk=feed.pk, user_id=by.user_id, revoked_at__isnull=False).exists():
        return
    mine = feed_of(by.user_id or 0, feed.pk)
    FeedAddress.objects.filter(pk=mine.pk).update(revoked_at=at)
    record(act="calendar.revoked", about_kind="notices", about=mine.user.username, by=by, at=at,
           detail={"name": mine.name})  # fmt: skip


@transaction.atomic
def note_fetched(*, feed: FeedAddress, by: Actor, at: datetime) -> None:
    """A calendar program read by this address; kept by the day, so that people see which ones are still in use."""
    require(by, Right.READ)
    day = timezone.localdate(at)
    if feed.fetched_on != day:
        FeedAddress.objects.filter(pk=feed.pk).update(fetched_on=day)
