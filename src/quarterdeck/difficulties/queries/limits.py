"""What the country pack says about difficulties: limits, money, the watch list."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings

from quarterdeck.difficulties import rules
from quarterdeck.web import packs

FILE = "difficulties.yaml"


def pack() -> Mapping[str, Any]:
    """The pack's file on difficulties."""
    found: Mapping[str, Any] = packs.read(settings.PACK, FILE)
    return found


def due(raised_on: date) -> rules.Due:
    """By when what is raised on a day is to be answered, with the steps."""
    return rules.answer_due(raised_on, pack()["answer"], packs.working_calendar(settings.PACK))


def hand_over_due(raised_on: date) -> rules.Due:
    """Until when the body asked may hand over by itself what was raised on a day, with the steps."""
    return rules.hand_over_due(raised_on, pack()["hand_over"], packs.working_calendar(settings.PACK))


def confirm_due(answered_on: date) -> rules.Due:
    """Until when who asked confirms what was answered on a day, with the steps."""
    return rules.confirm_due(answered_on, pack()["confirm"], packs.working_calendar(settings.PACK))


def asks_for_money(asks: str) -> bool:
    """Whether this runs through study, opinion, decision and document."""
    return asks in pack()["support"]["asks"]


def money_unit(language: str) -> str:
    """In what amounts are written, in the language "vi" or "en"."""
    unit: str = pack()["support"]["unit"]["vi" if language.startswith("vi") else "en"]
    return unit


def leaving_types() -> tuple[str, ...]:
    """The types of documents by which an entry leaves the watch list."""
    return tuple(pack()["watch_list"]["leaves_by"])
