"""The plain way to answer: over the rows of the log, by the rules of `engine.reading`. It defines what is right.

Nothing here is fast, and nothing is shared with the ways that are but the question, its places and those rules.
"""

import pyarrow as pa

from quarterdeck.engine.answer import table_of
from quarterdeck.engine.held import Held
from quarterdeck.engine.plan import Plan
from quarterdeck.engine.reference.figures import Figures
from quarterdeck.engine.reference.statements import Telling

__all__ = ["answer"]


def answer(plan: Plan, held: Held) -> pa.Table:
    """The answer to a question, from the log alone."""
    telling = Telling(plan, Figures(plan, held.log))
    asked = [number for number, place in enumerate(plan.places.list) if place.asked]
    told = [telling.told(one, number) for one in plan.asked for number in asked]
    return table_of(plan, told, lineage=plan.question.lineage)
