"""What of the inbox is shown, how one wants to be told, and calendars."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quarterdeck.notices.queries.inbox import Asked
from quarterdeck.notices.rules import GROUPS, KINDS, RHYTHMS, WAYS, of_group
from quarterdeck.papers.calendar import EVENTS, TODOS
from quarterdeck.web.gates import say

ORDERS = {
    "newest": gettext_lazy("newest first"),
    "due": gettext_lazy("due soonest first"),
    "oldest": gettext_lazy("oldest first"),
}
EVERY = "every"
SHAPES = {
    EVENTS: gettext_lazy("days only, as Google Calendar and Outlook do: each due date is an event"),
    TODOS: gettext_lazy("tasks too, as Thunderbird, Apple and Nextcloud do: each task is a task"),
}


class InboxForm(forms.Form):
    """The conditions of the inbox. Values that make no sense are left out, not refused."""

    shown = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    search = forms.CharField(label=gettext_lazy("Words or code"), required=False, max_length=200)
    group = forms.ChoiceField(label=gettext_lazy("Part of the work"), required=False)
    sort = forms.ChoiceField(label=gettext_lazy("Order"), required=False, choices=list(ORDERS.items()))

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["group"].choices = [("", _("everything")), *((key, say(text)) for key, text in GROUPS.items())]
        self.fields["search"].widget.input_type = "search"

    def asked(self) -> Asked:
        """The conditions that are given and make sense."""
        self.is_valid()
        data = self.cleaned_data
        return Asked(unread=data.get("shown") != EVERY, group=data.get("group", ""), search=data.get("search", ""),
                     sort=data.get("sort") or "newest")  # fmt: skip


class ChoicesForm(forms.Form):
    """Where and when mail comes, in which language, and how each kind of notices is told."""

    email = forms.EmailField(
        label=gettext_lazy("Mail address"), required=False,
        help_text=gettext_lazy("Without one everything is in the inbox only. Nobody else sees it."),
    )  # fmt: skip
    language = forms.ChoiceField(label=gettext_lazy("Language of mails and calendars"), choices=settings.LANGUAGES)
    rhythm = forms.ChoiceField(label=gettext_lazy("Mail comes"), widget=forms.RadioSelect)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rhythm"].choices = [(key, say(text)) for key, text in RHYTHMS.items()]
        for key, kind in KINDS.items():
            ways = [(way, say(WAYS[way])) for way in kind.ways]
            self.fields[key] = forms.ChoiceField(label=say(kind.says), choices=ways)

    def groups(self) -> list[tuple[str, list[Any]]]:
        """The fields of the kinds by the part of the work they belong to."""
        return [(say(label), [self[key] for key in of_group(group)]) for group, label in GROUPS.items()]

    def ways(self) -> dict[str, str]:
        """What was chosen for each kind."""
        return {key: self.cleaned_data[key] for key in KINDS}


class FeedForm(forms.Form):
    """A new calendar address."""

    name = forms.CharField(
        label=gettext_lazy("Where you will use it"), max_length=100,
        help_text=gettext_lazy("So that you know it again, e.g. Outlook or phone."),
    )  # fmt: skip
    shape = forms.ChoiceField(
        label=gettext_lazy("What the program can show"), widget=forms.RadioSelect, choices=list(SHAPES.items()),
        initial=EVENTS,
    )  # fmt: skip
