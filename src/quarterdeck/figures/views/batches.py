"""One act of reporting: who brought which figures."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from quarterdeck.core.rights import Right
from quarterdeck.figures.queries import batches
from quarterdeck.figures.views.origin import BATCHES
from quarterdeck.web.gates import gate

PAGE_LENGTH = 100


@gate(Right.READ)
def batch(request: HttpRequest, number: int) -> HttpResponse:
    """A batch and its rows, a page at a time."""
    found = batches.batch(number)
    page = Paginator(batches.rows(found), PAGE_LENGTH).get_page(request.GET.get("page"))
    context = {"section": "figures", "batch": found, "kind": BATCHES.get(found.kind, found.kind), "page": page}
    return render(request, "figures/batch.html", context)
