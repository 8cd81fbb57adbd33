"""Exact arithmetic with shares of which some are unknown.

An amount is a fraction, or a polynomial over unknown shares. Of the parts into which a unit is split the last is
what the others leave, so that parts which come together again cancel to a plain fraction: what became of the whole is
known although nobody knows the parts. Sums and products of polynomials do not depend on the order in which they are
taken, hence a crosswalk from A to C is the same whether it is made at one stroke or through B.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

ZERO, ONE = Fraction(0), Fraction(1)
Monomial: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A polynomial that is no plain fraction: products of unknown shares (sorted names) with their coefficients."""

    terms: Mapping[Monomial, Fraction]


Amount: TypeAlias = Fraction | Form


def unknown(name: str) -> Form:
    """The unknown share with this name."""
    return Form({(name,): ONE})


def known(amount: Amount) -> Fraction | None:
    """The amount as a fraction, or None where it depends on an unknown share."""
    return None if isinstance(amount, Form) else amount


def add(left: Amount, right: Amount) -> Amount:
    """The sum.

    >>> x = unknown("x")
    >>> add(x, subtract(ONE, x))
    Fraction(1, 1)
    """
    if not isinstance(left, Form) and not isinstance(right, Form):
        return left + right
    terms = dict(_terms(left))
    for monomial, factor in _terms(right).items():
        terms[monomial] = terms.get(monomial, ZERO) + factor
    return _reduced(terms)


def total(amounts: Iterable[Amount]) -> Amount:
    """The sum of several; zero for none."""
    result: Amount = ZERO
    for amount in amounts:
        result = add(result, amount)
    return result


def subtract(left: Amount, right: Amount) -> Amount:
    """The difference."""
    return add(left, multiply(Fraction(-1), right))


def multiply(left: Amount, right: Amount) -> Amount:
    """The product: the share of a share."""
    if left == ONE:
        return right
    if right == ONE:
        return left
    if not isinstance(left, Form) and not isinstance(right, Form):
        return left * right
    terms: dict[Monomial, Fraction] = {}
    for one, factor in _terms(left).items():
        for other, by in _terms(right).items():
            monomial = tuple(sorted(one + other))
            terms[monomial] = terms.get(monomial, ZERO) + factor * by
    return _reduced(terms)


def _terms(amount: Amount) -> Mapping[Monomial, Fraction]:
    return amount.terms if isinstance(amount, Form) else {(): amount}


def _reduced(terms: Mapping[Monomial, Fraction]) -> Amount:
    kept = {monomial: factor for monomial, factor in terms.items() if factor}
    if not kept:
        return ZERO
    return kept[()] if len(kept) == 1 and () in kept else Form(kept)
