"""The figures a text is checked against: every vintage of each, as plain values."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from quarterdeck.core.periods import Period

ILLUSTRATIVE = "illustrative"
RELATIONS = ("level", "growth_yoy", "growth_prev", "ratio_yoy", "pct_of_plan")


@dataclass(frozen=True, slots=True)
class FigureFact:
    """One row of the observation log.

    `relation` is "level", or what a published percentage says about the level: growth_yoy, growth_prev, ratio_yoy,
    pct_of_plan (the breakdowns "@growth_yoy" … of the log). `unit` is a code of `core.measures`, `period` an SDMX
    code. `known_from` is the day of its batch. `value` is None where only a `direction` or unreadable
    `source_words` were given. `regime` is the report calendar or publisher.
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

    @property
    def key(self) -> tuple[str, str, str, str, str, str]:
        """Rows of one key are vintages of one figure."""
        return self.indicator, self.area, self.period, self.relation, self.scenario, self.regime

    @property
    def illustrative(self) -> bool:
        """Whether it was invented to fill the sample: nothing is called wrong because of it."""
        return self.origin == ILLUSTRATIVE


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """All rows that matter to a review, in the order in which they were written.

    `known_on` is the day of the vintage that the review works on; None means that the newest row counts. Rows
    known later are kept: a text that uses them is told apart from one that is wrong.
    """

    facts: tuple[FigureFact, ...]
    known_on: date | None = None
    _by_indicator: dict[tuple[str, str], list[FigureFact]] = field(init=False, repr=False)
    _current: frozenset[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_indicator: dict[tuple[str, str], list[FigureFact]] = {}
        newest: dict[tuple[str, ...], FigureFact] = {}
        for fact in self.facts:
            by_indicator.setdefault((fact.indicator, fact.area), []).append(fact)
            before = newest.get(fact.key)
            if not self._is_later(fact) and (before is None or before.known_from <= fact.known_from):
                newest[fact.key] = fact
        object.__setattr__(self, "_by_indicator", by_indicator)
        object.__setattr__(self, "_current", frozenset(map(id, newest.values())))

    def _is_later(self, fact: FigureFact) -> bool:
        return self.known_on is not None and fact.known_from > self.known_on

    def of(self, indicator: str, area: str) -> Sequence[FigureFact]:
        """Every row of an indicator in an area."""
        return self._by_indicator.get((indicator, area), [])

    def current(self, indicator: str, area: str) -> Iterator[FigureFact]:
        """The rows of the review's vintage, and those known later of keys that it has no value of."""
        rows = self.of(indicator, area)
        answered = {_place(one) for one in rows if id(one) in self._current and one.value is not None}
        for one in rows:
            if id(one) in self._current or (self._is_later(one) and _place(one) not in answered):
                yield one

    def other_vintages(self, indicator: str, area: str) -> Iterator[FigureFact]:
        """Rows that were replaced before the review's vintage, or that replace one of its rows later."""
        rows = self.of(indicator, area)
        shown = {id(one) for one in self.current(indicator, area)}
        return (one for one in rows if id(one) not in shown and one.value is not None)

    def areas_with(self, indicator: str) -> Iterator[str]:
        """The areas that have rows of the indicator."""
        return (area for code, area in self._by_indicator if code == indicator)

    def indicators_in(self, area: str) -> Iterator[str]:
        """The indicators that have rows for the area."""
        return (code for code, one in self._by_indicator if one == area)

    def level(self, indicator: str, area: str, period: Period, scenario: str = "actual") -> FigureFact | None:
        """The vintage's row of a level, for computing percentages from levels."""
        found = [
            one
            for one in self.current(indicator, area)
            if (one.period, one.relation, one.scenario) == (period.code, "level", scenario) and one.value is not None
        ]
        return next((one for one in found if not one.illustrative), found[-1] if found else None)


def _place(fact: FigureFact) -> tuple[str, str, str, str, str]:
    """The key without the publisher: what another publisher says later is a revision all the same."""
    return fact.indicator, fact.area, fact.period, fact.relation, fact.scenario
