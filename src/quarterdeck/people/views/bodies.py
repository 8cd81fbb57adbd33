"""The list of bodies, the list to take away, and the page of one body."""

from decimal import Decimal
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from quarterdeck.core.errors import NotFound
from quarterdeck.core.links import backlinks, backlinks_of_many
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Right, Role
from quarterdeck.papers.content import Cell, Column, Footer, Table
from quarterdeck.papers.content import Row as Line
from quarterdeck.papers.excel import write_csv, write_workbook
from quarterdeck.people.forms import FilterForm, kind_label
from quarterdeck.people.queries.acts import history
from quarterdeck.people.queries.lists import Held, Row, below, body, listed, posts_of
from quarterdeck.people.rules import BODY, LINES, POST_WORK, ROLES
from quarterdeck.people.views.shared import SECTION, administers, by_label, told
from quarterdeck.web import clock
from quarterdeck.web.gates import gate, say
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname

PAGE_LENGTH = 100
MEDIA = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@gate(Right.READ)
def index(request: HttpRequest) -> HttpResponse:
    """The bodies by line and kind, with their units and posts."""
    form = FilterForm(request.GET)
    conditions = form.conditions()
    page = Paginator(listed(day=clock.today(), **conditions), PAGE_LENGTH).get_page(request.GET.get("page"))
    context = {
        "form": form, "page": page, "lines": _by_line(page), "filtered": bool(conditions),
        "query": request.GET.urlencode(), "administers": administers(request), "shown": conditions.get("shown", ""),
    }  # fmt: skip
    return render(request, "people/index.html", SECTION | context)


def _by_line(rows: Any) -> list[tuple[str, list[dict[str, Any]]]]:
    return [
        (_line(line), [{"row": row, "body": row.body, "kind": kind_label(row.body.kind)} for row in some])
        for line, some in groupby(rows, key=lambda row: row.body.line)
    ]


def _line(line: str) -> str:
    return say(LINES.get(line, line))


@gate(Right.READ)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The bodies that the page shows, as a file."""
    if kind not in MEDIA:
        raise NotFound(
            Message(gettext_noop("Bodies are not given out as “{kind}”."), {"kind": kind}),
            remedy=gettext_noop("Use xlsx or csv."),
        )
    today, lang = clock.today(), language()
    table = _table(listed(day=today, **FilterForm(request.GET).conditions()))
    footer = Footer(day_text(today), day_text(today))
    data = write_csv(table, lang=lang) if kind == "csv" else write_workbook([table], lang=lang, footer=footer)
    response = HttpResponse(data, content_type=MEDIA[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="bodies-{today}.{kind}"'
    return response


def _table(rows: list[Row]) -> Table:
    heads = (
        (_("Line"), 14), (_("Kind"), 24), (_("Code"), 14), (_("Name in Vietnamese"), 44), (_("Name in English"), 44),
        (_("Short name in Vietnamese"), 20), (_("Short name in English"), 20), (_("Code of the unit"), 12),
        (_("Administrative unit"), 24), (_("Belongs to"), 14), (_("Posts"), 10), (_("Vacant"), 10), (_("From"), 12),
        (_("Ends on"), 12),
    )  # fmt: skip
    columns = tuple(Column(head, width=width) for head, width in heads)
    return Table(columns, tuple(Line(tuple(map(_cell, _cells(row)))) for row in rows), caption=_("Bodies"))


def _cells(row: Row) -> tuple[str | int, ...]:
    one = row.body
    return (
        _line(one.line), kind_label(one.kind), one.code, one.name_vi, one.name_en, one.short_vi, one.short_en,
        one.area.code, localname(one.area), one.parent.code if one.parent else "", row.posts, row.vacant,
        one.valid_from.isoformat() if one.valid_from else "", one.valid_to.isoformat() if one.valid_to else "",
    )  # fmt: skip


def _cell(value: str | int) -> Cell:
    return Cell(value) if isinstance(value, str) else Cell(str(value), value=Decimal(value), decimals=0)


@gate(Right.READ)
def page(request: HttpRequest, code: str) -> HttpResponse:
    """One body: its names and life, its posts and who holds each, what hangs on it, what was done with it."""
    one, today = body(code), clock.today()
    posts = posts_of(one, today)
    codes = [held.post.code for held in posts]
    hanging = [*backlinks(BODY, code), *(link for links in backlinks_of_many(POST_WORK, codes).values()
                                         for link in links)]  # fmt: skip
    context = {
        "one": one, "kind": kind_label(one.kind), "line": _line(one.line), "posts": [_post(held) for held in posts],
        "ended": one.valid_to is not None and one.valid_to <= today, "below": below(one),
        "coming": one.valid_from is not None and one.valid_from > today, "hangs": by_label(hanging),
        "history": told(history(one, codes)), "administers": administers(request),
        "before": any(held.before for held in posts),
        "invented": any(term.invented for held in posts for term in (*held.now, *held.coming)),
    }  # fmt: skip
    return render(request, "people/body.html", SECTION | context)


def _post(held: Held) -> dict[str, Any]:
    return {"held": held, "post": held.post, "role": say(ROLES[Role(held.post.role)])}
