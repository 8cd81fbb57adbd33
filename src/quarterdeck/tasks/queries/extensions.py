"""The extensions of a task: asked for, decided, and how many may be granted."""

from datetime import date

from django.conf import settings
from django.db.models import QuerySet

from quarterdeck.tasks.models import Extension, Task
from quarterdeck.tasks.rules.explain import limit_on
from quarterdeck.web import packs


def of_task(task: Task) -> QuerySet[Extension]:
    """A task's extensions in order, with their documents."""
    return task.asked_extensions.select_related("document", "decided_document")


def undecided(task: Task) -> Extension | None:
    """The extension of a task that waits to be decided."""
    return task.asked_extensions.filter(decided_at__isnull=True).first()


def used_up(task: Task) -> bool:
    """Whether no more extensions of a task may be granted."""
    most = most_extensions(task.issued_on)
    return most is not None and task.extensions >= most


def most_extensions(issued_on: date) -> int | None:
    """How many extensions a task issued on a day may have; None where the pack sets no limit."""
    limit = limit_on(issued_on, packs.read(settings.PACK, "tasks.yaml").get("extensions") or [])
    return int(limit["most"]) if limit else None
