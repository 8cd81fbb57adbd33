"""What is typed at the secretary's desk."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from quarterdeck.core.rights import Role
from quarterdeck.people.queries import posts
from quarterdeck.reviews.queries.assessments import themes
from quarterdeck.web.templatetags.quarterdeck.words import localname


def post_choices(day: date, role: Role | None = None) -> list[tuple[str, list[tuple[str, str]]]]:
    """Posts alive on a day (of one role, if given), grouped by organisation, in the reader's language."""
    name = "name_en" if (get_language() or "vi").startswith("en") else "name_vi"
    groups: dict[str, list[tuple[str, str]]] = {}
    for post in posts(day).filter(**({"role": role.value} if role else {})):
        groups.setdefault(getattr(post.organisation, name), []).append((post.code, getattr(post, name)))
    return sorted(groups.items())


class OpinionForm(forms.Form):
    """What a post said on an item."""

    prefix = "opinion"

    speaker = forms.ChoiceField(label=_("Who spoke"))
    text_vi = forms.CharField(label=_("What was said"), widget=forms.Textarea(attrs={"rows": 3}))
    text_en = forms.CharField(label=_("In English"), widget=forms.Textarea(attrs={"rows": 2}), required=False)

    def __init__(self, *args: object, day: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["speaker"].choices = [("", "—"), *post_choices(day)]


class ConclusionForm(forms.Form):
    """What was concluded, word for word."""

    prefix = "conclusion"

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[("task", _("Task")), ("decision", _("Decision")), ("information", _("Information"))],
        widget=forms.RadioSelect,
        initial="task",
    )
    author = forms.ChoiceField(label=_("Who concluded"))
    text_vi = forms.CharField(label=_("Words of the conclusion"), widget=forms.Textarea(attrs={"rows": 3}))
    text_en = forms.CharField(label=_("In English"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    difficulty_code = forms.ChoiceField(label=_("Answers the difficulty"), required=False)

    def __init__(
        self, *args: object, day: date, chairs: list[tuple[str, str]], asked: Sequence[Any] = (), **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        difficulties = [(one.ref, f"{one.ref} · {localname(one, 'title')}"[:110]) for one in asked]
        self.fields["difficulty_code"].choices = [("", "—"), *difficulties]
        self.fields["theme"].choices = [("", "—"), *((one.code, localname(one)) for one in themes())]
        self.fields["author"].choices = [
            ("", "—"),
            (_("Chairs of the review"), chairs),
            *post_choices(day, Role.LEADER),
        ]
        self.fields["author"].initial = chairs[0][0] if chairs else ""


class WordingForm(forms.Form):
    """A better wording of a conclusion; `version` is the one that the page showed."""

    text_vi = forms.CharField(label=_("Words of the conclusion"), widget=forms.Textarea(attrs={"rows": 4}))
    text_en = forms.CharField(label=_("In English"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
