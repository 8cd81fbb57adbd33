"""Ranks: ranked 12th, came first, second by current prices, đứng thứ 3; years in a row: năm thứ 3 liên tiếp."""

from decimal import Decimal

from quarterdeck.prose.numbers.written import Number
from quarterdeck.prose.quantities.quantity import Quantity
from quarterdeck.prose.quantities.sight import Sight

_BEHIND = 5
_BEFORE = 6
_LONGEST = 3
RANK, YEARS = "rank", "years"


def ordinal(sight: Sight, number: Number, first: int, last: int) -> Quantity | None:
    """A number with the ending of an ordinal (12th), where it is a rank."""
    ending = sight.word(last)
    joined = last < len(sight.line) and sight.line[last].start == number.end
    if not joined or ending not in sight.numbers.ordinal_endings or number.decimals:
        return None
    return _rank(sight, int(number.value), first, last + 1)


def numbered(sight: Sight, number: Number, first: int, last: int) -> Quantity | None:
    """A bare number behind words of rank (ranked No. 3, đứng thứ 3)."""
    if number.decimals or number.grouped or len(str(number.value)) > _LONGEST:
        return None
    if _in_a_row(sight, first, last):
        return _quantity(sight, int(number.value), first, last, YEARS)
    kinds, _ = sight.numbers.rank.numbers_after.ending(sight.forms, first, _BEFORE)
    if not kinds or _not_behind(sight, last):
        return None
    return _quantity(sight, int(number.value), first, last)


def in_words(sight: Sight, first: int) -> tuple[Quantity | None, int]:
    """An ordinal in words at token `first`, where it is a rank, and the token behind it."""
    value = sight.numbers.ordinals.get(sight.forms[first], 0)
    if not value:
        return None, first
    if _in_a_row(sight, first, first + 1):
        return _quantity(sight, value, first, first + 1, YEARS), first + 1
    kinds, _ = sight.numbers.rank.numbers_after.ending(sight.forms, first, _BEFORE)
    if kinds and not sight.numbers.ordinal_endings and not _not_behind(sight, first + 1):
        return _quantity(sight, value, first, first + 1), first + 1
    if not sight.numbers.ordinal_endings:
        return None, first
    return _rank(sight, value, first, first + 1), first + 1


def _rank(sight: Sight, value: int, first: int, last: int) -> Quantity | None:
    ranks = sight.numbers.rank
    if _not_behind(sight, last):
        return None
    strong = bool(ranks.verbs.ending(sight.forms, first)[0])
    noun = sight.word(last) in ranks.nouns and sight.word(first - 1) not in ranks.not_before_nouns
    noun |= sight.word(last + (sight.word(last) == "-")) in ranks.superlatives
    weak = bool(ranks.weak_verbs.ending(sight.forms, first)[0])
    told = bool(ranks.behind.longest(sight.forms[last : last + _BEHIND], 0)[0])
    return _quantity(sight, value, first, last) if strong or noun or (weak and told) else None


def _not_behind(sight: Sight, last: int) -> bool:
    return bool(sight.numbers.rank.not_behind.longest(sight.forms[last : last + _BEHIND], 0)[0])


def _in_a_row(sight: Sight, first: int, last: int) -> bool:
    """Whether it counts the years in a row: "năm thứ ba liên tiếp"."""
    small = sight.numbers.small
    before = sight.word(first - 1) in small["nth"] and sight.word(first - 2) in small["nth_of"]
    return before and sight.word(last) in small["in_a_row"]


def _quantity(sight: Sight, value: int, first: int, last: int, unit: str = RANK) -> Quantity:
    start, end = sight.line[first].start, sight.line[last - 1].end
    return Quantity(start, end, start, end, (Decimal(value),), Decimal(1), unit, label=unit)
