"""Filter the register, and choose what a printed book holds."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from quarterdeck.documents.forms.choices import DIRECTIONS, Choices, type_choices
from quarterdeck.documents.queries.bodies import bound_anywhere
from quarterdeck.documents.queries.book import urgencies
from quarterdeck.documents.queries.register import STANDINGS, issuers, types_used, years
from quarterdeck.web.forms import DayField
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import localname

SORT_LABELS = {
    "": _("as fits"),
    "newest": _("newest first"),
    "oldest": _("oldest first"),
    "registered": _("registered last"),
    "number": _("by number"),
    "issuer": _("by issuer"),
}


class FilterForm(forms.Form):
    """What the register shows; values that make no sense are left out rather than refused."""

    search = forms.CharField(label=_("Words"), required=False, max_length=200)
    type_code = forms.ChoiceField(label=_("Type"), required=False)
    issuer = forms.ChoiceField(label=_("Issuer"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)
    urgency = forms.ChoiceField(label=_("Urgency"), required=False)
    standing = forms.ChoiceField(label=_("Standing"), required=False)
    direction = forms.ChoiceField(label=_("Direction"), required=False)
    bound = forms.ChoiceField(label=_("Must act"), required=False)
    sort = forms.ChoiceField(label=_("Sorted by"), required=False, choices=list(SORT_LABELS.items()))

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        every: Choices = [("", _("all"))]
        self.fields["type_code"].choices = every + type_choices(types_used())
        self.fields["issuer"].choices = every + issuers()
        self.fields["year"].choices = [*every, *((str(year), str(year)) for year in years()), ("undated", _("undated"))]
        self.fields["urgency"].choices = every + urgencies(language())
        self.fields["standing"].choices = every + [(code, say(name)) for code, name in STANDINGS.items()]
        self.fields["direction"].choices = every + DIRECTIONS
        self.fields["bound"].choices = every + [(one.code, localname(one, "short") or one) for one in bound_anywhere()]
        self.fields["search"].widget.input_type = "search"

    def conditions(self) -> dict[str, str]:
        """The conditions that are given and make sense, as `queries.register.listed` takes them."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class BookForm(forms.Form):
    """Which register, for which days, of which issuer."""

    direction = forms.ChoiceField(label=_("Register"), choices=DIRECTIONS)
    first = DayField(label=_("From"))
    last = DayField(label=_("To"))
    issuer = forms.ChoiceField(label=_("Issuer"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["issuer"].choices = [("", _("all")), *issuers()]

    def clean(self) -> dict[str, Any]:
        """The first day does not lie behind the last."""
        given: dict[str, Any] = self.cleaned_data
        first, last = given.get("first"), given.get("last")
        if isinstance(first, date) and isinstance(last, date) and first > last:
            self.add_error("last", translation.gettext("The last day lies before the first."))
        return given
