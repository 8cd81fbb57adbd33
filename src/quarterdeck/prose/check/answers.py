"""What the figures answer to a claim: the values it can be held against, stored or computed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache

from quarterdeck.core.errors import BadInput
from quarterdeck.core.measures import EXACT
from quarterdeck.core.periods import Period
from quarterdeck.prose.binding import is_growth
from quarterdeck.prose.catalogue import Catalogue
from quarterdeck.prose.figures import FigureFact, Figures
from quarterdeck.prose.units import base_of

HUNDRED = Decimal(100)
# A year to date that closes this near to the end of the review's period is reported for it (cut-off on the 15th).
_CUTOFF = timedelta(days=31)
# What is stored of an indicator that is a percentage itself.
OWN = "own"
# Which stored percentages a claimed relation may be held against.
ACCEPTED = {
    "growth": frozenset({"growth_yoy", "growth_prev"}),
    "growth_yoy": frozenset({"growth_yoy"}),
    "growth_prev": frozenset({"growth_prev"}),
    "ratio_yoy": frozenset({"ratio_yoy"}),
    "ratio_prev": frozenset({"ratio_prev"}),
    "yoy": frozenset({"growth_yoy", "ratio_yoy"}),
    "prev": frozenset({"growth_prev", "ratio_prev"}),
    "pct_of_plan": frozenset({"pct_of_plan", OWN}),
    "portion": frozenset({OWN, "pct_of_plan", "ratio_yoy"}),
    "share": frozenset({OWN}),
    "target": frozenset({"growth_yoy", "pct_of_plan", OWN}),
    "": frozenset({"growth_yoy", "growth_prev", "ratio_yoy", "pct_of_plan", OWN}),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A value to hold a claim against, in base units; `derived` values were computed from `fact` and others."""

    value: Decimal
    relation: str
    fact: FigureFact
    qualifier: str = "exact"
    derived: bool = False
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """How the figures are asked: the catalogue, the figures, and the period and area under review."""

    catalogue: Catalogue
    figures: Figures
    period: Period
    area: str

    def answers(self, code: str, area: str, facts: Iterable[FigureFact], percent: bool) -> Iterator[Answer]:
        """The rows `facts` of one indicator as percentages or as levels."""
        rate = is_growth(self.catalogue.indicator(code))
        for fact in facts:
            if fact.value is None:
                continue
            unit, factor = base_of(fact.unit)
            if (unit in ("%", "pp")) is not percent:
                continue
            if not percent:
                yield Answer(fact.value * factor, "level", fact, fact.qualifier, False, fact.illustrative)
                continue
            yield from _percentages(fact, rate)

    def computed(self, code: str, area: str, period: Period) -> Iterator[Answer]:
        """Growth on the same period and attainment of the year's plan, from levels that are known exactly."""
        now = self.figures.level(code, area, period)
        if now is None or now.value is None or now.unit in ("%", "pp"):
            return
        then = self.figures.level(code, area, period.same_last_year())
        if then is not None and then.value and then.unit == now.unit:
            ratio = EXACT.divide(now.value * HUNDRED, then.value)
            vague = now.illustrative or then.illustrative or now.qualifier != "exact"
            yield Answer(ratio - HUNDRED, "growth_yoy", now, "exact", True, vague)
            yield Answer(ratio, "ratio_yoy", now, "exact", True, vague)
        plan = self.figures.level(code, area, period.year_period(), "plan")
        if plan is not None and plan.value and plan.unit == now.unit:
            vague = now.illustrative or plan.illustrative or now.qualifier != "exact"
            yield Answer(EXACT.divide(now.value * HUNDRED, plan.value), "pct_of_plan", now, "exact", True, vague)

    def near(self, period: Period) -> bool:
        """Whether figures of `period` are those of the period under review, up to the day they were closed."""
        review = self.period
        if period == review:
            return True
        begins = period.start == review.start or (period.start.month, period.start.day) == (1, 1)
        closes_within = period.end.day != 1 and abs(period.end - review.end) <= _CUTOFF
        return begins and closes_within

    def here(self, fact: FigureFact) -> bool:
        """Whether a row is of the period under review or of a part of it."""
        period = period_of(fact)
        return period is not None and (self.near(period) or self.period.contains(period))


def _percentages(fact: FigureFact, rate: bool) -> Iterator[Answer]:
    """A stored percentage, and what it says in other words: a ratio of 66.5% is a growth of -33.5%."""
    assert fact.value is not None
    relation = fact.relation if fact.relation != "level" else ("growth_yoy" if rate else OWN)
    value, hedge, shown = fact.value, fact.qualifier, fact.illustrative
    yield Answer(value, relation, fact, hedge, False, shown)
    if relation == "growth_yoy":
        yield Answer(value + HUNDRED, "ratio_yoy", fact, hedge, True, shown)
    elif relation == "ratio_yoy":
        yield Answer(value - HUNDRED, "growth_yoy", fact, _turned(hedge), True, shown)
    elif relation == "growth_prev":
        yield Answer(value + HUNDRED, "ratio_prev", fact, hedge, True, shown)


def _turned(hedge: str) -> str:
    """A ratio of "over 60%" is a fall of nearly 40%."""
    return {"over": "nearly", "nearly": "over"}.get(hedge, hedge)


def period_of(fact: FigureFact) -> Period | None:
    """The period of a row, None where its code is not one."""
    return _period(fact.period)


@lru_cache(maxsize=4096)
def _period(code: str) -> Period | None:
    try:
        return Period(code)
    except BadInput:
        return None
