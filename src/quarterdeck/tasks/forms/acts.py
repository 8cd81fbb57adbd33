"""What is said when something happens to a task."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from quarterdeck.tasks.forms.fields import NumberField, from_list, unanswered
from quarterdeck.web.forms import DayField

MOST_BYTES = 20 * 1024 * 1024


class ActForm(forms.Form):
    """What is said with an event; `version` is that of the task when the page was opened."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class ProgressForm(ActForm):
    """How far it is, and what it is stuck on."""

    note = forms.CharField(
        label=gettext_lazy("How far it is"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    value = NumberField(label=gettext_lazy("In a number"), required=False)
    unit = forms.CharField(
        label=gettext_lazy("Unit of the number"), required=False, max_length=60,
        help_text=gettext_lazy("Left empty, it is the unit of the target or of the indicator."),
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("File"), required=False, help_text=gettext_lazy("At most 20 MB."),
        widget=forms.ClearableFileInput(attrs={"data-max-bytes": str(MOST_BYTES)}),
    )  # fmt: skip
    stuck_on = forms.ChoiceField(
        label=gettext_lazy("Stuck on a difficulty"), required=False,
        help_text=gettext_lazy("It is shown in the list until the difficulty is answered."),
    )  # fmt: skip

    def __init__(self, *args: Any, stuck: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["stuck_on"].choices = [("", "–"), *unanswered(stuck)]
        self.initial.setdefault("stuck_on", stuck)


class EvidenceForm(ActForm):
    """What proves the result."""

    note = forms.CharField(
        label=gettext_lazy("What is there now"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("In one or two sentences; the acceptor reads this first."),
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("File"), required=False, help_text=gettext_lazy("At most 20 MB."),
        widget=forms.ClearableFileInput(attrs={"data-max-bytes": str(MOST_BYTES)}),
    )  # fmt: skip
    document = from_list(
        "documents", label=gettext_lazy("Number of a registered document"),
        help_text=gettext_lazy("As it is printed, e.g. 45/TTr-SGTVT."),
    )  # fmt: skip
    words_why = forms.CharField(
        label=gettext_lazy("Why there is neither a document nor a file"), required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "This result is to be proved by one of them. Words alone are counted, with this reason."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, paper: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        if not paper:
            del self.fields["words_why"]


class AcceptForm(ActForm):
    """A word with the acceptance, and why it is accepted over `steps` that are open."""

    note = forms.CharField(label=gettext_lazy("Remark"), required=False, max_length=2000)
    over = forms.CharField(
        label=gettext_lazy("Why it is accepted all the same"), required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("The reason stays on the page of the task, with your post."),
    )  # fmt: skip

    def __init__(self, *args: Any, steps: Sequence[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.steps = steps
        self.fields["over"].required = bool(steps)
        if not steps:
            del self.fields["over"]


class ReasonForm(ActForm):
    """Why evidence is returned or a task cancelled."""

    note = forms.CharField(
        label=gettext_lazy("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("It is kept in the history of the task."),
    )  # fmt: skip


class AskForm(ActForm):
    """To which day the due date is to be moved, and why."""

    new_due = DayField(label=gettext_lazy("New due date"))
    note = forms.CharField(
        label=gettext_lazy("Ground"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("What hinders it, and what is done about it. Whoever decides reads this."),
    )  # fmt: skip
    document = from_list("documents", label=gettext_lazy("Number of a registered document"))


class GrantForm(ActForm):
    """To which day the due date is moved."""

    granted_due = DayField(
        label=gettext_lazy("Granted until"),
        help_text=gettext_lazy("The day asked for or an earlier one; an earlier one needs a reason."),
    )  # fmt: skip
    note = forms.CharField(
        label=gettext_lazy("Reason"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    document = from_list("documents", label=gettext_lazy("Number of a registered document"))
