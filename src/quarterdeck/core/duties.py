"""What a post has to do or to attend by a day, whichever room it comes from: for calendars and mail.

Each room registers in its apps.py what it knows of posts, so that an upstream room can gather all of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class DutyState(StrEnum):
    """How far it is, in the words of iCalendar."""

    OPEN = "NEEDS-ACTION"
    BEGUN = "IN-PROCESS"
    DONE = "COMPLETED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to do by `day` (included; None where no day is set), or to attend on it (`meeting`).

    `uid` is the same for ever; `ref` is the code people know it by; `link` is the page within the store. Texts are in
    the reader's language. `begun_on` is when it was ordered; `starts` and `ends` are the hours of a meeting, where they
    are known. `changed_at` and `sequence` tell calendars what is newer. `parent` is the uid of what it is a part of.
    Of what is `sealed` nothing may be told.
    """

    uid: str
    ref: str
    title: str
    link: str
    day: date | None
    meeting: bool = False
    begun_on: date | None = None
    starts: datetime | None = None
    ends: datetime | None = None
    done_on: date | None = None
    state: DutyState = DutyState.OPEN
    details: tuple[str, ...] = ()
    place: str = ""
    category: str = ""
    changed_at: datetime | None = None
    sequence: int = 0
    parent: str = ""
    sealed: bool = False

    def late_on(self, today: date) -> bool:
        """Whether it should have been done before `today`.

        >>> Duty("a", "a", "", "", date(2024, 3, 1)).late_on(date(2024, 3, 1))
        False
        """
        waits = not self.meeting and self.state in (DutyState.OPEN, DutyState.BEGUN)
        return waits and self.day is not None and self.day < today


# Given codes of posts, today and the reader's language: what these posts have to do.
Source = Callable[[Sequence[str], date, str], Sequence[Duty]]
_SOURCES: dict[str, Source] = {}


def register_duties(room: str, source: Source) -> None:
    """Let `source` tell what posts have to do in a room; registering it again changes nothing."""
    _SOURCES[room] = source


def duties(posts: Sequence[str], today: date, lang: str) -> list[Duty]:
    """Everything that posts (by code) have to do, soonest first; what has no day comes last. Each once."""
    found = {one.uid: one for source in _SOURCES.values() for one in source(posts, today, lang)} if posts else {}
    return sorted(found.values(), key=lambda one: (one.day is None, one.day or today, one.uid))
