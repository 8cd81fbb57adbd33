"""Fields that several forms have."""

from typing import Any

from django import forms

from quarterdeck.difficulties.queries import difficulties
from quarterdeck.difficulties.rules import OPEN as UNANSWERED
from quarterdeck.web.templatetags.quarterdeck.words import localname

Options = list[tuple[str, Any]]


def from_list(name: str, **options: Any) -> forms.CharField:
    """A field that is filled from the list `name` of the page."""
    widget = forms.TextInput(attrs={"list": f"list-{name}", "autocomplete": "off", "spellcheck": "false"})
    return forms.CharField(required=False, max_length=300, widget=widget, **options)


def words(rows: int, **options: Any) -> forms.CharField:
    """A field for sentences that may stay empty."""
    return forms.CharField(required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": rows}), **options)


def unanswered(chosen: str = "") -> Options:
    """The difficulties that wait for an answer, and the one chosen."""
    found = [one for one in difficulties() if one.state == UNANSWERED or one.code == chosen]
    return [(one.code, f"{one.code} · {localname(one, 'matter')}"[:120]) for one in found]
