"""One document: what it is, what it does, who must act and who has, to whom it was passed, what it says."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from quarterdeck.core.errors import BadInput
from quarterdeck.core.finding import marked, sought
from quarterdeck.core.links import backlinks
from quarterdeck.core.rights import Right
from quarterdeck.documents import actions
from quarterdeck.documents.forms import PassForm
from quarterdeck.documents.queries import bodies, book, citing, numbers, register, series, texts
from quarterdeck.documents.views.lists import SECTION
from quarterdeck.web import clock
from quarterdeck.web.forms import show_failure
from quarterdeck.web.gates import gate
from quarterdeck.web.templatetags.quarterdeck.library import language


@gate(Right.READ)
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """One document: what its number says, what it does to others and they to it, what hangs on it."""
    return _page(request, register.document(pk), PassForm(initial={"passed_on": clock.today()}))


@gate(Right.REGISTER_DOCUMENT)
def pass_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down to whom it was passed."""
    one = register.document(pk)
    if request.method != "POST":
        return redirect("documents:document", pk)
    form = PassForm(request.POST)
    if form.is_valid():
        try:
            made = actions.pass_on(document=one, **form.cleaned_data, by=request.actor, at=clock.now())
        except BadInput as failure:
            show_failure(form, failure)
        else:
            messages.success(request, _("Passed on to {receiver}.").format(receiver=made.receiver))
            return redirect("documents:document", pk)
    return _page(request, one, form, status=422)


def _page(request: HttpRequest, one: Any, form: PassForm, status: int = 200) -> HttpResponse:
    related, wanted = register.related(one), sought(request.GET.get("words", "")[:200])
    citers = citing.citing(one)
    links = [*backlinks("document", str(one.pk)), *(link for some in citers.values() for link in some)]
    context = {
        "one": one, "related": related, "undone": [link for link in related if link.undoes],
        "type": numbers.type_of(one.type_code), "reading": numbers.read_number(one.number),
        "urgency": dict(book.urgencies(language())).get(one.urgency), "remarks": series.remarks(one),
        "answers": bodies.answers(one, clock.today()), "passings": register.passings([one]), "form": form,
        "receivers": bodies.receivers(clock.today()), "links": links,
        "paragraphs": [(paragraph, marked(paragraph.text, wanted), citers.get(paragraph.number, ()))
                       for paragraph in texts.paragraphs(one)],
        "may_register": Right.REGISTER_DOCUMENT in request.actor.rights,
    }  # fmt: skip
    return render(request, "documents/document.html", SECTION | context, status=status)


@gate(Right.READ)
def bound(request: HttpRequest, pk: int) -> HttpResponse:
    """Which of the bodies that a document binds have issued a document that implements it, and which have not."""
    one = register.document(pk)
    context = {
        "one": one, "type": numbers.type_of(one.type_code), "answers": bodies.answers(one, clock.today()),
        "may_register": Right.REGISTER_DOCUMENT in request.actor.rights,
    }  # fmt: skip
    return render(request, "documents/bound.html", SECTION | context)
