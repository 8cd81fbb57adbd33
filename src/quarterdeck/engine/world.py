"""What figures mean: the measures, the areas in time, the report calendars. Everything but the figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from quarterdeck.core.formulas import Formula, parse
from quarterdeck.core.lineage import Crosswalk, Register, Unit, crosswalk
from quarterdeck.core.lineage.kin import around, families
from quarterdeck.core.lineage.units import POPULATION
from quarterdeck.core.periods import Regime
from quarterdeck.engine.reading.reading import Measure


@dataclass(frozen=True, eq=False)
class World:
    """The catalogue and the register of one state of the store; `token` changes when anything in it does.

    `register` holds the legal lives of units, `statistical` the lives that statistics follow.
    """

    measures: Mapping[str, Measure]
    register: Register
    regimes: Mapping[str, Regime] = field(default_factory=dict)
    token: str = ""

    @cached_property
    def remembered(self) -> dict[object, object]:
        """What the planner has worked out for this world; the world is small enough to keep it all."""
        return {}

    def with_measures(self, measures: Mapping[str, Measure]) -> "World":
        """The same areas with other measures; what is known of the areas need not be found out again."""
        found = replace(self, measures=measures)
        for name in ("statistical", "families", "crosswalks", "_kin", "_threads", "_territories"):
            vars(found)[name] = getattr(self, name)
        return found

    @cached_property
    def _formulas(self) -> dict[str, Formula]:
        return {}

    def formula(self, code: str) -> Formula:
        """The checked formula of an indicator that has one; raises `BadInput` where it does not fit together."""
        if code not in self._formulas:
            units = {one.code: one.unit for one in self.measures.values()}
            self._formulas[code] = parse(self.measures[code].formula, units, self.measures[code].unit)
        return self._formulas[code]

    @cached_property
    def statistical(self) -> Register:
        """The register with the days from which statistics follow each event."""
        return self.register.as_adopted()

    @cached_property
    def crosswalks(self) -> dict[tuple[date | None, date, frozenset[str]], Crosswalk]:
        """What `between` remembers."""
        return {}

    def between(self, start: date, end: date, uids: frozenset[str] = frozenset()) -> Crosswalk:
        """The crosswalk between two days, of all units or only of those that hang together with `uids`.

        The same for all days between two changes.
        """
        held = self.kin(uids) if uids else self.statistical
        turns = [day for day in held.days if day <= start]
        place = (turns[-1] if turns else None, end, uids)
        if place not in self.crosswalks:
            self.crosswalks[place] = crosswalk(held, start, end, by=POPULATION)
        return self.crosswalks[place]

    @cached_property
    def _kin(self) -> dict[frozenset[str], Register]:
        return {}

    def kin(self, uids: frozenset[str]) -> Register:
        """The units that hang together with some through events, as statistics follow them."""
        if uids not in self._kin:
            self._kin[uids] = around(self.statistical, [uid for uid in uids if uid in self.statistical.units])
        return self._kin[uids]

    @cached_property
    def families(self) -> Mapping[str, str]:
        """For every unit the first one among those that hang together with it through events, at any time."""
        return families(self.statistical)

    @cached_property
    def _threads(self) -> dict[str, tuple[Unit, ...]]:
        return {}

    def thread(self, uid: str) -> tuple[Unit, ...]:
        """The versions that people take for the same unit, oldest first."""
        if uid not in self._threads:
            found = self.register.thread(self.register.units[uid])
            lived = [one for one in found if one.valid_from != one.valid_to]
            # A version that was never alive is in no thread but its own.
            self._threads.update({one.uid: found for one in lived if len(lived) == len(found)} | {uid: found})
        return self._threads[uid]

    @cached_property
    def _territories(self) -> dict[str, str]:
        return {}

    def territory(self, uid: str) -> str:
        """The first version in its thread that had the same territory."""
        if uid not in self._territories:
            before = None
            for one in self.thread(uid):
                same = before is not None and self.register.same_territory(before, one)
                self._territories[one.uid] = self._territories[before.uid] if same and before else one.uid
                before = one
        return self._territories[uid]

    def broken_on(self, uid: str) -> date | None:
        """The first day of a version where its territory is another than that of the version before."""
        versions = self.thread(uid)
        first = versions[0].uid == uid or self.territory(uid) != uid
        return None if first else self.register.units[uid].valid_from
