"""Tables of units as files to take away."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpResponse

from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.papers.content import Cell, Column, Footer, Row, Table
from quarterdeck.papers.excel import write_csv, write_workbook
from quarterdeck.web import clock
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import day_text

MEDIA = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def table(heads: Sequence[str], rows: Sequence[Sequence[str | Cell]], caption: str) -> Table:
    """Rows of text under their heads; a cell that is a number comes as a `Cell`."""
    columns = tuple(Column(head, width=24 if place in (1, 2) else 12) for place, head in enumerate(heads))
    cells = (tuple(one if isinstance(one, Cell) else Cell(one) for one in row) for row in rows)
    return Table(columns, tuple(Row(row) for row in cells), caption=caption)


def sent(made: Table, kind: str, name: str, day: date, facts: Sequence[tuple[str, str]] = ()) -> HttpResponse:
    """The table as a file of `kind`; a workbook tells the `facts` (name, text) on the sheet about its origin.

    Raises `NotFound` for another kind than csv and xlsx.
    """
    if kind not in MEDIA:
        raise NotFound(
            Message(gettext_noop('Units are not given out as "{kind}".'), {"kind": kind}),
            remedy=gettext_noop("Use xlsx or csv."),
        )
    lang = language()
    footer = Footer(day_text(day), day_text(clock.today()), facts=tuple(facts))
    data = write_csv(made, lang=lang) if kind == "csv" else write_workbook([made], lang=lang, footer=footer)
    response = HttpResponse(data, content_type=MEDIA[kind])
    plain = "".join(sign if sign.isalnum() or sign in "-_" else "_" for sign in name)
    response.headers["Content-Disposition"] = f'attachment; filename="{plain}.{kind}"'
    return response
