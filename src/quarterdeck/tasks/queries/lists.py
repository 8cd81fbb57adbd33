"""Read tasks with their standing: all of them, those that meet conditions, one by its code."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from quarterdeck.core.agenda import Item
from quarterdeck.core.errors import NotFound
from quarterdeck.core.folding import search_words, searchable
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor
from quarterdeck.tasks.models import Task, TaskEvent
from quarterdeck.tasks.queries.courses import course_of
from quarterdeck.tasks.rules import Bucket, Count, Standing, count, standing_of

RELATED = (
    "lead", "assigner", "accountable_post", "acceptor__organisation", "follower_up__organisation", "conclusion__review",
    "document", "indicator", "stuck_on",
)  # fmt: skip
LATE_FOR_EVER, OPEN = "late_for_ever", "open"


@dataclass(frozen=True, slots=True)
class Stood:
    """A task and where it stands."""

    task: Task
    standing: Standing

    @property
    def stuck(self) -> bool:
        """Whether an open task has an unanswered difficulty in its way."""
        return self.standing.is_open and self.task.stuck_on is not None and self.task.stuck_on.state == "open"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is to show; empty conditions are not asked.

    `bucket`: an official bucket, "cancelled", "open" or "late_for_ever". `organisation`: a code; leads, cooperates or
    accepts. `source`: "review:CODE" or "document:ID". `mine`: "waiting", "lead", "followed" or "accepted".
    """

    search: str = ""
    bucket: str = ""
    organisation: str = ""
    source: str = ""
    mine: str = ""
    sort: str = "due"


def stand(task: Task, today: date) -> Stood:
    """A task with its standing on a day."""
    return Stood(task, standing_of(course_of(task), today))


def tasks() -> QuerySet[Task]:
    """Every task with what a list shows, due first."""
    return Task.objects.select_related(*RELATED).prefetch_related("events", "cooperating")


def standings(today: date, wanted: QuerySet[Task] | None = None) -> list[Stood]:
    """Tasks (all unless given) with their standing, due first. Three queries."""
    return [stand(task, today) for task in (tasks() if wanted is None else wanted)]


def counts(stood: Sequence[Stood]) -> Count:
    """The official counts of a list."""
    return count([one.standing for one in stood])


def task(code: str) -> Task:
    """The task with this code; `NotFound` otherwise."""
    found = tasks().filter(code=code).first() if code.isprintable() else None
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
    return [one for one in stood if _waits_for(one, post, organisation)]


def _waits_for(one: Stood, post: str, organisation: str) -> bool:
    if one.standing.state == "submitted":
        return one.task.acceptor.code == post
    return one.standing.is_open and one.task.lead.code == organisation


_MINE: Mapping[str, Callable[[Stood, Actor], bool]] = {
    "waiting": lambda one, actor: _waits_for(one, actor.post, actor.organisation),
    "lead": lambda one, actor: one.task.lead.code == actor.organisation,
    "followed": lambda one, actor: one.task.follower_up.code == actor.post,
    "accepted": lambda one, actor: one.task.acceptor.code == actor.post,
}
# Open ones first: what is late longest, then what is due next; then what was done last.
_RANK = {
    Bucket.OPEN_OVERDUE: 0,
    Bucket.OPEN_IN_TIME: 1,
    Bucket.DONE_LATE: 2,
    Bucket.DONE_ON_TIME: 2,
    Bucket.CANCELLED: 3,
}


def _nearest(one: Stood) -> int:
    return one.task.due.toordinal() if one.standing.is_open else -(one.standing.done_on or one.task.due).toordinal()


SORTS: Mapping[str, Callable[[Stood], tuple[object, ...]]] = {
    "due": lambda one: (_RANK[one.standing.bucket], _nearest(one), one.task.code),
    "late": lambda one: (-one.standing.days_late, one.task.due, one.task.code),
    "lead": lambda one: (one.task.lead.code, one.task.due, one.task.code),
    "newest": lambda one: (-one.task.issued_on.toordinal(), one.task.code),
    "code": lambda one: (one.task.code,),
}


def listed(stood: Sequence[Stood], wanted: Wanted, actor: Actor) -> list[Stood]:
    """The tasks that meet every condition but the bucket: the counts above a list are of these."""
    words = search_words(wanted.search)
    return [
        one
        for one in stood
        if (not words or _holds(one.task, words))
        and (not wanted.organisation or wanted.organisation in _bodies(one.task))
        and (not wanted.source or wanted.source in sources_of(one.task))
        and (wanted.mine not in _MINE or _MINE[wanted.mine](one, actor))
    ]


def in_bucket(stood: Sequence[Stood], wanted: Wanted) -> list[Stood]:
    """Those in the bucket asked for, in the order asked for."""
    found = [one for one in stood if not wanted.bucket or _is_in(one.standing, wanted.bucket)]
    return sorted(found, key=SORTS.get(wanted.sort, SORTS["due"]))


def _is_in(of: Standing, bucket: str) -> bool:
    if bucket == LATE_FOR_EVER:
        return of.late_for_ever and of.bucket is not Bucket.CANCELLED
    return of.is_open if bucket == OPEN else of.bucket == bucket


def _holds(of: Task, words: Sequence[str]) -> bool:
    text = searchable(of.code, of.text_vi, of.text_en, of.lead.name_vi, of.lead.name_en, of.lead.short_vi,
                      of.lead.short_en, of.result_vi, of.result_en)  # fmt: skip
    return all(word in text for word in words)


def _bodies(of: Task) -> set[str]:
    return {of.lead.code, of.acceptor.organisation.code, *(body.code for body in of.cooperating.all())}


def sources_of(of: Task) -> dict[str, object]:
    """What a task was issued from: keys as `Wanted.source` takes them, with the review or document."""
    found: dict[str, object] = {}
    if of.conclusion is not None:
        found[f"review:{of.conclusion.review.code}"] = of.conclusion.review
    if of.document is not None:
        found[f"document:{of.document.pk}"] = of.document
    return found


def for_agenda(today: date, horizon: date) -> list[Item]:
    """Tasks a review must look at: overdue ones, and those due by `horizon`."""
    items = []
    for one in standings(today):
        if not one.standing.is_open or (one.standing.bucket is Bucket.OPEN_IN_TIME and one.task.due > horizon):
            continue
        of, late = one.task, one.standing.days_late
        evidence = {"due": of.due.isoformat(), "days_late": late, "lead": of.lead.code}
        weight = 200 + late if late else 50
        items.append(Item("task", of.code, of.text_vi or of.text_en, of.text_en or of.text_vi, evidence, weight))
    return items
