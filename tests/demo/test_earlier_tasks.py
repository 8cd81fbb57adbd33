"""The earlier tasks of the sample province show every official count on the day of the review."""

from datetime import date
from typing import Any

import pytest

from quarterdeck.core.calendars.pack import from_pack
from quarterdeck.tasks.rules import MOVES, OFFICIAL, Event, Standing, count, standing
from tests.demo.test_sample import DAY, PACKS, TASKS, orders, posts, read

CALENDAR = from_pack(read(PACKS / "vn/calendars/swaps.yaml"))


def events(task: dict[str, Any]) -> list[Event]:
    """What happened to a task, its issue first."""
    later = [Event(one["kind"], date.fromisoformat(one["at"][:10])) for one in task["events"]]
    return [Event("issued", TASKS["issued_on"]), *later]


def standings() -> list[Standing]:
    """Where the earlier tasks stand on the day of the review."""
    return [standing(events(task), due=task["due"], today=DAY) for task in TASKS["tasks"]]


def test_every_official_count_is_there() -> None:
    found = count(standings())
    assert all(found.buckets[bucket] >= 2 for bucket in OFFICIAL)
    assert found.total == len(TASKS["tasks"]) - 1


@pytest.mark.parametrize("task", TASKS["tasks"], ids=lambda task: task["code"])
def test_events_follow_one_another_and_name_posts(task: dict[str, Any]) -> None:
    state, days = "issued", [one.on for one in events(task)]
    for one in events(task)[1:]:
        assert one.kind in MOVES[state]
        state = MOVES[state][one.kind]
    assert days == sorted(days)
    assert days[-1] <= DAY
    for event in task["events"]:
        assert event["post"] in posts()
        if event["kind"] == "evidence_submitted":
            assert event["post"].startswith(f"{task['lead']}-")


@pytest.mark.parametrize("order", orders(), ids=lambda order: order["text_en"][:40])
def test_a_task_is_due_on_a_working_day(order: dict[str, Any]) -> None:
    assert CALENDAR.is_working(order["due"])
