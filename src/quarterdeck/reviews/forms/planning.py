"""Make a review, correct it, and plan its agenda."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quarterdeck.core.errors import BadInput
from quarterdeck.core.periods import Period
from quarterdeck.core.rights import Role
from quarterdeck.reviews.forms.desk import post_choices
from quarterdeck.reviews.queries.planning import first_of, kind_of, kinds
from quarterdeck.web.forms import DayField
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname

NOBODY = ("", "—")


class SettingForm(forms.Form):
    """When and where a review is held, who chairs it and who writes its minutes."""

    held_on = DayField(label=_("Held on"))
    starts_at = forms.TimeField(
        label=_("Begins at"), required=False, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    place_vi = forms.CharField(label=_("Place, in Vietnamese"), max_length=300, required=False)
    place_en = forms.CharField(label=_("Place, in English"), max_length=300, required=False)
    chairs = forms.MultipleChoiceField(label=_("Chaired by"), required=False, widget=forms.CheckboxSelectMultiple)
    secretary = forms.ChoiceField(label=_("Minutes written by"), required=False)

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leaders = [choice for _body, group in post_choices(day, Role.LEADER) for choice in group]
        self.fields["chairs"].choices = leaders
        self.fields["secretary"].choices = [NOBODY, *post_choices(day, Role.SPECIALIST)]


class ReviewForm(SettingForm):
    """A new review."""

    kind = forms.ChoiceField(label=_("Kind of review"))
    period = forms.CharField(
        label=_("Period under review"), max_length=30, help_text=_("Its code, e.g. 2024-Q1, 2024-S1 or 2024.")
    )
    title_vi = forms.CharField(
        label=_("Name of the review, in Vietnamese"), max_length=300, required=False,
        help_text=_("Left empty, it follows from kind and period."),
    )  # fmt: skip
    title_en = forms.CharField(label=_("Name of the review, in English"), max_length=300, required=False)
    ask_usual = forms.BooleanField(
        label=_("Ask the posts that this kind of review usually asks"), required=False, initial=True,
        help_text=_("The list is shown next: posts can be added to it and taken off."),
    )  # fmt: skip
    beside = forms.CharField(label=_("Why another one"), max_length=500, required=False, widget=forms.HiddenInput)
    field_order = (
        "kind", "period", "beside", "held_on", "starts_at", "place_vi", "place_en", "chairs", "secretary", "ask_usual",
        "title_vi", "title_en",
    )  # fmt: skip

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, day=day, **kwargs)
        self.fields["kind"].choices = [(one.key, localname(one, "label")) for one in kinds(day)]

    def clean(self) -> dict[str, Any]:
        """A second review of one kind and period is asked back, naming the first: it takes a reason."""
        data: dict[str, Any] = super().clean() or {}
        if {"kind", "period", "held_on"} <= data.keys():
            first = first_of(kind_of(data["kind"], data["held_on"]), data["period"])
            if first is not None:
                self._ask_back(first, data.get("beside", "").strip())
        return data

    def _ask_back(self, first: Any, why: str) -> None:
        self.first = first
        self.fields["beside"].widget, self.fields["beside"].required = forms.TextInput(), True
        if not why:
            told = {"title": localname(first, "title"), "day": day_text(first.held_on)}
            self.add_error("beside", _("There is already “%(title)s”, held on %(day)s. Open that one, or say why "
                                       "another one is made.") % told)  # fmt: skip

    def clean_period(self) -> Period:
        """The period that the code names."""
        try:
            return Period.parse(self.cleaned_data["period"].strip())
        except BadInput as wrong:
            raise forms.ValidationError(f"{say(wrong.message)} {say(wrong.remedy)}") from wrong


class EditForm(SettingForm):
    """What is said of a review; `version` is the one that the page showed."""

    title_vi = forms.CharField(label=_("Name of the review, in Vietnamese"), max_length=300)
    title_en = forms.CharField(label=_("Name of the review, in English"), max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("title_vi", "title_en", "held_on", "starts_at", "place_vi", "place_en", "chairs", "secretary")


class CancelForm(forms.Form):
    """Why a review is cancelled; `version` is the one that the page showed."""

    why = forms.CharField(
        label=_("Why it is cancelled"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stays to be read with this reason; its code is not given to another review."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)


class ChairForm(forms.Form):
    """Who chairs a review."""

    prefix = "chair"

    post = forms.ChoiceField(label=_("Chaired by"))

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = [NOBODY, *post_choices(day, Role.LEADER)]


class PlanForm(forms.Form):
    """Who presents an item and how long it takes; `version` is the one that the page showed."""

    presenter = forms.ChoiceField(label=_("Presented by"), required=False)
    minutes = forms.IntegerField(label=_("Minutes set aside"), required=False, min_value=1, max_value=480)
    postponed = forms.BooleanField(label=_("Put off to the next review of this kind"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["presenter"].choices = [NOBODY, *post_choices(day)]


class MatterForm(PlanForm):
    """A matter that no room gathers."""

    prefix = "matter"

    title_vi = forms.CharField(label=_("Matter, in Vietnamese"), max_length=400)
    title_en = forms.CharField(label=_("Matter, in English"), max_length=400, required=False)
    field_order = ("title_vi", "title_en", "presenter", "minutes")

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, day=day, **kwargs)
        del self.fields["postponed"], self.fields["version"]
