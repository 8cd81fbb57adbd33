"""However a question is answered, the answer is the same: that of the plain reference, in every column.

`QUARTERDECK_EXAMPLES` says how many random worlds are asked (40 where it is not given), `QUARTERDECK_WAYS` which ways
are compared ("matrices,duck").
"""

import os
from importlib import import_module
from importlib.util import find_spec

import pyarrow as pa
import pytest
from hypothesis import Phase, given, seed, settings

from quarterdeck.engine.answer import WORDS
from quarterdeck.engine.held import Held
from quarterdeck.engine.plan import Plan
from quarterdeck.engine.reference import answer
from quarterdeck.engine.store import Way
from tests.engine.worlds import Drawn, drawn, held_of, numbers, plan_of, smallest

EXAMPLES = int(os.environ.get("QUARTERDECK_EXAMPLES", "40"))
CHOSEN = os.environ.get("QUARTERDECK_WAYS", "matrices,duck").split(",")
WAYS = [one for one in Way if one.value in CHOSEN and find_spec(f"quarterdeck.engine.{one.value}")]
# A world comes from one number: a smaller number is no smaller world, so `smallest` shrinks it instead.
MANY = settings(max_examples=EXAMPLES, deadline=None, phases=(Phase.reuse, Phase.generate))


def segments(of: Drawn, where: str) -> int:
    """How many batches of a world are in segments."""
    return {"the tail": 0, "segments": len(of.told)}.get(where, of.segments)


def differences(way: Way, plan: Plan, held: Held) -> str:
    """Where the answers of a way and of the reference differ, in words; empty where they are the same."""
    found, right = import_module(f"quarterdeck.engine.{way.value}").answer(plan, held), answer(plan, held)
    if found.schema != right.schema or len(found) != len(right):
        return f"{len(found)} rows, not {len(right)}; {found.schema} for {right.schema}"
    return "" if _plain(found).equals(_plain(right)) else "\n".join(_lines(found, right))


def _plain(table: pa.Table) -> pa.Table:
    """The same without dictionaries, whose order is nobody's business."""
    words = [pa.field(one.name, pa.string(), one.nullable) if one.type == WORDS else one for one in table.schema]
    return table.cast(pa.schema(words))


def _lines(found: pa.Table, right: pa.Table) -> list[str]:
    heads = ("indicator", "breakdown", "area", "period", "statement")
    return [
        f"{' '.join(str(theirs[name]) for name in heads)}: " + ", ".join(
            f"{name} is {mine[name]}, not {theirs[name]}" for name in theirs if mine[name] != theirs[name]
        )
        for mine, theirs in zip(found.to_pylist(), right.to_pylist(), strict=True)
        if mine != theirs
    ]  # fmt: skip


def told(way: Way, of: Drawn, where: str) -> str:
    """The first disagreement in a world, with what was asked."""
    with held_of(of.world, of.told, segments(of, where)) as held:
        for question in of.questions:
            plan = plan_of(question, of.world)
            if plan is not None and (words := differences(way, plan, held)):
                return f"{question}\n{words}"
    return ""


@pytest.mark.parametrize("where", ["the tail", "segments", "segments and the tail"])
@pytest.mark.parametrize("way", WAYS)
def test_a_way_says_the_same_as_the_reference(way: Way, where: str) -> None:
    @seed(where)
    @MANY
    @given(numbers())
    def holds(number: int) -> None:
        whole = drawn(number)
        if told(way, whole, where):
            failing = smallest(whole, lambda one: bool(told(way, one, where)))
            rows = "\n".join(f"{one.at} {row}" for one in failing.told for row in one.rows)
            pytest.fail(f"world {number}, {way.value}, {where}:\n{told(way, failing, where)}\n{rows}")

    holds()
