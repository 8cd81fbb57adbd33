"""What the time of a number may be, by what is counted and by the day of the text."""

from quarterdeck.core.periods import Period
from quarterdeck.prose.claims.moments import Moments
from quarterdeck.prose.periods import Context, PeriodMention, When
from quarterdeck.prose.quantities import Quantity
from quarterdeck.prose.relations import Relation
from quarterdeck.prose.units import MONEY, PERCENT

_DEADLINES = frozenset({"target_year", "end_year"})


def is_part(moments: Moments, number: Quantity) -> bool:
    """Whether a number counts other things than the one before, as no base does: "9 people from 3 families"."""
    before = [one for one in moments.numbers if one.end <= number.start][-1:]
    units = {one.unit for one in [*before, number]}
    return len(units) > 1 and not units & (PERCENT | MONEY)


def is_deadline(context: Context, moments: Moments, one: PeriodMention, target: bool) -> bool:
    """Whether a year is one by which something is to be done: what is told beside it is told of now.

    One that opens its sentence is what the sentence speaks of: "By 2030 …".
    """
    if target or context.given or one.when is None or one.means not in _DEADLINES or moments.opens_line(one):
        return False
    return context.known and (one.when.year or 0) > context.now


def is_ahead(context: Context, when: When) -> bool:
    """Whether a time is not over yet when the text speaks."""
    return when.period is None or when.period.last_day > (context.written or context.main.last_day)


def is_now(context: Context, moments: Moments, number: Quantity, relation: Relation, when: When | None) -> bool:
    """Whether things are counted as of the day of the text, in a year that goes on: "900 have been moved"."""
    if context.today is None or relation.kind != "level" or number.unit in PERCENT | MONEY:
        return False
    return when == When(Period(str(context.now))) and moments.in_perfect()
