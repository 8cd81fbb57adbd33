"""Fields and choices that several forms have."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.difficulties import queries, rules
from quarterdeck.difficulties.queries.limits import amount_example, in_money_unit
from quarterdeck.documents.queries.register import find
from quarterdeck.prose.amounts import amount_in
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.library import language
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


def grouped(posts: Iterable[Any]) -> Choices:
    """Posts under the bodies they belong to, both by name, as a list with headings."""
    groups: dict[str, Choices] = {}
    for one in posts:
        groups.setdefault(localname(one.organisation), []).append((one.code, localname(one)))
    every = sorted(groups.items())
    return list(every) if len(every) > 1 else [choice for _body, some in every for choice in some]


def told_field() -> forms.CharField:
    """How the units in whose name somebody else acts said so."""
    return forms.CharField(
        label=_("How they said so"), max_length=300,
        help_text=_("A letter with its number, a call, a meeting. It stays in the history with your name."),
    )  # fmt: skip


class AmountField(forms.DecimalField):
    """An amount as people of the province type it: 8500, 8.500 or 8 500 in Vietnamese, 8,500 in English, 12,5 tỷ."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_digits=20, decimal_places=3, localize=False, widget=forms.TextInput(
            attrs={"inputmode": "decimal", "autocomplete": "off"}), **options)  # fmt: skip

    def to_python(self, value: Any) -> Any:
        """The number; the message says what is wrong and gives an example."""
        typed = "".join(str(value or "").split())
        if not typed:
            return None
        try:
            return super().to_python(_plain_number(typed, language()))
        except forms.ValidationError:
            if (told := _in_words(str(value))) is not None:
                return super().to_python(told)
            example = "8.500" if language() == "vi" else "8,500"
            said = _("“{typed}” is no amount. Write it as {example} in the unit beside the field, or as “{words}”.")
            words = amount_example(language())
            raise forms.ValidationError(
                said.format(typed=str(value).strip()[:40], example=example, words=words)
            ) from None


def _in_words(typed: str) -> str | None:
    """An amount with its scale or currency, in the unit in which amounts are written: "12,5 tỷ" is 12500 million."""
    for lang in (language(), "en" if language() == "vi" else "vi"):
        found = amount_in(typed[:100], lang)
        amount = in_money_unit(*found) if found else None
        if amount is not None:
            return format(amount.normalize(), "f")
    return None


def _plain_number(typed: str, lang: str) -> str:
    """The digits of a number with a point before its decimals; groups of three are taken apart.

    >>> _plain_number("8.500,5", "vi"), _plain_number("8,500.5", "en"), _plain_number("8500.5", "vi")
    ('8500.5', '8500.5', '8500.5')
    """
    group, decimal = (".", ",") if lang == "vi" else (",", ".")
    whole, _sign, rest = typed.partition(decimal)
    parts = whole.split(group)
    if len(parts) > 1 and all(len(part) == 3 for part in parts[1:]) and 1 <= len(parts[0]) <= 3:
        whole = "".join(parts)
    return f"{whole}.{rest}" if rest else whole


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
            remedy = (
                gettext_noop("Register it first: the link below opens the register and leads back here.")
                if self.required
                else gettext_noop("Register it first by the link below, or leave the field empty.")
            )
            unknown = Message(gettext_noop("The register has no document {number}."), {"number": wanted})
            raise forms.ValidationError(f"{say(unknown)} {say(Message(remedy))}")
        return found[-1]


class VersionForm(forms.Form):
    """Only the version that the page was opened with."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
