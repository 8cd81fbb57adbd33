"""Figures in words over HTTP: the same as `quarterdeck write`."""

from datetime import date

from django.http import HttpRequest, HttpResponse, JsonResponse

from quarterdeck.core.errors import BadInput, NotFound, QuarterdeckError
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Right
from quarterdeck.reports.queries.writing.asked import State, state
from quarterdeck.reports.queries.writing.knowledge import Knowledge
from quarterdeck.reports.queries.writing.told import LANGUAGES, Wish, as_json, doors_of, texts
from quarterdeck.web import clock
from quarterdeck.web.gates import gate, say

_ASKED = ("indicator", "review", "vintage", "known_on", "period", "area", "lang", "brief", "paragraph")


@gate(Right.READ)
def written(request: HttpRequest) -> HttpResponse:
    """`{"review", "vintage", "known_on", "texts": [...]}`; what cannot be asked is `{"error", "place", "remedy"}`."""
    try:
        refuse_unknown(request, _ASKED)
        of = Knowledge(asked_state(request))
        given = [one for text in request.GET.getlist("indicator") for one in text.split(",") if one.strip()]
        lang = request.GET.get("lang", "both")
        if lang not in (*LANGUAGES, "both"):
            raise BadInput(Message(gettext_noop('Nothing is written in "{lang}".'), {"lang": lang}), place="lang",
                           remedy=gettext_noop("Use vi, en or both."))  # fmt: skip
        wish = Wish(
            of.codes(given), not _yes(request, "brief"), _yes(request, "paragraph"),
            LANGUAGES if lang == "both" else (lang,),
        )  # fmt: skip
        found = texts(of, wish, of.state.area, of.state.period)
        return JsonResponse(as_json(of, found, doors_of(of.state)), json_dumps_params={"ensure_ascii": False})
    except (BadInput, NotFound) as failure:
        return refusal(failure)


def asked_state(request: HttpRequest) -> State:
    """The state of knowledge that the address names."""
    given = request.GET
    return state(
        review_code=given.get("review", ""), vintage=given.get("vintage", ""), known_on=_day(given.get("known_on", "")),
        period=given.get("period", ""), area=given.get("area", ""), at=clock.now(),
    )  # fmt: skip


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadInput(Message(gettext_noop('"{text}" is not a day.'), {"text": text}), place="known_on",
                       remedy=gettext_noop("Write it like 2024-03-27.")) from None  # fmt: skip


def _yes(request: HttpRequest, name: str) -> bool:
    return request.GET.get(name, "0").lower() not in ("", "0", "false")


def refuse_unknown(request: HttpRequest, known: tuple[str, ...]) -> None:
    """Refuse names that mean nothing: a mistyped one would silently ask for something else."""
    unknown = sorted(set(request.GET) - set(known))
    if unknown:
        raise BadInput(
            Message(gettext_noop("Nothing can be asked by {names}."), {"names": ", ".join(unknown)}),
            place=unknown[0], remedy=Message(gettext_noop("Use: {names}."), {"names": ", ".join(known)}),
        )  # fmt: skip


def refusal(failure: QuarterdeckError) -> HttpResponse:
    """A failure as JSON."""
    told = {"error": say(failure.message), "place": failure.place, "remedy": say(failure.remedy)}
    status = 404 if isinstance(failure, NotFound) else 400
    return JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})
