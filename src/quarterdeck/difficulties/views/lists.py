"""The list of difficulties, and the same to take away."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from quarterdeck.core.rights import Right
from quarterdeck.difficulties import queries
from quarterdeck.difficulties.forms import FilterForm
from quarterdeck.difficulties.queries import sheets
from quarterdeck.difficulties.rules import STATES
from quarterdeck.difficulties.views.common import PAGE_LENGTH, SECTION, taken_away
from quarterdeck.web import clock
from quarterdeck.web.gates import gate


@gate(Right.READ)
def index(request: HttpRequest) -> HttpResponse:
    """The list: unanswered first, with the days that each has waited."""
    today = clock.today()
    form = FilterForm(request.GET, today)
    wanted = form.conditions()
    page = Paginator(queries.listed(day=today, **wanted), PAGE_LENGTH).get_page(request.GET.get("page"))
    counts = queries.counts(today)
    context: dict[str, Any] = {
        "form": form, "page": page, "rows": queries.rows(page, today), "counts": counts,
        "states": [(state, label, counts[state]) for state, (label, _owner) in STATES.items()],
        "total": sum(counts[state] for state in STATES), "wanted": wanted, "filtered": bool(wanted),
        "query": request.GET.urlencode(), "may_raise": Right.RAISE_DIFFICULTY in request.actor.rights, "tab": "list",
    }  # fmt: skip
    return render(request, "difficulties/index.html", SECTION | context)


@gate(Right.READ)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The difficulties that the page shows, as a file."""
    today = clock.today()
    found = queries.listed(day=today, **FilterForm(request.GET, today).conditions())
    whole = sheets.difficulties(queries.rows(found, today))
    return taken_away(whole, kind, "difficulties", printed=sheets.on_paper(whole))
