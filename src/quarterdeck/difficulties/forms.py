"""The forms of difficulties: filter, raise, answer, return."""

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quarterdeck.core.rights import Actor
from quarterdeck.difficulties import queries, rules
from quarterdeck.figures.queries.catalogue import indicators
from quarterdeck.web.forms import DayField
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.words import localname

Choices = list[tuple[str, Any]]
SORT_LABELS = {
    "waiting": _("unanswered first, longest wait"),
    "due": _("unanswered first, due soonest"),
    "newest": _("newest first"),
    "code": _("by code"),
}


def _bodies(day: date) -> Choices:
    return [(body.code, localname(body)) for body in queries.bodies(day)]


def _asks() -> Choices:
    return [(code, say(label)) for code, label in rules.ASKS.items()]


class FilterForm(forms.Form):
    """What the list shows; values that make no sense are left out rather than refused."""

    search = forms.CharField(label=_("Words"), required=False, max_length=200)
    state = forms.ChoiceField(label=_("State"), required=False)
    asks = forms.ChoiceField(label=_("Asks for"), required=False)
    raised_by = forms.ChoiceField(label=_("Raised by"), required=False)
    routed_to = forms.ChoiceField(label=_("Put to"), required=False)
    sort = forms.ChoiceField(label=_("Sorted by"), required=False, choices=list(SORT_LABELS.items()))

    def __init__(self, data: Mapping[str, Any], day: date) -> None:
        super().__init__(data)
        states = [(state, say(label)) for state, (label, _owner) in rules.STATES.items()]
        bodies = _bodies(day)
        every: Choices = [("", _("all"))]
        self.fields["state"].choices = [*every, states[0], ("late", _("overdue")), *states[1:]]
        self.fields["asks"].choices = every + _asks()
        self.fields["raised_by"].choices = self.fields["routed_to"].choices = every + bodies
        self.fields["search"].widget.input_type = "search"

    def conditions(self) -> dict[str, str]:
        """The conditions that are given and make sense, as `queries.listed` takes them."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class RaiseForm(forms.Form):
    """A new difficulty. A unit raises in its own name; the specialists of the Office choose who asks."""

    raised_by = forms.MultipleChoiceField(
        label=_("Raised by"), widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("Hold Ctrl to choose several units that ask for the same."),
    )  # fmt: skip
    matter_vi = forms.CharField(
        label=_("The matter, in Vietnamese"), max_length=5000, widget=forms.Textarea(attrs={"rows": 5, "lang": "vi"}),
        help_text=_("What stands in the way, since when, what was tried, what it delays. As the unit said it."),
    )  # fmt: skip
    matter_en = forms.CharField(
        label=_("The matter, in English"), max_length=5000, required=False,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "en"}),
    )  # fmt: skip
    asks = forms.ChoiceField(label=_("Asks for"))
    routed_to = forms.MultipleChoiceField(
        label=_("Put to"), widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("The organisation that can settle it; hold Ctrl to choose several."),
    )  # fmt: skip
    raised_on = DayField(label=_("Raised on"))
    indicator_code = forms.ChoiceField(
        label=_("Indicator it holds back"), required=False,
        help_text=_("The difficulty is then shown on the page of that indicator."),
    )  # fmt: skip
    form_key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, data: Mapping[str, Any] | None = None, *, actor: Actor, day: date) -> None:
        own = [] if rules.acts_for_all(actor) else [actor.organisation]
        super().__init__(data, initial={"raised_by": own, "raised_on": day, "form_key": secrets.token_hex(16)})
        bodies = _bodies(day)
        self.fields["raised_by"].choices = bodies
        self.fields["routed_to"].choices = bodies
        self.fields["asks"].choices = _asks()
        self.fields["indicator_code"].choices = [("", "–"), *((one.code, localname(one)) for one in indicators())]
        self.fields["raised_on"].widget.attrs["max"] = day.isoformat()
        if own:
            self.fields["raised_by"].choices = [body for body in bodies if body[0] in own]
            self.fields["raised_by"].widget.attrs["size"] = 1
            self.fields["raised_by"].help_text = ""


class AnswerForm(forms.Form):
    """The answer of a post; `version` is the version of the difficulty that the form was opened with."""

    answered_by = forms.ChoiceField(label=_("Answered by"))
    answer_vi = forms.CharField(
        label=_("The answer, in Vietnamese"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6, "lang": "vi"}),
        help_text=_("What the unit is to do or will receive, from whom and by when; the legal ground if there is one."),
    )  # fmt: skip
    answer_en = forms.CharField(
        label=_("The answer, in English"), max_length=5000, required=False,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "en"}),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Mapping[str, Any] | None = None, *, posts: Choices, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        self.fields["answered_by"].choices = posts


class ReturnForm(forms.Form):
    """Why an answer does not help."""

    reason = forms.CharField(
        label=_("What is still unsettled"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The organisation asked reads this and answers again."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class VersionForm(forms.Form):
    """Only the version that the page was opened with."""

    version = forms.IntegerField(min_value=1)
