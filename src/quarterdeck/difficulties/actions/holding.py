"""Give the clock of a task to who must answer the difficulty that it stands still for, and back to its lead."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from quarterdeck.core.rights import Actor, Right, may, require
from quarterdeck.difficulties import rules
from quarterdeck.difficulties.actions.common import note
from quarterdeck.difficulties.models import Difficulty, Hold


@transaction.atomic
def put_clock(*, task: str, difficulty: Difficulty | None, by: Actor, at: datetime) -> Hold | None:
    """From today the task (its code) stands still for `difficulty`, or for none; returns the hold, None without one.

    An answered difficulty holds no task: what it asked for is there. Said twice it changes nothing. The due date of the
    task stays: what was late stays late, but it is told whose days they were. The lead says what it waits for; whoever
    issues tasks may also end the waiting, when the task is cancelled.
    """
    freeing = difficulty is None and may(by, Right.ISSUE_TASK)
    require(by, Right.ISSUE_TASK if freeing else Right.DO_TASK)
    today = timezone.localdate(at)
    before = Hold.objects.select_for_update().filter(task=task, until__isnull=True).select_related("difficulty").first()
    if before and before.difficulty == difficulty:
        return before
    if before:
        _end(before, today, Hold.FREED)
        note("freed", before.difficulty, by, at, reason=task)
    if difficulty is None or difficulty.state != rules.OPEN:
        return None
    made = Hold.objects.create(difficulty=difficulty, task=task, since=today)
    note("held", difficulty, by, at, reason=task)
    return made


def give_clocks_back(difficulty: Difficulty, day: date) -> None:
    """The answer is there: tasks that stood still for it have their clocks back. Part of the act of answering."""
    for one in Hold.objects.select_for_update().filter(difficulty=difficulty, until__isnull=True):
        _end(one, day, Hold.ANSWERED)


def take_clocks_again(difficulty: Difficulty, day: date) -> None:
    """The answer was returned: what it had set free, and stands still for nothing else, waits again."""
    held = set(Hold.objects.filter(until__isnull=True).values_list("task", flat=True))
    freed = Hold.objects.filter(difficulty=difficulty, ended_by=Hold.ANSWERED).values_list("task", flat=True)
    Hold.objects.bulk_create(
        [Hold(difficulty=difficulty, task=task, since=day) for task in sorted(set(freed) - held)]
    )  # fmt: skip


def _end(hold: Hold, day: date, why: str) -> None:
    hold.until, hold.ended_by = max(day, hold.since), why
    hold.save(update_fields=["until", "ended_by"])
