"""The handbook as a list, what may still become an entry, and what resembles a text."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext

from quarterdeck.core.errors import Refused
from quarterdeck.core.finding import excerpt, marked, sought
from quarterdeck.core.rights import Right
from quarterdeck.difficulties.queries import difficulty
from quarterdeck.difficulties.queries.support import waits_for_money
from quarterdeck.difficulties.rules import require_answerer
from quarterdeck.handbook import actions, rules
from quarterdeck.handbook.forms import CandidatesForm, FilterForm
from quarterdeck.handbook.queries import candidates, entries, similar
from quarterdeck.handbook.queries.pack import topic_name
from quarterdeck.web import clock
from quarterdeck.web.gates import gate, say
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import localname

PAGE_LENGTH = 30
SECTION = {"section": "handbook"}
EXCERPT = 320
MOST_AT_ONCE = 100


@gate(Right.READ)
def index(request: HttpRequest) -> HttpResponse:
    """The questions and answers, with how each stands."""
    today = clock.today()
    form = FilterForm(request.GET)
    conditions = form.conditions()
    wanted = sought(conditions.get("search", ""))
    page = Paginator(entries.listed(day=today, **conditions), PAGE_LENGTH).get_page(request.GET.get("page"))
    context = {
        "form": form, "page": page, "rows": [_shown(row, wanted) for row in entries.rows(page, today)],
        "counts": entries.counts(today), "filtered": bool(conditions),
        "waiting": candidates.candidates().count(),
    }  # fmt: skip
    return render(request, "handbook/index.html", SECTION | allowed(request) | context)


def allowed(request: HttpRequest) -> dict[str, bool]:
    """What the actor may do with the handbook."""
    rights = request.actor.rights
    return {"may_draft": Right.ANSWER_DIFFICULTY in rights, "may_curate": Right.CURATE_HANDBOOK in rights}


def _shown(row: Any, wanted: Any) -> dict[str, Any]:
    one = row.entry
    return {
        "row": row, "one": one, "question": marked(localname(one, "question"), wanted),
        "answer": excerpt(localname(one, "answer"), wanted, EXCERPT), "topic": topic_name(one.topic, language()),
        "standing": say(rules.STANDINGS[row.standing]),
    }  # fmt: skip


@gate(Right.READ)
def waiting(request: HttpRequest) -> HttpResponse:
    """Answers to difficulties that no entry holds yet."""
    form = CandidatesForm(request.GET)
    page = Paginator(candidates.candidates(**form.conditions()), PAGE_LENGTH).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "filtered": bool(form.conditions())}
    return render(request, "handbook/waiting.html", SECTION | allowed(request) | context)


@gate(Right.ANSWER_DIFFICULTY)
def draft_chosen(request: HttpRequest) -> HttpResponse:
    """A draft of each answer that was ticked."""
    codes = list(dict.fromkeys(request.POST.getlist("code")))[:MOST_AT_ONCE]
    if request.method != "POST" or not codes:
        return redirect("handbook:waiting")
    made = actions.draft_from_answers(
        difficulties=[difficulty(code) for code in codes], by=request.actor, at=clock.now()
    )
    told = ngettext("{count} draft has been made. Look it through, then publish it.",
                    "{count} drafts have been made. Look them through, then publish them.", len(made))  # fmt: skip
    messages.success(request, told.format(count=len(made)))
    return redirect(f"{reverse('handbook:index')}?standing=draft")


@gate(Right.READ)
def alike(request: HttpRequest) -> HttpResponse:
    """What the handbook says of the matter typed, or of a difficulty; a part of other rooms' pages."""
    today, code = clock.today(), request.GET.get("difficulty", "")[:30]
    typed = request.POST if request.method == "POST" else request.GET  # a matter may be longer than an address
    text = typed.get("matter_vi", "") or typed.get("matter_en", "")
    one = None
    if code:
        one = difficulty(code)
        text = f"{one.matter_vi} {one.matter_en}"
    found = [row for row in similar.similar(text, today) if one is None or row.entry.difficulty_id != one.pk]
    context = {
        "rows": [_shown(row, ()) for row in found], "difficulty": one,
        "may_answer": one is not None and one.state == one.OPEN and answers(request, one)
        and not waits_for_money(one, today),
    }  # fmt: skip
    return render(request, "handbook/_alike.html", context)


def answers(request: HttpRequest, one: Any) -> bool:
    """Whether the actor may answer a difficulty."""
    try:
        require_answerer(request.actor, [body.code for body in one.routed_to.all()])
    except Refused:
        return False
    return True
