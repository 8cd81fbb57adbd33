"""Read tasks with their standing: all of them, those that meet conditions, one by its code."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count as Total
from django.db.models import Q, QuerySet
from django.db.models.functions import Greatest

from quarterdeck.core.agenda import Item
from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor
from quarterdeck.tasks.models import Task, TaskEvent
from quarterdeck.tasks.queries.courses import course_of
from quarterdeck.tasks.queries.ladder import on_agenda
from quarterdeck.tasks.queries.wanted import OPEN, SETS, Wanted, days_late, meeting, sorted_by, waiting
from quarterdeck.tasks.rules import Bucket, Count, Standing, count, standing_of
from quarterdeck.tasks.rules.outcome import kind_of

RELATED = (
    "lead", "assigner", "accountable_post", "acceptor__organisation", "follower_up__organisation", "conclusion__review",
    "document", "indicator", "stuck_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stood:
    """A task and where it stands."""

    task: Task
    standing: Standing

    @property
    def stuck(self) -> bool:
        """Whether an open task has an unanswered difficulty in its way."""
        return self.standing.is_open and self.task.stuck_on is not None and self.task.stuck_on.state == "open"


def stand(task: Task, today: date) -> Stood:
    """A task with its standing on a day."""
    return Stood(task, standing_of(course_of(task), today))


def tasks() -> QuerySet[Task]:
    """Every task with what a list shows, due first."""
    return Task.objects.select_related(*RELATED).prefetch_related("cooperating")


def standings(today: date, wanted: QuerySet[Task] | None = None) -> list[Stood]:
    """Tasks (all unless given) with their standing, due first. Two queries."""
    return [stand(task, today) for task in (tasks() if wanted is None else wanted)]


def counts(stood: Sequence[Stood]) -> Count:
    """The official counts of a list."""
    return count([one.standing for one in stood])


def task(code: str, *, helping: bool = True) -> Task:
    """The task with this code, with the bodies that cooperate (`helping`); `NotFound` where there is none."""
    wanted = (tasks() if helping else tasks().prefetch_related(None)).select_related(
        *RELATED, "parent", "assigner__organisation"
    )
    found = wanted.filter(code=code).first() if code.isprintable() else None
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


def waiting_for(today: date, post: str, organisation: str) -> list[Stood]:
    """Open tasks that wait for a post, or for its organisation to do."""
    return standings(today, tasks().filter(waiting(post, organisation)))


def listed(wanted: Wanted, actor: Actor, today: date) -> QuerySet[Task]:
    """The tasks that meet every condition, in the order asked for."""
    found = meeting(wanted, actor, tasks())
    if wanted.bucket:
        found = found.filter(SETS[wanted.bucket](today))
    return found.order_by(*sorted_by(wanted.sort, today))


def official(wanted: QuerySet[Task], today: date, *, searched: bool = False) -> Count:
    """The official counts of tasks: closed ones by what is kept of them, open ones as of the day. Two queries.

    One query where words are `searched` for: no index has them, so that every text is read once and not twice.
    """
    if searched:
        told = wanted.order_by().aggregate(**{one.value: Total("pk", filter=SETS[one](today)) for one in Bucket})
        return Count({one: told[one.value] for one in Bucket})
    found = dict.fromkeys(Bucket, 0)
    kept = wanted.filter(outcome__isnull=False).order_by().values_list("outcome")
    for outcome, many in kept.annotate(many=Total("*")):
        found[kind_of(outcome).bucket] += many
    # Counted by a column of the index that has the open ones, so that it is read alone.
    late = Total("due", filter=SETS[Bucket.OPEN_OVERDUE](today))
    still_open = wanted.filter(SETS[OPEN](today)).order_by().aggregate(late=late, every=Total("due"))
    found[Bucket.OPEN_OVERDUE] = still_open["late"]
    found[Bucket.OPEN_IN_TIME] = still_open["every"] - still_open["late"]
    return Count(found)


def in_column(wanted: QuerySet[Task], by: str, key: str, today: date) -> QuerySet[Task]:
    """The tasks in a column of the board: in an official bucket, or in a state on a day, by silence too."""
    if by == "bucket":
        return wanted.filter(SETS[key](today))
    if key in _ANSWER_BY:
        day = _ANSWER_BY[key]
        return wanted.filter(Q(state=key) & (Q(**{f"{day}__isnull": True}) | Q(**{f"{day}__gte": today})))
    silent = Q(state="issued", take_on_by__lt=today) | Q(state="passed_on", take_on_again_by__lt=today)
    return wanted.filter(Q(state=key) | silent if key == "taken_on" else Q(state=key))


# After which day silence has taken on what is in this state.
_ANSWER_BY = {"issued": "take_on_by", "passed_on": "take_on_again_by"}


def for_agenda(today: date, horizon: date) -> list[Item]:
    """Tasks a review must look at: overdue ones, and those due by `horizon`. Heaviest are those for which the ladder of
    reminders was climbed to its end (`escalated_on`)."""
    escalated, late_or_due = on_agenda(), SETS[Bucket.OPEN_OVERDUE](today) | Q(due__lte=horizon)
    found = Task.objects.filter(SETS[OPEN](today) & late_or_due).order_by("due", "code")
    rows = found.annotate(late=Greatest(days_late(today), 0)).values_list(
        "code", "text_vi", "text_en", "due", "lead__code", "late"
    )  # fmt: skip
    return [_item(*row, escalated.get(row[0])) for row in rows]


def _item(code: str, vi: str, en: str, due: date, lead: str, late: int, escalated: date | None) -> Item:
    evidence = {"due": due.isoformat(), "days_late": late, "lead": lead}
    if escalated is not None:
        evidence["escalated_on"] = escalated.isoformat()
    weight = (400 if escalated is not None else 200) + late if late else 50
    return Item("task", code, vi or en, en or vi, evidence, weight)
