"""Units that a number takes from another: "from 59.3 billion", "Luzon, 7.5", "17 and 26 communes", "lên 548"."""

from collections.abc import Sequence
from dataclasses import replace

from quarterdeck.prose.quantities.quantity import Quantity
from quarterdeck.prose.quantities.ranks import RANK
from quarterdeck.prose.quantities.sight import Sight
from quarterdeck.prose.units.base import CURRENCIES, PERCENT
from quarterdeck.prose.units.money import currency_near

_SCALED = "money"
_ALONE = PERCENT | {"times", RANK, ""}
_BREAKS = frozenset(",;(")


def carried(sight: Sight, found: Sequence[Quantity]) -> list[Quantity]:
    """`found` with the units that other numbers of the line, or of the text, give to those without one."""
    read = _from_right(sight, found)
    for i, one in enumerate(read):
        if one.unit == _SCALED:
            read[i] = _scaled(sight, one, read[:i])
        elif not one.unit and one.values and (giver := _giver(sight, one, read[:i])):
            read[i] = replace(one, unit=giver.unit, label=giver.label, carried=True)
    for i in range(1, len(read)):
        if not read[i].definite and _is_known(sight, read[i - 1], read[i]):
            read[i] = replace(read[i], definite=True)
    return read


def _from_right(sight: Sight, found: Sequence[Quantity]) -> list[Quantity]:
    """A list whose last number has the unit: 7.0, 6.7 and 6.6 pct; from 580 to 753 mln dlrs."""
    read = list(found)
    small = sight.numbers.small
    for i in range(len(read) - 2, -1, -1):
        left, right = read[i], read[i + 1]
        if left.unit or not left.values or not right.unit or right.unit == RANK or right.definite or left.high:
            continue
        between = sight.forms[sight.index(left.end) : sight.index(right.start)]
        if between and all(one in small["listing"] or one in small["range"] for one in between):
            values = tuple(one * right.scale for one in left.values)
            read[i] = replace(
                left, values=values, step=left.step * right.scale, scale=right.scale, unit=right.unit,
                label=right.label, carried=True,
            )  # fmt: skip
    return read


def _scaled(sight: Sight, one: Quantity, before: Sequence[Quantity]) -> Quantity:
    """A scale without a unit: that of the number before it in the line, else the currency of the text."""
    for other in reversed(before):
        if other.unit not in _ALONE and other.unit != _SCALED:
            return replace(one, unit=other.unit, label=other.label, carried=True)
    code = sight.units.unsaid or currency_near(sight.text.lower, sight.lang, one.number_start)
    return replace(one, unit=code, label=code, carried=True) if code else one


def _giver(sight: Sight, one: Quantity, before: Sequence[Quantity]) -> Quantity | None:
    """The number whose unit a bare one shares: decimals that of the one before, whole ones behind a small verb."""
    givers = [other for other in before if other.unit and other.unit != RANK]
    if not givers:
        return None
    last = givers[-1]
    if one.decimals:
        return last if last.unit in PERCENT or last.decimals or last.unit in CURRENCIES else None
    first = sight.index(one.start)
    counts = last.unit not in _ALONE and last.unit not in CURRENCIES
    broken = any(form in _BREAKS for form in sight.forms[sight.index(last.end) : first])
    ends = not sight.word(sight.index(one.end))[:1].isalpha()
    return last if counts and broken and ends and sight.word(first - 1) in sight.numbers.small["carriers"] else None


def _is_known(sight: Sight, before: Quantity, one: Quantity) -> bool:
    """Whether a count only tells more of the number before it.

    What counted things fulfil (59 communes had 19/19 criteria), what a rank is one of (third of 63 provinces), and the
    rest of a list whose first is known (the 3 wards and 5 communes).
    """
    small = sight.numbers.small
    between = sight.forms[sight.index(before.end) : sight.index(one.start)]
    if before.unit == RANK:
        return bool(between) and all(form in small["rank_of"] for form in between)
    if before.unit in _ALONE or before.unit in CURRENCIES or one.unit in _ALONE or one.unit in CURRENCIES:
        return False
    if one.label.split(" ")[0] in small["threshold_nouns"]:
        return not any(form in _BREAKS for form in between)
    return before.definite and bool(between) and all(form in small["listing"] for form in between)
