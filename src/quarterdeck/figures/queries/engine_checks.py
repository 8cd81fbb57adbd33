"""Validation by the engine: parents that are not the sum of what is below them, and changes unlike those of peers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc

from quarterdeck.engine.query import Question, Statement
from quarterdeck.engine.store import Store

TOLD: Mapping[Statement, tuple[Statement, ...]] = {
    Statement.GAP: (Statement.LEVEL, Statement.CHILDREN, Statement.GAP),
    Statement.DEVIATION: (Statement.CHANGE, Statement.DEVIATION),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A figure to look at: "sum" where it is not what the areas directly below add up to, "outlier" where its change
    lies far from that of its peers. `place` has dimensions with their codes, `numbers` statements with their values.
    """

    kind: Literal["sum", "outlier"]
    place: tuple[tuple[str, str], ...]
    numbers: Mapping[Statement, Decimal]
    unit: str

    @property
    def indicator(self) -> str:
        """The code of its indicator."""
        return dict(self.place)["indicator"]


def findings(store: Store, question: Question, beyond: Decimal) -> list[Finding]:
    """What does not fit together among the indicators, areas and periods of a question, in its order.

    An indicator that does not add up over areas has no sum to compare with. Works indicator by indicator.
    """
    return [one for code in question.indicators for one in _of(store, replace(question, indicators=(code,)), beyond)]


def _of(store: Store, question: Question, beyond: Decimal) -> Iterator[Finding]:
    for statement, kind in ((Statement.GAP, "sum"), (Statement.DEVIATION, "outlier")):
        limit = Decimal(0) if statement is Statement.GAP else beyond
        for answer in store.stream(replace(question, statements=(statement,), lineage=False)):
            far = pc.fill_null(pc.greater(pc.abs(answer["value"]), pa.scalar(limit, answer["value"].type)), False)
            for row in answer.filter(far).to_pylist():
                yield _finding(store, question, statement, kind, row)


def _finding(store: Store, question: Question, statement: Statement, kind: Any, row: Mapping[str, Any]) -> Finding:
    """The finding with the figures that lead to it, which are asked for it alone."""
    needed = tuple(one for one in TOLD[statement] if one is not statement)
    asked = replace(question, statements=needed, periods=(row["period"],), breakdowns=(row["breakdown"],))
    told = store.ask(asked)
    here = told.filter(pc.equal(told["area"].cast(pa.string()), row["area"])).to_pylist()
    numbers = {Statement(one["statement"]): one["value"] for one in (*here, row)}
    unit = here[0]["unit"]
    place = tuple((name, row[name]) for name in ("indicator", "breakdown", "period", "area") if row[name])
    return Finding(kind, place, numbers, unit)
