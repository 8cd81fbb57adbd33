"""Who is told of what happens to a task, and by which kind of notice."""

from collections.abc import Mapping

from quarterdeck.tasks.rules.lifecycle import (
    ACCEPTED,
    ASKED,
    CANCELLED,
    DECLINED,
    EVIDENCE,
    GIVEN_BACK,
    GRANTED,
    HANDED_OVER,
    ISSUED,
    KEPT,
    MILESTONE_DROPPED,
    MILESTONE_MET,
    MILESTONE_MOVED,
    PART_DONE,
    PROGRESS,
    REFUSED,
    RETURNED,
    TAKEN_ON,
    TRANSFERRED,
)

# The posts a task names, and the bodies that cooperate.
DOER, FOLLOWER, ACCEPTOR, ASSIGNER = "accountable_post", "follower_up", "acceptor", "assigner"
COOPERATING = "cooperating"

# For each event: a party and the kind of its notice. Who stands in two parties is told once, by the first.
TELLS: Mapping[str, tuple[tuple[str, str], ...]] = {
    ISSUED: (
        (DOER, "task.issued"), (COOPERATING, "task.cooperating"), (FOLLOWER, "task.to_follow"),
        (ACCEPTOR, "task.to_accept"),
    ),
    TAKEN_ON: ((FOLLOWER, "task.taken_on"),),
    DECLINED: ((ASSIGNER, "task.declined"), (FOLLOWER, "task.declined")),
    KEPT: ((DOER, "task.kept"),),
    PROGRESS: ((FOLLOWER, "task.progress"),),
    EVIDENCE: ((ACCEPTOR, "task.evidence_submitted"),),
    MILESTONE_MET: ((FOLLOWER, "task.milestone_met"),),
    MILESTONE_MOVED: ((DOER, "task.milestone_changed"), (FOLLOWER, "task.milestone_changed")),
    MILESTONE_DROPPED: ((DOER, "task.milestone_changed"), (FOLLOWER, "task.milestone_changed")),
    PART_DONE: ((DOER, "task.part_done"),),
    RETURNED: ((DOER, "task.evidence_returned"),),
    ACCEPTED: ((DOER, "task.accepted"), (FOLLOWER, "task.accepted"), (ASSIGNER, "task.accepted")),
    CANCELLED: ((DOER, "task.cancelled"), (COOPERATING, "task.cancelled"), (FOLLOWER, "task.cancelled")),
    ASKED: ((ASSIGNER, "task.extension_asked"),),
    GRANTED: ((DOER, "task.extension_granted"), (FOLLOWER, "task.extension_granted")),
    REFUSED: ((DOER, "task.extension_refused"),),
    TRANSFERRED: ((DOER, "task.transferred"),),
    HANDED_OVER: ((DOER, "task.transferred"),),
    GIVEN_BACK: ((DOER, "task.given_back"),),
}  # fmt: skip
