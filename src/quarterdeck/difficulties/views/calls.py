"""Calls for difficulties: the list, one call with the units asked, and what they reply."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.links import backlinks
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.rights import Right
from quarterdeck.difficulties import actions, queries, rules
from quarterdeck.difficulties.forms import CallForm, NilForm, VersionForm
from quarterdeck.difficulties.queries import calls, sheets
from quarterdeck.difficulties.rules.calls import CALL_ACTS, CALL_CLOSED, CALL_OPEN, CALL_STATES, REPLIES, count
from quarterdeck.difficulties.views.common import (
    PAGE_LENGTH,
    SECTION,
    led_back,
    plain,
    registered,
    spoken_for,
    taken_away,
    told_history,
)
from quarterdeck.people.queries import organisation
from quarterdeck.web import clock
from quarterdeck.web.forms import show_failure
from quarterdeck.web.gates import gate


@gate(Right.READ)
def index(request: HttpRequest) -> HttpResponse:
    """The calls: open ones first, with how many units replied."""
    state = request.GET.get("state", "")
    found = calls.listed(state if state in CALL_STATES else "")
    page = Paginator(found, PAGE_LENGTH).get_page(request.GET.get("page"))
    rows = [{"one": one, "state": CALL_STATES[one.state][0]} for one in page]
    context = {
        "page": page, "rows": rows, "state": state, "tab": "calls", "today": clock.today(),
        "may_open": rules.acts_for_all(request.actor),
    }  # fmt: skip
    return render(request, "difficulties/calls.html", SECTION | context)


@gate(Right.READ)
def export_calls(request: HttpRequest, kind: str) -> HttpResponse:
    """The calls as a file."""
    state = request.GET.get("state", "")
    return taken_away(sheets.calls(calls.listed(state if state in CALL_STATES else "")), kind, "calls")


@gate(Right.PREPARE_REVIEW)
def new(request: HttpRequest) -> HttpResponse:
    """Ask chosen units for their difficulties by a document."""
    today = clock.today()
    form = CallForm(request.POST or None, day=today, initial=led_back(request))
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            made = actions.open_call(
                asked=queries.named(given.pop("asked"), today), **given, by=request.actor, at=clock.now()
            )
        except BadInput as failure:
            show_failure(form, failure)
        else:
            messages.success(request, _("The call {code} is open.").format(code=made.code))
            return redirect("difficulties:call", made.code)
    context = {"form": form, "tab": "calls"}
    return render(
        request,
        "difficulties/call_new.html",
        SECTION | registered(request, str(form["document"].value() or "")) | context,
        status=422 if form.errors else 200,
    )


@gate(Right.READ)
def call(request: HttpRequest, code: str) -> HttpResponse:
    """One call: who replied with what, who said that there is nothing, who still owes a reply."""
    one, today = calls.call(code), clock.today()
    units = calls.units(one, today)
    own = next((unit for unit in units if unit.body.code == request.actor.organisation), None)
    replies = Right.RAISE_DIFFICULTY in request.actor.rights and one.state == CALL_OPEN
    keeps = rules.acts_for_all(request.actor)
    context = {
        "one": one, "state": CALL_STATES[one.state], "tab": "calls", "counts": count([unit.standing for unit in units]),
        "rows": [{"unit": unit, "label": REPLIES[unit.standing.state],
                  "may_nil": replies and unit.reply is None and (keeps or unit == own)} for unit in units],
        "own": own if replies else None, "keeps": keeps, "today": today,
        "history": told_history(calls.history(one), CALL_ACTS),
        "curates": Right.CURATE_HANDBOOK in request.actor.rights,
        "links": backlinks("call", code), "answered": calls.answered_of_call(code).count(),
    }  # fmt: skip
    return render(request, "difficulties/call.html", SECTION | context)


@gate(Right.READ)
def export(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The units asked and what they replied, as a file."""
    one = calls.call(code)
    return taken_away(sheets.replies(one, calls.units(one, clock.today())), kind, code)


@gate(Right.RAISE_DIFFICULTY)
def nil(request: HttpRequest, code: str) -> HttpResponse:
    """Reply that a unit has no difficulty: in whose name is asked first, and how a unit not one's own said so."""
    one = calls.call(code)
    unit = organisation(plain((request.POST or request.GET).get("unit", "")))
    rules.require_replier(request.actor, unit.code)
    others = spoken_for(request, [unit])
    form = NilForm(request.POST or None, others=bool(others), initial={"unit": unit.code})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data.get("told", "")
        actions.reply_nil(call=one, organisation=unit, told=told, by=request.actor, at=clock.now())
        messages.success(request, _("The reply has been kept: no difficulty."))
        return redirect("difficulties:call", code)
    context = {"one": one, "unit": unit, "form": form, "others": others, "tab": "calls"}
    return render(request, "difficulties/call_nil.html", SECTION | context, status=422 if form.errors else 200)


@gate(Right.PREPARE_REVIEW)
def move(request: HttpRequest, code: str) -> HttpResponse:
    """Close a call or open it again; only by the button on its page."""
    form = VersionForm(request.POST)
    one = calls.call(code)
    if form.is_valid():
        state = CALL_CLOSED if one.state == CALL_OPEN else CALL_OPEN
        if request.POST.get("state") != state:
            raise Conflict(
                gettext_noop("Somebody else closed or opened this call meanwhile."),
                remedy=gettext_noop("Look at it again."),
            )
        actions.move_call(call=one, state=state, version=form.cleaned_data["version"], by=request.actor, at=clock.now())
        messages.success(request, _("The call is closed.") if state == CALL_CLOSED else _("The call is open again."))
    return redirect("difficulties:call", code)
