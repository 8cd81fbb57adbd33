"""The functions and signs of the formula language as one table: operands, unit, sum, words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from quarterdeck.core.formulas import arithmetic, units
from quarterdeck.core.measures import EXACT
from quarterdeck.core.messages import gettext_noop


@dataclass(frozen=True, slots=True)
class Rule:
    """How one function or sign works.

    `operands`: for each value that is needed, which argument it is and by which move it is reached ("" for
    none). `base` is the operand that divides, or None. `sentence` shows the sum with numbers; its slots are
    `what`, `a`, `b`, `c` and `result`.
    """

    arguments: int
    operands: tuple[tuple[int, str], ...]
    fit: Callable[..., units.Fit]
    compute: Callable[..., Decimal | None]
    sentence: str
    base: int | None = None


_TWO = ((0, ""), (1, ""))


def _over(left: Decimal, right: Decimal) -> Decimal | None:
    return EXACT.divide(left, right) if right else None


RULES: Mapping[str, Rule] = {
    "+": Rule(2, _TWO, units.fit_plus, EXACT.add, gettext_noop("{what} = {a:en} + {b:en} = {result:en}")),
    "-": Rule(2, _TWO, units.fit_minus, EXACT.subtract, gettext_noop("{what} = {a:en} − {b:en} = {result:en}")),
    "*": Rule(2, _TWO, units.fit_times, EXACT.multiply, gettext_noop("{what} = {a:en} × {b:en} = {result:en}")),
    "/": Rule(2, _TWO, units.fit_over, _over, gettext_noop("{what} = {a:en} ÷ {b:en} = {result:en}"), 1),
    "negative": Rule(1, ((0, ""),), units.fit_negative, EXACT.minus, gettext_noop("{what} = −({a:en}) = {result:en}")),
    "growth": Rule(
        1,
        ((0, ""), (0, "same_last_year")),
        units.fit_growth,
        arithmetic.growth,
        gettext_noop("{what} = ({a:en} − {b:en}) ÷ {b:en} × 100 = {result:en}"),
        1,
    ),
    "attainment": Rule(
        1,
        ((0, ""), (0, "plan")),
        units.fit_attainment,
        arithmetic.attainment,
        gettext_noop("{what} = {a:en} ÷ {b:en} × 100 = {result:en}"),
        1,
    ),
    "share": Rule(
        2,
        _TWO,
        units.fit_share,
        arithmetic.share,
        gettext_noop("{what} = {a:en} ÷ {b:en} × 100 = {result:en}"),
        1,
    ),
    "per_head": Rule(
        2,
        _TWO,
        units.fit_per_head,
        arithmetic.per_head,
        gettext_noop("{what} = {a:en} ÷ {b:en} = {result:en}"),
        1,
    ),
    "per_10k": Rule(
        2,
        _TWO,
        units.fit_per_10k,
        arithmetic.per_head,
        gettext_noop("{what} = {a:en} ÷ {b:en} = {result:en}"),
        1,
    ),
    "contribution": Rule(
        2,
        ((0, ""), (0, "same_last_year"), (1, "same_last_year")),
        units.fit_contribution,
        arithmetic.contribution_points,
        gettext_noop("{what} = ({a:en} − {b:en}) ÷ {c:en} × 100 = {result:en}"),
        2,
    ),
}
