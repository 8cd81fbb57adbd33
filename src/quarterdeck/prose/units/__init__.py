"""Scales and units around a number: nghìn tỷ đồng, triệu USD, US$ … million, per cent, newly founded enterprises."""

from quarterdeck.prose.units.base import CURRENCIES, MONEY, PERCENT, PLACES, UNCOUNTED, base_of, fits
from quarterdeck.prose.units.lists import UnitLists, units_of
from quarterdeck.prose.units.measure import NOTHING, Measure, measure_after
from quarterdeck.prose.units.money import currency_before, currency_near, home_of

__all__ = [
    "CURRENCIES",
    "MONEY",
    "NOTHING",
    "PERCENT",
    "PLACES",
    "UNCOUNTED",
    "Measure",
    "UnitLists",
    "base_of",
    "currency_before",
    "currency_near",
    "fits",
    "home_of",
    "measure_after",
    "units_of",
]
