"""An indicator as an expression: parse, check units, evaluate, explain.

>>> from decimal import Decimal
>>> from quarterdeck.core.measures import Quantity
>>> formula = parse("share([DOMESTIC], [TOTAL])", {"DOMESTIC": "VND_bn", "TOTAL": "VND_bn"})
>>> formula.unit
'%'
>>> known = {"DOMESTIC": Quantity(Decimal(3600), "VND_bn"), "TOTAL": Quantity(Decimal(4500), "VND_bn")}
>>> evaluate(formula, lambda reference: known.get(reference.indicator)).value
Decimal('80')
"""

from quarterdeck.core.formulas.arithmetic import attainment, contribution_points, growth, per_head, share
from quarterdeck.core.formulas.definition import FUNCTIONS, Formula, parse
from quarterdeck.core.formulas.evaluation import Given, Input, Lookup, Missing, Result, Step, evaluate
from quarterdeck.core.formulas.explanation import explain
from quarterdeck.core.formulas.references import HERE, Reference, Shift

__all__ = [
    "FUNCTIONS",
    "HERE",
    "Formula",
    "Given",
    "Input",
    "Lookup",
    "Missing",
    "Reference",
    "Result",
    "Shift",
    "Step",
    "attainment",
    "contribution_points",
    "evaluate",
    "explain",
    "growth",
    "parse",
    "per_head",
    "share",
]
