"""The registers as printed books, for the days given: Word, PDF, Excel, CSV."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from quarterdeck.core.errors import BadInput, NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Right
from quarterdeck.documents.forms import BookForm
from quarterdeck.documents.queries import book
from quarterdeck.documents.views.lists import EXPORT_LIMIT, MEDIA_TYPES, SECTION, download
from quarterdeck.papers import ledger
from quarterdeck.papers.content import Footer
from quarterdeck.papers.excel import write_csv, write_workbook
from quarterdeck.web import clock
from quarterdeck.web.gates import gate
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import moment

SHOWN = 20
PRINTED_LIMIT = 3_000  # entries that are set as PDF or Word in one go


@gate(Right.READ)
def index(request: HttpRequest) -> HttpResponse:
    """Choose a register and its days; see how many entries it will hold and the first of them."""
    form = BookForm(request.GET if request.GET else _plain(clock.today()))
    context: dict[str, Any] = {"form": form, "query": request.GET.urlencode()}
    if form.is_valid():
        some = book.entries(**form.cleaned_data)
        given = form.cleaned_data
        context |= {"count": some.count(), "table": book.book(some[:SHOWN], language(), given["direction"])}
        context["query"] = context["query"] or "&".join(f"{name}={value}" for name, value in form.data.items())
    return render(request, "documents/books.html", SECTION | context)


def _plain(today: date) -> dict[str, str]:
    return {"direction": book.INCOMING, "first": f"{today.year}-01-01", "last": today.isoformat(), "issuer": ""}


@gate(Right.READ)
def print_book(request: HttpRequest, form: str) -> HttpResponse:
    """A register as a file."""
    asked = BookForm(request.GET)
    if form not in MEDIA_TYPES or not asked.is_valid():
        raise NotFound(gettext_noop("There is no such book."),
                       remedy=gettext_noop("Choose the register and its days."))  # fmt: skip
    given, lang, made = asked.cleaned_data, language(), moment(clock.now())
    some, direction = list(book.entries(**given)[:EXPORT_LIMIT]), given["direction"]
    if form in ("pdf", "docx") and len(some) > PRINTED_LIMIT:
        raise BadInput(
            Message(gettext_noop("A printed register holds at most {most} entries."), {"most": PRINTED_LIMIT}),
            remedy=gettext_noop("Choose fewer days, or take Excel."),
        )
    table = book.book(some, lang, direction)
    if form == "csv":
        content = write_csv(table, lang=lang)
    elif form == "xlsx":
        content = write_workbook([table], lang=lang, footer=Footer(vintage=made, produced=made))
    else:
        lines = book.cover(some, direction, given["first"], given["last"], lang)
        whole = ledger.Ledger(lang, book.title(direction, lang), given["issuer"], tuple(lines), table, made)
        content = ledger.to_word(whole) if form == "docx" else ledger.to_pdf(whole)
    return download(content, f"{direction}-{given['first']}-{given['last']}.{form}")
