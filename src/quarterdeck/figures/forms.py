"""The forms of the figures: what the table shows, one figure, a file of figures."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from quarterdeck.core.errors import BadInput
from quarterdeck.core.measures import UNITS, ObservationStatus, Qualifier, Scenario
from quarterdeck.core.pace import Standing
from quarterdeck.core.periods import Period
from quarterdeck.figures.rules import numbers
from quarterdeck.web.forms import DayField
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname

Choices = list[tuple[str, Any]]
KINDS = {"Q": _("Quarters"), "S": _("Half-years and nine months"), "A": _("Years"), "M": _("Months")}
SORTS = {
    "": _("as in the catalogue"),
    "pace": _("worst pace first"),
    "change": _("largest fall first"),
    "share": _("least of the plan first"),
    "name": _("by name"),
}
FILTERS = ("theme", "standing", "responsible", "sort")
CUSTOMS = {"": _("as the file itself shows"), "vi": "1.234,5", "en": "1,234.5"}


class StateForm(forms.Form):
    """Of which period and area, and as known when. The address is read elsewhere; this form writes the fields."""

    period = forms.ChoiceField(label=_("Period"))
    area = forms.ChoiceField(label=_("Area"))
    known = DayField(label=_("As known on"), required=False)
    vintage = forms.ChoiceField(label=_("Frozen state"), required=False)
    borders = forms.ChoiceField(label=_("Borders"), required=False)

    def __init__(self, data: Mapping[str, Any], offer: Mapping[str, Any]) -> None:
        super().__init__(data)
        self.fields["period"].choices = _period_choices(offer["periods"])
        self.fields["area"].choices = [(one.code, localname(one)) for one in offer["areas"]]
        self.fields["borders"].choices = _border_choices(offer["borders"], data.get("borders", ""))
        vintages = [(one.code, localname(one)) for one in offer["vintages"]]
        if vintages:
            self.fields["vintage"].choices = [("", _("none")), *vintages]
        else:
            del self.fields["vintage"]


class TableForm(StateForm):
    """What the table shows: the state and the filters."""

    q = forms.CharField(label=_("Indicator"), required=False, max_length=100)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    standing = forms.ChoiceField(label=_("Pace"), required=False)
    responsible = forms.ChoiceField(label=_("Responsible"), required=False)
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=list(SORTS.items()))

    def __init__(self, data: Mapping[str, Any], offer: Mapping[str, Any]) -> None:
        super().__init__(data, offer)
        every: Choices = [("", _("all"))]
        self.fields["theme"].choices = every + [(one.code, localname(one)) for one in offer["themes"]]
        self.fields["standing"].choices = every + [(one.value, one.label(language())) for one in Standing]
        self.fields["responsible"].choices = every + [(one.code, localname(one)) for one in offer["bodies"]]
        self.fields["q"].widget.input_type = "search"

    def filters(self) -> dict[str, str]:
        """The filters that are given and make sense."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in ("q", *FILTERS)}

    @property
    def filtered(self) -> bool:
        """Whether any filter but the search is set."""
        return any(self.filters()[name] for name in FILTERS)

    @property
    def state_fields(self) -> list[forms.BoundField]:
        """The fields that every reader needs."""
        return [field for field in self if field.name not in FILTERS]

    @property
    def filter_fields(self) -> list[forms.BoundField]:
        """The fields for a narrower choice."""
        return [self[name] for name in FILTERS]


def _border_choices(days: Iterable[Any], asked: str) -> Choices:
    """As it was, as of today, and the days on which the borders changed; one that is only in the address, too."""
    found: Choices = [("", _("as it was")), ("today", _("today's borders"))]
    for one in days:
        words = _("borders of {day} (planned)") if one.planned else _("borders of {day}")
        found.append((one.day.isoformat(), words.format(day=day_text(one.day))))
    if asked and asked not in dict(found):
        found.append((asked, asked))
    return found


def _period_choices(periods: Mapping[str, Iterable[Period]]) -> Choices:
    lang = language()
    groups = [(KINDS[kind], [(one.code, one.label(lang)) for one in some]) for kind, some in periods.items() if kind]
    other = [(one.code, one.label(lang)) for one in periods.get("", ())]
    return [*other, *groups]


class FigureForm(forms.Form):
    """One figure of an indicator, for an area and period that the page has settled.

    `value` is text, so that a number that can be read in two ways is asked about, never guessed.
    """

    value = forms.CharField(
        label=_("Value"), required=False, max_length=40, widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=_("Leave it empty where it is not known, and choose the status that says why. Unknown is not zero."),
    )  # fmt: skip
    unit = forms.ChoiceField(label=_("Unit"))
    status = forms.ChoiceField(label=_("Status"))
    qualifier = forms.ChoiceField(label=_("Hedge"), required=False)
    as_of = DayField(label=_("Data cut on"), required=False)
    document = forms.CharField(
        label=_("Document"), required=False, max_length=160, help_text=_("The number of the document that sets a plan.")
    )
    reason = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    replaces = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Mapping[str, Any] | None, *, unit: str, corrects: bool, plan: bool, **options: Any
    ) -> None:
        super().__init__(data, **options)
        lang, kind = language(), UNITS[unit].dimension
        fitting = sorted((one for one in UNITS.values() if one.dimension == kind), key=lambda one: one.code != unit)
        self.fields["unit"].choices = [(one.code, one.label(lang)) for one in fitting]
        self.fields["status"].choices = [(one.value, f"{one.label(lang)} ({one.value})") for one in _statuses()]
        hedges = [(one.value, one.label(lang) or _("exact")) for one in Qualifier]
        self.fields["qualifier"].choices = hedges
        self.fields["reason"].required = corrects
        if not corrects:
            del self.fields["reason"]
        if not plan:
            del self.fields["document"]

    def clean_value(self) -> Any:
        """The number, or None where the field is empty."""
        text = self.cleaned_data["value"].strip()
        if not text:
            return None
        try:
            return numbers.storable(numbers.settled(numbers.typed(text.removesuffix("%"))))
        except BadInput as error:
            words = (say(error.message), say(error.remedy))
            raise forms.ValidationError(" ".join(word for word in words if word)) from None

    def clean(self) -> dict[str, Any]:
        """A value or the reason why there is none."""
        data = super().clean() or {}
        if {"value", "status"} <= data.keys() and "value" not in self.errors:
            missing = ObservationStatus(data["status"]).is_missing
            if data["value"] is None and not missing:
                self.add_error("status", _("Without a value, choose a status that says why it is missing."))
            elif data["value"] is not None and missing:
                self.add_error("status", _("This status says that there is no value: choose another, or clear it."))
        return data


def _statuses() -> list[ObservationStatus]:
    """The usual ones first, then the rest in the order of the code list."""
    first = [ObservationStatus(code) for code in "APEOLM"]
    return first + [one for one in ObservationStatus if one not in first]


class KeyForm(forms.Form):
    """Of which area, period and scenario a figure is reported; sent by GET."""

    area = forms.ChoiceField(label=_("Area"))
    period = forms.ChoiceField(label=_("Period"))
    scenario = forms.ChoiceField(label=_("Kind of figure"))

    def __init__(self, data: Mapping[str, Any], areas: Iterable[Any], periods: Mapping[str, Iterable[Period]]) -> None:
        super().__init__(data)
        self.fields["area"].choices = [(one.code, localname(one)) for one in areas]
        self.fields["period"].choices = _period_choices(periods)
        self.fields["scenario"].choices = [(one.value, one.label(language())) for one in Scenario]


class FileForm(forms.Form):
    """A file of figures, to be looked at before anything is written."""

    file = forms.FileField(
        label=_("File"), help_text=_("Excel (.xlsx, .xls), OpenDocument (.ods) or CSV in UTF-8."),
        widget=forms.ClearableFileInput(attrs={"data-max-bytes": settings.UPLOAD_LIMIT_BYTES}),
    )  # fmt: skip
    numbers = forms.ChoiceField(
        label=_("How numbers are written"), required=False, choices=list(CUSTOMS.items()),
        help_text=_("Matters only where a number stands as text and could be read in two ways."),
    )  # fmt: skip


class ConfirmForm(forms.Form):
    """What to do with a file that was looked at."""

    note = forms.CharField(
        label=_("Reason for the corrections"), required=False, max_length=500,
        help_text=_("Kept with every corrected row that gives no reason of its own."),
    )  # fmt: skip
    seen_batch = forms.IntegerField(widget=forms.HiddenInput)
    good_only = forms.BooleanField(required=False, widget=forms.HiddenInput)
