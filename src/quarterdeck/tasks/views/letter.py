"""One task as a letter, and what may happen to it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.rights import Right
from quarterdeck.difficulties.queries import difficulty
from quarterdeck.difficulties.queries.holds import clock_of
from quarterdeck.documents.queries.register import recent
from quarterdeck.figures.queries.log import AsKnown
from quarterdeck.people.queries import holder
from quarterdeck.tasks import actions, queries, rules
from quarterdeck.tasks.forms import (
    AcceptForm,
    ActForm,
    AskForm,
    EvidenceForm,
    GrantForm,
    ProgressForm,
    ReasonForm,
)
from quarterdeck.tasks.queries import clarity, courses, drafts, extensions, letter, milestones, words
from quarterdeck.tasks.rules.who import acts_open_to
from quarterdeck.web import clock
from quarterdeck.web.forms import show_failure
from quarterdeck.web.gates import failure_page, gate, say
from quarterdeck.web.templatetags.quarterdeck.library import language

SECTION = {"section": "tasks"}
FORMS: dict[str, type[ActForm]] = {
    rules.PROGRESS: ProgressForm,
    rules.EVIDENCE: EvidenceForm,
    rules.ACCEPTED: AcceptForm,
    rules.RETURNED: ReasonForm,
    rules.CANCELLED: ReasonForm,
    rules.DECLINED: ReasonForm,
    rules.KEPT: ReasonForm,
    rules.ASKED: AskForm,
    rules.GRANTED: GrantForm,
    rules.REFUSED: ReasonForm,
}


def _page(request: HttpRequest, code: str, bound: dict[str, forms.Form] | None = None) -> HttpResponse:
    of, today = queries.task(code), clock.today()
    stood = queries.stand(of, today)
    happened = letter.history(of)
    possible = courses.course_of(of).possible(today)
    if extensions.used_up(of):
        possible -= {rules.ASKED}
    open_acts = acts_open_to(request.actor, possible, courses.parties(of))
    context = {
        **SECTION, "of": of, "stood": stood, "words": words.standing_words(stood), "urgency": words.urgency(stood),
        "state": rules.STATES[stood.standing.state][0], "owner": rules.OWNERS[rules.STATES[stood.standing.state][1]],
        "kind": rules.RESULT_KINDS[of.result_kind], "criteria": clarity.criteria(language(), of.profile),
        "profile_name": dict(clarity.profiles(language()))[of.profile], "overrides": letter.overrides(of, language()),
        "history": happened,
        "chain": letter.chain(of, happened, AsKnown(clock.now()), today), "explained": letter.explained(stood, today),
        "holder": holder(of.accountable_post, today), "acts": open_acts,
        "extensions": extensions.of_task(of), "way": milestones.way(of, today),
        "forms": _forms(of, open_acts) | (bound or {}), "registered": recent(),
        "clock": clock_of(of.code, of.counted_due, today),
    }  # fmt: skip
    return render(request, "tasks/task.html", context, status=422 if bound else 200)


def _forms(of: Any, acts: frozenset[str]) -> dict[str, forms.Form]:
    made = {}
    for kind in acts & FORMS.keys():
        extra = {"stuck": of.stuck_on.code if of.stuck_on else ""} if kind == rules.PROGRESS else {}
        start = {"version": of.version, "granted_due": of.asked_due}
        made[kind] = FORMS[kind](initial=start, auto_id=f"{kind}-%s", **extra)
    return made


@gate(Right.READ)
def task(request: HttpRequest, code: str) -> HttpResponse:
    """What, why, how it stands, what happened, and what may happen next."""
    return _page(request, code)


def act(
    request: HttpRequest, code: str, kind: str, do: Callable[[Any, dict[str, Any]], object], said: str
) -> HttpResponse:
    """Let an event happen, or show the page again with the reason; nothing that was typed is lost."""
    of = queries.task(code)
    extra = {"stuck": request.POST.get("stuck_on", "")} if kind == rules.PROGRESS else {}
    form = FORMS.get(kind, ActForm)(request.POST, request.FILES, auto_id=f"{kind}-%s", **extra)
    if not form.is_valid():
        return _page(request, code, {kind: form})
    try:
        do(of, form.cleaned_data)
    except BadInput as failure:
        show_failure(form, failure)
        return _page(request, code, {kind: form})
    except Conflict as conflict:
        return _conflict(request, code, form, conflict)
    messages.success(request, said)
    return redirect("tasks:task", code)


def _conflict(request: HttpRequest, code: str, form: forms.Form, conflict: Conflict) -> HttpResponse:
    """What was typed beside what happened meanwhile; where nothing did, why it cannot be done."""
    if form.cleaned_data.get("version") == queries.task(code).version:
        return failure_page(request, conflict)
    last = letter.history(queries.task(code))[-1]
    note = str(form.cleaned_data.get("note", ""))
    then = last.event.note_vi or last.event.note_en
    context = {
        **SECTION, "reason": say(conflict.message), "remedy": say(conflict.remedy),
        "yours": [{"label": _("What you wrote"), "value": note or "–", "differs": bool(note)}],
        "theirs": [{"label": say(last.label), "value": then or "–", "differs": True}],
        "theirs_by": last.post or last.event.by, "theirs_at": last.event.at, "action": redirect("tasks:task", code).url,
    }  # fmt: skip
    return render(request, "409.html", context, status=409)


@gate(Right.DO_TASK)
@require_POST
def take_on(request: HttpRequest, code: str) -> HttpResponse:
    """The lead takes the task on."""
    return act(
        request, code, rules.TAKEN_ON,
        lambda of, data: actions.take_on(task=of, version=data["version"], by=request.actor, at=clock.now()),
        _("The task is taken on."),
    )  # fmt: skip


def _upload(sent: Any) -> actions.Upload | None:
    return actions.Upload(sent.name, sent.content_type or "", sent.read()) if sent else None


@gate(Right.DO_TASK)
@require_POST
def progress(request: HttpRequest, code: str) -> HttpResponse:
    """The lead says how far it is."""

    def do(of: Any, data: dict[str, Any]) -> None:
        actions.report_progress(
            task=of, note=data["note"], value=data["value"], unit=data["unit"], upload=_upload(data["file"]),
            stuck_on=difficulty(data["stuck_on"]) if data["stuck_on"] else None, version=data["version"],
            by=request.actor, at=clock.now(),
        )  # fmt: skip

    return act(request, code, rules.PROGRESS, do, _("The progress is noted."))


@gate(Right.DO_TASK)
@require_POST
def evidence(request: HttpRequest, code: str) -> HttpResponse:
    """The lead proves the result."""

    def do(of: Any, data: dict[str, Any]) -> None:
        actions.submit_evidence(
            task=of, note=data["note"], upload=_upload(data["file"]), document=drafts.register_entry(data["document"]),
            version=data["version"], by=request.actor, at=clock.now(),
        )  # fmt: skip

    return act(request, code, rules.EVIDENCE, do, _("The evidence is submitted. Now it waits to be accepted."))


@gate(Right.ACCEPT_TASK)
@require_POST
def accept(request: HttpRequest, code: str) -> HttpResponse:
    """The acceptor takes the evidence as proof."""
    return act(
        request, code, rules.ACCEPTED,
        lambda of, data: actions.accept_result(task=of, **data, by=request.actor, at=clock.now()),
        _("The result is accepted. The task is done."),
    )  # fmt: skip


@gate(Right.ACCEPT_TASK)
@require_POST
def give_back(request: HttpRequest, code: str) -> HttpResponse:
    """The acceptor returns the evidence with the reason."""
    return act(
        request, code, rules.RETURNED,
        lambda of, data: actions.return_evidence(
            task=of, reason=data["note"], version=data["version"], by=request.actor, at=clock.now()
        ),
        _("The evidence is returned with the reason."),
    )  # fmt: skip


@gate(Right.ISSUE_TASK)
@require_POST
def cancel(request: HttpRequest, code: str) -> HttpResponse:
    """The assigner's side withdraws the task."""
    return act(
        request, code, rules.CANCELLED,
        lambda of, data: actions.cancel_task(
            task=of, reason=data["note"], version=data["version"], by=request.actor, at=clock.now()
        ),
        _("The task is cancelled."),
    )  # fmt: skip
