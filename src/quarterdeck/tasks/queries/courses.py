"""The course of a task: as kept beside it, and as its events tell it. The two never differ (`differing`)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone

from quarterdeck.core.errors import BadInput
from quarterdeck.people.models import Membership, Post
from quarterdeck.people.queries import alive
from quarterdeck.tasks.models import Task, TaskEvent
from quarterdeck.tasks.rules import EVIDENCE, RETURNED, Course, Event, course
from quarterdeck.tasks.rules.explain import Dated, take_on_limit
from quarterdeck.tasks.rules.who import Parties
from quarterdeck.web import packs


def happened(events: Iterable[TaskEvent]) -> list[Event]:
    """Stored events as the rules know them, by local date."""
    return [Event(one.kind, timezone.localtime(one.at).date(), one.pk, one.to) for one in events]


def course_of(task: Task) -> Course:
    """The course as kept beside the task."""
    return Course(
        original=task.original_due, agreed=task.due, counted=task.counted_due, take_on_by=task.take_on_by,
        state=task.state, asked=task.asked_due, submitted_on=task.submitted_on, stopped_on=task.stopped_on,
        extensions=task.extensions, take_on_again_by=task.take_on_again_by,
        late_until_extended=task.late_until_extended,
    )  # fmt: skip


def course_by_events(task: Task) -> Course:
    """The course that the events tell."""
    return course(happened(task.events.all()), due=task.original_due, take_on_by=task.take_on_by)


def kept_fields(of: Course, events: Iterable[TaskEvent]) -> dict[str, Any]:
    """What is kept beside a task with this course and these events, by field."""
    return {
        "state": of.state, "due": of.agreed, "counted_due": of.counted, "asked_due": of.asked,
        "submitted_on": of.submitted_on, "stopped_on": of.stopped_on, "extensions": of.extensions,
        "take_on_again_by": of.take_on_again_by, "late_until_extended": of.late_until_extended,
        "proof": _proof(events),
    }  # fmt: skip


def _proof(events: Iterable[TaskEvent]) -> str:
    """What the evidence that waits or was accepted consists of: "paper" (a file or a document), "words", or nothing."""
    found = ""
    for one in events:
        if one.kind == EVIDENCE:
            found = "paper" if one.file_id or one.document_id else "words"
        elif one.kind == RETURNED:
            found = ""
    return found


def differing() -> list[str]:
    """The codes of tasks beside which something else is kept than their events tell. None but after a fault."""
    found = []
    for one in Task.objects.prefetch_related("events"):
        events = list(one.events.all())
        told = kept_fields(course_by_events(one), events)
        if told != {name: getattr(one, name) for name in told}:
            found.append(one.code)
    return found


def take_on_by(issued_on: date) -> Dated | None:
    """The last day for taking a task on or returning it, with the steps; None where no limit holds or it is unknown."""
    limits = packs.read(settings.PACK, "tasks.yaml").get("take_on") or []
    try:
        return take_on_limit(issued_on, limits, packs.working_calendar(settings.PACK))
    except BadInput:  # the year is not verified: no day is better than a guessed one
        return None


def vacant(post: Post, today: date) -> bool:
    """Whether a post has ended or nobody holds it on a day."""
    ended = post.valid_to is not None and post.valid_to <= today
    return ended or not Membership.objects.filter(alive(today), post=post).exists()


def parties(task: Task, events: Sequence[TaskEvent] | None = None, *, today: date | None = None) -> Parties:
    """Whom a task names, as the rules know them, and who submitted last, from its `events` where they are at hand.

    Of one whose evidence waits it is read whether somebody holds the accepting post, where a day is given.
    """
    found = list(task.events.filter(kind=EVIDENCE)) if events is None else events
    submitted = next((one for one in reversed(found) if one.kind == EVIDENCE), None)
    return Parties(
        lead=task.lead.code, doer=task.accountable_post.code, doer_role=task.accountable_post.role,
        assigner=task.assigner.code, acceptor=task.acceptor.code, acceptor_of=task.acceptor.organisation.code,
        submitted_by=submitted.by if submitted else "",
        assigner_of=task.assigner.organisation.code, follower=task.follower_up.code,
        follower_of=task.follower_up.organisation.code,
        vacant=today is not None and task.state == "submitted" and vacant(task.acceptor, today),
    )  # fmt: skip
