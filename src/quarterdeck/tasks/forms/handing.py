"""To which post open tasks pass, which of them, and why."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from quarterdeck.tasks.forms.fields import from_list


class HandOverForm(forms.Form):
    """A hand-over; the tasks are chosen in the table of the page."""

    heir = from_list(
        "posts", label=gettext_lazy("Post that takes over"),
        help_text=gettext_lazy(
            "Where it takes over as the accountable post, its body leads the task and takes it on within the days set."
        ),
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Name the decision, e.g. 120/QĐ-UBND. It is kept in the history of each task."),
    )  # fmt: skip
    tasks = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, codes: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["heir"].required = True
        self.fields["tasks"].choices = [(code, code) for code in codes]
