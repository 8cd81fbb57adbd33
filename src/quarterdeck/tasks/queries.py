"""Read tasks with their standing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from quarterdeck.core.agenda import Item
from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.tasks.models import Task, TaskEvent
from quarterdeck.tasks.rules import Bucket, Count, Event, Standing, count, standing

RELATED = ("lead", "accountable_post", "acceptor__organisation", "follower_up", "conclusion__review", "indicator")


@dataclass(frozen=True, slots=True)
class Stood:
    """A task and where it stands."""

    task: Task
    standing: Standing


def _events(task: Task) -> list[Event]:
    return [Event(event.kind, timezone.localtime(event.at).date()) for event in task.events.all()]


def stand(task: Task, today: date) -> Stood:
    """A task with its standing on a day."""
    return Stood(task, standing(_events(task), due=task.due, today=today))


def tasks() -> QuerySet[Task]:
    """Every task with what a list shows, due first."""
    return Task.objects.select_related(*RELATED).prefetch_related("events")


def standings(today: date, wanted: QuerySet[Task] | None = None) -> list[Stood]:
    """Tasks (all unless given) with their standing, due first. Two queries."""
    return [stand(task, today) for task in (tasks() if wanted is None else wanted)]


def counts(stood: Sequence[Stood]) -> Count:
    """The official counts of a list."""
    return count([one.standing for one in stood])


def task(code: str) -> Task:
    """The task with this code; `NotFound` otherwise."""
    found = tasks().filter(code=code).first()
    if found is None:
        raise NotFound(
            Message(gettext_noop("There is no task with the code {code}."), {"code": code}),
            remedy=gettext_noop("Look it up in the list of tasks."),
        )
    return found


def events(of: Task) -> QuerySet[TaskEvent]:
    """A task's events in order, with their files and documents."""
    return of.events.select_related("file", "document")


def of_organisation(code: str) -> QuerySet[Task]:
    """Tasks that an organisation leads, follows up or accepts."""
    return tasks().filter(
        Q(lead__code=code) | Q(acceptor__organisation__code=code) | Q(follower_up__organisation__code=code)
    )


def of_indicator(code: str) -> QuerySet[Task]:
    """Tasks meant to move an indicator."""
    return tasks().filter(indicator__code=code)


def waiting_for(stood: Sequence[Stood], post: str, organisation: str) -> list[Stood]:
    """Open tasks that wait for a post: to accept, or for its organisation to do."""
    waits = {"issued": "lead", "taken_on": "lead", "submitted": "acceptor"}
    found = []
    for one in stood:
        who = waits.get(one.standing.state)
        if (who == "lead" and one.task.lead.code == organisation) or (
            who == "acceptor" and one.task.acceptor.code == post
        ):
            found.append(one)
    return found


def for_agenda(today: date, horizon: date) -> list[Item]:
    """Tasks a review must look at: overdue ones, and those due by `horizon`."""
    items = []
    for one in standings(today):
        if not one.standing.is_open or (one.standing.bucket is Bucket.OPEN_IN_TIME and one.task.due > horizon):
            continue
        late = one.standing.days_late
        evidence = {"due": one.task.due.isoformat(), "days_late": late, "lead": one.task.lead.code}
        weight = 200 + late if late else 50
        items.append(Item("task", one.task.code, one.task.text_vi, one.task.text_en or one.task.text_vi, evidence, weight))
    return items
