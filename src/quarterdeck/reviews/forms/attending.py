"""Ask posts to a review, and note who came."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quarterdeck.core.folding import fold
from quarterdeck.people.queries import posts
from quarterdeck.people.queries.founding import kinds
from quarterdeck.reviews.actions import Noted
from quarterdeck.web.templatetags.quarterdeck.words import localname

STATES = [
    ("invited", _("not noted")),
    ("present", _("present")),
    ("absent", _("absent")),
    ("represented", _("represented")),
]


class InviteForm(forms.Form):
    """Posts to be asked to come."""

    posts = forms.MultipleChoiceField(label=_("Ask these posts to come"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, day: date, asked: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there, groups = set(asked), _by_kind(day)
        left = [(kind, [one for one in some if one[0] not in there]) for kind, some in groups]
        self.fields["posts"].choices = [(kind, some) for kind, some in left if some]


def _by_kind(day: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """The posts alive on a day by the kind of their body, in the order of the country pack."""
    names = {key: localname(words) if words else key for key, words in kinds().items()}
    groups: dict[str, list[tuple[str, str]]] = {kind: [] for kind in names}
    for post in posts(day):
        body = post.organisation
        name, of = localname(post), localname(body)
        told = name if fold(of) in fold(name) else f"{name}, {of}"
        groups.setdefault(body.kind, []).append((post.code, told))
    return [(names.get(kind, kind), some) for kind, some in groups.items() if some]


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
        shown = localname(row.represented_by) if row.represented_by else ""
        self.fields[f"was-{row.pk}"] = forms.CharField(
            initial=_was(row.version, row.state, shown, row.reason), widget=forms.HiddenInput
        )
        self.fields[f"instead-{row.pk}"] = forms.CharField(
            label=_("Who came for %(post)s") % names, required=False, max_length=300,
            initial=shown,
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
        """What was noted of the posts of which anything was changed on the page: the others stay as they are, also
        where somebody else noted them meanwhile."""
        return [one for row in self.listed if (one := self._noted(row)) is not None]

    def _noted(self, row: Any) -> Noted | None:
        data = self.cleaned_data
        state, instead, reason = (data[f"{name}-{row.pk}"] for name in ("state", "instead", "reason"))
        version, *was = _shown(data[f"was-{row.pk}"])
        if [state, instead, reason] == was:
            return None
        return Noted(row.post, version, state, self.stand_ins.get(instead), reason)


def _was(version: int, state: str, instead: str, reason: str) -> str:
    """What the page showed of a post, for a hidden field."""
    return json.dumps([version, state, instead, reason], ensure_ascii=False)


def _shown(was: str) -> tuple[int, str, str, str]:
    """The same read again; what nobody can have been shown where it was tampered with."""
    try:
        version, state, instead, reason = json.loads(was)
        return int(version), str(state), str(instead), str(reason)
    except (ValueError, TypeError):
        return 0, "", "", ""
