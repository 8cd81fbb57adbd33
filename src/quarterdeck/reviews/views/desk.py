"""The list of reviews and the secretary's desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.links import backlinks
from quarterdeck.core.rights import Right, may
from quarterdeck.people.queries import post
from quarterdeck.reviews import actions, queries
from quarterdeck.reviews.forms import ConclusionForm, OpinionForm, WordingForm
from quarterdeck.reviews.forms.planning import ChairForm
from quarterdeck.reviews.queries import assessments, notices, planning
from quarterdeck.reviews.queries.steps import steps_after
from quarterdeck.reviews.views.common import named, page, version_sent
from quarterdeck.web import clock
from quarterdeck.web.forms import show_failure
from quarterdeck.web.gates import gate, say
from quarterdeck.web.templatetags.quarterdeck.words import localname

PAGE_LENGTH = 50

# Who sees to what comes next after a review: the Office and the leaders; nobody else could act on it.
SEES_TO = {Right.RECORD_CONCLUSION, Right.ISSUE_TASK, Right.CLOSE_REVIEW}


@gate(Right.READ)
def index(request: HttpRequest) -> HttpResponse:
    """Every review, newest first, or those of one kind."""
    today, asked = clock.today(), request.GET.get("kind", "")
    found = queries.with_counts().filter(**({"kind": asked} if asked else {}))
    page_of = Paginator(found, PAGE_LENGTH).get_page(request.GET.get("page"))
    labels = {one.key: localname(one, "label") for one in planning.kinds(today)}
    context = {
        "section": "reviews", "page": page_of, "may_prepare": _may_prepare(request), "kind": asked,
        "kinds": labels.items(), "rows": [(one, labels.get(one.kind, one.kind)) for one in page_of],
    }  # fmt: skip
    return render(request, "reviews/index.html", context)


def _may_prepare(request: HttpRequest) -> bool:
    return may(request.actor, Right.PREPARE_REVIEW)


@gate(Right.READ)
def review(request: HttpRequest, code: str) -> HttpResponse:
    """The desk: agenda, one item with its evidence, and the notice as it grows."""
    return render(request, "reviews/review.html", _desk(request, code, _number(request)))


def _number(request: HttpRequest) -> int | None:
    asked = request.GET.get("item", "")
    return int(asked) if asked.isdigit() else None


def _desk(
    request: HttpRequest, code: str, number: int | None, opinion: OpinionForm | None = None,
    conclusion: ConclusionForm | None = None,
) -> dict[str, object]:  # fmt: skip
    shared = page(request, code, "agenda")
    of = shared["review"]
    day, chairing = clock.today(), queries.chairs(of)
    items = list(queries.items(of))
    item = next((one for one in items if one.number == number), items[0] if items else None)
    place = items.index(item) if item else 0
    writes = shared["writes"]
    signed = notices.signed_otherwise(of) if of.state == "closed" else {}
    return shared | {
        "items": items,
        "groups": _groups(items),
        "item": item,
        "before": items[place - 1] if place else None,
        "after": items[place + 1] if place + 1 < len(items) else None,
        "conclusions": queries.with_links(of, signed),
        "steps": steps_after(of, signed) if SEES_TO & request.actor.rights else [],
        "item_links": backlinks(f"{item.kind} item", item.ref) if item else [],
        "review_links": backlinks("review", code),
        "attending": [*chairing, *queries.others_attending(of, chairing)],
        "may_close": may(request.actor, Right.CLOSE_REVIEW) and of.state == "open",
        "chair_form": ChairForm(day=of.held_on) if shared["prepares"] and not chairing else None,
        "opinion_form": opinion or (OpinionForm(day=day) if writes else None),
        "conclusion_form": conclusion or (_conclusion_form(request, items, item, chairing) if writes else None),
        "assessments": assessments.of_item(item) if item else [],
    }


@dataclass(frozen=True, slots=True)
class Group:
    """Items of one kind that follow each other on the agenda; `again` where the kind stood further up already."""

    kind: str
    items: tuple[Any, ...]
    again: bool


def _groups(items: Sequence[Any]) -> list[Group]:
    found: list[Group] = []
    for kind, some in groupby(items, key=lambda one: one.kind):
        found.append(Group(kind, tuple(some), any(one.kind == kind for one in found)))
    return found


def _conclusion_form(request: HttpRequest, items: list[Any], item: Any, chairing: list[Any]) -> ConclusionForm:
    """The form for what was concluded; on a difficulty it answers that one unless somebody chooses otherwise."""
    asked = [one for one in items if one.kind == "difficulty"]
    answers = item.ref if item and item.kind == "difficulty" else ""
    sent = request.POST if "conclusion-text_vi" in request.POST else None
    return ConclusionForm(
        sent, day=clock.today(), chairs=named(chairing), asked=asked,
        initial={"difficulty_code": answers},
    )  # fmt: skip


@gate(Right.RECORD_CONCLUSION)
@require_POST
def add_opinion(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Record what somebody said on an item."""
    item = _meant(request, queries.review(code), number)
    form = OpinionForm(request.POST, day=clock.today())
    if not form.is_valid():
        return render(request, "reviews/review.html", _desk(request, code, item.number, opinion=form), status=422)
    data = form.cleaned_data
    actions.record_opinion(
        item=item, speaker=post(data["speaker"]), text_vi=data["text_vi"], text_en=data["text_en"], by=request.actor,
        at=clock.now(),
    )  # fmt: skip
    messages.success(request, _("The opinion is recorded."))
    return redirect(_item_url(code, item.number))


def _meant(request: HttpRequest, of: Any, number: int) -> Any:
    """The item that the page showed, also where the agenda was put in another order meanwhile."""
    shown = request.GET.get("of", "")
    found = next((one for one in queries.items(of) if str(one.pk) == shown), None) if shown else None
    return found or queries.item(of, number)


@gate(Right.RECORD_CONCLUSION)
@require_POST
def add_conclusion(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Record what was concluded on an item."""
    of = queries.review(code)
    item = _meant(request, of, number)
    form = _conclusion_form(request, list(queries.items(of)), item, queries.chairs(of))
    if not form.is_valid():
        return render(request, "reviews/review.html", _desk(request, code, item.number, conclusion=form), status=422)
    data = form.cleaned_data
    made = actions.record_conclusion(
        review=of, item=item, kind=data["kind"], text_vi=data["text_vi"], text_en=data["text_en"],
        author=post(data["author"]), theme=data["theme"], difficulty_code=data["difficulty_code"], by=request.actor,
        at=clock.now(),
    )  # fmt: skip
    messages.success(request, _("Conclusion %(number)s is recorded.") % {"number": made.number})
    return redirect(_item_url(code, item.number) + f"#conclusion-{made.number}")


def _item_url(code: str, number: int) -> str:
    return reverse("reviews:review", args=[code]) + f"?item={number}"


@gate(Right.RECORD_CONCLUSION)
def reword(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Correct the wording of a conclusion that was not issued yet."""
    context = page(request, code, "agenda")
    found = queries.conclusion(context["review"], number)
    initial = {"text_vi": found.text_vi, "text_en": found.text_en, "version": found.version}
    form = WordingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.reword_conclusion(
                conclusion=found, text_vi=data["text_vi"], text_en=data["text_en"], version=data["version"],
                by=request.actor, at=clock.now(),
            )  # fmt: skip
        except Conflict as failure:
            show_failure(form, failure)
            found.refresh_from_db()
        else:
            return redirect(reverse("reviews:review", args=[code]) + f"#conclusion-{number}")
    context |= {"form": form, "conclusion": found}
    return render(request, "reviews/reword.html", context, status=422 if form.errors else 200)


@gate(Right.PREPARE_REVIEW)
@require_POST
def move(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Move an item up or down the agenda."""
    item = queries.item(queries.review(code), number)
    to = max(number + (1 if request.POST.get("to") == "down" else -1), 1)
    try:
        actions.move_item(item=item, to=to, version=version_sent(request), by=request.actor, at=clock.now())
    except Conflict as failure:
        messages.error(request, f"{say(failure.message)} {say(failure.remedy)}")
        return redirect(_item_url(code, number))
    return redirect(_item_url(code, to))


@gate(Right.CLOSE_REVIEW)
@require_POST
def close(request: HttpRequest, code: str) -> HttpResponse:
    """Close the review; from here the notice can be signed."""
    try:
        actions.close_review(review=queries.review(code), by=request.actor, at=clock.now())
    except BadInput as loose:
        messages.error(request, f"{say(loose.message)} {say(loose.remedy)}")
    else:
        messages.success(request, _("The review is closed. What comes next is listed here."))
    return redirect("reviews:review", code)
