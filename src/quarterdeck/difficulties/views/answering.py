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
from quarterdeck.difficulties.forms import AnswerForm, InterimForm, ReturnForm, StepForm, ToldForm
from quarterdeck.difficulties.forms.fields import grouped
from quarterdeck.difficulties.queries import support
from quarterdeck.difficulties.rules.support import DECISION, ORDER, STEPS, WHO
from quarterdeck.difficulties.views.common import SECTION, led_back, registered, spoken_for
from quarterdeck.people.queries import post
from quarterdeck.web import clock
from quarterdeck.web.forms import show_failure
from quarterdeck.web.gates import gate, say


@gate(Right.ANSWER_DIFFICULTY)
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Answer a difficulty, or mend an answer that is not confirmed yet."""
    one, today = queries.difficulty(code), clock.today()
    rules.require_answerer(request.actor, [body.code for body in one.routed_to.all()])
    way = support.way(one, today)
    if way and not way.ended and request.method == "GET":
        messages.info(
            request,
            _("The money is not decided yet: until then there are interim answers, which keep the last day."),
        )
        return redirect("difficulties:interim", code)
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
        request,
        "difficulties/answer.html",
        SECTION | registered(request, str(form["document"].value() or "")) | context,
        status=422 if form.errors else 200,
    )


def _answer_form(request: HttpRequest, one: Any, day: date) -> AnswerForm:
    choices, own = _answerers(request, one, day)
    initial = {
        "answered_by": one.answered_by.code if one.answered_by else own,
        "answer_vi": one.answer_vi, "answer_en": one.answer_en, "version": one.version, "ground": one.answer_ground,
        "document": one.answer_document.number if one.answer_document else "", "valid_until": one.answer_valid_until,
    }  # fmt: skip
    return AnswerForm(request.POST or None, posts=choices, initial=initial)


def _answerers(request: HttpRequest, one: Any, day: date) -> tuple[Any, str]:
    """The posts that the actor may let answer, under their bodies, and its own where it is one of them."""
    posts = queries.answering_posts(one, day)
    if not rules.decides(request.actor):
        posts = posts.filter(organisation__code=request.actor.organisation)
    found = list(posts)
    return grouped(found), next((one.code for one in found if one.code == request.actor.post), "")


@gate(Right.ANSWER_DIFFICULTY)
def interim(request: HttpRequest, code: str) -> HttpResponse:
    """Say how far it is; the difficulty stays unanswered and keeps its last day."""
    one, today = queries.difficulty(code), clock.today()
    rules.require_answerer(request.actor, [body.code for body in one.routed_to.all()])
    choices, own = _answerers(request, one, today)
    form = InterimForm(request.POST or None, posts=choices, initial={"version": one.version, "answered_by": own})
    form.fields["promised_by"].widget.attrs["min"] = today.isoformat()
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            actions.answer_interim(
                difficulty=one, words_vi=given["answer_vi"], words_en=given["answer_en"],
                answered_by=post(given["answered_by"]), promised_by=given["promised_by"], version=given["version"],
                by=request.actor, at=clock.now(),
            )  # fmt: skip
        except BadInput as failure:
            show_failure(form, failure)
        else:
            messages.success(request, _("The interim answer has been saved; the difficulty stays unanswered."))
            return redirect("difficulties:difficulty", code)
    context = {
        "one": one, "form": form, "wait": queries.waited(one, today), "state": queries.state_on(one, today),
        "draft": f"{code}-interim",
    }  # fmt: skip
    return render(request, "difficulties/interim.html", SECTION | context, status=422 if form.errors else 200)


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
    others = spoken_for(request, one.raised_by.all())
    form = ReturnForm(request.POST or None, others=bool(others), initial={"version": one.version})
    if request.method == "POST" and form.is_valid():
        try:
            actions.return_answer(difficulty=one, **form.cleaned_data, by=request.actor, at=clock.now())
        except BadInput as failure:
            show_failure(form, failure)
        else:
            messages.success(request, _("The answer has been returned with your reason."))
            return redirect("difficulties:difficulty", code)
    context = {"one": one, "form": form, "others": others}
    return render(request, "difficulties/return.html", SECTION | context, status=422 if form.errors else 200)


@gate(Right.RAISE_DIFFICULTY)
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Confirm that the answer settles the matter: by the button on its page, for others on a page of its own."""
    one = queries.difficulty(code)
    rules.require_asker(request.actor, [body.code for body in one.raised_by.all()])
    others = spoken_for(request, one.raised_by.all())
    form = ToldForm(request.POST or None, others=bool(others), initial={"version": one.version})
    if not form.is_valid():
        if not others:
            return redirect("difficulties:difficulty", code)
        context = {"one": one, "form": form, "others": others}
        return render(request, "difficulties/confirm.html", SECTION | context, status=422 if form.errors else 200)
    actions.confirm_difficulty(difficulty=one, **form.cleaned_data, by=request.actor, at=clock.now())
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
    mine = next((one.code for one in posts if one.code == request.actor.post), "")
    initial = {"version": one.version, "done_on": today, "post": mine} | led_back(request)
    form = StepForm(request.POST or None, step=kind, posts=grouped(posts), initial=initial)
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
        "bodies": support.waits_for(one, stage.who, today), "draft": f"{code}-{kind}",
    }  # fmt: skip
    link = registered(request, str(form["document"].value() or ""), **_to_register(one, way, today))
    return render(request, "difficulties/step.html", SECTION | link | context, status=422 if form.errors else 200)


def _to_register(one: Any, way: support.Way, day: date) -> dict[str, str]:
    """What is known of the document that the way ends with, for the register: who issues it and what it is about."""
    decided = next((row for row in reversed(way.done) if row.step == DECISION), None)
    issuers = support.waits_for(one, support.LEADERS, day)
    return {
        "abstract_vi": " ".join((decided.words_vi if decided else one.matter_vi).split())[:300],
        "issuer_vi": issuers[0].name_vi if issuers else "", "issuer_en": issuers[0].name_en if issuers else "",
        "signed_on": day.isoformat(),
    }  # fmt: skip


def _step_posts(request: HttpRequest, asked: Any, who: str, day: date) -> list[Any]:
    """The posts that may have done the step: those of the bodies whose it is; who is not of the Office has its own."""
    found = support.posts_of(asked, who, day)
    if not rules.acts_for_all(request.actor):
        found = found.filter(organisation__code=request.actor.organisation)
    return list(found)
