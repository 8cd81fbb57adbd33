"""What is said when milestones are planned and met, and when a target is set."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from quarterdeck.tasks.forms.fields import NumberField
from quarterdeck.tasks.queries.periods import coming
from quarterdeck.tasks.rules.measuring import BOUNDS
from quarterdeck.web.forms import DayField
from quarterdeck.web.gates import say


class MilestoneForm(forms.Form):
    """A dated step on the way."""

    text = forms.CharField(
        label=gettext_lazy("What will be there"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("One thing that can be seen, e.g. the survey report is handed over."),
    )  # fmt: skip
    due = DayField(
        label=gettext_lazy("By"), help_text=gettext_lazy("A working day, not after the due date of the task.")
    )


def _why() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("It stays on record with the day before."),
    )  # fmt: skip


class ChangeMilestoneForm(MilestoneForm):
    """A milestone as it is to be and why; `version` is that of the milestone when the page was opened."""

    reason = _why()
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class MeetForm(forms.Form):
    """What shows that a milestone is met."""

    note = forms.CharField(
        label=gettext_lazy("What shows it"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Today counts as the day on which it was met."),
    )  # fmt: skip
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class DropMilestoneForm(forms.Form):
    """Why a milestone is taken away."""

    reason = _why()
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class ContributionForm(forms.Form):
    """What a cooperating body contributes, and by when."""

    organisation = forms.CharField(
        label=gettext_lazy("Organisation"), max_length=300,
        widget=forms.TextInput(attrs={"list": "list-bodies", "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    part = forms.CharField(label=gettext_lazy("Its part"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    due = DayField(label=gettext_lazy("By"), required=False, help_text=gettext_lazy("Left empty: with the task."))


class TargetForm(forms.Form):
    """To which value the indicator of a task must come, for which period."""

    bound = forms.ChoiceField(label=gettext_lazy("The figure is to be"))
    value = NumberField(label=gettext_lazy("Value"))
    period = forms.ChoiceField(label=gettext_lazy("For the period"))
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, of: Any, unit: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["bound"].choices = [(key, say(label)) for key, label in BOUNDS.items()]
        self.fields["period"].choices = coming(of)
        self.fields["value"].help_text = unit
