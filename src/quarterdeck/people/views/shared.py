"""What the pages of this room share."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from quarterdeck.core.errors import QuarterdeckError
from quarterdeck.core.links import Backlink
from quarterdeck.core.messages import Message
from quarterdeck.core.rights import Right, may
from quarterdeck.people.rules import ACTS
from quarterdeck.web.forms import show_failure
from quarterdeck.web.gates import say

SECTION = {"section": "people"}


def administers(request: HttpRequest) -> bool:
    """Whether the buttons that write are shown."""
    return may(request.actor, Right.ADMINISTER)


def told(lines: Iterable[Any]) -> list[dict[str, Any]]:
    """Lines of the record with what was done in words."""
    return [
        {"line": line, "act": say(Message(ACTS.get(line.act, line.act), {"about": line.about}))} for line in lines
    ]  # fmt: skip


def by_label(links: Iterable[Backlink]) -> list[tuple[str, list[Backlink]]]:
    """Links under the words that say how they hang, in their order; what hangs in two ways is told once."""
    found: dict[str, list[Backlink]] = {}
    seen: set[tuple[str, str]] = set()
    for link in links:
        if (link.title, link.url) not in seen:
            found.setdefault(link.label, []).append(link)
        seen.add((link.title, link.url))
    return list(found.items())


def sent(
    request: HttpRequest, form: Form, act: Callable[[Mapping[str, Any]], str], version: Callable[[], int],
    back: str,
) -> HttpResponse | None:  # fmt: skip
    """Do what a form asks for and go back with the words that `act` returns; None where the form is shown (again).

    A failure stands in the form, which then keeps the present version: it can be sent again, knowingly.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        done = act(form.cleaned_data)
    except QuarterdeckError as failure:
        show_failure(form, failure)
        keep_version(form, version())
        return None
    messages.success(request, done)
    return redirect(back)


def keep_version(form: Form, version: int) -> None:
    """Let a form that was sent be shown with the version of now."""
    form.data = form.data.copy()
    form.data["version"] = str(version)


def form_page(request: HttpRequest, form: Form, **context: Any) -> HttpResponse:
    """The page of a form; one that must be mended answers 422."""
    status = 422 if form.errors else 200
    return render(request, "people/form.html", {**SECTION, "form": form, **context}, status=status)
