"""The rows that SQL answers with, as the table of the answer."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from quarterdeck.engine.answer import ANSWER, LINEAGE, WORDS
from quarterdeck.engine.facts import DIGITS, QUALIFIERS, STATUSES
from quarterdeck.engine.plan import Plan
from quarterdeck.engine.sql.numbering import WHYS


def told(plan: Plan, rows: pa.Table, periods: list[str]) -> pa.Table:
    """The answer; `rows` stand in the order of its cells, and `periods` are the words of their periods."""
    places = [place for place in plan.places.list if place.asked]
    asked = np.repeat(np.arange(len(plan.asked), dtype=np.int32), len(places))
    area = np.tile(np.arange(len(places), dtype=np.int32), len(plan.asked))
    if len(rows) != len(area):
        raise ValueError(f"{len(rows)} cells were told of {len(area)}")
    subjects = [one.subject for one in plan.asked]
    columns = {
        "indicator": _repeated([one.measure.code for one in subjects], asked),
        "breakdown": _repeated([one.breakdown for one in subjects], asked),
        "scenario": _repeated([one.scenario for one in subjects], asked),
        "area": _words([place.code for place in places], area),
        "period": _repeated([one.period.code for one in plan.asked], asked),
        "reported_period": _words(periods, _numbers(rows, "period")),
        "statement": _repeated([one.statement.value for one in plan.asked], asked),
        "value": _decimals(rows["value"]),
        "unit": _repeated([one.unit for one in plan.asked], asked),
        "status": _words([one.value for one in STATUSES], _numbers(rows, "status")),
        "qualifier": _words([one.value for one in QUALIFIERS], _numbers(rows, "qual")),
        "illustrative": pa.array(_numbers(rows, "ill") > 0),
        "computed": pa.array(_numbers(rows, "computed") > 0),
        "reported": pa.array(_numbers(rows, "reported")),
        "needed": pa.array(_numbers(rows, "needed")),
        "why": _words([one.value for one in WHYS], _numbers(rows, "why")),
    }
    if not plan.question.lineage:
        return pa.table(columns, ANSWER)
    return pa.table(columns | {"lineage": rows["ids"].cast(LINEAGE.field("lineage").type)}, LINEAGE)


def _numbers(rows: pa.Table, name: str) -> NDArray[np.int32]:
    found: NDArray[np.int32] = rows[name].to_numpy().astype(np.int32)
    return found


def _repeated(words: list[str], numbers: NDArray[np.int32]) -> pa.Array:
    """The word of each number, where words may stand there twice."""
    known = {word: place for place, word in enumerate(dict.fromkeys(words))}
    places = np.array([known[word] for word in words], dtype=np.int32)
    return _words(list(known), places[numbers])


def _words(words: list[str], numbers: NDArray[np.int32]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(numbers), pa.array(words, WORDS.value_type))


def _decimals(steps: pa.ChunkedArray) -> pa.Array:
    """Whole numbers of steps of 10^-8, as the decimals that they are."""
    whole = steps.combine_chunks()
    if isinstance(whole, pa.ChunkedArray):
        whole = pa.concat_arrays(whole.chunks)
    kind = pa.decimal128(38, DIGITS)
    return pa.Array.from_buffers(kind, len(whole), whole.buffers(), whole.null_count, whole.offset)
