"""How a task is followed: progress beside its target, milestones, parts, what cooperating bodies give, reminders."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quarterdeck.core.errors import BadInput
from quarterdeck.core.rights import Actor, Right, may
from quarterdeck.core.wording import unit_label
from quarterdeck.figures.queries.log import AsKnown
from quarterdeck.tasks import actions, queries, rules
from quarterdeck.tasks.forms import (
    ChangeMilestoneForm,
    ContributionForm,
    DropMilestoneForm,
    MeetForm,
    MilestoneForm,
    TargetForm,
)
from quarterdeck.tasks.queries import courses, ladder, measuring, milestones, parts, progress, words
from quarterdeck.tasks.queries.choices import Choices, posts_named
from quarterdeck.tasks.rules.ladder import TOLD
from quarterdeck.tasks.rules.measuring import MEASURE_LABELS
from quarterdeck.tasks.rules.milestones import AHEAD, MILESTONE_STATES
from quarterdeck.tasks.rules.who import acts_open_to, may_plan
from quarterdeck.tasks.views.letter import part_rows
from quarterdeck.web import clock
from quarterdeck.web.forms import show_failure
from quarterdeck.web.gates import gate
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import localname

SECTION = {"section": "tasks"}
Bound = dict[str, forms.Form]


@gate(Right.READ)
def following(request: HttpRequest, code: str) -> HttpResponse:
    """Everything by which a task is followed."""
    return _page(request, queries.task(code, helping=False))


def _page(request: HttpRequest, of: Any, bound: Bound | None = None) -> HttpResponse:
    today, sent = clock.today(), bound or {}
    stood, named = queries.stand(of, today), courses.parties(of, ())
    is_open = stood.standing.is_open
    context = {
        **SECTION, "of": of, "stood": stood, "words": words.standing_words(stood), "urgency": words.urgency(stood),
        "today": today, "may_plan": is_open and may_plan(request.actor, named),
        "may_do": is_open and may(request.actor, Right.DO_TASK) and request.actor.organisation == named.lead,
        "may_report": rules.PROGRESS in acts_open_to(request.actor, courses.course_of(of).possible(today), named),
        "may_order": is_open and may_plan(request.actor, named, assigning=True),
        "reported": measuring.reported(of, AsKnown(clock.now()), today), "measure_labels": MEASURE_LABELS,
        "way": milestones.way(of, today), "states": MILESTONE_STATES,
        "parts": part_rows(of, today), "contributions": parts.contributions(of),
    }  # fmt: skip
    context["bodies"] = Choices(today).bodies if context["may_plan"] else []
    context |= _recorded(of, context["way"], today, is_open)
    context |= _forms(of, sent) | _target(of, context["reported"])
    context["milestones"] = [_milestone(one, sent, context) for one in context["way"].steps]
    context["given"] = [_given(one, context, request.actor, sent) for one in context["contributions"]]
    return render(request, "tasks/following.html", context, status=422 if bound else 200)


def _target(of: Any, reported: Any) -> dict[str, Any]:
    share = reported.measured.share if reported else None
    return {
        "target_value": measuring.plain(of.target_value) if of.target_value is not None else None,
        "bar": str(max(min(round(share), 100), 0)) if share is not None else "",
    }


def _recorded(of: Any, way: Any, today: date, is_open: bool) -> dict[str, Any]:
    """The reports of progress, the ladder and what became of milestones, with the posts that they name in the reader's
    language."""
    told, steps = progress.told(of), ladder.of_task(of, today, is_open=is_open)
    codes = {code for step in steps if step.climbed for code in step.climbed.told}
    changes = [
        change for one in [*way.dropped, *(step.milestone for step in way.steps)] for change in one.changes.all()
    ]
    posts = posts_named(codes, {one.progress.post for one in told} | {one.post for one in changes})

    def post(said: str) -> str:
        return localname(posts[said]) if said in posts else said

    became: dict[int, list[dict[str, Any]]] = {}
    for one in changes:
        became.setdefault(one.milestone_id, []).append({"one": one, "post": post(one.post)})
    return {
        "told": [{"row": one, "post": post(one.progress.post)} for one in told], "became": became,
        "dropped": [{"one": one, "changes": became.get(one.pk, ())} for one in way.dropped],
        "ladder": [
            {
                "one": step, "label": localname(step.rung, "label"), "tells": [TOLD[key] for key in step.rung.tells],
                "told": [localname(posts[code]) for code in step.climbed.told if code in posts] if step.climbed else [],
            }
            for step in steps
        ],
    }  # fmt: skip


def _forms(of: Any, sent: Bound) -> dict[str, Any]:
    """The forms of the page; those that were `sent` and refused with what was typed."""
    unit = unit_label(of.indicator.unit, language()) if of.indicator else ""
    start = {"bound": of.target_bound, "period": of.target_period, "version": of.version,
             "value": measuring.typed(of)}  # fmt: skip
    target = TargetForm(of=of, unit=unit, initial=start, auto_id="target-%s") if of.indicator else None
    return {
        "target_form": sent.get("target", target),
        "new_milestone": sent.get("milestone", MilestoneForm(auto_id="milestone-%s")),
        "new_part": sent.get("part", ContributionForm(auto_id="part-%s")),
        "sent": sent,
    }


def _milestone(step: Any, sent: Bound, context: dict[str, Any]) -> dict[str, Any]:
    """A milestone with the forms by which it is met or changed, opened again where one was refused."""
    one, start = step.milestone, {"version": step.milestone.version}
    meet_key, change_key, drop_key = (f"{verb}-{one.number}" for verb in ("meet", "change", "drop"))
    may_change = context["may_order"] if one.ordered else context["may_plan"]
    words_of = localname(one, "text")
    changing = ChangeMilestoneForm(initial=start | {"text": words_of, "due": one.due}, auto_id=f"{change_key}-%s")
    return {
        "step": step, "one": one, "state": MILESTONE_STATES[step.state][0],
        "changes": context["became"].get(one.pk, ()),
        "meet": sent.get(meet_key, MeetForm(initial=start, auto_id=f"{meet_key}-%s")), "meet_open": meet_key in sent,
        "change": sent.get(change_key, changing), "change_open": change_key in sent,
        "drop": sent.get(drop_key, DropMilestoneForm(initial=start, auto_id=f"{drop_key}-%s")),
        "drop_open": drop_key in sent, "may_change": may_change and step.state == AHEAD,
    }  # fmt: skip


def _given(one: Any, context: dict[str, Any], actor: Actor, sent: Bound) -> dict[str, Any]:
    """The part of a cooperating body, with the form that notes it as done for those who may."""
    key = f"done-{one.pk}"
    own = may(actor, Right.DO_TASK) and actor.organisation in (one.organisation.code, context["of"].lead.code)
    may_note = own and context["stood"].standing.is_open and one.done_on is None
    late = not one.done_on and (one.due or context["of"].due) < context["today"]
    form = sent.get(key, MeetForm(initial={"version": one.version}, auto_id=f"{key}-%s"))
    return {"one": one, "form": form if may_note else None, "open": key in sent, "late": late}


def _do(
    request: HttpRequest, code: str, key: str, form: forms.Form, do: Callable[[dict[str, Any]], object], said: str
) -> HttpResponse:
    """Let it happen, or show the page again with the reason beside its field."""
    if not form.is_valid():
        return _page(request, queries.task(code, helping=False), {key: form})
    try:
        do(form.cleaned_data)
    except BadInput as failure:
        show_failure(form, failure)
        return _page(request, queries.task(code, helping=False), {key: form})
    messages.success(request, said)
    return redirect("tasks:following", code)


@gate(Right.READ)
@require_POST
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """Plan a milestone."""
    of, form = queries.task(code), MilestoneForm(request.POST, auto_id="milestone-%s")
    return _do(request, code, "milestone", form,
               lambda data: actions.plan_milestone(task=of, **data, by=request.actor, at=clock.now()),
               _("The milestone is planned."))  # fmt: skip


@gate(Right.READ)
@require_POST
def change(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Move a milestone, or say it otherwise."""
    one = milestones.milestone(queries.task(code), number)
    form = ChangeMilestoneForm(request.POST, auto_id=f"change-{number}-%s")
    return _do(request, code, f"change-{number}", form,
               lambda data: actions.change_milestone(milestone=one, **data, by=request.actor, at=clock.now()),
               _("The milestone is changed. What it was stays on record."))  # fmt: skip


@gate(Right.READ)
@require_POST
def drop(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take a milestone away."""
    one = milestones.milestone(queries.task(code), number)
    return _do(request, code, f"drop-{number}", DropMilestoneForm(request.POST, auto_id=f"drop-{number}-%s"),
               lambda data: actions.drop_milestone(milestone=one, **data, by=request.actor, at=clock.now()),
               _("The milestone is taken away. It stays on record with the reason."))  # fmt: skip


@gate(Right.DO_TASK)
@require_POST
def meet(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Note that a milestone is met."""
    one = milestones.milestone(queries.task(code), number)
    form = MeetForm(request.POST, auto_id=f"meet-{number}-%s")
    return _do(request, code, f"meet-{number}", form,
               lambda data: actions.meet_milestone(milestone=one, **data, by=request.actor, at=clock.now()),
               _("The milestone is met. It stays on record with its day."))  # fmt: skip


@gate(Right.ISSUE_TASK)
@require_POST
def target(request: HttpRequest, code: str) -> HttpResponse:
    """Set the target of the indicator."""
    of = queries.task(code)
    form = TargetForm(request.POST, of=of, unit="", auto_id="target-%s")
    return _do(request, code, "target", form,
               lambda data: actions.bind_target(task=of, **data, by=request.actor, at=clock.now()),
               _("The target is set. From now on progress is read from the figures."))  # fmt: skip


@gate(Right.READ)
@require_POST
def contribute(request: HttpRequest, code: str) -> HttpResponse:
    """Say what a cooperating body contributes."""
    of, form = queries.task(code), ContributionForm(request.POST, auto_id="part-%s")

    def do(data: dict[str, Any]) -> None:
        body = Choices(clock.today()).listed_body(data["organisation"])
        actions.state_part(task=of, organisation=body, part=data["part"], due=data["due"], by=request.actor,
                           at=clock.now())  # fmt: skip

    return _do(request, code, "part", form, do, _("The part is stated."))


@gate(Right.DO_TASK)
@require_POST
def contributed(request: HttpRequest, code: str, organisation: str) -> HttpResponse:
    """Note that the part of a cooperating body is done."""
    one = parts.contribution(queries.task(code), organisation)
    form = MeetForm(request.POST, auto_id=f"done-{one.pk}-%s")
    return _do(request, code, f"done-{one.pk}", form,
               lambda data: actions.finish_part(part=one, **data, by=request.actor, at=clock.now()),
               _("The part is done. It stays on record with its day."))  # fmt: skip
