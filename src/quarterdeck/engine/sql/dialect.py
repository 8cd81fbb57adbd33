"""What differs between the engines that run the steps. The text is read by sqlglot as DuckDB's for all of them."""

from dataclasses import dataclass

from quarterdeck.engine.facts import DIGITS

STEPS = 10**DIGITS
"""Values are whole numbers of steps of 10^-8."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """`big` is the type of 128-bit integers; `quotient_form` divides two of them towards zero, exactly, and `sum_form`
    adds them up.

    A number that leaves the type must be an error there, never another number or nothing.
    """

    name: str
    big: str
    quotient_form: str
    sum_form: str

    def as_big(self, text: str) -> str:
        """A number as a 128-bit integer."""
        return f"CAST({text} AS {self.big})"

    def total(self, text: str) -> str:
        """The sum of what a text says of each row."""
        return self.as_big(self.sum_form.format(one=text))

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


# A sum of DuckDB does not tell when it leaves 128 bits, but a product does; no sum is larger than this one.
DUCK = Dialect(
    "duckdb", "HUGEINT", "({top} // {base})", "CASE WHEN MAX(ABS({one})) * COUNT({one}) >= 0 THEN SUM({one}) END"
)  # fmt: skip
SPARK = Dialect(
    "spark", "DECIMAL(38, 0)", "CAST(({top} - {top} % {base}) / {base} AS DECIMAL(38, 0))", "SUM({one})"
)  # fmt: skip
