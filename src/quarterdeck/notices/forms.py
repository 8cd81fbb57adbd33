"""What of the inbox is shown."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quarterdeck.notices.queries.inbox import Asked
from quarterdeck.notices.rules import GROUPS
from quarterdeck.web.gates import say

ORDERS = {
    "newest": gettext_lazy("newest first"),
    "due": gettext_lazy("due soonest first"),
    "oldest": gettext_lazy("oldest first"),
}
UNREAD, EVERY = "unread", "every"


class InboxForm(forms.Form):
    """The conditions of the inbox. Values that make no sense are left out, not refused."""

    shown = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    search = forms.CharField(label=gettext_lazy("Words or code"), required=False, max_length=200)
    group = forms.ChoiceField(label=gettext_lazy("About"), required=False)
    sort = forms.ChoiceField(label=gettext_lazy("Order"), required=False, choices=list(ORDERS.items()))

    def __init__(self, data: object) -> None:
        super().__init__(data)
        self.fields["group"].choices = [("", _("everything")), *((key, say(text)) for key, text in GROUPS.items())]
        self.fields["search"].widget.input_type = "search"

    def asked(self) -> Asked:
        """The conditions that are given and make sense."""
        self.is_valid()
        data = self.cleaned_data
        return Asked(unread=data.get("shown") != EVERY, group=data.get("group", ""), search=data.get("search", ""),
                     sort=data.get("sort") or "newest")  # fmt: skip
