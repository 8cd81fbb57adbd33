"""Plan milestones of a task, move them while they lie ahead, and note that they were met."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import Conflict, NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor
from quarterdeck.documents.queries.secrecy import refuse_secret
from quarterdeck.tasks import rules
from quarterdeck.tasks.actions.moving import beside, by_language, hold_open, said
from quarterdeck.tasks.models import Milestone, Task
from quarterdeck.tasks.queries.courses import parties
from quarterdeck.tasks.rules.milestones import refuse_milestone, refuse_past
from quarterdeck.tasks.rules.who import require_doer, require_planner
from quarterdeck.web import packs


@transaction.atomic
def plan_milestone(*, task: Task, due: date, text: str, text_en: str = "", by: Actor, at: datetime) -> Milestone:
    """Plan a dated step on the way: by the lead, or by the side that assigned the task. `BadInput` tells a day that
    makes no sense. The same step sent twice is planned once."""
    locked = hold_open(task)
    require_planner(by, parties(locked))
    refuse_secret([text, text_en], place="text")
    words_vi, words_en = by_language(said(text, "text"), text_en.strip())
    if same := locked.milestones.filter(due=due, text_vi=words_vi, text_en=words_en).first():
        return same
    refuse_milestone(due, today=timezone.localtime(at).date(), due=locked.due, calendar=_calendar())
    last = locked.milestones.order_by("-number").values_list("number", flat=True).first()
    made = Milestone.objects.create(task=locked, number=(last or 0) + 1, text_vi=words_vi, text_en=words_en, due=due)
    _record("milestone_planned", made, by, at, {"due": due.isoformat()})
    return made


@transaction.atomic
def change_milestone(
    *, milestone: Milestone, due: date, text: str, version: int, by: Actor, at: datetime
) -> Milestone:  # fmt: skip
    """Move a milestone that lies ahead, or say it otherwise. One that was met or is past stays as it is."""
    locked = _held(milestone, version, by)
    today, was = timezone.localtime(at).date(), locked.due
    refuse_past(locked.due, locked.met_on, today)
    refuse_secret([text], place="text")
    refuse_milestone(due, today=today, due=locked.task.due, calendar=_calendar())
    words = said(text, "text")
    if words not in (locked.text_vi, locked.text_en):
        locked.text_vi, locked.text_en = by_language(words)
    locked.due, locked.version = due, locked.version + 1
    locked.save()
    _record("milestone_changed", locked, by, at, {"due": due.isoformat(), "was": was.isoformat()})
    return locked


@transaction.atomic
def drop_milestone(*, milestone: Milestone, version: int, by: Actor, at: datetime) -> None:
    """Take away a milestone that lies ahead. One that was met or is past stays."""
    locked = _held(milestone, version, by)
    refuse_past(locked.due, locked.met_on, timezone.localtime(at).date())
    _record("milestone_dropped", locked, by, at, {"text": locked.text_vi or locked.text_en, "due": str(locked.due)})
    locked.delete()


@transaction.atomic
def meet_milestone(
    *, milestone: Milestone, note: str, note_en: str = "", version: int, by: Actor, at: datetime
) -> Milestone:  # fmt: skip
    """The lead notes that a milestone is met today, and what shows it. Once met it stays met."""
    locked = _held(milestone, version, by, doing=True)
    if locked.met_on is not None:
        raise Conflict(
            gettext_noop("This milestone was met; it stays as it is."),
            remedy=gettext_noop("Plan another one for what is still to come."),
        )
    refuse_secret([note, note_en], place="note")
    locked.met_on, locked.version = timezone.localtime(at).date(), locked.version + 1
    locked.note_vi, locked.note_en = by_language(said(note), note_en)
    locked.save()
    beside(locked.task, rules.MILESTONE_MET, by=by, at=at, note=f"{locked.number}. {note.strip()}",
           note_en=f"{locked.number}. {note_en}" if note_en else "")  # fmt: skip
    return locked


def _held(milestone: Milestone, version: int, by: Actor, *, doing: bool = False) -> Milestone:
    """The milestone for the rest of the transaction; `Conflict` where somebody else changed it meanwhile."""
    task = hold_open(milestone.task)
    (require_doer if doing else require_planner)(by, parties(task))
    locked = Milestone.objects.select_for_update(of=("self",)).filter(pk=milestone.pk).select_related("task").first()
    if locked is None:
        raise NotFound(
            Message(gettext_noop("Milestone {number} is no longer there."), {"number": milestone.number}),
            remedy=gettext_noop("Reload the page and look at what happened meanwhile."),
        )
    if locked.version != version:
        raise Conflict(
            gettext_noop("Somebody changed this milestone while you had it open."),
            remedy=gettext_noop("Nothing of yours was written. Look at it as it is now, then decide again."),
        )
    return locked


def _calendar() -> packs.WorkingCalendar:
    return packs.working_calendar(settings.PACK)


def _record(act: str, of: Milestone, by: Actor, at: datetime, detail: dict[str, object]) -> None:
    record(act=f"task.{act}", about_kind="task", about=of.task.code, by=by, at=at,
           detail={"number": of.number} | detail)  # fmt: skip
