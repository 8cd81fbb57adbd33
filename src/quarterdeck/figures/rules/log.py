"""The observation log as plain values: newest per key wins, and a key is asked for, never guessed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from quarterdeck.core.measures import Direction, ObservationStatus, Origin, Qualifier, Quantity


class Key(NamedTuple):
    """What an observation is of. `breakdown` "" is the whole; "@growth_yoy" and the like are published statements."""

    indicator: str
    area: str
    period: str
    breakdown: str = ""
    scenario: str = "actual"
    regime: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """One row of the log as known on the day asked for. `at` says since when it is known."""

    id: int
    key: Key
    value: Decimal | None
    unit: str
    status: str
    origin: str
    qualifier: str
    direction: str
    source_words: str
    as_of: date | None
    reason: str
    batch: int
    at: datetime

    @property
    def quantity(self) -> Quantity:
        """The value with its unit, status, hedge and direction."""
        return Quantity(
            self.value,
            self.unit,
            ObservationStatus(self.status),
            Qualifier(self.qualifier),
            Direction(self.direction),
        )

    @property
    def illustrative(self) -> bool:
        """Whether the row was generated for the sample and is no real figure."""
        return self.origin == Origin.ILLUSTRATIVE.value


class Log:
    """The newest row of every key, and beside it what other publishers say of the same thing.

    `regimes` maps an indicator to its authoritative regime; rows of that regime or of none are the figure,
    rows of another regime are cross-checks that never overwrite it.
    """

    def __init__(self, rows: Iterable[Known], regimes: Mapping[str, str]) -> None:
        self._newest: dict[Key, Known] = {}
        self._others: dict[Key, dict[str, Known]] = {}
        for row in sorted(rows, key=lambda row: (row.at, row.id)):
            regime = row.key.regime
            plain = row.key._replace(regime="")
            if regime in ("", regimes.get(row.key.indicator, "")):
                self._newest[plain] = row
            else:
                self._others.setdefault(plain, {})[regime] = row

    def find(
        self, indicator: str, area: str, period: str, *, breakdown: str = "", scenario: str = "actual"
    ) -> Known | None:
        """The authoritative row of a key, or None where nothing was reported."""
        return self._newest.get(Key(indicator, area, period, breakdown, scenario))

    def others(
        self, indicator: str, area: str, period: str, *, breakdown: str = "", scenario: str = "actual"
    ) -> tuple[Known, ...]:
        """What other publishers say of the key."""
        return tuple(self._others.get(Key(indicator, area, period, breakdown, scenario), {}).values())

    def rows(self) -> tuple[Known, ...]:
        """Every authoritative row."""
        return tuple(self._newest.values())
