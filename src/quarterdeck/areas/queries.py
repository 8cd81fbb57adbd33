"""Read units as they stood on a day."""

from datetime import date

from django.db.models import Q, QuerySet

from quarterdeck.areas.models import Area
from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import Message, gettext_noop


def alive(day: date) -> QuerySet[Area]:
    """Units alive on a day, by level and code."""
    return Area.objects.filter(Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gt=day))


def area(code: str, day: date) -> Area:
    """The unit that bore `code` on `day`; `NotFound` names both otherwise."""
    found = alive(day).filter(code=code).first()
    if found is None:
        raise NotFound(
            Message(gettext_noop("No unit had the code {code} on {day}."), {"code": code, "day": day.isoformat()}),
            remedy=gettext_noop("Check the code and the date; codes are reused with another meaning."),
        )
    return found


def children(code: str, day: date) -> QuerySet[Area]:
    """The units directly under `code` on a day, by code."""
    return alive(day).filter(parent_code=code)


def province(day: date) -> Area | None:
    """The unit that this store steers: marked when the store is set up."""
    return alive(day).filter(steered=True).first()


class Versions:
    """Every version of every unit, to find the one that bore a code on a day without asking the store each time."""

    def __init__(self) -> None:
        self._by_code: dict[str, list[Area]] = {}
        for one in Area.objects.order_by("valid_from"):
            self._by_code.setdefault(one.code, []).append(one)

    def on(self, code: str, day: date) -> Area | None:
        """The unit that bore `code` on `day`, or None."""
        for one in self._by_code.get(code, ()):
            if one.valid_from <= day and (one.valid_to is None or day < one.valid_to):
                return one
        return None

    def knows(self, code: str) -> bool:
        """Whether any unit ever bore the code."""
        return code in self._by_code
