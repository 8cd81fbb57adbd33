"""Take in a follow-up sheet: send it, say what its columns mean, look at what it would do, then let it."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quarterdeck.core.clarity import Severity
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.rights import Right
from quarterdeck.documents.queries.register import recent
from quarterdeck.files.queries import content, kept_file
from quarterdeck.papers.sheets import Sheet, sheet_names
from quarterdeck.tasks.actions import sheets as actions
from quarterdeck.tasks.forms.sheets import ColumnsForm, SheetFileForm, TakeInForm
from quarterdeck.tasks.queries import sheet_columns, sheet_mappings, sheet_taking
from quarterdeck.tasks.queries.choices import Choices
from quarterdeck.tasks.queries.sheet_drafts import CellRemark, vocabulary
from quarterdeck.tasks.queries.sheet_mappings import Plan, fields_of
from quarterdeck.tasks.rules.sheets import LABELS
from quarterdeck.web import clock
from quarterdeck.web.forms import show_failure
from quarterdeck.web.gates import gate, say
from quarterdeck.web.templatetags.quarterdeck.library import language

SECTION = {"section": "tasks"}
MOST_SHOWN = 200


@gate(Right.ISSUE_TASK)
def send(request: HttpRequest) -> HttpResponse:
    """Take a sheet and keep it as it came; one whose headings are known goes straight to what it would do."""
    sending = request.method == "POST"
    form = SheetFileForm(request.POST, request.FILES) if sending else SheetFileForm()
    if sending and form.is_valid():
        sent = form.cleaned_data["file"]
        data = sent.read()
        try:
            known = sheet_mappings.remembered(sheet_mappings.head_of(sheet_taking.opened(data, sent.name)))
            kept = actions.keep_sheet(
                name=sent.name, media_type=sent.content_type or "", content=data, by=request.actor, at=clock.now()
            )
        except BadInput as failure:
            form.add_error("file", _sentence(failure, sent.name))
        else:
            return redirect(_address("look" if known else "columns", kept.digest, ""))
    context = {**SECTION, "form": form, "remembered": sheet_mappings.all_remembered()}
    return render(request, "tasks/sheet_send.html", context, status=422 if form.errors else 200)


def _sentence(failure: BadInput, name: str) -> str:
    """Where in the file, what is wrong, and the remedy."""
    place = failure.place.removeprefix(name).strip(",: ")
    said = ". ".join(part.rstrip(".") for part in (say(failure.message), say(failure.remedy)) if part)
    return f"{place}: {said}." if place and place != "file" else f"{said}."


def _address(step: str, digest: str, sheet: str) -> str:
    query = f"?{urlencode({'sheet': sheet})}" if sheet else ""
    return reverse(f"tasks:sheet_{step}", args=[digest]) + query


def _opened(request: HttpRequest, digest: str) -> tuple[Any, Sheet, str, list[str]]:
    """The kept file, the sheet that the address asks for, and the names of all its sheets."""
    kept, wanted = kept_file(digest), request.GET.get("sheet", "").replace("\0", "")
    data = content(kept)
    text = kept.name.lower().endswith(sheet_taking.TEXT_FILES)
    return kept, sheet_taking.opened(data, kept.name, wanted), wanted, [] if text else sheet_names(data, kept.name)


@gate(Right.ISSUE_TASK)
def columns(request: HttpRequest, digest: str) -> HttpResponse:
    """What each column means, who is meant where nobody is named, and whom names mean that are on no list."""
    kept, sheet, wanted, names = _opened(request, digest)
    plan, today = sheet_mappings.plan_for(sheet), clock.today()
    shown = sheet_columns.columns_of(sheet, plan)
    form = ColumnsForm(
        request.POST or None, columns=shown,
        questions=sheet_columns.questions(sheet, plan, by=request.actor, today=today),
        defaults=sheet_columns.usual(plan, by=request.actor, today=today),
        days=sheet_columns.days_asked(sheet, plan), usual_result=vocabulary().result[language()],
        initial={"name": plan.name or kept.name.rsplit(".", 1)[0][:200], "version": plan.version},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and _says_results(form, sheet, plan, request.actor):
        try:
            actions.remember_mapping(
                name=form.cleaned_data["name"], head=plan.head, columns=form.chosen(), values=form.values(plan.values),
                seen_version=form.cleaned_data["version"] or 0, by=request.actor, at=clock.now(),
            )  # fmt: skip
        except (BadInput, Conflict) as failure:
            show_failure(form, failure)
        else:
            return redirect(_address("look", digest, wanted))
    context = {
        **SECTION, "kept": kept, "form": form, "plan": plan, "sheets": names, "wanted": wanted, "digest": digest,
        "choices": Choices(today), "registered": recent(),
    }  # fmt: skip
    return render(request, "tasks/sheet_columns.html", context, status=422 if form.errors else 200)


def _says_results(form: ColumnsForm, sheet: Sheet, plan: Plan, by: Any) -> bool:
    """Whether the mapping leaves any row with a result; where it leaves none, that is said beside the default."""
    chosen = Plan(plan.head, fields_of(plan.head, form.chosen()), form.values(plan.values))
    if form.cleaned_data["default_result"]:
        return True
    rows = sheet_taking.lacks_result(
        sheet_taking.look(sheet, chosen, by=by, today=clock.today(), lang=language())
    )  # fmt: skip
    if rows:
        form.refuse_without_result(rows)
    return not rows


@gate(Right.ISSUE_TASK)
def look(request: HttpRequest, digest: str) -> HttpResponse:
    """What the sheet would do now; sending the form does it."""
    kept, sheet, wanted, names = _opened(request, digest)
    plan = sheet_mappings.plan_for(sheet)
    form = TakeInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            done = actions.take_in_sheet(
                sheet=sheet, plan=plan, source=kept, good_only=given["good_only"], reason=given["reason"],
                seen=given["seen"], lang=language(), by=request.actor, at=clock.now(),
            )  # fmt: skip
        except BadInput as failure:
            show_failure(form, failure)
        else:
            return _done(request, done, digest, wanted)
    taking = sheet_taking.look(sheet, plan, by=request.actor, today=clock.today(), lang=language())
    context = {
        **SECTION, "kept": kept, "plan": plan, "form": form, "sheets": names, "wanted": wanted, "digest": digest,
        **_shown(taking),
    }  # fmt: skip
    return render(request, "tasks/sheet_look.html", context, status=422 if form.errors else 200)


def _shown(taking: sheet_taking.Taking) -> dict[str, Any]:
    good, warned = taking.of_kind(sheet_taking.GOOD), taking.of_kind(sheet_taking.WARNED)
    told = [_remark(one) for one in taking.remarks(Severity.BLOCKS)]
    warns = [_remark(one) for line in warned for one in line.remarks]
    return {
        "taking": taking, "good": good, "warned": warned, "bad": taking.of_kind(sheet_taking.BAD),
        "same": taking.of_kind(sheet_taking.SAME), "errors": told[:MOST_SHOWN], "errors_in_all": len(told),
        "warnings": warns[:MOST_SHOWN], "most": MOST_SHOWN, "rows": (*good, *warned)[:MOST_SHOWN],
        "takeable": len(good) + len(warned),
    }  # fmt: skip


def _remark(one: CellRemark) -> tuple[CellRemark, str, str]:
    """A remark with the label of its field and what stands in its cell."""
    return one, LABELS[one.field], sheet_columns.as_read(one.said)


def _done(request: HttpRequest, done: actions.TakenIn, digest: str, sheet: str) -> HttpResponse:
    count = len(done.tasks)
    if count:
        said = ngettext("{count} task was taken in.", "{count} tasks were taken in.", count)
        messages.success(request, said.format(count=count))
        return redirect(f"{reverse('tasks:index')}?{urlencode({'source': f'sheet:{digest}', 'sort': 'entered'})}")
    if done.taking.to_write("x"):
        messages.warning(request, _("Something changed meanwhile. Look at the sheet again, then take it in."))
    else:
        messages.success(request, _("Nothing to take in: every clear row is already there."))
    return redirect(_address("look", digest, sheet))
