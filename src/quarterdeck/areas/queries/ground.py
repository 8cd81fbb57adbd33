"""The register as a page needs it: of the days asked for, with the province that this store steers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from quarterdeck.areas.models import Area, AreaEvent
from quarterdeck.areas.queries.borders import is_awaited
from quarterdeck.areas.queries.dangling import left_out
from quarterdeck.areas.queries.register import register, steered
from quarterdeck.areas.rules.kin import Family, family
from quarterdeck.core.errors import NotFound
from quarterdeck.core.lineage import Register, Unit
from quarterdeck.core.messages import Message, gettext_noop

COUNTRY = "*"


@dataclass(frozen=True, slots=True)
class ChangeDay:
    """A day on which units changed; `planned` where that is not in force yet."""

    day: date
    planned: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """`held` is what counts on the days asked for: what is in force, and planned events that reach one of them.

    Today alone is as it is in force, even where an event was to hold by now and nobody has activated it.

    `sure` holds what is in force, `coming` also what is planned; `steered` are the versions of the store's province.
    """

    held: Register
    sure: Register
    coming: Register
    steered: frozenset[str]
    today: date

    def home(self, day: date) -> Unit | None:
        """The store's province as it is on a day, or None where it was not there."""
        found = (self.held.units[uid] for uid in sorted(self.steered) if uid in self.held.units)
        return next((unit for unit in found if unit.alive_on(day)), None)

    def under(self, code: str, day: date) -> Unit | None:
        """The unit that bears a code on a day; the store's province for "", None (the country) for "*"."""
        if not code:
            return self.home(day)
        if code == COUNTRY:
            return None
        found = self.held.on(code, day)
        if found is None:
            raise NotFound(
                Message(gettext_noop("No unit has the code {code} on {day}."), {"code": code, "day": day}),
                remedy=gettext_noop(
                    "Choose another day, or another unit: a code can mean another unit at other times."
                ),
            )
        return found

    def family(self, unit: Unit | None, day: date) -> Family:
        """All that was ever in the province of a unit; in the store's own for None."""
        return family(self.coming, self._roots(unit, day))

    def change_days(self, unit: Unit | None, day: date) -> list[ChangeDay]:
        """The days on which anything changed in the province of a unit, in order."""
        roots = self._roots(unit, day)
        sure = set(family(self.sure, roots).days)
        found = family(self.coming, roots).days
        return [ChangeDay(one, one not in sure or one > self.today) for one in found]

    def first_day(self, unit: Unit | None, day: date) -> date:
        """The day on which the record of that province begins."""
        return self.family(unit, day).begins or day

    def planned_by(self, day: date) -> bool:
        """Whether something that is not in force yet counts on a day of the province."""
        return self.held is self.coming and any(one.planned and one.day <= day for one in self.change_days(None, day))

    def overdue(self) -> ChangeDay | None:
        """The first day that has come with events of the province which nobody has activated, or None."""
        return next((one for one in self.change_days(None, self.today) if one.planned and one.day <= self.today), None)

    def left_out(self, day: date) -> list[AreaEvent]:
        """The planned events by a day that do not count, since what they build on was withdrawn."""
        home = self.home(self.today)
        return left_out(day, [home.code] if home else [])

    def _roots(self, unit: Unit | None, day: date) -> frozenset[str]:
        """The versions that bear the code of the highest unit above; those of the store's province where it is it."""
        if unit is None:
            return self.steered
        top = unit
        while (above := self.held.parent(top, day)) is not None:
            top = above
        if top.uid in self.steered:
            return self.steered
        return frozenset(one.uid for one in self.coming.by_code[top.code] if one.level == top.level)


def ground(days: Iterable[date], *, today: date) -> Ground:
    """What pages about these days stand on. No query but the register's own."""
    sure, coming = register(), register(expected=True)
    later = any(day != today and is_awaited(day) for day in days)
    return Ground(coming if later else sure, sure, coming, steered(expected=True), today)


@lru_cache(maxsize=2)
def vague(held: Register) -> frozenset[str]:
    """The versions that began on or before their first day, for all that is known."""
    found = Area.objects.filter(from_precision__startswith="on_or_before").values_list("uid", flat=True)
    return frozenset(uid for uid in found if uid in held.units)
