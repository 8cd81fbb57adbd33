"""Units that a number takes from another: "from 59.3 billion", "Luzon, 7.5", "17 and 26 communes", "lên 548"."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from quarterdeck.prose.quantities.quantity import Quantity
from quarterdeck.prose.quantities.ranks import RANK
from quarterdeck.prose.quantities.sight import Sight
from quarterdeck.prose.units.base import CURRENCIES, PERCENT
from quarterdeck.prose.units.lists import Sort
from quarterdeck.prose.units.money import currency_near

_SCALED = "money"
_POINTS = "points"
_ALONE = PERCENT | {"times", RANK, ""}
_MOVES = frozenset({"up", "down"})
_STANDS = frozenset({"reach", "source", "compare"})
_THOUSAND = 1000
_BILLION = 10**9
_BREAKS = frozenset(",;(")
# What something moved from is mostly of the size of what it moved to.
_NEAR_LEVEL = (Decimal("0.6"), Decimal("1.6"))


def carried(sight: Sight, found: Sequence[Quantity]) -> list[Quantity]:
    """`found` with the units that other numbers of the line, or of the text, give to those without one."""
    read = _from_right(sight, found)
    for i, one in enumerate(read):
        if one.unit == _SCALED:
            read[i] = _scaled(sight, one, read[:i])
        elif i and one.unit in CURRENCIES:
            read[i] = _as_price(sight, one, read[i - 1])
        elif one.unit or not one.values:
            continue
        elif giver := _giver(sight, one, read[:i]):
            read[i] = _given(one, giver if one.decimals else replace(giver, scale=Decimal(1)))
        elif (named := _counted(sight, one)) is not None:
            read[i] = replace(one, unit=named.unit, label=named.label)
    known = [one.definite for one in read[:1]]
    for left, right in pairwise(read):
        known.append(right.definite or (known[-1] and _lists(sight, left, right)))
    more = [False, *(_is_more(sight, left, right) for left, right in pairwise(read))]
    return [
        replace(one, definite=True) if told or detail else one
        for one, told, detail in zip(read, known, more, strict=False)
    ]


def _from_right(sight: Sight, found: Sequence[Quantity]) -> list[Quantity]:
    """A list whose last number has the unit: 7.0, 6.7 and 6.6 pct; from 580 to 753 mln dlrs."""
    read = list(found)
    small = sight.numbers.small
    for i in range(len(read) - 2, -1, -1):
        left, right = read[i], read[i + 1]
        if left.unit or not left.values or not right.unit or right.unit == RANK or right.definite or left.high:
            continue
        # "Kế hoạch năm và vượt 3%": the year, not five.
        if sight.forms[sight.index(left.start)] in sight.numbers.spelling.never_counts:
            continue
        between = sight.forms[sight.index(left.end) : sight.index(right.start)]
        # A comma alone lists nothing: "reached 363, 26.9% of the plan"; "7.0, 6.7 and 6.6%" does.
        linked = right.carried or any(one not in _BREAKS for one in between)
        # "One in three, or 32%" says the same again.
        linked = linked and not ("," in between and any(one in small["either"] for one in between))
        if linked and between and _is_kind(sight, between, right):
            read[i] = _given(left, replace(right, scale=Decimal(1), definite=False))
        elif linked and between and all(one in small["listing"] or one in small["range"] for one in between):
            read[i] = _given(left, replace(right, scale=Decimal(1)) if _is_large(left) else right)
    return read


def _is_kind(sight: Sight, between: Sequence[str], right: Quantity) -> bool:
    """Whether a count with an adjective leaves its noun to the next: "nine domestic and 14 foreign companies"."""
    (kind, *rest) = between
    joined = bool(rest) and kind.isalpha() and all(one in sight.numbers.small["listing"] for one in rest)
    plain = kind not in sight.units.nouns.stops and kind not in sight.numbers.small["listing"]
    return joined and plain and _counts(right) and not right.noun_near and rest != [","]


def _given(one: Quantity, giver: Quantity) -> Quantity:
    """`one` at the scale and in the unit of `giver`."""
    values = tuple(value * giver.scale for value in one.values)
    high = None if one.high is None else one.high * giver.scale
    return replace(
        one, values=values, high=high, step=one.step * giver.scale, scale=giver.scale, unit=giver.unit,
        label=giver.label, carried=True,
    )  # fmt: skip


def _scaled(sight: Sight, one: Quantity, before: Sequence[Quantity]) -> Quantity:
    """A scale without a unit: that of the number before it in the line, else the currency of the text."""
    for other in reversed(_outside(sight, one, before)):
        # Vietnamese tells billions of dong without saying so, and of nothing else.
        if sight.units.unsaid and one.scale >= _BILLION and _counts(other):
            break
        if other.unit not in _ALONE and other.unit != _SCALED:
            return replace(one, unit=other.unit, label=other.label, carried=True)
    if (named := _subject(sight, one)) is not None:
        return replace(one, unit=named.unit, label=named.label)
    code = sight.units.unsaid or currency_near(sight.text.lower, sight.lang, one.number_start)
    return replace(one, unit=code, label=code, carried=True) if code else one


def _counted(sight: Sight, one: Quantity) -> Sort | None:
    """What a bare number counts, or the points of an index that stands before it: "the index stood at 152.4"."""
    if one.decimals:
        named = _subject(sight, one) if _is_told(sight, one, _STANDS) else None
        return named if named is not None and named.unit == _POINTS else None
    told = _is_told(sight, one, _STANDS | _MOVES if sight.units.nouns.plural else _STANDS)
    told = told and bool(sight.units.nouns.plural or _is_number_of(sight, one))
    return _subject(sight, one) if told or _counted_large(sight, one) else None


def _is_number_of(sight: Sight, one: Quantity) -> bool:
    """Whether "the number of" what is counted stands in the clause of a bare count, nothing behind that and no other
    number between: "số doanh nghiệp đăng ký là 412,"."""
    at, behind = sight.index(one.start), sight.word(sight.index(one.end))
    counted = bisect_right(sight.counted, at, key=lambda told: told[0])
    if not counted or behind[:1].isalnum():
        return False
    between = sight.forms[sight.counted[counted - 1][0] : at]
    return not any(form in _BREAKS or form[0].isdigit() for form in between)


def _subject(sight: Sight, one: Quantity) -> Sort | None:
    """What a noun before the number says that it counts: tourist arrivals reached 1.2 million."""
    at = sight.index(one.start)
    last = bisect_right(sight.subjects, at, key=lambda mark: mark.last)
    counted = bisect_right(sight.counted, at, key=lambda told: told[0])
    if counted and (not last or sight.counted[counted - 1][0] > sight.subjects[last - 1].last):
        return sight.counted[counted - 1][1]
    return sight.units.sort(sight.subjects[last - 1].kinds) if last else None


def _as_price(sight: Sight, one: Quantity, before: Quantity) -> Quantity:
    """A price that another is compared with: "38 dollars a kilo, from 42 dollars"."""
    prices = before.unit.partition("/")[0] == one.unit != before.unit
    said, _ = sight.words.marks.ending(sight.forms, sight.index(one.start))
    compared = bool(said & {"source", "compare"})
    return replace(one, unit=before.unit, label=before.label) if prices and compared else one


def _is_told(sight: Sight, one: Quantity, kinds: frozenset[str]) -> bool:
    """Whether words of these kinds right before a bare number say that something stands at it, or moved from or to it:
    "the index stood at 152.4", "rose from 312 to 329"."""
    said, _ = sight.words.marks.ending(sight.forms, sight.index(one.start))
    behind = sight.word(sight.index(one.end))
    ends = not sight.units.nouns.plural or not behind[:1].isalpha() or behind in _small(sight)
    return not one.spelled and ends and bool(said & kinds)


def _small(sight: Sight) -> frozenset[str]:
    """Small words that go on behind a number and are no noun of it."""
    return sight.units.nouns.stops


def _giver(sight: Sight, one: Quantity, before: Sequence[Quantity]) -> Quantity | None:
    """The number whose unit a bare one shares: decimals that of the one before, whole ones behind a small verb."""
    givers = [other for other in _outside(sight, one, before) if other.unit and other.unit != RANK]
    if not givers:
        return None
    last, first = givers[-1], sight.index(one.start)
    by = first - 1 if sight.word(first - 1) in sight.numbers.small["by"] else first
    said, _ = sight.words.marks.ending(sight.forms, by)
    if one.decimals and said & _MOVES and _stands_at(sight, last, by):
        return replace(last, unit="pp", label="pp")
    ends = not sight.word(sight.index(one.end))[:1].isalpha()
    if last.unit in PERCENT and ends and said & _MOVES:
        return last
    if one.decimals:
        if last.unit in PERCENT and "source" in said and (level := _level_near(one, givers)) is not None:
            return level
        # "Up 12%, reaching 149.5": a level, not another rate.
        reached = last.unit in PERCENT and "reach" in said and "toward" not in said
        shares = last.unit in PERCENT or last.decimals or last.unit in CURRENCIES
        return last if shares and not reached else None
    reached = "reach" in said and "toward" not in said and ends
    told = reached or said & _MOVES or _is_subject(sight, one)
    if _counts(last) and not one.spelled and (told or _counted_large(sight, one)):
        return last
    broken = any(form in _BREAKS for form in sight.forms[sight.index(last.end) : first])
    carries = broken and ends and sight.word(first - 1) in sight.numbers.small["carriers"]
    return last if (carries or (broken and _is_compared(sight, one))) and _counts(last) else None


def _stands_at(sight: Sight, rate: Quantity, verb: int) -> bool:
    """Whether a rate is told that the verb at token `verb` - 1 moved by points: "was 7.8 per cent, down 0.2 on May"."""
    if rate.unit == "pp":
        return rate.carried
    kinds, _ = sight.words.marks.ending(sight.forms, sight.index(rate.start))
    apart = any(form in _BREAKS for form in sight.forms[verb - 2 : verb - 1])
    return rate.unit in PERCENT and "reach" in kinds and not kinds & _MOVES and "toward" not in kinds and apart


def _is_compared(sight: Sight, one: Quantity) -> bool:
    """Whether words of comparing stand right behind a bare count: "8,450 births, 620 more than in April"."""
    kinds, _ = sight.words.marks.longest(sight.forms, sight.index(one.end))
    return bool(kinds & _MOVES) and "than" in kinds


def _level_near(one: Quantity, givers: Sequence[Quantity]) -> Quantity | None:
    """The level that a number behind "from" is near to, as no rate is: "was 16.2 tonnes, a fall of 1% from 16.4"."""
    levels = [other for other in givers if other.unit not in _ALONE and other.values]
    if not levels:
        return None
    ratio = abs(one.values[0] * levels[-1].scale / (levels[-1].values[0] or 1))
    return levels[-1] if _NEAR_LEVEL[0] < ratio < _NEAR_LEVEL[1] else None


def _outside(sight: Sight, one: Quantity, before: Sequence[Quantity]) -> list[Quantity]:
    """The numbers before `one` without those that brackets only add: 3.9 mln bags (60 kilos)."""
    if sight.word(sight.index(one.start) - 1) == "(":
        return list(before)
    return [
        other
        for other in before
        if sight.word(sight.index(other.start) - 1) != "(" or sight.word(sight.index(other.end)) != ")"
    ] or list(before)


def _is_large(one: Quantity) -> bool:
    """Whether a number is too large to be anything but a count: 114,000 more than a year ago."""
    return not one.decimals and abs(one.values[0]) >= _THOUSAND


def _counted_large(sight: Sight, one: Quantity) -> bool:
    """A large number whose noun is left out; where nouns show no plural, an unknown word behind it may be its noun."""
    silent = bool(sight.units.nouns.plural) or not sight.word(sight.index(one.end))[:1].isalpha()
    return silent and _is_large(one)


def _is_subject(sight: Sight, one: Quantity) -> bool:
    """Whether a verb makes the number a part of those counted before: of 900 cases, 345 were solved."""
    return sight.word(sight.index(one.end)) in sight.numbers.small["verbs"]


def _is_more(sight: Sight, before: Quantity, one: Quantity) -> bool:
    """Whether a count only tells more of the number before it: what counted things fulfil (59 communes had 19/19
    criteria), what a rank is one of (third of 63 provinces)."""
    small, between = sight.numbers.small, _between(sight, before, one)
    if before.unit == RANK:
        return bool(between) and all(form in small["rank_of"] for form in between)
    if not _counts(before) or one.label.split(" ")[0] not in small["threshold_nouns"]:
        return False
    return not any(form in _BREAKS for form in between)


def _lists(sight: Sight, before: Quantity, one: Quantity) -> bool:
    """Whether a count goes on the list of the one before: the 3 wards and 5 communes."""
    between = _between(sight, before, one)
    listed = bool(between) and all(form in sight.numbers.small["listing"] for form in between)
    # "Of the 900 cases, 345 were solved" begins a part of them.
    listed = listed and not (one.carried and all(form in _BREAKS for form in between))
    return listed and not one.decimals and _counts(one)


def _between(sight: Sight, left: Quantity, right: Quantity) -> Sequence[str]:
    return sight.forms[sight.index(left.end) : sight.index(right.start)]


def _counts(one: Quantity) -> bool:
    return one.unit not in _ALONE and one.unit not in CURRENCIES
