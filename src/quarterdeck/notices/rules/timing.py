"""When mail goes out to whom."""

from collections.abc import Mapping
from datetime import date, datetime, time

from quarterdeck.core.messages import gettext_noop

AT_ONCE, DAILY, WEEKLY, NEVER = "at_once", "daily", "weekly", "never"
RHYTHMS: Mapping[str, str] = {
    DAILY: gettext_noop("once every working day, in the morning"),
    WEEKLY: gettext_noop("once a week, on its first working day"),
    AT_ONCE: gettext_noop("as soon as something happens"),
    NEVER: gettext_noop("never"),
}
# Nobody is woken: before this hour only what goes out at once is sent.
MORNING = time(6)


def is_due(rhythm: str, *, now: datetime, last: date | None, working: bool) -> bool:
    """Whether a digest is due at the local time `now`; `last` is the day of the last one, `working` whether today is.

    >>> is_due("daily", now=datetime(2024, 3, 27, 7), last=date(2024, 3, 26), working=True)
    True
    """
    if rhythm == AT_ONCE:
        return True
    if rhythm not in (DAILY, WEEKLY) or not working or now.time() < MORNING:
        return False
    if last is None:
        return True
    today = now.date()
    return last < today if rhythm == DAILY else last.isocalendar()[:2] < today.isocalendar()[:2]
