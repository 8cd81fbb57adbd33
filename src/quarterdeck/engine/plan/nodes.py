"""The steps from figures of the log to a statement, as values: one plan, compiled for each place where it runs.

Every node stands for one value per place, with what is said along: status, hedge, origin, coverage, why it is missing.
"""

from dataclasses import dataclass
from typing import TypeAlias

from quarterdeck.core.formulas import Formula
from quarterdeck.engine.query import Why


@dataclass(frozen=True, slots=True)
class Base:
    """The figure of a key as known: as it was, restated or rolled up. `finer`: the data are never that fine."""

    indicator: str
    breakdown: str
    scenario: str
    period: str
    finer: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """The sum of shorter periods; no value unless each has one."""

    bases: tuple[Base, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """The figure as reported, whatever it says; where there is no row, or one that cannot be told in these borders,
    the first of `parts` with a value; else the row that cannot be told, if any."""

    own: Base
    parts: tuple[Parts, ...] = ()


@dataclass(frozen=True, slots=True)
class Worked:
    """The level where there is a row or parts with a value; else what the formula makes of `inputs`.

    An input None is a figure that is not looked up (that of another area), and not known.
    """

    level: Level
    formula: Formula
    inputs: tuple[Level | None, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """The published statement where there is a row of it; else the published ratio less 100 where it has a value;
    else what is computed."""

    row: Base
    ratio: Base | None
    computed: "Node"


@dataclass(frozen=True, slots=True)
class Change:
    """From `then` to `now`: in per cent of `then` (which must be above zero), or the difference in points."""

    now: "Node"
    then: "Node"
    points: bool


@dataclass(frozen=True, slots=True)
class Quotient:
    """`top` over `base` times `times` (100 or 1); the base must be above zero."""

    top: "Node"
    base: "Node"
    times: int


@dataclass(frozen=True, slots=True)
class Contribution:
    """How many points of the growth of a whole are due to a part: (now - then) over `whole`, times 100."""

    now: "Node"
    then: "Node"
    whole: "Node"


@dataclass(frozen=True, slots=True)
class Difference:
    """`first` less `second`."""

    first: "Node"
    second: "Node"


@dataclass(frozen=True, slots=True)
class FirstKnown:
    """The first that has a value, else the first of all."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Nothing:
    """No value, and why."""

    why: Why


@dataclass(frozen=True, slots=True)
class Alternative:
    """A period under which an indicator may report: the rows that tell whether it does, or did a year ago."""

    period: str
    own: Base
    last_year: Base
    node: "Node"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Of the alternatives the first whose own row is there, else the first with a row a year ago, else the first."""

    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class OfParent:
    """The value of the node in the area above."""

    node: "Node"


@dataclass(frozen=True, slots=True)
class OfChildren:
    """The sum of the node over the areas directly below; no value unless each has one."""

    node: "Node"


@dataclass(frozen=True, slots=True)
class Rank:
    """1 for the best among asked places with the same `peers`; equals share a rank and the next ones are skipped.

    Only places with a value are ranked; with fewer than two of them nobody is.
    """

    node: "Node"
    lowest_first: bool


@dataclass(frozen=True, slots=True)
class Deviation:
    """How many median absolute deviations the value lies above the median of asked peers (lower medians, four
    values at least)."""

    node: "Node"


Node: TypeAlias = (
    Base | Parts | Level | Worked | Published | Change | Quotient | Contribution | Difference | FirstKnown | Nothing
    | Chosen | OfParent | OfChildren | Rank | Deviation
)  # fmt: skip


def operands(node: Node) -> tuple[Node, ...]:
    """The nodes that a node is made of, in order."""
    if isinstance(node, Chosen):
        return tuple(one for each in node.alternatives for one in (each.own, each.last_year, each.node))
    found: list[Node] = []
    for name in node.__slots__:
        inside = getattr(node, name)
        found.extend(one for one in (inside if isinstance(inside, tuple) else (inside,)) if isinstance(one, Node))
    return tuple(found)


def bases(node: Node) -> list[Base]:
    """Every figure of the log that a node rests on, each once."""
    found: dict[Base, None] = {}
    waiting = [node]
    seen = set[int]()
    while waiting:
        one = waiting.pop()
        if isinstance(one, Base):
            found[one] = None
        elif id(one) not in seen:
            seen.add(id(one))
            waiting.extend(operands(one))
    return list(found)
