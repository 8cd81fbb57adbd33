"""Figures that cannot be restated: ranks, medians, texts. Only a unit that is still the same keeps them."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from quarterdeck.core.lineage.cells import Cell, blocks
from quarterdeck.core.lineage.crosswalk import Crosswalk
from quarterdeck.core.lineage.restate.counts import members, refuse_strangers
from quarterdeck.core.lineage.restate.figures import (
    KEPT,
    Figure,
    Restated,
    assembled,
    coverage,
    flag,
    obstacle,
    present,
    sources,
)
from quarterdeck.core.measures import ObservationStatus
from quarterdeck.core.messages import Message, gettext_noop


class Unsplittable(StrEnum):
    """Kinds of figures that neither add up nor average."""

    RANK = "rank"
    MEDIAN = "median"
    CATEGORY = "category"
    OTHER = "other"


_REASONS = {
    Unsplittable.RANK: gettext_noop("A rank among the units of one day says nothing about the units of another."),
    Unsplittable.MEDIAN: gettext_noop("The median of a new unit does not follow from those of its parts."),
    Unsplittable.CATEGORY: gettext_noop("A category or a text cannot be added up or divided."),
    Unsplittable.OTHER: gettext_noop("No rule says how this figure of a unit follows from those of its parts."),
}


def refuse(
    kind: Unsplittable,
    values: Mapping[str, Decimal | None],
    crosswalk: Crosswalk,
    *,
    statuses: Mapping[str, ObservationStatus] | None = None,
) -> Restated:
    """No figure for any unit whose territory changed, with the reason; the others keep theirs, ranks excepted.

    A rank is kept only where every unit is the same, since it compares with the others. Raises `BadInput` for a figure
    of a unit that was not alive.
    """
    told = present(values)
    refuse_strangers(told, crosswalk)
    cells = [cell for block in blocks(crosswalk) for cell in block.cells]
    keeps = kind is not Unsplittable.RANK or all(cell.same for cell in cells)
    reason = Message(_REASONS[kind])
    figures = [(cell, _figure(cell, told, statuses or {}, reason, keeps)) for cell in cells if cell.targets]
    return assembled(figures, members(crosswalk, told))


def _figure(
    cell: Cell,
    told: Mapping[str, Decimal],
    statuses: Mapping[str, ObservationStatus],
    reason: Message,
    keeps: bool,
) -> Figure:
    covered, parts = coverage(cell, told), sources(cell, told)
    if keeps and cell.same in told:
        return Figure(cell.targets, told[cell.inputs[0].source], flag(cell, statuses), KEPT, covered, parts)
    why = obstacle(cell, covered) or reason if keeps and cell.same else reason
    return Figure(cell.targets, None, ObservationStatus.MISSING, reason, covered, parts, why)
