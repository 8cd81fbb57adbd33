"""The parts of a task: what was split off it, and what cooperating bodies contribute."""

from datetime import date

from django.db.models import Q, QuerySet

from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.tasks.models import CooperatingPart, Task
from quarterdeck.tasks.queries.lists import Stood, standings
from quarterdeck.tasks.rules import OPEN_STATES


def parts_of(of: Task, today: date) -> list[Stood]:
    """The tasks split off a task with their standing, due first. One query."""
    return standings(today, Task.objects.filter(parent=of).select_related("lead"))


def open_parts(of: Task) -> list[str]:
    """The codes of the parts of a task that are still open."""
    return list(of.parts.filter(state__in=OPEN_STATES).order_by("code").values_list("code", flat=True))


def latest_part(of: Task) -> date | None:
    """The last due date of the open parts of a task."""
    return of.parts.filter(state__in=OPEN_STATES).order_by("-due").values_list("due", flat=True).first()


def depth_below(of: Task) -> int:
    """How many tasks would stand above a part of this one: 1 for a task that is part of none."""
    depth, above = 1, of.parent_id
    while above is not None:
        depth, above = depth + 1, Task.objects.values_list("parent_id", flat=True).get(pk=above)
    return depth


def contributions(of: Task) -> QuerySet[CooperatingPart]:
    """What cooperating bodies contribute to a task, by when they do.

    What a body was to give that has come to lead the task is its own work now, unless it was done before.
    """
    own = Q(organisation=of.lead_id, done_on__isnull=True)
    return of.cooperating_parts.exclude(own).select_related("organisation").order_by("due", "pk")


def contribution(of: Task, organisation: str) -> CooperatingPart:
    """The stated part of a cooperating body (a code); `NotFound` where it has none."""
    found = contributions(of).filter(organisation__code=organisation).first()
    if found is None:
        raise NotFound(
            Message(gettext_noop("No part of this task is stated for {code}."), {"code": organisation}),
            remedy=gettext_noop("Reload the page and look at what happened meanwhile."),
        )
    return found
