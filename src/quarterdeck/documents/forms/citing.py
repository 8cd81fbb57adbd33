"""Cite a document, or a paragraph of it."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CiteForm(forms.Form):
    """What is cited, as people write it."""

    text = forms.CharField(
        label=_("Document or part of it"), max_length=300,
        widget=forms.TextInput(attrs={"list": "cite-registered", "autocomplete": "off", "spellcheck": "false"}),
        help_text=_("“Điều 3, khoản 2, 26-CT/TU”, a number alone, or the copied address of a paragraph."),
    )  # fmt: skip
