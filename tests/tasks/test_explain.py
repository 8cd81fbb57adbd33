"""Every standing and every limit can explain itself: which day counts, how many days, which of them are worked."""

from datetime import date

import pytest
from django.conf import settings

from quarterdeck.core.errors import BadInput
from quarterdeck.tasks.rules import ACCEPTED, EVIDENCE, ISSUED, Event, standing
from quarterdeck.tasks.rules.explain import clarify_by, standing_steps
from quarterdeck.web import packs

START, TODAY = date(2024, 3, 27), date(2024, 4, 12)
CALENDAR = packs.working_calendar("vn")
LIMITS = packs.read("vn", "tasks.yaml")["clarify"]


def told(*later: Event, due: date = date(2024, 5, 2), today: date = TODAY) -> list[str]:
    of = standing([Event(ISSUED, START), *later], due=due, today=today)
    return [str(step) for step in standing_steps(of, due=due, today=today, calendar=CALENDAR, show=date.isoformat)]


def test_an_open_task_tells_the_days_left_the_working_days_and_the_holidays_on_the_way() -> None:
    first, left, *holidays = told()
    assert first == "Due on 2024-05-02. The day itself is in time; a task is overdue from 2024-05-03 on."
    assert left == "20 calendar days are left after 2024-04-12, 10 of them working days."
    assert [step[:10] for step in holidays] == ["18/04/2024", "29/04/2024", "30/04/2024", "01/05/2024"]


def test_a_due_day_that_is_not_worked_is_pointed_out() -> None:
    assert told(due=date(2024, 4, 18))[-1] == "The due day itself is not worked; the next working day is 2024-04-19."


def test_an_overdue_task_tells_by_how_many_days() -> None:
    assert (
        told(due=date(2024, 4, 10))[1] == "The last day in time was 2024-04-10; counted in calendar days it is 2 late."
    )


def test_evidence_that_waits_tells_that_the_clock_stands_still() -> None:
    assert "stands still" in told(Event(EVIDENCE, date(2024, 4, 9), 1), due=date(2024, 4, 10))[1]


def test_what_is_done_tells_which_day_counts() -> None:
    steps = told(Event(EVIDENCE, date(2024, 4, 9), 1), Event(ACCEPTED, TODAY, 2))
    assert steps[1:] == ["The evidence that was accepted was submitted on 2024-04-09; that day counts as done."]


def test_in_a_year_that_is_not_verified_only_calendar_days_are_told_and_why() -> None:
    _first, left, why = told(due=date(2035, 1, 5), today=date(2034, 12, 20))
    assert left == "16 calendar days are left."
    assert "not verified" in why


@pytest.mark.parametrize("pack", ["vn", "ee"])
def test_every_pack_says_how_tasks_are_followed(pack: str) -> None:
    data = packs.read(pack, "tasks.yaml")
    suffixes = {
        (kind, post["suffix"]) for kind, posts in packs.read(pack, "organisations.yaml")["posts_of_kind"].items()
        for post in posts
    }  # fmt: skip
    assert {(one["kind"], one["suffix"]) for duty in ("follow_up", "accept") for one in data[duty]} <= suffixes
    assert clarify_by(START, data["clarify"], packs.working_calendar(pack)).day > START
    assert settings.PACK == "vn"


def test_a_day_without_a_limit_is_refused() -> None:
    with pytest.raises(BadInput, match="No time limit"):
        clarify_by(date(2019, 1, 2), LIMITS, CALENDAR)
