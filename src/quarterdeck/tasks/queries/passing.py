"""What passed when areas changed, in words: tasks, by the role in which somebody gave way."""

from collections.abc import Mapping, Sequence

from django.urls import reverse

from quarterdeck.core.links import Moved, Told
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.people.queries import names
from quarterdeck.tasks.models import Task
from quarterdeck.tasks.rules.following import JOINED, ROLES
from quarterdeck.web.templatetags.quarterdeck.words import localname


def tell(moved: Sequence[Moved]) -> list[Told]:
    """Each task with its order, its page, and who gave way to whom. Three queries."""
    tasks = {one.code: one for one in Task.objects.filter(code__in={one.ref for one in moved})}
    known = names({code for one in moved for code in (one.origin, one.heir)})
    return [_told(one, tasks.get(one.ref), known) for one in moved]


def _told(one: Moved, task: Task | None, known: Mapping[str, str]) -> Told:
    role = one.kind.removeprefix("task ").removesuffix(JOINED)
    what = Message(gettext_noop("Task: {role}"), {"role": Message(ROLES.get(role, role))})
    title = f"{one.ref}: {localname(task, 'text')}" if task else one.ref
    url = reverse("tasks:task", args=[one.ref]) if task else ""
    return Told(what, title, url, known.get(one.origin, one.origin), known.get(one.heir, one.heir))
