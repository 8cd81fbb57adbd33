"""Quantities: units, observation status, the kinds of figures, and how numbers are written and rounded."""

from quarterdeck.core.measures.formats import (
    MISSING_MARK,
    decimals_of,
    format_number,
    format_quantity,
    hedge_allows,
    hedge_tolerance,
    round_half_up,
    rounds_to,
)
from quarterdeck.core.measures.kinds import (
    Accumulation,
    Better,
    Direction,
    Frequency,
    Origin,
    Qualifier,
    Scenario,
    SpaceRule,
    TimeRule,
)
from quarterdeck.core.measures.labels import Labelled
from quarterdeck.core.measures.quantities import Quantity
from quarterdeck.core.measures.status import ObservationStatus
from quarterdeck.core.measures.units import EXACT, UNITS, Unit, convert, unit

__all__ = [
    "EXACT",
    "MISSING_MARK",
    "UNITS",
    "Accumulation",
    "Better",
    "Direction",
    "Frequency",
    "Labelled",
    "ObservationStatus",
    "Origin",
    "Qualifier",
    "Quantity",
    "Scenario",
    "SpaceRule",
    "TimeRule",
    "Unit",
    "convert",
    "decimals_of",
    "format_number",
    "format_quantity",
    "hedge_allows",
    "hedge_tolerance",
    "round_half_up",
    "rounds_to",
    "unit",
]
