"""Open tasks that a post is named in, and the posts that are no more while open tasks still name them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.people.models import Membership, Post
from quarterdeck.people.queries import alive
from quarterdeck.tasks.models import Task
from quarterdeck.tasks.queries.following import POSTS, RELATED
from quarterdeck.tasks.queries.lists import Stood, standings
from quarterdeck.tasks.queries.wanted import STILL_OPEN
from quarterdeck.tasks.rules.following import LEAD, ROLES
from quarterdeck.tasks.rules.handing import After


@dataclass(frozen=True, slots=True)
class Named:
    """An open task with the roles (labels) in which it names a post."""

    stood: Stood
    roles: Sequence[str]


@dataclass(frozen=True, slots=True)
class Gone:
    """A post that is no more or that nobody holds, and how many open tasks name it."""

    post: Post
    ended: bool
    tasks: int


def post_of(code: str) -> Post:
    """The post with this code, living or not; `NotFound` otherwise."""
    found = Post.objects.select_related("organisation").filter(code=code).first() if code.isprintable() else None
    if found is None:
        raise NotFound(
            Message(gettext_noop("There is no post with the code {code}."), {"code": code}),
            remedy=gettext_noop("Look it up under bodies and posts."),
        )
    return found


def naming(post: Post) -> QuerySet[Task]:
    """The open tasks that name a post, due first."""
    wanted = Q()
    for role in POSTS:
        wanted |= Q(**{role: post})
    return Task.objects.filter(STILL_OPEN, wanted).select_related(*RELATED).order_by("due", "code")


def named(post: Post, today: date) -> list[Named]:
    """The open tasks that name a post, with the roles in which they do. One query."""
    return [
        Named(one, [ROLES[role] for role in POSTS if getattr(one.task, f"{role}_id") == post.pk])
        for one in standings(today, naming(post))
    ]


def gone(today: date) -> list[Gone]:
    """Posts named in open tasks that have ended, or that nobody holds. Three queries."""
    counted: dict[int, int] = {}
    for row in Task.objects.filter(STILL_OPEN).values_list(*(f"{role}_id" for role in POSTS)):
        for pk in set(row):
            counted[pk] = counted.get(pk, 0) + 1
    posts = Post.objects.filter(pk__in=counted).select_related("organisation")
    held = set(Membership.objects.filter(alive(today), post__in=counted).values_list("post_id", flat=True))
    found = [Gone(one, one.valid_to is not None and one.valid_to <= today, counted[one.pk]) for one in posts]
    return sorted((one for one in found if one.ended or one.post.pk not in held),
                  key=lambda one: (not one.ended, -one.tasks, one.post.code))  # fmt: skip


def after(task: Task, changed: dict[str, str], heir: Post) -> After:
    """Whom a task would name after roles have `changed` to `heir`."""
    posts = {role: getattr(task, role) for role in POSTS}
    new = {role: heir if role in changed else post for role, post in posts.items()}
    return After(
        lead=changed.get(LEAD, task.lead.code), posts={role: post.code for role, post in new.items()},
        body_of={post.code: post.organisation.code for post in new.values()},
        role_of={post.code: post.role for post in new.values()},
    )  # fmt: skip
