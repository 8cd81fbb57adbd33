"""The question as a plan: places, the figures that are needed, and the steps from these to the statements."""

from quarterdeck.engine.plan.asking import MOST_CELLS, Asked, Plan, planned, refuse_too_many
from quarterdeck.engine.plan.places import Places

__all__ = ["MOST_CELLS", "Asked", "Places", "Plan", "planned", "refuse_too_many"]
