"""The form that writes a task."""

import secrets
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quarterdeck.figures.queries.catalogue import indicators
from quarterdeck.tasks.forms.fields import Options, from_list, unanswered, words
from quarterdeck.tasks.queries import fanning
from quarterdeck.tasks.queries.choices import Choices
from quarterdeck.tasks.queries.clarity import profiles
from quarterdeck.tasks.queries.drafts import REASON
from quarterdeck.tasks.rules import RESULT_KINDS
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import localname

LONGEST_REASON = 1000


class TaskForm(forms.Form):
    """A new task. Nothing but the sentence is required here: what is missing is said by the clarity check."""

    text = forms.CharField(
        label=gettext_lazy("The task in one sentence"), max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "aria-describedby": "text-help"}),
        error_messages={"required": gettext_lazy("Write what is to be done.")},
    )  # fmt: skip
    accountable_post = from_list("posts", label=gettext_lazy("Accountable post"))
    assigner = from_list("posts", label=gettext_lazy("Assigned by"))
    due = forms.CharField(
        label=gettext_lazy("Due date"), required=False, max_length=100,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )  # fmt: skip
    lead = from_list("bodies", label=gettext_lazy("Lead organisation"))
    cooperating = forms.MultipleChoiceField(
        label=gettext_lazy("Cooperating organisations"), required=False, widget=forms.CheckboxSelectMultiple
    )
    follower_up = from_list("posts", label=gettext_lazy("Followed up by"))
    result_kind = forms.ChoiceField(label=gettext_lazy("Kind of result"), required=False)
    result = words(2, label=gettext_lazy("Result"))
    evidence = words(2, label=gettext_lazy("Evidence that will prove it"))
    acceptor = from_list("posts", label=gettext_lazy("Accepted by"))
    indicator = forms.ChoiceField(label=gettext_lazy("Indicator it is to move"), required=False)
    document = from_list("documents", label=gettext_lazy("Document it rests on"))
    stuck_on = forms.ChoiceField(label=gettext_lazy("Difficulty it is to remove"), required=False)
    milestones = words(3, label=gettext_lazy("Milestones"), help_text=gettext_lazy(
        "One a line: the day, then what is there, e.g. 30/05/2024 draft sent for comments. "
        "A task of more than 60 days needs them."
    ))  # fmt: skip
    units = forms.MultipleChoiceField(
        label=gettext_lazy("One task for each of these units"), required=False, widget=forms.CheckboxSelectMultiple
    )
    profile = forms.ChoiceField(label=gettext_lazy("Checked by"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language of the sentence"), required=False)
    text_other = words(3, label=gettext_lazy("The sentence"))
    result_other = words(2, label=gettext_lazy("Result"))
    evidence_other = words(2, label=gettext_lazy("Evidence"))
    conclusion = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    parent = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)
    read_off = forms.CharField(required=False, widget=forms.HiddenInput)
    form_key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, choices: Choices, values: Mapping[str, Any],
        warned: Mapping[str, str],
    ) -> None:  # fmt: skip
        super().__init__(data, initial={"form_key": secrets.token_hex(16), **values})
        none: Options = [("", "–")]
        self.fields["cooperating"].choices = [(body.code, localname(body)) for body in choices.bodies]
        sets = [(f"set:{one.code}", one.name) for one in fanning.sets(choices)]
        self.fields["units"].choices = [*sets, *((body.code, localname(body)) for body in choices.bodies)]
        self.fields["profile"].choices = profiles(language())
        self.fields["result_kind"].choices = none + [(kind, say(label)) for kind, label in RESULT_KINDS.items()]
        self.fields["indicator"].choices = none + _by_theme()
        self.fields["stuck_on"].choices = none + unanswered(values.get("stuck_on", ""))
        self.fields["language"].choices = [("", _("as read")), ("vi", _("Vietnamese")), ("en", _("English"))]

        for code, warning in warned.items():
            self.fields[f"{REASON}{code}"] = forms.CharField(label=warning, required=False, max_length=LONGEST_REASON)

    @property
    def reasons(self) -> list[forms.BoundField]:
        """The field of each warning: its label is the warning, in it stands why the task is issued all the same."""
        return [self[name] for name in self.fields if name.startswith(REASON)]

    def refuse(self, field: str, words: str) -> None:
        """Put a reason beside a field."""
        self.add_error(field if field in self.fields else None, words)


def _by_theme() -> Options:
    groups: dict[str, Options] = {}
    for one in indicators():
        groups.setdefault(localname(one.theme), []).append((one.code, localname(one)))
    return list(groups.items())
