"""Reading and checking texts over HTTP: the same as `quarterdeck read` and `quarterdeck check`."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from quarterdeck.core.errors import BadInput, NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Right
from quarterdeck.documents.queries.secrecy import refuse_secret
from quarterdeck.prose.check import to_json
from quarterdeck.prose.sources import Source, open_source
from quarterdeck.prose.whole import read as read_whole
from quarterdeck.reports.actions import refuse_unfit
from quarterdeck.reports.queries import drafts as queries
from quarterdeck.reports.queries.reading import names_known
from quarterdeck.reports.views.writing import refusal
from quarterdeck.web.clock import now
from quarterdeck.web.gates import gate, say

_READ, _CHECK = ("text", "lang", "date", "review"), ("text", "lang", "review", "vintage")


@require_POST
@gate(Right.READ)
def read(request: HttpRequest) -> HttpResponse:
    """What a text claims, orders and cites: `{"claims", "tasks", "documents", "anomalies", "text", "notes"}`.

    The text is sent as JSON (`{"text": …}`) or as a form with a `file`. What cannot be read is told as `{"error",
    "place", "remedy"}`.
    """
    try:
        given, source = _sent(request, _READ)
        catalogue, period, area = names_known(given.get("review") or None)
        found = read_whole(
            source.text, given.get("lang") or None, catalogue, period=period, area=area,
            written=_day(given.get("date", "")),
        )  # fmt: skip
        return _answer(found.to_json() | _read_as(source))
    except (BadInput, NotFound) as failure:
        return refusal(failure)


@require_POST
@gate(Right.CHECK_DRAFT)
def check(request: HttpRequest) -> HttpResponse:
    """What the check finds in a text, nothing of which is kept: `{"claims", "review", "vintage", "text", "notes"}`."""
    try:
        given, source = _sent(request, _CHECK)
        of = queries.against(given.get("review", ""), given.get("vintage", ""), now())
        found = queries.findings(source.text, of, given.get("lang") or None)
        about = {"review": of.review.code if of.review else None, "vintage": of.vintage.code if of.vintage else None}
        return _answer(to_json(found, say, full=True) | about | _read_as(source))
    except (BadInput, NotFound) as failure:
        return refusal(failure)


def _sent(request: HttpRequest, known: tuple[str, ...]) -> tuple[Mapping[str, str], Source]:
    """What was sent along, and the text; `BadInput` for anything that is not understood."""
    upload = request.FILES.get("file")
    given = request.POST.dict() if request.content_type != "application/json" else _json(request.body)
    given.pop("csrfmiddlewaretoken", None)
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise BadInput(
            Message(gettext_noop("Nothing can be asked by {names}."), {"names": ", ".join(unknown)}), place=unknown[0],
            remedy=Message(gettext_noop("Use: {names}."), {"names": ", ".join((*known, "file"))}),
        )  # fmt: skip
    content = upload.read() if upload else b""
    source = open_source(content, upload.name) if upload else Source(given.get("text", ""), "text")
    refuse_unfit(source.text, file_name=upload.name if upload else "")
    refuse_secret(content=content, place="file")
    return given, source


def _json(body: bytes) -> dict[str, str]:
    try:
        given = json.loads(body)
    except ValueError:
        given = None
    if not isinstance(given, dict) or not all(isinstance(one, str) for one in given.values()):
        raise BadInput(gettext_noop("The request is not a JSON object of texts."), place="body",
                       remedy=gettext_noop('Send {"text": "…"}, or a form with a file.'))  # fmt: skip
    return given


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadInput(Message(gettext_noop('"{text}" is not a day.'), {"text": text}), place="date",
                       remedy=gettext_noop("Write it like 2024-03-27.")) from None  # fmt: skip


def _read_as(source: Source) -> dict[str, Any]:
    return {"text": source.text, "kind": source.kind, "notes": [say(one) for one in source.notes]}


def _answer(told: dict[str, Any]) -> HttpResponse:
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})
