"""Events: the list, the page of one, and the steps that it takes."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quarterdeck.areas.actions.activation import activate_event, activate_events
from quarterdeck.areas.actions.events import stage_again, stage_event
from quarterdeck.areas.actions.withdrawal import withdraw_event
from quarterdeck.areas.forms.events import FilterForm, VersionForm, WithdrawForm
from quarterdeck.areas.queries import events as queries
from quarterdeck.areas.queries import register
from quarterdeck.areas.queries.preview import hanging, preview
from quarterdeck.areas.rules.standing import ACTS, COMING, IN_FORCE, MOVES, PLANNED, STAGED, STATES, WITHDRAWN
from quarterdeck.areas.views.asked import tabs
from quarterdeck.areas.views.event_words import rows_of
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.lineage import EventKind
from quarterdeck.core.links import Touched
from quarterdeck.core.rights import Right, may
from quarterdeck.web import clock
from quarterdeck.web.forms import show_failure
from quarterdeck.web.gates import gate
from quarterdeck.web.templatetags.quarterdeck.library import language

SECTION = {"section": "areas"}
PAGE_LENGTH = 50


@gate(Right.READ)
def index(request: HttpRequest) -> HttpResponse:
    """The list of events, newest day first."""
    form = FilterForm(request.GET, lang=language(), years=queries.years(), scopes=_scopes())
    conditions = form.conditions()
    page = Paginator(queries.events(**conditions), PAGE_LENGTH).get_page(request.GET.get("page"))
    counts = queries.counts()
    context = {
        "form": form, "page": page, "rows": [_row(one) for one in page], "filtered": bool(conditions),
        "counts": [{"state": state, "label": STATES[state][0], "count": counts.get(state, 0)} for state in STATES],
        "may_change": may(request.actor, Right.CHANGE_AREAS), "tabs": tabs("events"),
    }  # fmt: skip
    return render(request, "areas/events.html", SECTION | context)


def _scopes() -> list[tuple[str, str]]:
    held, lang = register(expected=True), language()
    named = {code: held.by_code[code][-1].name(lang) if code in held.by_code else code for code in queries.scopes()}
    return sorted(((code, f"{name} ({code})") for code, name in named.items()), key=lambda pair: pair[1])


def _row(one: Any) -> dict[str, Any]:
    return {"event": one, "kind": EventKind(one.kind).label(language()), "state": STATES[one.standing][0]}


@gate(Right.READ)
def event(request: HttpRequest, code: str) -> HttpResponse:
    """One event: what it does to which unit, what it touches, what may be done with it, what was done."""
    one, today = queries.event(code), clock.today()
    change = queries.change_of(one)
    coming = one.standing in COMING
    obstacles = [] if one.standing == IN_FORCE else queries.obstacles(one, today)
    early = one.standing == STAGED and today < one.day
    context = {
        **_row(one), "rows": rows_of(change), "coming": coming, "obstacles": obstacles,
        "touched": _by_room(preview(one)) if coming or one.standing == WITHDRAWN else [],
        "transfers": _by_room(queries.transfers(one)), "history": _history(one),
        "withdrawals": one.compensations.all(), "companions": queries.companions(one) if one.standing == STAGED else [],
        "may_change": may(request.actor, Right.CHANGE_AREAS) and one.kind != EventKind.WITHDRAWAL.value,
        "can": _steps(one.standing, early or bool(obstacles)), "early": early,
    }  # fmt: skip
    return render(request, "areas/event.html", SECTION | context)


def _by_room(found: Any) -> list[tuple[str, list[Any]]]:
    return [(room, list(some)) for room, some in groupby(found, key=lambda one: one.room)]


def _history(one: Any) -> list[dict[str, Any]]:
    return [{"line": line, "act": ACTS.get(line.act, line.act)} for line in queries.history(one)]


def _steps(standing: str, hindered: bool) -> Mapping[str, bool]:
    following = MOVES.after(standing)
    return {
        "stage": standing == PLANNED and not hindered,
        "stage_again": standing == WITHDRAWN and not hindered,
        "activate": IN_FORCE in following and not hindered,
        "withdraw": WITHDRAWN in following,
        "revise": standing in COMING,
    }


@gate(Right.CHANGE_AREAS)
@require_POST
def step(request: HttpRequest, code: str, step: str) -> HttpResponse:
    """Stage, activate or stage again; only by the buttons on the event's page."""
    form, one = VersionForm(request.POST), queries.event(code)
    if not form.is_valid():
        return redirect("areas:event", code)
    given = {"event": one, "version": form.cleaned_data["version"], "by": request.actor, "at": clock.now()}
    if step == "activate":
        activate_event(**given, today=clock.today())
        messages.success(request, _("The event is in force. What passed to the heirs is listed below."))
    elif step == "stage":
        stage_event(**given)
        messages.success(request, _("The event is staged. It can be activated from its day on."))
    elif step == "stage-again":
        stage_again(**given)
        messages.success(request, _("The event is staged again."))
    return redirect("areas:event", code)


@gate(Right.CHANGE_AREAS)
@require_POST
def together(request: HttpRequest) -> HttpResponse:
    """Activate the staged events of one act and day, all of them or none."""
    pairs = [one.rpartition(":") for one in request.POST.getlist("event")]
    versions = {code: int(version) for code, _gap, version in pairs if version.isdecimal() and len(version) < 9}
    made = activate_events(versions=versions, today=clock.today(), by=request.actor, at=clock.now())
    messages.success(request, _("{count} events are in force.").format(count=len(made)))
    return redirect("areas:event", made[-1].code)


@gate(Right.CHANGE_AREAS)
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Take an event back, with the reason, and the act where it is in force."""
    one = queries.event(code)
    if WITHDRAWN not in MOVES.after(one.standing):
        return redirect("areas:event", code)
    in_force = one.standing == IN_FORCE
    form = WithdrawForm(request.POST or None, in_force=in_force, version=one.version)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_event(event=one, **form.cleaned_data, today=clock.today(), by=request.actor, at=clock.now())
        except (BadInput, Conflict) as failure:
            show_failure(form, failure)
        else:
            messages.success(request, _("The event has been withdrawn."))
            return redirect("areas:event", code)
    against: list[Touched] = hanging(one) if in_force else []
    context = {
        **_row(one), "form": form, "in_force": in_force, "hanging": against,
        "transfers": queries.transfers(one).filter(given_back_at=None).count(),
    }  # fmt: skip
    return render(request, "areas/event_withdraw.html", SECTION | context, status=422 if form.errors else 200)
