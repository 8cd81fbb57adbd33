"""What the pages of the room share."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from quarterdeck.areas.queries import province
from quarterdeck.core.errors import BadInput, NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Right
from quarterdeck.difficulties import rules
from quarterdeck.documents.queries.register import recent
from quarterdeck.papers import ledger
from quarterdeck.papers.content import Footer, Lang, Table
from quarterdeck.papers.excel import write_csv, write_workbook
from quarterdeck.people.queries import names, posts_as_kept
from quarterdeck.web import clock
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname, moment

PRINTERS = {"docx": ledger.to_word, "pdf": ledger.to_pdf}
SECTION = {"section": "difficulties"}
PAGE_LENGTH, MOST_PRINTED = 50, 1000
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def taken_away(table: Table, kind: str, name: str, printed: Table | None = None) -> HttpResponse:
    """A table as a file of a kind; `NotFound` for a kind that is not given out.

    `printed` is what fits on paper where the whole table does not; Word and PDF take that one.
    """
    if kind not in MEDIA:
        raise NotFound(
            Message(gettext_noop("Difficulties are not given out as “{kind}”."), {"kind": kind}),
            remedy=gettext_noop("Use xlsx, csv, docx or pdf."),
        )
    now, lang = clock.now(), language()
    if kind in PRINTERS:
        data = PRINTERS[kind](_on_paper(printed or table, lang))
    elif kind == "csv":
        data = write_csv(table, lang=lang)
    else:
        data = write_workbook([table], lang=lang, footer=Footer(vintage=moment(now), produced=moment(now)))
    response = HttpResponse(data, content_type=MEDIA[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{clock.today()}.{kind}"'
    return response


def _on_paper(table: Table, lang: Lang) -> ledger.Ledger:
    """A list as it is printed: whose it is, of which day, and how many rows it has; at most `MOST_PRINTED`."""
    if len(table.rows) > MOST_PRINTED:
        raise BadInput(
            Message(gettext_noop("A printed list holds at most {most} rows."), {"most": MOST_PRINTED}),
            remedy=gettext_noop("Narrow the list first, or take Excel."),
        )
    home = province(clock.today())
    lines = (_("As of {day}: {count} rows").format(day=day_text(clock.today()), count=len(table.rows)),)
    owner = localname(home) if home else ""
    return ledger.Ledger(lang, table.caption, owner, lines, replace(table, caption=""), moment(clock.now()))


def plain(text: str) -> str:
    """What came with a request outside a form, without the sign that no store takes."""
    return text.replace("\x00", "")


def registered(request: HttpRequest, number: str = "", **known: str) -> dict[str, Any]:
    """The documents that a form proposes for a number, and where one is registered that is not there yet.

    `number` is what was typed, `known` are fields of the register (type_code, issuer_vi, abstract_vi, …); the register
    leads back to this page. None for who may not register.
    """
    link = ""
    if Right.REGISTER_DOCUMENT in request.actor.rights:
        given = {"number": number, **known, "back": request.path}
        link = f"{reverse('documents:new')}?{urlencode({name: value for name, value in given.items() if value})}"
    return {"registered": recent(), "register_link": link}


def spoken_for(request: HttpRequest, bodies: Iterable[Any]) -> list[Any]:
    """The bodies besides the actor's own in whose name something is said that is said for all of `bodies`."""
    known = {body.code: body for body in bodies}
    return [known[code] for code in rules.spoken_for(request.actor, known)]


def led_back(request: HttpRequest) -> dict[str, str]:
    """What a form starts with when the register leads back to it: the number of the document registered meanwhile."""
    number = plain(request.GET.get("document", ""))[:300]
    return {"document": number} if number else {}


def told_history(lines: Iterable[Any], labels: Mapping[str, str]) -> list[dict[str, Any]]:
    """The lines of a record as pages show them: what was done, and in whose name it was said, and how that is known."""
    found = list(lines)
    known = names({code for line in found for code in line.detail.get("spoken_for", ())})
    posts = posts_as_kept({line.post for line in found})
    return [
        {"line": line, "post": posts.get(line.post, line.post), "act": labels.get(line.act, line.act),
         "told": line.detail.get("told", ""),
         "others": ", ".join(known.get(code, code) for code in line.detail.get("spoken_for", ()))}
        for line in found
    ]  # fmt: skip
