"""Collective orders, each followed as one row: how many of its tasks stand where, and the tasks themselves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count as Total
from django.db.models import Max, Min, QuerySet

from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.tasks.models import Task, TaskGroup
from quarterdeck.tasks.queries.lists import Stood, standings, tasks
from quarterdeck.tasks.queries.wanted import LATE_FOR_EVER, SETS, days_late
from quarterdeck.tasks.rules import Bucket, Count


@dataclass(frozen=True, slots=True)
class Row:
    """A collective order: the official counts of its tasks, which add up, its due dates, and the worst lateness."""

    group: TaskGroup
    count: Count
    first_due: date
    last_due: date
    worst: int


def groups() -> QuerySet[TaskGroup]:
    """Every collective order, newest first."""
    return TaskGroup.objects.select_related("conclusion__review", "document")


def rows(of: Sequence[TaskGroup], today: date) -> list[Row]:
    """Collective orders with their counts, in the order given. Two queries however many there are."""
    found = Task.objects.filter(group__in=[one.pk for one in of]).order_by()
    counted = {
        one["group"]: one
        for one in found.values("group").annotate(
            first_due=Min("due"), last_due=Max("due"),
            **{bucket.value: Total("pk", filter=SETS[bucket](today)) for bucket in Bucket},
        )
    }  # fmt: skip
    late = found.filter(SETS[LATE_FOR_EVER](today)).annotate(days=days_late(today))
    worst = dict(late.values("group").annotate(most=Max("days")).values_list("group", "most"))
    return [_row(one, counted[one.pk], worst) for one in of if one.pk in counted]


def _row(group: TaskGroup, told: Mapping[str, object], worst: Mapping[int, int]) -> Row:
    buckets = {bucket: int(str(told[bucket.value])) for bucket in Bucket}
    first, last = told["first_due"], told["last_due"]
    assert isinstance(first, date)
    assert isinstance(last, date)
    return Row(group, Count(buckets), first, last, worst.get(group.pk, 0))


def group(code: str) -> TaskGroup:
    """The collective order with this code; `NotFound` otherwise."""
    found = groups().filter(code=code).first() if code.isprintable() else None
    if found is None:
        raise NotFound(
            Message(gettext_noop("There is no collective order with the code {code}."), {"code": code}),
            remedy=gettext_noop("Look it up in the list of collective orders."),
        )
    return found


def of_group(of: TaskGroup, today: date) -> list[Stood]:
    """The tasks of a collective order with their standing: late ones first, then by lead."""
    found = standings(today, tasks().filter(group=of))
    return sorted(found, key=lambda one: (not one.standing.is_open, -one.standing.days_late, one.task.lead.code))


def of_conclusions(pks: Iterable[int]) -> dict[int, TaskGroup]:
    """The collective order issued from each conclusion."""
    found = TaskGroup.objects.filter(conclusion__in=list(pks)).order_by("pk")
    return {one.conclusion_id: one for one in found if one.conclusion_id is not None}
