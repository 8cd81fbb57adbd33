"""The rank of a value among those of its peers."""

from collections.abc import Sequence
from decimal import Decimal

FEWEST_RANKED = 2


def rank(own: Decimal | None, values: Sequence[Decimal | None], *, lowest_first: bool) -> int | None:
    """One more than the peers that are better; `values` has its own, too, and None where a peer has no value.

    None without a value, and where fewer than two have one: nobody is ranked then.

    >>> [rank(Decimal(one), [Decimal(7), Decimal(5), None, Decimal(5)], lowest_first=False) for one in (7, 5)]
    [1, 2]
    """
    known = [one for one in values if one is not None]
    if own is None or len(known) < FEWEST_RANKED:
        return None
    return 1 + sum(one < own if lowest_first else one > own for one in known)
