"""The form that writes a task: the clears speak while typing, and what stays unclear is kept word for word."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quarterdeck.core.errors import BadInput
from quarterdeck.core.rights import Right
from quarterdeck.documents.actions import cite_document
from quarterdeck.documents.queries.register import recent
from quarterdeck.tasks import actions
from quarterdeck.tasks.forms import TaskForm
from quarterdeck.tasks.queries import drafts, fanning, links
from quarterdeck.tasks.queries.choices import Choices
from quarterdeck.tasks.rules.clear import field_of
from quarterdeck.tasks.views.drafting import Written, helping, sent, verdict, warned, written
from quarterdeck.web import clock
from quarterdeck.web.forms import show_failure
from quarterdeck.web.gates import gate, say
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname

SECTION = {"section": "tasks"}
# What a link may fill in: the sentence, who orders it, the lead, the last day, and the key by which the one who links
# knows the task.
FILLED = ("text", "assigner", "lead", "due", "form_key")


@gate(Right.ISSUE_TASK)
def new(request: HttpRequest) -> HttpResponse:
    """Write a task, see what is not clear about it, issue it."""
    if request.method == "POST":
        return _send(request)
    asked = (request.GET.get(name, "").replace("\0", "") for name in ("conclusion", "difficulty", "parent"))
    start = drafts.start_from(*asked)
    if start.conclusion and start.conclusion.state == "issued":
        ref = drafts.reference(start.conclusion)
        messages.info(request, _("This conclusion has already been issued as the task below."))
        return redirect(links.of_conclusions([ref], clock.today())[ref][0].url)
    told = {name: request.GET.get(name, "").replace("\0", "") for name in FILLED}
    values = drafts.defaults(start, request.actor, Choices(clock.today())) if any(told.values()) else {}
    of = written(request, start, values | {name: value for name, value in told.items() if value})
    return _form(request, of, TaskForm(choices=of.choices, values=of.values, warned=warned(of)))


def _send(request: HttpRequest) -> HttpResponse:
    start, values = sent(request)
    asking = "check" in request.POST or "take" in request.POST
    if not asking and (made := drafts.issued_from(values["form_key"])):
        return redirect(*made)  # the same form sent twice
    of = written(request, start, values)
    if asking:
        return _form(request, of, TaskForm(choices=of.choices, values=of.values, warned=warned(of)))
    form = TaskForm(of.values, choices=of.choices, values=of.values, warned=warned(of))
    if form.is_valid() and _is_clear(form, of):
        try:
            return _issue(request, of)
        except BadInput as failure:
            show_failure(form, failure)
    return _form(request, of, form, status=422)


def _issue(request: HttpRequest, of: Written) -> HttpResponse:
    key, reason = of.values["form_key"], {code: of.values.get(drafts.REASON + code, "") for code in warned(of)}
    if not of.units:
        order, whole = drafts.order(of.values, of.examined.draft, of.start), of.start.parent
        told: dict[str, Any] = {"form_key": key, "reason": reason, "by": request.actor, "at": clock.now()}
        issue = partial(actions.split_task, parent=whole) if whole else actions.issue_task
        made = issue(order=order, **told)
        _cite(request, of, [made.code])
        messages.success(request, _("Task {code} is issued.").format(code=made.code))
        return redirect("tasks:task", made.code)
    to_all = drafts.order_to_all(of.values, of.examined.draft, of.typed, of.start)
    heads = [(unit, of.choices.head_of(unit)) for unit in of.units]
    own = of.typed.language
    named = {own: of.group, "en" if own == "vi" else "vi": fanning.group_of_other(to_all, own, clock.today())}
    orders = [fanning.order_for(to_all, unit, head, named) for unit, head in heads if head]
    group = actions.issue_group(
        orders=orders, text_vi=to_all.text_vi, text_en=to_all.text_en, conclusion=of.start.conclusion, form_key=key,
        reason=reason, by=request.actor, at=clock.now(),
    )  # fmt: skip
    _cite(request, of, [one.code for one in group.tasks.all()])
    messages.success(request, _("{count} tasks are issued, one for each unit.").format(count=len(orders)))
    return redirect("tasks:group", group.code)


def _cite(request: HttpRequest, of: Written, codes: Iterable[str]) -> None:
    """Tasks that rest on a part of a document cite just that part."""
    named = str(of.values.get("document", ""))
    if drafts.names_a_part(named):
        for code in codes:
            cite_document(kind="task", ref=code, text=named, by=request.actor, at=clock.now())


def _is_clear(form: TaskForm, of: Written) -> bool:
    """Whether nothing blocks, and what is warned of has a reason; each reason stands beside its field."""
    for one in of.examined.blocking:
        form.refuse(field_of(one), f"{say(one.message)} {say(one.proposal)}")
    if of.headless:
        names = ", ".join(localname(unit) for unit in of.headless)
        form.refuse("units", _("These units have no post that could answer for a task: {names}.").format(names=names))
    for line in drafts.unread(of.values):
        form.refuse("milestones", _("“{line}” does not begin with a day.").format(line=line))
    if not form.errors:
        for code in warned(of):
            if not of.values.get(drafts.REASON + code, "").strip():
                form.refuse(
                    drafts.REASON + code,
                    _("The check warns. Mend it, or say here why the task is issued all the same."),
                )
    return not form.errors


def _form(request: HttpRequest, of: Written, form: TaskForm, status: int = 200) -> HttpResponse:
    context = {
        **SECTION, **verdict(request, of), "form": form, "written": of, "choices": of.choices, "helping": helping(of),
        "sets": fanning.sets(of.choices), "chosen_units": {unit.code for unit in of.units}, "registered": recent(),
        "hindrance": drafts.hindrance(of.values), "action": reverse("tasks:new"),
    }  # fmt: skip
    return render(request, "tasks/new.html", context, status=status)


@gate(Right.ISSUE_TASK)
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """The verdict on what is typed so far."""
    start, values = sent(request)
    return render(request, "tasks/_verdict.html", verdict(request, written(request, start, values)))


@gate(Right.RECORD_CONCLUSION)
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the conclusion word for word as to be clarified."""
    start, values = sent(request)
    if start.conclusion is None:
        raise BadInput(_("Only a conclusion can be kept as to be clarified."), place=_("Task form"))
    of = written(request, start, values)
    usual = of.choices.follower_up(request.actor.post, None) or of.choices.post(request.actor.post)
    owner = of.examined.draft.follower_up or usual
    dated = actions.keep_unclear(
        conclusion=start.conclusion, owner=owner, why=of.examined.blocking_codes, by=request.actor, at=clock.now(),
    )  # fmt: skip
    said = _("The conclusion is kept word for word as to be clarified, until {day}.").format(day=day_text(dated.day))
    messages.success(request, " ".join([said, *(say(step) for step in dated.steps)]))
    review = start.conclusion.review
    item = f"?item={start.conclusion.item.number}" if start.conclusion.item else ""
    return redirect(f"{reverse('reviews:review', args=[review.code])}{item}#conclusion-{start.conclusion.number}")
