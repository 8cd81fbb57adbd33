"""The forms of tasks: filter the list, write a task, let something happen to it."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quarterdeck.difficulties.queries import difficulties
from quarterdeck.difficulties.rules import OPEN as UNANSWERED
from quarterdeck.figures.queries.catalogue import indicators
from quarterdeck.tasks.queries.choices import Choices
from quarterdeck.tasks.queries.lists import LATE_FOR_EVER, OPEN, Stood, Wanted, sources_of
from quarterdeck.tasks.rules import BUCKET_LABELS, RESULT_KINDS
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.words import localname

Options = list[tuple[str, Any]]
MOST_BYTES = 20 * 1024 * 1024
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


def _from_list(name: str, **options: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"list": f"list-{name}", "autocomplete": "off", "spellcheck": "false"})
    return forms.CharField(required=False, max_length=300, widget=widget, **options)


def _words(rows: int, **options: Any) -> forms.CharField:
    return forms.CharField(required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": rows}), **options)


class TaskForm(forms.Form):
    """A new task. Nothing but the sentence is required here: what is missing is said by the clarity check."""

    text = forms.CharField(
        label=gettext_lazy("The task in one sentence"), max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "aria-describedby": "text-help"}),
        error_messages={"required": gettext_lazy("Write what is to be done.")},
    )  # fmt: skip
    accountable_post = _from_list("posts", label=gettext_lazy("Accountable post"))
    assigner = _from_list("posts", label=gettext_lazy("Assigned by"))
    due = forms.CharField(
        label=gettext_lazy("Due date"), required=False, max_length=100,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )  # fmt: skip
    lead = _from_list("bodies", label=gettext_lazy("Lead organisation"))
    cooperating = forms.MultipleChoiceField(
        label=gettext_lazy("Cooperating organisations"), required=False, widget=forms.CheckboxSelectMultiple
    )
    follower_up = _from_list("posts", label=gettext_lazy("Followed up by"))
    result_kind = forms.ChoiceField(label=gettext_lazy("Kind of result"), required=False)
    result = _words(2, label=gettext_lazy("Result"))
    evidence = _words(2, label=gettext_lazy("Evidence that will prove it"))
    acceptor = _from_list("posts", label=gettext_lazy("Accepted by"))
    indicator = forms.ChoiceField(label=gettext_lazy("Indicator it is to move"), required=False)
    document = _from_list("documents", label=gettext_lazy("Document it rests on"))
    stuck_on = forms.ChoiceField(label=gettext_lazy("Difficulty it is to remove"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language of the sentence"), required=False)
    text_other = _words(3, label=gettext_lazy("The sentence"))
    result_other = _words(2, label=gettext_lazy("Result"))
    evidence_other = _words(2, label=gettext_lazy("Evidence"))
    reason = forms.CharField(
        label=gettext_lazy("Why it is issued although the check warns"), required=False, max_length=1000,
        help_text=gettext_lazy("Only where the check warns; it is kept with the task."),
    )  # fmt: skip
    conclusion = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    read_off = forms.CharField(required=False, widget=forms.HiddenInput)
    form_key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None = None, *, choices: Choices, values: Mapping[str, Any]) -> None:
        super().__init__(data, initial={"form_key": secrets.token_hex(16), **values})
        none: Options = [("", "–")]
        self.fields["cooperating"].choices = [(body.code, localname(body)) for body in choices.bodies]
        self.fields["result_kind"].choices = none + [(kind, say(label)) for kind, label in RESULT_KINDS.items()]
        self.fields["indicator"].choices = none + _by_theme()
        self.fields["stuck_on"].choices = none + unanswered(values.get("stuck_on", ""))
        self.fields["language"].choices = [("", _("as read")), ("vi", _("Vietnamese")), ("en", _("English"))]

    def refuse(self, field: str, words: str) -> None:
        """Put a reason beside a field."""
        self.add_error(field if field in self.fields else None, words)


def _by_theme() -> Options:
    groups: dict[str, Options] = {}
    for one in indicators():
        groups.setdefault(localname(one.theme), []).append((one.code, localname(one)))
    return list(groups.items())


def unanswered(chosen: str = "") -> Options:
    """The difficulties that wait for an answer, and the one chosen."""
    found = [one for one in difficulties() if one.state == UNANSWERED or one.code == chosen]
    return [(one.code, f"{one.code} · {localname(one, 'matter')}"[:120]) for one in found]


class ActForm(forms.Form):
    """What is said with an event; `version` is that of the task when the page was opened."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class ProgressForm(ActForm):
    """How far it is, and what it is stuck on."""

    note = forms.CharField(
        label=gettext_lazy("How far it is"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
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
    document = _from_list(
        "documents", label=gettext_lazy("Number of a registered document"),
        help_text=gettext_lazy("As it is printed, e.g. 45/TTr-SGTVT."),
    )  # fmt: skip


class AcceptForm(ActForm):
    """A word with the acceptance."""

    note = forms.CharField(label=gettext_lazy("Remark"), required=False, max_length=2000)


class ReasonForm(ActForm):
    """Why evidence is returned or a task cancelled."""

    note = forms.CharField(
        label=gettext_lazy("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("It is kept in the history of the task."),
    )  # fmt: skip
