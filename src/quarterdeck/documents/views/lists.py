"""The register as a list with its exports, and the series of its numbers."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from quarterdeck.core.errors import NotFound
from quarterdeck.core.finding import Sought, marked, sought
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.rights import Right
from quarterdeck.documents.forms import FilterForm
from quarterdeck.documents.queries import book, register, searching, series
from quarterdeck.documents.queries.numbers import FAMILIES, type_of
from quarterdeck.papers.content import Footer
from quarterdeck.papers.excel import write_csv, write_workbook
from quarterdeck.web import clock
from quarterdeck.web.gates import gate
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import localname, moment

PAGE_LENGTH = 50
EXPORT_LIMIT = 20_000
SECTION = {"section": "documents"}
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
OWN_NARROWINGS = ("type_code", "issuer", "year", "urgency", "direction", "standing", "bound")


@gate(Right.READ)
def index(request: HttpRequest) -> HttpResponse:
    """The register, newest first, or what is sought in it, best first."""
    form = FilterForm(request.GET)
    conditions = form.conditions()
    wanted = sought(conditions.get("search", ""))
    page = Paginator(_entries(conditions, wanted), PAGE_LENGTH).get_page(request.GET.get("page"))
    context = {
        "form": form, "page": page, "rows": _rows(page, wanted), "filtered": bool(conditions),
        "may_register": Right.REGISTER_DOCUMENT in request.actor.rights, "query": request.GET.urlencode(),
        "most": searching.MOST_HITS,
    }  # fmt: skip
    return render(request, "documents/index.html", SECTION | context)


def _entries(conditions: dict[str, str], wanted: Sequence[Sought]) -> Any:
    """The entries as chosen; where words are sought and no order is, their ids with the best first."""
    if not wanted or "sort" in conditions:
        return register.listed(**conditions)
    narrowed = any(name in conditions for name in OWN_NARROWINGS)
    among = set(register.listed(**conditions).values_list("pk", flat=True)) if narrowed else None
    return searching.ranked(wanted, among)


def _rows(page: Any, wanted: Sequence[Sought]) -> list[dict[str, Any]]:
    some = list(page)
    if some and isinstance(some[0], int):
        by_id = register.documents().in_bulk(some)
        some = [by_id[pk] for pk in some if pk in by_id]
    related, found = register.related_of(some), searching.best_paragraphs(some, wanted)
    return [
        {"one": one, "type": type_of(one.type_code), "undone": [link for link in related[one.pk] if link.undoes],
         "number": marked(one.number, wanted), "abstract": marked(localname(one, "abstract"), wanted),
         "hit": found.get(one.pk)}
        for one in some
    ]  # fmt: skip


@gate(Right.READ)
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The register as chosen, in the columns of the paper book, as a workbook or as CSV."""
    if form not in ("csv", "xlsx"):
        raise NotFound(gettext_noop("The register is exported as .xlsx or .csv only."))
    conditions = FilterForm(request.GET).conditions()
    lang = language()
    some = register.listed(**conditions)[:EXPORT_LIMIT]
    table = book.book(some, lang, conditions.get("direction", book.INCOMING))
    footer = Footer(vintage=moment(clock.now()), produced=moment(clock.now()))
    content = write_csv(table, lang=lang) if form == "csv" else write_workbook([table], lang=lang, footer=footer)
    return download(content, f"register-{clock.today()}.{form}")


def download(content: bytes, name: str) -> HttpResponse:
    """A file for the browser to save."""
    response = HttpResponse(content, content_type=MEDIA_TYPES[name.rpartition(".")[2]])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@gate(Right.READ)
def numbers(request: HttpRequest) -> HttpResponse:
    """The series of outgoing numbers that run today or in another year: what is missing, what was given twice."""
    today = clock.today()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() and 1945 <= int(asked[:4]) <= today.year else today.year
    day = today if year == today.year else today.replace(year=year, month=12, day=31)
    found = series.all_series(day)
    context = {
        "rows": [{"one": one, "family": FAMILIES[one.family]} for one in found], "year": year, "day": day,
        "years": sorted({*register.years(), today.year}, reverse=True), "odd": sum(not one.whole for one in found),
    }  # fmt: skip
    return render(request, "documents/numbers.html", SECTION | context)
