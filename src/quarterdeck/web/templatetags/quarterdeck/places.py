"""Where one can go: the main navigation, addresses that may not exist, and what a list cannot make of its own."""

from typing import Any

from django import forms
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy

from quarterdeck.web.templatetags.quarterdeck.library import register

# Key, address, label and the letter that follows `g` on the keyboard.
# A page that does not exist is left out.
PLACES = (
    ("home", "desk:home", gettext_lazy("Home"), "h"),
    ("figures", "figures:index", gettext_lazy("Figures"), "f"),
    ("reviews", "reviews:index", gettext_lazy("Reviews"), "r"),
    ("tasks", "tasks:index", gettext_lazy("Tasks"), "t"),
    ("difficulties", "difficulties:index", gettext_lazy("Difficulties"), "d"),
    ("handbook", "handbook:index", gettext_lazy("Handbook"), "s"),
    ("documents", "documents:index", gettext_lazy("Documents"), "v"),
    ("drafts", "reports:drafts", gettext_lazy("Draft check"), "c"),
    ("reports", "reports:index", gettext_lazy("Reports"), "b"),
    ("areas", "areas:index", gettext_lazy("Areas"), "a"),
    ("people", "people:index", gettext_lazy("Bodies and posts"), "p"),
)


def address(name: str) -> str:
    """The address of a named page, or "" where the page does not exist."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@register.simple_tag
def navigation() -> list[dict[str, str]]:
    """The pages of the main navigation that exist, in order."""
    places = [
        {"key": key, "url": address(name), "label": label, "letter": letter} for key, name, label, letter in PLACES
    ]
    return [place for place in places if place["url"]]


@register.simple_tag
def optional_url(name: str) -> str:
    """Like `url`, but "" where the page does not exist."""
    return address(name)


@register.inclusion_tag("web/left_out.html", takes_context=True)
def left_out(context: dict[str, Any], form: forms.Form) -> dict[str, list[str]]:
    """What the address asks a list that its filters do not know, or that they do not offer."""
    asked = context["request"].GET
    known = {form.add_prefix(name): name for name in form.fields}
    strange = [name for name in asked if name != "page" and name not in known]
    wrong = [f"{given}={asked[given]}" for given, name in known.items() if given in asked and name in form.errors]
    return {"unknown": [one[:60] for one in (*strange, *wrong)][:5]}
