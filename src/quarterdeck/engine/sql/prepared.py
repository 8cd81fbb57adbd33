"""A plan made ready to be run as SQL, wherever that is: its program, its relations and the files that it reads."""

from collections.abc import Iterable
from functools import cached_property

import pyarrow as pa

from quarterdeck.engine.facts import KnownOn
from quarterdeck.engine.held import Held
from quarterdeck.engine.plan import Plan
from quarterdeck.engine.sql.bases import Made
from quarterdeck.engine.sql.borders import Exceptional, InBorders
from quarterdeck.engine.sql.dialect import Dialect
from quarterdeck.engine.sql.program import Program, Shape, program
from quarterdeck.engine.sql.relations import Nodes, Relations, Wanted, places
from quarterdeck.engine.sql.standing import Standing
from quarterdeck.engine.sql.told import told


class Prepared:
    """A plan with what it takes to answer it by SQL.

    First `relations` are handed over and `newest` is made of the rows of `years` and the tail (`sources.newest_step`).
    In the borders of a day `restating.EXCEPTIONS` is asked then, and its rows are given to `in_borders`, whose
    relations are handed over too. Then the steps of `program` are run, and `told` makes the answer of their rows.
    """

    def __init__(self, plan: Plan, held: Held) -> None:
        self._plan, self.nodes = plan, Nodes(plan)
        borders = plan.question.borders
        self._borders = InBorders(plan, self.nodes, borders.day) if borders else None
        self._standing = Standing(plan, self.nodes) if borders is None else None
        around = self._borders or self._standing
        assert around is not None
        self._around = around
        self._wanted = Wanted(plan, held, self.nodes, around.versions())
        self._batches = held.batches
        self.tail: pa.Table = self._wanted.tail()

    @property
    def years(self) -> list[int]:
        """The years of which segments are read."""
        return self._wanted.years

    @property
    def vintage(self) -> bool:
        """Whether superseded rows count, since not all batches do."""
        return self._plan.question.known != KnownOn()

    @property
    def distinct(self) -> bool:
        """Whether no key can be there twice among the rows that are read."""
        return self._wanted.distinct and not self.vintage and not len(self.tail)

    @property
    def restates(self) -> bool:
        """Whether it is asked in the borders of a day."""
        return self._borders is not None

    @cached_property
    def relations(self) -> Relations:
        """The relations that are known before any row is read."""
        more = self._borders.first() if self._borders else {}
        more |= self._standing.relations() if self._standing else {}
        return {
            **self.nodes.relations(), **places(self._plan.places.list), **more, "tail": self.tail,
            **self._wanted.relations(self._batches, self._plan.question.known),
        }  # fmt: skip

    def in_borders(self, exceptional: Iterable[Exceptional]) -> Relations:
        """The relations that depend on which families of units have no row of the last day of a period."""
        assert self._borders is not None
        return self._borders.relations(exceptional)

    def program(self, dialect: Dialect) -> Program:
        """The steps, the same for all plans of this shape."""
        asked, nodes = self.nodes.asked, self.nodes
        shape = Shape(
            nodes.numbering.layers(), tuple(nodes.numbering.formulas), nodes.depths(one[0] for one in asked),
            nodes.depths(one[1] for one in asked), bool(nodes.numbering.constants),
            Made(self._around.of_units, self.restates, nodes.means), self.restates,
            self._plan.question.lineage,
        )  # fmt: skip
        return program(shape, dialect)

    def told(self, rows: pa.Table) -> pa.Table:
        """The answer, from the rows that the program selects."""
        return told(self._plan, rows, list(self.nodes.catalogue.periods))
