"""What somebody who founds a body needs: kinds with their posts, units, parents, what follows from an ended body."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings

from quarterdeck.areas.models import Area
from quarterdeck.areas.queries import neighbourhood
from quarterdeck.areas.queries.register import ids, register, steered
from quarterdeck.core.errors import BadInput
from quarterdeck.core.lineage import Unit
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.people.models import Organisation, Post
from quarterdeck.people.queries.bodies import alive
from quarterdeck.people.rules import PostDraft, heir_name, meant, posts_of_kind, proposed_code, renamed
from quarterdeck.web import packs

FILE, MOST = "organisations.yaml", 6


def kinds() -> Mapping[str, Mapping[str, str]]:
    """The kinds of bodies of the country pack in its order, each with its names where the pack tells them."""
    data = packs.read(settings.PACK, FILE)
    told = data.get("kinds", {})
    return {kind: told.get(kind, {}) for kind in (*told, *(one for one in data["posts_of_kind"] if one not in told))}


def posts_to_come(*, kind: str, code: str, name_vi: str, name_en: str) -> tuple[PostDraft, ...]:
    """The posts that a body of a kind gets, as the country pack says; none for a kind that it does not know."""
    patterns = packs.read(settings.PACK, FILE)["posts_of_kind"].get(kind, ())
    return posts_of_kind(patterns, code=code, name_vi=name_vi, name_en=name_en)


def units(day: date) -> list[Unit]:
    """The units of the store's province on a day, planned and staged ones included, by level and code."""
    held, ours = register(expected=True), steered(expected=True)
    levels = [held.units[uid].level for uid in ours]
    found = [
        unit for _pk, unit in neighbourhood(expected=True)
        if unit.alive_on(day) and (not levels or unit.uid in ours or unit.level > min(levels))
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.level, one.code))


def units_like(text: str, day: date) -> list[tuple[Unit, Unit | None]]:
    """The units that a text may mean on a day, each with the one above it."""
    held = register(expected=True)
    return [(unit, held.parent(unit, day)) for unit in meant(text, units(day))]


def unit_meant(text: str, day: date) -> Area:
    """The unit that a text names on a day. Raises `BadInput` at "area" where it names none, or more than one."""
    found = meant(text, units(day))
    if len(found) != 1:
        raise _unclear(text, day, found)
    return Area.objects.get(pk=ids(expected=True)[found[0].uid])


def _unclear(text: str, day: date, found: Sequence[Unit]) -> BadInput:
    if not found:
        return BadInput(
            Message(gettext_noop('No unit of the province is called "{text}" on {day}.'),
                    {"text": text, "day": day.isoformat()}),
            remedy=gettext_noop("Write its code or its name as of that day."), place="area",
        )  # fmt: skip
    listed = "; ".join(f"{one.code} {one.name_vi}" for one in found[:MOST]) + ("; …" if len(found) > MOST else "")
    return BadInput(
        Message(gettext_noop('"{text}" may be {units}.'), {"text": text, "units": listed}),
        remedy=gettext_noop("Write the code of the one that is meant."), place="area",
    )  # fmt: skip


def parents(day: date) -> list[Organisation]:
    """The bodies that a new one may belong to: those that have not ended, by line and code."""
    return list(Organisation.objects.exclude(valid_to__lte=day).order_by("line", "code"))


def code_for(*, kind: str, name_vi: str, area: Area | Unit | None) -> str:
    """A code that no body has, for a body of this kind and unit."""
    alike = Organisation.objects.filter(kind=kind).values_list("code", "area__code") if kind else ()
    taken = set(Organisation.objects.values_list("code", flat=True))
    unit = (area.code, area.name_vi) if area else ("", "")
    return proposed_code(name_vi, unit, alike, taken) if name_vi.strip() else ""


def heir_of(code: str, uid: str) -> dict[str, Any]:
    """What is proposed for the body that takes over from one which ends with its unit, as a form takes it; `uid` is
    the heir unit. Only the unit and its day where no body is named, nothing where the unit is not known.
    """
    unit = register(expected=True).units.get(uid)
    old = Organisation.objects.select_related("area", "parent").filter(code=code).first()
    if unit is None:
        return {}
    place = {"area": f"{unit.code} {unit.name_vi}", "valid_from": unit.valid_from}
    if old is None:
        return place
    names = {}
    for lang in ("vi", "en"):
        before, after = getattr(old.area, f"name_{lang}"), unit.name(lang)
        names[f"name_{lang}"] = heir_name(getattr(old, f"name_{lang}"), before, after)
        names[f"short_{lang}"] = renamed(getattr(old, f"short_{lang}"), before, after)
    parent = old.parent.code if old.parent and old.parent.valid_to is None else ""
    return {**names, "kind": old.kind, "line": old.line, "parent": parent, **place}


def vacant_posts(day: date) -> set[int]:
    """The posts of a day that nobody holds, by primary key."""
    living = Post.objects.filter(alive(day))
    held = living.filter(alive(day, "memberships__"), memberships__isnull=False)
    return set(living.values_list("pk", flat=True)) - set(held.values_list("pk", flat=True))
