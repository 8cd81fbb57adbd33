"""The record for those who inspect it."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from quarterdeck.audit import queries
from quarterdeck.audit.rules import KINDS, told
from quarterdeck.core.rights import Right
from quarterdeck.web.gates import gate
from quarterdeck.web.templatetags.quarterdeck.words import day_text

PER_PAGE = 50
ISO_DAY = len("2024-03-27")


@gate(Right.READ_AUDIT)
def index(request: HttpRequest) -> HttpResponse:
    """Who did what, when, as which post and why; newest first."""
    words = request.GET.get("q", "").strip()[:200]
    found = queries.lines(
        words=words, about_kind=request.GET.get("kind", "")[:50], about=request.GET.get("about", "")[:100]
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        {"line": line, "kind": _(KINDS[line.about_kind]) if line.about_kind in KINDS else line.about_kind,
         "told": [(_(label), _day(said)) for label, said in told(line.detail)]}
        for line in page
    ]  # fmt: skip
    return render(request, "audit/index.html", {"page": page, "rows": rows, "words": words, "section": "audit"})


def _day(said: str) -> str:
    """A day as the reader writes it, other words as they are."""
    try:
        return day_text(date.fromisoformat(said)) if len(said) == ISO_DAY else said
    except ValueError:
        return said
