"""The register while it grows: versions open and close, changes and links are entered once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from .names import english, kind_of
from .rows import Change, Link, Unit, uid, whole
from .sources import Named

Acts = Mapping[str, Mapping[str, str]]


class Ledger:
    """Versions by uid, changes by id, links in the order of entry."""

    def __init__(self, acts: Acts) -> None:
        self.acts = acts
        self.units: dict[str, Unit] = {}
        self.changes: dict[str, Change] = {}
        self.links: list[Link] = []
        self._open: dict[tuple[int, str], str] = {}

    def alive(self, level: int, code: str) -> Unit:
        """The open version of a code."""
        return self.units[self._open[level, code]]

    def is_alive(self, level: int, code: str) -> bool:
        """Whether a code has an open version."""
        return (level, code) in self._open

    def codes(self, level: int) -> list[str]:
        """The codes of a level that have an open version."""
        return sorted(code for one, code in self._open if one == level)

    def begin(self, level: int, code: str, named: Named, day: str, source: str, precision: str = "exact") -> Unit:
        """Open a version on a day."""
        if (level, code) in self._open:
            raise ValueError(f"{code} has not ended before {day}")
        unit = Unit(
            uid(code, day), code, level, named.name, english(named.name, level), kind_of(named.name, level),
            named.parent, day, "", precision, source,
        )  # fmt: skip
        if unit.uid in self.units:
            raise ValueError(f"{unit.uid} begins twice")
        self.units[unit.uid] = unit
        self._open[level, code] = unit.uid
        return unit

    def end(self, level: int, code: str, day: str) -> Unit:
        """Close the open version of a code on a day."""
        known = self._open.pop((level, code))
        self.units[known] = replace(self.units[known], valid_to=day)
        return self.units[known]

    def say_ended(self, known: str, by: str) -> None:
        """Name the change that ended a version of which nothing became anything."""
        self.units[known] = replace(self.units[known], ended_by=by)

    def enter(self, change: Change, links: Iterable[Link]) -> None:
        """Enter an event and who became whom by it."""
        if change.change_id in self.changes:
            raise ValueError(f"{change.change_id} is entered twice")
        self.changes[change.change_id] = change
        self.links.extend(links)

    def become(self, change: Change, new: Unit, old: Sequence[Unit]) -> None:
        """Enter an event by which old units went wholly into a new one."""
        self.enter(change, [whole(one.uid, new.uid, change.change_id) for one in old])

    def act_date(self, act: str) -> str:
        """The day of an act; empty where it is not known."""
        return self.acts[act]["act_date"] if act in self.acts else ""
