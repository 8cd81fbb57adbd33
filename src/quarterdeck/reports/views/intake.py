"""Intake: a text that came in becomes proposals that a person accepts, changes or sets aside, one by one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quarterdeck.core.errors import BadInput, Conflict, Refused
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.core.rights import Right, require
from quarterdeck.documents.queries.secrecy import refuse_secret
from quarterdeck.files.actions import keep_file
from quarterdeck.reports.actions import intake as actions
from quarterdeck.reports.forms import (
    ActForm,
    AsideForm,
    IntakeForm,
)
from quarterdeck.reports.queries import intake as queries
from quarterdeck.reports.queries.owners import owner
from quarterdeck.reports.queries.page import blocks
from quarterdeck.reports.queries.posts import Posts
from quarterdeck.reports.rules.changing import DECIDE, require_change
from quarterdeck.reports.rules.claimed import UNHELD
from quarterdeck.reports.rules.intake import DOCUMENT, FIGURE, KINDS, SIGNS, TASK, WRITES
from quarterdeck.reports.rules.titles import title_of
from quarterdeck.reports.views.proposed import FORMS
from quarterdeck.web import clock
from quarterdeck.web.forms import show_failure
from quarterdeck.web.gates import gate, say

SECTION = {"section": "drafts"}


@gate(Right.CHECK_DRAFT)
def index(request: HttpRequest) -> HttpResponse:
    """Take in a text; the texts that were taken in before."""
    form = IntakeForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("reports:incoming", _put(request, form).pk)
        except BadInput as failure:
            show_failure(form, failure)
    page = Paginator(queries.texts(), 20).get_page(request.GET.get("page"))
    context = SECTION | {"form": form, "page": page}
    return render(request, "reports/intake.html", context, status=422 if form.errors else 200)


def _put(request: HttpRequest, form: IntakeForm) -> Any:
    data, at, file, name = form.cleaned_data, clock.now(), None, _("Pasted text")
    source = data["source"]
    apart = source.apart()
    if data.get("content"):
        name = data["file"].name
        refuse_secret([source.text], file_name=name, content=data["content"], place="file")
        file = keep_file(
            name=name, media_type=data["file"].content_type or "", content=data["content"], by=request.actor, at=at
        )
    return actions.take_in(
        name=(title_of(source.text, apart) or name)[:255], text=source.text, written=data["written"], file=file,
        kind=source.kind, notes=source.notes, apart=apart, by=request.actor, at=at,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tab:
    """One filter above the proposals."""

    code: str
    sign: str
    word: str
    count: int


@gate(Right.CHECK_DRAFT)
def incoming(request: HttpRequest, number: int) -> HttpResponse:
    """The text with its marks, and what it proposes."""
    of = queries.incoming(number)
    show = request.GET.get("show", queries.TO_DO)
    sheet = queries.sheet(of, show, clock.now(), request.actor)
    tabs = [Tab(queries.TO_DO, "", _("To decide"), sheet.waiting)]
    tabs += [Tab(kind, SIGNS[kind], say(KINDS[kind]), count) for kind, count in sheet.counts.items()]
    tabs += [Tab(queries.DONE, "", _("Decided"), sheet.done), Tab(queries.EVERY, "", _("All"), sheet.every)]
    context = SECTION | {
        "of": of, "sheet": sheet, "tabs": tabs, "show": show, "here": urlencode({"show": show}), "signs": SIGNS,
        "posts": Posts(), "at": request.GET.get("at", ""), "blocks": blocks(queries.pieces(of), dict(of.apart)),
    }  # fmt: skip
    context["mine"] = any(one.mine for one in sheet.cards)
    return render(request, "reports/incoming.html", context)


def _back(request: HttpRequest, number: int, proposal: int = 0) -> HttpResponseRedirect:
    """To the text as it was looked at, or to one proposal of it."""
    asked = request.GET.copy()
    if proposal:
        asked["at"] = str(proposal)
    here = asked.urlencode()
    return redirect(reverse("reports:incoming", args=[number]) + (f"?{here}" if here else ""))


def _did(request: HttpRequest, number: int, act: Callable[[int], str], proposal: int = 0) -> HttpResponseRedirect:
    """Do an act and say so; where it cannot be done, say that instead and show the text as it stands."""
    form = ActForm(request.POST)
    try:
        if not form.is_valid():
            raise BadInput(gettext_noop("The form is not complete."), remedy=gettext_noop("Open the page once more."))
        messages.success(request, act(form.cleaned_data["version"]))
    except (Conflict, BadInput, Refused) as failure:
        messages.warning(request, " ".join(one for one in (say(failure.message), say(failure.remedy)) if one))
    return _back(request, number, proposal)


def _card(request: HttpRequest, of: Any, proposal: int) -> Any:
    """A proposal that the actor decides about; `Refused` otherwise."""
    require_change(request.actor, DECIDE, owner(of, clock.now()))
    return queries.card(queries.proposal(of, proposal), clock.now(), request.actor)


@require_POST
@gate(Right.CHECK_DRAFT)
def accept(request: HttpRequest, number: int, proposal: int) -> HttpResponse:
    """Accept a figure as it was read, or say that figures or register hold it already."""
    of = queries.incoming(number)
    one = _card(request, of, proposal)

    def act(version: int) -> str:
        given: dict[str, Any] = {"proposal": one.row, "version": version, "by": request.actor, "at": clock.now()}
        if one.row.kind == DOCUMENT and one.registered:
            actions.join_document(document=one.registered, **given)
            return _("{number} is the document of the register.").format(number=one.registered.number)
        if one.unheld:
            raise _not_held(one)
        if one.row.kind != FIGURE or not one.ready:
            raise BadInput(gettext_noop("Something is missing here."), remedy=gettext_noop("Fill in the form."))
        if one.same:
            actions.confirm_figure(**given)
            return _('The figures hold "{quote}" already.').format(quote=one.row.quote)
        if one.newest is not None:
            remedy = gettext_noop("Open the form and say why it changes, or set the proposal aside.")
            raise BadInput(gettext_noop("The figures hold another value."), remedy=remedy)
        actions.accept_figure(**_as_read(one), replaces=None, **given)
        return _('"{quote}" is reported.').format(quote=one.row.quote)

    return _did(request, number, act)


def _as_read(one: Any) -> dict[str, Any]:
    said = one.row.said
    as_of = date.fromisoformat(said["as_of"]) if said["as_of"] else None
    plain = {name: said[name] for name in ("unit", "breakdown", "scenario", "qualifier")}
    return plain | {
        "indicator": one.indicator, "area": one.area, "period": Period.parse(one.period),
        "value": Decimal(said["value"]), "as_of": as_of,
    }  # fmt: skip


@gate(Right.CHECK_DRAFT)
def aside(request: HttpRequest, number: int, proposal: int) -> HttpResponse:
    """Set a proposal aside with a reason."""
    of = queries.incoming(number)
    one = _card(request, of, proposal)
    form = AsideForm(request.POST or None, initial={"version": one.row.version})
    form.fields["why"].help_text = _("It stays with the text, with your post and the hour.")
    return _form(request, of, one, form, gettext_noop("Set aside"), _set_aside)


def _set_aside(one: Any, given: dict[str, Any], who: dict[str, Any]) -> str:
    actions.set_proposal_aside(proposal=one.row, **given, **who)
    return _('"{quote}" is set aside.').format(quote=one.row.quote[:80])


def _not_held(one: Any) -> BadInput:
    remedy = gettext_noop("Set it aside, or report the figures that it rests on.")
    return BadInput(UNHELD[one.row.said["unheld"]], remedy=remedy)


@require_POST
@gate(Right.CHECK_DRAFT)
def again(request: HttpRequest, number: int, proposal: int) -> HttpResponse:
    """Put a proposal back on the list; a figure that was reported from it is taken back."""

    def act(version: int) -> str:
        of = queries.incoming(number)
        row = queries.proposal(of, proposal)
        given: dict[str, Any] = {"proposal": row, "version": version, "by": request.actor, "at": clock.now()}
        if row.made.startswith("batch:"):
            reason = _("Taken back: it was reported from the text “{name}”.").format(name=of.name)
            actions.take_figure_back(reason=reason, **given)
            return _('"{quote}" is taken back; the figures say again what they said before.').format(
                quote=row.quote[:80]
            )
        actions.take_proposal_up(**given)
        return _('"{quote}" is on the list again.').format(quote=row.quote[:80])

    return _did(request, number, act, proposal)


# --- proposals that are changed before they are accepted ----------------------------------------------------------


@gate(Right.CHECK_DRAFT)
def edit(request: HttpRequest, number: int, proposal: int) -> HttpResponse:
    """Change what was read, or add what is missing, and accept it; a task is written in its own form."""
    of = queries.incoming(number)
    one = _card(request, of, proposal)
    if one.row.kind in WRITES:
        require(request.actor, WRITES[one.row.kind])
    if one.row.kind == TASK:
        return redirect(queries.task_address(one))
    if one.row.kind not in FORMS:
        raise BadInput(gettext_noop("What cannot be read cannot be accepted."),
                       remedy=gettext_noop("Ask the author for the right number, or set it aside."))  # fmt: skip
    if one.unheld:
        raise _not_held(one)
    form_of, act, save = FORMS[one.row.kind]
    return _form(request, of, one, form_of(request.POST or None, one), save, act)


def _form(request: HttpRequest, of: Any, one: Any, form: forms.Form, save: str, act: Callable[..., str]) -> Any:
    """A form about one proposal, and its act once it is sent."""
    number = of.pk
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, act(one, form.cleaned_data, {"by": request.actor, "at": clock.now()}))
            return _back(request, number)
        except BadInput as failure:
            show_failure(form, failure)
        except Conflict as failure:
            messages.warning(request, f"{say(failure.message)} {say(failure.remedy)}".strip())
            return _back(request, number)
    context = SECTION | {
        "of": of, "one": one, "form": form, "save": say(save), "here": request.GET.urlencode(), "signs": SIGNS,
        "address": request.get_full_path(),
    }  # fmt: skip
    return render(request, "reports/proposal.html", context, status=422 if form.errors else 200)
