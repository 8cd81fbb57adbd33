"""Means and ratios in other borders: through their weights, or through numerator and denominator."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from quarterdeck.core.lineage.cells import Cell, blocks
from quarterdeck.core.lineage.crosswalk import Crosswalk
from quarterdeck.core.lineage.restate.counts import members, refuse_strangers
from quarterdeck.core.lineage.restate.figures import (
    KEPT,
    Coverage,
    Figure,
    Restated,
    assembled,
    coverage,
    flag,
    how,
    obstacle,
    present,
    sources,
)
from quarterdeck.core.measures import EXACT, ObservationStatus
from quarterdeck.core.messages import Message, gettext_noop

NO_WEIGHT = Message(gettext_noop("What it is measured against adds up to zero."))
_Values = Mapping[str, Decimal | None]
_Statuses = Mapping[str, ObservationStatus]


def restate_mean(
    values: _Values, weights: _Values, crosswalk: Crosswalk, *, decimals: int, statuses: _Statuses | None = None
) -> Restated:
    """Means in the later borders, weighted by a denominator's counts on the same units, with `decimals` digits.

    A unit taken over whole and alone keeps its value, even without a weight. A mean over no weight at all is unknown.
    Raises `BadInput` for a figure or weight of a unit that was not alive.
    """
    weighing = present(weights)
    parts = {uid: EXACT.multiply(value, weighing[uid]) for uid, value in present(values).items() if uid in weighing}
    empty = {uid: Decimal(0) for uid, weight in weighing.items() if not weight}
    return _restated(values, _Parts({**parts, **empty}, weighing, decimals), crosswalk, statuses or {})


def restate_ratio(
    numerators: _Values,
    denominators: _Values,
    crosswalk: Crosswalk,
    *,
    decimals: int,
    factor: int = 1,
    values: _Values | None = None,
    statuses: _Statuses | None = None,
) -> Restated:
    """Ratios in the later borders: both parts are restated unrounded and divided, times `factor` (100 for percent).

    `values` are the ratios as reported, which a unit taken over whole and alone keeps, even where its parts are
    missing. Raises `BadInput` for a figure of a unit that was not alive.
    """
    parts = _Parts(present(numerators), present(denominators), decimals, factor)
    return _restated(values or {}, parts, crosswalk, statuses or {})


@dataclass(frozen=True, slots=True)
class _Parts:
    """What is divided by what, by unit, and with how many digits and which factor the quotient is told."""

    above: Mapping[str, Decimal]
    below: Mapping[str, Decimal]
    decimals: int
    factor: int = 1

    @property
    def both(self) -> Mapping[str, Decimal]:
        """The units of which both parts are there."""
        return {uid: value for uid, value in self.above.items() if uid in self.below}

    def quotient(self, cell: Cell) -> Decimal | None:
        """The quotient of the sums over a cell, rounded once, halves away from zero; None over nothing."""
        below = _sum(cell, self.below)
        if not below:
            return None
        exact = self.factor * _sum(cell, self.above) / below * 10**self.decimals
        steps = int(abs(exact) + Fraction(1, 2))
        return EXACT.scaleb(Decimal(steps if exact >= 0 else -steps), -self.decimals)


def _restated(values: _Values, parts: _Parts, crosswalk: Crosswalk, statuses: _Statuses) -> Restated:
    own, both = present(values), parts.both
    refuse_strangers({**own, **parts.above, **parts.below}, crosswalk)
    figures: list[tuple[Cell, Figure]] = []
    for cell in (cell for block in blocks(crosswalk) for cell in block.cells if cell.targets):
        status, shown = flag(cell, statuses), sources(cell, own)
        if cell.same in own:
            figure = Figure(cell.targets, own[cell.inputs[0].source], status, KEPT, Coverage(1, 1), shown)
        else:
            covered = coverage(cell, both)
            value = parts.quotient(cell)
            reason = obstacle(cell, covered) or (NO_WEIGHT if value is None else None)
            status, value = (ObservationStatus.MISSING, None) if reason else (status, value)
            figure = Figure(cell.targets, value, status, how(cell, crosswalk.by), covered, shown, reason)
        figures.append((cell, figure))
    return assembled(figures, members(crosswalk, own))


def _sum(cell: Cell, values: Mapping[str, Decimal]) -> Fraction:
    return sum((one.share * Fraction(values[one.source]) for one in cell.inputs if one.source in values), Fraction(0))
