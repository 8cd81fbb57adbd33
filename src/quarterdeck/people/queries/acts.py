"""What was done with a body, a post or an account: its history, and what was done last, for forms to compare."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from quarterdeck.audit.models import Line
from quarterdeck.core.rights import Right
from quarterdeck.people.models import Organisation, User
from quarterdeck.people.queries.bodies import actor_for, alive


def version(kind: str, ref: str) -> int:
    """The number of the last act about a thing; a form keeps it, so that nobody overwrites what came after it."""
    return Line.objects.filter(about_kind=kind, about=ref).values_list("pk", flat=True).first() or 0


def latest() -> int:
    """The number of the last act of all, for a form in which the thing is still to be chosen."""
    return Line.objects.values_list("pk", flat=True).first() or 0


def version_of_body(body: Organisation) -> int:
    """The number of the last act about a body or any of its posts."""
    last = history(body, body.posts.values_list("code", flat=True)).order_by("-id")
    return last.values_list("pk", flat=True).first() or 0


def history(body: Organisation, posts: Iterable[str]) -> QuerySet[Line]:
    """What was done with a body and its posts (codes), oldest first."""
    wanted = Q(about_kind="organisation", about=body.code) | Q(about_kind="post", about__in=list(posts))
    return Line.objects.filter(wanted).order_by("id")


def history_of_account(username: str) -> QuerySet[Line]:
    """What administrators did with an account, oldest first."""
    return Line.objects.filter(about_kind="account", about=username).order_by("id")


def administered(day: date) -> bool:
    """Whether anybody can administer the store on a day: an active account acts as an administrator."""
    held = User.objects.filter(
        alive(day, "memberships__"), is_active=True, memberships__post__role="administrator"
    ).distinct()
    return any(Right.ADMINISTER in actor_for(user, day).rights for user in held)
