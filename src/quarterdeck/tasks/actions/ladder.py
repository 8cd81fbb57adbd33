"""Climb the ladder of reminders: tell who must know of a task that is due or late, and keep that it was told."""

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from quarterdeck.audit.actions import record
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.tasks.models import Rung
from quarterdeck.tasks.queries.ladder import Reached, reached

BATCH = 1000


@transaction.atomic
def climb_ladder(*, by: Actor, at: datetime) -> list[Reached]:
    """Climb every rung that open tasks have reached by the day, each once per due date; returns what was climbed.

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
    if steps:
        told = Counter(one.climb.rung.key for one in steps)
        record(act="tasks.ladder_climbed", about_kind="task", about=day.isoformat(), by=by, at=at, detail=dict(told))
    return steps
