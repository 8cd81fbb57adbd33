"""Bind a task to a target of its indicator, so that its progress reports itself."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.core.rights import Actor
from quarterdeck.tasks import rules
from quarterdeck.tasks.actions.moving import beside, hold_open, refuse_stale
from quarterdeck.tasks.models import Task
from quarterdeck.tasks.queries.courses import parties
from quarterdeck.tasks.queries.measuring import target_words
from quarterdeck.tasks.rules.measuring import BOUNDS
from quarterdeck.tasks.rules.who import require_planner


@transaction.atomic
def bind_target(
    *, task: Task, value: Decimal, period: str, bound: str, version: int, by: Actor, at: datetime
) -> Task:  # fmt: skip
    """Say to which value the indicator of the task must come, in its own unit, for which period.

    The assigner's side alone does, since it is part of the order. The event in the history tells the target of before.
    """
    locked = hold_open(task)
    require_planner(by, parties(locked), assigning=True)
    refuse_stale(locked, version)
    if locked.indicator is None:
        raise BadInput(
            gettext_noop("The task names no indicator to which a target could be set."), place="value",
            remedy=gettext_noop("Let progress be told in words and numbers instead."),
        )  # fmt: skip
    if bound not in BOUNDS:
        raise BadInput(gettext_noop("The target is neither at least nor at most the value."), place="bound",
                       remedy=gettext_noop("Choose one of both."))  # fmt: skip
    if abs(value) >= Decimal(10) ** 18:
        raise BadInput(Message(gettext_noop("{value} is too large."), {"value": value}), place="value",
                       remedy=gettext_noop("Give it in the unit of the indicator."))  # fmt: skip
    Period.parse(period)
    was = {lang: target_words(locked, lang) if locked.target_value is not None else "" for lang in ("vi", "en")}
    locked.target_value, locked.target_unit = value, locked.indicator.unit
    locked.target_period, locked.target_bound = Period.parse(period).code, bound
    locked.save(update_fields=["target_value", "target_unit", "target_period", "target_bound"])
    now = {lang: f"{before} → {target_words(locked, lang)}" if before else target_words(locked, lang)
           for lang, before in was.items()}  # fmt: skip
    beside(locked, rules.TARGET_SET, by=by, at=at, note=now["vi"], note_en=now["en"])
    return locked
