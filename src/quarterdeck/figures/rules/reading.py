"""One figure as it is shown: reported, or made from reported ones, always with where it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from quarterdeck.core.errors import BadInput
from quarterdeck.core.formulas.arithmetic import attainment, growth
from quarterdeck.core.measures import Accumulation, ObservationStatus, Quantity, TimeRule
from quarterdeck.core.periods import Period
from quarterdeck.figures.rules.log import Known, Log

GROWTH, RATIO, ATTAINMENT = "@growth_yoy", "@ratio_yoy", "@pct_of_plan"
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Measure:
    """What the rules must know of an indicator; the codes are those of `core.measures`."""

    code: str
    unit: str
    decimals: int
    frequency: str
    accumulation: str
    time_rule: str
    space_rule: str
    better: str
    regime: str
    formula: str = ""

    @property
    def is_rate(self) -> bool:
        """A rate or index, whose change is given in points and which is never summed."""
        return self.unit in ("%", "pp", "points", "rank")

    @property
    def adds_up(self) -> bool:
        """Whether shorter periods of the year add up to longer ones."""
        return self.time_rule == TimeRule.SUM.value

    @property
    def accumulates(self) -> bool:
        """Whether the year's total grows from period to period, so that pace can be judged against the year's plan."""
        return self.adds_up or (self.accumulation == Accumulation.CUMULATIVE.value and not self.is_rate)


@dataclass(frozen=True, slots=True)
class Reading:
    """A number on a page. `rows` are the log rows it rests on: one when reported, several when computed."""

    quantity: Quantity | None
    period: str
    kind: str
    rows: tuple[Known, ...] = ()
    computed: bool = False

    @property
    def value(self) -> Decimal | None:
        """The number, or None when it is not known."""
        return self.quantity.value if self.quantity else None

    @property
    def badge(self) -> str:
        """ "I" when any input is illustrative, else "E", "P" or another status worth a letter, else ""."""
        if any(row.illustrative for row in self.rows):
            return "I"
        letters = [row.status for row in self.rows if row.status in ("E", "P", "F", "B")]
        return letters[0] if letters else ""


def nothing(period: str, kind: str) -> Reading:
    """A number that is not known."""
    return Reading(None, period, kind)


def reported(row: Known, kind: str) -> Reading:
    """A number as it stands in the log."""
    return Reading(row.quantity, row.key.period, kind, (row,))


def level(measure: Measure, log: Log, area: str, period: Period, scenario: str = "actual") -> Reading:
    """The indicator's value in a period: as reported, or made from shorter periods when all of them are known."""
    row = log.find(measure.code, area, str(period), scenario=scenario)
    if row:
        return reported(row, "level")
    for kind in ("Q", "M"):
        parts = _parts(measure, log, area, period, kind, scenario)
        if parts:
            return parts
    return nothing(str(period), "level")


def _parts(measure: Measure, log: Log, area: str, period: Period, kind: str, scenario: str) -> Reading | None:
    if period.kind not in ("A", "S", "Q", "R") or period.kind == kind:
        return None
    try:
        codes = [str(part) for part in period.parts(kind)]
    except BadInput:
        return None
    rows = [log.find(measure.code, area, code, scenario=scenario) for code in codes]
    cumulative = measure.accumulation == Accumulation.CUMULATIVE.value
    if measure.time_rule == TimeRule.LAST.value or (cumulative and period.start.month == 1):
        rows = rows[-1:]
    elif not measure.adds_up or cumulative:
        return None
    known = [row for row in rows if row and row.value is not None]
    if not rows or len(known) != len(rows):
        return None
    total = sum((row.value for row in known if row.value is not None), Decimal(0))
    return Reading(Quantity(total, measure.unit, weakest(known)), str(period), "level", tuple(known), computed=True)


def weakest(rows: Sequence[Known]) -> ObservationStatus:
    """The status that a number made from these rows must carry."""
    statuses = [ObservationStatus(row.status) for row in rows]
    return ObservationStatus.strongest(statuses) if statuses else ObservationStatus.NORMAL


def year_to_date(measure: Measure, log: Log, area: str, period: Period) -> Reading:
    """The value from 1 January to the end of the period; for levels and rates the value of the period itself."""
    if not measure.adds_up or measure.accumulation == Accumulation.CUMULATIVE.value or period.start.month == 1:
        return level(measure, log, area, period)
    return level(measure, log, area, period.year_to_date())


def change(measure: Measure, log: Log, area: str, now: Reading, then: Reading) -> Reading:
    """Growth on the same period last year in per cent, as published or computed; for rates the difference in points.

    A published "equal to 66.5% of the same period" is a growth of −33.5%.
    """
    published = log.find(measure.code, area, now.period, breakdown=GROWTH)
    if published:
        return reported(published, "growth_yoy")
    ratio = log.find(measure.code, area, now.period, breakdown=RATIO)
    if ratio and ratio.value is not None:
        quantity = Quantity(ratio.value - HUNDRED, "%", ObservationStatus(ratio.status))
        return Reading(quantity, now.period, "growth_yoy", (ratio,), computed=True)
    if now.value is None or then.value is None:
        return nothing(now.period, "growth_yoy")
    rows = (*now.rows, *then.rows)
    if measure.is_rate:
        return Reading(Quantity(now.value - then.value, "pp", weakest(rows)), now.period, "points", rows, computed=True)
    found = growth(now.value, then.value)
    quantity = Quantity(found, "%", weakest(rows)) if found is not None else None
    return Reading(quantity, now.period, "growth_yoy", rows, computed=True)


def of_plan(measure: Measure, log: Log, area: str, now: Reading, plan: Reading) -> Reading:
    """How many per cent of the year's plan are reached, as published or computed."""
    published = log.find(measure.code, area, now.period, breakdown=ATTAINMENT)
    if published:
        return reported(published, "pct_of_plan")
    if now.value is None or plan.value is None or not measure.accumulates:
        return nothing(now.period, "pct_of_plan")
    found = attainment(now.value, plan.value)
    rows = (*now.rows, *plan.rows)
    quantity = Quantity(found, "%", weakest(rows)) if found is not None else None
    return Reading(quantity, now.period, "pct_of_plan", rows, computed=True)
