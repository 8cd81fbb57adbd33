"""The fields of each kind of event: it asks only for what it needs."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quarterdeck.core.lineage import EventKind, Quality
from quarterdeck.web.forms import DayField

Choices = Sequence[tuple[str, Any]]
Fields = dict[str, forms.Field]
SAME = _("Empty if it stays the same.")


def day_field() -> Fields:
    """From when the event holds."""
    return {"day": DayField(label=_("Holds from"), help_text=_("The first day on which the new units are there."))}


def act_fields() -> Fields:
    """The legal act, and what the event is called."""
    return {
        "act": _text(_("Legal act"), length=300, help_text=_("Number and issuer, as it is cited.")),
        "act_day": DayField(label=_("Day of the act"), required=False),
        "title_vi": _text(
            _("Title in Vietnamese"), length=500, help_text=_("In one line: what happens to which unit.")
        ),
        "title_en": _text(_("Title in English"), required=False, length=500),
        "adopted_on": DayField(
            label=_("Statistics follow from"), required=False, help_text=_("Empty if that is the same day.")
        ),
    }


def unit_fields(kind: EventKind, unit_kinds: Choices, lang: str, rows: int) -> Fields:
    """The units that a kind of event asks for; `rows` resulting units for a split."""
    if kind is EventKind.SPLIT:
        parts = {name: one for row in range(1, rows + 1) for name, one in _resulting(row, unit_kinds).items()}
        return {"unit": _unit(_("Unit that is split")), **parts, **_quality(lang), "placed": _placed()}
    made: Mapping[EventKind, Fields] = {
        EventKind.MERGE: {"units": _units(_("Units that merge")), **_new(unit_kinds)},
        EventKind.ABSORB: {
            "absorber": _unit(_("Unit that takes the others in")), "units": _units(_("Units that go into it")),
        },
        EventKind.TRANSFER: {
            "giver": _unit(_("Unit that gives a part")), "taker": _unit(_("Unit that takes the part")), **_shares(),
            **_quality(lang),
        },
        EventKind.MOVE: {"units": _units(_("Units that move")), "parent": _text(
            _("New parent"), help_text=_("Code or name of the unit under which they stand from then on."))},
        EventKind.RENAME: {"unit": _unit(_("Unit that is renamed")), **_names()},
        EventKind.RECLASSIFY: {
            "unit": _unit(_("Unit that becomes one of another kind")),
            "unit_kind": _kind(_("New kind"), unit_kinds, required=True), **_names(required=False),
        },
        EventKind.ABOLISH: {"units": _units(_("Units that end without a successor"))},
        EventKind.CREATE: {**_new(unit_kinds, required=True), "level": forms.IntegerField(
            label=_("Its level"), min_value=1, max_value=9, help_text=_("1 is the highest."))},
    }  # fmt: skip
    return made[kind]


def _text(label: Any, *, required: bool = True, length: int = 200, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=length, help_text=help_text)


def _unit(label: Any) -> forms.CharField:
    found = _text(label, help_text=_("Its code, or its name as it was before the event."))
    found.widget.attrs |= {"data-unit": "", "autocomplete": "off"}
    return found


def _units(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=8000, widget=forms.Textarea(attrs={"rows": 4, "data-unit": ""}),
        help_text=_("One a line: its code, or its name as it was before the event."),
    )  # fmt: skip


def _kind(label: Any, unit_kinds: Choices, *, required: bool = False) -> forms.ChoiceField:
    first = ("", "–" if required else _("as before"))
    return forms.ChoiceField(label=label, required=required, choices=[first, *unit_kinds])


def _names(*, required: bool = True) -> Fields:
    return {
        "name_vi": _text(_("New name in Vietnamese"), required=required, help_text="" if required else SAME),
        "name_en": _text(_("New name in English"), required=False),
    }


def _new(unit_kinds: Choices, *, required: bool = False) -> Fields:
    parent_help = _("Code or name.") if required else SAME
    return {
        "code": _text(_("Code of the new unit"), length=20),
        "name_vi": _text(_("Its name in Vietnamese")),
        "name_en": _text(_("Its name in English"), required=False),
        "unit_kind": _kind(_("Its kind"), unit_kinds, required=required),
        "parent": _text(_("Its parent"), required=False, help_text=parent_help),
    }


def _shares() -> Fields:
    help_text = _("Like 0.4121, 41.21% or 520/17933. Empty: not known, and kept as unknown.")
    return {
        "population": _text(_("Share of the people"), required=False, length=40, help_text=help_text),
        "land": _text(_("Share of the land"), required=False, length=40, help_text=help_text),
    }


def _quality(lang: str) -> Fields:
    known = [(one.value, one.label(lang)) for one in Quality if one is not Quality.UNKNOWN]
    return {
        "quality": forms.ChoiceField(label=_("How the shares are known"), choices=known, initial="estimated"),
        "evidence": _text(_("Where the shares were read or counted"), required=False, length=300),
    }


def _resulting(row: int, unit_kinds: Choices) -> Fields:
    first = row <= 2
    fields = {**_new(unit_kinds), **_shares()}
    fields["code"].required = fields["name_vi"].required = first
    return {f"r{row}_{name}": one for name, one in fields.items()}


def _placed() -> forms.CharField:
    return forms.CharField(
        label=_("Where the units below go"), required=False, max_length=8000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only where units stand below it. One a line: the unit, then >, then the code of its new parent."),
    )  # fmt: skip
