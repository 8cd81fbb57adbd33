"""From a question to its plan."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import cast

from quarterdeck.core.errors import BadInput, NotFound
from quarterdeck.core.measures import UNITS, SpaceRule, TimeRule
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.core.wording import Written
from quarterdeck.engine.plan.nodes import Base, Chosen, Node, bases
from quarterdeck.engine.plan.periods import periods_of
from quarterdeck.engine.plan.places import Places, places_of
from quarterdeck.engine.plan.statements import Subject, stated, unit_of
from quarterdeck.engine.query import Derived, Question, Statement
from quarterdeck.engine.reading.reading import Measure
from quarterdeck.engine.world import World

MOST_CELLS = 2_000_000
"""How many cells one answer may have; larger questions are streamed."""

MOST_REMEMBERED = 200_000
"""How much is kept of what was worked out: breakdowns and ranges of days that nobody asks for twice have no end."""

MOST_DERIVED = 32
"""For how many sets of indicators that questions define a world is kept."""


@dataclass(frozen=True, eq=False)
class Asked:
    """One statement about one indicator in one period, for every place; `choice` tells under which period it reports.

    `choice` is None where there is only the period itself.
    """

    subject: Subject
    period: Period
    statement: Statement
    node: Node
    unit: str
    choice: Chosen | None = None


@dataclass(frozen=True, eq=False)
class Plan:
    """What must be looked up and worked out to answer a question."""

    question: Question
    world: World
    places: Places
    asked: tuple[Asked, ...]

    @cached_property
    def bases(self) -> tuple[Base, ...]:
        """Every figure of the log that is needed, each once."""
        found: dict[Base, None] = {}
        for one in self.asked:
            found.update(dict.fromkeys(bases(one.node)))
        return tuple(found)

    @property
    def cells(self) -> int:
        """How many rows the answer has."""
        return len(self.asked) * sum(place.asked for place in self.places.list)


def _anything(_cells: int) -> None:
    pass


def planned(question: Question, world: World, may: Callable[[int], None] = _anything) -> Plan:
    """The plan of a question. `may` is told how many cells the answer has before the long part of planning begins.

    Raises `BadInput` or `NotFound` for what it names and there is not: an indicator, a unit, a level, a period, a
    denominator, a formula that cannot be read or mixes units.
    """
    wider = _with_derived(question, world)
    periods = periods_of(question.periods, question.today)
    wanted = set(question.statements)
    places = places_of(
        wider, question, periods,
        parents=bool(wanted & {Statement.SHARE, Statement.CONTRIBUTION}),
        children=bool(wanted & {Statement.CHILDREN, Statement.GAP}),
    )  # fmt: skip
    subjects = [_subject(code, breakdown, question, wider)
                for code in question.indicators for breakdown in question.breakdowns]  # fmt: skip
    _check(question, wider, subjects)
    may(len(subjects) * len(periods) * len(question.statements) * sum(place.asked for place in places.list))
    asked = tuple(
        _asked(subject, period, statement, question)
        for subject in subjects
        for period in periods
        for statement in question.statements
    )
    return Plan(question, wider, places, asked)


def refuse_too_many(cells: int) -> None:
    """Raise `BadInput` where an answer of so many cells would not fit into memory at once."""
    if cells > MOST_CELLS:
        raise BadInput(
            Message(gettext_noop("The question asks for {cells:en} cells; one answer holds {most:en}."),
                    {"cells": Written(Decimal(cells)), "most": Written(Decimal(MOST_CELLS))}),
            remedy=gettext_noop("Ask for fewer areas, periods or indicators, or have the answer streamed in parts."),
        )  # fmt: skip


def _asked(subject: Subject, period: Period, statement: Statement, question: Question) -> Asked:
    """The same whatever areas are asked for, and so remembered with the world, as long as there is room."""
    key = (
        subject.measure.code, subject.breakdown, subject.scenario, period.code, statement, question.calendar,
        question.per if statement is Statement.PER else "",
    )  # fmt: skip
    remembered = subject.world.remembered
    found = remembered.get(key)
    if found is None:
        found = _worked_out(subject, period, statement, question)
        if len(remembered) < MOST_REMEMBERED:
            remembered[key] = found
    assert isinstance(found, Asked)
    return found


def _worked_out(subject: Subject, period: Period, statement: Statement, question: Question) -> Asked:
    node = stated(subject, statement, period, question)
    level = node if statement is Statement.LEVEL else _asked(subject, period, Statement.LEVEL, question).node
    choice = level if isinstance(level, Chosen) else None
    return Asked(subject, period, statement, node, unit_of(subject, statement, question), choice)


def _subject(code: str, breakdown: str, question: Question, world: World) -> Subject:
    if code not in world.measures:
        raise NotFound(
            Message(gettext_noop("There is no indicator with the code {code}."), {"code": code}), place="indicators",
            remedy=gettext_noop("Use a code of the catalogue of indicators."),
        )  # fmt: skip
    return Subject(world.measures[code], breakdown, question.scenario, world)


def _check(question: Question, world: World, subjects: list[Subject]) -> None:
    if not question.statements or not subjects:
        raise BadInput(
            gettext_noop("The question asks for nothing."), place="indicators",
            remedy=gettext_noop("Name at least one indicator and one statement."),
        )  # fmt: skip
    if Statement.PER in question.statements and question.per not in world.measures:
        raise BadInput(
            Message(gettext_noop('The denominator "{code}" is no indicator.'), {"code": question.per}), place="per",
            remedy=gettext_noop("Name the indicator to divide by, such as that of the population."),
        )  # fmt: skip


def _with_derived(question: Question, world: World) -> World:
    """The world with the indicators that the question itself defines."""
    if not question.derived:
        return world
    kept = cast(dict[tuple[Derived, ...], World], world.remembered.setdefault("derived", {}))
    found = kept.get(question.derived)
    if found is None:
        if len(kept) >= MOST_DERIVED:
            kept.clear()
        found = kept[question.derived] = _defining(question, world)
    return found


def _defining(question: Question, world: World) -> World:
    measures = dict(world.measures)
    for one in question.derived:
        if one.code in measures:
            raise BadInput(
                Message(gettext_noop("There is an indicator {code} already."), {"code": one.code}),
                place="derived", remedy=gettext_noop("Give the derived indicator another code."),
            )  # fmt: skip
        measures[one.code] = _measure(one)
    made = world.with_measures(measures)
    for one in question.derived:
        _check_derived(one, made, {other.code for other in question.derived})
    return made


def _check_derived(one: Derived, world: World, own: set[str]) -> None:
    """Raise `BadInput` where the formula does not fit together, or builds on what the question itself defines."""
    for need in world.formula(one.code).needs:
        if need.indicator in own:
            raise BadInput(
                Message(gettext_noop("The formula of {code} builds on {other}, which is a formula of this question."),
                        {"code": one.code, "other": need.indicator}),
                place="derived", remedy=gettext_noop("Write the whole formula with indicators of the catalogue."),
            )  # fmt: skip


def _measure(one: Derived) -> Measure:
    if one.unit not in UNITS and "/" not in one.unit:
        raise BadInput(
            Message(gettext_noop('"{unit}" is not a known unit.'), {"unit": one.unit}), place="derived",
            remedy=gettext_noop("Give the unit in which the formula's result is told."),
        )  # fmt: skip
    return Measure(
        one.code, one.unit, one.decimals, "M", "per_period", TimeRule.NONE.value, SpaceRule.NONE.value, "neither", "",
        one.formula,
    )  # fmt: skip
