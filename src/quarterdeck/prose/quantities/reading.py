"""The quantities of a line, from left to right."""

from collections.abc import Mapping, Sequence

from quarterdeck.prose.numbers.lists import numbers_of
from quarterdeck.prose.numbers.written import Number
from quarterdeck.prose.periods import PeriodMention
from quarterdeck.prose.quantities.below import below_zero
from quarterdeck.prose.quantities.carrying import carried
from quarterdeck.prose.quantities.joining import joined
from quarterdeck.prose.quantities.parted import parted
from quarterdeck.prose.quantities.quantity import Quantity
from quarterdeck.prose.quantities.rates import as_points
from quarterdeck.prose.quantities.sight import Sight
from quarterdeck.prose.quantities.worded import worded
from quarterdeck.prose.quantities.written import written
from quarterdeck.prose.text import Text
from quarterdeck.prose.units.lists import units_of
from quarterdeck.prose.units.measure import counted_nouns
from quarterdeck.prose.words import Token, Words


def quantities(
    text: Text,
    words: Words,
    tokens: tuple[list[Token], list[str], list[int]],
    found: Sequence[Number],
    periods: Sequence[PeriodMention],
) -> list[Quantity]:
    """The quantities among the numbers `found` in a line and those written in words, in order.

    `tokens` are those of the line, their texts and their places.
    """
    line, forms, starts = tokens
    numbers, units = numbers_of(words.lang), units_of(words.lang)
    opening = numbers.opening
    if not found and opening.isdisjoint(forms):
        return []
    sight = Sight(
        text, words, line, forms, starts, numbers, units, periods,
        units.per_subject.marks(forms), units.subjects.marks(forms), counted_nouns(words.lang, forms),
    )  # fmt: skip
    figures = {one.start: one for one in found}
    read: list[Quantity] = []
    at = free = 0
    begins = [i for i, form in enumerate(forms) if form in opening or starts[i] in figures]
    for first in begins:
        # "Giá trị thu hoạch trên 1 ha đất" is what others are told of, no area.
        if first < at or any(mark.first < first < mark.last for mark in sight.each):
            continue
        at, number = first, figures.get(starts[first])
        one, end = _one(sight, number, figures, at, free) if number is not None else worded(sight, at)
        at = max(end, at + 1)
        if one is None:
            continue
        free = at
        if read and (both := joined(sight, read[-1], one)):
            read[-1] = both
        else:
            read.append(one)
    return [one for one in as_points(sight, below_zero(sight, carried(sight, read))) if one.unit or not one.spelled]


def _one(
    sight: Sight, number: Number, figures: Mapping[int, Number], at: int, free: int
) -> tuple[Quantity | None, int]:
    """The quantity of a written number, which begins at token `at`, and the token behind it."""
    one, end = written(sight, number, at, free)
    if (one is not None and one.unit) or sight.text.flat[number.end : number.end + 1] != "/":
        return one, end
    return parted(sight, number, figures.get(number.end + 1), at) or (one, end)
