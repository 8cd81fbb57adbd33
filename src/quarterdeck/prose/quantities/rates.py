"""Growth printed in per cent that is a difference of rates: the poverty rate fell by 1.5% to 3.2%."""

from collections.abc import Sequence
from dataclasses import replace

from quarterdeck.prose.quantities.quantity import Quantity
from quarterdeck.prose.quantities.sight import Sight
from quarterdeck.prose.units.base import PERCENT

_MOVES = frozenset({"up", "down"})
_POINTED = frozenset({"up", "down", "contribute", "comparative"})
_LARGEST = 30
# "This level is 0.7% higher than planned": of a rate only where so little cannot be of an amount.
_LEVEL_UP_TO = 3


def as_points(sight: Sight, found: Sequence[Quantity]) -> list[Quantity]:
    """`found` with the unit "pp" where a rate is said to move by so many per cent."""
    read = list(found)
    for i, one in enumerate(read):
        if one.label == "points" and _is_rated(sight, one, read[:i]):
            read[i] = replace(one, unit="pp", label="pp")
        if one.unit != "%" or not one.values:
            continue
        following = read[i + 1].unit if i + 1 < len(read) else ""
        of_rate = _moves(sight, one) and _of_rate(sight, one, read[:i])
        rate = next((other for other in reversed(read[:i]) if other.unit == "%"), None)
        gap = rate is not None and _is_gap(sight, one) and not _moves(sight, rate)
        if of_rate or gap or (following == "%" and _revised(sight, one)):
            read[i] = replace(one, unit="pp", label="pp")
    return read


def _is_rated(sight: Sight, one: Quantity, before: Sequence[Quantity]) -> bool:
    """Whether points are those of a rate: behind a percentage, or where a rate is said to move by them."""
    by = sight.word(sight.index(one.start) - 1) in sight.numbers.small["by"]
    if by and _of_rate(sight, one, before):
        return True
    behind = bool(before) and before[-1].unit in PERCENT
    compared = sight.words.marks.longest(sight.forms, sight.index(one.end))[0] & _MOVES
    if behind and compared:
        return True
    return bool(_verb_kinds(sight, one) & _POINTED) and (behind or _of_rate(sight, one, before))


def _verb_kinds(sight: Sight, one: Quantity) -> frozenset[str]:
    """What the words right before the number are: "tăng 7%, dịch vụ góp 3,2 điểm"."""
    return sight.words.marks.ending(sight.forms, _verb_before(sight, one))[0]


def _moves(sight: Sight, one: Quantity) -> bool:
    """Whether a verb of growth stands right before the number (fell 1.5%, fell by 1.5%), not "fell to 1.5%" nor "fell
    below 1.5%"."""
    if abs(one.values[0]) > _LARGEST or one.high is not None:
        return False
    if sight.word(sight.index(one.start)) in sight.words.small["past"]:
        return False
    first = _verb_before(sight, one)
    kinds, _ = sight.words.marks.ending(sight.forms, first)
    return bool(kinds & _MOVES) and "reach" not in kinds


def _is_gap(sight: Sight, one: Quantity) -> bool:
    """Whether the number is how far one rate lies above or below another: đạt 47%, thấp hơn 1,1% so với cùng kỳ."""
    return bool(sight.units.gaps.ending(sight.forms, _verb_before(sight, one))[0])


def _revised(sight: Sight, one: Quantity) -> bool:
    """Whether a rate was revised by so many per cent: revised up 0.3% from 2.1% to 2.4%."""
    return bool(sight.units.revised.ending(sight.forms, _verb_before(sight, one))[0])


def _verb_before(sight: Sight, one: Quantity) -> int:
    """The token behind the verb: the number itself, or "by" before it."""
    first = sight.index(one.start)
    return first - 1 if sight.word(first - 1) in sight.numbers.small["by"] else first


def _of_rate(sight: Sight, one: Quantity, before: Sequence[Quantity]) -> bool:
    """Whether the nearest name before the verb is that of a rate; growth and inflation rates grow in per cent."""
    first = sight.index(one.start)
    last = sight.index(before[-1].end) if before else 0
    start = max([last, *(i + 1 for i in range(last, first) if sight.forms[i] in ",;:(")])
    named = [mark.kinds for mark in sight.units.rates.marks(sight.forms[start:first])]
    kind = min(named[-1]) if named else ""
    return kind == "rate" or (kind == "level" and abs(one.values[0]) < _LEVEL_UP_TO)
