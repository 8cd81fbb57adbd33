"""What the country pack says about difficulties: limits, money, the watch list."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings

from quarterdeck.difficulties import rules
from quarterdeck.web import packs

FILE = "difficulties.yaml"


def pack() -> Mapping[str, Any]:
    """The pack's file on difficulties."""
    found: Mapping[str, Any] = packs.read(settings.PACK, FILE)
    return found


def due(raised_on: date, asks: str) -> rules.Due:
    """By when what is raised on a day is to be answered, with the steps; what asks for money at the end of its way."""
    if asks_for_money(asks):
        return rules.way_due(raised_on, pack()["support"], packs.working_calendar(settings.PACK))
    return rules.answer_due(raised_on, pack()["answer"], packs.working_calendar(settings.PACK))


def interim_due(raised_on: date, asks: str) -> rules.Due | None:
    """By when what asks for money and is raised on a day gets an interim answer, with the steps; None for the rest."""
    if not asks_for_money(asks):
        return None
    return rules.interim_due(raised_on, pack()["support"]["interim"], packs.working_calendar(settings.PACK))


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


def in_money_unit(value: Decimal, currency: str) -> Decimal | None:
    """An amount of a currency in the unit in which amounts are written; None for a currency of another country.

    "money" is an amount whose currency is not said.
    """
    known = pack()["support"]["money"]
    return value / int(known["scale"]) if currency in (known["currency"], "money") else None


def amount_example(language: str) -> str:
    """An amount in words as people of the country write it, in the language "vi" or "en"."""
    example: str = pack()["support"]["money"]["example"]["vi" if language.startswith("vi") else "en"]
    return example


def leaving_types() -> tuple[str, ...]:
    """The types of documents by which an entry leaves the watch list."""
    return tuple(pack()["watch_list"]["leaves_by"])
