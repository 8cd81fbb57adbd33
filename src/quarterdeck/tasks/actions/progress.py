"""Say how far a task is, in words and in a number."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor
from quarterdeck.difficulties.actions import put_clock
from quarterdeck.difficulties.models import Difficulty
from quarterdeck.tasks import rules
from quarterdeck.tasks.actions.lifecycle import Upload, kept_upload
from quarterdeck.tasks.actions.moving import by_language, lock, move, said
from quarterdeck.tasks.models import Progress, Task, TaskEvent

LARGEST = Decimal(10) ** 18


@transaction.atomic
def report_progress(
    *, task: Task, note: str, note_en: str = "", value: Decimal | None = None, unit: str = "",
    upload: Upload | None = None, stuck_on: Difficulty | None = None, version: int | None = None, by: Actor,
    at: datetime,
) -> TaskEvent:  # fmt: skip
    """The lead says in words, and in a number where one is meant, how far it is, and on which difficulty it is stuck
    (on none where None). A number has a unit: that of the target unless another is given."""
    note = said(note)
    locked = lock(task, rules.PROGRESS, by)
    unit = _unit(locked, value, unit)
    file, last = kept_upload(upload, by, at) if upload else None, locked.events.last()
    event = move(task, rules.PROGRESS, note=note, note_en=note_en, file=file, version=version, by=by, at=at)
    Task.objects.filter(pk=task.pk).update(stuck_on=stuck_on)
    put_clock(task=locked.code, difficulty=stuck_on, by=by, at=at)
    if last is None or event.pk != last.pk:  # else the same form was sent twice
        words_vi, words_en = by_language(note, note_en)
        Progress.objects.create(task=locked, at=at, by=by.name, post=by.post_name, words_vi=words_vi,
                                words_en=words_en, value=value, unit=unit, file=file)  # fmt: skip
    return event


def _unit(task: Task, value: Decimal | None, unit: str) -> str:
    """The unit of a number; none where there is no number, `BadInput` where nobody says which."""
    if value is None:
        return ""
    if not value.is_finite() or abs(value) >= LARGEST:
        raise BadInput(Message(gettext_noop("{value} is too large."), {"value": value}), place="value",
                       remedy=gettext_noop("Give it in a larger unit."))  # fmt: skip
    found = unit.strip() or task.target_unit or (task.indicator.unit if task.indicator else "")
    if not found:
        raise BadInput(gettext_noop("The number has no unit."), place="unit",
                       remedy=gettext_noop("Say what is counted, e.g. houses, ha, billion VND."))  # fmt: skip
    return found
