"""Raise a difficulty, see who should answer it and by when, and hand it over."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.rights import Right
from quarterdeck.difficulties import actions, queries, rules
from quarterdeck.difficulties.forms import HandOverForm, RaiseForm
from quarterdeck.difficulties.queries import calls, limits, routing
from quarterdeck.difficulties.views.common import SECTION, plain
from quarterdeck.people.queries import organisation
from quarterdeck.web import clock
from quarterdeck.web.forms import DayField, show_failure
from quarterdeck.web.gates import gate
from quarterdeck.web.templatetags.quarterdeck.words import localname

# What a link to the form may fill in, what the rules read, and what goes to the act as it was typed.
FROM_LINKS = ("call", "asks", "watch_entry", "indicator_code")
TYPED, CHOSEN = ("matter_vi", "matter_en", "concerned"), ("asks", "indicator_code", "watch_entry", "raised_by")
PLAIN = ("matter_vi", "matter_en", "asks", "raised_on", "indicator_code", "form_key")


@gate(Right.RAISE_DIFFICULTY)
def new(request: HttpRequest) -> HttpResponse:
    """Raise a difficulty."""
    today = clock.today()
    begin = {name: request.GET[name] for name in FROM_LINKS if name in request.GET}
    form = RaiseForm(request.POST or None, actor=request.actor, day=today, initial=begin)
    if request.method == "POST" and form.is_valid():
        try:
            made = _raise(request, form, today)
        except (BadInput, Conflict) as failure:
            show_failure(form, failure)
        else:
            asked = ", ".join(localname(body) for body in made.routed_to.all())
            said = _("Difficulty {code} has been raised and put to {bodies}.")
            messages.success(request, said.format(code=made.code, bodies=asked))
            return redirect("difficulties:difficulty", made.code)
    context = {"form": form, "english": ("matter_en", "impact_en", "tried_en")}
    context |= _due(today, form["asks"].value() or "")
    return render(request, "difficulties/new.html", SECTION | context, status=422 if form.errors else 200)


def _raise(request: HttpRequest, form: RaiseForm, today: date) -> Any:
    given = form.cleaned_data
    asking, asked = (queries.named(given[name], today) for name in ("raised_by", "routed_to"))
    typed = {name: given[name] for name in PLAIN}
    call = calls.call(given["call"]) if given.get("call") else None
    return actions.raise_difficulty(
        raised_by=asking, routed_to=asked, particulars=form.particulars(), call=call, **typed, by=request.actor,
        at=clock.now(),
    )  # fmt: skip


@gate(Right.RAISE_DIFFICULTY)
def due(request: HttpRequest) -> HttpResponse:
    """By when a difficulty raised on the day typed would have to be answered, with the steps."""
    day, asks = _day(request.GET.get("raised_on", "")), request.GET.get("asks", "")
    return render(request, "difficulties/_due.html", _due(day, asks) if day else {})


def _due(day: date, asks: str) -> dict[str, Any]:
    return {"due": queries.due(day, asks), "interim_due": limits.interim_due(day, asks)}


def _day(text: str) -> date | None:
    try:
        return DayField(required=False).clean(text)
    except ValidationError:
        return None


@gate(Right.RAISE_DIFFICULTY)
def route(request: HttpRequest) -> HttpResponse:
    """To whom the rules would put what is typed so far, and why."""
    given = {name: [plain(one) for one in request.POST.getlist(name)] for name in (*TYPED, *CHOSEN)}  # too long to GET
    first = {name: values[0] if values else "" for name, values in given.items()}
    typed, asks = {name: first[name][:5000] for name in TYPED}, first["asks"]
    found = routing.proposals(
        text=" ".join(typed.values()), asks=asks, indicator_code=first["indicator_code"],
        watch_code=first["watch_entry"], day=clock.today(), without=given["raised_by"],
    )  # fmt: skip
    known = found if asks in rules.ASKS and typed["matter_vi"].strip() else []
    return render(request, "difficulties/_route.html", {"proposals": known})


@gate(Right.ANSWER_DIFFICULTY)
def hand_over(request: HttpRequest, code: str) -> HttpResponse:
    """Hand a difficulty over to the body that can settle it, with the reason."""
    one, today = queries.difficulty(code), clock.today()
    every = rules.acts_for_all(request.actor)
    asked = [body for body in one.routed_to.all() if every or body.code == request.actor.organisation]
    until = limits.hand_over_due(one.raised_on)
    rules.require_hander(request.actor, asked[0].code if asked else "", today, until.day)
    choices = [(body.code, localname(body)) for body in asked]
    form = HandOverForm(
        request.POST or None, asked=choices, day=today,
        initial={"version": one.version, "origin": choices[0][0] if choices else ""},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.hand_over(
                difficulty=one, origin=organisation(given["origin"]), to=organisation(given["to"]),
                reason=given["reason"], version=given["version"], by=request.actor, at=clock.now(),
            )  # fmt: skip
        except BadInput as failure:
            show_failure(form, failure)
        else:
            messages.success(request, _("The difficulty has been handed over; its last day stays."))
            return redirect("difficulties:difficulty", code)
    proposals = routing.proposals(
        text=f"{one.matter_vi} {one.matter_en}", asks=one.asks, indicator_code=one.indicator_code, day=today,
        without=[body.code for body in (*one.raised_by.all(), *one.routed_to.all())],
    )  # fmt: skip
    context = {"one": one, "form": form, "until": until, "proposals": proposals}
    return render(request, "difficulties/hand_over.html", SECTION | context, status=422 if form.errors else 200)
