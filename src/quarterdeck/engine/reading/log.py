"""The observation log as plain values: newest per key wins, and a key is asked for, never guessed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, TypeAlias, TypeVar

from quarterdeck.core.lineage.restate import Figure
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
    """One row of the log as known on the day asked for. `at` says since when it is known.

    `version` names the version of the unit that it was reported for, `territory` the first version with the same
    territory: figures of two territories do not compare. `restated` tells how a row in other borders was made, `begun`
    is the version's first day.
    """

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
    version: str = ""
    territory: str = ""
    restated: Figure | None = None
    begun: date | None = None

    @property
    def quantity(self) -> Quantity:
        """The value with its unit, status, hedge and direction."""
        return _quantity(self.value, self.unit, self.status, self.qualifier, self.direction)

    @property
    def illustrative(self) -> bool:
        """Whether the row was generated for the sample and is no real figure."""
        return self.origin == Origin.ILLUSTRATIVE.value

    @property
    def unreadable(self) -> bool:
        """Whether something stood in the source that nobody can read as a number."""
        return self.value is None and bool(self.source_words)

    def is_newer_than(self, other: "Known") -> bool:
        """Whether this row counts before `other`, by moment, batch, first day of the version, own publisher."""
        return self._order > other._order

    @property
    def _order(self) -> tuple[datetime, int, date, bool, int]:
        return self.at, self.batch, self.begun or date.min, bool(self.key.regime), self.id


@lru_cache(maxsize=16384)
def _quantity(value: Decimal | None, unit: str, status: str, qualifier: str, direction: str) -> Quantity:
    # Remembered, because every page shows the same few thousand figures and each is checked when it is made.
    return Quantity(value, unit, ObservationStatus(status), Qualifier(qualifier), Direction(direction))


Place: TypeAlias = tuple[str, str, str, str, str]  # a key without its regime


class Log:
    """The newest row of every key, and beside it what other publishers say of the same thing.

    `regimes` maps an indicator to its authoritative regime; rows of that regime or of none are the figure,
    rows of another regime are cross-checks that never overwrite it.
    """

    def __init__(self, rows: Iterable[Known], regimes: Mapping[str, str]) -> None:
        self._newest: dict[Place, Known] = {}
        self._others: dict[Place, dict[str, Known]] = {}
        for row in rows:
            indicator, area, period, breakdown, scenario, regime = row.key
            place = (indicator, area, period, breakdown, scenario)
            if not regime or regime == regimes.get(indicator, ""):
                _keep_newest(self._newest, place, row)
            else:
                _keep_newest(self._others.setdefault(place, {}), regime, row)

    def find(
        self, indicator: str, area: str, period: str, *, breakdown: str = "", scenario: str = "actual"
    ) -> Known | None:
        """The authoritative row of a key, or None where nothing was reported."""
        return self._newest.get((indicator, area, period, breakdown, scenario))

    def others(
        self, indicator: str, area: str, period: str, *, breakdown: str = "", scenario: str = "actual"
    ) -> tuple[Known, ...]:
        """What other publishers say of the key."""
        return tuple(self._others.get((indicator, area, period, breakdown, scenario), {}).values())

    def rows(self) -> tuple[Known, ...]:
        """Every authoritative row."""
        return tuple(self._newest.values())


Slot = TypeVar("Slot", str, Place)


def _keep_newest(held: dict[Slot, Known], slot: Slot, row: Known) -> None:
    older = held.get(slot)
    if older is None or row.is_newer_than(older):
        held[slot] = row
