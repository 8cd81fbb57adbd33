"""The answer as an Arrow table, made of whole columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from quarterdeck.core.measures import Qualifier
from quarterdeck.engine.answer import ANSWER
from quarterdeck.engine.facts import DIGITS, QUALIFIERS, STATUSES
from quarterdeck.engine.matrices import exact
from quarterdeck.engine.matrices.cells import ABSENT, HEDGE, NEEDED, REAL, REPORTED, STATUS, UNHEDGED, WHYS, Cells
from quarterdeck.engine.matrices.exact import Array, Mask
from quarterdeck.engine.matrices.memory import remembered
from quarterdeck.engine.matrices.program import Choice, Output, Program, Run, chosen_alternative
from quarterdeck.engine.plan import Plan

Codes = NDArray[np.int32]
STATUS_CODES = pa.array([one.value for one in STATUSES])
HEDGE_CODES = pa.array([one.value for one in reversed(QUALIFIERS)])
WHY_CODES = pa.array([one.value for one in WHYS])
assert QUALIFIERS[0] is Qualifier.EXACT


@dataclass(frozen=True, eq=False)
class Columns:
    """What is said in each cell of the answer: statements × asked places."""

    low: NDArray[np.uint64]
    high: NDArray[np.int64]
    known: Mask
    said: NDArray[np.int32]
    why: NDArray[np.int8]
    computed: Mask
    period: Codes


WIDTH = 38
"""Digits of a decimal in an answer."""
MOST_CELLS = 10_000
"""Of answers with more cells than this nothing is remembered."""


def table_of(plan: Plan, program: Program, run: Run) -> pa.Table:
    """The answer from what the steps gave."""
    places = sum(place.asked for place in plan.places.list)
    heads = _heads(plan)
    shape = (len(plan.asked), places)
    columns = Columns(
        np.zeros(shape, np.uint64), np.zeros(shape, np.int64), np.zeros(shape, np.bool_),
        np.zeros((len(run.bases.said), *shape), np.int32), np.zeros(shape, np.int8), np.zeros(shape, np.bool_),
        np.repeat(heads.period[:, None], places, axis=1),
    )  # fmt: skip
    for output in program.outputs:
        _fill(columns, output, run.given[output.step], places)
        if output.choice is not None:
            _choose(columns, output, output.choice, run.bases, heads, places)
    return _table(plan, heads, columns, places)


def _fill(columns: Columns, output: Output, cells: Cells, places: int) -> None:
    rows, mine = output.rows, slice(0, places)
    known = cells.known[:, mine]
    low, high = _limbs(np.where(known, cells.value.steps[:, mine], 0), cells)
    columns.low[rows], columns.high[rows], columns.known[rows] = low, high, known
    said = cells.said[:, :, mine]
    columns.said[:, rows] = said
    columns.said[STATUS, rows] = cells.status[:, mine]
    hollow = cells.computed[:, mine] & ~known
    if hollow.any():
        columns.said[STATUS, rows] = np.where(hollow, ABSENT, cells.status[:, mine])
        columns.said[HEDGE, rows] = np.where(hollow, UNHEDGED, said[HEDGE])
        columns.said[REAL, rows] = np.where(hollow, 1, said[REAL])
    columns.why[rows], columns.computed[rows] = cells.why[:, mine], cells.computed[:, mine]


def _limbs(steps: Array, cells: Cells) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Numbers in steps of 10^-DIGITS as 128 bits, the lower and the upper half.

    Raises `OverflowError` for one that has more digits than an answer.
    """
    more = DIGITS - cells.value.scale
    if steps.dtype == object:
        whole = steps * 10 ** more.astype(object)
        if max((abs(one) for one in whole.flat), default=0) >= 10**WIDTH:
            raise OverflowError
        return (whole & (1 << 64) - 1).astype(np.uint64), (whole >> 64).astype(np.int64)
    if cells.value.most * 10 ** int(more.max(initial=0)) < exact.LIMIT:
        fits = steps * exact.TENS[more]
        return fits.view(np.uint64), fits >> 63
    tens = exact.TENS[more]
    below = (steps & 0xFFFFFFFF) * tens
    above = (steps >> 32) * tens + (below >> 32)
    return ((above & 0xFFFFFFFF) << 32 | below & 0xFFFFFFFF).view(np.uint64), above >> 32


@dataclass(frozen=True, eq=False)
class _Heads:
    """What is the same for all places: by statement, codes into lists of words."""

    words: dict[str, list[str]]
    codes: dict[str, Codes]
    period: Codes
    periods: dict[str, int]


def _heads(plan: Plan) -> _Heads:
    """Remembered with the world, like the statements."""
    return remembered(plan.world, ("heads", plan.asked), lambda: _made_heads(plan))


def _made_heads(plan: Plan) -> _Heads:
    told: dict[str, Sequence[str]] = {
        "indicator": [one.subject.measure.code for one in plan.asked],
        "breakdown": [one.subject.breakdown for one in plan.asked],
        "scenario": [one.subject.scenario for one in plan.asked],
        "statement": [one.statement.value for one in plan.asked],
        "unit": [one.unit for one in plan.asked],
        "period": [one.period.code for one in plan.asked],
    }
    words: dict[str, list[str]] = {}
    codes: dict[str, Codes] = {}
    for name, several in told.items():
        places = {word: number for number, word in enumerate(dict.fromkeys(several))}
        words[name], codes[name] = list(places), np.array([places[word] for word in several], dtype=np.int32)
    periods = {word: number for number, word in enumerate(words["period"])}
    for one in plan.asked:
        for alternative in one.choice.alternatives if one.choice else ():
            periods.setdefault(alternative.period, len(periods))
    return _Heads(words, codes, codes["period"], periods)


def _choose(columns: Columns, output: Output, choice: Choice, bases: Cells, heads: _Heads, places: int) -> None:
    taken = chosen_alternative(bases, choice)[:, :places]
    codes = np.array([[heads.periods[code] for code in row] for row in choice.codes], dtype=np.int32)
    columns.period[output.rows] = np.take_along_axis(codes, taken, axis=1)


def _table(plan: Plan, heads: _Heads, columns: Columns, places: int) -> pa.Table:
    count = len(plan.asked) * places
    found = dict(_named(plan, heads, count))
    found["reported_period"] = _words(columns.period, pa.array(list(heads.periods), pa.string()))
    found["value"] = _decimals(columns, count)
    found["status"] = _words(columns.said[STATUS], STATUS_CODES)
    found["qualifier"] = _words(columns.said[HEDGE], HEDGE_CODES)
    found["illustrative"] = pa.array((columns.said[REAL] == 0).ravel())
    found["computed"] = pa.array(columns.computed.ravel())
    found["reported"] = pa.array(columns.said[REPORTED].ravel())
    found["needed"] = pa.array((-columns.said[NEEDED]).ravel())
    found["why"] = _words(columns.why.astype(np.int32), WHY_CODES)
    return pa.Table.from_arrays([found[name] for name in ANSWER.names], schema=ANSWER)


def _named(plan: Plan, heads: _Heads, count: int) -> dict[str, pa.Array]:
    """What every cell is about, whatever the figures say; remembered with the world unless there are many cells."""
    areas = tuple(place.code for place in plan.places.list if place.asked)
    if count > MOST_CELLS:
        return _made_named(len(plan.asked), heads, areas)
    key = ("named", plan.asked, areas)
    return remembered(plan.world, key, lambda: _made_named(len(plan.asked), heads, areas))


def _made_named(statements: int, heads: _Heads, areas: Sequence[str]) -> dict[str, pa.Array]:
    found = {
        name: _words(np.repeat(heads.codes[name], len(areas)), pa.array(heads.words[name], pa.string()))
        for name in ("indicator", "breakdown", "scenario", "statement", "unit", "period")
    }
    numbers = {code: number for number, code in enumerate(dict.fromkeys(areas))}
    area = np.tile(np.array([numbers[code] for code in areas], dtype=np.int32), statements)
    return found | {"area": _words(area, pa.array(list(numbers), pa.string()))}


def _words(codes: NDArray[Any], words: pa.Array) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(codes.ravel()), words, safe=False)


def _decimals(columns: Columns, count: int) -> pa.Array:
    """Decimals straight from their 128 bits."""
    halves = np.empty((count, 2), dtype=np.uint64)
    halves[:, 0], halves[:, 1] = columns.low.ravel(), columns.high.ravel().view(np.uint64)
    known = columns.known.ravel()
    valid = None if known.all() else pa.py_buffer(np.packbits(known, bitorder="little").tobytes())
    return pa.Array.from_buffers(ANSWER.field("value").type, count, [valid, pa.py_buffer(halves)])
