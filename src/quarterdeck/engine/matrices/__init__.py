"""The fast way to answer: the plan worked out on arrays, straight from the slabs and the live tail."""

import pyarrow as pa

from quarterdeck.engine import reference
from quarterdeck.engine.held import Held
from quarterdeck.engine.matrices.figures import figures
from quarterdeck.engine.matrices.program import Run, program
from quarterdeck.engine.matrices.relatives import relatives
from quarterdeck.engine.matrices.table import table_of
from quarterdeck.engine.plan import Plan

__all__ = ["answer"]


def answer(plan: Plan, held: Held) -> pa.Table:
    """The answer to a question. Which rows of the log it rests on, only the plain way can tell."""
    if plan.question.lineage:
        return reference.answer(plan, held)
    weighing = plan.question.rollup is not None or plan.question.borders is not None or _has_groups(plan)
    made = program(plan, weighing)
    run = Run(figures(plan, made, held), relatives(plan.places.list))
    for step in made.steps:
        run.given.append(step(run))
    return table_of(plan, made, run)


def _has_groups(plan: Plan) -> bool:
    return any(place.group for place in plan.places.list)
