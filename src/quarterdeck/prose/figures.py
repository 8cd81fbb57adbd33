"""The figures a text is checked against: every vintage of each, as plain values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from quarterdeck.core.periods import Period

ILLUSTRATIVE = "illustrative"
RELATIONS = ("level", "growth_yoy", "growth_prev", "ratio_yoy", "pct_of_plan")


@dataclass(frozen=True, slots=True)
class FigureFact:
    """One row of the observation log.

    `relation` is "level", or what a published percentage says about the level: growth_yoy, growth_prev, ratio_yoy,
    pct_of_plan (the breakdowns "@growth_yoy" … of the log). `unit` is a code of `core.measures`, `period` an SDMX
    code. `known_from` is the day of its batch, `order` the batch's place in the log. `value` is None where only a
    `direction` or unreadable `source_words` were given. `regime` is the report calendar or publisher.
    """

    indicator: str
    area: str
    period: str
    value: Decimal | None
    unit: str
    known_from: date
    relation: str = "level"
    scenario: str = "actual"
    status: str = "A"
    origin: str = "reported"
    qualifier: str = "exact"
    direction: str = ""
    source_words: str = ""
    as_of: date | None = None
    batch: str = ""
    source: str = ""
    regime: str = ""
    superseded_by: str | None = None
    provenance: Mapping[str, str] = field(default_factory=dict)
    order: int = 0

    @property
    def key(self) -> tuple[str, str, str, str, str, str]:
        """Rows of one key are vintages of one figure."""
        return self.indicator, self.area, self.period, self.relation, self.scenario, self.regime

    @property
    def illustrative(self) -> bool:
        """Whether it was invented to fill the sample: nothing is called wrong because of it."""
        return self.origin == ILLUSTRATIVE


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one indicator in one area.

    `current`: of the vintage, and those known later of keys that it has no value of. `others`: replaced before the
    vintage, or known only after it. `withdrawn`: values of keys whose newest row in the vintage says that none is
    known.
    """

    current: tuple[FigureFact, ...] = ()
    others: tuple[FigureFact, ...] = ()
    withdrawn: tuple[FigureFact, ...] = ()


NOTHING = Rows()


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """All rows that matter to a text, in the order in which they were written.

    `known_on` is the day of the vintage that the text is held against and `last` the last batch in it (see
    `FigureFact.order`); None means that the newest row counts. Rows known later are kept: a text that uses them is
    told apart from one that is wrong. `kept` is what those who ask keep of the rows for the next text.
    """

    facts: tuple[FigureFact, ...]
    known_on: date | None = None
    last: int | None = None
    _by_place: dict[tuple[str, str], list[FigureFact]] = field(init=False, repr=False)
    _areas: dict[str, list[str]] = field(init=False, repr=False)
    _indicators: dict[str, list[str]] = field(init=False, repr=False)
    _rows: dict[tuple[str, str], Rows] = field(init=False, repr=False)
    _levels: dict[tuple[str, str, str, str], FigureFact | None] = field(init=False, repr=False)
    kept: dict[tuple[object, ...], Any] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_place: dict[tuple[str, str], list[FigureFact]] = {}
        areas: dict[str, list[str]] = {}
        indicators: dict[str, list[str]] = {}
        for fact in self.facts:
            place = fact.indicator, fact.area
            if place not in by_place:
                by_place[place] = []
                areas.setdefault(fact.indicator, []).append(fact.area)
                indicators.setdefault(fact.area, []).append(fact.indicator)
            by_place[place].append(fact)
        object.__setattr__(self, "_by_place", by_place)
        object.__setattr__(self, "_areas", areas)
        object.__setattr__(self, "_indicators", indicators)
        for cache in ("_rows", "_levels", "kept"):
            object.__setattr__(self, cache, {})

    def rows(self, indicator: str, area: str) -> Rows:
        """The rows of an indicator in an area, sorted by vintage once."""
        place = indicator, area
        found = self._rows.get(place)
        if found is None:
            some = self._by_place.get(place)
            found = self._rows[place] = self._sorted(some) if some else NOTHING
        return found

    def _sorted(self, rows: Iterable[FigureFact]) -> Rows:
        newest: dict[tuple[str, ...], FigureFact] = {}
        listed = list(rows)
        for fact in listed:
            before = newest.get(fact.key)
            if not self._is_later(fact) and (before is None or before.known_from <= fact.known_from):
                newest[fact.key] = fact
        shown = {id(one) for one in newest.values()}
        answered = {_place(one) for one in newest.values() if one.value is not None}
        current: list[FigureFact] = []
        others: list[FigureFact] = []
        withdrawn: list[FigureFact] = []
        for one in listed:
            if id(one) in shown or (self._is_later(one) and _place(one) not in answered):
                current.append(one)
            elif one.value is not None:
                others.append(one)
                if not self._is_later(one) and _place(one) not in answered:
                    withdrawn.append(one)
        return Rows(tuple(current), tuple(others), tuple(withdrawn))

    def _is_later(self, fact: FigureFact) -> bool:
        if self.last is not None and fact.order > self.last:
            return True
        return self.known_on is not None and fact.known_from > self.known_on

    def current(self, indicator: str, area: str) -> tuple[FigureFact, ...]:
        """The rows of the vintage, and those known later of keys that it has no value of."""
        return self.rows(indicator, area).current

    def areas_with(self, indicator: str) -> Sequence[str]:
        """The areas that have rows of the indicator."""
        return self._areas.get(indicator, [])

    def indicators_in(self, area: str) -> Sequence[str]:
        """The indicators that have rows for the area."""
        return self._indicators.get(area, [])

    def level(self, indicator: str, area: str, period: Period, scenario: str = "actual") -> FigureFact | None:
        """The vintage's row of a level, for computing percentages from levels."""
        key = indicator, area, period.code, scenario
        if key not in self._levels:
            found = [
                one
                for one in self.current(indicator, area)
                if one.period == period.code
                and one.relation == "level"
                and one.scenario == scenario
                and one.value is not None
            ]
            firm = next((one for one in found if not one.illustrative), None)
            self._levels[key] = firm or (found[-1] if found else None)
        return self._levels[key]


def _place(fact: FigureFact) -> tuple[str, str, str, str, str]:
    """The key without the publisher: what another publisher says later is a revision all the same."""
    return fact.indicator, fact.area, fact.period, fact.relation, fact.scenario
