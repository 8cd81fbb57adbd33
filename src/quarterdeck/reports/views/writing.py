"""Figures in words over HTTP: the same as `quarterdeck write`."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from quarterdeck.core.errors import BadInput, NotFound, QuarterdeckError
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.core.rights import Right
from quarterdeck.prose.write import Kind
from quarterdeck.reports.queries.writing import difference
from quarterdeck.reports.queries.writing.asked import State, state
from quarterdeck.reports.queries.writing.knowledge import Knowledge
from quarterdeck.reports.queries.writing.told import LANGUAGES, Wish, as_json, doors_of, texts
from quarterdeck.reviews.queries import reviews
from quarterdeck.web import clock
from quarterdeck.web.gates import gate, say
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import localname

# With so many periods before its own a review can be compared: those of a year and the one before.
_PERIODS_BACK = 5
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


@gate(Right.READ)
def differing(request: HttpRequest) -> HttpResponse:
    """What changed since the report before, as a page: two reviews are chosen, the latest two to begin with."""
    chosen = list(reviews())
    now = _review(chosen, request.GET.get("to", "")) or _latest(chosen)
    earlier = _review(chosen, request.GET.get("from", "")) or (difference.before(now) if now else None)
    found, text, since, wrong = [], language(), "", ""
    if now is not None:
        since = request.GET.get("from", "") or (earlier.code if earlier else Period.parse(now.period).previous().code)
        try:
            found = difference.differences(*difference.sides(f"{since}..{now.code}", at=clock.now()))
        except (BadInput, NotFound) as failure:
            wrong = " ".join(one for one in (say(failure.message), say(failure.remedy)) if one)
    groups = [
        {"label": say(label), "items": [_shown(one, text) for one in found if one.of.kind is kind]}
        for kind, label in KINDS.items()
    ]
    crumbs = [{"url": reverse("reports:index"), "label": _("Reports")}]
    context = {
        "reviews": chosen, "now": now, "earlier": earlier, "since": since, "section": "reports", "wrong": wrong,
        "groups": [one for one in groups if one["items"]], "crumbs": crumbs,
        "before": _sides(chosen, now, since) if now else [],
    }  # fmt: skip
    return render(request, "reports/difference.html", context)


def _latest(chosen: Sequence[Any]) -> Any:
    """The newest review whose figures are frozen, else the newest."""
    frozen = next((one for one in chosen if one.vintage_id is not None), None)
    return frozen or (chosen[0] if chosen else None)


def _sides(chosen: Sequence[Any], now: Any, since: str) -> list[tuple[str, str]]:
    """What a review can be compared with: other reviews, the periods before it, and whatever the address names."""
    found = [(one.code, localname(one, "title")) for one in chosen if one.code != now.code]
    period, seen = Period.parse(now.period), {code for code, _title in found}
    for _step in range(_PERIODS_BACK):
        period = period.previous()
        if period.code not in seen:
            found.append((period.code, period.label(language())))
    return found if since in {code for code, _title in found} else [(since, since), *found]


KINDS: Mapping[Kind, str] = {
    Kind.REVISED: gettext_noop("Revised since"),
    Kind.STANDING: gettext_noop("Standing changed"),
    Kind.MISSING: gettext_noop("No longer there"),
    Kind.NEW: gettext_noop("New"),
    Kind.FELL: gettext_noop("Fell"),
    Kind.ROSE: gettext_noop("Rose"),
    Kind.SAME: gettext_noop("Unchanged"),
}


def _review(chosen: Sequence[Any], code: str) -> Any:
    return next((one for one in chosen if one.code == code), None)


def _shown(one: Any, lang: str) -> list[dict[str, str]]:
    return [{"text": piece.text, "origin": one.origin(piece)} for piece in one.pieces(lang)]


@gate(Right.READ)
def differences(request: HttpRequest) -> HttpResponse:
    """`{"before", "now", "differences": [...]}` for `from` and `to`: reviews, vintages or periods."""
    try:
        refuse_unknown(request, ("from", "to", "area"))
        between = f"{request.GET.get('from', '')}..{request.GET.get('to', '')}"
        earlier, now = difference.sides(between, area=request.GET.get("area", ""), at=clock.now())
        told = difference.as_json(earlier, now, difference.differences(earlier, now))
        return JsonResponse(told, json_dumps_params={"ensure_ascii": False})
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
