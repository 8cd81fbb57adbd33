"""Ask posts to a review, and note who came."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quarterdeck.people.queries import posts
from quarterdeck.reviews.actions import Noted
from quarterdeck.reviews.forms.desk import post_choices
from quarterdeck.web.templatetags.quarterdeck.words import localname

STATES = [
    ("invited", _("not noted")),
    ("present", _("present")),
    ("absent", _("absent")),
    ("represented", _("represented")),
]


class InviteForm(forms.Form):
    """Posts to be asked to come."""

    posts = forms.MultipleChoiceField(
        label=_("Ask these posts to come"), widget=forms.SelectMultiple(attrs={"size": 10}),
        help_text=_("Hold Ctrl to choose several."),
    )  # fmt: skip

    def __init__(self, *args: Any, day: date, asked: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = set(asked)
        groups = [(body, [one for one in some if one[0] not in there]) for body, some in post_choices(day)]
        self.fields["posts"].choices = [(body, some) for body, some in groups if some]


class AttendanceForm(forms.Form):
    """One line for each post asked: whether it came, who came instead, and why not."""

    def __init__(self, *args: Any, rows: Sequence[Any], day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.listed = list(rows)
        bodies = {row.post.organisation_id for row in self.listed}
        self.stand_ins = {localname(one): one for one in posts(day).filter(organisation__in=bodies)}
        for row in self.listed:
            self._add(row)

    def _add(self, row: Any) -> None:
        names = {"post": localname(row.post)}
        self.fields[f"state-{row.pk}"] = forms.ChoiceField(
            label=_("Whether %(post)s came") % names, choices=STATES, initial=row.state, widget=forms.RadioSelect
        )
        self.fields[f"was-{row.pk}"] = forms.CharField(initial=row.state, widget=forms.HiddenInput)
        self.fields[f"instead-{row.pk}"] = forms.CharField(
            label=_("Who came for %(post)s") % names, required=False, max_length=300,
            initial=localname(row.represented_by) if row.represented_by else "",
            widget=forms.TextInput(attrs={"list": "stand-ins", "autocomplete": "off", "placeholder": _("who came")}),
        )  # fmt: skip
        self.fields[f"reason-{row.pk}"] = forms.CharField(
            label=_("Why %(post)s did not come") % names, required=False, max_length=300, initial=row.reason,
            widget=forms.TextInput(attrs={"placeholder": _("reason")}),
        )  # fmt: skip

    def lines(self) -> Iterator[dict[str, Any]]:
        """Each post with its four fields."""
        for row in self.listed:
            names = ("state", "was", "instead", "reason")
            yield {"row": row} | {name: self[f"{name}-{row.pk}"] for name in names}

    def clean(self) -> dict[str, Any]:
        """Who came instead must be a post of one of the bodies that are asked."""
        data: dict[str, Any] = super().clean() or {}
        for row in self.listed:
            name = f"instead-{row.pk}"
            if data.get(name) and data[name] not in self.stand_ins:
                self.add_error(name, _("No post of this name belongs to the bodies that are asked."))
        return data

    def noted(self) -> list[Noted]:
        """What was noted of each post."""
        data = self.cleaned_data
        return [
            Noted(row.post, data[f"was-{row.pk}"], data[f"state-{row.pk}"],
                  self.stand_ins.get(data[f"instead-{row.pk}"]), data[f"reason-{row.pk}"])
            for row in self.listed
        ]  # fmt: skip
