"""What a task or a conclusion cites: a part of its page, and a page of its own where there is no script."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quarterdeck.core.citing import citer
from quarterdeck.core.errors import BadInput
from quarterdeck.core.rights import Right
from quarterdeck.documents import actions
from quarterdeck.documents.forms import CiteForm
from quarterdeck.documents.queries import citing, register
from quarterdeck.documents.views.lists import SECTION
from quarterdeck.web import clock
from quarterdeck.web.forms import show_failure
from quarterdeck.web.gates import gate, say


@gate(Right.READ)
def cites(request: HttpRequest, kind: str, ref: str) -> HttpResponse:
    """What it cites; with the form where the actor may add to it."""
    which = citer(kind)
    about = which.one(ref)
    settled = which.settled(ref)
    may, told = which.right in request.actor.rights and not settled, ""
    form = CiteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        before = {row.pk for row, _cited in citing.citations(kind, ref)}
        try:
            made = actions.cite_document(
                kind=kind, ref=ref, text=form.cleaned_data["text"], by=request.actor, at=clock.now()
            )
        except BadInput as failure:
            show_failure(form, failure)
        else:
            told = _("It is cited already.") if made.pk in before else _("The citation has been added.")
            if not request.htmx:
                messages.success(request, told)
                return redirect(about.url)
            form = CiteForm()
    context = {
        "kind": kind, "ref": ref, "about": about, "rows": citing.citations(kind, ref), "form": form, "may": may,
        "registered": register.recent(), "told": told,
        "settled": " ".join(say(one) for one in settled) if settled and which.right in request.actor.rights else "",
    }  # fmt: skip
    template = "documents/_cites.html" if request.htmx else "documents/cites.html"
    return render(request, template, SECTION | context, status=422 if form.errors else 200)


@gate(Right.READ)
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a citation back that was a mistake."""
    one = citing.citation(pk)
    kind, ref = one.kind, one.ref
    actions.take_citation_back(citation=one, by=request.actor, at=clock.now())
    return redirect("documents:cites", kind, ref) if request.htmx else redirect(citer(kind).one(ref).url)
