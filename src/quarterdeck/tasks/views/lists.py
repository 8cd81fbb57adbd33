"""The list of tasks, the board, and the list to take away."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Right, may
from quarterdeck.papers.content import Footer, Table
from quarterdeck.papers.excel import write_csv, write_workbook
from quarterdeck.tasks.forms import FilterForm
from quarterdeck.tasks.queries import lists, paging, sheets, standings, words
from quarterdeck.tasks.queries.wanted import Wanted, meeting
from quarterdeck.tasks.rules import BUCKET_LABELS, OFFICIAL, STATES, Bucket
from quarterdeck.tasks.views.calendars import as_calendar
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
    form, today = FilterForm(request.GET), clock.today()
    wanted = form.wanted()
    count = lists.official(meeting(wanted, request.actor), today, searched=bool(wanted.search))
    return {
        "form": form, "conditions": form.words(), "narrowed": without(request, form.narrowed()), "wanted": wanted,
        "count": count, "found": lists.listed(wanted, request.actor, today),
        "late_for_ever": count.buckets[Bucket.DONE_LATE] + count.buckets[Bucket.OPEN_OVERDUE],
    }  # fmt: skip


def without(request: HttpRequest, narrowed: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Each condition in words, with the address of this page without it."""
    found = []
    for name, said in narrowed:
        rest = request.GET.copy()
        rest.pop(name, None)
        rest.pop("page", None)
        found.append((said, f"{request.path}?{rest.urlencode()}"))
    return found


def _shown(found: Any) -> list[dict[str, Any]]:
    rows = standings(clock.today(), found)
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
        "filtered": wanted != Wanted(sort=wanted.sort),
    }  # fmt: skip


@gate(Right.READ)
def index(request: HttpRequest) -> HttpResponse:
    """The official counts, then the list."""
    asked = _asked(request)
    listing = paging.paged(asked["wanted"], request.actor, clock.today(), counts=asked["count"])
    page = Paginator(listing, PAGE_LENGTH).get_page(request.GET.get("page"))
    rows = _shown(page.object_list)
    shown = {"page": page, "rows": rows, "illustrative": any(row["one"].task.illustrative for row in rows)}
    context = _context(request, asked) | shown
    return render(request, "tasks/index.html", context)


@gate(Right.READ)
def board(request: HttpRequest) -> HttpResponse:
    """The same tasks in columns, by official count or by state."""
    asked = _asked(request)
    by, today = "state" if request.GET.get("by") == "state" else "bucket", clock.today()
    heads = {state: label for state, (label, _owner) in STATES.items()} if by == "state" else BUCKET_LABELS
    columns = [
        {
            "label": label, "cards": _shown(cards[:COLUMN_LENGTH]), "total": (total := cards.count()),
            "more": total - COLUMN_LENGTH,
        }
        for key, label in heads.items() if key != "cancelled"
        for cards in [
            paging.paged(asked["wanted"], request.actor, today, column=(by, key), counts=asked["count"])
        ]
    ]  # fmt: skip
    return render(request, "tasks/board.html", _context(request, asked) | {"columns": columns, "by": by})


@gate(Right.READ)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The tasks that the page shows, as a file."""
    if kind == "ics":
        return as_calendar(request, _asked(request)["found"])
    return taken_away(sheets.table(standings(clock.today(), _asked(request)["found"])), kind, "tasks")


def taken_away(table: Table, kind: str, name: str) -> HttpResponse:
    """A table as a file of a kind; `NotFound` for a kind that is not given out."""
    if kind not in MEDIA:
        raise NotFound(
            Message(gettext_noop("Tasks are not given out as “{kind}”."), {"kind": kind}),
            remedy=gettext_noop("Use xlsx, csv or ics."),
        )
    lang = language()
    footer = Footer(vintage=moment(clock.now()), produced=moment(clock.now()))
    data = write_csv(table, lang=lang) if kind == "csv" else write_workbook([table], lang=lang, footer=footer)
    response = HttpResponse(data, content_type=MEDIA[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{clock.today()}.{kind}"'
    return response
