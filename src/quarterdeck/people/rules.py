"""From a post to an actor, from a body to its heir, and what is proposed for a new body."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from quarterdeck.core.folding import fold, lowered, searchable
from quarterdeck.core.lineage import Unit
from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.rights import EVERY_AREA, RIGHTS, Actor, Role

_PROVINCE_WIDE = frozenset({Role.SPECIALIST, Role.VERIFIER, Role.LEADER, Role.ADMINISTRATOR})
# Kinds of things that core.links knows: open work lets no body and no post end.
BODY, BODY_WORK, POST_WORK = "organisation", "open work of organisation", "open work of post"
LINES: Mapping[str, str] = {
    "party": gettext_noop("Party bodies"),
    "state": gettext_noop("State bodies"),
    "other": gettext_noop("Front, unions and others"),
}
ROLES: Mapping[Role, str] = {
    Role.SPECIALIST: gettext_noop("general-affairs specialist of the province"),
    Role.UNIT_SPECIALIST: gettext_noop("specialist of one body"),
    Role.VERIFIER: gettext_noop("verifier of figures"),
    Role.LEADER: gettext_noop("leader of the province"),
    Role.UNIT_LEADER: gettext_noop("leader of one body"),
    Role.INSPECTOR: gettext_noop("inspector"),
    Role.ADMINISTRATOR: gettext_noop("system administrator"),
}
ACTS: Mapping[str, str] = {
    "organisation.created": gettext_noop("Founded"),
    "organisation.founded": gettext_noop("Founded with its posts"),
    "organisation.ended": gettext_noop("Ended"),
    "post.created": gettext_noop("Post {about} added"),
    "post.ended": gettext_noop("Post {about} ended"),
    "membership.begun": gettext_noop("Post {about}: somebody took it up"),
    "membership.ended": gettext_noop("Post {about}: somebody gave it up"),
    "membership.linked": gettext_noop("Post {about}: its holder has an account now"),
    "account.created": gettext_noop("Account made"),
    "account.password": gettext_noop("New password given"),
    "account.contact": gettext_noop("Mail address or language changed"),
    "account.deactivated": gettext_noop("Account deactivated"),
    "account.reactivated": gettext_noop("Account activated again"),
}
CODE = re.compile(r"[A-Z0-9][A-Z0-9_-]*")
CODE_LENGTH, POST_CODE_LENGTH, PROPOSED_LENGTH = 40, 60, 20


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
        EVERY_AREA if everywhere else frozenset({area}), post_label or post_name, role,
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


@dataclass(frozen=True, slots=True)
class PostDraft:
    """A post that a body is to have."""

    code: str
    name_vi: str
    name_en: str
    role: str


def posts_of_kind(
    patterns: Iterable[Mapping[str, str]], *, code: str, name_vi: str, name_en: str
) -> tuple[PostDraft, ...]:
    """The posts of a body, as the country pack lists them for its kind: suffix, name_vi, name_en and role of each,
    where {organisation} stands for the name of the body.
    """
    return tuple(
        PostDraft(
            f"{code}-{one['suffix']}", one["name_vi"].format(organisation=name_vi),
            one["name_en"].format(organisation=name_en), one["role"],
        )
        for one in patterns
    )  # fmt: skip


def proposed_code(name: str, area: tuple[str, str], alike: Iterable[tuple[str, str]], taken: Collection[str]) -> str:
    """A free code for a new body: built as those of its kind are, else the first letters of its name.

    `area` is code and name of its unit, whose code stands for its name; `alike` holds code and code of the unit of
    bodies of the kind.

    >>> proposed_code("Ủy ban nhân dân huyện Hai", ("221", "Huyện Hai"), [], {"UBND"})
    'UBND-221'
    >>> proposed_code("Sở Nội vụ", ("24", "Tỉnh Một"), [("STC", "24")], {"SNV"})
    'SNV-2'
    """
    code, unit_name = area
    stems = {stem(one, unit) for one, unit in alike if one.endswith(f"-{unit}")}
    before, found, _after = fold(name).partition(fold(unit_name) or "\n")
    letters = "".join(word[0] for word in re.findall(r"[a-z0-9]+", before)).upper()
    built = f"{letters}-{code}" if found and letters else letters or code.upper()
    first = (f"{stems.pop()}-{code}" if len(stems) == 1 else built)[:PROPOSED_LENGTH]
    number, found = 1, first
    while found in taken:
        number += 1
        found = f"{first}-{number}"
    return found


def meant(text: str, units: Iterable[Unit]) -> list[Unit]:
    """The units that a text may mean: a code or uid, with or without a name behind it; else words of a name.

    Who writes a whole name means the units that bear it, then those in whose name the words stand together; otherwise
    every word must occur, with or without accents.
    """
    known = list(units)
    first, _gap, name = text.strip().partition(" ")
    borne = [unit for unit in known if first in (unit.code, unit.uid)]
    if borne:
        return [unit for unit in borne if _holds(unit, name)]
    found = [unit for unit in known if text.strip() and _holds(unit, text)]
    for near in (_is_called, _is_called_without_accents, _has_together):
        if nearest := [unit for unit in found if near(unit, text)]:
            return nearest
    return found


def _is_called(unit: Unit, text: str) -> bool:
    return lowered(text) in (lowered(unit.name_vi), lowered(unit.name_en))


def _is_called_without_accents(unit: Unit, text: str) -> bool:
    return fold(text) in (fold(unit.name_vi), fold(unit.name_en))


def _has_together(unit: Unit, text: str) -> bool:
    return any(f" {fold(text)} " in f" {fold(name)} " for name in (unit.name_vi, unit.name_en))


def _holds(unit: Unit, words: str) -> bool:
    text = searchable(unit.code, unit.name_vi, unit.name_en)
    return all(word in text for word in lowered(words).split())


def renamed(name: str, old: str, new: str) -> str:
    """The same as `heir_name` where the name holds that of the unit, else nothing: for short names."""
    return heir_name(name, old, new) if old and old.lower() in name.lower() else ""
