"""Found a body: the form, and what it proposes while one types."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.lineage import Unit
from quarterdeck.core.rights import Right, Role
from quarterdeck.people.actions import BodyDraft, found_organisation
from quarterdeck.people.forms import FoundForm
from quarterdeck.people.queries import organisation
from quarterdeck.people.queries.founding import code_for, heir_of, posts_to_come, unit_meant, units_like
from quarterdeck.people.rules import ROLES
from quarterdeck.people.views.shared import SECTION
from quarterdeck.web import clock
from quarterdeck.web.forms import DayField, show_failure
from quarterdeck.web.gates import gate, say
from quarterdeck.web.templatetags.quarterdeck.words import localname

MOST_FOUND = 8


@gate(Right.ADMINISTER)
def new(request: HttpRequest) -> HttpResponse:
    """Found a body; `after` and `unit` in the address name an ended body and the unit of its heir."""
    today = clock.today()
    start = heir_of(request.GET.get("after", ""), request.GET.get("unit", ""))
    form = FoundForm(request.POST or None, day=today, initial=start)
    if request.method == "POST" and form.is_valid() and (draft := _draft(form)) and "check" not in request.POST:
        try:
            made = found_organisation(draft=draft, by=request.actor, at=clock.now())
        except (BadInput, Conflict) as failure:
            show_failure(form, failure)
        else:
            text = _("{name} has been founded. Say who takes up its posts.")
            messages.success(request, text.format(name=localname(made)))
            return redirect("people:body", made.code)
    given = form.data if form.is_bound else {**form.initial, "valid_from": str(form.initial["valid_from"])}
    context = {"form": form, **_proposed(given), "start": "name_vi" in start}
    return render(request, "people/new.html", SECTION | context, status=422 if form.errors else 200)


def _draft(form: FoundForm) -> BodyDraft | None:
    """What the form says; None with an error beside the field where the unit is not clear."""
    given = form.cleaned_data
    try:
        area = unit_meant(given["area"], given["valid_from"])
    except BadInput as failure:
        show_failure(form, failure)
        return None
    parent = organisation(given["parent"]) if given["parent"] else None
    return BodyDraft(**{**given, "area": area, "parent": parent})


@gate(Right.ADMINISTER)
def proposals(request: HttpRequest) -> HttpResponse:
    """The code and the posts that follow from what is typed so far."""
    return render(request, "people/_proposals.html", _proposed(request.GET))


def _proposed(given: Any) -> dict[str, Any]:
    names = {name: str(given.get(name, "")).strip() for name in ("name_vi", "name_en")}
    kind, area = str(given.get("kind", "")), _unit(given)
    proposal = code_for(kind=kind, name_vi=names["name_vi"], area=area)
    code = str(given.get("code", "")).strip().upper() or proposal
    posts = posts_to_come(kind=kind, code=code, **{key: name or "…" for key, name in names.items()}) if kind else ()
    return {
        "kind": kind, "proposed": proposal, "taken": code == proposal,
        "posts": [{"post": one, "role": say(ROLES[Role(one.role)])} for one in posts],
    }  # fmt: skip


def _unit(given: Any) -> Unit | None:
    """The unit that is typed, as far as one is meant."""
    try:
        day = DayField().clean(given.get("valid_from", ""))
    except ValidationError:
        return None
    text = str(given.get("area", ""))[:200]
    found = units_like(text, day) if len(text.strip()) > 1 else []
    return found[0][0] if len(found) == 1 else None


@gate(Right.ADMINISTER)
def units(request: HttpRequest) -> HttpResponse:
    """The units that the words typed may mean, as buttons that write them."""
    text = request.GET.get("area", "").strip()[:200]
    try:
        day = DayField().clean(request.GET.get("valid_from", ""))
    except ValidationError:
        day = clock.today()
    found = units_like(text, day) if len(text) > 1 else []
    shown = [
        {"unit": unit, "above": above, "value": f"{unit.code} {unit.name_vi}"}
        for unit, above in found[:MOST_FOUND]
        if f"{unit.code} {unit.name_vi}" != text
    ]
    context = {"proposals": shown, "more": max(len(found) - MOST_FOUND, 0), "none": len(text) > 1 and not found}
    return render(request, "people/_units.html", context)
