"""How much of a whole, written with a stroke: 31,4/38,2 km, 1.204/1.500 certificates, 420/600 tỷ đồng."""

from dataclasses import replace
from decimal import Decimal

from quarterdeck.prose.numbers.written import Number
from quarterdeck.prose.quantities.built import Figure, built
from quarterdeck.prose.quantities.quantity import Quantity
from quarterdeck.prose.quantities.sight import Sight
from quarterdeck.prose.units.measure import measure_after

_LOOK = 8
_MONTHS, _YEAR = 12, 1900
_KINDS = frozenset({"count", "measure", "money"})


def parted(sight: Sight, part: Number, whole: Number | None, first: int) -> tuple[Quantity, int] | None:
    """`part`, which begins at token `first`, as so much of `whole`, and the token behind; None where it is none.

    `whole` is the number right behind the stroke, None where there is no stroke or no number. Counts of few digits are
    read as fractions and parts by `written`.
    """
    if whole is None or part.malformed or whole.malformed:
        return None
    if sight.dated(part.start, whole.end) and _is_time(part.value, whole.value):
        return None
    if sight.text.flat[whole.end : whole.end + 1] == "/":
        return None
    last = sight.index(whole.end)
    measure = measure_after(sight.lang, sight.forms[last : last + _LOOK], 0)
    above, below = _alike(part, whole)
    if measure.kind not in _KINDS or not 0 < above <= below or below < 2:
        return None
    printed = sight.text.flat[whole.start : whole.end]
    measure = replace(measure, label=f"{measure.label} of {printed}")
    grouped = above == (part.other if part.other is not None else above) != part.value
    decimals = 0 if grouped else part.decimals
    figure = Figure(part.start, part.end, (above,), Decimal(1).scaleb(-decimals), decimals)
    return built(sight, figure, measure, first, last), last + measure.end


def _is_time(first: Decimal, second: Decimal) -> bool:
    """Whether two numbers may be a day and its month, a month and its year, or two years: 31/3, 6/2024, 85/86."""
    return second <= _MONTHS or second >= _YEAR or second - first == 1


def _alike(part: Number, whole: Number) -> tuple[Decimal, Decimal]:
    """Both numbers by the same convention: 204/1.500 are counts, 31,4/38,2 are not."""
    for above in (part.value, *([part.other] if part.other is not None else [])):
        for below in (whole.value, *([whole.other] if whole.other is not None else [])):
            if above <= below:
                return above, below
    return part.value, whole.value
