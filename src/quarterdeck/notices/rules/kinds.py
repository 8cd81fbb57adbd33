"""The kinds of notices: what each says, which part of the work it belongs to, and whether it may be switched off."""

from collections.abc import Mapping
from dataclasses import dataclass

from quarterdeck.core.messages import gettext_noop

GROUPS: Mapping[str, str] = {
    "tasks": gettext_noop("Tasks"),
    "difficulties": gettext_noop("Difficulties"),
    "reviews": gettext_noop("Reviews and conclusions"),
    "documents": gettext_noop("Documents"),
}


# How somebody wants to be told of a kind: not at all, in the inbox, or in the inbox and by mail.
MUTED, SHOWN, MAILED = "muted", "shown", "mailed"
WAYS: Mapping[str, str] = {
    MAILED: gettext_noop("in the inbox and by mail"),
    SHOWN: gettext_noop("in the inbox only"),
    MUTED: gettext_noop("not at all"),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of notices: the group it is shown in, and what is said of its subject.

    `asks` tells that the reader has something to do: such a notice cannot be switched off. `mailed` is whether it goes
    into mail unless the reader chose otherwise. `meets` tells that its day is that of a meeting, not one to be done by.
    """

    group: str
    says: str
    asks: bool = False
    mailed: bool = True
    meets: bool = False

    @property
    def usual(self) -> str:
        """How everybody is told of it who chose nothing else."""
        return MAILED if self.mailed else SHOWN

    @property
    def ways(self) -> tuple[str, ...]:
        """How it may be told: what asks for something is always shown."""
        return (MAILED, SHOWN) if self.asks else (MAILED, SHOWN, MUTED)


KINDS: Mapping[str, Kind] = {
    "task.issued": Kind("tasks", gettext_noop("A new task for you"), asks=True),
    "task.cooperating": Kind("tasks", gettext_noop("Your body is to cooperate in a task"), asks=True),
    "task.to_follow": Kind("tasks", gettext_noop("You follow up a new task")),
    "task.to_accept": Kind("tasks", gettext_noop("You are to accept the result of a new task"), mailed=False),
    "task.taken_on": Kind("tasks", gettext_noop("The lead has taken the task on"), mailed=False),
    "task.declined": Kind(
        "tasks", gettext_noop("The lead has returned the task: decide what becomes of it"), asks=True
    ),
    "task.kept": Kind("tasks", gettext_noop("The task you returned stays with you"), asks=True),
    "task.progress": Kind("tasks", gettext_noop("Progress was reported"), mailed=False),
    "task.evidence_submitted": Kind("tasks", gettext_noop("Evidence waits for you to accept it"), asks=True),
    "task.evidence_returned": Kind("tasks", gettext_noop("Your evidence was returned"), asks=True),
    "task.part_done": Kind("tasks", gettext_noop("A cooperating body has done its part")),
    "task.milestone_met": Kind("tasks", gettext_noop("A milestone was met"), mailed=False),
    "task.milestone_changed": Kind("tasks", gettext_noop("A milestone was changed")),
    "task.accepted": Kind("tasks", gettext_noop("The result was accepted")),
    "task.cancelled": Kind("tasks", gettext_noop("The task was cancelled")),
    "task.extension_asked": Kind("tasks", gettext_noop("An extension waits for your decision"), asks=True),
    "task.extension_granted": Kind("tasks", gettext_noop("The extension was granted")),
    "task.extension_refused": Kind("tasks", gettext_noop("The extension was refused")),
    "task.transferred": Kind("tasks", gettext_noop("A task has passed to you"), asks=True),
    "task.given_back": Kind("tasks", gettext_noop("A task was given back to you"), asks=True),
    "task.reminder": Kind("tasks", gettext_noop("The due date of a task is near"), asks=True),
    "task.overdue": Kind("tasks", gettext_noop("A task is overdue"), asks=True),
    "task.escalated": Kind("tasks", gettext_noop("A task has been overdue so long that you are told"), asks=True),
    "difficulty.raised": Kind("difficulties", gettext_noop("A difficulty waits for your answer"), asks=True),
    "difficulty.handed_over": Kind("difficulties", gettext_noop("A difficulty was handed over to you"), asks=True),
    "difficulty.answered": Kind(
        "difficulties", gettext_noop("Your difficulty was answered: confirm it or return the answer"), asks=True
    ),
    "difficulty.returned": Kind("difficulties", gettext_noop("Your answer was returned"), asks=True),
    "difficulty.confirmed": Kind("difficulties", gettext_noop("Your answer was confirmed"), mailed=False),
    "difficulty.moved": Kind("difficulties", gettext_noop("Something happened to a difficulty of yours"), mailed=False),
    "difficulty.passed_on": Kind("difficulties", gettext_noop("A difficulty has passed to you"), asks=True),
    "call.opened": Kind("difficulties", gettext_noop("You are asked for your difficulties"), asks=True),
    "review.invited": Kind("reviews", gettext_noop("You are to attend a review"), asks=True, meets=True),
    "review.changed": Kind(
        "reviews", gettext_noop("Day, hour or place of a review has changed"), asks=True, meets=True
    ),
    "review.cancelled": Kind("reviews", gettext_noop("A review is cancelled"), asks=True, meets=True),
    "review.papers": Kind("reviews", gettext_noop("The papers of a review are there"), asks=True, meets=True),
    "review.closed": Kind("reviews", gettext_noop("A review is closed: its conclusions are there")),
    "conclusion.to_be_clarified": Kind(
        "reviews", gettext_noop("A conclusion waits for you to make it clear"), asks=True
    ),
    "document.bound": Kind("documents", gettext_noop("A document orders your body to act"), asks=True),
    "document.passed": Kind("documents", gettext_noop("A document was passed to you"), asks=True),
}


def of_group(group: str) -> tuple[str, ...]:
    """The kinds of a group, in order; none of an unknown one.

    >>> of_group("documents")
    ('document.bound', 'document.passed')
    """
    return tuple(key for key, kind in KINDS.items() if kind.group == group)
