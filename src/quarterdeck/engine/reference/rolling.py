"""The figure of an area made of those of smaller ones."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from quarterdeck.core.lineage.restate import Coverage, Figure
from quarterdeck.core.lineage.restate.figures import WHOLE
from quarterdeck.core.measures import EXACT, ObservationStatus, Origin, Qualifier, Scenario, SpaceRule
from quarterdeck.core.messages import Message
from quarterdeck.core.periods import Period
from quarterdeck.engine.query import Why
from quarterdeck.engine.reading.log import Key, Known
from quarterdeck.engine.reading.reading import Measure
from quarterdeck.engine.reference.cells import Cell, Units
from quarterdeck.engine.reference.rows import Series
from quarterdeck.engine.world import World


class Item(NamedTuple):
    """A unit, or several that are told as one, with its figure if there is a row of it."""

    members: tuple[str, ...]
    cell: Cell | None

    @property
    def value(self) -> Decimal | None:
        """The number."""
        return self.cell.row.value if self.cell else None


class Outcome(NamedTuple):
    """What the items make together."""

    value: Decimal | None
    why: Why


def rolled(needed: Sequence[str], series: Series, units: Units, world: World, territory: str) -> Cell | None:
    """The figure that several units make, or None where there is no row: no zero is ever put for an unknown one.

    Published statements never add up. A figure that no rule makes is a row that says so, unless a formula tells it.
    """
    measure = world.measures[series.indicator]
    if series.breakdown.startswith("@"):
        return None
    items = _items(needed, series, units)
    there = [one.cell for one in items if one.cell is not None]
    if not there:
        return None
    if measure.space_rule == SpaceRule.SUM.value:
        outcome = _sum(items)
    elif measure.space_rule == SpaceRule.WEIGHTED_MEAN.value and measure.weight_code in world.measures:
        outcome = _mean(items, _weights(items, needed, measure, series, units), measure.decimals)
    elif measure.formula:
        return None
    else:
        outcome = Outcome(None, Why.SPACE_RULE)
    covered = sum(len(one.members) for one in items if one.value is not None)
    row = _row(series, measure, there, needed, outcome, covered, territory)
    return Cell(row, covered, len(needed), outcome.why, tuple(number for one in there for number in one.lineage))


def _items(needed: Sequence[str], series: Series, units: Units) -> list[Item]:
    """The units; those that are told only together stand as one, if all of them are needed."""
    found: dict[tuple[str, ...], Item] = {}
    for uid in needed:
        cell = units.of(uid, series)
        group = units.group_of(uid, series) if cell and cell.why is Why.NOT_DIVIDED else ()
        members = group if group and set(group) <= set(needed) else (uid,)
        found[members] = Item(members, units.together(members, series) if members == group else cell)
    return list(found.values())


def _sum(items: Sequence[Item]) -> Outcome:
    total = Decimal(0)
    for one in items:
        if one.value is None:
            return Outcome(None, Why.INCOMPLETE)
        total = EXACT.add(total, one.value)
    return Outcome(total, Why.TOLD)


def _weights(
    items: Sequence[Item], needed: Sequence[str], measure: Measure, series: Series, units: Units
) -> list[Decimal | None]:
    """What each is weighted by: the denominator of the same period, else of its year, else of the year before."""
    year = Period.parse(series.period).year
    for period in (series.period, str(year), str(year - 1)):
        of = Series(measure.weight_code, period, "", Scenario.ACTUAL.value)
        if any(units.of(uid, of) for uid in needed):
            return [Item(one.members, _figure(one.members, of, units)).value for one in items]
    return [None for _ in items]


def _figure(members: tuple[str, ...], series: Series, units: Units) -> Cell | None:
    return units.of(members[0], series) if len(members) == 1 else units.together(members, series)


def _mean(items: Sequence[Item], weights: Sequence[Decimal | None], decimals: int) -> Outcome:
    above = below = Fraction(0)
    if any(one.value is None for one in items):
        return Outcome(None, Why.INCOMPLETE)
    for one, weight in zip(items, weights, strict=True):
        if one.value is None or weight is None:
            return Outcome(None, Why.NO_WEIGHT)
        above += Fraction(one.value) * Fraction(weight)
        below += Fraction(weight)
    return Outcome(rounded(above / below, decimals), Why.TOLD) if below else Outcome(None, Why.NO_WEIGHT)


def rounded(exact: Fraction, decimals: int) -> Decimal:
    """A number with so many decimals, halves away from zero.

    >>> rounded(Fraction(-1, 8), 2)
    Decimal('-0.13')
    """
    steps = int(abs(exact) * 10**decimals + Fraction(1, 2))
    return EXACT.scaleb(Decimal(steps if exact >= 0 else -steps), -decimals)


def _row(
    series: Series, measure: Measure, there: Sequence[Cell], needed: Sequence[str], outcome: Outcome, covered: int,
    territory: str,
) -> Known:  # fmt: skip
    rows = [one.row for one in there]
    status = ObservationStatus.MISSING
    if outcome.value is not None:
        status = ObservationStatus.strongest(ObservationStatus(row.status) for row in rows)
    hedged = any(row.qualifier != Qualifier.EXACT.value for row in rows)
    about = (Qualifier.ABOUT if hedged else Qualifier.EXACT).value
    figure = Figure(
        tuple(needed), outcome.value, status, WHOLE, Coverage(covered, len(needed)), (), Message(outcome.why.label_en)
    )
    newest = max(rows, key=lambda row: (row.at, row.batch))
    return Known(
        0, Key(series.indicator, "", series.period, series.breakdown, series.scenario), outcome.value, measure.unit,
        status.value, (Origin.ILLUSTRATIVE if any(row.illustrative for row in rows) else Origin.REPORTED).value,
        rows[0].qualifier if len(needed) == 1 else about, "", "", None, "", newest.batch, newest.at,
        territory=territory, restated=figure,
    )  # fmt: skip
