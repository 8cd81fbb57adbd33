"""What is said with an act on an entry."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quarterdeck.handbook.forms.listing import Choices


class VersionForm(forms.Form):
    """Only the version that the page was opened with."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class ReasonForm(VersionForm):
    """Why an answer still holds, or is withdrawn."""

    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
                             help_text=_("It is kept in the history of the entry."))  # fmt: skip


class UnsolvedForm(forms.Form):
    """What an answer left unsolved."""

    note = forms.CharField(label=_("What is still unsolved"), max_length=2000,
                           widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip


class AnswerForm(VersionForm):
    """An answer to a difficulty, worded from an entry; `version` is that of the difficulty."""

    answered_by = forms.ChoiceField(label=_("Answered by"))
    answer_vi = forms.CharField(
        label=_("The answer, in Vietnamese"), max_length=5000, widget=forms.Textarea(attrs={"rows": 8, "lang": "vi"}),
        help_text=_("Change what is different in this case."),
    )  # fmt: skip
    answer_en = forms.CharField(label=_("The answer, in English"), max_length=5000, required=False,
                                widget=forms.Textarea(attrs={"rows": 4, "lang": "en"}))  # fmt: skip

    def __init__(self, data: Mapping[str, Any] | None = None, *, posts: Choices, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        self.fields["answered_by"].choices = posts
