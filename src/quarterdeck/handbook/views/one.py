"""One entry: what it says and on which ground, how it stands, whom it helped, and what is done with it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quarterdeck.core.errors import BadInput
from quarterdeck.core.links import backlinks
from quarterdeck.core.rights import Right
from quarterdeck.difficulties.queries import answering_posts, difficulty
from quarterdeck.difficulties.rules import decides, require_answerer
from quarterdeck.handbook import actions, rules
from quarterdeck.handbook.actions.moving import is_author
from quarterdeck.handbook.forms import AnswerForm, ReasonForm, UnsolvedForm, VersionForm
from quarterdeck.handbook.queries import entries, naming
from quarterdeck.handbook.queries.pack import topic_name
from quarterdeck.handbook.views.lists import SECTION, allowed
from quarterdeck.people.queries import post, posts_as_kept
from quarterdeck.web import clock
from quarterdeck.web.forms import show_failure
from quarterdeck.web.gates import gate, say
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import localname


@gate(Right.READ)
def entry(request: HttpRequest, number: int) -> HttpResponse:
    """One entry."""
    return page(request, entries.entry(number))


def page(request: HttpRequest, one: Any, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of an entry, perhaps with a form that was sent and has to be mended."""
    row, state = entries.row(one, clock.today()), one.state
    own = entries.said_of(one, request.actor.post) if request.actor.post else None
    context = {
        "one": one, "row": row, "standing": say(rules.STANDINGS[row.standing]), "owner": rules.STATES[state][1],
        "topic": topic_name(one.topic, language()), "grounds": entries.grounds(one), "own": own,
        "uses": entries.uses(one), "wordings": entries.wordings(one)[1:], "editions": entries.editions_with(one),
        "history": _history(one),
        "named": naming.names_in({name: getattr(one, name) for name in naming.QUESTIONS}, one.difficulty)
        if state != rules.WITHDRAWN else [],
        "links": backlinks("handbook", str(one.number)),
        "may_raise": Right.RAISE_DIFFICULTY in request.actor.rights, "mine": is_author(one, request.actor),
        "waits_for_second": is_author(one, request.actor) and not one.confirmed_by,
        "may_confirm": not one.confirmed_by and entries.may_confirm(one, request.actor)
        and not is_author(one, request.actor),
        "unsolved": UnsolvedForm(), "holds": ReasonForm(initial={"version": one.version}, prefix="holds"),
        "withdraw": ReasonForm(initial={"version": one.version}, prefix="withdraw"), "opened": next(iter(forms), ""),
    }  # fmt: skip
    return render(request, "handbook/entry.html", SECTION | allowed(request) | context | forms, status=status)


def _history(one: Any) -> list[dict[str, Any]]:
    found = list(entries.history(one))
    posts = posts_as_kept({line.post for line in found})
    return [{"line": line, "post": posts.get(line.post, line.post), "act": rules.ACTS.get(line.act, line.act)}
            for line in found]  # fmt: skip


@gate(Right.ANSWER_DIFFICULTY)
@require_POST
def confirm(request: HttpRequest, number: int) -> HttpResponse:
    """A second person confirms what it says."""
    form, one = VersionForm(request.POST), entries.entry(number)
    if form.is_valid():
        actions.confirm_wording(entry=one, version=form.cleaned_data["version"], by=request.actor, at=clock.now())
        messages.success(request, _("The wording of entry {number} is confirmed.").format(number=number))
    return redirect("handbook:entry", number)


@gate(Right.CURATE_HANDBOOK)
@require_POST
def publish(request: HttpRequest, number: int) -> HttpResponse:
    """Publish a draft."""
    form = VersionForm(request.POST)
    one = entries.entry(number)
    if form.is_valid():
        try:
            actions.publish_entry(entry=one, version=form.cleaned_data["version"], by=request.actor, at=clock.now())
        except BadInput as failure:
            messages.error(request, f"{say(failure.message)} {say(failure.remedy)}")
        else:
            messages.success(request, _("Entry {number} is published.").format(number=number))
    return redirect("handbook:entry", number)


def _with_reason(request: HttpRequest, number: int, name: str, act: Callable[..., Any], told: str) -> HttpResponse:
    one, form = entries.entry(number), ReasonForm(request.POST, prefix=name)
    if form.is_valid():
        try:
            act(entry=one, **form.cleaned_data, by=request.actor, at=clock.now())
        except BadInput as failure:
            show_failure(form, failure)
        else:
            messages.success(request, told)
            return redirect("handbook:entry", number)
    return page(request, one, 422, **{name: form})


@gate(Right.CURATE_HANDBOOK)
@require_POST
def holds(request: HttpRequest, number: int) -> HttpResponse:
    """A curator looked: it still holds."""
    return _with_reason(request, number, "holds", actions.confirm_still_holds, _("It is checked and in force again."))


@gate(Right.CURATE_HANDBOOK)
@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take it out of the handbook."""
    return _with_reason(request, number, "withdraw", actions.withdraw_entry, _("The entry is withdrawn."))


@gate(Right.READ)
@require_POST
def solved(request: HttpRequest, number: int) -> HttpResponse:
    """It solved the matter."""
    actions.record_use(entry=entries.entry(number), solved=True, by=request.actor, at=clock.now())
    messages.success(request, _("Thank you. It is counted that this answer solved your matter."))
    return redirect("handbook:entry", number)


@gate(Right.READ)
@require_POST
def unsolved(request: HttpRequest, number: int) -> HttpResponse:
    """It did not solve the matter, and what remains."""
    one, form = entries.entry(number), UnsolvedForm(request.POST)
    if form.is_valid():
        try:
            actions.record_use(entry=one, solved=False, note=form.cleaned_data["note"], by=request.actor,
                               at=clock.now())  # fmt: skip
        except BadInput as failure:
            show_failure(form, failure)
        else:
            messages.success(
                request,
                _("Thank you. The curators read what is still unsolved. You may also raise it as a difficulty."),
            )
            return redirect("handbook:entry", number)
    return page(request, one, 422, unsolved=form)


@gate(Right.ANSWER_DIFFICULTY)
def answer(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """Answer a difficulty with what this entry says."""
    one, asked = entries.entry(number), difficulty(code)
    require_answerer(request.actor, [body.code for body in asked.routed_to.all()])
    form = _answer_form(request, one, asked)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.answer_from_entry(
                difficulty=asked, entry=one, answer_vi=given["answer_vi"], answer_en=given["answer_en"],
                answered_by=post(given["answered_by"]), version=given["version"], by=request.actor, at=clock.now(),
            )  # fmt: skip
        except BadInput as failure:
            show_failure(form, failure)
        else:
            messages.success(request, _("{code} is answered with entry {number}.").format(code=code, number=number))
            return redirect("difficulties:difficulty", code)
    context = {"one": one, "asked": asked, "form": form, "grounds": entries.grounds(one)}
    return render(request, "handbook/answer.html", SECTION | context, status=422 if form.errors else 200)


def _answer_form(request: HttpRequest, one: Any, asked: Any) -> AnswerForm:
    posts = answering_posts(asked, clock.today())
    if not decides(request.actor):
        posts = posts.filter(organisation__code=request.actor.organisation)
    choices = [(found.code, f"{localname(found)} · {localname(found.organisation)}") for found in posts]
    own = {code for code, _name in choices} & {request.actor.post}
    initial = {
        "answered_by": next(iter(own), ""), "version": asked.version, "answer_vi": entries.as_answer(one, "vi"),
        "answer_en": entries.as_answer(one, "en") if one.answer_en else "",
    }  # fmt: skip
    return AnswerForm(request.POST or None, posts=choices, initial=initial)
