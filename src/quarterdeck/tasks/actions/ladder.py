"""Climb the ladder of reminders: tell who must know of a task that is due or late, and keep that it was told."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from quarterdeck.audit.actions import record
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.notices.actions import Telling, tell
from quarterdeck.tasks.actions.telling import subject_of
from quarterdeck.tasks.models import Rung
from quarterdeck.tasks.queries.ladder import Reached, reached

BATCH = 1000


@transaction.atomic
def climb_ladder(*, by: Actor, at: datetime) -> list[Reached]:
    """Climb every rung that open tasks have reached by the day, each once per due date; returns what was climbed.

    Each puts notices into the inboxes of the posts that it tells; mail follows from those.

    Run twice on a day it tells nobody twice; of two that run at once the slower one is refused by the database.
    """
    require(by, Right.ADMINISTER)
    day = timezone.localtime(at).date()
    steps = reached(day)
    Rung.objects.bulk_create(
        [
            Rung(task=one.task, rung=one.climb.rung.key, counted_due=one.task.counted_due, on=day,
                 told=[post.code for post in one.told])
            for one in steps
        ],
        batch_size=BATCH,
    )  # fmt: skip
    of_task: dict[int, list[Reached]] = {}
    for one in steps:
        of_task.setdefault(one.task.pk, []).append(one)
    tell(tellings=[one for climbed in of_task.values() for one in _tellings(climbed)], by=by, at=at)
    if steps:
        told = Counter(one.climb.rung.key for one in steps)
        record(act="tasks.ladder_climbed", about_kind="task", about=day.isoformat(), by=by, at=at, detail=dict(told))
    return steps


def _tellings(climbed: Sequence[Reached]) -> list[Telling]:
    """The notices of the rungs that one task climbed on a day, told in the words of the last of them: a reminder before
    the due date; after it one for the lead, another for those above it."""
    task, rung = climbed[-1].task, climbed[-1].climb.rung
    subject = subject_of(task, rung.label_vi, rung.label_en)
    told = {post.code: post for step in climbed for post in step.told}
    if rung.day <= 0:
        return [Telling("task.reminder", subject, list(told), due=task.due)]
    own = [code for code, post in told.items() if post.organisation_id == task.lead_id]
    named = (("task.overdue", own), ("task.escalated", [code for code in told if code not in own]))
    return [Telling(kind, subject, posts, due=task.due) for kind, posts in named if posts]
