"""Numbers of a sentence: rounded by the indicator's rule, in a scale that can be read, with hedge and unit."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise

from quarterdeck.core.measures import (
    UNITS,
    Qualifier,
    Quantity,
    Unit,
    convert,
    decimals_of,
    format_number,
    round_half_up,
    unit,
)
from quarterdeck.prose.write.phrases import phrases

RATES = ("%", "pp", "points")
_UNITLESS = ("rank", "per_10k")  # said by the name of the indicator
_THOUSAND = 1000
# From here on a number has too many digits for a sentence.
_LONG = Decimal(1_000_000)
# How many digits after the mark a number keeps that is written in a larger unit than its own.
_DECIMALS_OF_LONG = 2


@dataclass(frozen=True, slots=True)
class Written:
    """A number as it stands in a sentence, and the value and unit that a reader takes from it."""

    text: str
    value: Decimal
    unit: str


def write(
    quantity: Quantity, most: int | None, lang: str, *, fixed: bool = False, bare: bool = False, signed: bool = True
) -> Written:
    """The number with its hedge and, unless `bare`, its unit.

    `most` digits after the mark, or fewer unless `fixed`; None writes what was reported. What is not zero is never
    written as zero. Without `signed` the words around tell a fall.
    """
    shown, digits = _readable(quantity, most)
    value = shown.value or Decimal(0)
    exact = quantity.qualifier is Qualifier.EXACT
    least = digits if fixed and exact and digits is not None else max(0, decimals_of(value.normalize()))
    size = value if signed else abs(value)
    number = format_number(size, lang, least).replace("-", "\N{MINUS SIGN}")
    ending = _ordinal_ending(value, lang) if shown.unit == "rank" else ""
    text = f"{quantity.qualifier.label(lang)} {number}{ending}".lstrip() + ("" if bare else _unit(shown, lang))
    return Written(text, value, shown.unit)


def _ordinal_ending(place: Decimal, lang: str) -> str:
    """What follows the number of a place: 1st, 2nd, 3rd, 4th, 11th; nothing in Vietnamese."""
    endings = phrases(lang)["ordinal_endings"]
    tens, last = divmod(abs(int(place)) % 100, 10)
    return str(endings.get("other" if tens == 1 else last, endings.get("other", "")))


def _readable(quantity: Quantity, most: int | None) -> tuple[Quantity, int | None]:
    """The quantity rounded, in a larger unit where it is long, in a smaller one where it is less than one."""
    value = quantity.value or Decimal(0)
    if quantity.qualifier is not Qualifier.EXACT or not value:
        return _rounded(quantity, value, quantity.unit, most), most
    if abs(value) >= _LONG and (larger := _larger(quantity.unit, value)):
        return _rounded(quantity, convert(value, quantity.unit, larger), larger, _DECIMALS_OF_LONG), _DECIMALS_OF_LONG
    kept = value if most is None else round_half_up(value, most)
    if (not kept or abs(kept) < 1) and (smaller := _smaller(quantity.unit, kept or value)):
        return _rounded(quantity, convert(kept or value, quantity.unit, smaller), smaller, most if kept else 0), most
    if not kept:
        most = -value.adjusted()
        kept = round_half_up(value, most)
    return _rounded(quantity, kept, quantity.unit, most), most


def _rounded(quantity: Quantity, value: Decimal, code: str, most: int | None) -> Quantity:
    shown = value if most is None else round_half_up(value, most)
    return Quantity(shown, code, quantity.status, quantity.qualifier)


def _larger(code: str, value: Decimal) -> str:
    """The smallest unit above in which the value is no longer long, else the largest there is."""
    found = [one.code for one in _ladder(unit(code).dimension) if one.scale > unit(code).scale]
    return next((one for one in found if abs(convert(value, code, one)) < _LONG), found[-1] if found else "")


def _smaller(code: str, value: Decimal) -> str:
    """The largest unit below in which the value is at least one."""
    found = [one.code for one in _ladder(unit(code).dimension) if one.scale < unit(code).scale]
    return next((one for one in reversed(found) if abs(convert(value, code, one)) >= 1), "")


@cache
def _ladder(dimension: str) -> tuple[Unit, ...]:
    """The units of one kind that are a thousand of each other, smallest first; others are not exchanged freely."""
    found = sorted((one for one in UNITS.values() if one.dimension == dimension), key=lambda one: one.scale)
    exchanged = all(big.scale == small.scale * _THOUSAND or _is_base(small) for small, big in pairwise(found))
    return tuple(found) if exchanged else ()


def _is_base(one: Unit) -> bool:
    """Whether it is a bare currency: the next unit of money is the million."""
    return one.dimension == f"money in {one.code}"


def _unit(quantity: Quantity, lang: str) -> str:
    one = unit(quantity.unit)
    if one.code == "%":
        return "%"
    if one.code in _UNITLESS:
        return ""
    single = quantity.value is not None and abs(quantity.value) == 1
    spelt = phrases(lang)["units"].get(one.code, one.label(lang))
    alone = phrases(lang)["unit_of_one"].get(one.code, one.one_en if lang != "vi" else "")
    return f"\N{NO-BREAK SPACE}{alone if single and alone else spelt}"
