"""Units of claims beside the units of the catalogue."""

from decimal import Decimal
from functools import cache

from quarterdeck.core.measures import UNITS
from quarterdeck.prose.units.lists import currencies

PERCENT = frozenset({"%", "pp"})
CURRENCIES = currencies()
MONEY = CURRENCIES | {"money"}
UNCOUNTED = PERCENT | MONEY
PLACES = "places"
"""What a rank moves by; one that rises has a smaller number."""
_ENERGY = {"kWh_mn": ("kWh", Decimal(10) ** 6)}
_PER = "_per_"


@cache
def base_of(code: str) -> tuple[str, Decimal]:
    """The base unit that claims are compared in, and the factor to it, for a unit code of `core.measures`.

    >>> base_of("VND_bn")
    ('VND', Decimal('1000000000'))
    >>> base_of("VND_mn_per_person")
    ('VND/person', Decimal('1000000'))
    """
    unit = UNITS.get(code)
    if unit is None:
        return code, Decimal(1)
    if _PER in code:
        head, _, denominator = code.partition(_PER)
        base, factor = base_of(head)
        return f"{base}/{denominator}", factor
    for currency in CURRENCIES:
        if unit.dimension == f"money in {currency}":
            return currency, unit.scale
    if unit.dimension == "mass":
        return "tonnes", unit.scale
    return _ENERGY.get(code, (code, Decimal(1)))


def fits(claimed: str, unit: str) -> bool:
    """Whether a claim in `claimed` can speak of a figure in base unit `unit`."""
    if claimed == unit:
        return True
    if claimed == "money":
        return unit in CURRENCIES
    if claimed == "pp":
        return unit == "%"
    if claimed == PLACES:
        return unit == "rank"
    return claimed == "" and unit not in UNCOUNTED
