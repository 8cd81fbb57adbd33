"""From a post to an actor."""

from quarterdeck.core.rights import EVERY_AREA, RIGHTS, Actor, Role

_PROVINCE_WIDE = frozenset({Role.SPECIALIST, Role.VERIFIER, Role.LEADER, Role.ADMINISTRATOR})


def actor_of(
    *, user_id: int | None, name: str, post: str, post_name: str, organisation: str, role: str, area: str,
    area_is_province: bool, post_label: str = "",
) -> Actor:  # fmt: skip
    """The actor of an account that holds a post.

    Posts of the province's own bodies write figures of every area; posts of a unit write only its area.
    """
    known = Role(role)
    everywhere = known in _PROVINCE_WIDE or area_is_province
    return Actor(
        user_id, name, post, post_name, organisation, RIGHTS[known],
        EVERY_AREA if everywhere else frozenset({area}), post_label or post_name,
    )  # fmt: skip
