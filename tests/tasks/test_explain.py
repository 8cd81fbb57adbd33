"""Every standing and every limit can explain itself: which day counts, how many days, which of them are worked."""

from datetime import date

import pytest
from django.conf import settings

from quarterdeck.core.errors import BadInput
from quarterdeck.tasks.rules import (
    ACCEPTED,
    ASKED,
    EVIDENCE,
    GRANTED,
    ISSUED,
    TAKEN_ON,
    Course,
    Event,
    course,
    standing_of,
)
from quarterdeck.tasks.rules.explain import clarify_by, counting_steps, standing_steps, take_on_limit, take_on_steps
from quarterdeck.web import packs

START, TODAY = date(2024, 3, 27), date(2024, 4, 12)
CALENDAR = packs.working_calendar("vn")
LIMITS = packs.read("vn", "tasks.yaml")["clarify"]


def told(*later: Event, due: date = date(2024, 5, 2), today: date = TODAY) -> list[str]:
    of = course([Event(ISSUED, START), *later], due=due)
    steps = standing_steps(standing_of(of, today), of, today=today, calendar=CALENDAR, show=date.isoformat)
    return [str(step) for step in steps]


def counted(of: Course) -> list[str]:
    return [str(step) for step in counting_steps(of, issued_on=START, calendar=CALENDAR)]


def test_the_due_date_tells_which_working_days_were_counted_and_which_holidays_passed_over() -> None:
    due = date(2024, 4, 19)
    assert counted(Course(due, due, due)) == [
        "16 working days from 27/03/2024 end on 19/04/2024.",
        "18/04/2024 is a public holiday (Hung Kings' Commemoration Day).",
    ]
    assert told(due=due)[0] == "Due on 2024-04-19. The day itself is in time; a task is overdue from 2024-04-20 on."


def test_each_due_date_is_counted_and_each_holiday_named_once() -> None:
    steps = counted(Course(date(2024, 4, 19), date(2024, 5, 2), date(2024, 4, 19)))
    assert [step[:10] for step in steps] == [
        "16 working", "18/04/2024", "22 working", "29/04/2024", "30/04/2024", "01/05/2024",
    ]  # fmt: skip
    assert "20 calendar days are left after 2024-04-12, 10 of them working days." in told()


def test_a_due_day_that_is_not_worked_is_pointed_out() -> None:
    assert told(due=date(2024, 4, 18))[-1] == "The due day itself is not worked; the next working day is 2024-04-19."


def test_an_overdue_task_tells_by_how_many_days() -> None:
    last = "The last day in time was 2024-04-10; counted in calendar days it is 2 late."
    assert told(due=date(2024, 4, 10))[-1] == last


def test_both_due_dates_are_told_and_from_which_lateness_counts() -> None:
    new = date(2024, 4, 26)
    asked = Event(ASKED, date(2024, 4, 11), 1, new)
    granted = told(asked, Event(GRANTED, TODAY, 2, new), due=date(2024, 4, 10))
    assert "It was due on 2024-04-10 originally and was extended to 2024-04-26." in granted
    assert "An extension was asked for only after the due date: lateness counts from 2024-04-10." in granted


def test_silence_is_told_before_and_after_the_last_day_with_how_the_day_was_counted() -> None:
    limit = take_on_limit(START, packs.read("vn", "tasks.yaml")["take_on"], CALENDAR)
    assert limit is not None
    of = course([Event(ISSUED, START)], due=date(2024, 5, 2), take_on_by=limit.day)
    before, after = (
        [str(step) for step in take_on_steps(of, limit, today=day, show=date.isoformat)] for day in (START, TODAY)
    )
    assert before[0].startswith("To be taken on, or returned with a reason, by 2024-04-01;")
    assert after[0].endswith("by 2024-04-01: silence has taken it on.")
    assert before[-1] == "Working day number 3 is 01/04/2024."
    taken = course([Event(ISSUED, START), Event(TAKEN_ON, START, 1)], due=date(2024, 5, 2), take_on_by=limit.day)
    assert take_on_steps(taken, limit, today=TODAY, show=date.isoformat) == ()


def test_evidence_that_waits_tells_that_the_clock_stands_still() -> None:
    assert "stands still" in told(Event(EVIDENCE, date(2024, 4, 9), 1), due=date(2024, 4, 10))[-1]


def test_what_is_done_tells_which_day_counts() -> None:
    steps = told(Event(EVIDENCE, date(2024, 4, 9), 1), Event(ACCEPTED, TODAY, 2))
    assert steps[-1] == "The evidence that was accepted was submitted on 2024-04-09; that day counts as done."


def test_in_a_year_that_is_not_verified_only_calendar_days_are_told_and_why() -> None:
    _due, left, why = told(due=date(2035, 1, 5), today=date(2034, 12, 20))
    assert left == "16 calendar days are left."
    assert "not verified" in why
    due = date(2035, 1, 5)
    assert [("not verified" in step) for step in counted(Course(due, due, due))] == [True]


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
