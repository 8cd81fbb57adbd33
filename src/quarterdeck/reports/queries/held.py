"""What the log holds already of a figure that a text gives, under whichever period it is kept."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from quarterdeck.areas.models import Area
from quarterdeck.core.errors import BadInput
from quarterdeck.core.periods import Period, cutoff
from quarterdeck.figures.models import Indicator, Observation
from quarterdeck.figures.queries.catalogue import regimes
from quarterdeck.figures.queries.log import newest_row


@dataclass(frozen=True, slots=True)
class Key:
    """Of what a text gives a value: as the log's key, and the day on which the data were cut."""

    indicator: Indicator
    area: Area
    period: str
    breakdown: str = ""
    scenario: str = "actual"
    as_of: date | None = None


def held(of: Key, at: datetime) -> Observation | None:
    """The newest row of the same thing: under its period, else under the one that the same days are kept by.

    "As of 15 March" may be kept as 1 January to 15 March, and so may the first quarter of what is reported by a
    calendar of its own. A second row beside that one would be another figure of the same quarter.
    """
    own = _newest(of, of.period, at)
    if own is not None:
        return own
    for period in _others(of):
        row = _newest(of, period, at)
        if row is not None and (of.as_of is None or row.as_of in (None, of.as_of)):
            return row
    return None


def _newest(of: Key, period: str, at: datetime) -> Observation | None:
    return newest_row(of.indicator, of.area, period, of.breakdown, of.scenario, at)


def _others(of: Key) -> Iterator[str]:
    period = Period.parse(of.period)
    if of.as_of is not None:
        yield Period.days(date(of.as_of.year, 1, 1), of.as_of + timedelta(days=1)).code
    if period.kind == "R" and of.as_of is not None:
        yield Period.of_day(of.as_of, "Q").code
    regime = regimes().get(of.indicator.regime)
    if regime is not None and of.as_of is None:
        with suppress(BadInput):
            yield Period.days(*cutoff(period, regime)).code


def says_the_same(row: Observation, value: Decimal | None, as_of: date | None) -> bool:
    """Whether a row gives this value already, of the same day or a later one."""
    if row.value is None or value is None or row.value != value:
        return False
    return as_of is None or row.as_of is None or as_of <= row.as_of
