"""What places are made of in the borders of a day, and the crosswalks that lead there."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property

from quarterdeck.engine.plan import Plan
from quarterdeck.engine.sql import walks
from quarterdeck.engine.sql.relations import Nodes, Relations, integers
from quarterdeck.engine.sql.standing import unit_numbers
from quarterdeck.engine.sql.walks import Walk, group_number, walk_of

NEVER = date.max.toordinal()

Exceptional = tuple[int, int, int, int | None, int | None]
"""Subject, period, family, the day on which the latest of its units begins, and on which the first of them ends."""


class InBorders:
    """The units of the borders behind the places of a plan, and the units that they came from."""

    def __init__(self, plan: Plan, nodes: Nodes, day: date) -> None:
        self._plan, self._nodes, self._day, self._world = plan, nodes, day, plan.world
        self._uids = plan.places.uids
        self._numbers = unit_numbers(plan.world)
        self._rolled = plan.question.rollup is not None
        self._direct: list[tuple[int, int, int]] = []
        self._needed: dict[int, tuple[int, ...]] = {}
        self._settle()

    def _settle(self) -> None:
        for number, place in enumerate(self._plan.places.list):
            needed = self._plan.places.needed(place, self._day) if self._rolled else place.members
            if len(place.members) == 1 and needed == place.members:
                self._direct.append((number, 0, self._numbers[place.members[0]]))
            else:
                self._needed[number] = tuple(self._numbers[uid] for uid in needed)

    @property
    def of_units(self) -> bool:
        """Whether any place is made of units."""
        return bool(self._needed)

    def versions(self) -> dict[str, int]:
        """The numbers of all versions whose rows may count."""
        return {uid: self._numbers[uid] for uid in self._world.kin(self._uids).units}

    @cached_property
    def _usual(self) -> dict[int, Walk]:
        """By period the crosswalk from its last day."""
        return {number: self._from(one.last_day) for number, one in self._nodes.days.items()}

    def _from(self, start: date) -> Walk:
        return walk_of(self._world, start, self._day, self._uids)

    def first(self) -> Relations:
        """What it takes to find the crosswalk of rows: the lives and families of units, the last days of periods."""
        families = self._world.families
        units = self._world.kin(self._uids).units
        return {
            "kin": integers("unit family born ended", (
                (self._numbers[uid], self._numbers[families[uid]], one.valid_from.toordinal(),
                 one.valid_to.toordinal() if one.valid_to else NEVER)
                for uid, one in units.items()
            )),
            "days": integers("period last walk", (
                (number, one.last_day.toordinal(), self._usual[number].number)
                for number, one in self._nodes.days.items()
            )),
        }  # fmt: skip

    def relations(self, exceptional: Iterable[Exceptional]) -> Relations:
        """The rest, once it is known which families take another crosswalk than that of the period's last day."""
        taken = {walk.number: walk for walk in self._usual.values()}
        exceptions = []
        for subject, period, family, begins, ends in exceptional:
            start = date.fromordinal(begins) if begins is not None else None
            if start is None and ends is not None and ends < NEVER:
                start = date.fromordinal(ends) - timedelta(days=1)
            if start is not None:
                walk = self._from(start)
                taken[walk.number] = walk
                exceptions.append((subject, period, family, walk.number))
        return {
            "exceptions": integers("subject period family walk", exceptions),
            "turns": integers("period turn day", ((number, 0, 0) for number in self._nodes.days)),
            "direct": integers("place turn atom", self._direct),
            "made_of": integers("place turn needed", ((one, 0, len(units)) for one, units in self._needed.items())),
            "members": integers("place turn atom", (
                (place, 0, one) for place, units in self._needed.items() for one in units
            )),
            "grounds": integers("place day territory", ()),
            **walks.relations(list(taken.values())),
            **self._told_together(list(taken.values())),
        }  # fmt: skip

    def _told_together(self, taken: list[Walk]) -> Relations:
        """Groups that a place needs all units of, and places that are such a group."""
        groups = {atom: units for walk in taken for atom, units in walk.groups.items()}
        wholes = [
            (place, atom, units)
            for place, needed in ((place, frozenset(units)) for place, units in self._needed.items())
            for atom, units in groups.items()
            if needed.issuperset(units)
        ]
        alone = () if self._rolled else self._needed
        together = [(one, 0, group_number(self._world, self._plan.places.list[one].members)) for one in alone]
        return {
            "wholes": integers("place atom stands", ((place, atom, len(units)) for place, atom, units in wholes)),
            "covered": integers("place unit atom", (
                (place, unit, atom) for place, atom, units in wholes for unit in units
            )),
            "together": integers("place turn atom", together),
        }  # fmt: skip
