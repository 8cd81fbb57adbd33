"""Which tasks stand still for a difficulty, and how long a task waited for the answers of others."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from quarterdeck.core.links import backlinks
from quarterdeck.difficulties.models import Hold
from quarterdeck.difficulties.rules.holds import Held, days_held, days_held_late
from quarterdeck.people.models import Organisation


@dataclass(frozen=True, slots=True)
class Clock:
    """Whose clock runs for a task: `bodies` are those that are to answer (none: the lead), `since` when, and by
    when they answer; `days` is how long it waited for answers in all."""

    code: str
    bodies: tuple[Organisation, ...]
    since: date | None
    answer_by: date | None
    days: int
    days_late: int


def clocks(tasks: Mapping[str, date], day: date) -> dict[str, Clock]:
    """By task (its code, with the due date that counts) whose clock runs on a day. Two queries."""
    rows: dict[str, list[Hold]] = {}
    found = Hold.objects.filter(task__in=list(tasks)).select_related("difficulty")
    for hold in found.prefetch_related("difficulty__routed_to"):
        rows.setdefault(hold.task, []).append(hold)
    return {task: _clock(held, tasks[task], day) for task, held in rows.items()}


def clock_of(task: str, due: date, day: date) -> Clock | None:
    """Whose clock runs for one task, None where it never waited for an answer."""
    return clocks({task: due}, day).get(task)


def _clock(rows: Collection[Hold], due: date, day: date) -> Clock:
    holds = [Held(one.difficulty.code, one.since, one.until) for one in rows]
    days, late = days_held(holds, day), days_held_late(holds, due, day)
    running = next((one for one in rows if one.until is None), None)
    if running is None:
        return Clock("", (), None, None, days, late)
    asked = tuple(running.difficulty.routed_to.all())
    return Clock(running.difficulty.code, asked, running.since, running.difficulty.answer_by, days, late)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A task (its code, and its page where a room tells it) that waits or waited for the difficulty."""

    task: str
    url: str
    since: date
    until: date | None
    days: int


def waiting_tasks(difficulty: str, day: date) -> list[Waiting]:
    """The tasks that stand or stood still for a difficulty, newest first."""
    rows = list(Hold.objects.filter(difficulty__code=difficulty).order_by("-since", "-id"))
    links = backlinks("difficulty", difficulty) if rows else []
    pages = {one.task: next((link.url for link in links if one.task in link.url), "") for one in rows}
    return [
        Waiting(one.task, pages[one.task], one.since, one.until, max(((one.until or day) - one.since).days, 0))
        for one in rows
    ]  # fmt: skip
