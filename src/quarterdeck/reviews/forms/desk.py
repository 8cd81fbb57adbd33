"""What is typed at the secretary's desk."""

from datetime import date

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from quarterdeck.core.errors import BadInput
from quarterdeck.core.periods import Period
from quarterdeck.core.rights import Role
from quarterdeck.people.queries import posts
from quarterdeck.web.gates import say


def post_choices(day: date, role: Role | None = None) -> list[tuple[str, list[tuple[str, str]]]]:
    """Posts alive on a day (of one role, if given), grouped by organisation, in the reader's language."""
    name = "name_en" if (get_language() or "vi").startswith("en") else "name_vi"
    groups: dict[str, list[tuple[str, str]]] = {}
    for post in posts(day).filter(**({"role": role.value} if role else {})):
        groups.setdefault(getattr(post.organisation, name), []).append((post.code, getattr(post, name)))
    return sorted(groups.items())


class ReviewForm(forms.Form):
    """A new review."""

    period = forms.CharField(
        label=_("Period under review"), max_length=30, help_text=_("Its code, e.g. 2024-Q1, 2024-S1 or 2024.")
    )
    held_on = forms.DateField(label=_("Held on"), widget=forms.DateInput(attrs={"type": "date"}))
    title_vi = forms.CharField(label=_("Title in Vietnamese"), max_length=300)
    title_en = forms.CharField(label=_("Title in English"), max_length=300)

    def clean_period(self) -> Period:
        """The period that the code names."""
        try:
            return Period.parse(self.cleaned_data["period"].strip())
        except BadInput as wrong:
            raise forms.ValidationError(f"{say(wrong.message)} {say(wrong.remedy)}") from wrong


class OpinionForm(forms.Form):
    """What a post said on an item."""

    prefix = "opinion"

    speaker = forms.ChoiceField(label=_("Who spoke"))
    text_vi = forms.CharField(label=_("What was said"), widget=forms.Textarea(attrs={"rows": 3}))
    text_en = forms.CharField(label=_("In English"), widget=forms.Textarea(attrs={"rows": 2}), required=False)

    def __init__(self, *args: object, day: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["speaker"].choices = [("", "—"), *post_choices(day)]


class ConclusionForm(forms.Form):
    """What was concluded, word for word."""

    prefix = "conclusion"

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[("task", _("Task")), ("decision", _("Decision")), ("information", _("Information"))],
        widget=forms.RadioSelect,
        initial="task",
    )
    author = forms.ChoiceField(label=_("Who concluded"))
    text_vi = forms.CharField(label=_("Words of the conclusion"), widget=forms.Textarea(attrs={"rows": 3}))
    text_en = forms.CharField(label=_("In English"), widget=forms.Textarea(attrs={"rows": 2}), required=False)

    def __init__(self, *args: object, day: date, chairs: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["author"].choices = [
            ("", "—"),
            (_("Chairs of the review"), chairs),
            *post_choices(day, Role.LEADER),
        ]
        self.fields["author"].initial = chairs[0][0] if chairs else ""


class WordingForm(forms.Form):
    """A better wording of a conclusion; `version` is the one that the page showed."""

    text_vi = forms.CharField(label=_("Words of the conclusion"), widget=forms.Textarea(attrs={"rows": 4}))
    text_en = forms.CharField(label=_("In English"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
