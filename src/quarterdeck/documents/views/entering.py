"""The form that enters a document, and what its number says while it is typed."""

from dataclasses import fields
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.rights import Right
from quarterdeck.documents import actions
from quarterdeck.documents.forms import RegisterForm, RelationRows, pairs_of
from quarterdeck.documents.queries import bodies, numbers, register, series
from quarterdeck.documents.queries.typed import Typed, warnings
from quarterdeck.documents.views.lists import SECTION
from quarterdeck.web import clock
from quarterdeck.web.forms import DayField, show_failure
from quarterdeck.web.gates import gate, say

PLAIN = (
    "number", "type_code", "signed_on", "issuer_vi", "issuer_en", "abstract_vi", "abstract_en", "urgency", "direction",
    "received_on", "signer", "recipients", "copies", "archive",
)  # fmt: skip
# What a page that needs a document may fill in, with the page to lead back to as `back`.
FROM_LINKS = ("number", "type_code", "signed_on", "issuer_vi", "issuer_en", "abstract_vi")
LONGEST_GIVEN = 500
CLERICAL = tuple(one.name for one in fields(actions.Clerical))


@gate(Right.REGISTER_DOCUMENT)
def new(request: HttpRequest) -> HttpResponse:
    """Register a document."""
    sent = request.POST if request.method == "POST" else None
    start, acts = _start(request)
    form = RegisterForm(sent, request.FILES or None, initial=start)
    rows = RelationRows(sent, prefix="relations", initial=acts)
    typed, again = str(form["number"].value() or ""), form["again"].value()
    existing: list[Any] = []
    if sent is not None and form.is_valid() and rows.is_valid():
        try:
            made = _register(request, form, pairs_of(rows))
        except (BadInput, Conflict) as failure:
            show_failure(form, failure)
            existing = register.find(typed) if isinstance(failure, Conflict) else []
        else:
            return _registered(request, made)
    form.read_as(typed)
    context = {
        "form": form, "rows": rows, "existing": existing, "reading": numbers.read_number(typed), "typed": typed,
        "issuers": register.issuer_pairs(), "registered": register.recent(), "corrects": again,
    }  # fmt: skip
    status = 200 if sent is None else 409 if existing else 422
    return render(request, "documents/new.html", SECTION | context, status=status)


def _registered(request: HttpRequest, made: Any) -> HttpResponse:
    messages.success(request, _("{number} has been registered.").format(number=made.number))
    for remark in series.remarks(made):
        messages.warning(request, say(remark))
    back = request.GET.get("back", "")
    if back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return redirect(f"{back}?{urlencode({'document': made.number})}")
    return redirect("documents:document", made.pk)


def _start(request: HttpRequest) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """What the form starts with: what a link gave, the entry that is to be corrected, or what a body owes."""
    asked = {name: request.GET.get(name, "") for name in ("corrects", "implements")}
    if asked["corrects"].isdecimal():
        one = register.document(int(asked["corrects"]))
        start = {name: getattr(one, name) for name in PLAIN} | {"bound": [body.code for body in bodies.bound_by(one)]}
        return start | {"again": one.pk}, _acts_of(one)
    if asked["implements"].isdecimal():
        one = register.document(int(asked["implements"]))
        named = bodies.bodies_with([request.GET.get("by", "")])
        names = {"issuer_vi": named[0].name_vi, "issuer_en": named[0].name_en} if named else {}
        return names, [{"kind": "implements", "target": f"{one.number} #{one.pk}"}]
    return {name: request.GET[name][:LONGEST_GIVEN] for name in FROM_LINKS if name in request.GET}, []


def _acts_of(one: Any) -> list[dict[str, str]]:
    """What an entry does to others, for the entry that corrects it to say again."""
    links = [link for link in register.related(one) if not link.inward and link.document.root != one.root]
    return [{"kind": link.kind, "target": f"{link.document.number} #{link.document.pk}"} for link in links]


def _register(request: HttpRequest, form: RegisterForm, relations: list[tuple[str, Any]]) -> Any:
    given = dict(form.cleaned_data)
    sent = given.pop("file")
    file = actions.Upload(sent.name, sent.content_type or "", sent.read()) if sent else None
    clerical = actions.Clerical(**{name: given.pop(name) for name in CLERICAL})
    for name in ("bound", "bound_kinds"):
        given.pop(name)
    given["again"] = register.document(given["again"]) if given["again"] else None
    return actions.register_document(
        **given, clerical=clerical, file=file, relations=relations, bound=form.bodies_chosen(), by=request.actor,
        at=clock.now(),
    )  # fmt: skip


def _warnings(request: HttpRequest, reading: numbers.Reading) -> Any:
    """What is odd about the number with what else is typed so far."""
    given, again = request.GET, request.GET.get("again", "")
    found = Typed(
        reading, given.get("type_code", "")[:10], _day(given.get("signed_on", "")), given.get("issuer_vi", "")[:250],
        given.get("direction", "")[:10], register.document(int(again[:18])) if again.isdecimal() else None,
    )  # fmt: skip
    return warnings(found, request.actor, clock.today())


def _day(text: str) -> date | None:
    try:
        return DayField(required=False).clean(text[:20])
    except ValidationError:
        return None


@gate(Right.REGISTER_DOCUMENT)
def number(request: HttpRequest) -> HttpResponse:
    """What a number says, while it is being typed: its parts, the types it leaves open, who bears it already."""
    typed = request.GET.get("number", "")[:100]
    form = RegisterForm(initial={"number": typed, "type_code": request.GET.get("type_code", "")})
    form.read_as(typed)
    reading = numbers.read_number(typed)
    context = {
        "form": form, "typed": typed, "reading": reading, "existing": register.find(typed) if typed.strip() else [],
        "warnings": _warnings(request, reading) if typed.strip() else (),
    }  # fmt: skip
    return render(request, "documents/_number.html", context)
