"""An indicator defined as a formula: names and units are settled once, before any figure is looked up."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from quarterdeck.core.errors import BadInput
from quarterdeck.core.formulas import syntax, units
from quarterdeck.core.formulas.operations import RULES, Rule
from quarterdeck.core.formulas.references import MOVES, Reference
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.wording import UnitNamed

ARGUMENTS: Mapping[str, int] = {name: rule.arguments for name, rule in RULES.items()} | dict.fromkeys(MOVES, 1)
FUNCTIONS = tuple(sorted(name for name in ARGUMENTS if name.isidentifier() and name != "negative"))


@dataclass(frozen=True, slots=True)
class Constant:
    """A bare number."""

    value: Decimal
    unit: str
    notation: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure to look up, wanted in `unit`."""

    reference: Reference
    unit: str
    notation: str


@dataclass(frozen=True, slots=True)
class Sum:
    """An operation on operands whose values are first multiplied by `factors`."""

    rule: Rule
    operands: "tuple[Part, ...]"
    factors: tuple[Decimal, ...]
    unit: str
    notation: str


Part: TypeAlias = Constant | Figure | Sum


@dataclass(frozen=True, slots=True)
class Formula:
    """A checked formula.

    `unit` is a code of `core.measures.UNITS` or a quotient of two ("tonnes/ha", "ha/person"); the value of
    `tree` times `factor` is in that unit. `needs` lists each figure once, in the order of the text.
    """

    text: str
    unit: str
    needs: tuple[Reference, ...]
    tree: Part
    factor: Decimal = units.ONE


def parse(text: str, units_of: Mapping[str, str], unit: str | None = None) -> Formula:
    """The formula written in `text`, e.g. "share([DOMESTIC_REV], [BUDGET_REV])".

    `units_of` gives the unit code of every indicator that may be named; `unit` is what the result must be in
    (converted where the kind is the same). Raises `BadInput` with column and remedy for what cannot be read,
    is not known or does not fit together.
    """
    tree = _resolved(syntax.read(text), Reference(""), units_of)
    needs = tuple(dict.fromkeys(_figures(tree)))
    if not needs:
        raise BadInput(
            gettext_noop("The formula names no indicator."),
            remedy=gettext_noop("Name at least one, by its code in square brackets: [CODE]."),
            place=syntax.column(1),
        )
    if unit is None or unit == tree.unit:
        return Formula(text, tree.unit, needs, tree)
    return Formula(text, unit, needs, tree, _factor_to(unit, tree.unit))


def _factor_to(wanted: str, found: str) -> Decimal:
    if units.same_kind(found, wanted):
        return units.factor(found, wanted)
    raise BadInput(
        Message(
            gettext_noop("The formula yields a figure in {found:en}, but the indicator is in {wanted:en}."),
            {"found": UnitNamed(found), "wanted": UnitNamed(wanted)},
        ),
        remedy=gettext_noop("Change the indicator's unit, or use share(), growth() or attainment() for per cent.")
        if wanted == "%"
        else gettext_noop("Change the indicator's unit or the formula."),
        place=syntax.column(1),
    )


def _resolved(node: syntax.Node, seen_from: Reference, units_of: Mapping[str, str]) -> Part:
    """`node` with its names looked up, its moves carried down to the figures and its units checked."""
    if isinstance(node, syntax.Number):
        return Constant(node.value, units.PLAIN, node.source)
    if isinstance(node, syntax.Indicator):
        return _figure(node, seen_from, units_of)
    _check_call(node)
    if node.name in MOVES:
        return _resolved(node.arguments[0], MOVES[node.name](seen_from), units_of)
    rule = RULES[node.name]
    operands = tuple(
        _resolved(node.arguments[index], MOVES[move](seen_from) if move else seen_from, units_of)
        for index, move in rule.operands
    )
    fit = _fitted(node, rule, operands)
    return Sum(rule, operands, fit.factors, fit.unit, seen_from.notation(node.source))


def _fitted(node: syntax.Operation, rule: Rule, operands: tuple[Part, ...]) -> units.Fit:
    try:
        return rule.fit(*(operand.unit for operand in operands))
    except BadInput as error:
        # Of "[A] + [B] + [C]" the last operand is the one that does not fit what stands before it.
        culprit = node if node.name.isidentifier() else node.arguments[-1]
        raise BadInput(error.message, remedy=error.remedy, place=syntax.column(culprit.column)) from None


def _figure(node: syntax.Indicator, seen_from: Reference, units_of: Mapping[str, str]) -> Figure:
    if node.code not in units_of:
        near = difflib.get_close_matches(node.code, units_of, n=1, cutoff=0.5)
        raise BadInput(
            Message(gettext_noop('There is no indicator "{code}".'), {"code": node.code}),
            remedy=Message(gettext_noop("Did you mean [{near}]?"), {"near": near[0]})
            if near
            else gettext_noop("Use a code of the indicator catalogue in square brackets."),
            place=syntax.column(node.column),
        )
    reference = Reference(node.code, seen_from.period_shift, seen_from.area_shift, seen_from.scenario)
    return Figure(reference, units_of[node.code], seen_from.notation(node.source))


def _check_call(node: syntax.Operation) -> None:
    wanted = ARGUMENTS.get(node.name)
    if wanted is None or (node.name == "negative" and not node.source.startswith("-")):
        raise BadInput(
            Message(gettext_noop('There is no function "{name}".'), {"name": node.name}),
            remedy=Message(gettext_noop("Use one of: {names}."), {"names": ", ".join(FUNCTIONS)}),
            place=syntax.column(node.column),
        )
    if wanted != len(node.arguments):
        raise BadInput(
            Message(
                gettext_noop("{name}() takes {wanted} argument(s), not {given}."),
                {"name": node.name, "wanted": wanted, "given": len(node.arguments)},
            ),
            remedy=gettext_noop("Separate the arguments by a comma; see the reference of formulas."),
            place=syntax.column(node.column),
        )


def _figures(part: Part) -> Iterator[Reference]:
    if isinstance(part, Figure):
        yield part.reference
    elif isinstance(part, Sum):
        for operand in part.operands:
            yield from _figures(operand)
