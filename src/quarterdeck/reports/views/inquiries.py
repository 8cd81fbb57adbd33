"""What departments are asked about the claims of drafts, and what they answer."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from quarterdeck.core.errors import BadInput, Conflict, Refused
from quarterdeck.core.rights import Actor, Right
from quarterdeck.figures.queries.catalogue import indicators
from quarterdeck.reports import actions
from quarterdeck.reports.forms import AnswerForm
from quarterdeck.reports.queries import inquiries as queries
from quarterdeck.reports.queries.posts import Posts
from quarterdeck.reports.rules.desk import OUTCOMES, require_asked
from quarterdeck.web import clock
from quarterdeck.web.forms import show_failure
from quarterdeck.web.gates import gate, say

ON_A_PAGE = 50


@gate(Right.READ)
def index(request: HttpRequest) -> HttpResponse:
    """The questions for the actor's organisation, open ones first; or all of them."""
    every = request.GET.get("whose") == "all"
    rows = queries.inquiries()
    if not every:
        rows = rows.filter(organisation__code=request.actor.organisation)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "every": every, "section": "drafts", "posts": Posts()}
    return render(request, "reports/inquiries.html", context)


@gate(Right.READ)
def inquiry(request: HttpRequest, number: int) -> HttpResponse:
    """One question: the sentence, the finding, the figure; the answer, or the form for it."""
    one = queries.inquiry(number)
    form = AnswerForm(request.POST or None, initial={"version": one.version})
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_inquiry(inquiry=one, **form.cleaned_data, by=request.actor, at=clock.now())
        except BadInput as failure:
            show_failure(form, failure)
        except Conflict as failure:
            messages.warning(request, f"{say(failure.message)} {say(failure.remedy)}".strip())
            return redirect("reports:inquiry", number)
        else:
            messages.success(request, _("Your answer is at the draft now."))
            return redirect("reports:inquiries")
    context = {
        "one": one, "form": form, "open": one.answered_at is None and one.withdrawn_at is None,
        "may_answer": _may_answer(request.actor, one.organisation.code),
        "newer": queries.newer_figure(one, clock.now()),
        "section": "drafts", "outcome": OUTCOMES.get(one.outcome, ""), "indicator": _indicator(one.indicator_code),
        "posts": Posts(), "before": one.sentence.partition(one.quote),
    }  # fmt: skip
    return render(request, "reports/inquiry.html", context, status=422 if form.errors else 200)


def _may_answer(actor: Actor, organisation: str) -> bool:
    try:
        require_asked(actor, organisation)
    except Refused:
        return False
    return True


def _indicator(code: str) -> Any:
    return indicators().filter(code=code).first() if code else None
