"""Who is told: which posts a body answers by, and which posts an account holds."""

from collections.abc import Collection
from datetime import date

from quarterdeck.core.rights import Role
from quarterdeck.people.models import Membership, Post
from quarterdeck.people.queries import alive

_HEADS = (Role.LEADER, Role.UNIT_LEADER)


def posts_of_bodies(codes: Collection[str], day: date) -> dict[str, list[str]]:
    """The posts by which each body is told on a day: its heads; where nobody heads it, all but its administrators.

    All by code. At most two queries.
    """
    if not codes:
        return {}
    living = Post.objects.filter(alive(day), organisation__code__in=codes).exclude(role=Role.ADMINISTRATOR)
    held = set(Membership.objects.filter(alive(day), post__in=living).values_list("post_id", flat=True))
    every: dict[str, list[str]] = {}
    heads: dict[str, list[str]] = {}
    for pk, code, role, body in living.order_by("code").values_list("pk", "code", "role", "organisation__code"):
        every.setdefault(body, []).append(code)
        if role in _HEADS and pk in held:
            heads.setdefault(body, []).append(code)
    return every | heads


def living_posts(codes: Collection[str], day: date) -> dict[str, Post]:
    """The posts with these codes that exist on a day, by code. At most one query."""
    return {one.code: one for one in Post.objects.filter(alive(day), code__in=codes)} if codes else {}


def posts_held(user_id: int, day: date) -> list[str]:
    """The codes of every post that an account holds on a day."""
    held = Membership.objects.filter(alive(day), user_id=user_id)
    return list(held.order_by("post__code").values_list("post__code", flat=True).distinct())
