"""Answer, return and confirm difficulties, and do the steps of what asks for money."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from quarterdeck.core.errors import BadInput, Conflict, Refused
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Right
from quarterdeck.difficulties import actions, queries, rules
from quarterdeck.difficulties.forms import AnswerForm, ReturnForm, StepForm, VersionForm
from quarterdeck.difficulties.queries import support
from quarterdeck.difficulties.rules.support import ORDER, STEPS, WHO
from quarterdeck.difficulties.views.common import SECTION, registered
from quarterdeck.people.queries import post
from quarterdeck.web import clock
from quarterdeck.web.forms import show_failure
from quarterdeck.web.gates import gate, say
from quarterdeck.web.templatetags.quarterdeck.words import localname


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
                difficulty=one, answer_vi=given["answer_vi"], answer_en=given["answer_en"], basis=form.basis(),
                answered_by=post(given["answered_by"]), version=given["version"], by=request.actor, at=clock.now(),
            )  # fmt: skip
        except BadInput as failure:
            show_failure(form, failure)
        except Conflict as conflict:
            return _both_versions(request, code, given, conflict)
        else:
            messages.success(request, _("The answer has been saved."))
            return redirect("difficulties:difficulty", code)
    context = {
        "one": one, "form": form, "wait": queries.waited(one, today), "draft": f"{code}-{one.version}",
        "state": queries.state_on(one, today),
    }  # fmt: skip
    return render(
        request, "difficulties/answer.html", SECTION | registered() | context, status=422 if form.errors else 200
    )


def _answer_form(request: HttpRequest, one: Any, day: date) -> AnswerForm:
    posts = queries.answering_posts(one, day)
    if not rules.decides(request.actor):
        posts = posts.filter(organisation__code=request.actor.organisation)
    choices = [(found.code, f"{localname(found)} · {localname(found.organisation)}") for found in posts]
    own = {code for code, _name in choices} & {request.actor.post}
    initial = {
        "answered_by": one.answered_by.code if one.answered_by else next(iter(own), ""),
        "answer_vi": one.answer_vi, "answer_en": one.answer_en, "version": one.version, "ground": one.answer_ground,
        "document": one.answer_document.number if one.answer_document else "", "valid_until": one.answer_valid_until,
    }  # fmt: skip
    return AnswerForm(request.POST or None, posts=choices, initial=initial)


def _both_versions(request: HttpRequest, code: str, given: Mapping[str, Any], conflict: Conflict) -> HttpResponse:
    """Both texts side by side; one's own can be saved again on top of the other's, knowingly."""
    saved = queries.difficulty(code)
    labels = {
        "answer_vi": _("Answer in Vietnamese"), "answer_en": _("Answer in English"), "ground": _("Legal basis"),
        "document": _("Document"), "valid_until": _("Holds until"),
    }  # fmt: skip
    mine = {name: _shown(given[name]) for name in labels}
    theirs = {name: _shown(getattr(saved, f"answer_{name.removeprefix('answer_')}")) for name in labels}
    sides = [
        [{"label": labels[name], "value": side[name] or "–", "differs": mine[name] != theirs[name]} for name in labels]
        for side in (mine, theirs)
    ]
    last = queries.history(saved).last()
    resend = [{"name": name, "value": _shown(given[name])} for name in ("answered_by", *labels)]
    context = {
        "reason": say(conflict.message), "remedy": say(conflict.remedy), "yours": sides[0], "theirs": sides[1],
        "theirs_by": last.post if last else "", "theirs_at": last.at if last else None,
        "resend": [*resend, {"name": "version", "value": saved.version}], "action": request.path,
    }  # fmt: skip
    return render(request, "409.html", SECTION | context, status=409)


def _shown(value: Any) -> str:
    return str(value or "").strip()


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


@gate(Right.ANSWER_DIFFICULTY)
def step(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Enter what came out of a step on the way to the money: study, opinion, decision, document."""
    one, today = queries.difficulty(code), clock.today()
    way = support.way(one, today)
    if way is None or kind not in way.possible:
        raise Conflict(
            gettext_noop("This step cannot be done now."),
            remedy=gettext_noop("The way is study, opinion, decision, document; what asks for no money has none."),
        )
    stage = way.stages[ORDER.index(kind)]
    if not support.may_do(request.actor, one, stage.who, today):
        raise Refused(
            Message(gettext_noop("This step is done by {who}."), {"who": Message(WHO[stage.who])}),
            remedy=gettext_noop("Ask them, or the specialists of the Office, to enter it."),
        )
    posts = _step_posts(request, one, stage.who, today)
    mine = {post_code for post_code, _name in posts} & {request.actor.post}
    initial = {"version": one.version, "done_on": today, "post": next(iter(mine), "")}
    form = StepForm(request.POST or None, step=kind, posts=posts, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.do_step(
                difficulty=one, step=kind, post=post(given["post"]), said=form.said(), done_on=given["done_on"],
                version=given["version"], by=request.actor, at=clock.now(),
            )  # fmt: skip
        except BadInput as failure:
            show_failure(form, failure)
        else:
            messages.success(request, _("The step has been entered."))
            return redirect("difficulties:difficulty", code)
    context = {
        "one": one, "form": form, "stage": stage, "label": STEPS[kind], "who": WHO[stage.who],
        "bodies": support.waits_for(one, stage.who, today),
    }  # fmt: skip
    return render(
        request, "difficulties/step.html", SECTION | registered() | context, status=422 if form.errors else 200
    )


def _step_posts(request: HttpRequest, asked: Any, who: str, day: date) -> list[tuple[str, str]]:
    """The posts that may have done the step: those of the bodies whose it is; who is not of the Office has its own."""
    found = support.posts_of(asked, who, day)
    if not rules.acts_for_all(request.actor):
        found = found.filter(organisation__code=request.actor.organisation)
    return [
        (found_post.code, f"{localname(found_post)} · {localname(found_post.organisation)}") for found_post in found
    ]
