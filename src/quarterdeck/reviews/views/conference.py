"""The secretary's screen of a conference, and what it sends while somebody types."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from quarterdeck.core.errors import BadInput, Conflict, NotFound, QuarterdeckError, Refused
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Right, require
from quarterdeck.people.queries import posts
from quarterdeck.reviews import queries
from quarterdeck.reviews.actions import conference as actions
from quarterdeck.reviews.forms.conference import DraftEntry, EntryForm, OpinionEntry, ShowForm, VersionForm
from quarterdeck.reviews.forms.planning import ChairForm
from quarterdeck.reviews.queries import conference as reading
from quarterdeck.reviews.queries import hall
from quarterdeck.reviews.queries.pages import ENDED
from quarterdeck.reviews.queries.planning import attendances
from quarterdeck.reviews.views import common
from quarterdeck.web import clock
from quarterdeck.web.gates import gate, say

LOCKED = 423
STATUS = ((Refused, 403), (Conflict, 409), (NotFound, 404), (BadInput, 400))


@gate(Right.RECORD_CONCLUSION)
@require_GET
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Every item of the agenda with what was said on it, all in one page that works on without a connection."""
    shared = common.page(request, code, "conference")
    of = shared["review"]
    items, rows, chairs = list(queries.items(of)), list(attendances(of)), queries.chairs(of)
    asked = request.GET.get("item", "")
    number = int(asked) if asked.isdecimal() else next((one.number for one in items if one.pk == of.on_screen_id), 1)
    context = shared | {
        "items": items, "closed": of.state in ENDED,
        "chair_form": ChairForm(day=of.held_on) if shared["prepares"] and not chairs else None,
        "current": next((one for one in items if one.number == number), items[0] if items else None),
        "chairs": [{"code": one.code, "name": reading.who(one)} for one in chairs],
        "speakers": reading.speakers(_who_came(rows), list(posts(of.held_on))), "attendances": rows,
        "came": Counter(row.state for row in rows).most_common(),
        "state": _state(of, reading.agenda(of)), "task_url": reverse("reviews:review", args=[code]),
    }  # fmt: skip
    return render(request, "reviews/conference.html", context)


def _who_came(rows: Sequence[Any]) -> list[Any]:
    """Whom one hears most likely: those who are there before those who are not, stand-ins beside whom they replace."""
    ordered = sorted(rows, key=lambda row: row.state == "absent")
    return list(dict.fromkeys(post for row in ordered for post in (row.represented_by, row.post) if post))


def _state(of: Any, order: str) -> dict[str, object]:
    return {
        "now": clock.now().isoformat(), "closed": of.state in ENDED, "agenda": order,
        "shown": {"item": of.on_screen_id, "screen": of.screen}, "entries": reading.entries(of),
    }  # fmt: skip


def answering(view: Callable[..., dict[str, object]]) -> Callable[..., HttpResponse]:
    """Answer in JSON; what was refused tells reason and remedy, and what somebody else has saved instead."""

    @wraps(view)
    def answered(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        try:
            of = queries.review(code)
            require(request.actor, Right.RECORD_CONCLUSION)
            if of.state in ENDED:
                return _refused(Conflict(gettext_noop("The review has been closed meanwhile."), remedy=gettext_noop(
                    "Copy what was not saved yet and bring it to the next review.")), LOCKED)  # fmt: skip
            return JsonResponse(view(request, of, **kwargs))
        except QuarterdeckError as error:
            status = next((status for kind, status in STATUS if isinstance(error, kind)), 400)
            theirs = _theirs(code, kwargs.get("key", ""), view.__name__) if status == 409 else None
            return _refused(error, status, theirs)

    return answered


def _refused(error: QuarterdeckError, status: int, theirs: dict[str, object] | None = None) -> JsonResponse:
    told = {"reason": say(error.message), "remedy": say(error.remedy), "theirs": theirs}
    return JsonResponse(told, status=status)


def _theirs(code: str, key: str, act: str) -> dict[str, object] | None:
    of = queries.review(code)
    if act == "opinion":
        said = reading.by_key(of, key)
        return reading.opinion_entry(said) if said else None
    draft = reading.draft_by_key(of, key)
    return reading.conclusion_entry(draft) if draft else None


@gate(Right.RECORD_CONCLUSION)
@require_GET
def now(request: HttpRequest, code: str) -> HttpResponse:
    """Everything that was said and concluded so far; 304 where the browser has it already."""
    of = queries.review(code)
    order = reading.agenda(of)
    tag = f'"{reading.stamp(of, order)}-{of.state}-{request.LANGUAGE_CODE}"'
    if request.headers.get("If-None-Match", "") == tag:
        return HttpResponseNotModified(headers={"ETag": tag})
    return JsonResponse(_state(of, order), headers={"ETag": tag, "Cache-Control": "no-cache"})


def _read(form: EntryForm | VersionForm | ShowForm) -> dict[str, Any]:
    """What was sent; `BadInput` with the first thing that is wrong."""
    if form.is_valid():
        return dict(form.cleaned_data)
    field, errors = next(iter(form.errors.items()))
    raise BadInput(Message(str(errors[0])), place=str(field))


def _item(of: Any, pk: int) -> Any:
    found = next((one for one in of.items.select_related("review") if one.pk == pk), None)
    if found is None:
        raise NotFound(gettext_noop("This item is not on the agenda any more."),
                       remedy=gettext_noop("Load the page again; what you typed stays."))  # fmt: skip
    return found


@gate(Right.RECORD_CONCLUSION)
@require_POST
@answering
def opinion(request: HttpRequest, of: Any, key: str) -> dict[str, object]:
    """Keep an opinion as far as it is typed."""
    sent = _read(OpinionEntry(request.POST.dict() | {"key": key}, day=of.held_on))
    kept = actions.save_opinion(
        key=key, item=_item(of, sent["item"]), speaker=sent["who"], text_vi=sent["text"], version=sent["version"],
        withdrawn=sent["withdrawn"], by=request.actor, at=clock.now(),
    )  # fmt: skip
    return reading.opinion_entry(kept)


@gate(Right.RECORD_CONCLUSION)
@require_POST
@answering
def draft(request: HttpRequest, of: Any, key: str) -> dict[str, object]:
    """Keep the draft of a conclusion as far as it is typed."""
    sent = _read(DraftEntry(request.POST.dict() | {"key": key}, day=of.held_on))
    kept = actions.save_draft(
        key=key, item=_item(of, sent["item"]), kind=sent["kind"], author=sent["who"], text_vi=sent["text"],
        version=sent["version"], by=request.actor, at=clock.now(),
    )  # fmt: skip
    return reading.conclusion_entry(kept)


@gate(Right.RECORD_CONCLUSION)
@require_POST
@answering
def record(request: HttpRequest, of: Any, key: str) -> dict[str, object]:
    """Make a draft a conclusion with a number."""
    version = _read(VersionForm(request.POST))["version"]
    kept = actions.record_draft(review=of, key=key, version=version, by=request.actor, at=clock.now())
    return reading.conclusion_entry(kept)


@gate(Right.RECORD_CONCLUSION)
@require_POST
@answering
def discard(request: HttpRequest, of: Any, key: str) -> dict[str, object]:
    """Take a draft away."""
    version = _read(VersionForm(request.POST))["version"]
    actions.discard_draft(review=of, key=key, version=version, by=request.actor, at=clock.now())
    return {"gone": key}


@gate(Right.RECORD_CONCLUSION)
@require_POST
@answering
def show(request: HttpRequest, of: Any) -> dict[str, object]:
    """Put an item before the hall, or the next or previous one."""
    sent = _read(ShowForm(request.POST))
    chosen = _item(of, sent["item"]) if sent["item"] else None
    item = hall.neighbour(of, sent["step"]) if sent["step"] else chosen
    shown = actions.show_in_hall(review=of, item=item, screen=sent["screen"], by=request.actor, at=clock.now())
    return {"item": shown.on_screen_id, "screen": shown.screen}
