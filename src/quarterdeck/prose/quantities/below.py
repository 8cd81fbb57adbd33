"""Amounts that the noun behind them puts below zero: "a 1.4 billion dollar deficit", "a $2 bn ($2.6 bn) deficit"."""

from collections.abc import Sequence
from dataclasses import replace

from quarterdeck.prose.quantities.quantity import Quantity
from quarterdeck.prose.quantities.sight import Sight
from quarterdeck.prose.units.base import CURRENCIES


def below_zero(sight: Sight, found: Sequence[Quantity]) -> list[Quantity]:
    """`found`, negative where a noun such as deficit stands right behind an amount; "a deficit of 3" is not."""
    read = list(found)
    if sight.numbers.small["minus_behind"].isdisjoint(sight.forms):
        return read
    for i, one in enumerate(read):
        if one.unit not in CURRENCIES or one.sign or one.definite or not one.values:
            continue
        behind = sight.index(one.end)
        if sight.word(behind) == "(" and i + 1 < len(read) and sight.index(read[i + 1].start) == behind + 1:
            behind = sight.index(read[i + 1].end)
        if sight.word(behind) == ")":
            behind += 1
        if sight.word(behind) in sight.numbers.small["minus_behind"]:
            read[i] = replace(one, values=tuple(-value for value in one.values), sign=-1)
    return read
