"""Rates that are kept nowhere: how far the plan of another indicator is met, worked out as its pages show it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from quarterdeck.core.errors import BadInput
from quarterdeck.core.formulas import attainment
from quarterdeck.core.measures import Accumulation, round_half_up
from quarterdeck.core.periods import Period
from quarterdeck.figures.models import Indicator
from quarterdeck.prose.figures import FigureFact, Figures

_ATTAINED = re.compile(r"\s*attainment\(\s*\[(\w+)\]\s*\)\s*")


def rates(of: Figures) -> Iterator[FigureFact]:
    """A row for each rate of the catalogue that is the attainment of one indicator, where level and plan are known."""
    known = {one.code: one for one in Indicator.objects.all()}
    for one in known.values():
        found = _ATTAINED.fullmatch(one.formula or "")
        whole = known.get(found[1]) if found else None
        if whole is None:
            continue
        for area in of.areas_with(whole.code):
            stored = {row.period for row in of.current(one.code, area)}
            yield from (row for row in _rates(one, whole, area, of) if row.period not in stored)


def _rates(rate: Indicator, whole: Indicator, area: str, of: Figures) -> Iterator[FigureFact]:
    for level in of.current(whole.code, area):
        period = _period(level)
        if period is None or not (whole.accumulation == Accumulation.CUMULATIVE.value or _from_new_year(period)):
            continue
        plan = of.level(whole.code, area, period.year_period(), "plan")
        share = attainment(level.value, plan.value) if plan is not None and plan.unit == level.unit else None
        if plan is None or share is None or of.level(whole.code, area, period) is not level:
            continue
        inexact = not level.qualifier == plan.qualifier == "exact"
        yield replace(
            level, indicator=rate.code, value=round_half_up(share, rate.decimals), unit=rate.unit, regime=rate.regime,
            known_from=max(level.known_from, plan.known_from), qualifier="about" if inexact else "exact",
            origin=plan.origin if plan.illustrative else level.origin, order=max(level.order, plan.order),
        )  # fmt: skip


def _period(level: FigureFact) -> Period | None:
    if level.relation != "level" or level.scenario != "actual" or level.value is None:
        return None
    try:
        return Period(level.period)
    except BadInput:
        return None


def _from_new_year(period: Period) -> bool:
    return (period.start.month, period.start.day) == (1, 1)
