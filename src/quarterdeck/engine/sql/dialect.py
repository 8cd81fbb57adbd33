"""What differs between the engines that run the steps. The text is read by sqlglot as DuckDB's for all of them."""

from dataclasses import dataclass

from quarterdeck.engine.facts import DIGITS

STEPS = 10**DIGITS
"""Values are whole numbers of steps of 10^-8."""

_BOUND = 33
"""Digits of what is summed, so that no sum of 10,000 numbers leaves 128 bits unseen."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """`big` is the type of 128-bit integers; `quotient` divides two of them towards zero, exactly.

    A number that leaves the type must be an error there, never another number or nothing.
    """

    name: str
    big: str
    quotient_form: str

    def as_big(self, text: str) -> str:
        """A number as a 128-bit integer."""
        return f"CAST({text} AS {self.big})"

    def summable(self, text: str) -> str:
        """A number that may be summed: sums do not tell when they leave 128 bits, so what goes in is held small."""
        return self.as_big(f"CAST({text} AS DECIMAL({_BOUND}, 0))")

    def quotient(self, top: str, base: str) -> str:
        """The quotient of whole numbers without its fraction."""
        return self.quotient_form.format(top=top, base=base)

    def rounded(self, top: str, base: str) -> str:
        """The quotient rounded to a whole number, halves away from zero; `base` must be above zero.

        Both are names or short texts, as they are repeated.
        """
        more = f"CASE WHEN ABS({top}) % {base} >= {base} - ABS({top}) % {base} THEN 1 ELSE 0 END"
        size = f"({self.quotient(f'ABS({top})', base)} + {more})"
        return f"(CASE WHEN {top} < 0 THEN -{size} ELSE {size} END)"

    def nothing(self) -> str:
        """No number, of the type of values."""
        return self.as_big("NULL")


DUCK = Dialect("duckdb", "HUGEINT", "({top} // {base})")
SPARK = Dialect("spark", "DECIMAL(38, 0)", "CAST(({top} - {top} % {base}) / {base} AS DECIMAL(38, 0))")
