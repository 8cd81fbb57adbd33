"""What each statement says of a place, also beside the area above, those below and its peers."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from quarterdeck.core.formulas import contribution_points, share
from quarterdeck.core.measures import EXACT, Better, Qualifier, Scenario, SpaceRule
from quarterdeck.core.periods import Period
from quarterdeck.engine.answer import Told
from quarterdeck.engine.plan import Asked, Plan
from quarterdeck.engine.plan.statements import Subject
from quarterdeck.engine.query import Statement, Why
from quarterdeck.engine.reading.needs import reported_period
from quarterdeck.engine.reference.figures import Figures
from quarterdeck.engine.reference.levels import Levels
from quarterdeck.engine.reference.peers import deviation, rank
from quarterdeck.engine.reference.said import Said, absent, afresh, computed

OF_OTHERS = (Statement.CHILDREN, Statement.GAP, Statement.SHARE, Statement.CONTRIBUTION)
Compared = Callable[[Decimal, Sequence[Decimal]], Decimal | Why]


class Telling:
    """Says what is asked. A place is meant by its number."""

    def __init__(self, plan: Plan, figures: Figures) -> None:
        self._question, self._places, self._figures = plan.question, plan.places.list, figures
        self._levels = Levels(figures, plan.world)
        self._remembered: dict[tuple[Statement, str, str, Period, int], Said] = {}

    def told(self, asked: Asked, number: int) -> Told:
        """The cell of the answer for one thing asked of one place."""
        of, period = asked.subject, asked.period
        said = self._said(asked.statement, of, period, number)
        return Told(
            said.value, said.status, said.qualifier, said.illustrative, said.computed, said.reported, said.needed,
            said.why, self._reported_period(of, period, number).code, said.lineage,
        )  # fmt: skip

    def _said(self, statement: Statement, of: Subject, period: Period, number: int) -> Said:
        if statement in OF_OTHERS and of.measure.space_rule != SpaceRule.SUM.value:
            return absent(Why.NOT_APPLICABLE, 0, computed=True)
        match statement:
            case Statement.CHILDREN:
                return self._children(of, period, number)
            case Statement.GAP:
                now, below = self._alone(Statement.LEVEL, of, period, number), self._children(of, period, number)
                gap = None if now.value is None or below.value is None else EXACT.subtract(now.value, below.value)
                return computed(gap, (now, afresh(below)))
            case Statement.SHARE:
                now = self._alone(Statement.LEVEL, of, period, number)
                above = self._above(Statement.LEVEL, of, period, number)
                return computed(share(now.value, above.value), (now, above))
            case Statement.CONTRIBUTION:
                now, then = (self._alone(one, of, period, number) for one in (Statement.LEVEL, Statement.SAME_PERIOD))
                whole = self._above(Statement.SAME_PERIOD, of, period, number)
                return computed(contribution_points(now.value, then.value, whole.value), (now, then, whole))
            case Statement.RANK:
                lowest = of.measure.better == Better.LOWER.value
                return self._among_peers(Statement.LEVEL, of, period, number, lambda x, all_: rank(x, all_, lowest))
            case Statement.DEVIATION:
                return self._among_peers(Statement.CHANGE, of, period, number, deviation)
            case _:
                return self._alone(statement, of, period, number)

    def _alone(self, statement: Statement, of: Subject, period: Period, number: int) -> Said:
        """What is said of the place by itself, for the period under which the indicator reports there."""
        key = (statement, of.measure.code, of.breakdown, period, number)
        if key not in self._remembered:
            own = self._reported_period(of, period, number)
            self._remembered[key] = self._levels.said(statement, of, own, number, self._question.per)
        return self._remembered[key]

    def _reported_period(self, of: Subject, period: Period, number: int) -> Period:
        if not self._question.calendar or of.breakdown or of.scenario != Scenario.ACTUAL.value:
            return period
        return reported_period(of.measure, self._figures.log, str(number), period, of.world.regimes)

    def _above(self, statement: Statement, of: Subject, period: Period, number: int) -> Said:
        parent = self._places[number].parent
        if parent is None:
            return absent(Why.NO_PARENT, 0, computed=True)
        return afresh(self._alone(statement, of, period, parent))

    def _children(self, of: Subject, period: Period, number: int) -> Said:
        """The sum over the areas directly below, if all of them have a value."""
        found = [afresh(self._alone(Statement.LEVEL, of, period, one)) for one in self._places[number].children]
        if not found:
            return absent(Why.NO_CHILDREN, 0, computed=True)
        total = Decimal(0)
        for one in found:
            total = EXACT.add(total, one.value or Decimal(0))
        known = sum(one.value is not None for one in found)
        said = computed(total if known == len(found) else None, found)
        why = Why.TOLD if known == len(found) else Why.INCOMPLETE
        return replace(said, reported=known, needed=len(found), why=why)

    def _among_peers(self, statement: Statement, of: Subject, period: Period, number: int, compared: Compared) -> Said:
        """The value seen among those of the asked places that are its peers."""
        mine = self._places[number].peers
        peers = [place for place, one in enumerate(self._places) if one.asked and one.peers == mine]
        every = [self._alone(statement, of, period, place) for place in peers]
        values = [one.value for one in every if one.value is not None]
        own = self._alone(statement, of, period, number)
        found = own.why if own.value is None else compared(own.value, values)
        told, why = (None, found) if isinstance(found, Why) else (found, Why.TOLD)
        return replace(
            computed(told, (afresh(own),)), qualifier=Qualifier.EXACT, reported=len(values), needed=len(peers), why=why,
            lineage=tuple(number for one in every for number in one.lineage),
        )  # fmt: skip
