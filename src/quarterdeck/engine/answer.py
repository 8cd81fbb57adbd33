"""The answer to a question: an Arrow table with one row per indicator, breakdown, period, statement and area."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa

from quarterdeck.core.measures import ObservationStatus, Qualifier, round_half_up
from quarterdeck.engine.facts import DIGITS
from quarterdeck.engine.plan.asking import Asked, Plan
from quarterdeck.engine.query import Place, Why

WORDS = pa.dictionary(pa.int32(), pa.string())
ANSWER = pa.schema(
    [
        pa.field("indicator", WORDS, nullable=False),
        pa.field("breakdown", WORDS, nullable=False),
        pa.field("scenario", WORDS, nullable=False),
        pa.field("area", WORDS, nullable=False),
        pa.field("period", WORDS, nullable=False),
        pa.field("reported_period", WORDS, nullable=False),
        pa.field("statement", WORDS, nullable=False),
        pa.field("value", pa.decimal128(38, DIGITS)),
        pa.field("unit", WORDS, nullable=False),
        pa.field("status", WORDS, nullable=False),
        pa.field("qualifier", WORDS, nullable=False),
        pa.field("illustrative", pa.bool_(), nullable=False),
        pa.field("computed", pa.bool_(), nullable=False),
        pa.field("reported", pa.int32(), nullable=False),
        pa.field("needed", pa.int32(), nullable=False),
        pa.field("why", WORDS, nullable=False),
    ]
)
"""Rows stand in the order indicator, breakdown, period, statement (as asked), area (places of the plan).

`reported` of `needed` units have a value: the coverage. `why` is a code of `query.Why`, empty where there is a value.
"""

LINEAGE = ANSWER.append(pa.field("lineage", pa.list_(pa.int64()), nullable=False))
"""The same with the numbers of the log's rows that a value rests on, ascending."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is said in one cell of the answer.

    `value` is None where nothing can be told; then `why` says why and `status` is that of the row, if the cell is one
    row of the log (or one that cannot be told in these borders), else O; a computed cell without a value is exact and
    not illustrative.
    """

    value: Decimal | None
    status: ObservationStatus
    qualifier: Qualifier
    illustrative: bool
    computed: bool
    reported: int
    needed: int
    why: Why
    reported_period: str
    lineage: tuple[int, ...] = ()


def written(value: Decimal | None) -> Decimal | None:
    """A value with the digits of the answer."""
    return None if value is None else round_half_up(value, DIGITS)


def table_of(plan: Plan, told: Sequence[Told], *, lineage: bool = False) -> pa.Table:
    """The answer from its cells, which stand in the order of `asked_cells`."""
    heads = list(asked_cells(plan))
    columns: dict[str, list[object]] = {
        "indicator": [one.subject.measure.code for one, _ in heads],
        "breakdown": [one.subject.breakdown for one, _ in heads],
        "scenario": [one.subject.scenario for one, _ in heads],
        "area": [place.code for _, place in heads],
        "period": [one.period.code for one, _ in heads],
        "reported_period": [cell.reported_period for cell in told],
        "statement": [one.statement.value for one, _ in heads],
        "value": [written(cell.value) for cell in told],
        "unit": [one.unit for one, _ in heads],
        "status": [cell.status.value for cell in told],
        "qualifier": [cell.qualifier.value for cell in told],
        "illustrative": [cell.illustrative for cell in told],
        "computed": [cell.computed for cell in told],
        "reported": [cell.reported for cell in told],
        "needed": [cell.needed for cell in told],
        "why": [cell.why.value for cell in told],
    }
    if lineage:
        columns["lineage"] = [sorted(set(cell.lineage)) for cell in told]
    schema = LINEAGE if lineage else ANSWER
    return pa.table({name: pa.array(columns[name], schema.field(name).type) for name in schema.names}, schema=schema)


def asked_cells(plan: Plan) -> Iterator[tuple[Asked, Place]]:
    """The cells of the answer in their order."""
    places = [place for place in plan.places.list if place.asked]
    for one in plan.asked:
        for place in places:
            yield one, place
