"""From events to the standing of a task: one function, so that two screens can never disagree.

The four official buckets (Decision 42/2014/QĐ-TTg as amended by 23/2018/QĐ-TTg): done on time, done late, open in
time, open overdue. A task is overdue from the day after its due date. The done date is the day on which the
evidence that was later accepted was submitted; what was done late stays done late. While evidence waits for its
acceptor the lead's clock stands still: it runs on from the due date if the evidence is returned.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.states import Transitions

ISSUED, TAKEN_ON, PROGRESS = "issued", "taken_on", "progress"
EVIDENCE, RETURNED, ACCEPTED, CANCELLED = "evidence_submitted", "evidence_returned", "accepted", "cancelled"
TRANSFERRED, GIVEN_BACK = "transferred", "given_back"

EVENTS: Mapping[str, str] = {
    ISSUED: gettext_noop("issued"),
    TAKEN_ON: gettext_noop("taken on"),
    PROGRESS: gettext_noop("progress reported"),
    EVIDENCE: gettext_noop("evidence submitted"),
    RETURNED: gettext_noop("evidence returned"),
    ACCEPTED: gettext_noop("result accepted"),
    CANCELLED: gettext_noop("cancelled"),
    TRANSFERRED: gettext_noop("passed on to an heir"),
    GIVEN_BACK: gettext_noop("given back"),
}
# What follows a change of areas says who is named now; the state and the lead's clock run on as if nothing had been.
FOLLOWING = frozenset({TRANSFERRED, GIVEN_BACK})

# From which state which event may happen, and the state it leads to.
MOVES: Mapping[str, Mapping[str, str]] = {
    "issued": {TAKEN_ON: "taken_on", EVIDENCE: "submitted", CANCELLED: "cancelled"},
    "taken_on": {PROGRESS: "taken_on", EVIDENCE: "submitted", CANCELLED: "cancelled"},
    "submitted": {ACCEPTED: "accepted", RETURNED: "taken_on", CANCELLED: "cancelled"},
    "accepted": {},
    "cancelled": {},
}
TRANSITIONS = Transitions({state: frozenset(moves.values()) for state, moves in MOVES.items()})

# Each state with its label and who must act in it.
STATES: Mapping[str, tuple[str, str]] = {
    "issued": (gettext_noop("issued, not yet taken on"), "lead"),
    "taken_on": (gettext_noop("being done"), "lead"),
    "submitted": (gettext_noop("evidence waits for acceptance"), "acceptor"),
    "accepted": (gettext_noop("done"), "nobody"),
    "cancelled": (gettext_noop("cancelled"), "nobody"),
}
OPEN_STATES = frozenset(state for state, moves in MOVES.items() if moves)
OWNERS: Mapping[str, str] = {
    "lead": gettext_noop("the lead organisation"),
    "acceptor": gettext_noop("the post that accepts"),
    "nobody": gettext_noop("nobody"),
}
RESULT_KINDS: Mapping[str, str] = {
    "document": gettext_noop("a document"),
    "number": gettext_noop("a number"),
    "event": gettext_noop("an event"),
    "state": gettext_noop("a final state"),
}


class Bucket(StrEnum):
    """The four official counts, and cancelled tasks, which count in no total."""

    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    OPEN_IN_TIME = "open_in_time"
    OPEN_OVERDUE = "open_overdue"
    CANCELLED = "cancelled"


OFFICIAL = (Bucket.DONE_ON_TIME, Bucket.DONE_LATE, Bucket.OPEN_IN_TIME, Bucket.OPEN_OVERDUE)
BUCKET_LABELS: Mapping[Bucket, str] = {
    Bucket.DONE_ON_TIME: gettext_noop("done on time"),
    Bucket.DONE_LATE: gettext_noop("done late"),
    Bucket.OPEN_IN_TIME: gettext_noop("open, in time"),
    Bucket.OPEN_OVERDUE: gettext_noop("open, overdue"),
    Bucket.CANCELLED: gettext_noop("cancelled"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """What happened on a day. `number` orders events of the same day; equal numbers keep the order given."""

    kind: str
    on: date
    number: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a task stands on a day. `days_late` counts calendar days after the due date, 0 when in time.

    `days_left` runs from the day asked about to the due date, negative afterwards. `submitted_on` is the day of
    the evidence that waits or was accepted. `late_for_ever` never becomes false again, whatever happens.
    """

    state: str
    bucket: Bucket
    done_on: date | None
    days_late: int
    days_left: int
    late_for_ever: bool
    submitted_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Neither done nor cancelled."""
        return self.bucket in (Bucket.OPEN_IN_TIME, Bucket.OPEN_OVERDUE)


def in_order(events: Iterable[Event]) -> list[Event]:
    """Events as they happened, however they were read."""
    return sorted(events, key=lambda event: (event.on, event.number))


def state_after(events: Iterable[Event]) -> str:
    """The state that a task's events lead to; events that do not fit change nothing."""
    return _follow(events)[0]


def _follow(events: Iterable[Event]) -> tuple[str, date | None, date | None]:
    """The state, the day of the evidence that waits or was accepted, and the day on which the lead's clock stopped."""
    state, submitted_on, stopped_on = "issued", None, None
    for event in in_order(events):
        if event.kind not in MOVES[state]:
            continue
        state = MOVES[state][event.kind]
        if event.kind == EVIDENCE:
            submitted_on = stopped_on = event.on
        elif event.kind == RETURNED:
            submitted_on = stopped_on = None
        elif event.kind == CANCELLED:
            stopped_on = stopped_on or event.on
    return state, submitted_on, stopped_on


def standing(events: Iterable[Event], *, due: date, today: date) -> Standing:
    """Where a task with these events stands on `today`.

    >>> standing([Event(ISSUED, date(2024, 1, 2))], due=date(2024, 3, 1), today=date(2024, 3, 4)).days_late
    3
    """
    state, submitted_on, stopped_on = _follow(events)
    done_on = submitted_on if state == "accepted" else None
    late = max(((stopped_on or today) - due).days, 0)
    return Standing(state, _bucket(state, late), done_on, late, (due - today).days, late > 0, submitted_on)


def _bucket(state: str, late: int) -> Bucket:
    if state == "cancelled":
        return Bucket.CANCELLED
    if state == "accepted":
        return Bucket.DONE_LATE if late else Bucket.DONE_ON_TIME
    return Bucket.OPEN_OVERDUE if late else Bucket.OPEN_IN_TIME


@dataclass(frozen=True, slots=True)
class Count:
    """The official counts of some tasks; `total` is issued less cancelled and equals the sum of the four."""

    buckets: Mapping[Bucket, int]

    @property
    def total(self) -> int:
        """Issued less cancelled."""
        return sum(self.buckets[bucket] for bucket in OFFICIAL)

    @property
    def issued(self) -> int:
        """Every task ever issued, the cancelled ones too."""
        return self.total + self.buckets[Bucket.CANCELLED]


def count(standings: Sequence[Standing]) -> Count:
    """How many tasks are in each bucket."""
    return Count({bucket: sum(one.bucket is bucket for one in standings) for bucket in Bucket})
