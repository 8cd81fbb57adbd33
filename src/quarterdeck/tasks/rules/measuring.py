"""How far the indicator of a task is from its target: progress that nobody has to type."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from quarterdeck.core.messages import gettext_noop

AT_LEAST, AT_MOST = "at_least", "at_most"
BOUNDS: Mapping[str, str] = {AT_LEAST: gettext_noop("at least"), AT_MOST: gettext_noop("at most")}
REACHED, SHORT, UNKNOWN = "reached", "short", "unknown"
MEASURE_LABELS: Mapping[str, str] = {
    REACHED: gettext_noop("the target is reached"),
    SHORT: gettext_noop("the target is not reached yet"),
    UNKNOWN: gettext_noop("no figure is known yet"),
}


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure beside its target, both in the same unit.

    `share` is per cent of the target, None where that says nothing (a bound from above, a target of 0, no figure);
    `missing` is what is still needed, or what is too much, never negative.
    """

    state: str
    share: Decimal | None
    missing: Decimal | None


def measure(now: Decimal | None, target: Decimal, bound: str) -> Measured:
    """How far `now` is from `target`.

    >>> measure(Decimal(15), Decimal(20), "at_least").share
    Decimal('75')
    """
    if now is None:
        return Measured(UNKNOWN, None, None)
    short = target - now if bound == AT_LEAST else now - target
    share = 100 * now / target if bound == AT_LEAST and target else None
    return Measured(SHORT if short > 0 else REACHED, share, max(short, Decimal(0)))
