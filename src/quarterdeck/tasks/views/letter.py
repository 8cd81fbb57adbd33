"""One task as a letter, and what may happen to it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
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
from quarterdeck.tasks.queries import (
    clarity,
    courses,
    drafts,
    extensions,
    ladder,
    letter,
    milestones,
    proving,
    turn,
    words,
)
from quarterdeck.tasks.queries.parts import contributions, parts_of
from quarterdeck.tasks.queries.signed import Proposed, proposed
from quarterdeck.tasks.rules.milestones import MILESTONE_STATES
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
    happened, parts = letter.history(of), part_rows(of, today)
    said = proposed(of) if stood.standing.is_open else None
    open_acts = acts_now(request.actor, of, today, [one.event for one in happened], [one["one"] for one in parts])
    context = {
        **SECTION, "of": of, "stood": stood, "words": words.standing_words(stood), "urgency": words.urgency(stood),
        "state": rules.STATES[stood.standing.state][0], "kind": rules.RESULT_KINDS[of.result_kind],
        "criteria": clarity.criteria(language(), of.profile),
        "profile_name": dict(clarity.profiles(language()))[of.profile], "history": happened,
        "chain": letter.chain(of, happened, AsKnown(clock.now()), today), "explained": letter.explained(stood, today),
        "holder": holder(of.accountable_post, today), "acts": open_acts,
        "way": milestones.way(of, today), "milestone_states": MILESTONE_STATES, "parts": parts,
        "open_parts": [one for one in parts if one["one"].standing.is_open], "given": list(contributions(of)),
        "forms": _forms(of, open_acts, said) | (bound or {}), "registered": recent(), "signed": said,
    }  # fmt: skip
    posts = {one.event.post: one.post for one in happened}
    context["overrides"], context["later"] = proving.overridden(of, posts, language())
    context |= _waiting(of, stood, happened, posts, today)
    return render(request, "tasks/task.html", context, status=422 if bound else 200)


def _extension(one: Any, posts: Mapping[str, str]) -> dict[str, Any]:
    """An extension with the posts that asked and decided in the reader's language."""
    return {
        "one": one, "asked_as": posts.get(one.asked_as, one.asked_as),
        "decided_as": posts.get(one.decided_as, one.decided_as),
        "after": not one.late and one.granted_due and timezone.localdate(one.decided_at) > one.old_due,
    }  # fmt: skip


def _waiting(of: Any, stood: Any, happened: Any, posts: Mapping[str, str], today: date) -> dict[str, Any]:
    """Whose turn it is, what became of extensions, and whose clock runs."""
    held, asked = clock_of(of.code, of.counted_due, today), list(extensions.of_task(of))
    steps = ladder.of_task(of, today, is_open=stood.standing.is_open) if stood.standing.is_open else []
    waits = next((one for one in asked if one.decided_at is None), None)
    return {
        "clock": held, "extensions": [_extension(one, posts) for one in asked], "asked": turn.asked(of, waits, today),
        "turn": turn.turn(stood, [one.event for one in happened], held, steps, today),
    }  # fmt: skip


def acts_now(actor: Any, of: Any, today: date, events: Sequence[Any], parts: Sequence[Any]) -> frozenset[str]:
    """What the actor may let happen to a task today; nothing closes it while parts split off it are open."""
    possible = courses.course_of(of).possible(today)
    if extensions.used_up(of):
        possible -= {rules.ASKED}
    if any(one.standing.is_open for one in parts):
        possible -= {rules.ACCEPTED, rules.CANCELLED}
    return acts_open_to(actor, possible, courses.parties(of, events, today=today))


def part_rows(of: Any, today: date) -> list[dict[str, Any]]:
    """The tasks split off a task as its pages show them."""
    return [{"one": one, "words": words.standing_words(one), "urgency": words.urgency(one)}
            for one in parts_of(of, today)]  # fmt: skip


def _forms(of: Any, acts: frozenset[str], said: Proposed | None) -> dict[str, forms.Form]:
    start = {"version": of.version, "granted_due": of.asked_due}
    asked = start | (said.start() if said else {})
    return {
        kind: FORMS[kind](initial=asked if kind == rules.ASKED else start, auto_id=f"{kind}-%s",
                          **_extra(of, kind, of.stuck_on.code if of.stuck_on else ""))
        for kind in acts & FORMS.keys()
    }  # fmt: skip


def _extra(of: Any, kind: str, stuck: str) -> dict[str, Any]:
    """What a form needs to know of the task."""
    if kind == rules.PROGRESS:
        return {"stuck": stuck}
    if kind == rules.EVIDENCE:
        return {"paper": of.result_kind in proving.paper_for(of.issued_on)}
    return {"steps": proving.open_steps(of)} if kind == rules.ACCEPTED else {}


@gate(Right.READ)
def task(request: HttpRequest, code: str) -> HttpResponse:
    """What, why, how it stands, what happened, and what may happen next."""
    return _page(request, code)


def act(
    request: HttpRequest, code: str, kind: str, do: Callable[[Any, dict[str, Any]], object], said: str
) -> HttpResponse:
    """Let an event happen, or show the page again with the reason; nothing that was typed is lost."""
    of = queries.task(code)
    extra = _extra(of, kind, request.POST.get("stuck_on", ""))
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
            words_why=data.get("words_why", ""), version=data["version"], by=request.actor, at=clock.now(),
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
