"""Fields and choices that several forms have."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.difficulties import queries, rules
from quarterdeck.documents.queries.register import find
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.words import localname

Choices = list[tuple[str, Any]]


def body_choices(day: date) -> Choices:
    """The organisations alive on a day, by name."""
    return [(body.code, localname(body)) for body in queries.bodies(day)]


def ask_choices() -> Choices:
    """What a difficulty may ask for."""
    return [(code, say(label)) for code, label in rules.ASKS.items()]


def labelled(labels: Iterable[tuple[str, str]]) -> Choices:
    """Codes with their labels in the reader's language."""
    return [(code, say(label)) for code, label in labels]


def text(label: Any, rows: int, language: str, **options: Any) -> forms.CharField:
    """A field for sentences in one language."""
    widget = forms.Textarea(attrs={"rows": rows, "lang": language})
    return forms.CharField(label=label, max_length=5000, widget=widget, **options)


class DocumentField(forms.CharField):
    """A document of the register by its number as printed; the list `list-documents` of the page proposes some.

    Its value is the document, None where nothing was typed. `BadInput` of the register is shown beside it.
    """

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Number of a registered document"))
        options.setdefault("required", False)
        attrs = {"list": "list-documents", "autocomplete": "off", "spellcheck": "false"}
        super().__init__(max_length=300, widget=forms.TextInput(attrs=attrs), **options)

    def clean(self, value: Any) -> Any:
        """The latest entry of the document with this number."""
        wanted = super().clean(value)
        if not wanted:
            return None
        found = find(wanted)
        if not found:
            unknown = BadInput(Message(gettext_noop("The register has no document {number}."), {"number": wanted}),
                               remedy=gettext_noop("Register it first, or leave the field empty."))  # fmt: skip
            raise forms.ValidationError(f"{say(unknown.message)} {say(unknown.remedy)}")
        return found[-1]


class VersionForm(forms.Form):
    """Only the version that the page was opened with."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
