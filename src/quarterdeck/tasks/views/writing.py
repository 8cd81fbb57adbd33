"""The form that writes a task: the five clears speak while typing, and what stays unclear is kept word for word."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quarterdeck.core.errors import BadInput
from quarterdeck.core.rights import Right, may
from quarterdeck.documents.queries.register import recent
from quarterdeck.tasks import actions
from quarterdeck.tasks.forms import TaskForm
from quarterdeck.tasks.queries import drafts, links
from quarterdeck.tasks.queries.choices import Choices
from quarterdeck.tasks.queries.clarity import Examined, criteria, examine, to_clarify_by
from quarterdeck.tasks.queries.proposals import Proposals
from quarterdeck.tasks.rules.clear import ClearLine, Fill, field_of, lines
from quarterdeck.web import clock
from quarterdeck.web.forms import show_failure
from quarterdeck.web.gates import gate, say
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import day_text

SECTION = {"section": "tasks"}
# What a link may fill in: the sentence, who orders it, the lead, the last day, and the key by which the one who links
# knows the task.
FILLED = ("text", "assigner", "lead", "due", "form_key")


@dataclass(frozen=True)
class Written:
    """What is on the form: where it comes from, its values with what the text says, and the verdict."""

    start: drafts.Start
    choices: Choices
    values: drafts.Values
    examined: Examined
    lines: list[ClearLine]
    wording: Fill | None


def _written(request: HttpRequest, start: drafts.Start, values: drafts.Values) -> Written:
    today, choices = clock.today(), Choices(clock.today())
    values = values or drafts.defaults(start, request.actor, choices)
    draft = drafts.read(values, choices, language())
    examined = examine(draft, issued_on=today, reader=language(), choices=choices)
    proposals = Proposals(
        examined, choices, today=today, own_post=request.actor.post,
        lead_by_default=drafts.responsible(values.get("indicator", "")),
    )  # fmt: skip
    said = lines(examined.verdict, examined.stored, criteria(language()), proposals.by_finding())
    return Written(start, choices, drafts.filled(values, examined.draft), examined, said, proposals.wording())


def _sent(request: HttpRequest) -> tuple[drafts.Start, drafts.Values]:
    """Where the form comes from and what was typed, with a proposal that was taken without scripts filled in."""
    post = request.POST
    values: drafts.Values = {name: post.get(name, "").replace("\0", "") for name in (*drafts.PLAIN, "form_key")}
    values["cooperating"] = post.getlist("cooperating")
    field, taken, value = post.get("take", "").partition("=")
    if taken and field in drafts.PLAIN:
        values[field] = value
    return drafts.start_from(values["conclusion"], ""), drafts.without_read_off(values)


@gate(Right.ISSUE_TASK)
def new(request: HttpRequest) -> HttpResponse:
    """Write a task, see what is not clear about it, issue it."""
    if request.method == "POST":
        return _send(request)
    asked = (request.GET.get(name, "").replace("\0", "") for name in ("conclusion", "difficulty"))
    start = drafts.start_from(*asked)
    if start.conclusion and start.conclusion.state == "issued":
        ref = drafts.reference(start.conclusion)
        messages.info(request, _("This conclusion has already been issued as the task below."))
        return redirect(links.of_conclusions([ref], clock.today())[ref][0].url)
    told = {name: request.GET.get(name, "").replace("\0", "") for name in FILLED}
    values = drafts.defaults(start, request.actor, Choices(clock.today())) if any(told.values()) else {}
    written = _written(request, start, values | {name: value for name, value in told.items() if value})
    return _form(request, written, TaskForm(choices=written.choices, values=written.values))


def _send(request: HttpRequest) -> HttpResponse:
    start, values = _sent(request)
    written = _written(request, start, values)
    if "check" in request.POST or "take" in request.POST:
        return _form(request, written, TaskForm(choices=written.choices, values=written.values))
    form = TaskForm(written.values, choices=written.choices, values=written.values)
    if form.is_valid() and _is_clear(form, written):
        try:
            made = actions.issue_task(
                order=drafts.order(written.values, written.examined, start), form_key=values["form_key"],
                reason=values["reason"], by=request.actor, at=clock.now(),
            )  # fmt: skip
        except BadInput as failure:
            show_failure(form, failure)
        else:
            messages.success(request, _("Task {code} is issued.").format(code=made.code))
            return redirect("tasks:task", made.code)
    return _form(request, written, form, status=422)


def _is_clear(form: TaskForm, written: Written) -> bool:
    """Whether nothing blocks, and what is warned of has a reason; each reason stands beside its field."""
    for one in written.examined.blocking:
        form.refuse(field_of(one), f"{say(one.message)} {say(one.proposal)}")
    if not form.errors and written.examined.warnings and not written.values["reason"].strip():
        form.refuse("reason", _("The check warns. Mend it, or say here why the task is issued all the same."))
    return not form.errors


def _form(request: HttpRequest, written: Written, form: TaskForm, status: int = 200) -> HttpResponse:
    context = {
        **SECTION, **_verdict(request, written), "form": form, "written": written, "choices": written.choices,
        "registered": recent(), "hindrance": drafts.hindrance(written.values), "action": reverse("tasks:new"),
    }  # fmt: skip
    return render(request, "tasks/new.html", context, status=status)


def _verdict(request: HttpRequest, written: Written) -> dict[str, Any]:
    clear = [one for one in written.lines if one.criterion != "words"]
    said = written.start.conclusion
    return {
        "lines": written.lines, "wording": written.wording, "read_off": written.values["read_off"],
        "read": [(name, written.values.get(name, "")) for name in drafts.READ_OFF],
        "blocking": written.examined.blocking, "warnings": written.examined.warnings,
        "clear_count": sum(one.state != "blocking" for one in clear), "clear_total": len(clear), "conclusion": said,
        "draft": written.examined.draft, "keep_until": _keep_until(said),
        "may_keep": said is not None and said.kind == "task" and may(request.actor, Right.RECORD_CONCLUSION),
    }  # fmt: skip


def _keep_until(conclusion: Any) -> Any:
    """By when the conclusion would have to be made clear; None where it is kept already or no day can be computed."""
    if conclusion is None or conclusion.state != "recorded":
        return None
    try:
        return to_clarify_by(clock.today())
    except BadInput:  # said in full when the conclusion is really kept
        return None


@gate(Right.ISSUE_TASK)
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """The verdict on what is typed so far."""
    start, values = _sent(request)
    return render(request, "tasks/_verdict.html", _verdict(request, _written(request, start, values)))


@gate(Right.RECORD_CONCLUSION)
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the conclusion word for word as to be clarified."""
    start, values = _sent(request)
    if start.conclusion is None:
        raise BadInput(_("Only a conclusion can be kept as to be clarified."), place=_("Task form"))
    written = _written(request, start, values)
    usual = written.choices.follower_up(request.actor.post, None) or written.choices.post(request.actor.post)
    owner = written.examined.draft.follower_up or usual
    dated = actions.keep_unclear(
        conclusion=start.conclusion, owner=owner, why=written.examined.blocking_codes, by=request.actor,
        at=clock.now(),
    )  # fmt: skip
    said = _("The conclusion is kept word for word as to be clarified, until {day}.").format(day=day_text(dated.day))
    messages.success(request, " ".join([said, *(say(step) for step in dated.steps)]))
    review = start.conclusion.review
    item = f"?item={start.conclusion.item.number}" if start.conclusion.item else ""
    return redirect(f"{reverse('reviews:review', args=[review.code])}{item}#conclusion-{start.conclusion.number}")
