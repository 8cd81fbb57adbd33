"""Write an entry, and publish an edition."""

import secrets
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quarterdeck.core.errors import BadInput
from quarterdeck.documents.queries.citing import cite
from quarterdeck.handbook.forms.listing import Choices, topic_choices
from quarterdeck.web.forms import DayField
from quarterdeck.web.gates import say


def _text(rows: int, lang: str, **options: Any) -> forms.CharField:
    return forms.CharField(
        max_length=8000, widget=forms.Textarea(attrs={"rows": rows, "lang": lang}), **options
    )  # fmt: skip


class EntryForm(forms.Form):
    """A question with its answer. What is published is changed with a reason."""

    question_vi = _text(
        2, "vi", label=_("The question, in Vietnamese"),
        help_text=_("As anybody would ask it, without the name of the place it came from."),
    )  # fmt: skip
    answer_vi = _text(7, "vi", label=_("The answer, in Vietnamese"),
                      help_text=_("What to do, who does it, within which time."))  # fmt: skip
    basis = forms.CharField(
        label=_("Legal basis"), required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One ground in each line: “Điều 3, khoản 2, 30/2020/NĐ-CP”, or the copied address of a paragraph. "
                    "What is in the register is watched: once it is replaced or amended, the entry is checked again."),
    )  # fmt: skip
    no_ground = forms.CharField(
        label=_("Why no ground is cited"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only where no law is needed. Nothing is published without a ground or this reason."),
    )  # fmt: skip
    no_ground_post = forms.ChoiceField(label=_("Which post answers for that"), required=False)
    valid_until = DayField(label=_("Valid until"), required=False,
                           help_text=_("The last day on which the answer holds, where it is known."))  # fmt: skip
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    answered_by = forms.ChoiceField(label=_("Whose answer it is"), required=False)
    question_en = _text(2, "en", label=_("The question, in English"), required=False)
    answer_en = _text(4, "en", label=_("The answer, in English"), required=False)
    reason = forms.CharField(
        label=_("Why it is worded anew"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stands in the history and in the list of changes of the next edition."),
    )  # fmt: skip
    difficulty = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)
    form_key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, posts: Choices, published: bool, initial: Mapping[str, Any]
    ) -> None:
        super().__init__(data, initial={"form_key": secrets.token_hex(16), **initial})
        self.fields["topic"].choices = [("", _("as the words say")), *topic_choices()]
        self.fields["answered_by"].choices = self.fields["no_ground_post"].choices = [("", "–"), *posts]
        if not published:
            del self.fields["reason"]


class EditionForm(forms.Form):
    """A book to be published: its title, its foreword, the document it is issued with."""

    title_vi = forms.CharField(label=_("Title, in Vietnamese"), max_length=300,
                               widget=forms.TextInput(attrs={"lang": "vi"}))  # fmt: skip
    title_en = forms.CharField(label=_("Title, in English"), max_length=300, required=False,
                               widget=forms.TextInput(attrs={"lang": "en"}))  # fmt: skip
    document = forms.CharField(
        label=_("Issued with the document"), required=False, max_length=130,
        help_text=_("Its number in the register, where there is one."),
    )  # fmt: skip
    foreword_vi = _text(4, "vi", label=_("Foreword, in Vietnamese"), required=False)
    foreword_en = _text(3, "en", label=_("Foreword, in English"), required=False)
    number = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def clean_document(self) -> Any:
        """The document named; None without one."""
        text = self.cleaned_data["document"].strip()
        if not text:
            return None
        try:
            return cite(text).document
        except BadInput as failure:
            raise forms.ValidationError(f"{say(failure.message)} {say(failure.remedy)}") from failure
