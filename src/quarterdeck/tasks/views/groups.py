"""Collective orders as one row each, the page of one with its units, and the conclusions that wait to be made clear."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from quarterdeck.core.rights import Right, may
from quarterdeck.reviews.queries import to_be_clarified
from quarterdeck.tasks.queries import groups as queries
from quarterdeck.tasks.queries import words
from quarterdeck.tasks.queries.clarity import criteria_of, profile_of_day
from quarterdeck.tasks.rules import BUCKET_LABELS, OFFICIAL, STATES
from quarterdeck.web import clock
from quarterdeck.web.gates import gate
from quarterdeck.web.templatetags.quarterdeck.library import language

PAGE_LENGTH = 50
SECTION = {"section": "tasks"}


def _told(row: queries.Row) -> dict[str, Any]:
    buckets = [(bucket.value, BUCKET_LABELS[bucket], row.count.buckets[bucket]) for bucket in OFFICIAL]
    return {"of": row.group, "row": row, "buckets": buckets, "count": row.count}


@gate(Right.READ)
def index(request: HttpRequest) -> HttpResponse:
    """Every collective order as one row."""
    page = Paginator(queries.groups(), PAGE_LENGTH).get_page(request.GET.get("page"))
    rows = [_told(one) for one in queries.rows(list(page.object_list), clock.today())]
    labels = [BUCKET_LABELS[bucket] for bucket in OFFICIAL]
    may_issue = may(request.actor, Right.ISSUE_TASK)
    context = {**SECTION, "page": page, "rows": rows, "labels": labels, "may_issue": may_issue}
    return render(request, "tasks/groups.html", context)


@gate(Right.READ)
def group(request: HttpRequest, code: str) -> HttpResponse:
    """The order to all, where its tasks stand, and each unit's task."""
    today, of = clock.today(), queries.group(code)
    tasks = [
        {
            "one": one, "words": words.standing_words(one), "short": words.short_words(one),
            "urgency": words.urgency(one), "state": STATES[one.standing.state][0] if one.standing.is_open else "",
        }
        for one in queries.of_group(of, today)
    ]  # fmt: skip
    told = _told(queries.rows([of], today)[0])
    return render(request, "tasks/group.html", {**SECTION, **told, "rows": tasks})


@gate(Right.READ)
def unclear(request: HttpRequest) -> HttpResponse:
    """The conclusions of every review that wait to be made clear, with their owners and days."""
    today, lang = clock.today(), language()
    key = profile_of_day(settings.PACK, today)
    page = Paginator(to_be_clarified(), PAGE_LENGTH).get_page(request.GET.get("page"))
    rows = [
        {"of": one, "late": one.clarify_by is not None and one.clarify_by < today,
         "why": criteria_of(one.clarify_why, lang, key)}
        for one in page.object_list
    ]  # fmt: skip
    context = {**SECTION, "page": page, "rows": rows, "may_issue": may(request.actor, Right.ISSUE_TASK)}
    return render(request, "tasks/unclear.html", context)
