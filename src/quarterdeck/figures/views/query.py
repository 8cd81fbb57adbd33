"""The figures engine over HTTP: the same questions as `quarterdeck query`, answered as JSON."""

from collections.abc import Callable
from decimal import Decimal

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from quarterdeck.core.errors import BadInput, NotFound, QuarterdeckError
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Right
from quarterdeck.core.wording import Written
from quarterdeck.engine.plan import refuse_too_many
from quarterdeck.engine.query import Question
from quarterdeck.engine.store import schema_of
from quarterdeck.engine.writing.files import json_parts, json_text
from quarterdeck.figures.queries.engine import store
from quarterdeck.figures.queries.engine_asking import Wish, pinned, question_of
from quarterdeck.web import clock
from quarterdeck.web.gates import gate, say

WHOLE_CELLS = 50_000
"""Up to so many cells an answer is sent at once; a longer one is sent in parts."""

LINEAGE_CELLS = 5_000
_SEVERAL = ("indicator", "area", "group", "period", "statement", "breakdown", "formula")
_TOLD_AS_ONE = ("area", "group")
_ONE = ("under", "scenario", "borders", "known_on", "vintage", "per")
_NUMBERS = ("level", "rollup")
_YES = ("children", "lineage")


@gate(Right.READ)
def answer(request: HttpRequest) -> HttpResponseBase:
    """The answer as `{"columns": [...], "rows": [[...], ...]}`, values as text of exact decimals.

    What cannot be asked is told as `{"error", "place", "remedy"}`.
    """
    try:
        question = question_of(_wish(request), clock.now())
        plan = store().plan(question, _refuse_long_lineage if question.lineage else refuse_too_many)
        if plan.cells > WHOLE_CELLS:
            return _in_parts(question)
        return HttpResponse(json_text(store().answered(plan)), content_type="application/json")
    except (BadInput, NotFound) as failure:
        return _refusal(failure)


def _in_parts(question: Question) -> HttpResponseBase:
    parts = json_parts(store().stream(pinned(question), cells=WHOLE_CELLS), schema_of(question))
    return StreamingHttpResponse(parts, content_type="application/json")


def _refusal(failure: QuarterdeckError) -> HttpResponse:
    told = {"error": say(failure.message), "place": failure.place, "remedy": say(failure.remedy)}
    return JsonResponse(told, status=404 if isinstance(failure, NotFound) else 400,
                        json_dumps_params={"ensure_ascii": False})  # fmt: skip


def _refuse_long_lineage(cells: int) -> None:
    refuse_too_many(cells)
    if cells > LINEAGE_CELLS:
        raise BadInput(
            Message(gettext_noop("Where {cells:en} cells come from is too much to tell at once."),
                    {"cells": Written(Decimal(cells))}),
            place="lineage", remedy=Message(gettext_noop("Ask for at most {most:en} cells."),
                                            {"most": Written(Decimal(LINEAGE_CELLS))}),
        )  # fmt: skip


def _wish(request: HttpRequest) -> Wish:
    """The address as a wish; several of a kind are given one by one or divided by commas.

    A plus sign between units that are told as one arrives as a space where it was not written as %2B.
    """
    given = request.GET
    unknown = set(given) - {*_SEVERAL, *_ONE, *_NUMBERS, *_YES}
    if unknown:
        known = ", ".join((*_SEVERAL, *_ONE, *_NUMBERS, *_YES))
        raise BadInput(
            Message(gettext_noop("Nothing can be asked by {names}."), {"names": ", ".join(sorted(unknown))}),
            place=min(unknown), remedy=Message(gettext_noop("Use: {names}."), {"names": known}),
        )  # fmt: skip

    def several(name: str) -> tuple[str, ...]:
        texts = given.getlist(name)
        parts = texts if name == "formula" else [one for text in texts for one in text.split(",")]
        return tuple(_joined(name, one) for one in parts if one.strip() or name == "breakdown")

    def read(names: tuple[str, ...], reader: Callable[[str, str], object]) -> dict[str, object]:
        return {name: reader(name, given[name].strip()) for name in names if name in given}

    return Wish(
        **{f"{name}s": several(name) for name in _SEVERAL if name in given},
        **read(_ONE, lambda _, text: text), **read(_NUMBERS, _number), **read(_YES, _yes),
    )  # fmt: skip


def _joined(name: str, text: str) -> str:
    return "+".join(text.split()) if name in _TOLD_AS_ONE else text.strip()


def _number(name: str, text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 3):
        raise BadInput(
            Message(gettext_noop('"{text}" is no level.'), {"text": text}), place=name,
            remedy=gettext_noop("Give the number of a level of units, 1 for provinces."),
        )  # fmt: skip
    return int(text)


def _yes(name: str, text: str) -> bool:
    if text.lower() not in ("", "0", "1", "true", "false"):
        raise BadInput(
            Message(gettext_noop('"{text}" is neither yes nor no.'), {"text": text}), place=name,
            remedy=gettext_noop("Write 1 or 0."),
        )  # fmt: skip
    return text.lower() not in ("0", "false")
