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

from quarterdeck.areas.actions.activation import activate_event
from quarterdeck.areas.actions.events import stage_again, stage_event
from quarterdeck.areas.actions.heirs import choose_heir
from quarterdeck.areas.actions.withdrawal import withdraw_event
from quarterdeck.areas.forms.events import FilterForm, HeirForm, VersionForm, WithdrawForm
from quarterdeck.areas.queries import events as queries
from quarterdeck.areas.queries import province, register
from quarterdeck.areas.queries.dangling import building_on
from quarterdeck.areas.queries.passing import passed
from quarterdeck.areas.queries.preview import hanging, preview
from quarterdeck.areas.queries.standing import doubtful, obstacles
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
from quarterdeck.web.templatetags.quarterdeck.words import localname

SECTION = {"section": "areas"}
PAGE_LENGTH = 50


@gate(Right.READ)
def index(request: HttpRequest) -> HttpResponse:
    """The list of events, newest day first: those of the province, unless others are asked for."""
    form = FilterForm(request.GET, lang=language(), years=queries.years(), scopes=_scopes())
    conditions = form.conditions()
    page = Paginator(queries.events(**conditions), PAGE_LENGTH).get_page(request.GET.get("page"))
    counts = queries.counts(conditions.get("scope", ""))
    context = {
        "form": form, "page": page, "rows": [row(one) for one in page], "filtered": bool(conditions),
        "counts": [{"state": state, "label": STATES[state][0], "count": counts.get(state, 0)} for state in STATES],
        "scope": conditions.get("scope", ""), "may_change": may(request.actor, Right.CHANGE_AREAS),
        "tabs": tabs("events"),
    }  # fmt: skip
    return render(request, "areas/events.html", SECTION | context)


def _scopes() -> list[tuple[str, Any]]:
    held, lang, home = register(expected=True), language(), province(clock.today())
    named = {code: held.by_code[code][-1].name(lang) if code in held.by_code else code for code in queries.scopes()}
    others = sorted(((code, f"{name} ({code})") for code, name in named.items()), key=lambda pair: pair[1])
    own = localname(home) if home else _("all")
    return [("", own), (queries.COUNTRY, _("the whole country")), *others]


def row(one: Any) -> dict[str, Any]:
    """An event with its kind and standing in words."""
    return {"event": one, "kind": EventKind(one.kind).label(language()), "state": STATES[one.standing][0]}


@gate(Right.READ)
def event(request: HttpRequest, code: str) -> HttpResponse:
    """One event: what it does to which unit, what it touches, what may be done with it, what was done."""
    one, today = queries.event(code), clock.today()
    change = queries.change_of(one)
    coming = one.standing in COMING
    hindrances = obstacles(one, today)
    early = one.standing == STAGED and today < one.day
    context = {
        **row(one), "rows": rows_of(change, register(expected=True).units), "coming": coming, "obstacles": hindrances,
        "doubts": doubtful(one) if coming else [],
        "touched": by_room(preview(one)) if coming or one.standing == WITHDRAWN else [],
        "transfers": by_room(passed([one])), "history": _history(one),
        "withdrawals": one.compensations.all(), "companions": _companions(one),
        "together": _together(one),
        "may_change": may(request.actor, Right.CHANGE_AREAS) and one.kind != EventKind.WITHDRAWAL.value,
        "can": _steps(one.standing, early or bool(hindrances)), "early": early,
    }  # fmt: skip
    return render(request, "areas/event.html", SECTION | context)


def _together(one: Any) -> bool:
    """Whether it was withdrawn with others of its day, which then have to be staged together."""
    others = [other for other in queries.of_day(one.day, one.scope) if other.pk != one.pk]
    return one.standing == WITHDRAWN and any(other.standing == WITHDRAWN for other in others)


def _companions(one: Any) -> int:
    """How many other events there are of the same day in the same province."""
    return len([other for other in queries.of_day(one.day, one.scope) if other.pk != one.pk])


def by_room(found: Any) -> list[tuple[str, list[Any]]]:
    """What each room has, together."""
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
def heir(request: HttpRequest, code: str) -> HttpResponse:
    """Choose who takes over the open work of a unit; by the buttons beside its successors."""
    form = HeirForm(request.POST)
    if form.is_valid():
        choose_heir(event=queries.event(code), **form.cleaned_data, by=request.actor, at=clock.now())
        messages.success(request, _("The heir of the open work is chosen."))
    return redirect("areas:event", code)


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
        **row(one), "form": form, "in_force": in_force, "hanging": against,
        "transfers": queries.transfers(one).filter(given_back_at=None).count(), "building": building_on([one]),
    }  # fmt: skip
    return render(request, "areas/event_withdraw.html", SECTION | context, status=422 if form.errors else 200)
