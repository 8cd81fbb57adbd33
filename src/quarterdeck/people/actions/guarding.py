"""What no act on bodies, posts and accounts may do: overwrite what came since, or leave nobody to administer."""

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


class SomebodyAdministers:
    """A `with` block that raises `Refused` where what is done inside leaves nobody to administer the store, on the day
    of `at` or on `day`.
    """

    def __init__(self, at: datetime, day: date | None = None) -> None:
        today = timezone.localdate(at)
        self._days = [one for one in sorted({today, max(day or today, today)}) if administered(one)]

    def __enter__(self) -> None:
        """Nothing more: who administers was read when it was made."""

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        if kind is None and not all(administered(one) for one in self._days):
            raise Refused(
                gettext_noop("Then nobody could administer this store any more."),
                remedy=gettext_noop("Let another active account hold a post of administrator first."),
            )
