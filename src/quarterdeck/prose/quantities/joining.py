"""Two numbers that are one quantity: ranges (6.8-7%), tỷ and triệu (1.702 tỷ 417 triệu đồng)."""

import re
from dataclasses import replace

from quarterdeck.prose.quantities.quantity import Quantity
from quarterdeck.prose.quantities.sight import Sight
from quarterdeck.prose.units.base import CURRENCIES, PERCENT

_DASH = re.compile(r" ?- ?")
_CLAUSE = 8
_LIST = 80
# The ends of a range do not lie so far apart: "employment rose 25,700 to 12,794,500".
_WIDEST = 10
# "From about 5% to 7%".
_FROM_WITHIN = 3
_NOT_COUNTED = PERCENT | {"money", "times", "rank"}
_MOVES = frozenset({"up", "down"})


def joined(sight: Sight, left: Quantity, right: Quantity) -> Quantity | None:
    """`left` and `right` as one quantity, or None where they are two."""
    if part := _part_of(sight, left, right):
        return part
    between = sight.text.lower[left.end : right.number_start]
    if between == " " and 1 < right.scale < left.scale and left.unit == "money" and right.values and left.values:
        total = left.values[0] + right.values[0]
        return replace(right, start=left.start, number_start=left.number_start, values=(total,), hedge=left.hedge)
    if not left.values or not right.values or left.high is not None or not _ranges(sight, left, between):
        return None
    units = {left.unit, right.unit}
    if left.unit == "":
        low, unit, label = left.values[0] * right.scale, right.unit, right.label
    elif left.unit in CURRENCIES and right.unit in ("money", left.unit) and left.scale == 1:
        low, unit, label = left.values[0] * right.scale, left.unit, left.label
    elif len(units) == 1 or units == {"money", right.unit}:
        low, unit, label = left.values[0], right.unit, right.label
    else:
        return None
    high = abs(right.values[0])
    whole = not (left.spelled or right.spelled or left.decimals or right.decimals)
    apart = high > _WIDEST * abs(low) and _moved(sight, sight.index(left.start))
    if abs(low) >= high or apart or not (unit or whole):
        return None
    return replace(
        right, start=left.start, number_start=left.number_start, values=(low,), hedge=left.hedge, high=high,
        sign=left.sign, unit=unit, label=label, spelled=False, decimals=max(left.decimals, right.decimals),
        definite=left.definite or right.definite,
    )  # fmt: skip


def _part_of(sight: Sight, left: Quantity, right: Quantity) -> Quantity | None:
    """N of m: 14 of the 15 targets, nine out of 12 regions."""
    first, last = sight.index(left.end), sight.index(right.number_start)
    if left.unit or not left.values or first >= last or right.decimals or right.high is not None:
        return None
    if sight.numbers.of_total.longest(sight.forms[first:last], 0)[1] != last - first:
        return None
    (part, *_), (whole, *_) = left.values, right.values or (0,)
    if not 1 < part <= whole or right.scale != 1 or not right.label or right.unit in CURRENCIES | _NOT_COUNTED:
        return None
    return replace(
        right, start=left.start, number_start=left.number_start, values=(part,), hedge=left.hedge, definite=False,
        label=f"{right.label} of {int(whole)}",
    )  # fmt: skip


def _ranges(sight: Sight, left: Quantity, between: str) -> bool:
    """Whether the words between two numbers make a range: 5-6, 5 to 6, between 5 and 6; not "rose from 5 to 6"."""
    if _DASH.fullmatch(between):
        return True
    small, word = sight.numbers.small, between.strip()
    if word not in small["range"]:
        return False
    first = sight.index(left.start)
    before = sight.word(first - 1)
    if word in small["either"]:
        return not left.unit
    if word in small["listing"]:
        return before in small["between"]
    alone = not left.unit and before not in small["from"]
    if alone or not small["between"]:
        return True
    # In a list its head tells of all items: "accelerated were: fishing from 4 to 7 percent; building from 5 to 9".
    listed = ";" in sight.forms[:first]
    near = sight.forms[max(0, first - (_LIST if listed else _CLAUSE)) : first]
    if not any(one in small["from"] for one in near[-_FROM_WITHIN:]):
        return not _moved(sight, first)
    ranging = any(one in small["ranging"] for one in near[-_FROM_WITHIN - 1 :])
    return ranging or not any(mark.kinds & _MOVES for mark in sight.words.marks.marks(near))


def _moved(sight: Sight, first: int) -> bool:
    """Whether a verb of growth stands right before token `first`: "rose 5% to 7%", "rose by 5% to 7%"."""
    by = first - 1 if sight.word(first - 1) in sight.numbers.small["by"] else first
    return bool(sight.words.marks.ending(sight.forms, by)[0] & _MOVES)
