"""Split a task into parts, each a clear task of its own."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from quarterdeck.core.rights import Actor
from quarterdeck.tasks import rules
from quarterdeck.tasks.actions.issuing import Reasons, issue_task
from quarterdeck.tasks.actions.moving import beside, hold_open
from quarterdeck.tasks.models import Task
from quarterdeck.tasks.queries.clarity import Order
from quarterdeck.tasks.queries.courses import parties
from quarterdeck.tasks.queries.parts import depth_below
from quarterdeck.tasks.rules.parts import refuse_part
from quarterdeck.tasks.rules.who import require_planner


@transaction.atomic
def split_task(
    *, parent: Task, order: Order, form_key: str = "", reason: Reasons = "", by: Actor, at: datetime
) -> Task:  # fmt: skip
    """Issue a part of a task: as clear as any task, due no later than the whole, which is not closed before it.

    The side that assigned the task splits it. The same form sent twice (`form_key`) splits off one part.
    """
    locked = hold_open(parent)
    require_planner(by, parties(locked), assigning=True)
    if form_key and (sent := locked.parts.filter(form_key=form_key).first()):
        return sent
    refuse_part(order.due, parent=locked.code, parent_due=locked.due, parent_state=locked.state,
                depth=depth_below(locked))  # fmt: skip
    part = issue_task(order=replace(order, parent=locked), form_key=form_key, reason=reason, by=by, at=at)
    beside(locked, rules.SPLIT, by=by, at=at, note=f"{part.code}: {part.text_vi or part.text_en}",
           note_en=f"{part.code}: {part.text_en}" if part.text_en else "")  # fmt: skip
    return part
