"""Hand open tasks over from one post to another, on record: where a post or a body ends, or its duties pass."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.documents.queries.secrecy import refuse_secret
from quarterdeck.people.models import Post
from quarterdeck.tasks import rules
from quarterdeck.tasks.actions.moving import keep_course
from quarterdeck.tasks.actions.telling import tell_events
from quarterdeck.tasks.models import Task, TaskEvent
from quarterdeck.tasks.queries.courses import take_on_by
from quarterdeck.tasks.queries.following import POSTS
from quarterdeck.tasks.queries.handing import after, naming
from quarterdeck.tasks.rules.following import COOPERATING, DOER, LEAD, ROLES
from quarterdeck.tasks.rules.handing import hindrance, roles_after

CHANGED = (LEAD, *POSTS)


@transaction.atomic
def hand_over(
    *, origin: Post, heir: Post, codes: Sequence[str], reason: str, by: Actor, at: datetime
) -> list[Task]:  # fmt: skip
    """Let `heir` take the place of `origin` in the open tasks with these codes, all of them or none.

    A task stays the same row with its code, its due dates and its lateness, so it counts once; an event in its history
    tells who gave way to whom and why. Whoever comes to answer for it takes it on anew, within days of their own.
    A body that comes to lead cooperates no longer. `BadInput` names a task that would be accepted or followed up by its
    own lead; `Conflict` one that no longer names `origin`.
    """
    require(by, Right.ISSUE_TASK)
    refuse_secret([reason], place="reason")
    _refuse_heir(origin, heir, codes, reason, at)
    tasks = list(naming(origin).filter(code__in=codes).select_for_update(of=("self",)))
    if missing := sorted(set(codes) - {one.code for one in tasks}):
        raise Conflict(
            Message(gettext_noop("These tasks no longer name the post: {codes}."), {"codes": ", ".join(missing)}),
            remedy=gettext_noop("Nothing was handed over. Load the page again and choose anew."),
        )
    events = [_pass(one, origin, heir, reason.strip(), by, at) for one in tasks]
    Task.objects.bulk_update(tasks, CHANGED)
    Task.objects.filter(pk__in=[one.pk for one in tasks]).update(version=F("version") + 1)
    made = TaskEvent.objects.bulk_create(events)
    for one in tasks:
        keep_course(one)
    tell_events(made, by=by, at=at)
    record(act="tasks.handed_over", about_kind="post", about=origin.code, reason=reason.strip(), by=by, at=at,
           detail={"heir": heir.code, "tasks": [one.code for one in tasks]})  # fmt: skip
    return tasks


def _refuse_heir(origin: Post, heir: Post, codes: Sequence[str], reason: str, at: datetime) -> None:
    today = timezone.localtime(at).date()
    if not codes:
        raise BadInput(gettext_noop("No task is chosen."), place="tasks",
                       remedy=gettext_noop("Choose the tasks that pass."))  # fmt: skip
    if heir.pk == origin.pk or (heir.valid_to is not None and heir.valid_to <= today):
        raise BadInput(gettext_noop("The tasks pass to another post, one that lives on."), place="heir",
                       remedy=gettext_noop("Choose another post from the list."))  # fmt: skip
    if not reason.strip():
        raise BadInput(gettext_noop("Tasks pass with a reason only."), place="reason",
                       remedy=gettext_noop("Name the act or say why."))  # fmt: skip


def _pass(task: Task, origin: Post, heir: Post, reason: str, by: Actor, at: datetime) -> TaskEvent:
    """Put the heir in its place on an unsaved row; the event that tells so."""
    named = {LEAD: task.lead.code, **{role: getattr(task, role).code for role in POSTS}}
    changed = roles_after(named, origin.code, heir.code, heir.organisation.code)
    if why := hindrance(after(task, changed, heir)):
        raise BadInput(
            Message(gettext_noop("Task {code} cannot pass to this post: {why}."), {"code": task.code,
                                                                                   "why": Message(why)}),
            remedy=gettext_noop("Leave this task out and choose another post for it."), place="heir",
        )  # fmt: skip
    before = {role: getattr(task, role) for role in changed}
    for role in changed:
        setattr(task, role, heir.organisation if role == LEAD else heir)
    helped = LEAD in changed and task.cooperating.filter(pk=task.lead_id).exists()
    if helped:
        task.cooperating.remove(task.lead)
    limit = take_on_by(timezone.localtime(at).date()) if DOER in changed else None
    return TaskEvent(
        task=task, kind=rules.HANDED_OVER, at=at, by=by.name, post=by.post_name, illustrative=task.illustrative,
        to=limit.day if limit else None, note_vi=_note(task, before, helped, reason, "vi"),
        note_en=_note(task, before, helped, reason, "en"),
    )  # fmt: skip


def _note(task: Task, before: dict[str, object], helped: bool, reason: str, lang: str) -> str:
    with translation.override(lang):
        told = [f"{_(ROLES[role])}: {_name(old, lang)} → {_name(getattr(task, role), lang)}"
                for role, old in before.items()]  # fmt: skip
        if helped:
            told.append(f"{_(ROLES[COOPERATING])}: {_name(task.lead, lang)} → –")
        return f"{'; '.join(told)} ({reason})"


def _name(one: object, lang: str) -> str:
    return str((lang == "en" and getattr(one, "name_en", "")) or getattr(one, "name_vi", ""))
