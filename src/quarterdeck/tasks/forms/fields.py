"""Fields that several forms have."""

from decimal import Decimal
from typing import Any

from babel.numbers import NumberFormatError, parse_decimal
from django import forms
from django.utils.translation import gettext_lazy

from quarterdeck.difficulties.queries import difficulties
from quarterdeck.difficulties.rules import OPEN as UNANSWERED
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import localname

Options = list[tuple[str, Any]]


def from_list(name: str, **options: Any) -> forms.CharField:
    """A field that is filled from the list `name` of the page."""
    widget = forms.TextInput(attrs={"list": f"list-{name}", "autocomplete": "off", "spellcheck": "false"})
    return forms.CharField(required=False, max_length=300, widget=widget, **options)


def words(rows: int, **options: Any) -> forms.CharField:
    """A field for sentences that may stay empty."""
    return forms.CharField(required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": rows}), **options)


def unanswered(chosen: str = "") -> Options:
    """The difficulties that wait for an answer, and the one chosen."""
    found = [one for one in difficulties() if one.state == UNANSWERED or one.code == chosen]
    return [(one.code, f"{one.code} · {localname(one, 'matter')}"[:120]) for one in found]


class NumberField(forms.CharField):
    """A number as the reader writes it: 1.250,5 in Vietnamese, 1,250.5 in English."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=40, widget=widget, **options)

    def clean(self, value: Any) -> Any:
        """The number as a `Decimal`, None where nothing was typed."""
        typed = str(super().clean(value)).replace(" ", "").replace("\N{NO-BREAK SPACE}", "")
        if not typed:
            return None
        try:
            number = parse_decimal(typed, locale=language(), strict=True)
        except NumberFormatError as wrong:
            raise forms.ValidationError(
                gettext_lazy("This is not a number. Write it with digits, as in the tables of this page.")
            ) from wrong
        return Decimal(number)
