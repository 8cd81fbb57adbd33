"""What an event of areas does to bodies, posts and accounts, and what has come to hang on its new units."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from quarterdeck.core.lineage import Unit
from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.core.links import Backlink, Touched
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.people.models import Membership, Organisation
from quarterdeck.people.queries.following import END, Bodies, bodies, new_bodies, passed
from quarterdeck.people.rules import heir_name
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname

ROOM, SHOWN = "people", 5


def touched(change: AreaChange) -> list[Touched]:
    """Bodies that end with an heir or without one, bodies that go on, posts that end, and their accounts. 3 queries."""
    found = bodies(change)
    inherited = [one for one in found.ending if one.pk in found.heirs]
    day = day_text(change.day)
    rows = [
        Touched(ROOM, Message(gettext_noop("Bodies that end")), len(inherited),
                Message(gettext_noop("They end on {day}; what is open with them passes to their heirs."), {"day": day}),
                moves=True, examples=_examples(inherited, found)),
        _orphans(found),
        _without_body(found),
        Touched(ROOM, Message(gettext_noop("Bodies that go on")), len(found.staying),
                Message(gettext_noop("They belong to the new version of their unit. Their names stay as they are.")),
                moves=True, examples=_examples(found.staying, found)),
        Touched(ROOM, Message(gettext_noop("Posts that end")), len(found.posts),
                Message(gettext_noop("They end on {day}, and with them whoever holds them."), {"day": day}),
                moves=True),
        _accounts(found),
    ]  # fmt: skip
    return [one for one in rows if one.count]


def _examples(some: Sequence[Organisation], found: Bodies) -> tuple[Backlink, ...]:
    return tuple(Backlink(ROOM, localname(one), _page(one), _becomes(one, found)) for one in some[:SHOWN])


def _page(one: Organisation) -> str:
    return reverse("people:body", args=[one.code])


def _becomes(one: Organisation, found: Bodies) -> str:
    heir = found.heir_organisation(one)
    return _("heir: {heir}").format(heir=localname(heir)) if heir else ""


def _orphans(found: Bodies) -> Touched:
    names = sorted({name for one in found.orphans if (name := _wanted(one, found.change))})
    proposal = (
        Message(gettext_noop("Create {names} first; until then their open work stays with them, marked."),
                {"names": ", ".join(names)})
        if names
        else Message(gettext_noop("No unit is named as their heir: choose one in the event first; until then their "
                                  "open work stays with them, marked."))
    )  # fmt: skip
    return Touched(ROOM, Message(gettext_noop("Bodies that end without an heir")), len(found.orphans), proposal,
                   examples=tuple(_to_found(one, found) for one in found.orphans[:SHOWN]))  # fmt: skip


def _without_body(found: Bodies) -> Touched:
    """New units that no body goes to, where units of their level have bodies. Two queries where there may be any."""
    change = found.change
    reached = {found.places[one.area.uid] for one in found.staying}
    reached |= {change.heirs.get(one.area.uid, "") for one in found.orphans}
    known = {(unit.code, unit.level) for unit in change.ended}
    units = [unit for unit in change.begun if unit.uid not in reached and (unit.code, unit.level) not in known]
    if units:
        living = Organisation.objects.filter(valid_to__isnull=True)
        levels = set(
            living.filter(area__level__in={unit.level for unit in units}).values_list("area__level", flat=True)
        )
        there = set(living.filter(area__uid__in=[unit.uid for unit in units]).values_list("area__uid", flat=True))
        units = [unit for unit in units if unit.level in levels and unit.uid not in there]
    return Touched(ROOM, Message(gettext_noop("New units without a body")), len(units),
                   Message(gettext_noop("No body is there yet for them, and none takes over: found one for each.")),
                   examples=tuple(_founding(unit) for unit in units[:SHOWN]))  # fmt: skip


def _founding(unit: Unit) -> Backlink:
    return Backlink(ROOM, _("Found a body for {unit}").format(unit=unit.name(language())),
                    f"{reverse('people:new')}?{urlencode({'unit': unit.uid})}", "")  # fmt: skip


def _to_found(one: Organisation, found: Bodies) -> Backlink:
    """The way to the form that founds the heir of a body; to its own page where no unit is named for it."""
    unit, name = found.change.heir(one.area.uid), _wanted(one, found.change)
    if unit is None:
        return Backlink(ROOM, localname(one), _page(one), "")
    form = f"{reverse('people:new')}?{urlencode({'after': one.code, 'unit': unit.uid})}"
    return Backlink(ROOM, _("Found {name}").format(name=name), form, "")


def _wanted(of: Organisation, change: AreaChange) -> str:
    """What the heir of a body is to be called, or nothing where its unit has no heir."""
    unit, lang = change.heir(of.area.uid), language()
    if unit is None:
        return ""
    return heir_name(localname(of), localname(of.area), unit.name(lang))


def _accounts(found: Bodies) -> Touched:
    held = Membership.objects.filter(
        post__in=[one.pk for one in found.posts], user__isnull=False, valid_from__lt=found.change.day
    )
    names = dict(held.exclude(valid_to__lt=found.change.day).values_list("user_id", "user__name"))
    heirs = sorted({localname(heir) for heir in found.heirs.values()})
    proposal = (
        Message(gettext_noop("Appoint them to a post of {heirs}; without a post they may do nothing."),
                {"heirs": ", ".join(heirs)})
        if heirs
        else Message(gettext_noop("Appoint them to another post; without one they may do nothing."))
    )  # fmt: skip
    return Touched(ROOM, Message(gettext_noop("Accounts whose post ends")), len(names), proposal,
                   examples=tuple(Backlink(ROOM, name, "", "") for name in sorted(names.values())[:SHOWN]))  # fmt: skip


def depending(change: AreaChange) -> list[Touched]:
    """Bodies that were created for the new units after the event took force. 3 queries."""
    heirs = {one.heir for one in passed(change, ROOM) if one.kind == END}
    made = [one for one in new_bodies(change) if one.code not in heirs]
    if not made:
        return []
    return [
        Touched(ROOM, Message(gettext_noop("Bodies created for the new units")), len(made),
                Message(gettext_noop("Without the event they would have no unit; end them first.")),
                examples=tuple(Backlink(ROOM, localname(one), _page(one), "") for one in made[:SHOWN]))
    ]  # fmt: skip
