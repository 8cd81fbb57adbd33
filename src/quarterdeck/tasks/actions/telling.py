"""Tell those whom a task names what happened to it, in the same transaction."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.urls import reverse

from quarterdeck.core.rights import Actor
from quarterdeck.notices.actions import Telling, tell
from quarterdeck.notices.rules import Subject
from quarterdeck.tasks.models import Task, TaskEvent, TaskGroup
from quarterdeck.tasks.rules import ISSUED
from quarterdeck.tasks.rules.telling import ACCEPTOR, ASSIGNER, COOPERATING, DOER, FOLLOWER, TELLS

POSTS = (DOER, FOLLOWER, ACCEPTOR, ASSIGNER)
Parties = Mapping[str, Sequence[str]]


def tell_events(events: Iterable[TaskEvent], *, by: Actor, at: datetime) -> None:
    """Tell of events, each of another task."""
    happened = [one for one in events if one.kind in TELLS]
    parties = _parties([one.task_id for one in happened])
    tellings = [one for event in happened for one in _tellings(event, parties[event.task_id])]
    tell(tellings=tellings, by=by, at=at)


def tell_group(group: TaskGroup, *, by: Actor, at: datetime) -> None:
    """Tell those who follow up a collective order and accept its results once, however many units it went to."""
    subject = Subject(
        "task", group.code, reverse("tasks:group", args=[group.code]), group.text_vi, group.text_en
    )  # fmt: skip
    named = list(group.tasks.values_list("follower_up__code", "acceptor__code", "due"))
    follow, accept = {row[0] for row in named}, {row[1] for row in named}
    kinds = (("task.to_follow", follow), ("task.to_accept", accept - follow))
    due = max((row[2] for row in named), default=None)
    tell(tellings=[Telling(kind, subject, sorted(posts), due=due) for kind, posts in kinds], by=by, at=at)


def subject_of(task: Task, note_vi: str = "", note_en: str = "") -> Subject:
    """A task as notices name it."""
    address = reverse("tasks:task", args=[task.code])
    return Subject("task", task.code, address, task.text_vi, task.text_en, note_vi, note_en)


def _tellings(event: TaskEvent, parties: Parties) -> list[Telling]:
    """What is told to whom, one notice of each kind; who stands in two parties is told once, by the first."""
    subject, due = subject_of(event.task, event.note_vi, event.note_en), event.to or event.task.due
    posts: dict[str, list[str]] = {}
    bodies: dict[str, Sequence[str]] = {}
    told: set[str] = set()
    one_of_many = event.kind == ISSUED and event.task.group_id is not None
    for party, kind in TELLS[event.kind]:
        if one_of_many and party in (FOLLOWER, ACCEPTOR):
            continue  # they are told once of them all, by `tell_group`
        if party == COOPERATING:
            bodies[kind] = parties[party]
            continue
        posts.setdefault(kind, []).extend(code for code in parties[party] if code not in told)
        told.update(parties[party])
    kinds = dict.fromkeys([*posts, *bodies])
    return [Telling(kind, subject, posts.get(kind, ()), bodies.get(kind, ()), due) for kind in kinds]


def _parties(pks: Sequence[int]) -> dict[int, Parties]:
    """Whom tasks name, by code: their posts, and the bodies that cooperate. Two queries."""
    found: dict[int, dict[str, list[str]]] = {}
    for pk, *codes in Task.objects.filter(pk__in=pks).values_list("pk", *(f"{one}__code" for one in POSTS)):
        found[pk] = {party: [code] for party, code in zip(POSTS, codes, strict=True)} | {COOPERATING: []}
    joined = Task.cooperating.through.objects.filter(task__in=pks)
    for pk, code in joined.order_by("organisation__code").values_list("task_id", "organisation__code"):
        found[pk][COOPERATING].append(code)
    return found
