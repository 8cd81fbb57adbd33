"""What is said of a place by itself: values, changes and shares of plans, as the rules of reading tell them."""

from collections.abc import Mapping

from quarterdeck.core.formulas import Reference, per_head
from quarterdeck.core.measures import ObservationStatus, Qualifier, Scenario
from quarterdeck.core.periods import Period
from quarterdeck.engine.plan.statements import Subject
from quarterdeck.engine.query import Statement, Why
from quarterdeck.engine.reading import formula, steps
from quarterdeck.engine.reading import reading as rules
from quarterdeck.engine.reading.reading import Measure, Reading
from quarterdeck.engine.reference.figures import Figures
from quarterdeck.engine.reference.said import Said, absent, computed, worked_out
from quarterdeck.engine.world import World

ACTUAL, PLAN = Scenario.ACTUAL.value, Scenario.PLAN.value
LENGTHS: Mapping[str, int] = {"M": 1, "Q": 3, "S": 6, "A": 12}


class Levels:
    """Looks figures up and puts them together; a place is meant by its number."""

    def __init__(self, figures: Figures, world: World) -> None:
        self._figures, self._world, self._measures = figures, world, world.measures

    def said(self, statement: Statement, of: Subject, period: Period, number: int, per: str) -> Said:
        """What a statement says of a period, which is the one under which the indicator reports."""
        match statement:
            case Statement.PREVIOUS:
                return self.figure(of, steps.previous(period), number)
            case Statement.CHANGE_ON_PREVIOUS:
                return self._change(of, period, steps.previous(period), number)
            case Statement.SAME_PERIOD:
                return self.figure(of, steps.last_year(period), number)
            case Statement.CHANGE:
                return self._published_change(of, period, number)
            case Statement.YEAR_TO_DATE:
                return self._so_far(of, period, number)
            case Statement.PLAN:
                return self._plan(of, period, number)
            case Statement.ATTAINMENT:
                return self._attainment(of, period, number)
            case Statement.PER:
                return self._per(of, period, number, per)
            case _:
                return self.figure(of, period, number)

    def figure(self, of: Subject, period: Period, number: int) -> Said:
        """The figure as reported, made from shorter periods, or worked out by the indicator's formula."""
        if not _has_formula(of):
            return self._level(of.measure, period, number, of.scenario, of.breakdown)
        found = formula.value(of.measure, self._figures.log, str(number), period, self._measures)
        if found.result is None:
            return self._level(of.measure, period, number)
        return worked_out(found, [self._input(need, period, number) for need in found.result.formula.needs])

    def _input(self, need: Reference, period: Period, number: int) -> Said:
        other = self._measures.get(need.indicator)
        if other is None or need.area_shift:
            return absent(Why.NOT_REPORTED, 1, computed=True)
        when = need.period(period)
        when = steps.whole_year(when) if need.scenario is Scenario.PLAN else when
        return self._level(other, when, number, need.scenario.value)

    def _level(
        self, measure: Measure, period: Period, number: int, scenario: str = ACTUAL, breakdown: str = ""
    ) -> Said:
        found = rules.level(measure, self._figures.log, str(number), period, scenario, breakdown)
        if not found.rows:
            return self._nothing(found, measure, period, number)
        if not found.computed:
            return self._row(found)
        return worked_out(found, [self._row(rules.reported(row, "level")) for row in found.rows])

    def _nothing(self, found: Reading, measure: Measure, period: Period, number: int) -> Said:
        """There is no row, and why: no unit then, a period that is too short, or nobody has reported."""
        needed = self._figures.needed(number, period)
        why = Why.NO_UNIT
        if needed:
            finer = LENGTHS.get(period.kind, 12) < LENGTHS.get(measure.frequency, 1)
            why = Why.FINER if finer else Why.NOT_REPORTED
        return absent(why, len(needed), found, computed=False)

    def _row(self, found: Reading) -> Said:
        """A figure as it stands in the log, or as it is in these borders."""
        row = found.rows[0]
        cell = self._figures.of(row)
        status = ObservationStatus(row.status)
        return Said(
            row.value, status, status, frozenset({row.territory}), Qualifier(row.qualifier), row.illustrative, False,
            cell.reported, cell.needed, cell.why, cell.lineage, found,
        )  # fmt: skip

    def _change(self, of: Subject, period: Period, base: Period, number: int) -> Said:
        now, then = self.figure(of, period, number), self.figure(of, base, number)
        return worked_out(rules.computed_change(of.measure, now.reading, then.reading), (now, then))

    def _published_change(self, of: Subject, period: Period, number: int) -> Said:
        if not _is_actual_whole(of):
            return self._change(of, period, steps.last_year(period), number)
        now, then = self.figure(of, period, number), self.figure(of, steps.last_year(period), number)
        found = rules.change(of.measure, self._figures.log, str(number), now.reading, then.reading)
        if not any(row.key.breakdown for row in found.rows):
            return worked_out(found, (now, then))
        if not found.computed:
            return self._row(found)
        return worked_out(found, [self._row(rules.reported(row, found.kind)) for row in found.rows])

    def _so_far(self, of: Subject, period: Period, number: int) -> Said:
        if _has_formula(of):
            return self.figure(of, period, number)
        return self._level(of.measure, rules.counted(of.measure, period), number, of.scenario, of.breakdown)

    def _plan(self, of: Subject, period: Period, number: int) -> Said:
        return self._level(of.measure, steps.whole_year(period), number, PLAN, of.breakdown)

    def _attainment(self, of: Subject, period: Period, number: int) -> Said:
        now, plan = self._so_far(of, period, number), self._plan(of, period, number)
        found = rules.computed_of_plan(of.measure, now.reading, plan.reading)
        if _is_actual_whole(of):
            published = rules.of_plan(of.measure, self._figures.log, str(number), now.reading, plan.reading)
            if not published.computed and published.rows:
                return self._row(published)
        if not of.measure.accumulates or of.measure.is_rate:
            return absent(Why.NOT_APPLICABLE, 0, computed=True)
        return worked_out(found, (now, plan))

    def _per(self, of: Subject, period: Period, number: int, per: str) -> Said:
        """Over the denominator of the same period, else of its year, else of the year before."""
        below = Subject(self._measures[per], "", ACTUAL, self._world)
        year = steps.whole_year(period)
        tried = [self.figure(below, one, number) for one in dict.fromkeys((period, year, steps.previous(year)))]
        base = next((one for one in tried if one.value is not None), tried[0])
        now = self.figure(of, period, number)
        return computed(per_head(now.value, base.value), (now, base))


def _is_actual_whole(of: Subject) -> bool:
    return not of.breakdown and of.scenario == ACTUAL


def _has_formula(of: Subject) -> bool:
    """A formula speaks of what was, of the whole; it makes no plan and no breakdown."""
    return bool(of.measure.formula) and _is_actual_whole(of)
