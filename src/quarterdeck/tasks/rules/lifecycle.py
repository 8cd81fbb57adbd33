"""What may happen to a task, in which state, and the words for it.

The four official buckets are those of Decision 42/2014/QĐ-TTg as amended by 23/2018/QĐ-TTg: done on time, done late,
open in time, open overdue.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.states import Transitions

ISSUED, TAKEN_ON, PROGRESS = "issued", "taken_on", "progress"
EVIDENCE, RETURNED, ACCEPTED, CANCELLED = "evidence_submitted", "evidence_returned", "accepted", "cancelled"
TRANSFERRED, GIVEN_BACK, HANDED_OVER = "transferred", "given_back", "handed_over"
DECLINED, KEPT = "declined", "kept"
ASKED, GRANTED, REFUSED = "extension_asked", "extension_granted", "extension_refused"
MILESTONE_MET, TARGET_SET, SPLIT, PART_DONE = "milestone_met", "target_set", "split", "part_done"
MILESTONE_PLANNED, MILESTONE_MOVED, MILESTONE_DROPPED = "milestone_planned", "milestone_moved", "milestone_dropped"

EVENTS: Mapping[str, str] = {
    ISSUED: gettext_noop("issued"),
    TAKEN_ON: gettext_noop("taken on"),
    DECLINED: gettext_noop("returned by the lead"),
    KEPT: gettext_noop("left with the lead"),
    PROGRESS: gettext_noop("progress reported"),
    EVIDENCE: gettext_noop("evidence submitted"),
    RETURNED: gettext_noop("evidence returned"),
    ACCEPTED: gettext_noop("result accepted"),
    CANCELLED: gettext_noop("cancelled"),
    ASKED: gettext_noop("extension asked for"),
    GRANTED: gettext_noop("extension granted"),
    REFUSED: gettext_noop("extension refused"),
    TRANSFERRED: gettext_noop("passed on to an heir"),
    GIVEN_BACK: gettext_noop("given back"),
    HANDED_OVER: gettext_noop("handed over"),
    MILESTONE_PLANNED: gettext_noop("milestone planned"),
    MILESTONE_MOVED: gettext_noop("milestone changed"),
    MILESTONE_DROPPED: gettext_noop("milestone taken away"),
    MILESTONE_MET: gettext_noop("milestone met"),
    TARGET_SET: gettext_noop("target of the indicator set"),
    SPLIT: gettext_noop("part split off"),
    PART_DONE: gettext_noop("part of a cooperating body done"),
}
# What follows a change of areas, or a hand-over by hand, says who is named now. The due dates and the clock run on as
# if nothing had been. Where another post answers for the task now, it has days of its own to take the task on.
FOLLOWING = frozenset({TRANSFERRED, GIVEN_BACK})
PASSING = FOLLOWING | {HANDED_OVER}

# From which state which event may happen, and the state it leads to.
MOVES: Mapping[str, Mapping[str, str]] = {
    "issued": {
        TAKEN_ON: "taken_on", DECLINED: "declined", EVIDENCE: "submitted", CANCELLED: "cancelled",
        ASKED: "issued", GRANTED: "issued", REFUSED: "issued", TRANSFERRED: "passed_on", HANDED_OVER: "passed_on",
    },
    "declined": {
        TAKEN_ON: "taken_on", KEPT: "taken_on", CANCELLED: "cancelled", GRANTED: "declined", REFUSED: "declined",
        TRANSFERRED: "passed_on", HANDED_OVER: "passed_on",
    },
    "taken_on": {
        TAKEN_ON: "taken_on", PROGRESS: "taken_on", EVIDENCE: "submitted", CANCELLED: "cancelled",
        ASKED: "taken_on", GRANTED: "taken_on", REFUSED: "taken_on", TRANSFERRED: "passed_on",
        HANDED_OVER: "passed_on",
    },
    "passed_on": {
        TAKEN_ON: "taken_on", DECLINED: "declined", EVIDENCE: "submitted", CANCELLED: "cancelled",
        ASKED: "passed_on", GRANTED: "passed_on", REFUSED: "passed_on", TRANSFERRED: "passed_on",
        HANDED_OVER: "passed_on", GIVEN_BACK: "taken_on",
    },
    "submitted": {
        ACCEPTED: "accepted", RETURNED: "taken_on", CANCELLED: "cancelled", GRANTED: "submitted", REFUSED: "submitted",
    },
    "accepted": {},
    "cancelled": {},
}  # fmt: skip
TRANSITIONS = Transitions({state: frozenset(moves.values()) - {state} for state, moves in MOVES.items()})

# Each state with its label and who must act in it.
STATES: Mapping[str, tuple[str, str]] = {
    "issued": (gettext_noop("issued, not yet taken on"), "lead"),
    "declined": (gettext_noop("returned by the lead, waits for a decision"), "assigner"),
    "taken_on": (gettext_noop("being done"), "lead"),
    "passed_on": (gettext_noop("handed over, not yet taken on"), "lead"),
    "submitted": (gettext_noop("evidence waits for acceptance"), "acceptor"),
    "accepted": (gettext_noop("done"), "nobody"),
    "cancelled": (gettext_noop("cancelled"), "nobody"),
}
OPEN_STATES = frozenset(state for state, moves in MOVES.items() if moves)
# Nobody has said yet that they will do it.
NOT_TAKEN_ON = ("issued", "passed_on")
OWNERS: Mapping[str, str] = {
    "lead": gettext_noop("the lead organisation"),
    "acceptor": gettext_noop("the post that accepts"),
    "assigner": gettext_noop("whoever assigned it"),
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


# Where a task is said to stand on a day, with the official bucket that this is counted in: exactly one each.
STATUS_BUCKETS: Mapping[str, Bucket] = {
    "issued": Bucket.OPEN_IN_TIME,
    "declined": Bucket.OPEN_IN_TIME,
    "in_progress": Bucket.OPEN_IN_TIME,
    "due_soon": Bucket.OPEN_IN_TIME,
    "submitted": Bucket.OPEN_IN_TIME,
    "submitted_late": Bucket.OPEN_OVERDUE,
    "overdue": Bucket.OPEN_OVERDUE,
    "done_on_time": Bucket.DONE_ON_TIME,
    "done_late": Bucket.DONE_LATE,
    "cancelled": Bucket.CANCELLED,
}
# How many days before the due date an open task is said to be due soon.
SOON = 3


@dataclass(frozen=True, slots=True)
class Event:
    """What happened on a day. `number` orders events of the same day; equal numbers keep the order given.

    `to` is the due date that an extension asks for or grants, or the last day on which the post that answers for the
    task from now on takes it on.
    """

    kind: str
    on: date
    number: int = 0
    to: date | None = None


def in_order(events: Iterable[Event]) -> list[Event]:
    """Events as they happened, however they were read."""
    return sorted(events, key=lambda event: (event.on, event.number))
