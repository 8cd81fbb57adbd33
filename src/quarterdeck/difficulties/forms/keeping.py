"""Open a call, put a case on the watch list, correct its entry, and take it off."""

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quarterdeck.difficulties.forms.fields import DocumentField, VersionForm, body_choices, text
from quarterdeck.web.forms import DayField


class CallForm(forms.Form):
    """Which units are asked for their difficulties, by which document, until when."""

    title_vi = forms.CharField(
        label=_("Subject, in Vietnamese"), max_length=300, widget=forms.TextInput(attrs={"lang": "vi"}),
        help_text=_("On what the units are asked, e.g. a directive that they carry out."),
    )  # fmt: skip
    title_en = forms.CharField(
        label=_("Subject, in English"), max_length=300, required=False, widget=forms.TextInput(attrs={"lang": "en"})
    )
    document = DocumentField(label=_("Document that asks"), required=True, help_text=_("Its number in the register."))
    asked = forms.MultipleChoiceField(
        label=_("Units asked"), widget=forms.SelectMultiple(attrs={"size": 12}),
        help_text=_("Hold Ctrl to choose several, Shift to choose all between two."),
    )  # fmt: skip
    due = DayField(label=_("Last day for replies"), help_text=_("Replies on this day are in time."))
    form_key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, day: date, initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial={"form_key": secrets.token_hex(16)} | dict(initial or {}))
        self.fields["asked"].choices = body_choices(day)
        self.fields["due"].widget.attrs["min"] = day.isoformat()


class EntryForm(forms.Form):
    """A case of the watch list."""

    subject_vi = forms.CharField(
        label=_("The case, in Vietnamese"), max_length=300, widget=forms.TextInput(attrs={"lang": "vi"}),
        help_text=_("A place or a matter; never the name of a person."),
    )  # fmt: skip
    subject_en = forms.CharField(
        label=_("The case, in English"), max_length=300, required=False, widget=forms.TextInput(attrs={"lang": "en"})
    )
    ground_vi = text(_("Why it is on the list, in Vietnamese"), 3, "vi")
    ground_en = text(_("Why it is on the list, in English"), 2, "en", required=False)
    owner = forms.ChoiceField(label=_("Owner"), help_text=_("The body that watches over the case until it leaves."))
    since = DayField(label=_("On the list since"))
    document = DocumentField(label=_("Document that put it there"), help_text=_("Its number in the register."))
    form_key = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, day: date, initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial={"form_key": secrets.token_hex(16), "since": day} | dict(initial or {}))
        self.fields["owner"].choices = [("", "–"), *body_choices(day)]
        self.fields["since"].widget.attrs["max"] = day.isoformat()
        if initial:
            del self.fields["since"], self.fields["document"]


class TakeOffForm(VersionForm):
    """The decision by which a case leaves the watch list."""

    document = DocumentField(
        label=_("Decision that takes it off"), required=True,
        help_text=_("Its number in the register; the case leaves on the day it was signed."),
    )  # fmt: skip
