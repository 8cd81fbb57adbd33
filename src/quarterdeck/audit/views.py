"""The record for those who inspect it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from quarterdeck.audit import queries
from quarterdeck.core.rights import Right
from quarterdeck.web.gates import gate

PER_PAGE = 50


@gate(Right.READ_AUDIT)
def index(request: HttpRequest) -> HttpResponse:
    """Who did what, when, as which post and why; newest first."""
    words = request.GET.get("q", "").strip()[:200]
    found = queries.lines(
        words=words, about_kind=request.GET.get("kind", "")[:50], about=request.GET.get("about", "")[:100]
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "audit/index.html", {"page": page, "words": words, "section": "audit"})
