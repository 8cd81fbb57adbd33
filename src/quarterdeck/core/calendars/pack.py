"""The working calendar of a country pack: the holidays of a library, and the pack's own table of swaps."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from quarterdeck.core.calendars.working import Name, Swap, WorkingCalendar
from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop


def from_pack(data: Mapping[str, Any], place: str = "swaps.yaml") -> WorkingCalendar:
    """The calendar that `data`, the content of a pack's `calendars/swaps.yaml`, describes.

    Holidays come from the library `holidays`, which follows the country's labour law; what the authorities
    decide from case to case comes from the pack. Raises `BadInput` naming `place` for a missing or wrong
    field, for a swap that changes nothing, and for one that the library knows but the pack does not prove.
    """
    try:
        return _calendar(data, place)
    except (KeyError, TypeError, ValueError, NotImplementedError) as error:
        raise BadInput(
            Message(gettext_noop("The working calendar is incomplete: {detail}."), {"detail": repr(error)}),
            remedy=gettext_noop(
                "Give country, languages, rest_days, verified_from, verified_through, counting and swaps."
            ),
            place=place,
        ) from error


def _calendar(data: Mapping[str, Any], place: str) -> WorkingCalendar:
    import holidays  # here, because it takes a tenth of a second and most commands need no calendar

    country, languages, counting = str(data["country"]), data["languages"], data["counting"]
    first, last = int(data["verified_from"]), int(data["verified_through"])
    english, vietnamese = (
        holidays.country_holidays(country, years=range(first, last + 1), language=str(languages[lang]))
        for lang in ("en", "vi")
    )
    rest_days = frozenset(int(day) for day in data["rest_days"])
    swaps = tuple(_swap(one, rest_days, place) for one in data["swaps"])
    unproved = {day for day in english.weekend_workdays if first <= day.year <= last}
    _refuse_unproved(unproved - {swap.worked for swap in swaps}, place)
    return WorkingCalendar(
        country=country,
        verified_from=first,
        verified_through=last,
        holidays={day: Name(english[day], vietnamese[day]) for day in sorted(english)},
        swaps=swaps,
        rest_days=rest_days,
        counting=Name(str(counting["en"]), str(counting["vi"])),
    )


def _swap(one: Mapping[str, Any], rest_days: frozenset[int], place: str) -> Swap:
    swap = Swap(_day(one["day_off"]), _day(one["day_worked"]), str(one.get("document") or ""))
    if not str(one["source"]).strip():
        raise ValueError("source")
    if swap.off.isoweekday() in rest_days or swap.worked.isoweekday() not in rest_days:
        raise BadInput(
            Message(
                gettext_noop("The swap of {off} against {worked} changes nothing."),
                {"off": swap.off.isoformat(), "worked": swap.worked.isoformat()},
            ),
            remedy=gettext_noop("The day off must be a working day, the day worked a day of rest."),
            place=place,
        )
    return swap


def _refuse_unproved(days: set[date], place: str) -> None:
    """Refuse working weekends that only the library knows of: half a swap would give wrong dates."""
    if days:
        raise BadInput(
            Message(
                gettext_noop("The holiday library has working weekends that no swap here proves: {days}."),
                {"days": ", ".join(sorted(day.isoformat() for day in days))},
            ),
            remedy=gettext_noop("Enter each as a swap with its document and source."),
            place=place,
        )


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))
