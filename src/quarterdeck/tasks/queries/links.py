"""What pages upstream show of tasks."""

from datetime import date
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from quarterdeck.core.links import Backlink
from quarterdeck.reviews.models import Conclusion
from quarterdeck.tasks.models import Task
from quarterdeck.tasks.queries.lists import standings, tasks
from quarterdeck.tasks.queries.words import hanging_words
from quarterdeck.web.templatetags.quarterdeck.words import localname


def of_indicator(code: str, today: date) -> list[Backlink]:
    """Tasks meant to move an indicator, each with its standing."""
    return _told(tasks().filter(indicator__code=code), today, _("task meant to move it"))


def of_document(pk: str, today: date) -> list[Backlink]:
    """Tasks that rest on a document of the register."""
    found = tasks().filter(document_id=int(pk)) if pk.isdigit() else tasks().none()
    return _told(found, today, _("task resting on it"))


def of_difficulty(code: str, today: date) -> list[Backlink]:
    """Tasks that a difficulty stands in the way of, or that are to remove it; and the way to such a task."""
    found = _told(tasks().filter(stuck_on__code=code), today, _("task bound to it"))
    return [*found, Backlink("tasks", _("Issue a task for it"), _form(difficulty=code), "")]


def of_conclusion(ref: str, today: date) -> list[Backlink]:
    """The task issued from the conclusion "REVIEW/NUMBER"; of one that is still to become a task, the form."""
    review, _slash, number = ref.rpartition("/")
    if not number.isdigit():
        return []
    found = Conclusion.objects.filter(review__code=review, number=int(number)).values("pk", "kind", "state").first()
    if found is None or found["kind"] != Conclusion.TASK:
        return []
    if found["state"] != Conclusion.ISSUED:
        return [Backlink("tasks", _("Turn into a task"), _form(conclusion=ref), "")]
    return [
        Backlink("tasks", one.task.code, _page(one.task), hanging_words(one))
        for one in standings(today, tasks().filter(conclusion_id=found["pk"]))
    ]


def _told(wanted: QuerySet[Task], today: date, how: str) -> list[Backlink]:
    return [
        Backlink("tasks", f"{localname(one.task, 'text')} · {hanging_words(one)}", _page(one.task), how)
        for one in standings(today, wanted)
    ]


def _page(task: Task) -> str:
    return reverse("tasks:task", args=[task.code])


def _form(**start: str) -> str:
    return f"{reverse('tasks:new')}?{urlencode(start)}"
