"""Draft an event in one page, and revise it there while it is not in force."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from quarterdeck.areas.actions.events import draft_event, revise_event
from quarterdeck.areas.forms.events import EventForm
from quarterdeck.areas.queries.drafting import basis, finder, kinds_in_use, spoken_against
from quarterdeck.areas.queries.events import change_of as change_of_event
from quarterdeck.areas.queries.events import draft_of, event
from quarterdeck.areas.rules.drafting import change_of
from quarterdeck.areas.rules.kinds_told import TOLD
from quarterdeck.areas.rules.recalling import same, typed
from quarterdeck.areas.rules.sense import doubts
from quarterdeck.areas.rules.standing import COMING
from quarterdeck.areas.views.asked import day_of
from quarterdeck.areas.views.event_words import rows_of
from quarterdeck.areas.views.words import kind_label, level_label
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.lineage import EventKind
from quarterdeck.core.rights import Right
from quarterdeck.web import clock
from quarterdeck.web.gates import gate, say
from quarterdeck.web.templatetags.quarterdeck.library import language

SECTION = {"section": "areas"}
MOST_FOUND = 8


@gate(Right.CHANGE_AREAS)
def new(request: HttpRequest) -> HttpResponse:
    """Choose the kind, then draft an event of it."""
    kind = request.GET.get("kind", "")
    if kind not in TOLD:
        kinds = [{"kind": one, "label": EventKind(one).label(language()), "told": say(TOLD[one])} for one in TOLD]
        return render(request, "areas/event_kinds.html", SECTION | {"kinds": kinds})
    form = _form(request, EventKind(kind), None)
    if _ready(request, form):
        try:
            made = draft_event(draft=form.draft, by=request.actor, at=clock.now())
        except (BadInput, Conflict) as failure:
            form.show(failure)
        else:
            text = _("Event {code} is planned. See what it touches, then stage it.")
            messages.success(request, text.format(code=made.code))
            return redirect("areas:event", made.code)
    return _page(request, form, None)


@gate(Right.CHANGE_AREAS)
def revise(request: HttpRequest, code: str) -> HttpResponse:
    """Change an event that is not in force yet."""
    one = event(code)
    if one.standing not in COMING:
        return redirect("areas:event", code)
    form = _form(request, EventKind(one.kind), one)
    if request.method != "POST" and not _holds(form, one):
        messages.warning(request, _("This event does more than the form can show. Withdraw it and draft another one."))
        return redirect("areas:event", code)
    if _ready(request, form, one):
        version = form.cleaned_data["version"] or 0
        try:
            revise_event(event=one, draft=form.draft, version=version, by=request.actor, at=clock.now())
        except (BadInput, Conflict) as failure:
            form.show(failure)
        else:
            messages.success(request, _("The event has been revised."))
            return redirect("areas:event", code)
    return _page(request, form, one)


def _form(request: HttpRequest, kind: EventKind, one: Any) -> EventForm:
    held = basis(one)
    unit_kinds = [(kind, f"{kind_label(kind)} · {level_label(level)}") for level, kind in kinds_in_use()]
    known: dict[str, Any] = {
        "kind": kind, "unit_kinds": unit_kinds, "lang": language(), "finder": finder(held), "register": held,
    }  # fmt: skip
    if request.method == "POST" and "more" not in request.POST:
        return EventForm(request.POST, **known)
    start = request.POST.dict() if request.method == "POST" else _start(one)
    return EventForm(None, initial=start, **known)


def _start(one: Any) -> dict[str, Any]:
    if one is None:
        return {}
    return {**typed(change_of_event(one)), "act_day": one.act_day or "", "version": one.version}


def _holds(form: EventForm, one: Any) -> bool:
    """Whether the form can hold the event: what it would make of what it shows is what there is."""
    whole = EventForm(form.initial, **form.known)
    return whole.is_valid() and whole.draft is not None and same(whole.draft, draft_of(one))


def _ready(request: HttpRequest, form: EventForm, one: Any = None) -> bool:
    """Whether the form was sent to be saved and nothing speaks against what it says."""
    if request.method != "POST" or "more" in request.POST or not form.is_valid() or form.draft is None:
        return False
    for failure in spoken_against(form.draft, basis(one), one):
        form.show(failure)
    return not form.errors and "check" not in request.POST


def _page(request: HttpRequest, form: EventForm, one: Any) -> HttpResponse:
    checked, doubtful = None, list[Any]()
    if form.is_bound and not form.errors and form.draft is not None:
        held = basis(one)
        checked, doubtful = rows_of(change_of(form.draft, held)), list(doubts(form.draft, held))
    kind = form.kind
    context = {
        "form": form, "groups": list(form.groups()), "one": one, "kind": kind, "told": say(TOLD[kind.value]),
        "label": kind.label(language()), "checked": checked, "doubts": doubtful, "splits": kind is EventKind.SPLIT,
    }  # fmt: skip
    return render(request, "areas/event_form.html", SECTION | context, status=422 if form.errors else 200)


@gate(Right.CHANGE_AREAS)
def find(request: HttpRequest) -> HttpResponse:
    """The units that the last line of a field may mean, as buttons that write it."""
    field = request.GET.get("field", "")
    text = request.GET.get(field, "")[:8000]
    before, _gap, last = text.rpartition("\n")
    held = basis()
    try:
        day = day_of(request.GET, "day") or clock.today()
    except BadInput:
        day = clock.today()
    found = finder(held)(day).candidates(last) if len(last.strip()) > 1 else []
    start = f"{before}\n" if before else ""
    proposals = [
        {"value": f"{start}{unit.code} {unit.name_vi}", "unit": unit, "parent": held.parent(unit, day)}
        for unit in found[:MOST_FOUND]
        if f"{unit.code} {unit.name_vi}" != last.strip()
    ]
    context = {"field": field, "proposals": proposals, "more": max(len(found) - MOST_FOUND, 0)}
    return render(request, "areas/_event_found.html", context)
