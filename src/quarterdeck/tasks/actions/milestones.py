"""Plan milestones of a task, move them while they lie ahead, and note that they were met: all of it on record."""

from collections.abc import Callable
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from quarterdeck.core.errors import Conflict, NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor
from quarterdeck.documents.queries.secrecy import refuse_secret
from quarterdeck.tasks import rules
from quarterdeck.tasks.actions.moving import beside, by_language, hold_open, said
from quarterdeck.tasks.models import Milestone, MilestoneChange, Task
from quarterdeck.tasks.queries.courses import parties
from quarterdeck.tasks.rules.milestones import refuse_milestone, refuse_past
from quarterdeck.tasks.rules.who import assigns, require_doer, require_planner
from quarterdeck.web import packs
from quarterdeck.web.templatetags.quarterdeck.words import day_text


@transaction.atomic
def plan_milestone(*, task: Task, due: date, text: str, text_en: str = "", by: Actor, at: datetime) -> Milestone:
    """Plan a dated step on the way: by the lead for itself, or by the side that assigned the task, which the lead then
    does not change. `BadInput` tells a day that makes no sense. The same step sent twice is planned once."""
    locked = hold_open(task)
    named = parties(locked)
    require_planner(by, named)
    refuse_secret([text, text_en], place="text")
    words_vi, words_en = by_language(said(text, "text"), text_en.strip())
    planned = locked.milestones.filter(dropped_on__isnull=True)
    if same := planned.filter(due=due, text_vi=words_vi, text_en=words_en).first():
        return same
    refuse_milestone(due, today=timezone.localtime(at).date(), due=locked.due, calendar=_calendar())
    last = locked.milestones.order_by("-number").values_list("number", flat=True).first()
    made = Milestone.objects.create(task=locked, number=(last or 0) + 1, text_vi=words_vi, text_en=words_en, due=due,
                                    ordered=assigns(by, named))  # fmt: skip
    _tell(rules.MILESTONE_PLANNED, made, by, at, lambda: day_text(due))
    return made


@transaction.atomic
def change_milestone(
    *, milestone: Milestone, due: date, text: str, reason: str, version: int, by: Actor, at: datetime
) -> Milestone:  # fmt: skip
    """Move a milestone that lies ahead, or say it otherwise, with the reason; its day before stays on record.

    One that was met or is past stays as it is, and what the assigner set is changed by that side alone.
    """
    locked = _held(milestone, version, by)
    today, why = timezone.localtime(at).date(), said(reason, "reason")
    refuse_past(locked.due, locked.met_on, today)
    refuse_secret([text, reason], place="text")
    refuse_milestone(due, today=today, due=locked.task.due, calendar=_calendar())
    words = said(text, "text")
    if due == locked.due and words in (locked.text_vi, locked.text_en):
        return locked
    was = _keep_change(locked, due, why, by, at)
    if words not in (locked.text_vi, locked.text_en):
        locked.text_vi, locked.text_en = by_language(words)
    locked.due, locked.version = due, locked.version + 1
    locked.save()
    _tell(rules.MILESTONE_MOVED, locked, by, at, lambda: f"{day_text(was)} → {day_text(due)}", why)
    return locked


@transaction.atomic
def drop_milestone(*, milestone: Milestone, reason: str, version: int, by: Actor, at: datetime) -> Milestone:
    """Take away a milestone that lies ahead, with the reason; it stays on record. One that was met or is past stays."""
    locked = _held(milestone, version, by)
    today, why = timezone.localtime(at).date(), said(reason, "reason")
    refuse_past(locked.due, locked.met_on, today)
    refuse_secret([reason], place="reason")
    was = _keep_change(locked, None, why, by, at)
    locked.dropped_on, locked.version = today, locked.version + 1
    locked.save()
    _tell(rules.MILESTONE_DROPPED, locked, by, at, lambda: day_text(was), why)
    return locked


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
    locked = Milestone.objects.select_for_update(of=("self",)).filter(pk=milestone.pk).select_related("task").get()
    if doing:
        require_doer(by, parties(task))
    else:
        require_planner(by, parties(task), assigning=locked.ordered)
    if locked.dropped_on is not None:
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


def _keep_change(of: Milestone, due: date | None, why: str, by: Actor, at: datetime) -> date:
    """Keep what a milestone was before it changes; the day that it had."""
    reason_vi, reason_en = by_language(why)
    MilestoneChange.objects.create(
        milestone=of, was_due=of.due, due=due, was_vi=of.text_vi, was_en=of.text_en, reason_vi=reason_vi,
        reason_en=reason_en, at=at, by=by.name, post=by.post_name,
    )  # fmt: skip
    return of.due


def _calendar() -> packs.WorkingCalendar:
    return packs.working_calendar(settings.PACK)


def _tell(kind: str, of: Milestone, by: Actor, at: datetime, days: Callable[[], str], why: str = "") -> None:
    """Write into the history of the task what became of a milestone, in both languages."""
    notes = {}
    for lang in ("vi", "en"):
        with translation.override(lang):
            words = (of.text_en or of.text_vi) if lang == "en" else (of.text_vi or of.text_en)
            notes[lang] = f"{of.number}. {words} ({days()})" + (_(". Reason: {why}").format(why=why) if why else "")
    beside(of.task, kind, by=by, at=at, note=notes["vi"], note_en=notes["en"])
