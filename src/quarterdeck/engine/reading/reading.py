"""One figure as it is shown: reported, or made from reported ones, always with where it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from quarterdeck.core.formulas import Result, attainment, growth
from quarterdeck.core.measures import EXACT, Accumulation, ObservationStatus, Origin, Qualifier, Quantity, TimeRule
from quarterdeck.core.periods import Period
from quarterdeck.engine.reading import steps
from quarterdeck.engine.reading.log import Known, Log

GROWTH, RATIO, ATTAINMENT = "@growth_yoy", "@ratio_yoy", "@pct_of_plan"
HUNDRED = Decimal(100)
RATES = ("%", "pp", "points", "rank")
WORTH_A_LETTER = ("E", "P", "F", "B")


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
    weight_code: str = ""

    @property
    def is_rate(self) -> bool:
        """A rate or index, whose change is given in points and which is never summed."""
        return self.unit in RATES

    @property
    def adds_up(self) -> bool:
        """Whether shorter periods of the year add up to longer ones."""
        return self.time_rule == TimeRule.SUM.value

    @property
    def cumulative(self) -> bool:
        """Whether a figure covers the year so far."""
        return self.accumulation == Accumulation.CUMULATIVE.value

    @property
    def is_share_of_plan(self) -> bool:
        """Whether it is by definition the share of a year's plan that is reached, which grows over the year."""
        return self.formula.startswith("attainment(")

    @property
    def accumulates(self) -> bool:
        """Whether the year's total grows from period to period, so that pace can be judged against the year's plan."""
        return self.adds_up or self.is_share_of_plan or (self.cumulative and not self.is_rate)


@dataclass(frozen=True, slots=True)
class Reading:
    """A number on a page. `rows` are the log rows it rests on: one when reported, several when computed.

    `kind` says what of: level, growth_yoy, points, pct_of_plan. `result` holds the steps of an indicator's formula.
    """

    quantity: Quantity | None
    period: str
    kind: str
    rows: tuple[Known, ...] = ()
    computed: bool = False
    result: Result | None = None

    @property
    def value(self) -> Decimal | None:
        """The number, or None when it is not known."""
        return self.quantity.value if self.quantity else None

    @property
    def known(self) -> bool:
        """Whether there is a number or at least a direction in words."""
        return self.quantity is not None and (self.quantity.value is not None or bool(self.quantity.direction.value))

    @property
    def illustrative(self) -> bool:
        """Whether any input was generated for the sample."""
        return any(row.illustrative for row in self.rows)

    @property
    def unreadable(self) -> bool:
        """Whether the source gave something that cannot be read as a number."""
        return not self.computed and any(row.unreadable for row in self.rows)

    @property
    def origin(self) -> str:
        """The weakest origin of the inputs: one illustrative input makes the number illustrative."""
        if self.illustrative:
            return Origin.ILLUSTRATIVE.value
        return self.rows[0].origin if len({row.origin for row in self.rows}) == 1 else Origin.REPORTED.value

    @property
    def badge(self) -> str:
        """ "I" when any input is illustrative, else "E", "P" or another status worth a letter, else ""."""
        if self.illustrative:
            return "I"
        letters = [row.status for row in self.rows if row.status in WORTH_A_LETTER]
        if self.computed and across(self.rows):
            letters.insert(0, ObservationStatus.BREAK.value)
        return letters[0] if letters else ""


def nothing(period: str, kind: str) -> Reading:
    """A number that is not known."""
    return Reading(None, period, kind)


def reported(row: Known, kind: str) -> Reading:
    """A number as it stands in the log."""
    return Reading(row.quantity, row.key.period, kind, (row,))


def level(
    measure: Measure, log: Log, area: str, period: Period, scenario: str = "actual", breakdown: str = ""
) -> Reading:
    """The indicator's value in a period: as reported, or made from shorter periods when all of them are known."""
    row = log.find(measure.code, area, period.code, breakdown=breakdown, scenario=scenario)
    untold = row is not None and row.restated is not None and row.value is None
    if row and not untold:
        return reported(row, "level")
    for kind in ("Q", "M"):
        parts = _parts(measure, log, area, period, kind, scenario, breakdown)
        if parts:
            return parts
    return reported(row, "level") if row else nothing(period.code, "level")


def _parts(
    measure: Measure, log: Log, area: str, period: Period, kind: str, scenario: str, breakdown: str
) -> Reading | None:
    codes = steps.part_codes(period, kind)
    if measure.time_rule == TimeRule.LAST.value or (measure.cumulative and period.start.month == 1):
        codes = codes[-1:]
    elif not measure.adds_up or measure.cumulative:
        return None
    known: list[Known] = []
    total = Decimal(0)
    for code in codes:
        row = log.find(measure.code, area, code, breakdown=breakdown, scenario=scenario)
        if row is None or row.value is None:
            return None
        known.append(row)
        total = EXACT.add(total, row.value)
    if not known:
        return None
    return made_of(known, total, measure.unit, period.code, "level")


def made_of(rows: Sequence[Known], value: Decimal | None, unit: str, period: str, kind: str) -> Reading:
    """A computed number: its status is the strongest of its inputs, and one hedged input makes it approximate."""
    if value is None:
        return Reading(None, period, kind, tuple(rows), computed=True)
    status = ObservationStatus.strongest(
        [*(ObservationStatus(row.status) for row in rows), *([ObservationStatus.BREAK] if across(rows) else [])]
    )
    hedged = any(row.qualifier != Qualifier.EXACT.value for row in rows)
    quantity = Quantity(value, unit, status, Qualifier.ABOUT if hedged else Qualifier.EXACT)
    return Reading(quantity, period, kind, tuple(rows), computed=True)


def across(rows: Sequence[Known]) -> bool:
    """Whether figures of different territories go into one number: it then says more about borders than about facts."""
    return len({row.territory for row in rows}) > 1


def counted(measure: Measure, period: Period) -> Period:
    """The period that tells the year to date: from 1 January, or for levels and rates the period itself."""
    if not measure.adds_up or measure.cumulative or period.start.month == 1:
        return period
    return steps.to_date(period)


def year_to_date(
    measure: Measure, log: Log, area: str, period: Period, scenario: str = "actual", breakdown: str = ""
) -> Reading:
    """The value from 1 January to the end of the period; for levels and rates the value of the period itself."""
    return level(measure, log, area, counted(measure, period), scenario, breakdown)


def change(measure: Measure, log: Log, area: str, now: Reading, then: Reading) -> Reading:
    """Growth on the same period last year in per cent, as published or computed; for rates the difference in points.

    A published "equal to 66.5% of the same period" is a growth of −33.5%.
    """
    published = log.find(measure.code, area, now.period, breakdown=GROWTH)
    if published:
        return reported(published, "growth_yoy")
    ratio = log.find(measure.code, area, now.period, breakdown=RATIO)
    if ratio and ratio.value is not None:
        return made_of((ratio,), EXACT.subtract(ratio.value, HUNDRED), "%", now.period, "growth_yoy")
    return computed_change(measure, now, then)


def computed_change(measure: Measure, now: Reading, then: Reading) -> Reading:
    """From one figure to another in per cent; for rates the difference in points."""
    kind = "points" if measure.is_rate else "growth_yoy"
    if now.value is None or then.value is None:
        return nothing(now.period, kind)
    rows = (*now.rows, *then.rows)
    if measure.is_rate:
        points = EXACT.subtract(now.value, then.value)
        return made_of(rows, points, "pp" if measure.unit == "%" else measure.unit, now.period, kind)
    return made_of(rows, growth(now.value, then.value), "%", now.period, kind)


def of_plan(measure: Measure, log: Log, area: str, now: Reading, plan: Reading) -> Reading:
    """How many per cent of the year's plan are reached, as published or computed."""
    published = log.find(measure.code, area, now.period, breakdown=ATTAINMENT)
    return reported(published, "pct_of_plan") if published else computed_of_plan(measure, now, plan)


def computed_of_plan(measure: Measure, now: Reading, plan: Reading) -> Reading:
    """How many per cent of the year's plan the year to date is; nothing for rates and what does not accumulate."""
    if now.value is None or plan.value is None or not measure.accumulates or measure.is_rate:
        return nothing(now.period, "pct_of_plan")
    return made_of((*now.rows, *plan.rows), attainment(now.value, plan.value), "%", now.period, "pct_of_plan")
