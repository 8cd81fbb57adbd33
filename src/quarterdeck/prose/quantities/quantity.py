"""One number with what belongs to it."""

from decimal import Decimal

from quarterdeck.core.record import record
from quarterdeck.prose.text import Text


@record(frozen=True, slots=True)
class Quantity:
    """A number with what belongs to it.

    Places [start, end) reach over hedge, currency and unit, [number_start, number_end) over the digits.
    `values` are in base units (VND, not billion VND), the likeliest reading first; in base units too: `high`, the
    upper end of a range, `step`, one in the last printed digit, and `scale`, the written scale (billion). `noun_near`
    is False where adjectives stand between the number and its noun; then `end` does not reach over it.
    `unit` is what claims are compared in, `label` the unit as printed where that says more (jobs, targets of 15).
    `definite` numbers speak of things known already (the 17 regions): no claims unless a name is theirs.
    `decimals` are the printed ones; `spelled` numbers are written in words; `carried` units are those of another
    number of the sentence or the text.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    values: tuple[Decimal, ...]
    step: Decimal
    unit: str
    hedge: str = ""
    sign: int = 0
    high: Decimal | None = None
    noun_near: bool = True
    scale: Decimal = Decimal(1)
    label: str = ""
    definite: bool = False
    decimals: int = 0
    spelled: bool = False
    carried: bool = False


def unreadable(text: Text, start: int, end: int) -> Quantity:
    """The stand-in for a garbled number: it has a place and no value."""
    unit = "%" if "%" in text.flat[start:end] else ""
    return Quantity(start, end, start, end, (), Decimal(0), unit)
