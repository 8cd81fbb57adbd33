"""The events of one day in one province: staged, activated and withdrawn together, all of them or none."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from quarterdeck.areas.actions.activation import activate_events
from quarterdeck.areas.actions.events import stage_events
from quarterdeck.areas.actions.withdrawal import withdraw_events
from quarterdeck.areas.forms.events import WithdrawForm
from quarterdeck.areas.queries import events as queries
from quarterdeck.areas.queries.dangling import building_on
from quarterdeck.areas.queries.passing import passed
from quarterdeck.areas.queries.preview import preview_together
from quarterdeck.areas.rules.standing import COMING, IN_FORCE, PLANNED, STAGED, WITHDRAWN
from quarterdeck.areas.views.asked import day_of
from quarterdeck.areas.views.events import by_room, row
from quarterdeck.core.errors import BadInput, Conflict, NotFound
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.rights import Right, may
from quarterdeck.web import clock
from quarterdeck.web.forms import show_failure
from quarterdeck.web.gates import gate

SECTION = {"section": "areas"}


@gate(Right.READ)
def page(request: HttpRequest) -> HttpResponse:
    """Every event of the day in the province, what they touch together, and the next step for all of them."""
    day, scope, found = _asked(request)
    coming = [one for one in found if one.standing in COMING]
    standings = {standing: _versions(found, standing) for standing in (PLANNED, STAGED, IN_FORCE, WITHDRAWN)}
    context = {
        "day": day, "scope": scope, "rows": [row(one) for one in found], "standings": standings,
        "touched": by_room(preview_together(coming)) if coming else [], "early": clock.today() < day,
        "may_change": may(request.actor, Right.CHANGE_AREAS), "to_stage": standings[PLANNED] or standings[WITHDRAWN],
        "transfers": by_room(passed(found)),
    }  # fmt: skip
    return render(request, "areas/event_day.html", SECTION | context)


def _asked(request: HttpRequest) -> tuple[date, str, list[Any]]:
    day, scope = day_of(request.GET, "day"), request.GET.get("scope", "")
    found = queries.of_day(day, scope) if day else []
    if day is None or not found:
        raise NotFound(gettext_noop("There are no events of this day."),
                       remedy=gettext_noop("Choose one in the list of events."))  # fmt: skip
    return day, scope, found


def _versions(found: list[Any], standing: str) -> list[str]:
    return [f"{one.code}:{one.version}" for one in found if one.standing == standing]


@gate(Right.CHANGE_AREAS)
@require_POST
def step(request: HttpRequest) -> HttpResponse:
    """Stage or activate the events that were seen on the page."""
    given = {"versions": _sent(request), "by": request.actor, "at": clock.now()}
    if request.POST.get("step") == "activate":
        made = activate_events(**given, today=clock.today())
        text = ngettext("{count} event is in force.", "{count} events are in force.", len(made))
    else:
        made = stage_events(**given)
        text = ngettext("{count} event is staged.", "{count} events are staged.", len(made))
    messages.success(request, text.format(count=len(made)))
    return redirect(_address(made[0]))


def _sent(request: HttpRequest) -> dict[str, int]:
    pairs = [one.rpartition(":") for one in request.POST.getlist("event")]
    return {code: int(version) for code, _gap, version in pairs if version.isdecimal() and len(version) < 9}


def _address(one: Any) -> str:
    return f"{reverse('areas:day')}?day={one.day.isoformat()}&scope={one.scope}"


@gate(Right.CHANGE_AREAS)
def withdraw(request: HttpRequest) -> HttpResponse:
    """Take every event of the day back that is in force, with the reason and the act."""
    day, _scope, found = _asked(request)
    versions = _versions(found, IN_FORCE)
    if not versions:
        return redirect(_address(found[0]))
    form = WithdrawForm(request.POST or None, in_force=True, version=1)
    if request.method == "POST" and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        try:
            made = withdraw_events(
                versions=_sent(request), **given, today=clock.today(), by=request.actor, at=clock.now()
            )
        except (BadInput, Conflict) as failure:
            show_failure(form, failure)
        else:
            text = ngettext("{count} event has been withdrawn.", "{count} events have been withdrawn.", len(made))
            messages.success(request, text.format(count=len(made)))
            return redirect(_address(found[0]))
    transfers = sum(queries.transfers(one).filter(given_back_at=None).count() for one in found)
    context = {
        "day": day, "form": form, "versions": versions, "in_force": True, "transfers": transfers,
        "back": _address(found[0]), "building": building_on([one for one in found if one.standing == IN_FORCE]),
    }  # fmt: skip
    return render(request, "areas/event_withdraw.html", SECTION | context, status=422 if form.errors else 200)
