"""Tasks as calendars and mails tell them: what posts have to do, and a list of tasks to take away."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import F, Max, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from quarterdeck.core.duties import Duty, DutyState
from quarterdeck.people.models import Organisation
from quarterdeck.tasks.models import CooperatingPart, Milestone, Task
from quarterdeck.tasks.queries.lists import RELATED, tasks
from quarterdeck.tasks.rules import OPEN_STATES
from quarterdeck.web.templatetags.quarterdeck.words import localname_filter as localname

TO_DO = ("issued", "passed_on", "taken_on")
_STATES = {
    "issued": DutyState.OPEN, "passed_on": DutyState.OPEN, "declined": DutyState.OPEN,
    "taken_on": DutyState.BEGUN, "submitted": DutyState.BEGUN,
    "accepted": DutyState.DONE, "cancelled": DutyState.CANCELLED,
}  # fmt: skip


def of_posts(posts: Sequence[str], today: date, lang: str) -> list[Duty]:
    """What posts have to do with tasks: accept, decide, and what their bodies do with milestones and stated parts.

    As on Home, a task waits for everybody of the body that leads it. At most eight queries.
    """
    bodies = Organisation.objects.filter(posts__code__in=posts)
    own = changed(tasks().filter(lead__in=bodies, state__in=TO_DO))
    accept = changed(tasks().filter(acceptor__code__in=posts, state="submitted"))
    decide = changed(tasks().filter(Q(asked_due__isnull=False) | Q(state="declined"), assigner__code__in=posts,
                                    state__in=OPEN_STATES))  # fmt: skip
    return [
        *(_to_do(one) for one in own),
        *_milestones(bodies),
        *_parts(bodies),
        *(_step(one, "accept", _("Accept the result: {title}"), _("to accept")) for one in accept),
        *(_step(one, "decide", _("Decide: {title}"), _("to decide")) for one in decide),
    ]


def listed(found: QuerySet[Task]) -> list[Duty]:
    """Tasks in any state as they are taken away, in the order given."""
    return [_to_do(one) for one in changed(found)]


def changed(found: QuerySet[Task]) -> QuerySet[Task]:
    """Tasks with what they are a part of and the moment of their last event."""
    return found.select_related(*RELATED, "parent").annotate(changed_at=Max("events__at"))


def _to_do(one: Task) -> Duty:
    return Duty(
        uid=one.code, ref=one.code, title=localname(one, "text"), link=reverse("tasks:task", args=[one.code]),
        day=one.due, begun_on=one.issued_on, done_on=one.submitted_on if one.state == "accepted" else None,
        state=_STATES[one.state], details=_details(one), category=_("task"), changed_at=one.changed_at,
        sequence=one.version, parent=one.parent.code if one.parent else "",
    )  # fmt: skip


def _step(one: Task, step: str, said: str, category: str) -> Duty:
    """Something that another post has to do with a task; no rule sets a day for it."""
    title = said.format(title=localname(one, "text"))
    return Duty(
        uid=f"{one.code}-{step}", ref=one.code, title=title, link=reverse("tasks:task", args=[one.code]), day=None,
        details=_details(one), category=category, changed_at=one.changed_at, sequence=one.version, parent=one.code,
    )  # fmt: skip


def _details(one: Task) -> tuple[str, ...]:
    named = (
        (_("Result"), localname(one, "result")), (_("Evidence"), localname(one, "evidence")),
        (_("Lead"), localname(one.lead)), (_("Cooperating"), _names(one.cooperating.all())),
        (_("Accepted by"), localname(one.acceptor)),
        (_("Stuck on"), one.stuck_on.code if one.stuck_on and one.stuck_on.state == "open" else ""),
    )  # fmt: skip
    return tuple(f"{label}: {text}" for label, text in named if text)


def _names(bodies: Iterable[object]) -> str:
    return "; ".join(localname(body) for body in bodies)


def _milestones(bodies: QuerySet[Organisation]) -> list[Duty]:
    found = Milestone.objects.filter(met_on__isnull=True, dropped_on__isnull=True, task__lead__in=bodies,
                                     task__state__in=TO_DO)  # fmt: skip
    return [
        Duty(
            uid=f"{one.task.code}-m{one.number}", ref=one.task.code, title=localname(one, "text"),
            link=reverse("tasks:task", args=[one.task.code]), day=one.due, details=(localname(one.task, "text"),),
            category=_("milestone"), sequence=one.version, parent=one.task.code,
        )
        for one in found.select_related("task")
    ]  # fmt: skip


def _parts(bodies: QuerySet[Organisation]) -> list[Duty]:
    found = CooperatingPart.objects.filter(done_on__isnull=True, organisation__in=bodies, task__state__in=TO_DO)
    found = found.exclude(organisation=F("task__lead"))
    return [
        Duty(
            uid=f"{one.task.code}-p{one.pk}", ref=one.task.code, title=localname(one, "part"),
            link=reverse("tasks:task", args=[one.task.code]), day=one.due or one.task.due,
            details=(localname(one.task, "text"),), category=_("part of a task"), sequence=one.version,
            parent=one.task.code,
        )
        for one in found.select_related("task")
    ]  # fmt: skip
