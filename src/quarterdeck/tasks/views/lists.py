"""The list of tasks, the board, and the list to take away."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Right, may
from quarterdeck.papers.content import Footer
from quarterdeck.papers.excel import write_csv, write_workbook
from quarterdeck.tasks.forms import FilterForm
from quarterdeck.tasks.queries import counts, lists, sheets, standings, words
from quarterdeck.tasks.rules import BUCKET_LABELS, OFFICIAL, STATES
from quarterdeck.web import clock
from quarterdeck.web.gates import gate
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import moment

PAGE_LENGTH, COLUMN_LENGTH = 50, 40
SECTION = {"section": "tasks"}
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _asked(request: HttpRequest) -> dict[str, Any]:
    """The tasks that the address asks for, the filters, and the official counts of what they leave."""
    every = standings(clock.today())
    form = FilterForm(request.GET, every)
    wanted = form.wanted()
    found = lists.listed(every, wanted, request.actor)
    return {
        "form": form, "conditions": form.words(), "wanted": wanted, "count": counts(found),
        "found": lists.in_bucket(found, wanted),
        "late_for_ever": len(lists.in_bucket(found, lists.Wanted(bucket=lists.LATE_FOR_EVER))),
    }  # fmt: skip


def _shown(rows: list[Any]) -> list[dict[str, Any]]:
    return [
        {
            "one": one, "words": words.standing_words(one), "short": words.short_words(one),
            "urgency": words.urgency(one), "state": STATES[one.standing.state][0] if one.standing.is_open else "",
        }
        for one in rows
    ]  # fmt: skip


def _context(request: HttpRequest, asked: dict[str, Any]) -> dict[str, Any]:
    count, wanted = asked["count"], asked["wanted"]
    return {
        **SECTION, **asked, "may_issue": may(request.actor, Right.ISSUE_TASK), "query": request.GET.urlencode(),
        "official": [(bucket.value, BUCKET_LABELS[bucket], count.buckets[bucket]) for bucket in OFFICIAL],
        "filtered": wanted != lists.Wanted(sort=wanted.sort),
        "illustrative": any(one.task.illustrative for one in asked["found"]),
    }  # fmt: skip


@gate(Right.READ)
def index(request: HttpRequest) -> HttpResponse:
    """The official counts, then the list."""
    asked = _asked(request)
    page = Paginator(asked["found"], PAGE_LENGTH).get_page(request.GET.get("page"))
    context = _context(request, asked) | {"page": page, "rows": _shown(list(page))}
    return render(request, "tasks/index.html", context)


@gate(Right.READ)
def board(request: HttpRequest) -> HttpResponse:
    """The same tasks in columns, by official count or by state."""
    asked = _asked(request)
    by = "state" if request.GET.get("by") == "state" else "bucket"
    heads = STATES if by == "state" else {bucket.value: (label, "") for bucket, label in BUCKET_LABELS.items()}
    columns = [
        {
            "label": label,
            "cards": _shown(cards[:COLUMN_LENGTH]),
            "total": len(cards),
            "more": len(cards) - COLUMN_LENGTH,
        }
        for key, (label, _owner) in heads.items()
        if key != "cancelled"
        for cards in [[one for one in asked["found"] if str(getattr(one.standing, by)) == key]]
    ]
    return render(request, "tasks/board.html", _context(request, asked) | {"columns": columns, "by": by})


@gate(Right.READ)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The tasks that the page shows, as a file."""
    if kind not in MEDIA:
        raise NotFound(
            Message(gettext_noop("Tasks are not given out as “{kind}”."), {"kind": kind}),
            remedy=gettext_noop("Use xlsx or csv."),
        )
    table, lang = sheets.table(_asked(request)["found"]), language()
    footer = Footer(vintage=moment(clock.now()), produced=moment(clock.now()))
    data = write_csv(table, lang=lang) if kind == "csv" else write_workbook([table], lang=lang, footer=footer)
    response = HttpResponse(data, content_type=MEDIA[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="tasks-{clock.today()}.{kind}"'
    return response
