"""Hand the open tasks of a post over to another, where no event of areas does it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from quarterdeck.core.errors import BadInput
from quarterdeck.core.rights import Right
from quarterdeck.tasks import actions
from quarterdeck.tasks.forms import HandOverForm
from quarterdeck.tasks.queries import handing, words
from quarterdeck.tasks.queries.choices import Choices
from quarterdeck.web import clock
from quarterdeck.web.forms import show_failure
from quarterdeck.web.gates import gate

SECTION = {"section": "tasks"}


@gate(Right.ISSUE_TASK)
def handover(request: HttpRequest) -> HttpResponse:
    """The posts that wait for somebody to take over, or the open tasks of one post with the form that hands them on."""
    said, choices = request.GET.get("post", "").strip(), Choices(clock.today())
    origin = choices.post(said) or handing.post_of(said) if said else None
    if origin is None:
        context = {**SECTION, "gone": handing.gone(clock.today()), "posts": choices.posts}
        return render(request, "tasks/handover.html", context)
    named = handing.named(origin, clock.today())
    codes = [one.stood.task.code for one in named]
    form = HandOverForm(request.POST or None, codes=codes)
    if request.method == "POST" and form.is_valid() and _handed(request, form, origin, choices):
        return redirect(f"{request.path}?post={origin.code}" if len(form.cleaned_data["tasks"]) < len(codes)
                        else request.path)  # fmt: skip
    chosen = set(request.POST.getlist("tasks")) if request.method == "POST" else set(codes)
    context = {
        **SECTION, "origin": origin, "form": form, "posts": choices.posts,
        "rows": [_row(one, chosen) for one in named],
    }  # fmt: skip
    return render(request, "tasks/handover.html", context, status=422 if form.errors else 200)


def _row(one: handing.Named, chosen: set[str]) -> dict[str, Any]:
    return {
        "one": one.stood, "roles": one.roles, "words": words.standing_words(one.stood),
        "urgency": words.urgency(one.stood), "chosen": one.stood.task.code in chosen,
    }  # fmt: skip


def _handed(request: HttpRequest, form: HandOverForm, origin: Any, choices: Choices) -> bool:
    """Whether the tasks were handed over; where not, the form says why."""
    data = form.cleaned_data
    try:
        heir = choices.listed_post(data["heir"])
        moved = actions.hand_over(origin=origin, heir=heir, codes=data["tasks"], reason=data["reason"],
                                  by=request.actor, at=clock.now())  # fmt: skip
    except BadInput as failure:
        show_failure(form, failure)
        return False
    said = ngettext("{count} task was handed over. Its history tells from whom to whom.",
                    "{count} tasks were handed over. Their histories tell from whom to whom.", len(moved))  # fmt: skip
    messages.success(request, said.format(count=len(moved)))
    return True
