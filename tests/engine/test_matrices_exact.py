"""Arithmetic on arrays says what fractions say, within 64 bits and beyond."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.engine.facts import DIGITS, VALUE
from quarterdeck.engine.matrices import exact, peers
from quarterdeck.engine.matrices.cells import Cells, empty, worked_out
from quarterdeck.engine.matrices.exact import Exact
from quarterdeck.engine.matrices.relatives import Relatives
from quarterdeck.engine.matrices.tail import steps_of
from quarterdeck.engine.query import Why

SMALL = st.integers(-(10**6), 10**6)
LARGE = st.integers(-(10**20), 10**20)
NUMBERS = st.one_of(SMALL, st.integers(-(2**61), 2**61), LARGE)


def row(numbers: Sequence[int], scale: int = 0) -> Exact:
    """One row of numbers in steps of 10^-scale."""
    most = max((abs(one) for one in numbers), default=0)
    kind = object if most >= exact.LIMIT else np.int64
    return Exact(np.array([numbers], dtype=kind), np.array([[scale]], dtype=np.int64), most)


def half_away(number: Fraction) -> int:
    """The whole number next to a fraction, halves away from zero."""
    steps = int(abs(number) + Fraction(1, 2))
    return steps if number >= 0 else -steps


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=5), st.integers(0, 8), st.integers(0, 8))
def test_a_quotient_is_the_fraction_rounded_once(pairs: list[tuple[int, int]], finer: int, coarser: int) -> None:
    tops, bases = [top for top, _ in pairs], [base for _, base in pairs]
    sound = np.array([[base > 0 for base in bases]])
    found = exact.quotient(row(tops, finer), row(bases, coarser), 100, sound)
    for top, base, steps in zip(tops, bases, found.steps[0].tolist(), strict=True):
        if base > 0:
            whole = Fraction(top, 10**finer) / Fraction(base, 10**coarser) * 100
            assert steps == half_away(whole * 10**DIGITS)
    assert found.scale.tolist() == [[DIGITS]]


@pytest.mark.parametrize(("top", "base", "steps"), [(1, 8 * 10**8, 13), (-1, 8 * 10**8, -13), (1, 3, 3333333333)])
def test_halves_are_rounded_away_from_zero(top: int, base: int, steps: int) -> None:
    found = exact.quotient(row([top]), row([base]), 100, np.array([[True]]))
    assert found.steps.tolist() == [[half_away(Fraction(top * 100, base) * 10**DIGITS)]]
    assert steps == found.steps[0, 0]


@given(st.lists(NUMBERS, min_size=1, max_size=6), st.integers(0, 8), st.lists(NUMBERS, min_size=6, max_size=6))
def test_sums_and_differences_never_overflow(some: list[int], scale: int, others: list[int]) -> None:
    others = others[: len(some)]
    found = exact.added(row(some, scale), row(others, 3), -1)
    for one, other, steps in zip(some, others, found.steps[0].tolist(), strict=True):
        assert Fraction(steps, 10 ** int(found.scale[0, 0])) == Fraction(one, 10**scale) - Fraction(other, 10**3)
    total = exact.gathered(row(some, scale), np.array([0]))
    assert total.steps.tolist() == [[sum(some)]]
    assert total.most >= abs(sum(some))


def test_numbers_of_64_bits_stay_there_and_larger_ones_leave() -> None:
    assert exact.added(row([2**60]), row([2**60])).steps.dtype == np.int64
    assert exact.added(row([2**61]), row([2**61])).steps.tolist() == [[2**62]]
    assert exact.at_scale(row([10**17]), np.array([[8]])).steps.tolist() == [[10**25]]


@given(st.lists(st.none() | st.decimals(-(10**19), 10**19, places=8), max_size=8), st.integers(0, 3))
def test_decimals_of_arrow_are_read_to_the_last_digit(values: list[Decimal | None], skipped: int) -> None:
    column = pa.chunked_array([pa.array(values, VALUE)]).slice(skipped)
    assert steps_of(column).tolist() == [int((one or Decimal(0)).scaleb(8)) for one in values[skipped:]]


def cells(values: Sequence[int | None]) -> Cells:
    """A row of cells with these values."""
    known = np.array([[one is not None for one in values]])
    said = empty(1, len(values), Why.TOLD, needed=1).said
    return worked_out(row([one or 0 for one in values]), known, said, np.full(known.shape, 1, np.int8))


def beside(groups: Sequence[int]) -> Relatives:
    """Places that are peers where their numbers are the same; -1 is only looked at."""
    return Relatives(np.full(len(groups), -1), tuple(() for _ in groups), np.array(groups, dtype=np.int64))


PEERS = st.lists(st.tuples(st.none() | st.integers(-5, 5) | LARGE, st.integers(-1, 2)), min_size=1, max_size=12)


@given(PEERS, st.booleans())
def test_a_rank_counts_the_peers_that_are_better(places: list[tuple[int | None, int]], lowest: bool) -> None:
    values, groups = [value for value, _ in places], [group for _, group in places]
    found = peers.rank(lowest, beside(groups), cells(values))
    for number, (value, group) in enumerate(places):
        others = [one for one, other in places if other == group and one is not None]
        assert found.known[0, number] == (value is not None and len(others) > 1)
        if found.known[0, number] and value is not None:
            better = sum(one < value if lowest else one > value for one in others)
            assert found.value.steps[0, number] == 1 + better


@given(PEERS)
def test_a_deviation_is_measured_by_lower_medians(places: list[tuple[int | None, int]]) -> None:
    values, groups = [value for value, _ in places], [group for _, group in places]
    found = peers.deviation(beside(groups), cells(values))
    for number, (value, group) in enumerate(places):
        others = sorted(one for one, other in places if other == group and one is not None)
        middle = others[(len(others) - 1) // 2] if others else 0
        spread = sorted(abs(one - middle) for one in others)[(len(others) - 1) // 2] if others else 0
        assert found.known[0, number] == (value is not None and len(others) > 3 and spread > 0)
        if found.known[0, number] and value is not None:
            assert found.value.steps[0, number] == half_away(Fraction(value - middle, spread) * 10**DIGITS)
