"""Pass the open tasks of bodies and posts that end to their heirs, and give them back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import Conflict
from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.core.links import Moved
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.people.models import Organisation, Post
from quarterdeck.tasks import rules
from quarterdeck.tasks.actions.moving import keep_course
from quarterdeck.tasks.actions.telling import tell_events
from quarterdeck.tasks.models import CooperatingPart, Task, TaskEvent
from quarterdeck.tasks.queries.courses import take_on_by
from quarterdeck.tasks.queries.following import POSTS, RELATED, ROOM, Named, following, last_events
from quarterdeck.tasks.rules.following import COOPERATING, DOER, JOINED, LEAD, ROLES


@transaction.atomic
def follow_change(*, change: AreaChange, by: Actor, at: datetime) -> list[Moved]:
    """Pass open tasks to the heirs of bodies and posts that end; an event of each says who gave way to whom.

    A task stays the same row with its code, its due date and its lateness, so it counts once.
    """
    require(by, Right.CHANGE_AREAS)
    found = following(change, lock=True)
    tasks = {one.code: one for one, _moved in found.passing}
    moved = [
        Moved(ROOM, f"task {each.role}{JOINED if each.joined else ''}", one.code, each.origin, each.heir)
        for one, handovers in found.passing
        for each in handovers
    ]
    for one in moved:
        _replace(tasks[one.ref], one, found.named, one.origin, one.heir)
    _write(rules.TRANSFERRED, tasks, moved, found.named, change, by, at)
    return moved


@transaction.atomic
def give_back(*, change: AreaChange, moved: Sequence[Moved], by: Actor, at: datetime) -> None:
    """Give tasks back to the bodies and posts that live on; `Conflict` names one that was worked on since."""
    require(by, Right.CHANGE_AREAS)
    locked = Task.objects.select_for_update(of=("self",)).filter(code__in={one.ref for one in moved})
    tasks = {one.code: one for one in locked.select_related(*RELATED).prefetch_related(COOPERATING)}
    last, named = last_events(tasks), _named(moved)
    for one in reversed(moved):
        if one.ref not in tasks or last.get(one.ref) not in rules.FOLLOWING or not _held(tasks[one.ref], one):
            raise _worked_on(one.ref)
        if one.kind.endswith(JOINED):
            tasks[one.ref].cooperating.add(named.of(COOPERATING, one.origin))
        else:
            _replace(tasks[one.ref], one, named, one.heir, one.origin)
    _write(rules.GIVEN_BACK, tasks, moved, named, change, by, at)


def _role(one: Moved) -> str:
    return one.kind.removeprefix("task ").removesuffix(JOINED)


def _replace(task: Task, one: Moved, named: Named, old: str, new: str) -> None:
    """Put `new` where `old` stands; the row that joins a cooperating body stays itself."""
    role = _role(one)
    if role != COOPERATING:
        setattr(task, role, named.of(role, new))
        return
    through = Task.cooperating.through.objects.filter(task=task, organisation=named.bodies[old])
    if one.kind.endswith(JOINED):
        through.delete()
    else:
        through.update(organisation=named.bodies[new])
        said = CooperatingPart.objects.filter(task=task, done_on__isnull=True)
        if not said.filter(organisation=named.bodies[new]).exists():
            said.filter(organisation=named.bodies[old]).update(organisation=named.bodies[new])


def _held(task: Task, one: Moved) -> bool:
    """Whether the heir still stands where the event put it."""
    if _role(one) != COOPERATING:
        return bool(getattr(task, _role(one)).code == one.heir)
    return one.heir in {task.lead.code, *(body.code for body in task.cooperating.all())}


def _named(moved: Iterable[Moved]) -> Named:
    codes = {code for one in moved for code in (one.origin, one.heir)}
    bodies, posts = (table.objects.filter(code__in=codes) for table in (Organisation, Post))
    return Named({one.code: one for one in bodies}, {one.code: one for one in posts})


def _worked_on(code: str) -> Conflict:
    return Conflict(
        Message(gettext_noop("Task {code} was worked on after the event took force and cannot be given back."),
                {"code": code}),
        remedy=gettext_noop("It stays with the heir: let another event follow instead of withdrawing this one."),
    )  # fmt: skip


def _write(
    kind: str, tasks: Mapping[str, Task], moved: Iterable[Moved], named: Named, change: AreaChange,
    by: Actor, at: datetime,
) -> None:  # fmt: skip
    """Save who is named now, with an event for each task and one line of the record for all."""
    if not tasks:
        return
    of_task: dict[str, list[Moved]] = {}
    for one in moved:
        of_task.setdefault(one.ref, []).append(one)
    Task.objects.bulk_update(tasks.values(), [LEAD, *POSTS])
    Task.objects.filter(pk__in=[one.pk for one in tasks.values()]).update(version=F("version") + 1)
    limit = take_on_by(timezone.localtime(at).date())
    events = TaskEvent.objects.bulk_create(
        TaskEvent(
            task=task, kind=kind, at=at, by=by.name, post=by.post_name, illustrative=task.illustrative,
            to=limit.day if limit and kind == rules.TRANSFERRED and DOER in map(_role, of_task[code]) else None,
            note_vi=_note(kind, of_task[code], named, change, "vi"),
            note_en=_note(kind, of_task[code], named, change, "en"),
        )
        for code, task in tasks.items()
    )  # fmt: skip
    for task in tasks.values():
        keep_course(task)
    tell_events(events, by=by, at=at)
    detail = {code: [[one.kind, one.origin, one.heir] for one in mine] for code, mine in of_task.items()}
    record(act=f"tasks.{kind}", about_kind="area_event", about=change.event.code, by=by, at=at, detail=detail)


def _note(kind: str, moved: Iterable[Moved], named: Named, change: AreaChange, lang: str) -> str:
    """Who gave way to whom in which role, and by which event, in one language."""
    with translation.override(lang):
        told = []
        for one in moved:
            old, new = (one.heir, one.origin) if kind == rules.GIVEN_BACK else (one.origin, one.heir)
            role = _role(one)
            told.append(f"{_(ROLES[role])}: {_name(named.of(role, old), lang)} → {_name(named.of(role, new), lang)}")
        return f"{'; '.join(told)} ({change.event.title(lang)})"


def _name(one: Organisation | Post, lang: str) -> str:
    return one.name_en if lang == "en" and one.name_en else one.name_vi
