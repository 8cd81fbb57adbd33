"""Formulas and roundings as SQL say what the evaluation of formulas says."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from quarterdeck.core.formulas import Formula, evaluate, parse
from quarterdeck.core.measures import Quantity, round_half_up
from quarterdeck.engine.facts import DIGITS
from quarterdeck.engine.sql.dialect import DUCK, STEPS
from quarterdeck.engine.sql.formulas import value_sql

UNITS = {"A": "VND_bn", "B": "VND_mn", "K": "cases", "POP": "persons", "R": "%"}
TEXTS = (
    "[A] + [B]", "[B] - [A]", "-[K]", "[A] * [R]", "[A] * 0.25", "[A] / [B]", "[A] / [K]", "share([A], [B])",
    "share([A] - [B], [A] + [B])", "growth([K])", "attainment([A])", "contribution([B], [A])", "per_head([A], [POP])",
    "per_10k([K], [POP])", "[A] / 7 - [B] / 3", "share([A], [B]) - share([B], [A])", "-[K] / -[POP]", "[A] / [R]",
)  # fmt: skip
FORMULAS = [parse(text, UNITS) for text in TEXTS] + [parse("[B] * 3", UNITS, "VND_bn"), parse("[A]", UNITS, "VND")]

values = st.none() | st.integers(-(10**13), 10**13) | st.integers(-300, 300).map(lambda one: one * STEPS // 4)


def steps(value: Decimal) -> int:
    """A value as whole steps of 10^-8."""
    return int(round_half_up(value, DIGITS).scaleb(DIGITS))


def evaluated(formula: Formula, inputs: Sequence[int | None]) -> int | None:
    """What a formula comes to."""
    known = dict(zip(formula.needs, inputs, strict=True))

    def given_(need: object) -> Quantity | None:
        one = known[need]  # type: ignore[index]
        unit = UNITS[need.indicator]  # type: ignore[attr-defined]
        return None if one is None else Quantity(Decimal(one).scaleb(-DIGITS), unit)

    found = evaluate(formula, given_).value
    return None if found is None else steps(found)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(FORMULAS), st.lists(st.lists(values, min_size=3, max_size=3), min_size=1, max_size=8))
def test_a_formula_in_sql_comes_to_what_its_evaluation_says(formula: Formula, rows: list[list[int | None]]) -> None:
    inputs = [row[: len(formula.needs)] for row in rows]
    heads = ", ".join(f"v{place}" for place in range(len(formula.needs)))
    texts = ", ".join(
        f"({place}, {', '.join('NULL::HUGEINT' if one is None else f'{one}::HUGEINT' for one in row)})"
        for place, row in enumerate(inputs)
    )
    sql = value_sql(formula, f"(VALUES {texts}) AS g(place, {heads})", DUCK)
    found = duckdb.sql(f"SELECT result FROM ({sql}) ORDER BY place").fetchall()
    assert [value for (value,) in found] == [evaluated(formula, row) for row in inputs]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(-(10**37), 10**37), st.integers(1, 10**30)), min_size=1, max_size=30))
def test_a_quotient_is_rounded_half_away_from_zero(pairs: list[tuple[int, int]]) -> None:
    pairs += [(5, 2), (-5, 2), (4, 3), (-4, 3), (0, 7), (1, 2), (-1, 2)]
    texts = ", ".join(f"({place}, {top}::HUGEINT, {base}::HUGEINT)" for place, (top, base) in enumerate(pairs))
    sql = f"SELECT {DUCK.rounded('t', 'b')} FROM (VALUES {texts}) AS q(place, t, b) ORDER BY place"
    exact = [(Fraction(*pair), -1 if pair[0] < 0 else 1) for pair in pairs]
    assert [one for (one,) in duckdb.sql(sql).fetchall()] == [
        sign * int(abs(one) + Fraction(1, 2)) for one, sign in exact
    ]
