"""From a post to an actor, and from a body to its heir."""

from collections.abc import Sequence

from quarterdeck.core.lineage.change import AreaChange
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


def carried(change: AreaChange) -> dict[str, str]:
    """Which new version each ended unit goes on as, by uid: the one with its code at its level, if there is one."""
    after = {(unit.code, unit.level): unit.uid for unit in change.begun}
    return {unit.uid: after[unit.code, unit.level] for unit in change.ended if (unit.code, unit.level) in after}


def stem(code: str, area: str) -> str:
    """The code of a body without that of its unit.

    >>> stem("UBND-221", "221")
    'UBND'
    """
    return code.removesuffix(area).rstrip("-")


PostFacts = tuple[str, str, str]


def same_post(of: PostFacts, offered: Sequence[PostFacts]) -> int | None:
    """Which of the posts offered takes over from another: the place of the one, or None where none or several could.

    Posts are (code, code of their body, role). The role must be the same; of several the suffix of the code tells.
    """
    alike = [place for place, (_code, _body, role) in enumerate(offered) if role == of[2]]
    if len(alike) > 1:
        suffix = of[0].removeprefix(of[1])
        alike = [place for place in alike if offered[place][0].removeprefix(offered[place][1]) == suffix]
    return alike[0] if len(alike) == 1 else None


def heir_name(name: str, old: str, new: str) -> str:
    """What the heir of a body would be called: the name of the unit in it replaced, in the case it was written in.

    >>> heir_name("Ủy ban nhân dân huyện Hai", "Huyện Hai", "Thành phố Một")
    'Ủy ban nhân dân thành phố Một'

    A name that does not hold the unit's gets the new unit behind it.
    """
    start = name.lower().find(old.lower())
    if not old or start < 0:
        return f"{name} ({new})"
    first = new[:1].lower() if name[start].islower() else new[:1]
    return name[:start] + first + new[1:] + name[start + len(old) :]
