"""The figures table."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from quarterdeck.core.folding import search_words, searchable
from quarterdeck.core.rights import Right
from quarterdeck.figures.forms import TableForm
from quarterdeck.figures.queries import catalogue
from quarterdeck.figures.queries.tables import Row, table, with_notes
from quarterdeck.figures.views.asked import Asked, asked, offered
from quarterdeck.figures.views.cells import TableRow, letters, table_row
from quarterdeck.figures.views.indicator import missing_units
from quarterdeck.web.gates import gate
from quarterdeck.web.templatetags.quarterdeck.words import localname

WORST_FIRST = ("off_course", "behind", "on_course", "ahead", "unknown")
LAST = Decimal("Infinity")


@gate(Right.READ)
def index(request: HttpRequest) -> HttpResponse:
    """Every indicator in one area and period, by theme; filtered, sorted, with doors to where numbers come from."""
    what = asked(request)
    everything = table(what.period, what.area, what.known, what.borders)
    form = table_form(request, what, everything)
    found = chosen(everything, form.filters())
    rows = found if what.borders else with_notes(found, what.area)
    context = {
        "section": "figures", "asked": what, "form": form, "groups": _groups(rows, what, form.filters()["sort"]),
        "shown": len(rows), "total": len(everything), "counts": Counter(str(one.line.pace.standing) for one in rows),
        "letters": letters(reading for row in rows for reading in _readings(row)), "vintage": what.day,
        "query": request.GET.urlencode(),
        "missing": missing_units(row.line for row in rows) if what.borders else [],
        "may_write": Right.WRITE_FIGURES in request.actor.rights,
    }  # fmt: skip
    return render(request, "figures/index.html", context)


def table_form(request: HttpRequest, what: Asked, rows: Iterable[Row]) -> TableForm:
    """The controls, holding what the address says."""
    themes = {row.indicator.theme_id: row.indicator.theme for row in rows}
    bodies = {row.indicator.responsible_id: row.indicator.responsible for row in rows}
    offer = offered(what) | {"themes": themes.values(), "bodies": sorted(bodies.values(), key=localname)}
    return TableForm(request.GET.dict() | what.fields(), offer)


def chosen(rows: Iterable[Row], filters: Mapping[str, str]) -> list[Row]:
    """The rows that meet the filters, in the order asked for."""
    words = search_words(filters["q"])
    names = catalogue.aliases() if words else {}
    found = [
        row
        for row in rows
        if (not filters["theme"] or row.indicator.theme.code == filters["theme"])
        and (not filters["responsible"] or row.indicator.responsible.code == filters["responsible"])
        and (not filters["standing"] or row.line.pace.standing == filters["standing"])
        and (not words or _meets(row.indicator, names, words))
    ]
    order = ORDERS.get(filters["sort"])
    return sorted(found, key=order) if order else found


def _meets(indicator: Any, names: Mapping[int, str], words: Iterable[str]) -> bool:
    text = searchable(indicator.code, indicator.name_vi, indicator.name_en, names.get(indicator.pk, ""))
    return all(word in text for word in words)


ORDERS: Mapping[str, Callable[[Row], Any]] = {
    "pace": lambda row: WORST_FIRST.index(str(row.line.pace.standing)),
    "change": lambda row: LAST if row.line.change.value is None else row.line.change.value,
    "share": lambda row: LAST if row.line.of_plan.value is None else row.line.of_plan.value,
    "name": lambda row: searchable(localname(row.indicator)),
}


def _groups(rows: Sequence[Row], what: Asked, order: str) -> list[tuple[Any, list[TableRow]]]:
    """Rows under their themes; in any other order than the catalogue's, one group without a heading."""
    if order:
        return [(None, [table_row(row, what) for row in rows])] if rows else []
    themed = groupby(rows, key=lambda row: row.indicator.theme)
    return [(theme, [table_row(row, what) for row in some]) for theme, some in themed]


def _readings(row: Row) -> tuple[Any, ...]:
    return (row.line.now, row.line.same, row.line.change, row.line.of_plan)
