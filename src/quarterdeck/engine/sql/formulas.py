"""The formula of an indicator as SQL, exact: every operation is a quotient of whole numbers until the end."""

from dataclasses import dataclass
from decimal import Decimal

from quarterdeck.core.formulas import Formula, Reference
from quarterdeck.core.formulas.definition import Constant, Figure, Part
from quarterdeck.core.formulas.operations import RULES, Rule
from quarterdeck.engine.facts import DIGITS
from quarterdeck.engine.sql.dialect import Dialect

_NAMES = {id(rule): name for name, rule in RULES.items()}
_PER_CENT = ("growth", "attainment", "share", "contribution")


@dataclass(frozen=True, slots=True)
class _Ratio:
    """top / (base × 10^scale); the texts are names of columns or literals, "" is a base of 1."""

    top: str
    base: str
    scale: int


class _Steps:
    """The columns of one formula, each made from those before."""

    def __init__(self, needs: tuple[Reference, ...], dialect: Dialect) -> None:
        self.needs, self.dialect = needs, dialect
        self.made: list[list[tuple[str, str]]] = []

    def named(self, ratio: _Ratio) -> _Ratio:
        """The same with its texts as columns of their own, so that they are worked out once."""
        place = len(self.made)
        columns = [(f"n{place}", ratio.top)]
        if ratio.base:
            columns.append((f"d{place}", ratio.base))
        self.made.append(columns)
        return _Ratio(f"n{place}", f"d{place}" if ratio.base else "", ratio.scale)

    def of(self, part: Part) -> _Ratio:
        """What a part of the formula comes to."""
        if isinstance(part, Constant):
            top, scale = _whole(part.value)
            return _Ratio(self.dialect.as_big(str(top)), "", scale)
        if isinstance(part, Figure):
            return _Ratio(f"v{self.needs.index(part.reference)}", "", DIGITS)
        operands = [_times(self.of(one), factor) for one, factor in zip(part.operands, part.factors, strict=True)]
        return self.named(self._put_together(part.rule, operands))

    def _put_together(self, rule: Rule, operands: list[_Ratio]) -> _Ratio:
        name = _NAMES[id(rule)]
        match name:
            case "+" | "-":
                return _added(operands[0], operands[1], name)
            case "*":
                one, other = operands
                return _Ratio(f"{one.top} * {other.top}", _product(one.base, other.base), one.scale + other.scale)
            case "negative":
                return _Ratio(f"-{operands[0].top}", operands[0].base, operands[0].scale)
            case "growth":
                part, whole = self.named(_added(operands[0], operands[1], "-")), operands[1]
            case "contribution":
                part, whole = self.named(_added(operands[0], operands[1], "-")), operands[2]
            case _:
                part, whole = operands
        return _divided(part, whole, -2 if name in _PER_CENT else 0, signed=name == "/")


def value_sql(formula: Formula, source: str, dialect: Dialect) -> str:
    """A SELECT of all columns of `source` and `result`; the inputs are its columns v0, v1, … as steps of 10^-8.

    No result where an input is missing or something cannot be divided by.
    """
    steps = _Steps(formula.needs, dialect)
    found = _times(steps.of(formula.tree), formula.factor)
    shift = DIGITS - found.scale
    last = steps.named(
        _Ratio(_shifted(found.top, max(shift, 0)), _shifted(found.base or dialect.as_big("1"), max(-shift, 0)), 0)
    )
    text = source
    for columns in steps.made:
        shown = ", ".join(f"{what} AS {name}" for name, what in columns)
        text = f"(SELECT *, {shown} FROM {text}) AS x"
    return f"SELECT *, {dialect.rounded(last.top, last.base)} AS result FROM {text}"


def _whole(value: Decimal) -> tuple[int, int]:
    """A decimal as a whole number without trailing zeros and the power of ten below it."""
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        raise TypeError(value)
    top = int("".join(map(str, digits)))
    while top and top % 10 == 0:
        top, exponent = top // 10, exponent + 1
    return (-top if sign else top), -exponent


def _times(ratio: _Ratio, factor: Decimal) -> _Ratio:
    top, scale = _whole(factor)
    return _Ratio(ratio.top if top == 1 else f"{ratio.top} * {top}", ratio.base, ratio.scale + scale)


def _shifted(text: str, digits: int) -> str:
    return f"{text} * {10**digits}" if digits else text


def _product(one: str, other: str) -> str:
    return f"{one} * {other}" if one and other else one or other


def _added(one: _Ratio, other: _Ratio, sign: str) -> _Ratio:
    scale = max(one.scale, other.scale)
    left = _shifted(_product(one.top, other.base), scale - one.scale)
    right = _shifted(_product(other.top, one.base), scale - other.scale)
    return _Ratio(f"{left} {sign} {right}", _product(one.base, other.base), scale)


def _divided(part: _Ratio, whole: _Ratio, scale: int, *, signed: bool) -> _Ratio:
    """The quotient, or nothing where the whole is zero (or negative, unless `signed`)."""
    top, base = _product(part.top, whole.base), _product(part.base, whole.top)
    if signed:
        top = f"CASE WHEN {whole.top} > 0 THEN {top} WHEN {whole.top} < 0 THEN -({top}) END"
        base = _product(part.base, f"ABS({whole.top})")
    else:
        top = f"CASE WHEN {whole.top} > 0 THEN {top} END"
    return _Ratio(top, base, part.scale - whole.scale + scale)
