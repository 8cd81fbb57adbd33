"""Papers put before a review, what it found, and the notices signed of it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from quarterdeck.reviews.forms.desk import post_choices
from quarterdeck.reviews.queries.assessments import themes
from quarterdeck.web.forms import DayField
from quarterdeck.web.templatetags.quarterdeck.words import localname

ASSESSMENTS = [
    ("result", _("Result")),
    ("shortcoming", _("Shortcoming")),
    ("cause", _("Cause")),
    ("lesson", _("Lesson")),
]
_NEVER_SECRET = _("Word or PDF, at most 20 MB. Never a document of state secrecy.")


def theme_choices() -> list[tuple[str, str]]:
    """The themes of the catalogue, in their order."""
    return [(one.code, localname(one)) for one in themes()]


def item_choices(items: Sequence[Any]) -> list[tuple[str, str]]:
    """The items of an agenda, by number."""
    return [(str(one.pk), f"{one.number}. {localname(one, 'title')}"[:110]) for one in items]


class PaperForm(forms.Form):
    """A file put before a review."""

    title_vi = forms.CharField(label=_("Name of the paper, in Vietnamese"), max_length=300)
    title_en = forms.CharField(label=_("Name of the paper, in English"), max_length=300, required=False)
    item = forms.ChoiceField(label=_("For the item"), required=False)
    file = forms.FileField(label=_("File"), max_length=255, help_text=_NEVER_SECRET)

    def __init__(self, *args: Any, items: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [("", _("the whole review")), *item_choices(items)]
        self.fields["file"].widget.attrs["data-max-bytes"] = settings.UPLOAD_LIMIT_BYTES


class AssessmentForm(forms.Form):
    """What the review found in a theme."""

    theme = forms.ChoiceField(label=_("Theme"))
    kind = forms.ChoiceField(
        label=_("Kind of finding"), choices=ASSESSMENTS, widget=forms.RadioSelect, initial="shortcoming"
    )
    text_vi = forms.CharField(label=_("What was found"), widget=forms.Textarea(attrs={"rows": 3}))
    text_en = forms.CharField(label=_("In English"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    items = forms.MultipleChoiceField(
        label=_("Evidence: items of the agenda"), required=False, widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("Their figures are kept with it as the review sees them."),
    )  # fmt: skip
    author = forms.ChoiceField(label=_("Who found it"))
    form_key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, items: Sequence[Any], chairs: Sequence[tuple[str, str]], day: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = theme_choices()
        self.fields["items"].choices = item_choices(items)
        self.fields["author"].choices = [("", "—"), (_("Chairs of the review"), list(chairs)), *post_choices(day)]
        self.fields["author"].initial = chairs[0][0] if chairs else ""


class SignedForm(forms.Form):
    """A notice as it was signed; `version` is the one that the page showed."""

    number = forms.CharField(label=_("Number and symbol"), max_length=100, help_text=_("As printed, e.g. 45/TB-UBND."))
    signed_on = DayField(label=_("Day of signing"))
    file = forms.FileField(label=_("File"), required=False, max_length=255, help_text=_NEVER_SECRET)
    text = forms.CharField(
        label=_("Text"), required=False, max_length=500_000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only where there is no file, or it is a picture."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["data-max-bytes"] = settings.UPLOAD_LIMIT_BYTES


class TakenUpForm(forms.Form):
    """By which document conclusions of the Party reach the departments: their numbers, each with the version shown."""

    document = forms.IntegerField(required=False)
    conclusions = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, conclusions: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["conclusions"].choices = [(f"{one.number}", "") for one in conclusions]

    def versions(self) -> dict[int, int]:
        """The versions that the page showed, by number."""
        sent = {number: self.data.get(f"version-{number}", "") for number in self.cleaned_data["conclusions"]}
        return {int(number): int(text) for number, text in sent.items() if text.isdecimal() and len(text) < 10}


class DecisionForm(forms.Form):
    """What becomes of a conclusion that the signed notice leaves out."""

    decision = forms.CharField(max_length=10, required=False)
    why = forms.CharField(max_length=500, required=False)
