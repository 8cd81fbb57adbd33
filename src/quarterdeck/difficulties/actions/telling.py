"""Tell those whom a difficulty or a call concerns what happened to it, in the same transaction."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from quarterdeck.core.rights import Actor
from quarterdeck.difficulties.models import Call, Difficulty
from quarterdeck.notices.actions import Telling, tell
from quarterdeck.notices.rules import Subject


def tell_of(act: str, about: Difficulty, said: str, *, by: Actor, at: datetime, to: str = "") -> None:
    """Tell of one act on a difficulty; `said` is the reason given, `to` the body it was handed over to (a code)."""
    tell(tellings=_tellings(act, about, said, to), by=by, at=at)


def tell_of_passing(rows: Iterable[Difficulty], *, by: Actor, at: datetime) -> None:
    """Tell the heirs of bodies that end what has passed to them."""
    found = Difficulty.objects.filter(pk__in=[one.pk for one in rows], state=Difficulty.OPEN)
    tellings = [
        Telling("difficulty.passed_on", _subject(one), bodies=[body.code for body in one.routed_to.all()],
                due=one.answer_by)
        for one in found.prefetch_related("routed_to")
    ]  # fmt: skip
    tell(tellings=tellings, by=by, at=at)


def tell_of_call(call: Call, *, by: Actor, at: datetime) -> None:
    """Tell the units asked that they are asked for their difficulties."""
    subject = Subject("call", call.code, reverse("difficulties:call", args=[call.code]), call.title_vi, call.title_en)
    asked = list(call.asked.values_list("code", flat=True))
    tell(tellings=[Telling("call.opened", subject, bodies=asked, due=call.due)], by=by, at=at)


def _subject(one: Difficulty, said: str = "") -> Subject:
    address = reverse("difficulties:difficulty", args=[one.code])
    return Subject("difficulty", one.code, address, one.matter_vi, one.matter_en, said)


def _tellings(act: str, one: Difficulty, said: str, to: str) -> list[Telling]:
    subject = _subject(one, said)
    asked, raisers = ([body.code for body in bodies.all()] for bodies in (one.routed_to, one.raised_by))
    post = [one.answered_by.code] if one.answered_by else []
    match act:
        case "raised":
            return [Telling("difficulty.raised", subject, bodies=asked, due=one.interim_by or one.answer_by)]
        case "handed_over":
            return [Telling("difficulty.handed_over", subject, bodies=[to], due=one.answer_by),
                    Telling("difficulty.moved", subject, bodies=raisers)]  # fmt: skip
        case "answered":
            return [Telling("difficulty.answered", subject, bodies=raisers, due=one.confirm_by)]
        case "returned":
            return [Telling("difficulty.returned", subject, post, asked, one.answer_by)]
        case "confirmed":
            return [Telling("difficulty.confirmed", subject, post, asked)]
        case "settled":
            return [Telling("difficulty.moved", subject, bodies=raisers)]
        case _ if act == "interim" or act.startswith("support_"):
            return [Telling("difficulty.moved", subject, bodies=raisers)]
    return []
