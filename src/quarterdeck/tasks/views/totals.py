"""The totals of tasks: official counts, on-time rates, days late, extensions, by whom, where and what about."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from quarterdeck.core.rights import Right
from quarterdeck.tasks.forms import TotalsForm
from quarterdeck.tasks.queries import measures, totals
from quarterdeck.tasks.queries.wanted import Wanted, meeting
from quarterdeck.tasks.views.lists import PAGE_LENGTH, SECTION, taken_away, without
from quarterdeck.web import clock
from quarterdeck.web.gates import gate


def _asked(request: HttpRequest) -> dict[str, Any]:
    """The totals that the address asks for."""
    form, today = TotalsForm(request.GET), clock.today()
    wanted, way = form.wanted(), form.way()
    groups = totals.by(way, meeting(wanted, request.actor), today)
    return {
        "form": form, "wanted": wanted, "way": way, "total": groups.total, "groups": groups, "today": today,
        "narrowed": without(request, form.narrowed()),
    }  # fmt: skip


@gate(Right.READ)
def summary(request: HttpRequest) -> HttpResponse:
    """The figures of all tasks asked for, then of each group; each leads to the tasks behind it."""
    asked = _asked(request)
    wanted, way = asked["wanted"], asked["way"]
    page = Paginator(asked["groups"], PAGE_LENGTH).get_page(request.GET.get("page"))
    rows = [
        {
            "label": measures.label(one, way), "url": measures.link(wanted, bucket="counted", **{way: one.key}),
            "figures": measures.figures(one.tally, wanted, **{way: one.key}),
        }
        for one in page
    ]  # fmt: skip
    context = {
        **SECTION, **asked, "page": page, "rows": rows, "figures": measures.figures(asked["total"], wanted),
        "ways": [(key, one.label) for key, one in totals.WAYS.items()], "label": totals.WAYS[way].label,
        "query": request.GET.urlencode(), "filtered": wanted != Wanted(), "measures": measures.MEASURES,
    }  # fmt: skip
    return render(request, "tasks/summary.html", context)


@gate(Right.READ)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The totals that the page shows, every group of them, as a file."""
    asked = _asked(request)
    table = measures.table(asked["way"], asked["groups"], asked["total"], asked["today"])
    return taken_away(table, kind, "task-totals")
