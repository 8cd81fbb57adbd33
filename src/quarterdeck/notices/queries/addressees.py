"""Who is told: which posts a body answers by, and which posts an account holds."""

from collections.abc import Collection
from datetime import date

from quarterdeck.core.rights import Role
from quarterdeck.people.models import Membership, Post
from quarterdeck.people.queries import alive

_HEADS = (Role.LEADER, Role.UNIT_LEADER)


def posts_of_bodies(codes: Collection[str], day: date) -> dict[str, list[str]]:
    """The posts by which each body is told on a day: its heads; one without heads by all but its administrators.

    All by code. At most one query.
    """
    if not codes:
        return {}
    living = Post.objects.filter(alive(day), organisation__code__in=codes).exclude(role=Role.ADMINISTRATOR)
    every: dict[str, list[str]] = {}
    heads: dict[str, list[str]] = {}
    for code, role, body in living.order_by("code").values_list("code", "role", "organisation__code"):
        every.setdefault(body, []).append(code)
        if role in _HEADS:
            heads.setdefault(body, []).append(code)
    return every | heads


def living_posts(codes: Collection[str], day: date) -> dict[str, Post]:
    """The posts with these codes that exist on a day, by code. At most one query."""
    return {one.code: one for one in Post.objects.filter(alive(day), code__in=codes)} if codes else {}


def colleagues(posts: Collection[Post], day: date) -> dict[int, list[Post]]:
    """For each post whose holder has no account (by primary key), the posts of its body whose holders have one.

    They are told in its place, so that nothing waits where nobody looks. At most two queries.
    """
    bodies = {one.organisation_id for one in posts}
    read = Membership.objects.filter(alive(day), user__is_active=True, post__organisation__in=bodies).values("post")
    readers = list(Post.objects.filter(alive(day), pk__in=read).order_by("code")) if posts else []
    reading = {one.pk for one in readers}
    return {
        post.pk: [one for one in readers
                  if one.organisation_id == post.organisation_id and one.role != Role.ADMINISTRATOR]
        for post in posts
        if post.pk not in reading
    }  # fmt: skip


def posts_held(user_id: int, day: date) -> list[str]:
    """The codes of every post that an account holds on a day."""
    held = Membership.objects.filter(alive(day), user_id=user_id)
    return list(held.order_by("post__code").values_list("post__code", flat=True).distinct())
