"""What a list of tasks is to show."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quarterdeck.tasks.queries.lists import LATE_FOR_EVER, OPEN, Stood, Wanted, sources_of
from quarterdeck.tasks.rules import BUCKET_LABELS
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.words import localname

Options = list[tuple[str, Any]]
SORTS = {
    "due": gettext_lazy("open first, due soonest"),
    "late": gettext_lazy("longest late first"),
    "lead": gettext_lazy("by lead"),
    "newest": gettext_lazy("newest first"),
    "code": gettext_lazy("by code"),
}
MINE = {
    "": gettext_lazy("everybody's"),
    "waiting": gettext_lazy("waiting for me"),
    "lead": gettext_lazy("led by my organisation"),
    "followed": gettext_lazy("followed up by me"),
    "accepted": gettext_lazy("accepted by me"),
}


class FilterForm(forms.Form):
    """What the list shows; values that make no sense are left out rather than refused."""

    search = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=200)
    bucket = forms.ChoiceField(label=gettext_lazy("Official count"), required=False)
    organisation = forms.ChoiceField(label=gettext_lazy("Organisation"), required=False)
    source = forms.ChoiceField(label=gettext_lazy("Review or document"), required=False)
    mine = forms.ChoiceField(label=gettext_lazy("Whose"), required=False, choices=list(MINE.items()))
    sort = forms.ChoiceField(label=gettext_lazy("Order"), required=False, choices=list(SORTS.items()))

    def __init__(self, data: Mapping[str, Any], stood: Iterable[Stood]) -> None:
        super().__init__(data)
        listed = list(stood)
        every: Options = [("", _("all"))]
        buckets = [(bucket.value, say(label)) for bucket, label in BUCKET_LABELS.items()]
        self.fields["bucket"].choices = [
            *every,
            (OPEN, _("every open task")),
            *buckets,
            (LATE_FOR_EVER, _("late for ever")),
        ]
        bodies = {
            body.code: localname(body) for one in listed for body in (one.task.lead, one.task.acceptor.organisation)
        }
        self.fields["organisation"].choices = every + sorted(bodies.items(), key=lambda item: item[1])
        sources = {key: _title(thing) for one in listed for key, thing in sources_of(one.task).items()}
        self.fields["source"].choices = every + list(sources.items())
        self.fields["search"].widget.input_type = "search"

    def wanted(self) -> Wanted:
        """The conditions that are given and make sense."""
        self.is_valid()
        return Wanted(**{name: value for name, value in self.cleaned_data.items() if value})

    def words(self) -> list[str]:
        """The conditions that are given, in words."""
        given = self.wanted()
        said = [dict(self.fields[name].choices)[value] for name in ("bucket", "organisation", "source", "mine")
                if (value := getattr(given, name))]  # fmt: skip
        return [*said, *([f"“{given.search}”"] if given.search else [])]


def _title(thing: Any) -> str:
    return thing.number if hasattr(thing, "number") else localname(thing, "title")
