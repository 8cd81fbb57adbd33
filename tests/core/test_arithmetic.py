"""Growth, attainment, share, per head, contribution: what holds for any figures."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.core.formulas import (
    attainment,
    contribution_points,
    growth,
    per_head,
    share,
)

AMOUNTS = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(10) ** 12, places=2)


def assert_close(found: Fraction | int, wanted: Fraction) -> None:
    """Equal but for the last of some 60 digits."""
    assert abs(found - wanted) <= Fraction(1, 10**40)


@given(AMOUNTS, AMOUNTS)
def test_growth_and_attainment_are_inverse_to_what_they_came_from(now: Decimal, then: Decimal) -> None:
    risen, reached = growth(now, then), attainment(now, then)
    assert risen is not None
    assert reached is not None
    assert_close(Fraction(then) * (1 + Fraction(risen) / 100), Fraction(now))
    assert_close(Fraction(then) * Fraction(reached) / 100, Fraction(now))
    assert_close(Fraction(reached) - 100, Fraction(risen))


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=1, max_size=6))
def test_contributions_add_up_to_the_growth_of_the_whole(parts: list[tuple[Decimal, Decimal]]) -> None:
    now, then = (sum((pair[side] for pair in parts), Decimal(0)) for side in (0, 1))
    points = [contribution_points(a, b, then) for a, b in parts]
    assert_close(sum(Fraction(one) for one in points if one is not None), Fraction(growth(now, then) or 0))


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_shares_of_a_whole_add_up_to_a_hundred(one: Decimal, other: Decimal, rest: Decimal) -> None:
    whole = one + other + rest
    shares = [share(part, whole) for part in (one, other, rest)]
    assert_close(sum(Fraction(found) for found in shares if found is not None), Fraction(100))


@pytest.mark.parametrize("base", [None, Decimal(0), Decimal(-1)])
def test_without_a_base_there_is_no_answer(base: Decimal | None) -> None:
    one = Decimal(1)
    answers = [growth(one, base), attainment(one, base), share(one, base), per_head(one, base)]
    assert [*answers, contribution_points(one, one, base)] == [None] * 5
    assert [growth(None, one), contribution_points(None, one, one), contribution_points(one, None, one)] == [None] * 3
