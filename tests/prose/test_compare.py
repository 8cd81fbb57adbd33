"""When a number of a text is a true way to write a figure."""

from decimal import Decimal

import pytest

from quarterdeck.prose.check.compare import Said, agreement


@pytest.mark.parametrize(
    ("said", "hedge", "exact", "qualifier", "expected"),
    [
        ("14.18", "", "14.18", "exact", "agrees"),
        ("14.2", "", "14.18", "exact", "rounds_to"),
        ("14.1", "", "14.18", "exact", ""),
        ("14", "over", "14.18", "exact", "rounds_to"),
        ("15", "nearly", "14.18", "exact", "rounds_to"),
        ("14.2", "over", "14.18", "exact", ""),
        ("4680", "nearly", "4680", "nearly", "agrees"),
        ("4680", "", "4680", "nearly", "rounds_to"),
        ("4678.4", "", "4680", "nearly", "rounds_to"),
        ("4680", "over", "4680", "nearly", ""),
        ("2598", "", "2500", "over", "rounds_to"),
        ("170", "over", "150", "over", ""),
        ("-11.1", "", "11.1", "exact", ""),
    ],
)
def test_rounding_and_hedges_must_allow_each_other(
    said: str, hedge: str, exact: str, qualifier: str, expected: str
) -> None:
    number = Decimal(said)
    step = Decimal(1).scaleb(int(number.as_tuple().exponent))
    assert agreement(Said(number, step, hedge), Decimal(exact), qualifier) == expected
