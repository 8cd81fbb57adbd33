"""A value seen among those of its peers."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from quarterdeck.engine.facts import DIGITS
from quarterdeck.engine.query import Why
from quarterdeck.engine.reading import ranking
from quarterdeck.engine.reference.rolling import rounded

FEWEST_COMPARED = 4


def rank(own: Decimal, values: Sequence[Decimal], lowest_first: bool) -> Decimal | Why:
    """One more than the peers that are better; `values` has its own, too.

    >>> [rank(Decimal(one), [Decimal(7), Decimal(5), Decimal(5)], False) for one in (7, 5)]
    [Decimal('1'), Decimal('2')]
    """
    found = ranking.rank(own, values, lowest_first=lowest_first)
    return Why.NO_PEERS if found is None else Decimal(found)


def deviation(own: Decimal, values: Sequence[Decimal]) -> Decimal | Why:
    """By how many median distances it lies above the median; of an even number the lower one is the median.

    >>> deviation(Decimal(9), [Decimal(1), Decimal(2), Decimal(4), Decimal(9)])
    Decimal('7.00000000')
    """
    if len(values) < FEWEST_COMPARED:
        return Why.NO_PEERS
    exact = [Fraction(one) for one in values]
    middle = _lower_median(exact)
    distance = _lower_median([abs(one - middle) for one in exact])
    return rounded((Fraction(own) - middle) / distance, DIGITS) if distance else Why.NO_BASE


def _lower_median(values: Sequence[Fraction]) -> Fraction:
    return sorted(values)[(len(values) - 1) // 2]
