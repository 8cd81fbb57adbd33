"""What the screens of a conference send while somebody types."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from quarterdeck.people.queries import posts


class EntryForm(forms.Form):
    """What every form of the conference tells: its key, the version it knows, who speaks and the words so far."""

    key = forms.RegexField(regex=r"^[0-9a-z-]{1,40}$", max_length=40)
    item = forms.IntegerField(min_value=1)
    version = forms.IntegerField(min_value=0)
    who = forms.CharField(label=_("Who spoke"), max_length=60)
    text = forms.CharField(label=_("What was said"))

    def __init__(self, *args: object, day: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._day = day

    def clean_who(self) -> object:
        """The post alive on the day, with its organisation."""
        found = posts(self._day).filter(code=self.cleaned_data["who"]).first()
        if found is None:
            raise forms.ValidationError(_("No post with this name exists on this day. Choose one from the list."))
        return found


class OpinionEntry(EntryForm):
    """An opinion as far as it is typed."""

    withdrawn = forms.BooleanField(required=False)


class DraftEntry(EntryForm):
    """The draft of a conclusion as far as it is typed."""

    kind = forms.ChoiceField(
        choices=[("task", _("Task")), ("decision", _("Decision")), ("information", _("Information"))]
    )


class VersionForm(forms.Form):
    """Which wording of a draft is meant."""

    version = forms.IntegerField(min_value=0)


class ShowForm(forms.Form):
    """What the hall is to see: an item in one of the screens, or the neighbour of what it sees."""

    item = forms.IntegerField(min_value=1, required=False)
    screen = forms.CharField(max_length=10)
    step = forms.IntegerField(min_value=-1, max_value=1, required=False)
