"""What one event does to units, as other rooms need it to follow."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from quarterdeck.core.lineage.shares import ONE
from quarterdeck.core.lineage.units import POPULATION, Event, Succession, Unit


@dataclass(frozen=True, slots=True)
class AreaChange:
    """An event with the versions that it ends and begins.

    `heirs` maps the uid of each ended version to that of the version which takes over its open work; a version
    without an entry has no heir, and its work waits for a decision.
    """

    event: Event
    ended: tuple[Unit, ...]
    begun: tuple[Unit, ...]
    successions: tuple[Succession, ...]
    heirs: Mapping[str, str]

    @property
    def day(self) -> date:
        """From which day it holds."""
        return self.event.day

    def heir(self, uid: str) -> Unit | None:
        """The version that takes over the open work of an ended one, or None."""
        wanted = self.heirs.get(uid)
        return next((unit for unit in self.begun if unit.uid == wanted), None)

    def disappears(self, unit: Unit) -> bool:
        """Whether an ended version's code bears no unit of its level afterwards: its bodies end with it."""
        return all(one.code != unit.code or one.level != unit.level for one in self.begun)


def heirs(
    ended: Iterable[Unit], begun: Iterable[Unit], successions: Iterable[Succession], chosen: Mapping[str, str]
) -> dict[str, str]:
    """Who takes over, by uid: whom somebody chose; else the unit that keeps the code; else the only successor.

    Else it is the successor with more than half of the people; where nothing tells, nobody.
    """
    after = {unit.uid: unit for unit in begun}
    onward: dict[str, list[Succession]] = {}
    for one in successions:
        if one.successor in after:
            onward.setdefault(one.predecessor, []).append(one)
    found = {}
    for unit in ended:
        heir = chosen.get(unit.uid) or _evident(unit, onward.get(unit.uid, []), after)
        if heir in after:
            found[unit.uid] = heir
    return found


def _evident(unit: Unit, successions: list[Succession], after: Mapping[str, Unit]) -> str:
    for one in successions:
        if (after[one.successor].code, after[one.successor].level) == (unit.code, unit.level):
            return one.successor
    if len(successions) == 1:
        return successions[0].successor
    for one in successions:
        share = one.shares.get(POPULATION)
        if share is not None and share.value is not None and share.value * 2 > ONE:
            return one.successor
    return ""
