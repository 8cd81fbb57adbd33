"""What a list of tasks, or a table of totals, is to show. Values that make no sense are left out, not refused."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quarterdeck.tasks.queries import narrowing
from quarterdeck.tasks.queries.totals import WAYS
from quarterdeck.tasks.queries.wanted import LATE_FOR_EVER, OPEN, Wanted
from quarterdeck.tasks.rules import BUCKET_LABELS
from quarterdeck.web.forms import DayField
from quarterdeck.web.gates import say

SORTS = {
    "due": gettext_lazy("open first, due soonest"),
    "late": gettext_lazy("longest late first"),
    "lead": gettext_lazy("by lead"),
    "newest": gettext_lazy("newest first"),
    "code": gettext_lazy("by code"),
    "entered": gettext_lazy("as entered here"),
}
MINE = {
    "": gettext_lazy("everybody's"),
    "waiting": gettext_lazy("waiting for me"),
    "lead": gettext_lazy("led by my organisation"),
    "followed": gettext_lazy("followed up by me"),
    "accepted": gettext_lazy("accepted by me"),
}
# The sets of tasks that the totals lead to beside the official counts.
OTHER_SETS = {
    "counted": gettext_lazy("all but the cancelled ones"),
    "due": gettext_lazy("done or overdue"),
    "due_original": gettext_lazy("done or overdue by the original due date"),
    "on_time_original": gettext_lazy("done by the original due date"),
    "extended": gettext_lazy("extended"),
    "late_until_extended": gettext_lazy("overdue until extended"),
    "extension_waits": gettext_lazy("extension waits to be decided"),
    "milestone_missed": gettext_lazy("a milestone past its day"),
    "escalated": gettext_lazy("overdue so long that the next review looks at it"),
    "words_only": gettext_lazy("closed on words alone"),
    "without_evidence": gettext_lazy("closed without evidence"),
}


class ScopeForm(forms.Form):
    """The conditions that totals and their lists share."""

    issued_from = DayField(label=gettext_lazy("Issued from"), required=False)
    issued_to = DayField(label=gettext_lazy("Issued up to"), required=False)
    due_from = DayField(label=gettext_lazy("Due from"), required=False)
    due_to = DayField(label=gettext_lazy("Due up to"), required=False)
    lead = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    area = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    assigner = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    document = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    theme = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    group = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)

    def wanted(self) -> Wanted:
        """The conditions that are given and make sense."""
        self.is_valid()
        names = Wanted.__dataclass_fields__
        return Wanted(**{name: value for name, value in self.cleaned_data.items() if value and name in names})

    def narrowed(self) -> narrowing.Options:
        """The conditions of the link by which one came: the name of each in the address, and its words."""
        return narrowing.named(self.wanted())


class FilterForm(ScopeForm):
    """What the list shows."""

    search = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=200)
    bucket = forms.ChoiceField(label=gettext_lazy("Official count"), required=False)
    organisation = forms.ChoiceField(label=gettext_lazy("Organisation"), required=False)
    source = forms.ChoiceField(label=gettext_lazy("Review or document"), required=False)
    mine = forms.ChoiceField(label=gettext_lazy("Whose"), required=False, choices=list(MINE.items()))
    sort = forms.ChoiceField(label=gettext_lazy("Order"), required=False, choices=list(SORTS.items()))

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        every = [("", _("all"))]
        buckets = [(bucket.value, say(label)) for bucket, label in BUCKET_LABELS.items()]
        sets = [(OPEN, _("every open task")), *buckets, (LATE_FOR_EVER, _("late for ever")), *OTHER_SETS.items()]
        self.fields["bucket"].choices = [*every, *sets]
        self.fields["organisation"].choices = every + narrowing.bodies()
        self.fields["source"].choices = every + narrowing.sources(str(data.get("source", "")))
        self.fields["search"].widget.input_type = "search"
        for name in ("issued_from", "issued_to", "due_from", "due_to"):
            self.fields[name].widget = forms.HiddenInput()

    def words(self) -> list[str]:
        """The conditions that are given, in words."""
        given = self.wanted()
        said = [str(dict(self.fields[name].choices)[value]) for name in ("bucket", "organisation", "source", "mine")
                if (value := getattr(given, name))]  # fmt: skip
        narrowed = [words for _name, words in self.narrowed()]
        return [*said, *narrowed, *([f"“{given.search}”"] if given.search else [])]


class TotalsForm(ScopeForm):
    """Which tasks the totals are of, and by what they are grouped."""

    by = forms.ChoiceField(required=False, choices=[(way, way) for way in WAYS], widget=forms.HiddenInput)

    def way(self) -> str:
        """By what the totals are grouped."""
        self.is_valid()
        return self.cleaned_data.get("by") or "lead"
