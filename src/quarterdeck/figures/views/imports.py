"""Import a file of figures: look at what it would do, then let it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quarterdeck.core.errors import BadInput
from quarterdeck.core.rights import Right
from quarterdeck.figures.actions.importing import Imported, import_figures
from quarterdeck.figures.forms import CUSTOMS, ConfirmForm, FileForm
from quarterdeck.figures.queries import importing
from quarterdeck.figures.queries.sheets import template_workbook
from quarterdeck.files.actions import keep_file
from quarterdeck.files.queries import content, kept_file
from quarterdeck.web import clock
from quarterdeck.web.forms import show_failure
from quarterdeck.web.gates import gate, say
from quarterdeck.web.templatetags.quarterdeck.library import language

MOST_SHOWN = 200
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@gate(Right.WRITE_FIGURES)
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file and keep it as it came; what it would do is shown on a page of its own."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent, custom = form.cleaned_data["file"], form.cleaned_data["numbers"]
        data = sent.read()
        try:
            importing.dry_run(content=data, name=sent.name, by=request.actor, at=clock.now(), custom=custom)
            kept = keep_file(
                name=sent.name, media_type=sent.content_type or "", content=data, by=request.actor, at=clock.now()
            )
        except BadInput as failure:
            form.add_error("file", _sentence(failure, sent.name))
        else:
            return redirect(reverse("figures:look", args=[kept.digest]) + (f"?numbers={custom}" if custom else ""))
    context = {"section": "figures", "form": form}
    return render(request, "figures/import.html", context, status=422 if form.errors else 200)


def _sentence(failure: BadInput, name: str) -> str:
    """Where in the file, what is wrong, and the remedy."""
    place = failure.place.removeprefix(name).strip(",: ")
    said = ". ".join(part.rstrip(".") for part in (say(failure.message), say(failure.remedy)) if part)
    return f"{place}: {said}." if place else f"{said}."


@gate(Right.WRITE_FIGURES)
def look(request: HttpRequest, digest: str) -> HttpResponse:
    """What a kept file would do to the figures now; sending the form does it."""
    kept = kept_file(digest)
    data, custom = content(kept), request.GET.get("numbers", "")
    custom = custom if custom in CUSTOMS else ""
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        try:
            done = import_figures(
                content=data, name=kept.name, accept_good_rows=chosen["good_only"], note=chosen["note"], custom=custom,
                seen_batch=chosen["seen_batch"], by=request.actor, at=clock.now(),
            )  # fmt: skip
        except BadInput as failure:
            show_failure(form, failure)
        else:
            return _done(request, done, digest, custom)
    run = importing.dry_run(content=data, name=kept.name, by=request.actor, at=clock.now(), custom=custom)
    missing = importing.reasons_missing(run, form.data.get("note", "")) if form.errors else ()
    run = importing.with_errors(run, missing)
    context = {"section": "figures", "kept": kept, "run": run, "form": form, **_shown(run)}
    return render(request, "figures/look.html", context, status=422 if form.errors else 200)


def _shown(run: importing.DryRun) -> dict[str, Any]:
    return {
        "errors": run.errors[:MOST_SHOWN], "changed": run.of_kind(importing.CHANGED)[:MOST_SHOWN],
        "new": run.of_kind(importing.NEW)[:MOST_SHOWN], "most": MOST_SHOWN,
        "counts": {kind: len(run.of_kind(kind)) for kind in (importing.NEW, importing.CHANGED, importing.SAME)},
        "last_batch": run.last_batch,
    }  # fmt: skip


def _done(request: HttpRequest, done: Imported, digest: str, custom: str) -> HttpResponse:
    if done.batch is not None:
        count = len(done.run.to_write)
        said = ngettext("{count} figure was imported.", "{count} figures were imported.", count)
        messages.success(request, said.format(count=count))
        return redirect("figures:batch", done.batch.pk)
    if done.run.to_write:
        messages.warning(request, _("Someone wrote figures of this file meanwhile. Look at it again, then import it."))
    else:
        messages.success(request, _("Nothing to import: every good row is already there."))
    return redirect(reverse("figures:look", args=[digest]) + (f"?numbers={custom}" if custom else ""))


@gate(Right.WRITE_FIGURES)
def template(request: HttpRequest) -> HttpResponse:
    """The template: heads, and the codes that may be used."""
    response = HttpResponse(template_workbook(request.actor, clock.today(), language()), content_type=WORKBOOK)
    response.headers["Content-Disposition"] = 'attachment; filename="figures-template.xlsx"'
    return response
