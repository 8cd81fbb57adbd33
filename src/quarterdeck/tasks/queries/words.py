"""Where a task stands, in the reader's words."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quarterdeck.tasks.models import Task
from quarterdeck.tasks.queries.lists import Stood
from quarterdeck.tasks.rules import ACCEPTED, SOON, Bucket
from quarterdeck.web.templatetags.quarterdeck.words import day_text


def standing_words(of: Stood) -> str:
    """The standing in a few words: "3 days overdue", "done on time"."""
    late, left = of.standing.days_late, of.standing.days_left
    match of.standing.bucket:
        case Bucket.CANCELLED:
            return _("cancelled")
        case Bucket.DONE_ON_TIME:
            return _("done on time")
        case Bucket.DONE_LATE:
            return ngettext("done {days} day late", "done {days} days late", late).format(days=late)
        case Bucket.OPEN_OVERDUE if of.standing.state == "submitted":
            return ngettext("submitted {days} day late", "submitted {days} days late", late).format(days=late)
        case Bucket.OPEN_OVERDUE:
            return ngettext("{days} day overdue", "{days} days overdue", late).format(days=late)
    if of.standing.state == "submitted":
        return _("submitted in time")
    return _("due today") if left == 0 else ngettext("{days} day left", "{days} days left", left).format(days=left)


def short_words(of: Stood) -> str:
    """The standing where the days late stand in a column of their own."""
    if of.standing.bucket is Bucket.OPEN_OVERDUE and of.standing.state != "submitted":
        return _("overdue")
    if of.standing.days_late:
        return _("submitted late") if of.standing.is_open else _("done late")
    return standing_words(of)


def due_words(of: Task) -> str:
    """The due date agreed, and the original one where it was extended."""
    if of.due == of.original_due:
        return day_text(of.due)
    return _("{day}, originally {first}").format(day=day_text(of.due), first=day_text(of.original_due))


def urgency(of: Stood) -> str:
    """How a list marks it: "late", "due" (within three days) or nothing."""
    if of.standing.late_for_ever and of.standing.bucket is not Bucket.CANCELLED:
        return "late"
    waiting = of.standing.is_open and of.standing.state != "submitted"
    return "due" if waiting and of.standing.days_left <= SOON else ""


def extended_words(of: Task) -> str:
    """For how long it was overdue before an extension that was asked for in time was granted; "" where it never was."""
    late = of.late_until_extended
    if not late:
        return ""
    said = ngettext(
        "was %(days)s day overdue until it was extended", "was %(days)s days overdue until it was extended", late
    )
    return said % {"days": late}


def accepted_on(task: Task) -> date | None:
    """The day on which the result was accepted."""
    found = [event.at for event in task.events.all() if event.kind == ACCEPTED]
    return timezone.localtime(found[-1]).date() if found else None


def hanging_words(of: Stood) -> str:
    """The standing as pages upstream show it; of a task that is done, when its evidence was accepted."""
    day = None if of.standing.is_open else accepted_on(of.task)
    if day is None:
        return standing_words(of)
    said = _("{standing}: evidence accepted on {day}")
    return said.format(standing=standing_words(of), day=day_text(day))
