"""What holds of the plain answer to any question in any world."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import Phase, given, settings

from quarterdeck.engine.facts import KnownOn
from quarterdeck.engine.held import Held
from quarterdeck.engine.plan import Plan
from quarterdeck.engine.query import Areas, Question, Statement, Why
from quarterdeck.engine.reference import answer
from quarterdeck.engine.segments.layout import Manifest
from quarterdeck.engine.segments.memory_log import MemoryLog
from tests.engine.worlds import Drawn, drawn, log_of, numbers, plan_of

AMONG_PEERS = (Statement.RANK, Statement.DEVIATION)
MANY = settings(max_examples=30, deadline=None, phases=(Phase.reuse, Phase.generate))


def rows(plan: Plan | None, log: MemoryLog) -> list[dict[str, Any]]:
    """The answer, row by row."""
    return [] if plan is None else answer(plan, Held(Path(), Manifest(), log)).to_pylist()


def asked(of: Drawn) -> Iterator[tuple[Question, Plan]]:
    """The questions that are not refused, with their plans."""
    for question in of.questions:
        if (plan := plan_of(question, of.world)) is not None:
            yield question, plan


@MANY
@given(numbers())
def test_what_is_said_of_an_area_does_not_depend_on_the_others_that_are_asked_for(number: int) -> None:
    of = drawn(number)
    log = log_of(of.told)
    for question, plan in asked(of):
        statements = tuple(one for one in question.statements if one not in AMONG_PEERS)
        found = rows(plan, log)
        codes = [place.code for place in plan.places.list if place.asked]
        for place in plan.places.list if statements else ():
            if place.asked and not place.group and codes.count(place.code) == 1:
                alone = replace(question, areas=Areas(place.members), statements=statements)
                told = rows(plan_of(alone, of.world), log)
                words = [one.value for one in statements]
                same = [one for one in found if one["area"] == place.code and one["statement"] in words]
                assert [one for one in told if one["area"] == place.code] == same


@MANY
@given(numbers())
def test_a_past_state_is_what_the_log_was_without_all_that_came_later(number: int) -> None:
    of = drawn(number)
    log = log_of(of.told)
    for question, plan in asked(of):
        past, known = MemoryLog(), question.known
        for batch, one in enumerate(of.told, 1):
            if (known.at is None or one.at <= known.at) and (known.last_batch is None or batch <= known.last_batch):
                past.append(one.at, one.rows, batch)
        now = plan_of(replace(question, known=KnownOn()), of.world)
        assert rows(plan, log) == rows(now, past)


@MANY
@given(numbers())
def test_there_is_a_value_or_a_reason_and_no_more_units_reported_than_are_needed(number: int) -> None:
    of = drawn(number)
    log = log_of(of.told)
    for _, plan in asked(of):
        for one in rows(plan, log):
            assert (one["value"] is None) == (one["why"] != Why.TOLD.value)
            assert 0 <= one["reported"] <= one["needed"]


@MANY
@given(numbers())
def test_what_other_publishers_say_changes_nothing(number: int) -> None:
    of = drawn(number)
    log, without, kept = log_of(of.told), MemoryLog(), [0]
    told = 0
    for one in of.told:
        ours = [(place, row) for place, row in enumerate(one.rows, told + 1) if row.regime != "other"]
        told += len(one.rows)
        kept += [place for place, _ in ours]
        without.append(one.at, [row for _, row in ours])
    for _, plan in asked(of):
        found = rows(plan, without)
        for one in found:
            if one.get("lineage"):
                one["lineage"] = [kept[row] for row in one["lineage"]]
        assert rows(plan, log) == found
