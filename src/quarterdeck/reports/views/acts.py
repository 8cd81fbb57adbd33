"""What is done at the draft desk: accept and undo corrections, set aside, ask, check again, teach a name."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quarterdeck.core.errors import BadInput, Conflict, NotFound
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.rights import Right
from quarterdeck.figures.queries.catalogue import indicator as indicator_of
from quarterdeck.people.queries import organisation, organisations
from quarterdeck.reports import actions
from quarterdeck.reports.forms import ActForm, AgainForm, AsideForm, AskForm, MeansForm, WordsForm
from quarterdeck.reports.jobs import checking
from quarterdeck.reports.queries import desk
from quarterdeck.reports.queries.owners import asked_about, owner
from quarterdeck.reports.queries.shown import Cards
from quarterdeck.reports.rules.changing import ASK, CORRECT, SET_ASIDE, TEACH, require_change
from quarterdeck.web import clock
from quarterdeck.web.forms import show_failure
from quarterdeck.web.gates import gate, say
from quarterdeck.web.templatetags.quarterdeck.words import localname


def _back(request: HttpRequest, number: int, finding: int = 0) -> HttpResponseRedirect:
    """To the desk as it was looked at, or to one finding on it."""
    asked = request.GET.copy()
    if finding:
        asked["at"] = str(finding)
    here = asked.urlencode()
    return redirect(reverse("reports:draft", args=[number]) + (f"?{here}" if here else ""))


def _did(request: HttpRequest, number: int, act: Callable[[], str | tuple[str, int]]) -> HttpResponseRedirect:
    """Do an act and say so on the desk, at the finding that it tells.

    Where somebody was faster, say that instead and show the desk as it is.
    """
    try:
        done = act()
        told, finding = (done, 0) if isinstance(done, str) else done
        messages.success(request, told)
        return _back(request, number, finding)
    except (Conflict, BadInput) as failure:
        messages.warning(request, " ".join(one for one in (say(failure.message), say(failure.remedy)) if one))
    return _back(request, number)


def _seen(request: HttpRequest) -> int:
    """The version of the finding that the actor saw."""
    form = ActForm(request.POST)
    if not form.is_valid():
        raise BadInput(gettext_noop("The form is not complete."), remedy=gettext_noop("Open the page once more."))
    return int(form.cleaned_data["version"])


@require_POST
@gate(Right.CHECK_DRAFT)
def accept(request: HttpRequest, number: int, finding: int) -> HttpResponse:
    """Put the proposed correction into the text."""

    def act() -> str:
        made = actions.accept_correction(
            draft=desk.draft(number), finding=finding, version=_seen(request), by=request.actor, at=clock.now()
        )
        return _('Corrected: "{old}" is now "{new}".').format(old=made.old, new=made.new)

    return _did(request, number, act)


@require_POST
@gate(Right.CHECK_DRAFT)
def undo(request: HttpRequest, number: int, change: int) -> HttpResponse:
    """Put the words of the original back, and go to them."""

    def act() -> tuple[str, int]:
        one = actions.undo_correction(draft=desk.draft(number), change=change, by=request.actor, at=clock.now())
        return _('Undone: "{old}" stands again.').format(old=one.old), desk.finding_of(one)

    return _did(request, number, act)


@require_POST
@gate(Right.CHECK_DRAFT)
def take_up(request: HttpRequest, number: int, finding: int) -> HttpResponse:
    """Put a finding back on the list, and go to it."""

    def act() -> tuple[str, int]:
        one = actions.take_up_again(
            draft=desk.draft(number), finding=finding, version=_seen(request), by=request.actor, at=clock.now()
        )
        return _('"{quote}" is on the list again.').format(quote=one.quote), one.pk

    return _did(request, number, act)


@require_POST
@gate(Right.CHECK_DRAFT)
def again(request: HttpRequest, number: int) -> HttpResponse:
    """Check the text as it stands once more, against the same figures or others."""

    def act() -> str:
        form = AgainForm(request.POST)
        if not form.is_valid():
            raise BadInput(gettext_noop("The form is not complete."), remedy=gettext_noop("Open the page once more."))
        of = actions.check_again(draft=desk.draft(number), **form.cleaned_data, by=request.actor, at=clock.now())
        checking.start_if_waiting(of)
        return _("The text has been checked again.") if of.state == of.CHECKED else _("The text is being checked.")

    return _did(request, number, act)


def _card(request: HttpRequest, number: int, finding: int, act: str) -> tuple[Any, Any]:
    """A draft and a card of it about which the actor may do `act`; `Refused` otherwise."""
    of = desk.draft(number)
    one = desk.finding(of, finding)
    if one is None:
        raise NotFound(gettext_noop("This finding is gone: the text was checked again."),
                       remedy=gettext_noop("Open the draft once more."))  # fmt: skip
    require_change(request.actor, act, owner(of, clock.now()), asked_about(of, one))
    return of, Cards(of).card(one)


def _form(
    request: HttpRequest, found: tuple[Any, Any], form: forms.Form, words: tuple[str, str], act: Callable[..., str]
) -> HttpResponse:
    """A form about one finding: within its card, or on a page of its own where there is no script."""
    of, card = found
    number, finding = of.pk, card.row.pk
    if request.method == "POST" and form.is_valid():
        try:
            done = act(of, **form.cleaned_data)
        except BadInput as failure:
            show_failure(form, failure)
        except Conflict as failure:
            messages.warning(request, f"{say(failure.message)} {say(failure.remedy)}".strip())
            return _back(request, number)
        else:
            messages.success(request, done)
            return _back(request, number)
    title, save = words
    context = {
        "draft": of, "one": card, "form": form, "title": title, "save": save, "section": "drafts",
        "here": request.GET.urlencode(), "address": request.get_full_path(),
    }  # fmt: skip
    answer = render(request, "reports/act.html", context, status=422 if form.errors else 200)
    if form.errors and request.htmx:
        _keep_desk(answer, finding)
    return answer


def _keep_desk(answer: HttpResponse, finding: int) -> None:
    """A form that must be mended takes its own place in the card, not that of the desk.

    The headers say so; a 422 besides would stand in the browser's console as an error.
    """
    answer.status_code = 200
    answer.headers["HX-Retarget"] = f"#act-{finding}"
    answer.headers["HX-Reselect"] = "#act"
    answer.headers["HX-Reswap"] = "innerHTML"


@gate(Right.CHECK_DRAFT)
def own_words(request: HttpRequest, number: int, finding: int) -> HttpResponse:
    """Write what is to stand in the text instead."""

    def act(of: Any, words: str, version: int) -> str:
        made = actions.correct_in_own_words(
            draft=of, finding=finding, words=words, version=version, by=request.actor, at=clock.now()
        )
        return _('Corrected: "{old}" is now "{new}".').format(old=made.old, new=made.new)

    found = _card(request, number, finding, CORRECT)
    one = found[1].row
    form = WordsForm(request.POST or None, initial={"version": one.version, "words": one.quote})
    return _form(request, found, form, (_("Write it yourself"), _("Put it into the text")), act)


@gate(Right.CHECK_DRAFT)
def set_aside(request: HttpRequest, number: int, finding: int) -> HttpResponse:
    """Take a finding off the list with a reason."""

    def act(of: Any, why: str, version: int) -> str:
        one = actions.set_aside(draft=of, finding=finding, why=why, version=version, by=request.actor, at=clock.now())
        return _('"{quote}" is set aside.').format(quote=one.quote)

    found = _card(request, number, finding, SET_ASIDE)
    form = AsideForm(request.POST or None, initial={"version": found[1].row.version})
    return _form(request, found, form, (_("Set the finding aside"), _("Set aside")), act)


@gate(Right.CHECK_DRAFT)
def ask(request: HttpRequest, number: int, finding: int) -> HttpResponse:
    """Put the claim on the list of the responsible department."""

    def act(of: Any, question: str, version: int, **given: str) -> str:
        made = actions.ask_department(
            draft=of, finding=finding, organisation=organisation(given["organisation"]), question=question,
            version=version, by=request.actor, at=clock.now(),
        )  # fmt: skip
        return _('"{quote}" was put to {organisation}.').format(
            quote=made.quote, organisation=localname(made.organisation)
        )

    found = _card(request, number, finding, ASK)
    card = found[1]
    bodies = [(one.code, localname(one)) for one in organisations(clock.today())]
    first = card.responsible.code if card.responsible else None
    form = AskForm(request.POST or None, bodies=bodies, initial={"version": card.row.version, "organisation": first})
    return _form(request, found, form, (_("Ask the responsible department"), _("Put it on their list")), act)


@gate(Right.CHECK_DRAFT)
def choose(request: HttpRequest, number: int, finding: int) -> HttpResponse:
    """Say which indicator the words of the text mean; the name is learnt and the text checked again."""

    def act(of: Any, indicator: str, words: str, version: int) -> str:
        learnt = actions.choose_indicator(
            draft=of, finding=finding, indicator=indicator_of(indicator), words=words, version=version,
            by=request.actor, at=clock.now(),
        )  # fmt: skip
        return _('Learnt: "{words}" means {indicator}.').format(
            words=learnt.text, indicator=localname(learnt.indicator)
        )

    found = _card(request, number, finding, TEACH)
    card = found[1]
    first = card.candidates[0].code if card.candidates else None
    form = MeansForm(
        request.POST or None, initial={"version": card.row.version, "words": card.words, "indicator": first}
    )
    return _form(request, found, form, (_("Say what the words mean"), _("Remember it")), act)
