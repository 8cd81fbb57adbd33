"""Every figure that may be needed, for every place of a plan, as a log of its own."""

from dataclasses import replace
from functools import cached_property

from quarterdeck.core.periods import Period
from quarterdeck.engine.facts import LogReader
from quarterdeck.engine.plan import Plan
from quarterdeck.engine.query import Place
from quarterdeck.engine.reading.log import Key, Known, Log
from quarterdeck.engine.reading.restating import joined
from quarterdeck.engine.reference.cells import AsItWas, Cell, InBorders, Units
from quarterdeck.engine.reference.rolling import rolled
from quarterdeck.engine.reference.rows import Series, newest_rows


class Figures:
    """The figures of the places, which are called by their numbers here: two places may bear one code."""

    def __init__(self, plan: Plan, log: LogReader) -> None:
        self._plan, self._world, self._places = plan, plan.world, plan.places
        self._borders, self._rollup = plan.question.borders, plan.question.rollup
        self._rows = newest_rows(plan, log, self._sources())
        self._units: Units = AsItWas(self._world, self._rows)
        if self._borders is not None:
            self._units = InBorders(self._world, self._rows, self._places.uids, self._borders.day)

    def _sources(self) -> frozenset[str]:
        """The versions of units whose rows may be needed."""
        if self._borders is not None:
            return frozenset(self._world.kin(self._places.uids).units)
        uids = {uid for place in self._places.list for uid in place.members}
        uids |= {one.uid for one in self._world.register.units.values() if one.level == self._rollup}
        return frozenset(one.uid for uid in uids for one in self._world.thread(uid))

    @cached_property
    def cells(self) -> dict[Key, Cell]:
        """The figure of every place and key of which there is a row."""
        found = {}
        for series in self._rows:
            for number, place in enumerate(self._places.list):
                if cell := self._cell(place, series):
                    key = Key(series.indicator, str(number), series.period, series.breakdown, series.scenario)
                    found[key] = cell._replace(row=replace(cell.row, key=key))
        return found

    @cached_property
    def log(self) -> Log:
        """The same for the rules of reading."""
        return Log((cell.row for cell in self.cells.values()), {})

    def of(self, row: Known) -> Cell:
        """What else is known of a row of this log."""
        return self.cells[row.key]

    def needed(self, number: int, period: Period) -> tuple[str, ...]:
        """The units of which the figure of a place is made in a period."""
        place = self._places.list[number]
        return self._places.needed(place, period.last_day) if self._rollup is not None else place.members

    def is_made_of_units(self, number: int) -> bool:
        """Whether its figures are made of those of other units."""
        return self._rollup is not None or self._places.list[number].group

    def _cell(self, place: Place, series: Series) -> Cell | None:
        period = Period.parse(series.period)
        if self._rollup is None and not place.group:
            return self._units.of(place.members[0], series)
        if self._rollup is None and (told := self._units.together(place.members, series)):
            return told
        needed = place.members if self._rollup is None else self._places.needed(place, period.last_day)
        if self._is_itself(place, needed):
            return self._units.of(place.members[0], series)
        return rolled(needed, series, self._units, self._world, self._territory(place, period)) if needed else None

    def _is_itself(self, place: Place, needed: tuple[str, ...]) -> bool:
        if len(needed) != 1 or len(place.members) != 1:
            return False
        same = place.members if self._borders else [one.uid for one in self._world.thread(place.members[0])]
        return needed[0] in same

    def _territory(self, place: Place, period: Period) -> str:
        if self._borders is not None:
            return ""
        alive = self._places.alive(place, period.last_day) or place.members
        return joined(self._world.territory(uid) for uid in alive)
