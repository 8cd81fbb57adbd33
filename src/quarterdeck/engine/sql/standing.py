"""What places are made of, each period as it was then: versions of units, their territories, the units under them."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date

from quarterdeck.engine.plan import Places, Plan
from quarterdeck.engine.query import Place
from quarterdeck.engine.reading.restating import joined
from quarterdeck.engine.sql.relations import Nodes, Relations, integers
from quarterdeck.engine.world import World


def unit_numbers(world: World) -> dict[str, int]:
    """A number for every version of a unit in this world."""
    found = world.remembered.get(("sql", "units"))
    if found is None:
        found = {uid: number for number, uid in enumerate(world.register.units)}
        world.remembered["sql", "units"] = found
    assert isinstance(found, dict)
    return found


class Standing:
    """The units behind the places of a plan as it was: `atoms` are those that are looked up, each with its versions."""

    def __init__(self, plan: Plan, nodes: Nodes) -> None:
        self._plan, self._nodes, self._places, self._world = plan, nodes, plan.places, plan.world
        self._numbers = unit_numbers(plan.world)
        self._rolled = plan.question.rollup is not None
        self._days = {number: bisect_right(self._places.held.days, one.last_day) for number, one in nodes.days.items()}
        # Units are the same on all days between two changes: any day stands for them.
        self._some = {self._days[number]: one.last_day for number, one in nodes.days.items()}
        self._direct: list[tuple[int, int, int]] = []
        self._made_of: list[tuple[int, int, int]] = []
        self._members: list[tuple[int, int, int]] = []
        self._settle()

    def _settle(self) -> None:
        turns = self._some if self._rolled else {0: date.min}
        for number, place in enumerate(self._places.list):
            for turn, day in turns.items():
                needed = self._places.needed(place, day) if self._rolled else place.members
                if self._is_itself(place, needed):
                    self._direct.append((number, turn, self._numbers[place.members[0]]))
                else:
                    self._made_of.append((number, turn, len(needed)))
                    self._members += [(number, turn, self._numbers[uid]) for uid in needed]

    def _is_itself(self, place: Place, needed: tuple[str, ...]) -> bool:
        if not self._rolled and not place.group:
            return True
        alone = len(needed) == len(place.members) == 1
        return alone and needed[0] in {one.uid for one in self._world.thread(place.members[0])}

    @property
    def of_units(self) -> bool:
        """Whether any place is made of units."""
        return bool(self._made_of)

    def versions(self) -> dict[str, int]:
        """The numbers of all versions whose rows may count."""
        return {one.uid: self._numbers[one.uid] for uid in self._atoms() for one in self._world.thread(uid)}

    def _atoms(self) -> list[str]:
        uids = list(self._world.register.units)
        return [uids[one] for one in dict.fromkeys(row[2] for row in (*self._direct, *self._members))]

    def relations(self) -> Relations:
        """The units behind the places."""
        return {
            "turns": integers("period turn day", (
                (period, day if self._rolled else 0, day) for period, day in self._days.items()
            )),
            "direct": integers("place turn atom", self._direct),
            "made_of": integers("place turn needed", self._made_of),
            "members": integers("place turn atom", self._members),
            **self._grounds(),
        }  # fmt: skip

    def _grounds(self) -> Relations:
        """The territories of versions and of places that are made of units, and where versions break their series."""
        world, grounds = self._world, dict[str, int]()

        def ground(words: str) -> int:
            return grounds.setdefault(words, len(grounds))

        versions = [
            (self._numbers[uid], self._numbers[one.uid], ground(world.territory(one.uid)),
             world.register.units[one.uid].valid_from.toordinal())
            for uid in self._atoms() for one in world.thread(uid)
        ]  # fmt: skip
        made = dict.fromkeys(row[0] for row in self._made_of)
        return {
            "versions": integers("atom unit territory born", versions),
            "breaks": integers("unit period", self._breaks()),
            "grounds": integers("place day territory", (
                (number, turn, ground(_territory(self._places, self._places.list[number], day)))
                for number in made for turn, day in self._some.items()
            )),
        }  # fmt: skip

    def _breaks(self) -> Iterable[tuple[int, int]]:
        for uid, number in self.versions().items():
            day = self._world.broken_on(uid)
            if day is not None:
                yield from ((number, period) for period, one in self._nodes.days.items() if one.start <= day < one.end)


def _territory(places: Places, place: Place, day: date) -> str:
    alive = places.alive(place, day) or place.members
    return joined(places.world.territory(uid) for uid in alive)
