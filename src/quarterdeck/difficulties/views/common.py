"""What the pages of the room share."""

from typing import Any

from django.http import HttpResponse

from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.documents.queries.register import recent
from quarterdeck.papers.content import Footer, Table
from quarterdeck.papers.excel import write_csv, write_workbook
from quarterdeck.web import clock
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import moment

SECTION = {"section": "difficulties"}
PAGE_LENGTH = 50
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def taken_away(table: Table, kind: str, name: str) -> HttpResponse:
    """A table as a file of a kind; `NotFound` for a kind that is not given out."""
    if kind not in MEDIA:
        raise NotFound(
            Message(gettext_noop("Difficulties are not given out as “{kind}”."), {"kind": kind}),
            remedy=gettext_noop("Use xlsx or csv."),
        )
    now, lang = clock.now(), language()
    footer = Footer(vintage=moment(now), produced=moment(now))
    data = write_csv(table, lang=lang) if kind == "csv" else write_workbook([table], lang=lang, footer=footer)
    response = HttpResponse(data, content_type=MEDIA[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{clock.today()}.{kind}"'
    return response


def plain(text: str) -> str:
    """What came with a request outside a form, without the sign that no store takes."""
    return text.replace("\x00", "")


def registered() -> dict[str, Any]:
    """The documents that a form proposes for a number."""
    return {"registered": recent()}
