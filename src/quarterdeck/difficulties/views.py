"""The pages of difficulties: the list, one difficulty, and the forms that move it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from quarterdeck.core.errors import BadInput, Conflict, Refused
from quarterdeck.core.links import backlinks
from quarterdeck.core.rights import Actor, Right
from quarterdeck.difficulties import actions, queries, rules
from quarterdeck.difficulties.forms import AnswerForm, FilterForm, RaiseForm, ReturnForm, VersionForm
from quarterdeck.figures.queries.catalogue import indicators
from quarterdeck.people.queries import post
from quarterdeck.web import clock
from quarterdeck.web.forms import DayField, show_failure
from quarterdeck.web.gates import gate, say
from quarterdeck.web.templatetags.quarterdeck.words import localname

PAGE_LENGTH = 50
SECTION = {"section": "difficulties"}


@gate(Right.READ)
def index(request: HttpRequest) -> HttpResponse:
    """The list: unanswered first, with the days that each has waited."""
    today = clock.today()
    form = FilterForm(request.GET, today)
    found = queries.listed(day=today, **form.conditions())
    page = Paginator(found, PAGE_LENGTH).get_page(request.GET.get("page"))
    context = {
        "form": form, "page": page, "rows": queries.rows(page, today), "counts": queries.counts(today),
        "filtered": bool(form.conditions()), "may_raise": Right.RAISE_DIFFICULTY in request.actor.rights,
    }  # fmt: skip
    return render(request, "difficulties/index.html", SECTION | context)


@gate(Right.READ)
def difficulty(request: HttpRequest, code: str) -> HttpResponse:
    """One difficulty: the matter, who is asked, the answer, what was done, what hangs on it."""
    one, today = queries.difficulty(code), clock.today()
    answers, asks = _allowed(request.actor, one)
    context = {
        "one": one, "wait": queries.waited(one, today), "due": queries.due(one.raised_on),
        "asked_for": rules.ASKS[one.asks], "owner": rules.STATES[one.state][1], "history": _history(one),
        "may_answer": answers and rules.ANSWERED in rules.MOVES.after(one.state),
        "may_settle": asks and one.state == rules.ANSWERED,
        "indicator": indicators().filter(code=one.indicator_code).first() if one.indicator_code else None,
        "links": backlinks("difficulty", code),
    }  # fmt: skip
    return render(request, "difficulties/difficulty.html", SECTION | context)


def _allowed(actor: Actor, one: Any) -> tuple[bool, bool]:
    """Whether the actor may answer, and whether it may act for those who ask."""
    answers = asks = True
    try:
        rules.require_answerer(actor, [body.code for body in one.routed_to.all()])
    except Refused:
        answers = False
    try:
        rules.require_asker(actor, [body.code for body in one.raised_by.all()])
    except Refused:
        asks = False
    return answers, asks


def _history(one: Any) -> list[dict[str, Any]]:
    return [{"line": line, "act": rules.ACTS.get(line.act, line.act)} for line in queries.history(one)]


@gate(Right.RAISE_DIFFICULTY)
def new(request: HttpRequest) -> HttpResponse:
    """Raise a difficulty."""
    today = clock.today()
    form = RaiseForm(request.POST or None, actor=request.actor, day=today)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        asking, asked = (queries.named(given.pop(name), today) for name in ("raised_by", "routed_to"))
        try:
            made = actions.raise_difficulty(
                raised_by=asking, routed_to=asked, **given, by=request.actor, at=clock.now()
            )
        except BadInput as failure:
            show_failure(form, failure)
        else:
            messages.success(request, _("Difficulty {code} has been raised.").format(code=made.code))
            return redirect("difficulties:difficulty", made.code)
    context = {"form": form, "due": queries.due(today)}
    return render(request, "difficulties/new.html", SECTION | context, status=422 if form.errors else 200)


@gate(Right.RAISE_DIFFICULTY)
def due(request: HttpRequest) -> HttpResponse:
    """By when a difficulty raised on the day typed would have to be answered, with the steps."""
    day = _day(request.GET.get("raised_on", ""))
    return render(request, "difficulties/_due.html", {"due": queries.due(day) if day else None})


def _day(text: str) -> date | None:
    try:
        return DayField(required=False).clean(text)
    except ValidationError:
        return None


@gate(Right.ANSWER_DIFFICULTY)
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Answer a difficulty, or mend an answer that is not confirmed yet."""
    one, today = queries.difficulty(code), clock.today()
    rules.require_answerer(request.actor, [body.code for body in one.routed_to.all()])
    form = _answer_form(request, one, today)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.answer_difficulty(
                difficulty=one, answer_vi=given["answer_vi"], answer_en=given["answer_en"],
                answered_by=post(given["answered_by"]),
                version=given["version"], by=request.actor, at=clock.now(),
            )  # fmt: skip
        except BadInput as failure:
            show_failure(form, failure)
        except Conflict as conflict:
            return _both_versions(request, code, given, conflict)
        else:
            messages.success(request, _("The answer has been saved."))
            return redirect("difficulties:difficulty", code)
    context = {"one": one, "form": form, "wait": queries.waited(one, today), "draft": f"{code}-{one.version}"}
    return render(request, "difficulties/answer.html", SECTION | context, status=422 if form.errors else 200)


def _answer_form(request: HttpRequest, one: Any, day: date) -> AnswerForm:
    posts = queries.answering_posts(one, day)
    if not rules.decides(request.actor):
        posts = posts.filter(organisation__code=request.actor.organisation)
    choices = [(found.code, f"{localname(found)} · {localname(found.organisation)}") for found in posts]
    own = {code for code, _name in choices} & {request.actor.post}
    initial = {
        "answered_by": one.answered_by.code if one.answered_by else next(iter(own), ""),
        "answer_vi": one.answer_vi, "answer_en": one.answer_en, "version": one.version,
    }  # fmt: skip
    return AnswerForm(request.POST or None, posts=choices, initial=initial)


def _both_versions(request: HttpRequest, code: str, given: Mapping[str, Any], conflict: Conflict) -> HttpResponse:
    """Both texts side by side; one's own can be saved again on top of the other's, knowingly."""
    saved = queries.difficulty(code)
    labels = {"answer_vi": _("Answer in Vietnamese"), "answer_en": _("Answer in English")}
    mine = {name: given[name].strip() for name in labels}
    theirs = {name: getattr(saved, name) for name in labels}
    sides = [
        [{"label": labels[name], "value": side[name] or "–", "differs": mine[name] != theirs[name]} for name in labels]
        for side in (mine, theirs)
    ]
    last = queries.history(saved).last()
    resend = [{"name": name, "value": given[name]} for name in ("answered_by", *labels)]
    context = {
        "reason": say(conflict.message), "remedy": say(conflict.remedy), "yours": sides[0], "theirs": sides[1],
        "theirs_by": last.post if last else "", "theirs_at": last.at if last else None,
        "resend": [*resend, {"name": "version", "value": saved.version}], "action": request.path,
    }  # fmt: skip
    return render(request, "409.html", SECTION | context, status=409)


@gate(Right.RAISE_DIFFICULTY)
def give_back(request: HttpRequest, code: str) -> HttpResponse:
    """Return an answer that does not help, with the reason."""
    one = queries.difficulty(code)
    rules.require_asker(request.actor, [body.code for body in one.raised_by.all()])
    form = ReturnForm(request.POST or None, initial={"version": one.version})
    if request.method == "POST" and form.is_valid():
        try:
            actions.return_answer(difficulty=one, **form.cleaned_data, by=request.actor, at=clock.now())
        except BadInput as failure:
            show_failure(form, failure)
        else:
            messages.success(request, _("The answer has been returned with your reason."))
            return redirect("difficulties:difficulty", code)
    context = {"one": one, "form": form}
    return render(request, "difficulties/return.html", SECTION | context, status=422 if form.errors else 200)


@gate(Right.RAISE_DIFFICULTY)
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Confirm that the answer settles the matter; only by the button on the difficulty's page."""
    form = VersionForm(request.POST)
    if not form.is_valid():
        return redirect("difficulties:difficulty", code)
    actions.confirm_difficulty(
        difficulty=queries.difficulty(code), version=form.cleaned_data["version"], by=request.actor, at=clock.now()
    )
    messages.success(request, _("The difficulty is confirmed as settled."))
    return redirect("difficulties:difficulty", code)
