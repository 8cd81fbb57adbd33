"""The ladder of reminders of tasks: what the pack foresees, what was climbed, what is to be climbed today."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Exists, F, OuterRef, QuerySet

from quarterdeck.core.errors import BadInput
from quarterdeck.people.models import Organisation, Post
from quarterdeck.tasks.models import Rung, Task
from quarterdeck.tasks.queries.choices import Choices
from quarterdeck.tasks.queries.wanted import STILL_OPEN, agenda_rungs
from quarterdeck.tasks.rules import ladder as rules
from quarterdeck.tasks.rules.ladder import Climb, foreseen, ladder_on, to_climb
from quarterdeck.web import packs

# A working week and every holiday of a year fit into this many calendar days per working day of the ladder.
STRETCH = 3
Heads = Callable[[Organisation], Post | None]


@dataclass(frozen=True, slots=True)
class Reached:
    """A rung that an open task has reached, and the posts that are told."""

    task: Task
    climb: Climb
    told: tuple[Post, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A rung as the page of a task shows it: `climbed` says to whom it was told, None where it was not climbed."""

    rung: rules.Rung
    on: date
    climbed: Rung | None
    ahead: bool


def ladders() -> Sequence[Mapping[str, Any]]:
    """The dated ladders of the pack."""
    found: Sequence[Mapping[str, Any]] = packs.read(settings.PACK, "tasks.yaml").get("ladder") or []
    return found


def of_task(of: Task, today: date, *, is_open: bool) -> list[Shown]:
    """The ladder of a task in order of time, for the due date that counts, with what was climbed. One query.

    Of a closed task only what was climbed; nothing where the working days of the year are not known.
    """
    climbed = {one.rung: one for one in of.rungs.filter(counted_due=of.counted_due)}
    try:
        steps = foreseen(ladder_on(of.issued_on, ladders()), of.counted_due, packs.working_calendar(settings.PACK))
    except BadInput:
        return []
    shown = [Shown(one.rung, one.on, climbed.get(one.rung.key), is_open and one.on > today) for one in steps]
    return shown if is_open else [one for one in shown if one.climbed]


def reached(today: date) -> list[Reached]:
    """Every rung that an open task has reached by today and not climbed yet, with the posts it tells.

    A task whose evidence waits to be accepted climbs none: the clock of the lead stands still. Four queries.
    """
    versions = ladders()
    if not versions:
        return []
    calendar, head_of = packs.working_calendar(settings.PACK), cache(Choices(today).head_of)
    found = []
    for task in _candidates(today, versions):
        climbed = [one.rung for one in task.rungs.all() if one.counted_due == task.counted_due]
        try:
            steps = to_climb(
                ladder_on(task.issued_on, versions), issued_on=task.issued_on, counted_due=task.counted_due,
                today=today, climbed=climbed, calendar=calendar,
            )  # fmt: skip
        except BadInput:  # working days of the year are not known: no reminder is better than a wrong one
            continue
        found += [Reached(task, one, told(task, one.rung.tells, head_of)) for one in steps]
    return found


def _candidates(today: date, versions: Sequence[Mapping[str, Any]]) -> QuerySet[Task]:
    """Open tasks near or after their due date that have not climbed the last rung of every ladder."""
    rungs = [row for version in versions for row in version["rungs"]]
    earliest = -min(int(row["day"]) for row in rungs)
    last = [max(version["rungs"], key=lambda row: row["day"])["key"] for version in versions]
    climbed = Rung.objects.filter(task=OuterRef("pk"), counted_due=OuterRef("counted_due"), rung__in=last)
    near = today + timedelta(days=max(earliest, 0) * STRETCH + 7)
    return (
        Task.objects.filter(STILL_OPEN, ~Exists(climbed), counted_due__lte=near)
        .exclude(state="submitted")
        .select_related("lead", "assigner__organisation", "accountable_post", "acceptor", "follower_up")
        .prefetch_related("rungs")
        .order_by("counted_due", "code")
    )


def told(of: Task, tells: Iterable[str], head_of: Heads) -> tuple[Post, ...]:
    """The posts that a rung tells, each once; the agenda of a review is no post."""
    found = [post for one in tells if (post := _post(of, one, head_of))]
    return tuple({post.pk: post for post in found}.values())


def _post(of: Task, role: str, head_of: Heads) -> Post | None:
    match role:
        case "accountable":
            return of.accountable_post
        case "lead_head":
            return head_of(of.lead) or of.accountable_post
        case "leader":
            return of.assigner if of.assigner.role == "leader" else head_of(of.assigner.organisation)
        case "follower_up" | "assigner" | "acceptor":
            post: Post = getattr(of, role)
            return post
    return None


def on_agenda() -> dict[str, date]:
    """Open tasks that are late and whose ladder has led to the agenda of the next review, with the day on which it did.

    An extension granted in time since takes a task off again. One query.
    """
    found = Rung.objects.filter(task__outcome__isnull=True, rung__in=agenda_rungs(), counted_due=F("task__counted_due"))
    return dict(found.order_by("on").values_list("task__code", "on"))
