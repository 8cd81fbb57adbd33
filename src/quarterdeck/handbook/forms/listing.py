"""What the lists of the handbook show; values that make no sense are left out rather than refused."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quarterdeck.handbook import rules
from quarterdeck.handbook.queries.candidates import calls
from quarterdeck.handbook.queries.pack import topics
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import localname

Choices = list[tuple[str, Any]]
SORT_LABELS = {
    "number": _("by the number of the entry"),
    "newest": _("newest first"),
    "ending": _("ending soonest"),
    "used": _("most used"),
}


def topic_choices() -> Choices:
    """The topics of the pack in the reader's language."""
    return [(one["code"], one[language()]) for one in topics()]


class _Filters(forms.Form):
    search = forms.CharField(label=_("Words"), required=False, max_length=200)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        self.fields["search"].widget.input_type = "search"

    def conditions(self) -> dict[str, str]:
        """The conditions that are given and make sense, as the query takes them."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class FilterForm(_Filters):
    """Which entries the handbook shows."""

    topic = forms.ChoiceField(label=_("Topic"), required=False)
    standing = forms.ChoiceField(label=_("Standing"), required=False)
    sort = forms.ChoiceField(label=_("Sorted by"), required=False, choices=list(SORT_LABELS.items()))

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        every: Choices = [("", _("all"))]
        self.fields["topic"].choices = every + topic_choices()
        self.fields["standing"].choices = every + [(code, say(label)) for code, label in rules.STANDINGS.items()]


class CandidatesForm(_Filters):
    """Which answers that no entry holds are shown."""

    call = forms.ChoiceField(label=_("Call"), required=False)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        found = [(one.code, f"{one.code} · {localname(one, 'title')}"[:120]) for one in calls()]
        self.fields["call"].choices = [("", _("all")), *found]
