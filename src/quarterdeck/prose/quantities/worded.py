"""Numbers in words: nine pct, two more industrial parks, half that of, doubled, hai phần ba."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from quarterdeck.prose.numbers.spelled import spelled
from quarterdeck.prose.quantities.built import Figure, built
from quarterdeck.prose.quantities.quantity import Quantity
from quarterdeck.prose.quantities.ranks import in_words
from quarterdeck.prose.quantities.sight import Sight
from quarterdeck.prose.units.measure import Measure, measure_after

_LOOK = 14
_POINTS = "points"
_SCALE_WITHIN = 3
_RATE_WITHIN = 6
# A part of a scale is as exact as the tenth of it.
_ROUGH_STEPS = 10
_HUNDRED = Decimal(100)
_FINEST = Decimal("0.0001")
_TIMES = Measure("times", "times", Decimal(1), 0, "times")
_PERCENT = Measure("percent", "%", Decimal(1), 0, "%")


def worded(sight: Sight, at: int) -> tuple[Quantity | None, int]:
    """The quantity in words that begins at token `at`, a word of `NumberLists.opening`, and the token behind it."""
    word, lists = sight.forms[at], sight.numbers
    if not word[0].isalpha():
        return None, at
    if word in lists.fractions.multiples.root:
        one, end = _multiple(sight, at)
        if one is not None:
            return one, end
    if word in lists.fractions.shares.root:
        one, end = _fraction(sight, at)
        if end > at:
            return one, end
    if word in lists.ordinals:
        rank, end = in_words(sight, at)
        if rank is not None:
            return rank, end
    value, end = spelled(lists.spelling, sight.forms, at)
    if end == at and word in lists.spelling.indefinite and lists.scales.longest(sight.forms, at + 1)[0]:
        value, end = lists.spelling.indefinite[word], at + 1
    return _number(sight, value, at, end) if end > at else (None, at)


def _number(sight: Sight, value: int, first: int, last: int) -> tuple[Quantity | None, int]:
    if value == 1 and (behind := _denominator(sight, first, last)):
        return None, behind
    start, end = sight.line[first].start, sight.line[last - 1].end
    last, again = _repeated(sight, value, last)
    if sight.dated(start, end) and not again:
        return None, last
    end = sight.line[last - 1].end
    measure = measure_after(sight.lang, sight.forms[last : last + _LOOK], 0)
    if measure.kind == "duration" and again:
        name = sight.forms[last]
        measure = Measure("count", name, Decimal(1), 1, name)
    vague = (measure.kind in ("count", "times") or measure.label == _POINTS) and sight.forms[
        first
    ] in sight.numbers.spelling.never_counts
    if measure.kind in ("naming", "duration") or (vague and last == first + 1 and measure.scale == 1):
        return None, last
    if measure.kind == "" and not _goes_on(sight, last):
        return None, last
    if measure.kind == "count" and "name" in sight.numbers.names_before.ending(sight.forms, first, 3)[0]:
        return None, last
    # "A five point plan": a unit in the singular behind several is an adjective.
    if value > 1 and measure.label == _POINTS and sight.units.nouns.plural and not _ends_plural(sight, last, measure):
        return None, last + measure.end
    figure = Figure(start, end, (Decimal(value),), Decimal(1), 0, spelled=True)
    return built(sight, figure, measure, first, last), last + measure.end


def _denominator(sight: Sight, first: int, last: int) -> int:
    """The token behind "per one thousand people", of which a name tells something; 0 where it is none."""
    if sight.word(first - 1) not in sight.units.per_one:
        return 0
    named, behind = sight.units.denominators.longest(sight.forms, last)
    return behind if named and behind > last + 1 else 0


def _ends_plural(sight: Sight, last: int, measure: Measure) -> bool:
    return sight.word(last + measure.end - 1).endswith(sight.units.nouns.plural)


def _goes_on(sight: Sight, last: int) -> bool:
    """Whether another number may follow that tells the unit: three to four pct, nine of the twelve regions."""
    small = sight.numbers.small
    of = sight.numbers.of_total.longest(sight.forms[last : last + _LOOK], 0)[0]
    # "Nine domestic and 14 foreign companies".
    joined = sight.word(last).isalpha() and sight.word(last + 1) in small["listing"]
    shared = joined and (sight.word(last + 2).isdecimal() or sight.word(last + 2) in sight.numbers.opening)
    return bool(of) or shared or sight.word(last) in small["range"] or sight.word(last) in small["listing"]


def _repeated(sight: Sight, value: int, last: int) -> tuple[int, bool]:
    """A number that brackets repeat in digits: six (06) months."""
    inner = sight.word(last + 1)
    if sight.word(last) == "(" and inner.isdecimal() and sight.word(last + 2) == ")" and int(inner[:4]) == value:
        return last + 3, True
    return last, False


def _fraction(sight: Sight, at: int) -> tuple[Quantity | None, int]:
    """A fraction: a multiple beside another amount (half that of the west), else a percentage of a whole."""
    lists = sight.numbers.fractions
    kinds, end = lists.shares.longest(sight.forms, at)
    if not kinds:
        return None, at
    place = sight.line[at].start, sight.line[end - 1].end
    following = sight.forms[end : end + _LOOK]
    if sight.word(at - 1) in lists.not_before or lists.not_behind.longest(following, 0)[0] or sight.dated(*place):
        return None, end
    value = Fraction(min(kinds))
    power, _ = sight.numbers.scales.longest(following, _to_scale(sight, following))
    if power:
        return _of_scale(sight, value, at, end)
    if (pointed := _of_points(sight, value, at, end)) is not None:
        return pointed
    compares = bool(lists.compares.longest(following, 0)[0])
    _, begins = sight.hedge(at, at)
    part = (
        bool(lists.of.longest(following, 0)[0])
        or measure_after(sight.lang, following, 0).kind == "count"
        or sight.word(end) in sight.numbers.small["verbs"]
    )
    if not compares and not part and sight.word(begins - 1) not in sight.numbers.small["by"]:
        return None, end
    return rough(sight, value, place, at, end, compares=compares), end


def _to_scale(sight: Sight, following: Sequence[str]) -> int:
    """How many small words stand before a scale behind a fraction: half a million, a quarter of a million."""
    small = sight.numbers.spelling.indefinite.keys() | sight.numbers.small["rank_of"]
    return next((i for i, one in enumerate(following[:_SCALE_WITHIN]) if one not in small), 0)


def _of_scale(sight: Sight, value: Fraction, at: int, end: int) -> tuple[Quantity | None, int]:
    """A part of a scale: half a million, a quarter of a billion dollars."""
    scale = next(i for i in range(end, end + _SCALE_WITHIN) if sight.word(i) in sight.numbers.scales.root)
    measure = measure_after(sight.lang, sight.forms[scale : scale + _LOOK], 0)
    part = Decimal(value.numerator) / Decimal(value.denominator)
    place = sight.line[at].start, sight.line[scale].end
    figure = Figure(*place, (part,), part / _ROUGH_STEPS, 0, spelled=True)
    return built(sight, figure, measure, at, scale), scale + max(1, measure.end)


def _of_points(sight: Sight, value: Fraction, at: int, end: int) -> tuple[Quantity | None, int] | None:
    """A part of a percentage point: half a percentage point, a quarter of a percentage point; None where it is none."""
    small = sight.numbers.spelling.indefinite.keys() | sight.numbers.small["rank_of"]
    forms = sight.forms[end : end + _SCALE_WITHIN]
    first = end + next((i for i, one in enumerate(forms) if one not in small), 0)
    measure = measure_after(sight.lang, sight.forms[first : first + _LOOK], 0)
    rate = measure.kind == "percent"  # "Less than half a per cent of GDP".
    if first == end or not (rate or measure.kind == "points" or _moves_rate(sight, measure, first)):
        return None
    if measure.kind != "points" and not rate:
        measure = replace(measure, kind="points", unit="pp", label="pp")
    part = Decimal(value.numerator) / Decimal(value.denominator)
    last = first + measure.end
    figure = Figure(sight.line[at].start, sight.line[last - 1].end, (part,), part / _ROUGH_STEPS, 0, spelled=True)
    return built(sight, figure, measure, at, first), last


def _moves_rate(sight: Sight, measure: Measure, first: int) -> bool:
    """Whether a point is one of per cent: "raised its rate by half a point to 6 percent"."""
    behind = sight.forms[first + measure.end : first + measure.end + _RATE_WITHIN]
    return measure.label == _POINTS and any(one in sight.units.percent_names for one in behind)


def rough(sight: Sight, value: Fraction, place: tuple[int, int], at: int, end: int, *, compares: bool) -> Quantity:
    """The quantity of a fraction at `place`, tokens [at, end): a multiple, or a percentage that is not exact."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    number = exact if compares else (exact * _HUNDRED).quantize(_FINEST).normalize()
    step = Decimal("0.1") if compares else Decimal(5)
    figure = Figure(*place, (number,), step, 0, spelled=True)
    one = built(sight, figure, _TIMES if compares else _PERCENT, at, end)
    # A third is a word, not a measurement: it bears a gap on either side, whatever stands before it.
    return one if compares else replace(one, hedge="about")


def _multiple(sight: Sight, at: int) -> tuple[Quantity | None, int]:
    """Doubled, twofold, gấp đôi: a multiple without a number."""
    lists = sight.numbers.fractions
    kinds, end = lists.multiples.longest(sight.forms, at)
    if not kinds or lists.multiple_not.longest(sight.forms[end : end + _LOOK], 0)[0]:
        return None, at
    figure = Figure(
        sight.line[at].start, sight.line[end - 1].end, (Decimal(min(kinds)),), Decimal("0.1"), 0, spelled=True
    )
    return built(sight, figure, _TIMES, at, end), end
