"""The nodes of a plan, each different one once and numbered, as rows of small relations.

Every node has a depth above that of all it is made of; nodes of one depth and kind are worked out in one step.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from quarterdeck.core.formulas import Formula
from quarterdeck.engine.plan import nodes
from quarterdeck.engine.plan.nodes import Base, Node
from quarterdeck.engine.query import Why

WHYS = tuple(Why)
HUNDRED = 100


class Test(IntEnum):
    """What makes a pick take one of its operands."""

    ALWAYS = 0
    TOLD = 1
    VALUE = 2
    PRESENT = 3


class Made(IntEnum):
    """How a made node puts its operands together; a formula has `FORMULA` plus its number."""

    SUM = 0
    DIFFERENCE = 1
    QUOTIENT = 2
    FORMULA = 10


class Look(IntEnum):
    """Where a node looks for the cells of other places."""

    PARENT = 0
    CHILDREN = 1
    RANK = 2
    DEVIATION = 3


@dataclass(frozen=True, slots=True)
class Layer:
    """What there is to work out at one depth, and at which depths its operands lie."""

    depth: int
    kinds: frozenset[str]
    looks: frozenset[Look]
    formulas: tuple[int, ...]
    most: int
    below: tuple[int, ...]


@dataclass
class Numbering:
    """Numbers for the nodes of a plan, and the rows that describe them, by relation."""

    subject: Callable[[str, str, str], int]
    period: Callable[[str], int]
    bases: list[tuple[int, int, int, int]] = field(default_factory=list)
    """node, subject, period, finer"""
    constants: list[tuple[int, int, int]] = field(default_factory=list)
    """node, why, needed"""
    made: list[tuple[int, int, int, int, int, int, int]] = field(default_factory=list)
    """depth, node, op, times, less, position, child"""
    picks: list[tuple[int, int, int, int, int, int, int]] = field(default_factory=list)
    """depth, node, position, tested, test, child, period"""
    looks: list[tuple[int, Look, int, int, int]] = field(default_factory=list)
    """depth, kind, node, child, lowest"""
    formulas: list[Formula] = field(default_factory=list)
    depths: list[int] = field(default_factory=list)
    _numbers: dict[tuple[object, ...], int] = field(default_factory=dict)
    _seen: dict[int, int] = field(default_factory=dict)

    def number(self, node: Node) -> int:
        """The number of a node; its rows are there afterwards."""
        found = self._seen.get(id(node))
        if found is None:
            found = self._seen[id(node)] = self._number(node)
        return found

    def _number(self, node: Node) -> int:
        match node:
            case Base():
                return self._base(node)
            case nodes.Nothing():
                return self._constant(node.why, 0)
            case nodes.Level() | nodes.FirstKnown() | nodes.Published() | nodes.Worked() | nodes.Chosen():
                return self._pick(self._choices(node))
            case nodes.Parts():
                return self._make(Made.SUM, list(enumerate(self.number(one) for one in node.bases)))
            case nodes.OfParent() | nodes.OfChildren() | nodes.Rank() | nodes.Deviation():
                return self._look(node)
            case _:
                return self._arithmetic(node)

    def _new(self, key: tuple[object, ...], children: Iterable[int]) -> tuple[int, bool]:
        known = self._numbers.get(key)
        if known is not None:
            return known, False
        number = self._numbers[key] = len(self.depths)
        self.depths.append(max((self.depths[one] + 1 for one in children), default=0))
        return number, True

    def _base(self, node: Base) -> int:
        row = (self.subject(node.indicator, node.breakdown, node.scenario), self.period(node.period), int(node.finer))
        number, new = self._new(("base", *row), ())
        if new:
            self.bases.append((number, *row))
        return number

    def _constant(self, why: Why, needed: int) -> int:
        number, new = self._new(("nothing", why, needed), ())
        if new:
            self.constants.append((number, WHYS.index(why), needed))
        return number

    def _make(self, op: int, operands: list[tuple[int, int]], times: int = 1, less: int = 0) -> int:
        number, new = self._new(("made", op, times, less, *operands), [child for _, child in operands])
        if new:
            self.made += [(self.depths[number], number, op, times, less, *one) for one in operands]
        return number

    def _pick(self, choices: list[tuple[int, Test, int, int]]) -> int:
        """`choices` are (tested, test, child, period) in the order in which they are tried."""
        if len(choices) == 1 or (len({one[2] for one in choices}) == 1 and choices[-1][3] < 0):
            return choices[0][2]
        number, new = self._new(("pick", *choices), [one for choice in choices for one in (choice[0], choice[2])])
        if new:
            self.picks += [(self.depths[number], number, place, *one) for place, one in enumerate(choices)]
        return number

    def _look(self, node: nodes.OfParent | nodes.OfChildren | nodes.Rank | nodes.Deviation) -> int:
        kind = _LOOKS[type(node)]
        child, lowest = self.number(node.node), int(isinstance(node, nodes.Rank) and node.lowest_first)
        number, new = self._new((kind, child, lowest), (child,))
        if new:
            self.looks.append((self.depths[number], kind, number, child, lowest))
        return number

    def _choices(self, node: Node) -> list[tuple[int, Test, int, int]]:
        match node:
            case nodes.Level():
                own, parts = self.number(node.own), [self.number(one) for one in node.parts]
                return [
                    (own, Test.TOLD, own, -1), *((one, Test.VALUE, one, -1) for one in parts),
                    (own, Test.ALWAYS, own, -1),
                ]  # fmt: skip
            case nodes.FirstKnown():
                tried = [self.number(one) for one in node.nodes]
                return [*((one, Test.VALUE, one, -1) for one in tried), (tried[0], Test.ALWAYS, tried[0], -1)]
            case nodes.Published():
                return self._published(node)
            case nodes.Worked():
                own, made = self.number(node.level), self._worked(node)
                return [(own, Test.PRESENT, own, -1), (made, Test.ALWAYS, made, -1)]
            case nodes.Chosen():
                return self._chosen(node)
        raise TypeError(type(node))

    def _published(self, node: nodes.Published) -> list[tuple[int, Test, int, int]]:
        row, made = self.number(node.row), self.number(node.computed)
        tried = [(row, Test.PRESENT, row, -1)]
        if node.ratio is not None:
            growth = self._make(Made.DIFFERENCE, [(0, self.number(node.ratio))], less=HUNDRED)
            tried.append((growth, Test.VALUE, growth, -1))
        return [*tried, (made, Test.ALWAYS, made, -1)]

    def _chosen(self, node: nodes.Chosen) -> list[tuple[int, Test, int, int]]:
        found = [(self.number(one.own), self.number(one.last_year), self.number(one.node), self.period(one.period))
                 for one in node.alternatives]  # fmt: skip
        now = [(own, Test.PRESENT, child, period) for own, _, child, period in found]
        ago = [(last_year, Test.PRESENT, child, period) for _, last_year, child, period in found]
        return [*now, *ago, (found[0][0], Test.ALWAYS, found[0][2], found[0][3])]

    def _worked(self, node: nodes.Worked) -> int:
        if node.formula not in self.formulas:
            self.formulas.append(node.formula)
        operands = [self._constant(Why.NOT_REPORTED, 1) if one is None else self.number(one) for one in node.inputs]
        return self._make(Made.FORMULA + self.formulas.index(node.formula), list(enumerate(operands)))

    def _arithmetic(self, node: Node) -> int:
        match node:
            case nodes.Change():
                now, then = self.number(node.now), self.number(node.then)
                if node.points:
                    return self._make(Made.DIFFERENCE, [(0, now), (1, then)])
                return self._make(Made.QUOTIENT, [(0, now), (1, then), (2, then)], HUNDRED)
            case nodes.Quotient():
                return self._make(Made.QUOTIENT, [(0, self.number(node.top)), (2, self.number(node.base))], node.times)
            case nodes.Difference():
                return self._make(Made.DIFFERENCE, [(0, self.number(node.first)), (1, self.number(node.second))])
            case nodes.Contribution():
                three = [self.number(one) for one in (node.now, node.then, node.whole)]
                return self._make(Made.QUOTIENT, list(enumerate(three)), HUNDRED)
        raise TypeError(type(node))

    def layers(self) -> tuple[Layer, ...]:
        """The depths above that of bases and constants, in order."""
        return tuple(self._layer(depth) for depth in range(1, max(self.depths, default=0) + 1))

    def _layer(self, depth: int) -> Layer:
        made, picks = [one for one in self.made if one[0] == depth], [one for one in self.picks if one[0] == depth]
        looks = [one for one in self.looks if one[0] == depth]
        kinds = {"made"} if made else set()
        kinds |= {"plain"} if any(one[2] < Made.FORMULA for one in made) else set()
        kinds |= {"pick"} if picks else set()
        children = {one[6] for one in made} | {child for one in picks for child in (one[3], one[5])}
        children |= {one[3] for one in looks}
        formulas = sorted({one[2] - Made.FORMULA for one in made if one[2] >= Made.FORMULA})
        return Layer(
            depth, frozenset(kinds), frozenset(one[1] for one in looks), tuple(formulas),
            max((one[5] + 1 for one in made), default=0), tuple(sorted({self.depths[one] for one in children})),
        )  # fmt: skip


_LOOKS: Mapping[type, Look] = {
    nodes.OfParent: Look.PARENT, nodes.OfChildren: Look.CHILDREN, nodes.Rank: Look.RANK, nodes.Deviation: Look.DEVIATION
}  # fmt: skip
