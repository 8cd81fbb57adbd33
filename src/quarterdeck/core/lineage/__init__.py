"""Areas through time: units with lives, events with shares, and what a figure becomes in the borders of another day.

Units live on half-open ranges of days. An event ends versions of units and begins others; a succession says which
share of a predecessor went to which successor, per denominator. A share that nobody measured stays unknown: it is
carried as an unknown quantity through every chain, and known again only where it cancels out.

Counts of many series at once are restated by `matrix`, which is not imported here since it needs NumPy.
"""

from quarterdeck.core.lineage.breaks import breaks
from quarterdeck.core.lineage.crosswalk import Crosswalk, Group, Pair, compose, crosswalk
from quarterdeck.core.lineage.detecting import Detection, Disagreement, Elsewhere, Fit, detect, remarks
from quarterdeck.core.lineage.integrity import check
from quarterdeck.core.lineage.register import Register
from quarterdeck.core.lineage.restate import (
    Coverage,
    Figure,
    Restated,
    Source,
    Unsplittable,
    refuse,
    restate_counts,
    restate_mean,
    restate_ratio,
)
from quarterdeck.core.lineage.rows import (
    ChangeRow,
    Finding,
    Severity,
    SuccessionRow,
    UnitRow,
    read_change,
    read_succession,
    read_unit,
)
from quarterdeck.core.lineage.units import Event, EventKind, Quality, Share, Standing, Succession, Unit

__all__ = [
    "ChangeRow",
    "Coverage",
    "Crosswalk",
    "Detection",
    "Disagreement",
    "Elsewhere",
    "Event",
    "EventKind",
    "Figure",
    "Finding",
    "Fit",
    "Group",
    "Pair",
    "Quality",
    "Register",
    "Restated",
    "Severity",
    "Share",
    "Source",
    "Standing",
    "Succession",
    "SuccessionRow",
    "Unit",
    "UnitRow",
    "Unsplittable",
    "breaks",
    "check",
    "compose",
    "crosswalk",
    "detect",
    "read_change",
    "read_succession",
    "read_unit",
    "refuse",
    "remarks",
    "restate_counts",
    "restate_mean",
    "restate_ratio",
]
