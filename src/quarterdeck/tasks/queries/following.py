"""Open tasks of bodies and posts that end: which pass to the heirs, which wait, and what depends on the new units."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse

from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.core.links import Backlink, Touched
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.people.models import Organisation, Post
from quarterdeck.people.queries import Bodies, bodies, new_bodies, passed
from quarterdeck.tasks.models import Task, TaskEvent
from quarterdeck.tasks.rules import CANCELLED, FOLLOWING, OPEN_STATES
from quarterdeck.tasks.rules.following import BODIES, COOPERATING, LEAD, ROLES, Ending, Handover, handovers, waits
from quarterdeck.web.templatetags.quarterdeck.words import localname

ROOM, SHOWN = "tasks", 5
POSTS = tuple(role for role in ROLES if role not in BODIES)
RELATED = (LEAD, *(f"{role}__organisation" for role in POSTS))


@dataclass(frozen=True, slots=True)
class Named:
    """Organisations and posts by code."""

    bodies: Mapping[str, Organisation]
    posts: Mapping[str, Post]

    def of(self, role: str, code: str) -> Organisation | Post:
        """Whom a code names in a role."""
        return self.bodies[code] if role in BODIES else self.posts[code]


@dataclass(frozen=True, slots=True)
class Following:
    """Open tasks that name somebody who ends: `passing` with their handovers, `waiting` those that stay in part.

    `named` holds who ends and who the heirs are.
    """

    passing: Sequence[tuple[Task, Sequence[Handover]]]
    waiting: Sequence[Task]
    named: Named


def following(change: AreaChange, *, lock: bool = False) -> Following:
    """What becomes of the open tasks when the event takes force. Five queries. `lock` holds the rows."""
    found = bodies(change)
    wanted = _naming([one.pk for one in found.ending], [one.pk for one in found.posts])
    if lock:
        wanted = wanted.select_for_update(of=("self",))
    tasks = [one for one in wanted if one.state in OPEN_STATES]
    ending = _ending(found, tasks)
    passing, waiting = [], []
    for one in tasks:
        named = {LEAD: one.lead.code, **{role: getattr(one, role).code for role in POSTS}}
        cooperating = [body.code for body in one.cooperating.all()]
        moved = handovers(named, cooperating, ending)
        if moved:
            passing.append((one, moved))
        if waits(named, cooperating, moved, ending):
            waiting.append(one)
    return Following(passing, waiting, _named(found))


def _naming(organisations: Iterable[int], posts: Iterable[int]) -> QuerySet[Task]:
    """Tasks that name one of these organisations or posts."""
    bodies_of, posts_of = list(organisations), list(posts)
    helping = Task.cooperating.through.objects.filter(organisation__in=bodies_of).values("task")
    wanted = Q(lead__in=bodies_of) | Q(pk__in=helping)
    for role in POSTS:
        wanted |= Q(**{f"{role}__in": posts_of})
    return Task.objects.filter(wanted).select_related(*RELATED).prefetch_related(COOPERATING)


def _ending(found: Bodies, tasks: Iterable[Task]) -> Ending:
    heirs = {one.code: found.heir_organisation(one) for one in found.ending}
    post_heirs = {one.code: found.heir_post(one) for one in found.posts}
    posts = [*(getattr(one, role) for one in tasks for role in POSTS), *filter(None, post_heirs.values())]
    return Ending(
        bodies={code: heir.code if heir else "" for code, heir in heirs.items()},
        posts={code: heir.code if heir else "" for code, heir in post_heirs.items()},
        body_of={one.code: one.organisation.code for one in posts},
    )


def _named(found: Bodies) -> Named:
    bodies_of, posts = (*found.ending, *found.heirs.values()), (*found.posts, *found.post_heirs.values())
    return Named({one.code: one for one in bodies_of}, {one.code: one for one in posts})


def touched(change: AreaChange) -> list[Touched]:
    """Open tasks that pass to heirs, and those that wait for one."""
    found = following(change)
    rows = [
        _told(gettext_noop("Open tasks"), [one for one, _moved in found.passing],
              gettext_noop("They pass to the heirs; their codes, due dates and lateness stay."), moves=True),
        _told(gettext_noop("Open tasks that no heir can take over"), found.waiting,
              gettext_noop("They stay with the old bodies and posts, marked, until somebody decides.")),
    ]  # fmt: skip
    return [one for one in rows if one.count]


def _told(what: str, some: Sequence[Task], proposal: str, moves: bool = False) -> Touched:
    return Touched(
        ROOM, Message(what), len(some), Message(proposal), moves=moves, url=reverse("tasks:index"),
        examples=tuple(
            Backlink(ROOM, one.code, reverse("tasks:task", args=[one.code]), localname(one, "text"))
            for one in some[:SHOWN]
        ),
    )  # fmt: skip


def depending(change: AreaChange) -> list[Touched]:
    """Tasks of bodies made for the new units, and passed ones that somebody has worked on since. At most 8 queries."""
    moved = {one.ref for one in passed(change, ROOM)}
    organisations = [one.pk for one in new_bodies(change)]
    posts = list(Post.objects.filter(organisation__in=organisations).values_list("pk", flat=True))
    made = [one for one in _naming(organisations, posts).exclude(code__in=moved) if one.state != CANCELLED]
    last = last_events(moved)
    worked_on = list(Task.objects.filter(code__in=[code for code in moved if last.get(code) not in FOLLOWING]))
    rows = [
        _told(gettext_noop("Tasks of bodies of the new units"), made,
              gettext_noop("Cancel them, or let another event follow instead of withdrawing this one.")),
        _told(gettext_noop("Tasks that the heirs have worked on"), worked_on,
              gettext_noop("They stay with the heirs: let another event follow instead of withdrawing this one.")),
    ]  # fmt: skip
    return [one for one in rows if one.count]


def last_events(codes: Iterable[str]) -> dict[str, str]:
    """The kind of what happened last to each task. One query."""
    found = TaskEvent.objects.filter(task__code__in=list(codes)).order_by("id")
    return dict(found.values_list("task__code", "kind"))
