"""What no act on bodies, posts and accounts may do: overwrite what came since, or leave nobody to administer."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.utils import timezone

from quarterdeck.core.errors import Conflict, Refused
from quarterdeck.core.messages import gettext_noop
from quarterdeck.people.queries.acts import administered


def require_unchanged(now: int, version: int) -> None:
    """Raise `Conflict` where the last act about a thing came after the one that the form was shown with.

    Both are numbers of `queries.acts`; read `now` with the row locked.
    """
    if now > version:
        raise Conflict(
            gettext_noop("Somebody else changed this while you had it open."),
            remedy=gettext_noop("The page now shows how it stands. Look once more, then save again if it still holds."),
        )


@contextmanager
def somebody_administers(at: datetime, day: date | None = None) -> Iterator[None]:
    """Raise `Refused` where what is done inside leaves nobody to administer the store, today or on `day`."""
    today = timezone.localdate(at)
    days = [one for one in sorted({today, max(day or today, today)}) if administered(one)]
    yield
    if not all(administered(one) for one in days):
        raise Refused(
            gettext_noop("Then nobody could administer this store any more."),
            remedy=gettext_noop("Let another active account hold a post of administrator first."),
        )
