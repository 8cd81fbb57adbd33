"""A plan made ready for arrays: statements whose steps are alike are worked out together, a row each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from quarterdeck.core.formulas import Formula
from quarterdeck.core.measures import Scenario
from quarterdeck.core.periods import Period
from quarterdeck.engine.matrices import peers, steps
from quarterdeck.engine.matrices.basis import Basis, basis_of
from quarterdeck.engine.matrices.cells import Cells
from quarterdeck.engine.matrices.formulas import worked
from quarterdeck.engine.matrices.memory import remembered
from quarterdeck.engine.matrices.relatives import Relatives
from quarterdeck.engine.plan import nodes
from quarterdeck.engine.plan.asking import Asked, Plan
from quarterdeck.engine.plan.nodes import Base, Node
from quarterdeck.engine.plan.statements import Subject, base
from quarterdeck.engine.reading import steps as steps_in_time
from quarterdeck.engine.world import World

Numbers: TypeAlias = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Run:
    """One evaluation: the figures of all bases, how places belong together, and what every step has given so far."""

    bases: Cells
    relatives: Relatives
    given: list[Cells] = field(default_factory=list)


Step: TypeAlias = Callable[[Run], Cells]


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """Under which of several periods each row reports: per row the alternatives' bases, and their codes."""

    own: Numbers
    last_year: Numbers
    codes: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Output:
    """What a step gives: `rows` are the numbers of the plan's statements."""

    step: int
    rows: Numbers
    choice: Choice | None


@dataclass(frozen=True, eq=False)
class Program:
    """Steps follow one another, each using only those before it."""

    basis: Basis
    steps: tuple[Step, ...]
    outputs: tuple[Output, ...]


def program(plan: Plan, weighing: bool) -> Program:
    """The program of a plan's statements, remembered: the planner gives the same ones whatever areas are asked for.

    With `weighing` the bases of weights are among its bases.
    """
    return remembered(plan.world, ("program", plan.asked, weighing), lambda: _compiled(plan.asked, weighing))


def _compiled(asked: Sequence[Asked], weighing: bool) -> Program:
    compiler = _Compiler()
    groups: dict[object, list[int]] = {}
    for number, one in enumerate(asked):
        alternatives = len(one.choice.alternatives) if one.choice else 0
        groups.setdefault((compiler.shape(one.node), alternatives), []).append(number)
    outputs = tuple(
        Output(
            compiler.node([asked[number].node for number in rows]), np.array(rows, dtype=np.intp),
            compiler.choice([asked[number].choice for number in rows]),
        )
        for rows in groups.values()
    )  # fmt: skip
    measures = asked[0].subject.world.measures
    weights = _weights(compiler.bases, asked[0].subject.world) if weighing else np.zeros((0, 0), dtype=np.intp)
    return Program(basis_of(tuple(compiler.bases), measures, weights), tuple(compiler.steps), outputs)


def _weights(bases: dict[Base, int], world: World) -> Numbers:
    """Add the bases by which means are weighted: of the same period, its year, the year before; -1 if none weighs."""
    found: list[tuple[int, ...]] = []
    for one in tuple(bases):
        weight = world.measures.get(world.measures[one.indicator].weight_code)
        if weight is None or one.breakdown.startswith("@"):
            found.append((-1, -1, -1))
            continue
        period = Period(one.period)
        of = Subject(weight, "", Scenario.ACTUAL.value, world)
        tried = (period, steps_in_time.whole_year(period), steps_in_time.previous(steps_in_time.whole_year(period)))
        weighed = [base(of, each) for each in tried]
        found.append(tuple(bases.setdefault(each, len(bases)) for each in weighed))
    found += [(-1, -1, -1)] * (len(bases) - len(found))
    return np.array(found, dtype=np.intp)


class _Compiler:
    """Gathers bases and steps, each once."""

    def __init__(self) -> None:
        self.bases: dict[Base, int] = {}
        self.steps: list[Step] = []
        self._numbers: dict[object, int] = {}
        self._shapes: dict[int, object] = {}

    def shape(self, node: object) -> object:
        """The same for nodes that differ only in the figures that they look up."""
        if isinstance(node, Base):
            return "base"
        if isinstance(node, tuple):
            return tuple(self.shape(one) for one in node)
        if isinstance(node, Formula):
            return node.text, node.unit
        if isinstance(node, nodes.Alternative):
            return self.shape(node.node)
        if not isinstance(node, Node):
            return node
        if id(node) not in self._shapes:
            inside = (self.shape(getattr(node, name)) for name in node.__slots__)
            self._shapes[id(node)] = (type(node).__name__, *inside)
        return self._shapes[id(node)]

    def choice(self, several: Sequence[nodes.Chosen | None]) -> Choice | None:
        """The alternatives of some rows that have equally many."""
        chosen = [one for one in several if one is not None]
        if not chosen:
            return None
        return Choice(
            self._many([tuple(each.own for each in one.alternatives) for one in chosen]),
            self._many([tuple(each.last_year for each in one.alternatives) for one in chosen]),
            tuple(tuple(each.period for each in one.alternatives) for one in chosen),
        )

    def node(self, several: Sequence[Node]) -> int:
        """The step for nodes of one shape."""
        first = several[0]
        if isinstance(first, nodes.Level):
            return self._level([one for one in several if isinstance(one, nodes.Level)])
        if isinstance(first, nodes.Base):
            numbers = self._some([one for one in several if isinstance(one, Base)])
            return self._step(("base", numbers.tobytes()), partial(_base, numbers))
        if isinstance(first, nodes.Chosen):
            return self._chosen([one for one in several if isinstance(one, nodes.Chosen)])
        if isinstance(first, nodes.Worked):
            return self._worked([one for one in several if isinstance(one, nodes.Worked)], first)
        if isinstance(first, nodes.FirstKnown):
            inside = [one.nodes for one in several if isinstance(one, nodes.FirstKnown)]
            return self._made("known", steps.first_known, *(self.node(each) for each in zip(*inside, strict=True)))
        if isinstance(first, nodes.Nothing):
            return self._step(("nothing", first.why, len(several)), partial(_nothing, first, len(several)))
        return self._operation(several, first)

    def _operation(self, several: Sequence[Node], first: Node) -> int:
        """A node with a fixed number of operands."""
        match first:
            case nodes.Change():
                return self._made(
                    first.points, partial(steps.change, first.points), *self._inside(several, "now", "then")
                )
            case nodes.Quotient():
                return self._made(
                    first.times, partial(steps.quotient, first.times), *self._inside(several, "top", "base")
                )
            case nodes.Difference():
                return self._made("less", steps.difference, *self._inside(several, "first", "second"))
            case nodes.Contribution():
                return self._made("points", steps.contribution, *self._inside(several, "now", "then", "whole"))
            case nodes.Published():
                names = ("row", "computed") if first.ratio is None else ("row", "computed", "ratio")
                return self._made("published", steps.published, *self._inside(several, *names))
            case nodes.OfParent():
                return self._related("parent", peers.of_parent, several)
            case nodes.OfChildren():
                return self._related("children", peers.of_children, several)
            case nodes.Rank():
                return self._related(first.lowest_first, partial(peers.rank, first.lowest_first), several)
            case nodes.Deviation():
                return self._related("deviation", peers.deviation, several)
        raise TypeError(f"no step for {type(first).__name__}")

    def _inside(self, several: Sequence[Node], *names: str) -> list[int]:
        return [self.node([getattr(one, name) for one in several]) for name in names]

    def _made(self, name: object, work: Callable[..., Cells], *operands: int) -> int:
        return self._step((name, work.func if isinstance(work, partial) else work, operands),
                          partial(_made, work, operands))  # fmt: skip

    def _related(self, name: object, work: Callable[..., Cells], several: Sequence[Node]) -> int:
        (inside,) = self._inside(several, "node")
        return self._step((name, "related", inside), partial(_related, work, inside))

    def _level(self, several: Sequence[nodes.Level]) -> int:
        own = self._some([one.own for one in several])
        parts = [
            self._many([part.bases for part in each])
            for each in zip(*(one.parts for one in several), strict=True)
        ]  # fmt: skip
        key = ("level", own.tobytes(), *((part.shape, part.tobytes()) for part in parts))
        return self._step(key, partial(_level, own, parts))

    def _worked(self, several: Sequence[nodes.Worked], first: nodes.Worked) -> int:
        level = self.node([one.level for one in several])
        inputs = [
            None if each[0] is None else self.node([one for one in each if one is not None])
            for each in zip(*(one.inputs for one in several), strict=True)
        ]
        key = ("worked", first.formula.text, first.formula.unit, level, tuple(inputs))
        return self._step(key, partial(_worked, first.formula, level, inputs))

    def _chosen(self, several: Sequence[nodes.Chosen]) -> int:
        choice = self.choice(several)
        assert choice is not None
        inside = [
            self.node([each.node for each in alternatives])
            for alternatives in zip(*(one.alternatives for one in several), strict=True)
        ]
        key = ("chosen", choice.own.tobytes(), choice.last_year.tobytes(), tuple(inside))
        return self._step(key, partial(_chosen, choice, inside))

    def _some(self, bases: Sequence[Base]) -> Numbers:
        return np.array([self.bases.setdefault(one, len(self.bases)) for one in bases], dtype=np.intp)

    def _many(self, rows: Sequence[Sequence[Base]]) -> Numbers:
        return np.array([self._some(row) for row in rows], dtype=np.intp)

    def _step(self, key: object, step: Step) -> int:
        if key not in self._numbers:
            self._numbers[key] = len(self.steps)
            self.steps.append(step)
        return self._numbers[key]


def chosen_alternative(bases: Cells, choice: Choice) -> NDArray[np.intp]:
    """By row and place the number of the period under which it reports."""
    own, before = bases.there[choice.own], bases.there[choice.last_year]
    found: NDArray[np.intp] = np.where(own.any(axis=1), own.argmax(axis=1), before.argmax(axis=1))
    return found


def _base(numbers: Numbers, run: Run) -> Cells:
    return run.bases.rows(numbers)


def _nothing(node: nodes.Nothing, rows: int, run: Run) -> Cells:
    return steps.nothing(node.why, rows, run.bases.known.shape[1])


def _level(own: Numbers, parts: Sequence[Numbers], run: Run) -> Cells:
    return steps.level(run.bases, own, parts)


def _worked(formula: Formula, level: int, inputs: Sequence[int | None], run: Run) -> Cells:
    return worked(formula, run.given[level], [None if one is None else run.given[one] for one in inputs])


def _chosen(choice: Choice, inside: Sequence[int], run: Run) -> Cells:
    return steps.picked(chosen_alternative(run.bases, choice), [run.given[one] for one in inside])


def _made(work: Callable[..., Cells], operands: Sequence[int], run: Run) -> Cells:
    return work(*(run.given[one] for one in operands))


def _related(work: Callable[..., Cells], inside: int, run: Run) -> Cells:
    return work(run.relatives, run.given[inside])
