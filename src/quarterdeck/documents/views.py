"""The pages of the register: the list and its exports, one document, the form that enters one."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from quarterdeck.core.errors import BadInput, Conflict, NotFound
from quarterdeck.core.links import backlinks
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.rights import Right
from quarterdeck.documents import actions
from quarterdeck.documents.forms import FilterForm, RegisterForm, RelationRows, pairs_of
from quarterdeck.documents.queries import book, numbers, register
from quarterdeck.papers.content import Footer
from quarterdeck.papers.excel import write_csv, write_workbook
from quarterdeck.web import clock
from quarterdeck.web.forms import show_failure
from quarterdeck.web.gates import gate
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import moment

PAGE_LENGTH = 50
EXPORT_LIMIT = 20_000
SECTION = {"section": "documents"}
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@gate(Right.READ)
def index(request: HttpRequest) -> HttpResponse:
    """The register, newest first."""
    form = FilterForm(request.GET)
    conditions = form.conditions()
    page = Paginator(register.listed(**conditions), PAGE_LENGTH).get_page(request.GET.get("page"))
    context = {
        "form": form, "page": page, "rows": [_listed(one) for one in page], "filtered": bool(conditions),
        "may_register": Right.REGISTER_DOCUMENT in request.actor.rights, "query": request.GET.urlencode(),
    }  # fmt: skip
    return render(request, "documents/index.html", SECTION | context)


def _listed(one: Any) -> dict[str, Any]:
    undone = [link for link in register.done_to(one) if link.undoes]
    return {"one": one, "type": numbers.type_of(one.type_code), "undone": undone}


@gate(Right.READ)
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The register as chosen, in the columns of the paper book, as a workbook or as CSV."""
    if form not in MEDIA_TYPES:
        raise NotFound(gettext_noop("The register is exported as .xlsx or .csv only."))
    entries = register.listed(**FilterForm(request.GET).conditions()).prefetch_related("relations__target")
    lang = language()
    table = book.book(entries[:EXPORT_LIMIT], lang)
    footer = Footer(vintage=moment(clock.now()), produced=moment(clock.now()))
    content = write_csv(table, lang=lang) if form == "csv" else write_workbook([table], lang=lang, footer=footer)
    response = HttpResponse(content, content_type=MEDIA_TYPES[form])
    response.headers["Content-Disposition"] = f'attachment; filename="register-{clock.today()}.{form}"'
    return response


@gate(Right.READ)
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """One document: what its number says, what it does to others and they to it, what hangs on it."""
    one = register.document(pk)
    related = register.related(one)
    context = {
        "one": one, "related": related, "undone": [link for link in related if link.undoes],
        "type": numbers.type_of(one.type_code), "reading": numbers.read_number(one.number),
        "urgency": dict(book.urgencies(language())).get(one.urgency),
        "links": backlinks("document", str(pk)),
        "may_register": Right.REGISTER_DOCUMENT in request.actor.rights,
    }  # fmt: skip
    return render(request, "documents/document.html", SECTION | context)


@gate(Right.REGISTER_DOCUMENT)
def new(request: HttpRequest) -> HttpResponse:
    """Register a document."""
    sent = request.POST if request.method == "POST" else None
    start, acts = _start(request)
    form = RegisterForm(sent, request.FILES or None, initial=start)
    rows = RelationRows(sent, prefix="relations", initial=acts)
    typed = str(form["number"].value() or "")
    existing: list[Any] = []
    if sent is not None and form.is_valid() and rows.is_valid():
        try:
            made = _register(request, form.cleaned_data, pairs_of(rows))
        except (BadInput, Conflict) as failure:
            show_failure(form, failure)
            existing = register.find(typed) if isinstance(failure, Conflict) else []
        else:
            messages.success(request, _("{number} has been registered.").format(number=made.number))
            return redirect("documents:document", made.pk)
    form.read_as(typed)
    context = {
        "form": form, "rows": rows, "existing": existing, "reading": numbers.read_number(typed), "typed": typed,
        "issuers": register.issuer_pairs(), "registered": register.recent(), "corrects": request.GET.get("corrects"),
    }  # fmt: skip
    status = 200 if sent is None else 409 if existing else 422
    return render(request, "documents/new.html", SECTION | context, status=status)


def _start(request: HttpRequest) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """What the form starts with: nothing, or the entry that is to be corrected."""
    asked = request.GET.get("corrects", "")
    if not asked.isdecimal():
        return {}, []
    one = register.document(int(asked))
    names = ("number", "type_code", "signed_on", "issuer_vi", "issuer_en", "abstract_vi", "abstract_en", "urgency")
    return {name: getattr(one, name) for name in names}, [{"kind": "corrects", "target": f"{one.number} #{one.pk}"}]


def _register(request: HttpRequest, given: dict[str, Any], relations: list[tuple[str, Any]]) -> Any:
    sent = given["file"]
    file = actions.Upload(sent.name, sent.content_type or "", sent.read()) if sent else None
    return actions.register_document(
        **(given | {"file": file}), relations=relations, by=request.actor, at=clock.now()
    )  # fmt: skip


@gate(Right.REGISTER_DOCUMENT)
def number(request: HttpRequest) -> HttpResponse:
    """What a number says, while it is being typed: its parts, the types it leaves open, who bears it already."""
    typed = request.GET.get("number", "")[:100]
    form = RegisterForm(initial={"number": typed, "type_code": request.GET.get("type_code", "")})
    form.read_as(typed)
    context = {
        "form": form, "typed": typed, "reading": numbers.read_number(typed),
        "existing": register.find(typed) if typed.strip() else [],
    }  # fmt: skip
    return render(request, "documents/_number.html", context)
