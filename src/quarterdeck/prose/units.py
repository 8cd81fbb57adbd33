"""Scales and units around a number: nghìn tỷ đồng, triệu USD, US$ … million, per cent, newly founded enterprises."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from quarterdeck.core.measures import UNITS
from quarterdeck.prose.words import Token, Words

PERCENT = frozenset({"%", "pp"})
CURRENCIES = frozenset({"VND", "USD"})
MONEY = CURRENCIES | {"money"}
_NOUN_WITHIN = 5
_STOPS = frozenset(",;:().%/-")
# Adjectives may stand between a number and its noun; these may not.
_NEW_PHRASE = frozenset({"split", "reach", "up", "down", "compare", "source", "breakdown"})


@dataclass(frozen=True, slots=True)
class Measure:
    """The unit of a number: `factor` to its base unit, and the index of the first token behind it.

    `unit` is "%", "pp", "VND", "USD", "money" (a scale without a currency), a count such as "persons", a quotient
    such as "VND/" that fits no indicator, or "" for a bare number.
    """

    unit: str
    factor: Decimal
    end: int
    near: bool = True


def measure_after(words: Words, line: Sequence[str], at: int) -> Measure:
    """The scale and unit that begin at token `at`."""
    first = at + 1 if line[at : at + 1] == ["-"] else at
    powers, after_scale = words.scales.longest(line, first)
    power = max(map(int, powers)) if powers else 0
    factor = Decimal(10) ** power
    units, end = words.units.longest(line, after_scale)
    if units:
        return _per(Measure(next(iter(units)), factor, end), line)
    if powers:
        noun = _noun(words, line, after_scale)
        return noun or Measure("money", factor, after_scale)
    return _noun(words, line, at) or Measure("", factor, at)


def _per(measure: Measure, line: Sequence[str]) -> Measure:
    """62 triệu đồng/người, 5% a year: a quotient is not the unit itself."""
    following = line[measure.end : measure.end + 2]
    if following[:1] in (["/"], ["per"]) and following[1:] and following[1] not in ("cent", "cents"):
        return Measure(measure.unit + "/", measure.factor, measure.end)
    return measure


def _noun(words: Words, line: Sequence[str], at: int) -> Measure | None:
    """The noun that is counted, behind its adjectives: 310 newly established enterprises."""
    if not words.adjectives_before_noun:
        return None
    powers, at_noun = words.scales.longest(line, at)
    factor = Decimal(10) ** max(map(int, powers), default=0)
    for first in range(at_noun, min(at_noun + _NOUN_WITHIN, len(line))):
        if line[first] in _STOPS or line[first].isdigit():
            return None
        units, end = words.units.longest(line, first)
        if units and next(iter(units)) not in PERCENT | MONEY:
            return Measure(next(iter(units)), factor, end, near=False)
        if words.marks.longest(line, first)[0] & _NEW_PHRASE:
            return None
    return None


def currency_before(words: Words, line: Sequence[Token], end: int) -> tuple[str, int]:
    """The currency written before the number at token `end` (US$624 million), and where it begins."""
    found, first = words.units_before.ending([one.text for one in line], end, 2)
    return (next(iter(found)), first) if found else ("", end)


def base_of(code: str) -> tuple[str, Decimal]:
    """The base unit that claims are compared in, and the factor to it, for a unit code of `core.measures`.

    >>> base_of("VND_bn")
    ('VND', Decimal('1000000000'))
    """
    unit = UNITS.get(code)
    if unit is None:
        return code, Decimal(1)
    for currency in CURRENCIES:
        if unit.dimension == f"money in {currency}":
            return currency, unit.scale
    if unit.dimension == "mass":
        return "tonnes", unit.scale
    return code, Decimal(1)


def fits(claimed: str, unit: str) -> bool:
    """Whether a claim in `claimed` can speak of a figure in base unit `unit`."""
    if claimed == unit:
        return True
    if claimed == "money":
        return unit in CURRENCIES
    if claimed == "pp":
        return unit == "%"
    return claimed == "" and unit not in PERCENT | MONEY
