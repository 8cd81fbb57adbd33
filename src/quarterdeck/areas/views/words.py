"""Units, lives, shares and changes in the reader's words."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quarterdeck.areas.rules.changing import Deed, Statement
from quarterdeck.areas.rules.shares import DENOMINATORS
from quarterdeck.areas.rules.turns import Fate, Turn
from quarterdeck.core.lineage import Quality, Register, Succession, Unit
from quarterdeck.core.lineage.units import LAND, POPULATION
from quarterdeck.core.measures import format_number
from quarterdeck.web import packs
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname

MOST_NAMES = 6


def level_label(level: int) -> str:
    """The name of a level as the country pack has it."""
    named = _named("levels", "level", level)
    return named or _("level {number}").format(number=level)


def kind_label(kind: str) -> str:
    """The name of a kind of unit as the country pack has it, else the kind itself."""
    return _named("kinds", "kind", kind) or kind.replace("_", " ")


def phrase(text: str) -> str:
    """A text of the register as the country pack words it for the reader, else the text itself."""
    return _named("phrases", "text", text) or text


def _named(group: str, key: str, value: Any) -> str:
    listed = packs.read(settings.PACK, "pack.yaml").get(group, ())
    return next((localname(one) for one in listed if one[key] == value), "")


def name(unit: Unit) -> str:
    """A unit's name in the reader's language."""
    return unit.name(language())


def names(units: Sequence[Unit], most: int = MOST_NAMES) -> str:
    """The names of several units, the last ones as a count where they are many."""
    shown = units[:most] if len(units) > most + 1 else units
    text = ", ".join(name(unit) for unit in shown)
    more = len(units) - len(shown)
    if not more:
        return text
    return ngettext("{names} and {count} more", "{names} and {count} more", more).format(names=text, count=more)


def life(first: date, last: date | None, *, by: bool = False) -> str:
    """From when until when, the last day included."""
    begun = (_("there by {day}") if by else _("from {day}")).format(day=day_text(first))
    if last is None:
        return begun
    return _("{begun}, until {day}").format(begun=begun, day=day_text(last))


def share(value: Fraction | None, quality: Quality, by: str = "") -> str:
    """A share of a unit: the whole, a percentage, or that nobody knows; none of people or land (`by`) in words."""
    if value is None:
        return _("share unknown")
    if value == 0 and by in (POPULATION, LAND):
        return _("land without people") if by == POPULATION else _("people without land")
    if value == 1:
        return _("the whole")
    text = f"{percent(value)}%"
    return _("about {share}").format(share=text) if quality is Quality.ESTIMATED else text


def percent(value: Fraction) -> str:
    """A share in percent with two decimals, none where it has none."""
    exact = value * 100
    if exact and abs(exact) < Fraction(1, 100):
        return _("under {number}").format(number=format_number(Decimal("0.01"), language()))
    decimals = 0 if exact.denominator == 1 else 2
    return format_number(decimal(exact), language(), decimals)


def decimal(value: Fraction, places: int = 10) -> Decimal:
    """The nearest decimal with so many places."""
    return Decimal(round(value * 10**places)).scaleb(-places)


def denominator(by: str) -> str:
    """What shares are shares of."""
    return _(DENOMINATORS[by]) if by in DENOMINATORS else by


def parts_of(succession: Succession) -> list[str]:
    """The shares of a succession in words, one for each denominator; once where all are the whole."""
    shares = succession.shares
    if shares and all(one.value == 1 for one in shares.values()):
        return [_("the whole")]
    told = [
        _("{share} of the {what}").format(share=share(one.value, one.quality), what=denominator(by))
        if one.value is not None
        else _("unknown share of the {what}").format(what=denominator(by))
        for by, one in shares.items()
    ]
    return told or [_("share unknown")]


def became(fate: Fate | None, register: Register, unit: Unit) -> str:
    """What became of a unit, as the end of a sentence about it; "" while it lives on."""
    if fate is None:
        return ""
    if fate.turn is Turn.MOVED:
        parent = register.parent(fate.units[0], fate.units[0].valid_from)
        return _("passed to {unit}").format(unit=name(parent)) if parent else _("passed to another parent")
    sentences = {
        Turn.SAME: _("continued as {units}"),
        Turn.RENAMED: _("renamed {units}"),
        Turn.RECLASSIFIED: _("became {units}"),
        Turn.ENLARGED: _("enlarged, as {units}"),
        Turn.REDUCED: _("gave a part to {units}"),
        Turn.MERGED: _("merged into {units}"),
        Turn.SPLIT: _("divided among {units}"),
        Turn.ENDED: _("ended without a successor of its level"),
    }
    others = [one for one in fate.units if fate.turn is not Turn.REDUCED or one.code != unit.code]
    return sentences[fate.turn].format(units=names(others))


def statement(one: Statement, register: Register, day: date) -> str:
    """What happens to units on a day, as a sentence without its full stop."""
    if one.deed is Deed.MOVE:
        return _moved(one, register, day)
    return _sentence(one.deed, len(one.subjects)).format(units=names(one.subjects), others=names(one.objects))


def _sentence(deed: Deed, count: int) -> str:
    return {
        Deed.JOIN: ngettext("{units} joins {others}", "{units} join {others}", count),
        Deed.MERGE: _("{units} merge into {others}"),
        Deed.RENAME: _("{units} is renamed {others}"),
        Deed.RECLASSIFY: _("{units} becomes {others}"),
        Deed.DIVIDE: _("{units} is divided among {others}"),
        Deed.GIVE: _("{units} gives a part to {others}"),
        Deed.CREATE: _("{others} is created on territory of {units}"),
        Deed.BEGIN: ngettext("{units} is created", "{units} are created", count),
        Deed.END: ngettext("{units} ends", "{units} end", count),
    }[deed]


def _moved(one: Statement, register: Register, day: date) -> str:
    before = register.parent(one.subjects[0], day - timedelta(days=1))
    after = register.parent(one.objects[0], day)
    units = names(one.subjects)
    if before is None or after is None:
        return _("{units} passes to another parent").format(units=units)
    return _("{units} passes from {old} to {new}").format(units=units, old=name(before), new=name(after))


def kinds(counted: Iterable[tuple[str, int]]) -> str:
    """How many of each kind, in words."""
    return ", ".join(kind_count(kind, count) for kind, count in counted)


def kind_count(kind: str, count: int) -> str:
    """How many of one kind, in words that need no plural."""
    return _("{kind}: {count}").format(kind=kind_label(kind), count=format_number(Decimal(count), language()))
