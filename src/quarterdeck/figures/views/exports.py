"""Take the figures table away."""

from django.http import HttpRequest, HttpResponse

from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Right
from quarterdeck.figures.queries.sheets import figures_table, footer
from quarterdeck.figures.queries.tables import table
from quarterdeck.figures.views.asked import asked
from quarterdeck.figures.views.table import chosen, table_form
from quarterdeck.papers.excel import write_csv, write_workbook
from quarterdeck.web import clock
from quarterdeck.web.gates import gate
from quarterdeck.web.templatetags.quarterdeck.library import language

MEDIA = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@gate(Right.READ)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The rows that the page shows, as a file with units, statuses, sources and the state of knowledge."""
    if kind not in MEDIA:
        raise NotFound(
            Message(gettext_noop('Figures are not given out as "{kind}".'), {"kind": kind}),
            remedy=gettext_noop("Use xlsx or csv."),
        )
    what, lang = asked(request), language()
    everything = table(what.period, what.area, what.known, what.borders)
    rows = chosen(everything, table_form(request, what, everything).filters())
    made = figures_table(rows, what.period, what.area, what.day, lang, borders=what.borders and what.borders.day)
    data = (
        write_csv(made, lang=lang)
        if kind == "csv"
        else write_workbook([made], lang=lang, footer=footer(what.day, clock.today()))
    )
    borders = f"_borders_{what.borders.day}" if what.borders else ""
    name = f"figures_{what.area.code}_{what.period.code}_{what.day}{borders}.{kind}".replace("/", "_")
    response = HttpResponse(data, content_type=MEDIA[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
