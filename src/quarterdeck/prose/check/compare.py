"""Whether a number of a text is a true way to write a figure: rounding and hedges on both sides."""

from decimal import Decimal

from quarterdeck.core.measures import EXACT
from quarterdeck.core.record import record

AGREES, ROUNDS_TO, NO = "agrees", "rounds_to", ""
_HALF = Decimal(1) / 2
# A round number without a hedge may stand for a figure this near ("4,700 billion" for 4,680).
_UNHEDGED = Decimal("0.005")
_ABOUT = Decimal("0.05")
_BOTH_ABOUT = Decimal("0.03")
_NEARLY = Decimal("0.1")
_OVER = Decimal("0.25")
# How far above "over 150" a figure that is only known so may really lie.
_KNOWN_ONLY = Decimal("0.04")
_OVERS = frozenset({"over", "at_least"})
_NEARLIES = frozenset({"nearly", "at_most"})


@record(frozen=True, slots=True)
class Said:
    """A number as a text gives it: size, one in the last printed digit, hedge, and the upper end of a range."""

    value: Decimal
    step: Decimal
    hedge: str = ""
    high: Decimal | None = None

    def scaled(self, factor: Decimal) -> "Said":
        """The same number with value and precision multiplied."""
        high = None if self.high is None else self.high * factor
        return Said(self.value * factor, abs(self.step * factor), self.hedge, high)


def agreement(said: Said, exact: Decimal, qualifier: str = "exact") -> str:
    """ "agrees", "rounds_to" or "" for a figure `exact` that its own source hedges with `qualifier`.

    >>> over = Said(Decimal(150), Decimal(1), "over")
    >>> agreement(over, Decimal("150.2")), agreement(over, Decimal(150), "over"), agreement(over, Decimal(149))
    ('rounds_to', 'agrees', '')
    """
    if said.value and exact and (said.value < 0) != (exact < 0):
        return NO
    size, figure = abs(said.value), abs(exact)
    if said.high is not None:
        low, high = sorted((size, abs(said.high)))
        return ROUNDS_TO if low - said.step * _HALF <= figure <= high + said.step * _HALF else NO
    if qualifier == "over":
        return _against_over(said, size, figure)
    if qualifier == "nearly":
        return _against_nearly(said, size, figure)
    if qualifier == "about":
        return AGREES if size == figure else (ROUNDS_TO if _about(said, size, figure, Decimal(0)) else NO)
    return _against_exact(said, size, figure)


def _against_exact(said: Said, size: Decimal, figure: Decimal) -> str:
    gap = abs(size - figure)
    if not gap:
        return ROUNDS_TO if said.hedge in ("over", "nearly") else AGREES
    if gap > said.step and gap > size * _OVER and gap > figure * _OVER:
        return NO
    if not said.hedge:
        return ROUNDS_TO if _rounds(said, size, figure) else NO
    last = significant_step(size)
    if said.hedge == "about":
        return ROUNDS_TO if gap <= max(said.step * _HALF, min(last * _HALF, figure * _ABOUT)) else NO
    if said.hedge in _OVERS:
        return ROUNDS_TO if figure > size and gap < min(last, size * _OVER) else NO
    if said.hedge in _NEARLIES:
        return ROUNDS_TO if figure < size and gap < min(last, size * _NEARLY) else NO
    return ROUNDS_TO if _rounds(said, size, figure) else NO


def _rounds(said: Said, size: Decimal, figure: Decimal) -> bool:
    gap = abs(size - figure)
    return gap <= said.step * _HALF or gap <= min(significant_step(size) * _HALF, figure * _UNHEDGED)


def _about(said: Said, size: Decimal, figure: Decimal, reach: Decimal) -> bool:
    """Whether two numbers that are both inexact can be one: as far as the rounder of them allows."""
    rounder = max(significant_step(size), significant_step(figure)) * _HALF
    return abs(size - figure) <= max(reach, said.step * _HALF, min(rounder, figure * _BOTH_ABOUT))


def _against_over(said: Said, size: Decimal, figure: Decimal) -> str:
    """The figure lies a little above `figure`; nobody knows where."""
    reach = min(significant_step(figure), figure * _KNOWN_ONLY)
    if said.hedge in _OVERS:
        if size == figure:
            return AGREES
        return ROUNDS_TO if 0 < figure - size <= min(significant_step(size), size * _OVER) else NO
    if said.hedge in _NEARLIES:
        return ROUNDS_TO if 0 < size - figure <= reach * 2 else NO
    if said.hedge == "about":
        return ROUNDS_TO if _about(said, size, figure, reach) else NO
    return ROUNDS_TO if 0 <= size - figure <= reach or _rounds(said, size, figure) else NO


def _against_nearly(said: Said, size: Decimal, figure: Decimal) -> str:
    """The figure lies a little below `figure`; nobody knows where."""
    reach = min(significant_step(figure), figure * _KNOWN_ONLY)
    if said.hedge in _NEARLIES:
        if size == figure:
            return AGREES
        return ROUNDS_TO if 0 < size - figure <= min(significant_step(size), size * _NEARLY) else NO
    if said.hedge in _OVERS:
        return ROUNDS_TO if 0 < figure - size <= max(reach, min(significant_step(size), size * _OVER)) else NO
    if said.hedge == "about":
        return ROUNDS_TO if _about(said, size, figure, reach) else NO
    return ROUNDS_TO if 0 <= figure - size <= reach or _rounds(said, size, figure) else NO


def significant_step(size: Decimal) -> Decimal:
    """One in the last digit of a number that is not a trailing zero: 10 for 150 and 4680, 0.1 for 14.10.

    >>> [str(significant_step(Decimal(one)).normalize()) for one in ("150", "14.10", "8900")]
    ['1E+1', '0.1', '1E+2']
    """
    exponent = size.normalize(EXACT).as_tuple().exponent
    return Decimal(1).scaleb(exponent) if size and isinstance(exponent, int) else Decimal(1)
