"""Periods of time, their names, and the days on which reports about them close."""

from quarterdeck.core.periods.cutoffs import CutoffRule, Regime, cutoff, regimes_from_pack
from quarterdeck.core.periods.labels import day_label
from quarterdeck.core.periods.period import Period, first_months, nine_months

__all__ = [
    "CutoffRule",
    "Period",
    "Regime",
    "cutoff",
    "day_label",
    "first_months",
    "nine_months",
    "regimes_from_pack",
]
