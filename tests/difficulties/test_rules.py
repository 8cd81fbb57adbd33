"""Waiting times, codes and the last day for an answer, computed from plain values."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.core.calendars import Name, WorkingCalendar
from quarterdeck.difficulties import rules

CALENDAR = WorkingCalendar("XX", 2024, 2024, {}, (), frozenset({6, 7}), Name("the law", "luật"))
LIMIT = {
    "valid_from": date(2021, 1, 1), "valid_to": None, "working_days": 10,
    "source": {"en": "a rule", "vi": "một quy tắc"},
}  # fmt: skip
DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31))


def test_an_answer_is_due_ten_working_days_after_the_day_it_was_asked_for() -> None:
    due = rules.answer_due(date(2024, 3, 11), [LIMIT], CALENDAR)
    assert due.day == date(2024, 3, 25)
    assert str(due.steps[0]) == "Answers are due within 10 working days (a rule)."


def test_no_day_is_guessed_for_a_year_that_is_not_verified() -> None:
    due = rules.answer_due(date(2024, 12, 30), [LIMIT], CALENDAR)
    assert due.day is None
    assert "2025 are not verified" in str(due.steps[-1])


def test_no_day_without_a_limit_for_that_day() -> None:
    ended = LIMIT | {"valid_to": date(2024, 1, 1)}
    due = rules.answer_due(date(2024, 3, 11), [ended], CALENDAR)
    assert due.day is None
    assert str(due.steps[0]) == "No time limit for answers is set for this day."


def test_the_last_day_itself_is_in_time() -> None:
    asked, last = date(2024, 3, 11), date(2024, 3, 25)
    on_the_day = rules.wait(raised_on=asked, answer_by=last, answered_on=None, day=last)
    day_after = rules.wait(raised_on=asked, answer_by=last, answered_on=None, day=last + timedelta(1))
    assert (on_the_day.days, on_the_day.days_late) == (14, 0)
    assert (day_after.days, day_after.days_late) == (15, 1)


def test_waiting_ends_with_the_answer_and_lateness_stays() -> None:
    wait = rules.wait(
        raised_on=date(2024, 1, 2), answer_by=date(2024, 1, 16), answered_on=date(2024, 1, 18), day=date(2024, 6, 1)
    )
    assert (wait.days, wait.days_late, wait.over) == (16, 2, True)


@given(raised=DAYS, due=st.none() | DAYS, day=DAYS)
def test_waiting_is_never_negative_and_never_shorter_than_the_delay(raised: date, due: date | None, day: date) -> None:
    wait = rules.wait(raised_on=raised, answer_by=due, answered_on=None, day=day)
    assert wait.days >= 0
    assert wait.days_late >= 0
    if due and due >= raised:
        assert wait.days_late <= wait.days


@pytest.mark.parametrize(
    ("codes", "code"),
    [
        ([], "KK-2024-001"),
        (["KK-2024-001", "KK-2024-003"], "KK-2024-004"),
        (["KK-2023-900", "other"], "KK-2024-001"),
        (["KK-2024-999", "KK-2024-1000"], "KK-2024-1001"),
    ],
)
def test_codes_go_on_within_their_year(codes: list[str], code: str) -> None:
    assert rules.next_code(codes, 2024) == code


def test_every_state_has_a_label_an_owner_and_its_moves() -> None:
    assert set(rules.STATES) == set(rules.MOVES.table)
    assert all(label and owner for label, owner in rules.STATES.values())
