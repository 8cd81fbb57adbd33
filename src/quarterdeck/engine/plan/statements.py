"""How each statement follows from figures: `engine.reading`, as nodes."""

from dataclasses import dataclass

from quarterdeck.core.formulas import Formula
from quarterdeck.core.measures import Accumulation, Better, Scenario, SpaceRule, TimeRule
from quarterdeck.core.periods import Period
from quarterdeck.engine.plan import nodes
from quarterdeck.engine.plan.nodes import Node
from quarterdeck.engine.query import Question, Statement, Why
from quarterdeck.engine.reading import steps
from quarterdeck.engine.reading.needs import candidates
from quarterdeck.engine.reading.reading import ATTAINMENT, GROWTH, RATIO, Measure, counted
from quarterdeck.engine.world import World

LENGTHS = {"M": 1, "Q": 3, "S": 6, "A": 12}


@dataclass(frozen=True, slots=True)
class Subject:
    """What a statement is about: an indicator with breakdown and scenario, in a world."""

    measure: Measure
    breakdown: str
    scenario: str
    world: World

    @property
    def formula(self) -> Formula | None:
        """The indicator's formula, which says something of the whole only, and of what was, not of a plan."""
        applies = self.measure.formula and not self.breakdown and self.scenario == Scenario.ACTUAL.value
        return self.world.formula(self.measure.code) if applies else None

    @property
    def sums(self) -> bool:
        """Whether areas add up to the area above."""
        return self.measure.space_rule == SpaceRule.SUM.value


def base(of: Subject, period: Period, scenario: str | None = None, breakdown: str | None = None) -> nodes.Base:
    """The figure of one key."""
    finer = LENGTHS.get(period.kind, 12) < LENGTHS.get(of.measure.frequency, 1)
    return nodes.Base(
        of.measure.code, of.breakdown if breakdown is None else breakdown,
        of.scenario if scenario is None else scenario, period.code, finer,
    )  # fmt: skip


def level(of: Subject, period: Period, scenario: str | None = None) -> nodes.Level:
    """As reported, or made from quarters or months; see `reading.level`."""
    found = []
    for kind in ("Q", "M"):
        codes = steps.part_codes(period, kind)
        measure = of.measure
        cumulative = measure.accumulation == Accumulation.CUMULATIVE.value
        if measure.time_rule == TimeRule.LAST.value or (cumulative and period.start.month == 1):
            codes = codes[-1:]
        elif measure.time_rule != TimeRule.SUM.value or cumulative:
            continue
        if codes:
            found.append(nodes.Parts(tuple(base(of, steps.named(code), scenario) for code in codes)))
    return nodes.Level(base(of, period, scenario), tuple(found))


def figure(of: Subject, period: Period) -> Node:
    """The level, or what the indicator's formula makes of others; see `formula.value`."""
    formula = of.formula
    if formula is None:
        return level(of, period)
    inputs: list[nodes.Level | None] = []
    for need in formula.needs:
        other = of.world.measures.get(need.indicator)
        if other is None or need.area_shift:
            inputs.append(None)
            continue
        when = need.period(period)
        when = steps.whole_year(when) if need.scenario is Scenario.PLAN else when
        inputs.append(level(Subject(other, "", need.scenario.value, of.world), when))
    return nodes.Worked(level(of, period), formula, tuple(inputs))


def so_far(of: Subject, period: Period) -> Node:
    """The year to date; see `table.so_far`."""
    return figure(of, period) if of.formula is not None else level(of, counted(of.measure, period))


def change(of: Subject, now: Period, then: Period, *, published: bool) -> Node:
    """In per cent or points, as published or computed; see `reading.change`."""
    computed = nodes.Change(figure(of, now), figure(of, then), of.measure.is_rate)
    if not published or of.breakdown or of.scenario != Scenario.ACTUAL.value:
        return computed
    return nodes.Published(base(of, now, breakdown=GROWTH), base(of, now, breakdown=RATIO), computed)


def attainment(of: Subject, period: Period) -> Node:
    """How many per cent of the year's plan are reached, as published or computed; see `reading.of_plan`."""
    if not of.measure.accumulates or of.measure.is_rate:
        computed: Node = nodes.Nothing(Why.NOT_APPLICABLE)
    else:
        computed = nodes.Quotient(so_far(of, period), plan(of, period), 100)
    if of.breakdown or of.scenario != Scenario.ACTUAL.value:
        return computed
    when = period if of.formula is not None else counted(of.measure, period)
    return nodes.Published(base(of, when, breakdown=ATTAINMENT), None, computed)


def plan(of: Subject, period: Period) -> nodes.Level:
    """The plan of the year."""
    return level(of, steps.whole_year(period), Scenario.PLAN.value)


def per(of: Subject, period: Period, denominator: str) -> Node:
    """Over the denominator of the same period, else of its year, else of the year before."""
    other = Subject(of.world.measures[denominator], "", Scenario.ACTUAL.value, of.world)
    year = steps.whole_year(period)
    tried = dict.fromkeys((period, year, steps.previous(year)))
    return nodes.Quotient(figure(of, period), nodes.FirstKnown(tuple(figure(other, one) for one in tried)), 1)


def stated(of: Subject, statement: Statement, period: Period, question: Question) -> Node:
    """The node of a statement for a period, with the period under which the indicator reports chosen per area."""
    match statement:
        case Statement.RANK:
            lowest = of.measure.better == Better.LOWER.value
            return nodes.Rank(_chosen(of, Statement.LEVEL, period, question), lowest)
        case Statement.DEVIATION:
            return nodes.Deviation(_chosen(of, Statement.CHANGE, period, question))
        case Statement.CHILDREN | Statement.GAP | Statement.SHARE | Statement.CONTRIBUTION if not of.sums:
            return nodes.Nothing(Why.NOT_APPLICABLE)
        case Statement.CHILDREN:
            return nodes.OfChildren(_chosen(of, Statement.LEVEL, period, question))
        case Statement.GAP:
            now = _chosen(of, Statement.LEVEL, period, question)
            return nodes.Difference(now, nodes.OfChildren(now))
        case Statement.SHARE:
            now = _chosen(of, Statement.LEVEL, period, question)
            return nodes.Quotient(now, nodes.OfParent(now), 100)
        case Statement.CONTRIBUTION:
            now = _chosen(of, Statement.LEVEL, period, question)
            then = _chosen(of, Statement.SAME_PERIOD, period, question)
            return nodes.Contribution(now, then, nodes.OfParent(then))
        case _:
            return _chosen(of, statement, period, question)


def alternatives(of: Subject, period: Period, question: Question) -> tuple[Period, ...]:
    """The periods under which the indicator may report for a period, the period itself first."""
    if not question.calendar or of.breakdown or of.scenario != Scenario.ACTUAL.value:
        return (period,)
    return candidates(of.measure, period, of.world.regimes)


def _chosen(of: Subject, statement: Statement, period: Period, question: Question) -> Node:
    several = alternatives(of, period, question)
    if len(several) == 1:
        return _simple(of, statement, period, question)
    return nodes.Chosen(
        tuple(
            nodes.Alternative(
                one.code, base(of, one), base(of, steps.last_year(one)), _simple(of, statement, one, question)
            )
            for one in several
        )
    )


def _simple(of: Subject, statement: Statement, period: Period, question: Question) -> Node:
    match statement:
        case Statement.PREVIOUS:
            return figure(of, steps.previous(period))
        case Statement.CHANGE_ON_PREVIOUS:
            return change(of, period, steps.previous(period), published=False)
        case Statement.SAME_PERIOD:
            return figure(of, steps.last_year(period))
        case Statement.CHANGE:
            return change(of, period, steps.last_year(period), published=True)
        case Statement.YEAR_TO_DATE:
            return so_far(of, period)
        case Statement.PLAN:
            return plan(of, period)
        case Statement.ATTAINMENT:
            return attainment(of, period)
        case Statement.PER:
            return per(of, period, question.per)
        case _:
            return figure(of, period)


def unit_of(of: Subject, statement: Statement, question: Question) -> str:
    """The unit in which a statement is told."""
    measure = of.measure
    match statement:
        case Statement.CHANGE | Statement.CHANGE_ON_PREVIOUS if measure.is_rate:
            return "pp" if measure.unit == "%" else measure.unit
        case Statement.CHANGE | Statement.CHANGE_ON_PREVIOUS | Statement.ATTAINMENT | Statement.SHARE:
            return "%"
        case Statement.CONTRIBUTION:
            return "pp"
        case Statement.RANK:
            return "rank"
        case Statement.DEVIATION:
            return "times"
        case Statement.PER:
            return f"{measure.unit}/{of.world.measures[question.per].unit}"
        case _:
            return measure.unit
