"""Where a task stands on a day: one function, so that two screens can never disagree.

A task is overdue from the day after the due date that counts. The done date is the day on which the evidence that was
later accepted was submitted; what was done late stays done late. While evidence waits for its acceptor the lead's clock
stands still: it runs on from the due date if the evidence is returned.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from quarterdeck.tasks.rules.course import Course, course
from quarterdeck.tasks.rules.lifecycle import NOT_TAKEN_ON, OFFICIAL, SOON, STATUS_BUCKETS, Bucket, Event


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a task stands on a day. `status` is a key of `STATUS_BUCKETS`.

    `days_late` counts calendar days after the due date that counts, 0 when in time; `days_late_original` the same after
    the original one. `days_left` runs from the day asked about to the date that counts, negative afterwards.
    `submitted_on` is the day of the evidence that waits or was accepted. `late_for_ever` never becomes false again but
    by an extension that was asked for in time and granted after the due date: `late_until_extended` then keeps for how
    many days the task was overdue.
    """

    state: str
    status: str
    done_on: date | None
    days_late: int
    days_late_original: int
    days_left: int
    late_for_ever: bool
    submitted_on: date | None = None
    late_until_extended: int = 0

    @property
    def bucket(self) -> Bucket:
        """The official count that the task is in."""
        return STATUS_BUCKETS[self.status]

    @property
    def is_open(self) -> bool:
        """Neither done nor cancelled."""
        return self.bucket in (Bucket.OPEN_IN_TIME, Bucket.OPEN_OVERDUE)


def standing(events: Iterable[Event], *, due: date, today: date, take_on_by: date | None = None) -> Standing:
    """Where a task that was issued with the due date `due` and has these events stands on `today`.

    >>> standing([Event("issued", date(2024, 1, 2))], due=date(2024, 3, 1), today=date(2024, 3, 4)).days_late
    3
    """
    return standing_of(course(events, due=due, take_on_by=take_on_by), today)


def standing_of(of: Course, today: date) -> Standing:
    """Where a task with this course stands on `today`."""
    state, until = of.state_on(today), of.stopped_on or today
    late, late_original = (max((until - due).days, 0) for due in (of.counted, of.original))
    left = (of.counted - today).days
    done_on = of.submitted_on if state == "accepted" else None
    status = _status(state, late, left)
    return Standing(
        state, status, done_on, late, late_original, left, late > 0, of.submitted_on, of.late_until_extended
    )


def _status(state: str, late: int, left: int) -> str:
    match state:
        case "cancelled":
            return state
        case "accepted":
            return "done_late" if late else "done_on_time"
        case "submitted":
            return "submitted_late" if late else state
    if late:
        return "overdue"
    if state == "declined":
        return state
    if left <= SOON:
        return "due_soon"
    return "issued" if state in NOT_TAKEN_ON else "in_progress"


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
