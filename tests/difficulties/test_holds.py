"""A task that is stuck on a difficulty: from that day the clock is that of whoever must answer."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.core.errors import Refused
from quarterdeck.difficulties.actions import put_clock, return_answer
from quarterdeck.difficulties.models import Hold
from quarterdeck.difficulties.queries import difficulty, holds
from quarterdeck.difficulties.rules.holds import Held, days_held, days_held_late
from quarterdeck.tasks.actions import cancel_task, report_progress, submit_evidence
from tests.difficulties.cast import answered, landslide, moment
from tests.tasks.cast import DUE, taken
from tests.world import TODAY, World

DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31))
HOLDS = st.lists(st.tuples(DAYS, st.none() | st.integers(0, 40)), max_size=5)
FRIDAY = date(2024, 3, 29)


@given(found=HOLDS, due=DAYS, day=DAYS)
def test_days_held_never_pass_the_days_there_were(found: list[tuple[date, int | None]], due: date, day: date) -> None:
    made = [Held("K", since, None if days is None else since + timedelta(days)) for since, days in found]
    in_all, late = days_held(made, day), days_held_late(made, due, day)
    assert 0 <= late <= in_all
    assert late <= max((day - due).days, 0)
    assert in_all <= sum(max(((one.until or day) - one.since).days, 0) for one in made)


def test_days_that_overlap_count_once() -> None:
    made = [Held("A", date(2024, 3, 1), date(2024, 3, 10)), Held("B", date(2024, 3, 5), date(2024, 3, 12))]
    assert days_held(made, TODAY) == 11


def test_the_clock_passes_to_who_must_answer_and_comes_back_with_the_answer(world: World) -> None:
    task, one = taken(world), landslide(world, routed_to=[world.organisations["STC"]])
    report_progress(task=task, note="Chờ kinh phí", stuck_on=one, by=world.actor("transport"), at=moment(TODAY))
    clock = holds.clock_of(task.code, DUE, FRIDAY)
    assert clock is not None
    assert ([body.code for body in clock.bodies], clock.since, clock.days) == (["STC"], TODAY, 2)
    answered(world, one, by="finance", answered_by=world.posts["finance"], at=moment(FRIDAY))
    clock = holds.clock_of(task.code, DUE, date(2024, 4, 20))
    assert clock is not None
    assert (clock.bodies, clock.days, clock.days_late) == ((), 2, 0)


def test_a_returned_answer_stops_the_task_again(world: World) -> None:
    task, one = taken(world), landslide(world)
    report_progress(task=task, note="Chờ trả lời", stuck_on=one, by=world.actor("transport"), at=moment(TODAY))
    now = answered(world, difficulty(one.code), at=moment(FRIDAY))
    return_answer(difficulty=now, reason="Chưa rõ", version=now.version, by=world.actor("district"),
                  at=moment(date(2024, 4, 1)))  # fmt: skip
    clock = holds.clock_of(task.code, DUE, date(2024, 4, 20))
    assert clock is not None
    assert (clock.code, clock.days, clock.days_late) == (one.code, 2 + 19, 5)


@pytest.mark.parametrize("way", ["progress", "evidence", "cancelled"])
def test_who_waits_no_more_has_its_clock_back(world: World, way: str) -> None:
    task, one = taken(world), landslide(world)
    transport = world.actor("transport")
    report_progress(task=task, note="Chờ trả lời", stuck_on=one, by=transport, at=moment(TODAY))
    at = moment(FRIDAY)
    if way == "progress":
        report_progress(task=task, note="Tự giải quyết được", by=transport, at=at)
    elif way == "evidence":
        submit_evidence(task=task, note="Đã trình phương án", words_why="Văn bản lưu ở Sở", by=transport, at=at)
    else:
        cancel_task(task=task, reason="Không còn cần", by=world.actor("leader"), at=at)
    assert Hold.objects.get().until == FRIDAY
    (row,) = holds.waiting_tasks(one.code, TODAY + timedelta(30))
    assert (row.task, row.days) == (task.code, 2)


def test_said_twice_it_holds_once_and_another_difficulty_takes_over(world: World) -> None:
    first, second, by = landslide(world), landslide(world), world.actor("transport")
    assert put_clock(task="NV-2024-001", difficulty=first, by=by, at=moment(TODAY)) == put_clock(
        task="NV-2024-001", difficulty=first, by=by, at=moment(FRIDAY)
    )
    put_clock(task="NV-2024-001", difficulty=second, by=by, at=moment(FRIDAY))
    assert list(Hold.objects.values_list("difficulty__code", "until")) == [(first.code, FRIDAY), (second.code, None)]


def test_an_answered_difficulty_holds_no_task(world: World) -> None:
    now = answered(world, landslide(world))
    assert put_clock(task="NV-2024-001", difficulty=now, by=world.actor("transport"), at=moment(TODAY)) is None


def test_who_does_no_tasks_holds_none(world: World) -> None:
    with pytest.raises(Refused):
        put_clock(task="NV-2024-001", difficulty=landslide(world), by=world.actor("verifier"), at=moment(TODAY))
