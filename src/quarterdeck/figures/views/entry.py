"""Report or correct one figure."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.measures import ObservationStatus, Qualifier, Scenario
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Right, may, require
from quarterdeck.figures.actions.log import NewObservation, correct_observation
from quarterdeck.figures.forms import FigureForm, KeyForm
from quarterdeck.figures.queries import catalogue
from quarterdeck.figures.queries.log import newest_row
from quarterdeck.figures.rules.finding import Figured
from quarterdeck.figures.rules.importing.cells import check_length
from quarterdeck.figures.rules.numbers import typable
from quarterdeck.figures.views.asked import Asked, areas_on_offer, asked, offered, own_area
from quarterdeck.web import clock
from quarterdeck.web.forms import show_failure
from quarterdeck.web.gates import gate, say
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import day_text

TOLD = ("value", "unit", "status", "qualifier", "as_of", "reason")


@gate(Right.WRITE_FIGURES)
def report(request: HttpRequest, code: str) -> HttpResponse:
    """One figure of an indicator; the address says of which area, period and kind."""
    what, indicator, scenario = _own(request), catalogue.indicator(code), _scenario(request)
    require(request.actor, Right.WRITE_FIGURES, area=what.area.code)
    check_length(what.period, indicator.code, indicator.frequency)
    newest = newest_row(indicator, what.area, what.period.code, "", scenario.value, clock.now())
    form = FigureForm(
        request.POST or None, unit=indicator.unit, corrects=newest is not None, plan=scenario is Scenario.PLAN,
        initial=_initial(newest, indicator),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        row = _row(form.cleaned_data, indicator, what, scenario)
        try:
            correct_observation(
                row=row, replaces=form.cleaned_data["replaces"], document=form.cleaned_data.get("document", ""),
                by=request.actor, at=clock.now(),
            )  # fmt: skip
        except Conflict as conflict:
            newest = newest_row(indicator, what.area, what.period.code, "", scenario.value, clock.now())
            return _both(request, conflict, form.cleaned_data, newest)
        except BadInput as failure:
            show_failure(form, failure)
        else:
            messages.success(request, _("The figure is kept. What was said before stays beside it."))
            return redirect(what.to("indicator", code))
    context = {
        "section": "figures", "asked": what, "indicator": indicator, "scenario": scenario, "newest": newest,
        "form": form, "keys": _keys(request, what, scenario), "cancel_url": what.to("indicator", code),
    }  # fmt: skip
    return render(request, "figures/report.html", context, status=422 if form.errors else 200)


def _own(request: HttpRequest) -> Asked:
    """What the address asks for, as it was: figures belong to the units of their day.

    A post of a unit starts with its own area.
    """
    own = own_area(request)
    request.GET = request.GET.copy()
    request.GET.pop("borders", None)
    if own and not request.GET.get("area"):
        request.GET["area"] = own
    return asked(request)


def _scenario(request: HttpRequest) -> Scenario:
    text = request.GET.get("scenario", "") or Scenario.ACTUAL.value
    try:
        return Scenario(text)
    except ValueError:
        raise BadInput(
            Message(gettext_noop('There is no kind of figure called "{text}".'), {"text": text}), place="scenario",
            remedy=Message(gettext_noop("Use one of: {codes}."), {"codes": ", ".join(one.value for one in Scenario)}),
        ) from None  # fmt: skip


def _keys(request: HttpRequest, what: Asked, scenario: Scenario) -> KeyForm:
    areas = [one for one in areas_on_offer(what) if may(request.actor, Right.WRITE_FIGURES, area=one.code)]
    return KeyForm(what.fields() | {"scenario": scenario.value}, areas, offered(what, areas)["periods"])


def _initial(newest: Any, indicator: Any) -> dict[str, Any]:
    if newest is None:
        return {"unit": indicator.unit, "status": "A", "qualifier": "exact"}
    value = "" if newest.value is None else typable(newest.value)
    return {
        "value": value, "unit": newest.unit, "status": newest.status, "qualifier": newest.qualifier,
        "as_of": newest.as_of, "replaces": newest.pk, "document": newest.batch.document,
    }  # fmt: skip


def _row(data: Mapping[str, Any], indicator: Any, what: Asked, scenario: Scenario) -> NewObservation:
    return NewObservation(
        indicator=indicator, area=what.area, period=what.period, value=data["value"], unit=data["unit"],
        scenario=scenario.value, status=data["status"], qualifier=data["qualifier"] or Qualifier.EXACT.value,
        as_of=data["as_of"], reason=data.get("reason", ""),
    )  # fmt: skip


def _both(request: HttpRequest, conflict: Conflict, mine: Mapping[str, Any], newest: Any) -> HttpResponse:
    """The page of a conflict: what was typed beside what was saved meanwhile; nothing is lost."""
    yours = _told(mine)
    theirs = _told(
        {name: getattr(newest, name) for name in ("value", "unit", "status", "qualifier", "as_of", "reason")}
    )
    sides = [
        [{"label": one[0], "value": one[1], "differs": one[1] != other[1]} for one, other in zip(a, b, strict=True)]
        for a, b in ((yours, theirs), (theirs, yours))
    ]
    again = request.POST.copy()
    again["replaces"] = str(newest.pk)
    again.setdefault("reason", "")
    resend = [{"name": name, "value": value} for name, value in again.items() if name != "csrfmiddlewaretoken"]
    context = {
        "section": "figures", "reason": say(conflict.message), "remedy": say(conflict.remedy), "yours": sides[0],
        "theirs": sides[1], "theirs_by": newest.batch.by, "theirs_at": newest.batch.at,
        "resend": resend if mine.get("reason") else [], "action": request.get_full_path(),
    }  # fmt: skip
    return render(request, "409.html", context, status=409)


def _told(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    lang, value = language(), data["value"]
    number = "–" if value is None else format(Figured.plain(value, data["unit"]), lang)
    return [
        (_("Value"), number),
        (_("Status"), ObservationStatus(data["status"]).label(lang)),
        (_("Hedge"), Qualifier(data["qualifier"] or "exact").label(lang) or _("exact")),
        (_("Data cut on"), day_text(data["as_of"]) or "–"),
        (_("Reason"), data.get("reason") or "–"),
    ]
