"""What waits for somebody about tasks: what they do with each, and by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.rights import Actor, Right
from quarterdeck.people.models import Membership
from quarterdeck.people.queries import alive
from quarterdeck.tasks.models import CooperatingPart, Extension
from quarterdeck.tasks.queries.courses import course_of
from quarterdeck.tasks.queries.duties import TO_DO
from quarterdeck.tasks.queries.lists import Stood, standings, tasks
from quarterdeck.tasks.queries.turn import decide_by
from quarterdeck.tasks.queries.wanted import waiting

TO_PROVE = gettext_noop("do it and prove it")


@dataclass(frozen=True, slots=True)
class Mine:
    """A task with what is done about it (words) and by when; `late` where that day is past."""

    stood: Stood
    what: str
    by: date | None
    late: bool


def mine(actor: Actor, today: date) -> Sequence[Mine]:
    """What waits for the actor's post, or for its body: to decide, to accept, to take on, to do; late first, then by
    day. Four queries."""
    stands = standings(today, tasks().filter(waiting(actor.post, actor.organisation) | _for_nobody(actor, today)))
    waits = Extension.objects.filter(decided_at__isnull=True, task__in=[one.task.pk for one in stands])
    limits = ((pk, decide_by(timezone.localtime(at).date())) for pk, at in waits.values_list("task_id", "asked_at"))
    decide = {pk: limit.day for pk, limit in limits if limit is not None}
    found = [_mine(one, actor, today, decide.get(one.task.pk)) for one in stands if _is_mine(one, actor)]
    return sorted(found, key=lambda one: (not one.late, one.by or date.max, one.stood.task.code))


def _is_mine(one: Stood, actor: Actor) -> bool:
    """Not what the actor's body is to do where the actor's own post does no tasks."""
    theirs = one.task.lead.code == actor.organisation and one.task.assigner.code != actor.post
    return Right.DO_TASK in actor.rights or one.standing.state in ("submitted", "declined") or not theirs


def _for_nobody(actor: Actor, today: date) -> Q:
    """Evidence that waits for an accepting post which has ended or nobody holds: whoever assigned the task accepts."""
    held = Membership.objects.filter(alive(today), post=OuterRef("acceptor"))
    return Q(state="submitted", assigner__code=actor.post) & (Q(acceptor__valid_to__lte=today) | ~Exists(held))


def _mine(one: Stood, actor: Actor, today: date, decide: date | None) -> Mine:
    task, state, course = one.task, one.standing.state, course_of(one.task)
    if task.asked_due and task.assigner.code == actor.post:
        return Mine(one, gettext_noop("decide on the extension"), decide, decide is not None and decide < today)
    if state == "declined":
        return Mine(one, gettext_noop("decide: the lead has returned it"), None, one.standing.days_late > 0)
    if state == "submitted":
        return Mine(one, gettext_noop("accept the result"), None, False)
    if course.answer_by and course.state == state:
        return Mine(one, gettext_noop("take it on"), course.answer_by, one.standing.days_late > 0)
    return Mine(one, TO_PROVE, course.agreed, one.standing.days_late > 0)


def parts_to_give(actor: Actor, today: date) -> Sequence[CooperatingPart]:
    """What the actor's body is to contribute to open tasks that others lead, due first. One query."""
    if Right.DO_TASK not in actor.rights:
        return []
    found = CooperatingPart.objects.filter(
        done_on__isnull=True, organisation__code=actor.organisation, task__state__in=TO_DO
    )
    found = found.exclude(organisation=F("task__lead")).select_related("task")
    return sorted(found, key=lambda one: (one.due or one.task.due, one.pk))
