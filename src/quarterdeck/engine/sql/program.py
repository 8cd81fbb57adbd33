"""The steps that answer a question of one shape, made once for all questions of that shape."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from quarterdeck.core.formulas import Formula
from quarterdeck.engine.sql.bases import Made, atoms_as_it_was, base_cells
from quarterdeck.engine.sql.cells import Step, Writer, shown
from quarterdeck.engine.sql.dialect import Dialect
from quarterdeck.engine.sql.layers import layer_steps
from quarterdeck.engine.sql.numbering import Layer
from quarterdeck.engine.sql.restating import atoms_in_borders

REMEMBERED = 512


@dataclass(frozen=True, slots=True)
class Shape:
    """All of a question that its SQL depends on. `asked` and `choices` are depths of nodes."""

    layers: tuple[Layer, ...]
    formulas: tuple[Formula, ...]
    asked: tuple[int, ...]
    choices: tuple[int, ...]
    constants: bool
    made: Made
    borders: bool
    lineage: bool


@dataclass(frozen=True)
class Program:
    """Steps in their order, and the SELECT of the answer's rows from them."""

    steps: tuple[Step, ...]
    answer: str

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word in it, among them the names of the relations that it reads."""
        return words(*(one.sql for one in self.steps), self.answer)


def words(*texts: str) -> frozenset[str]:
    """The words in texts."""
    return frozenset(word for text in texts for word in re.findall(r"\w+", text))


@lru_cache(maxsize=REMEMBERED)
def program(shape: Shape, dialect: Dialect) -> Program:
    """The steps for a shape; they read `newest` and the relations of `prepared.Prepared`."""
    write = Writer(dialect, shape.lineage)
    steps = atoms_in_borders(write, means=shape.made.weights) if shape.borders else atoms_as_it_was(write)
    steps += base_cells(write, shape.made, constants=shape.constants)
    for layer in shape.layers:
        steps += layer_steps(layer, shape.formulas, write)
    return Program(tuple(steps), _answer(shape, write))


def _answer(shape: Shape, write: Writer) -> str:
    cells = " UNION ALL ".join(f"SELECT * FROM cells_{depth}" for depth in shape.asked)
    period, choice = "a.period", ""
    if shape.choices:
        picked = " UNION ALL ".join(f"SELECT * FROM picked_{depth}" for depth in shape.choices)
        period = "COALESCE(k.period, a.period)"
        choice = (
            f" LEFT JOIN (SELECT q.node, q.place, i.period FROM ({picked}) q "
            "JOIN picks i ON i.node = q.node AND i.nth = q.nth) k ON k.node = a.choice AND k.place = c.place"
        )
    ids = ", LIST_SORT(LIST_DISTINCT(c.ids)) AS ids" if write.lineage else ""
    return (
        f"SELECT c.place, CAST(c.value AS DECIMAL(38, 0)) AS value, {shown('c')} AS status, c.qual, c.ill, c.computed, "
        f"c.reported, c.needed, c.why, {period} AS period{ids} FROM asked a JOIN ({cells}) c ON c.node = a.node "
        f"JOIN places p ON p.place = c.place AND p.asked = 1{choice} ORDER BY a.ask, c.place"
    )
