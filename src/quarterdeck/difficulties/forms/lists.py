"""What the lists of difficulties, calls and the watch list show."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quarterdeck.difficulties import rules
from quarterdeck.difficulties.forms.fields import Choices, ask_choices, body_choices, labelled
from quarterdeck.difficulties.queries import watch
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.words import localname

SORT_LABELS = {
    "waiting": _("unanswered first, longest wait"),
    "due": _("unanswered first, due soonest"),
    "newest": _("newest first"),
    "code": _("by code"),
}
WATCH_SORTS = {
    "longest": _("longest on the list first"),
    "newest": _("newest first"),
    "left": _("left last first"),
    "code": _("by code"),
}


class FilterForm(forms.Form):
    """What the list shows; values that make no sense are left out rather than refused."""

    search = forms.CharField(label=_("Words"), required=False, max_length=200)
    state = forms.ChoiceField(label=_("State"), required=False)
    asks = forms.ChoiceField(label=_("Asks for"), required=False)
    concerns = forms.ChoiceField(label=_("Raised for"), required=False)
    raised_by = forms.ChoiceField(label=_("Raised by"), required=False)
    routed_to = forms.ChoiceField(label=_("Put to"), required=False)
    sort = forms.ChoiceField(label=_("Sorted by"), required=False, choices=list(SORT_LABELS.items()))

    def __init__(self, data: Mapping[str, Any], day: date) -> None:
        super().__init__(data)
        states = [(state, say(label)) for state, (label, _owner) in rules.STATES.items()]
        bodies = body_choices(day)
        every: Choices = [("", _("all"))]
        self.fields["state"].choices = [*every, states[0], ("late", _("overdue")), *states[1:]]
        self.fields["concerns"].choices = every + labelled(rules.CONCERNS.items())
        self.fields["asks"].choices = every + ask_choices()
        self.fields["raised_by"].choices = self.fields["routed_to"].choices = every + bodies
        self.fields["search"].widget.input_type = "search"

    def conditions(self) -> dict[str, str]:
        """The conditions that are given and make sense, as `queries.listed` takes them."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class WatchFilterForm(forms.Form):
    """Which entries of the watch list are shown."""

    search = forms.CharField(label=_("Words"), required=False, max_length=200)
    state = forms.ChoiceField(label=_("State"), required=False)
    owner = forms.ChoiceField(label=_("Owner"), required=False)
    sort = forms.ChoiceField(label=_("Sorted by"), required=False, choices=list(WATCH_SORTS.items()))

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        every: Choices = [("", _("all"))]
        self.fields["state"].choices = [*every, (watch.ON, _("on the list")), (watch.LEFT, _("left the list"))]
        self.fields["owner"].choices = every + [(body.code, localname(body)) for body in watch.owners()]
        self.fields["search"].widget.input_type = "search"

    def conditions(self) -> dict[str, str]:
        """The conditions that are given and make sense, as `queries.watch.listed` takes them."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
