"""Who is told: which posts a body answers by, and which posts an account holds."""

from collections.abc import Iterable
from datetime import date

from quarterdeck.core.rights import Role
from quarterdeck.people.models import Membership, Post
from quarterdeck.people.queries import alive

_HEADS = (Role.LEADER, Role.UNIT_LEADER)


def posts_of_bodies(codes: Iterable[str], day: date) -> set[str]:
    """The codes of the posts by which bodies are told on a day: their heads; where nobody heads one, all its posts.

    Two queries.
    """
    found: dict[str, list[tuple[str, str, int]]] = {}
    living = Post.objects.filter(alive(day), organisation__code__in=set(codes))
    held = set(Membership.objects.filter(alive(day), post__in=living).values_list("post_id", flat=True))
    for post, body, role, pk in living.values_list("code", "organisation__code", "role", "pk"):
        found.setdefault(body, []).append((post, role, pk))
    told: set[str] = set()
    for posts in found.values():
        heads = {code for code, role, pk in posts if role in _HEADS and pk in held}
        told |= heads or {code for code, role, _pk in posts if role != Role.ADMINISTRATOR}
    return told


def posts_held(user_id: int, day: date) -> list[str]:
    """The codes of every post that an account holds on a day."""
    held = Membership.objects.filter(alive(day), user_id=user_id)
    return list(held.order_by("post__code").values_list("post__code", flat=True).distinct())
