"""A quantity put together from its figure, its unit and the words around it."""

from dataclasses import replace
from decimal import Decimal

from quarterdeck.core.record import record
from quarterdeck.prose.quantities.quantity import Quantity
from quarterdeck.prose.quantities.sight import Sight
from quarterdeck.prose.units.measure import Measure
from quarterdeck.prose.units.money import home_of

_DEFINITE_WITHIN = 4
_FEW = 20
_TIMES = frozenset({"year", "quarter", "month", "week", "day", "hour"})
_PERSON = "person"


@record(frozen=True, slots=True)
class Figure:
    """The number itself: its place, its readings and one in its last digit, before any scale."""

    start: int
    end: int
    values: tuple[Decimal, ...]
    step: Decimal
    decimals: int
    spelled: bool = False


def built(sight: Sight, figure: Figure, measure: Measure, begins: int, last: int) -> Quantity:
    """The quantity of `figure`; its currency begins at token `begins`, its unit at token `last`."""
    measure = _in_its_currency(sight, measure)
    if measure.kind in ("money", "shared", "count", "measure"):
        measure = _per_subject(sight, measure, begins)
    behind = last + measure.end
    end = sight.line[behind - 1].end if measure.end and measure.near else figure.end
    sign, begins = sight.sign(begins)
    hedge, begins = sight.hedge(begins, behind)
    factor = measure.factor
    return Quantity(
        start=sight.line[begins].start if begins < len(sight.line) else figure.start,
        end=end,
        number_start=figure.start,
        number_end=figure.end,
        values=tuple(one * factor * (sign or 1) for one in figure.values),
        step=figure.step * factor,
        unit=measure.unit,
        hedge=hedge,
        sign=sign,
        noun_near=measure.near,
        scale=measure.scale,
        label=measure.label,
        definite=measure.kind == "count" and _is_definite(sight, begins, figure),
        decimals=figure.decimals,
        spelled=figure.spelled,
    )


def _in_its_currency(sight: Sight, measure: Measure) -> Measure:
    """A currency that several countries call the same, as that of the country the text speaks of."""
    if measure.kind != "shared":
        return measure
    name, _, rest = measure.unit.partition("/")
    code = home_of(sight.text.lower, sight.lang, name) + ("/" + rest if rest else "")
    return replace(measure, unit=code, label=code)


def _per_subject(sight: Sight, measure: Measure, before: int) -> Measure:
    """What the sentence tells of each person or month: "income per head was Rs 99,404"."""
    head, _, time = measure.unit.partition("/")
    money = measure.kind in ("money", "shared")
    if time and not (money and time in _TIMES):
        return measure
    for mark in sight.each:
        if mark.last > before or ";" in sight.forms[mark.last : before]:
            continue
        (below, *_) = sorted(mark.kinds)
        if (money and below not in _TIMES) or (below != _PERSON and not time):
            told = f"/{below}" + (f"/{time}" if time else "")
            return replace(measure, unit=head + told, label=measure.label.partition("/")[0] + told)
    return measure


def _is_definite(sight: Sight, begins: int, figure: Figure) -> bool:
    """Whether the counted things are known already: the 17 regions, all three criteria, của 4 thành phố.

    "All 798 houses" tells how many there are; "all 3" does not.
    """
    kinds, _ = sight.numbers.definite.ending(sight.forms, begins, _DEFINITE_WITHIN)
    return bool(kinds) and not ("all" in kinds and figure.values[0] > _FEW)
