"""The five sums of every report, written once: growth, plan attainment, share, per head, contribution.

Each takes what is known and answers None where there is no answer: an input is unknown, or the base is zero
or negative (a percentage of a loss says nothing). Percentages come as 11.1, not 0.111. Nothing is rounded for
show.
"""

from decimal import Decimal

from quarterdeck.core.measures import EXACT

HUNDRED = Decimal(100)


def growth(now: Decimal | None, then: Decimal | None) -> Decimal | None:
    """By how many per cent `now` is above `then`, usually the same period last year.

    >>> growth(Decimal("66.5"), Decimal("100"))
    Decimal('-33.5')
    """
    if now is None or then is None:
        return None
    return _times_over(EXACT.subtract(now, then), then, HUNDRED)


def attainment(actual: Decimal | None, plan: Decimal | None) -> Decimal | None:
    """How many per cent of the plan are reached.

    >>> attainment(Decimal("3780"), Decimal("16720")).quantize(Decimal("0.1"))
    Decimal('22.6')
    """
    return share(actual, plan)


def share(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """How many per cent of `whole` is `part`; both in the same unit.

    >>> share(Decimal("1"), Decimal("0")) is None
    True
    """
    return _times_over(part, whole, HUNDRED)


def per_head(amount: Decimal | None, persons: Decimal | None) -> Decimal | None:
    """`amount` divided by the number of persons.

    >>> per_head(Decimal("5700"), Decimal("1900"))
    Decimal('3')
    """
    return _times_over(amount, persons, Decimal(1))


def contribution_points(
    part_now: Decimal | None, part_then: Decimal | None, whole_then: Decimal | None
) -> Decimal | None:
    """How many points of the growth of the whole are due to this part.

    The contributions of all parts add up to the growth of the whole.

    >>> contribution_points(Decimal("58"), Decimal("50"), Decimal("200"))
    Decimal('4')
    """
    if part_now is None or part_then is None:
        return None
    return _times_over(EXACT.subtract(part_now, part_then), whole_then, HUNDRED)


def _times_over(top: Decimal | None, base: Decimal | None, times: Decimal) -> Decimal | None:
    if top is None or base is None or base <= 0:
        return None
    return EXACT.divide(EXACT.multiply(times, top), base)
