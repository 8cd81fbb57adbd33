"""Quantities in a line: a number with its hedge, sign, scale and unit; dates, codes and list numbers are none."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from quarterdeck.prose.numbers import Number
from quarterdeck.prose.periods import PeriodMention, covering
from quarterdeck.prose.text import Text
from quarterdeck.prose.units import MONEY, PERCENT, Measure, currency_before, measure_after
from quarterdeck.prose.words import Token, Words

_SIGNS = {"-": -1, "−": -1, "+": 1}
_YEARS = range(1900, 2100)
_ATTACHED = re.compile(r"[^\W\d_]+")
_DASH = re.compile(r" ?- ?")
_CODE_AFTER = re.compile(r"[-/.]?[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what belongs to it.

    Places [start, end) reach over hedge, currency and unit, [number_start, number_end) over the digits.
    `values` are in base units (VND, not billion VND), the likeliest reading first; in base units too: `high`, the
    upper end of a range, `step`, one in the last printed digit, and `scale`, the written scale (billion). `noun_near`
    is False where adjectives stand between the number and its noun; then `end` does not reach over it.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    values: tuple[Decimal, ...]
    step: Decimal
    unit: str
    hedge: str = ""
    sign: int = 0
    high: Decimal | None = None
    noun_near: bool = True
    scale: Decimal = Decimal(1)


def quantities(
    text: Text, words: Words, line: Sequence[Token], found: Sequence[Number], periods: Sequence[PeriodMention]
) -> list[Quantity]:
    """The quantities among the numbers `found` in `line`, in order."""
    read: list[Quantity] = []
    starts = [one.start for one in line]
    for number in found:
        if number.malformed or covering(periods, number.start, number.end):
            continue
        one = _quantity(text, words, line, starts, number)
        if one is None:
            continue
        if read and (joined := _joined(text, words, read[-1], one)):
            read[-1] = joined
        else:
            read.append(one)
    return read


def unreadable(text: Text, start: int, end: int) -> Quantity:
    """The stand-in for a garbled number: it has a place and no value."""
    unit = "%" if "%" in text.flat[start:end] else ""
    return Quantity(start, end, start, end, (), Decimal(0), unit)


def _quantity(
    text: Text, words: Words, line: Sequence[Token], starts: Sequence[int], number: Number
) -> Quantity | None:
    first, last = bisect_left(starts, number.start), bisect_left(starts, number.end)
    forms = [one.text for one in line[last : last + 12]]
    measure = measure_after(words, forms, 0)
    currency, begins = currency_before(words, line, first)
    if currency and measure.unit in ("", "money"):
        measure = Measure(currency, measure.factor, measure.end)
    if _is_code(text, number, measure, bool(currency)) or _is_year(number, measure):
        return None
    end = line[last + measure.end - 1].end if measure.end and measure.near else number.end
    sign, begins = _sign(text, line, begins)
    hedge, start = _hedge(words, line, begins)
    factor = measure.factor
    readings = [number.value, *([number.other] if number.other is not None else [])]
    return Quantity(
        start=line[start].start if start < len(line) else number.start,
        end=end,
        number_start=number.start,
        number_end=number.end,
        values=tuple(one * factor * (sign or 1) for one in readings),
        step=Decimal(1).scaleb(-number.decimals) * factor,
        unit=measure.unit,
        hedge=hedge,
        sign=sign,
        noun_near=measure.near,
        scale=factor,
    )


def _is_code(text: Text, number: Number, measure: Measure, currency: bool) -> bool:
    """294B, QL37, 26-CT/TU: digits that are part of a name."""
    before = text.flat[number.start - 1] if number.start else " "
    if (before.isalpha() or before in "_#/\\.,") and not currency:
        return True
    after = _CODE_AFTER.match(text.flat, number.end)
    return after is not None and not (measure.unit and measure.end)


def _is_year(number: Number, measure: Measure) -> bool:
    bare = not number.grouped and not number.decimals and number.value in _YEARS
    return bare and measure.unit not in PERCENT | MONEY


def _sign(text: Text, line: Sequence[Token], first: int) -> tuple[int, int]:
    """A sign directly before the number, not the dash of a range or a list."""
    if first and (sign := _SIGNS.get(line[first - 1].text)):
        joined = line[first - 1].end == line[first].start
        before = text.flat[line[first - 1].start - 1] if line[first - 1].start else "\n"
        if joined and before in " (":
            return sign, first - 1
    return 0, first


def _hedge(words: Words, line: Sequence[Token], first: int) -> tuple[str, int]:
    if first and line[first - 1].text == "~":
        return "about", first - 1
    near = max(0, first - 4)
    forms = [one.text for one in line[near:first]]
    kinds, start = words.hedges.ending(forms, len(forms))
    said, begins = words.marks.ending(forms, len(forms))
    if not kinds or (begins < start and said & {"up", "down", "than"}):
        return "", first
    return next(iter(kinds)), near + start


def _joined(text: Text, words: Words, left: Quantity, right: Quantity) -> Quantity | None:
    """Two numbers that are one quantity: a range (6.8-7%), or tỷ and triệu (1.702 tỷ 417 triệu đồng)."""
    between = text.lower[left.end : right.number_start]
    ranges = _DASH.fullmatch(between) or between.strip() in words.small["range"]
    if ranges and left.unit in ("", right.unit) and left.scale == 1 and left.values:
        low = abs(left.values[0]) * right.scale * (left.sign or 1)
        if low < abs(right.values[0]):
            return replace(
                right, start=left.start, number_start=left.number_start, values=(low,), hedge=left.hedge,
                high=abs(right.values[0]), sign=left.sign,
            )  # fmt: skip
    if between == " " and left.unit == "money" and 1 < right.scale < left.scale:
        total = left.values[0] + right.values[0]
        return replace(right, start=left.start, number_start=left.number_start, values=(total,), hedge=left.hedge)
    return None
