"""A number in digits with its scale and unit, or nothing where the digits are a code, a year or a list number."""

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from quarterdeck.prose.numbers.written import Number
from quarterdeck.prose.quantities.built import Figure, built
from quarterdeck.prose.quantities.quantity import Quantity
from quarterdeck.prose.quantities.ranks import numbered, ordinal
from quarterdeck.prose.quantities.sight import Sight
from quarterdeck.prose.quantities.worded import rough
from quarterdeck.prose.units.lists import Sort
from quarterdeck.prose.units.measure import Measure, measure_after
from quarterdeck.prose.units.money import currency_before

_YEARS = range(1900, 2100)
_LOOK = 14
_CODE_AFTER = re.compile(r"[-/.]?[^\W\d_]")
# 14/15, 3/4, 5-1/2
_SLASH = re.compile(r"(?:(\d{1,4})[- ])?(\d{1,3}) ?/ ?(\d{1,3})(?![\d/]|[.,-]\d)")
_DENOMINATORS = frozenset({2, 3, 4, 5, 8, 10, 16, 32, 64})
# "(4) Exports up 5%; (5) …": what a bracket numbers.
_ITEM = re.compile(r"(?:^|[\n;:.,])\s*(?:and |và )?\((\d{1,2})\)\s*[^\W\d_]")
_BEFORE_ITEM = 8
_SECTION = re.compile(r"\d\.\d [A-ZĐ][^\n.;:,%\d]{2,80}(?:\n|$)")
_LONGEST_MONTH = 31
_PARTED = frozenset({"count", "measure"})
_GROUP = 3
_SMALL = 100
_ROUGHEST = 10
_FRACTION_OF = frozenset({"percent", "points"})


def written(sight: Sight, number: Number, first: int, free: int) -> tuple[Quantity | None, int]:
    """The quantity of `number`, which begins at token `first`, and the token behind it.

    The tokens before `free` belong to another quantity.
    """
    last = sight.index(number.end)
    if number.malformed or _is_item(sight, number):
        return None, last
    slash = _SLASH.match(sight.text.flat, number.start)
    if (rank := numbered(sight, number, first, last)) is not None:
        return rank, sight.index(slash.end()) if slash else last
    if slash and (pair := _slashed(sight, slash, first)):
        return pair
    if sight.dated(number.start, number.end):
        return None, last
    if (rank := ordinal(sight, number, first, last)) is not None:
        return rank, last
    return _plain(sight, number, first, last, free)


def _plain(sight: Sight, number: Number, first: int, last: int, free: int) -> tuple[Quantity | None, int]:
    """A number that is neither a rank nor a fraction."""
    currency, begins = currency_before(sight.lang, sight.line, first)
    if begins < free:
        currency, begins = None, first
    measure = measure_after(sight.lang, sight.forms[last : last + _LOOK], 0, currency)
    if measure.kind in ("naming", "duration"):
        return None, last + measure.end
    if _is_code(sight, number, measure, currency) or _is_year(number, measure):
        return None, last
    if measure.kind in ("", "count") and _is_name(sight, number, first):
        return None, last
    if measure.kind == "times" and not _is_multiple(sight, number, first):
        return None, last
    decimals = number.decimals
    readings = [number.value, *([number.other] if number.other is not None else [])]
    if measure.kind == "count" and measure.scale == 1 and number.other is not None and decimals == _GROUP:
        readings, decimals = [number.other, number.value], 0
    figure = Figure(number.start, number.end, tuple(readings), Decimal(1).scaleb(-decimals), decimals)
    return built(sight, figure, measure, begins, last), last + measure.end


def _slashed(sight: Sight, slash: re.Match[str], first: int) -> tuple[Quantity, int] | None:
    """3/4 pct and 5-1/2 pct are fractions, 14/15 targets are n of m; None where it is a date or a code."""
    flat, start, end = sight.text.flat, *slash.span()
    if start and (flat[start - 1].isalnum() or flat[start - 1] in "/-.,"):
        return None
    last = sight.index(end)
    measure = measure_after(sight.lang, sight.forms[last : last + _LOOK], 0)
    whole, above, below = int(slash[1] or 0), int(slash[2]), int(slash[3])
    rate = measure.kind in _FRACTION_OF or measure.unit == "points"
    goes_on = bool(slash[1]) and sight.word(last) in sight.numbers.small["range"]
    if above < below and below in _DENOMINATORS and (rate or goes_on):
        value = Decimal(whole) + Decimal(above) / Decimal(below)
        figure = Figure(start, end, (value,), Decimal(1) / Decimal(below), 2)
        return built(sight, figure, measure, first, last), last + measure.end
    before = sight.word(first - 1)
    if not slash[1] and 0 < above < below <= _ROUGHEST and _is_share(sight, first, last):
        return rough(sight, Fraction(above, below), (start, end), first, last, compares=False), last
    surpassed = below > _LONGEST_MONTH and below < above <= 2 * below
    if slash[1] or measure.kind not in _PARTED or not (0 < above <= below or surpassed) or below < 2:
        return None
    if measure.kind != "count" and not surpassed:
        return None
    if before in sight.numbers.small["dated_before"]:
        return None
    part = replace(measure, label=f"{measure.label} of {below}")
    return built(sight, Figure(start, end, (Decimal(above),), Decimal(1), 0), part, first, last), last + measure.end


def _is_share(sight: Sight, first: int, last: int) -> bool:
    """Whether 2/3 is a part of what follows: "bằng 2/3 dự toán", "over 3/4 of"."""
    of = sight.numbers.fractions.of.longest(sight.forms[last : last + _LOOK], 0)[0]
    hedge, begins = sight.hedge(first, first)
    said, _ = sight.words.marks.ending(sight.forms, begins)
    return bool(of) and bool(hedge or said & {"equal", "share", "reach"})


def _is_item(sight: Sight, number: Number) -> bool:
    """Whether a number only counts the items of a list, "; (4) exports up 5%", or sections: "2.1 Overall trends"."""
    flat = sight.text.flat
    if (
        number.decimals == 1
        and _SECTION.match(flat, number.start)
        and (not number.start or flat[number.start - 1] == "\n")
    ):
        return True
    if number.start == 0 or flat[number.start - 1] != "(" or flat[number.end : number.end + 1] != ")":
        return False
    begin = max(0, number.start - _BEFORE_ITEM)
    found = _ITEM.search(flat, begin, number.end + 3)
    return found is not None and found.start(1) == number.start


def _is_code(sight: Sight, number: Number, measure: Measure, currency: Sort | None) -> bool:
    """294B, QL37, 26-CT/TU: digits that are part of a name."""
    flat = sight.text.flat
    before = flat[number.start - 1] if number.start else " "
    if (before.isalpha() or before in "_#/\\.,") and currency is None:
        return True
    if currency is not None and before.isalpha() and _is_lettered(sight, number, measure, currency):
        return True
    after = _CODE_AFTER.match(flat, number.end)
    return after is not None and not (measure.unit and measure.end) and measure.kind != "duration"


def _is_lettered(sight: Sight, number: Number, measure: Measure, currency: Sort) -> bool:
    """Whether a small number behind the one letter of a currency is a name: the N7, not N25,290 or N7 million."""
    alone = number.start < 2 or not sight.text.flat[number.start - 2].isalnum()
    small = number.value < _SMALL and not number.decimals and not number.grouped and measure.scale == 1
    return alone and small and currency.kind == "money"


def _is_year(number: Number, measure: Measure) -> bool:
    bare = not number.grouped and not number.decimals and _YEARS.start <= number.value < _YEARS.stop
    return bare and measure.kind in ("", "count", "times", "duration")


def _is_name(sight: Sight, number: Number, first: int) -> bool:
    """Whether the number belongs to a name: Resolution 57, Table 3, Covid-19, "3 dares" in quotation marks."""
    kinds, _ = sight.numbers.names_before.ending(sight.forms, first, 3)
    flat = sight.text.flat
    if number.start > 1 and flat[number.start - 1] == "-" and flat[number.start - 2].isalpha():
        return True
    return "name" in kinds or (number.start > 0 and flat[number.start - 1] == '"')


def _is_multiple(sight: Sight, number: Number, first: int) -> bool:
    """Whether "times" multiplies: 2.5 times, gấp 3 lần; not how often something was done."""
    multiplying = sight.units.times_after
    if number.decimals or not multiplying.root:
        return True
    _, begins = sight.hedge(first, first)
    return bool(multiplying.ending(sight.forms, first)[0] or multiplying.ending(sight.forms, begins)[0])
