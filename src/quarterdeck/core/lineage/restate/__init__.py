"""A series in the borders of another day, by the kind of its figures."""

from quarterdeck.core.lineage.restate.counts import restate_counts
from quarterdeck.core.lineage.restate.figures import Coverage, Figure, Restated, Source
from quarterdeck.core.lineage.restate.parts import restate_mean, restate_ratio
from quarterdeck.core.lineage.restate.refusal import Unsplittable, refuse

__all__ = [
    "Coverage",
    "Figure",
    "Restated",
    "Source",
    "Unsplittable",
    "refuse",
    "restate_counts",
    "restate_mean",
    "restate_ratio",
]
