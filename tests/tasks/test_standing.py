"""Where a task stands: four official counts that add up, and lateness that never goes away."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.tasks.rules import (
    ACCEPTED,
    ASKED,
    CANCELLED,
    DECLINED,
    EVIDENCE,
    GRANTED,
    ISSUED,
    KEPT,
    MOVES,
    OFFICIAL,
    OWNERS,
    PROGRESS,
    REFUSED,
    RETURNED,
    STATES,
    STATUS_BUCKETS,
    TAKEN_ON,
    TRANSITIONS,
    Bucket,
    Event,
    Standing,
    count,
    course,
    standing,
)

DUE = date(2024, 4, 15)
START = date(2024, 3, 27)


def on(day: int, month: int = 4) -> date:
    return date(2024, month, day)


def stands(*events: tuple[str, date] | tuple[str, date, date], today: date, silent: date | None = None) -> Standing:
    listed = [Event(kind, day, number, *to) for number, (kind, day, *to) in enumerate([(ISSUED, START), *events])]
    return standing(listed, due=DUE, today=today, take_on_by=silent)


def state_after(events: list[Event]) -> str:
    return course(events, due=DUE).state


def test_it_is_in_time_on_the_due_day_and_overdue_the_day_after() -> None:
    assert stands(today=DUE).bucket is Bucket.OPEN_IN_TIME
    after = stands(today=on(16))
    assert (after.bucket, after.days_late, after.days_left) == (Bucket.OPEN_OVERDUE, 1, -1)


def test_it_is_done_on_the_day_of_the_evidence_not_of_the_acceptance() -> None:
    done = stands((EVIDENCE, DUE), (ACCEPTED, on(30)), today=on(30))
    assert (done.bucket, done.done_on, done.days_late, done.late_for_ever) == (Bucket.DONE_ON_TIME, DUE, 0, False)


def test_done_late_stays_done_late() -> None:
    done = stands((EVIDENCE, on(18)), (ACCEPTED, on(19)), today=date(2030, 1, 1))
    assert (done.bucket, done.days_late, done.late_for_ever) == (Bucket.DONE_LATE, 3, True)


def test_evidence_that_was_returned_does_not_count() -> None:
    done = stands((EVIDENCE, on(10)), (RETURNED, on(17)), (EVIDENCE, on(20)), (ACCEPTED, on(21)), today=on(21))
    assert (done.bucket, done.done_on, done.days_late) == (Bucket.DONE_LATE, on(20), 5)


def test_the_clock_of_the_lead_stands_still_while_evidence_waits_and_runs_on_when_it_is_returned() -> None:
    waiting = stands((EVIDENCE, on(12)), today=on(20))
    assert (waiting.bucket, waiting.days_late, waiting.submitted_on) == (Bucket.OPEN_IN_TIME, 0, on(12))
    returned = stands((EVIDENCE, on(12)), (RETURNED, on(20)), today=on(20))
    assert (returned.bucket, returned.days_late, returned.submitted_on) == (Bucket.OPEN_OVERDUE, 5, None)


def test_late_evidence_that_waits_is_overdue_by_the_days_up_to_it() -> None:
    waiting = stands((EVIDENCE, on(18)), today=on(30))
    assert (waiting.bucket, waiting.days_late) == (Bucket.OPEN_OVERDUE, 3)


def test_a_cancelled_task_counts_in_no_total_and_keeps_its_mark() -> None:
    cancelled = stands((CANCELLED, on(17)), today=on(30))
    assert (cancelled.bucket, cancelled.late_for_ever, cancelled.is_open) == (Bucket.CANCELLED, True, False)
    counted = count([cancelled, stands(today=DUE)])
    assert (counted.total, counted.issued) == (1, 2)


def test_events_that_do_not_fit_change_nothing() -> None:
    assert state_after([Event(ACCEPTED, START), Event(RETURNED, START), Event(PROGRESS, START)]) == "issued"
    assert state_after([Event(EVIDENCE, START), Event(ACCEPTED, START), Event(CANCELLED, START)]) == "accepted"


def test_an_extension_asked_for_in_time_moves_the_day_from_which_lateness_counts() -> None:
    granted = stands((ASKED, DUE, on(30)), (GRANTED, on(20), on(25)), (EVIDENCE, on(24)), (ACCEPTED, on(26)),
                     today=on(26))  # fmt: skip
    assert (granted.bucket, granted.days_late, granted.days_late_original) == (Bucket.DONE_ON_TIME, 0, 9)


def test_a_refused_extension_lets_lateness_count_from_the_old_day_again() -> None:
    refused = stands((ASKED, DUE, on(30)), (REFUSED, on(20)), today=on(20))
    assert (refused.bucket, refused.days_late) == (Bucket.OPEN_OVERDUE, 5)


def test_asking_for_an_extension_moves_no_date_and_takes_no_lateness_away_before_it_is_decided() -> None:
    assert stands((ASKED, DUE, on(30)), today=on(12)).days_left == 3
    waits = stands((ASKED, DUE, on(30)), today=on(20))
    assert (waits.bucket, waits.days_late, waits.state) == (Bucket.OPEN_OVERDUE, 5, "issued")


def test_an_extension_asked_for_late_gives_a_new_day_but_stays_late_against_both() -> None:
    events = [Event(ISSUED, START, 0), Event(ASKED, on(16), 1, on(30)), Event(GRANTED, on(17), 2, on(30)),
              Event(EVIDENCE, on(25), 3), Event(ACCEPTED, on(26), 4)]  # fmt: skip
    of, done = course(events, due=DUE), standing(events, due=DUE, today=on(26))
    assert (of.original, of.agreed, of.counted) == (DUE, on(30), DUE)
    assert (done.bucket, done.days_late, done.days_late_original) == (Bucket.DONE_LATE, 10, 10)


def test_an_undecided_extension_is_not_extended_and_no_result_is_accepted_over_it() -> None:
    asked = [Event(ISSUED, START, 0), Event(ASKED, on(10), 1, on(20)), Event(ASKED, on(11), 2, on(30))]
    assert course(asked, due=DUE).asked == on(20)
    assert course([*asked, Event(EVIDENCE, on(12), 3), Event(ACCEPTED, on(13), 4)], due=DUE).state == "submitted"


def test_more_than_was_asked_for_is_not_granted_and_no_extension_brings_a_day_forward() -> None:
    asked = [Event(ISSUED, START, 0), Event(ASKED, on(10), 1, on(20))]
    assert course([*asked, Event(GRANTED, on(11), 2, on(25))], due=DUE).asked == on(20)
    assert course([Event(ISSUED, START, 0), Event(ASKED, on(10), 1, on(12))], due=DUE).asked is None


def test_silence_takes_a_task_on_after_the_last_day_for_it() -> None:
    assert stands(today=on(1), silent=on(1)).state == "issued"
    assert stands(today=on(2), silent=on(1)).state == "taken_on"
    assert stands((DECLINED, on(2)), today=on(3), silent=on(1)).state == "taken_on"
    assert stands((PROGRESS, on(2)), (EVIDENCE, on(3)), today=on(3), silent=on(1)).state == "submitted"


def test_what_the_lead_returns_stays_open_until_it_is_decided() -> None:
    assert stands((DECLINED, on(1)), today=on(2)).status == "declined"
    assert stands((DECLINED, on(1)), today=on(16)).bucket is Bucket.OPEN_OVERDUE
    assert stands((DECLINED, on(1)), (KEPT, on(2)), today=on(3)).state == "taken_on"
    assert stands((DECLINED, on(1)), (CANCELLED, on(2)), today=on(3)).bucket is Bucket.CANCELLED


@pytest.mark.parametrize(
    ("events", "today", "status"),
    [
        ([], on(1), "issued"),
        ([(TAKEN_ON, on(1))], on(1), "in_progress"),
        ([(TAKEN_ON, on(1))], on(12), "due_soon"),
        ([(TAKEN_ON, on(1))], on(16), "overdue"),
        ([(EVIDENCE, DUE)], on(30), "submitted"),
        ([(EVIDENCE, on(16))], on(30), "submitted_late"),
        ([(EVIDENCE, DUE), (ACCEPTED, on(16))], on(30), "done_on_time"),
        ([(EVIDENCE, on(16)), (ACCEPTED, on(17))], on(30), "done_late"),
        ([(CANCELLED, on(1))], on(30), "cancelled"),
    ],
)
def test_every_standing_has_its_word(events: list[tuple[str, date]], today: date, status: str) -> None:
    assert stands(*events, today=today).status == status


days = st.integers(0, 90).map(lambda step: START + timedelta(days=step))
kinds = st.sampled_from([TAKEN_ON, DECLINED, KEPT, PROGRESS, EVIDENCE, RETURNED, ACCEPTED, CANCELLED,
                         ASKED, GRANTED, REFUSED])  # fmt: skip


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Any events in the order of their days, the ones that fit and the ones that do not."""
    dated = sorted(draw(st.lists(days, max_size=10)))
    later = [Event(draw(kinds), day, number, draw(days)) for number, day in enumerate(dated, start=1)]
    return [Event(ISSUED, START, 0), *later]


@given(st.lists(histories(), max_size=20), days)
def test_the_four_counts_always_add_up_to_what_was_issued_less_what_was_cancelled(
    many: list[list[Event]], today: date
) -> None:
    found = count([standing(events, due=DUE, today=today) for events in many])
    cancelled = sum(state_after(events) == "cancelled" for events in many)
    assert sum(found.buckets[bucket] for bucket in OFFICIAL) == found.total == len(many) - cancelled
    assert found.issued == len(many)


@given(histories(), days, st.none() | days)
def test_every_history_has_one_word_and_is_never_later_against_the_day_agreed_than_against_the_first(
    history: list[Event], today: date, silent: date | None
) -> None:
    of = course(history, due=DUE, take_on_by=silent)
    now = standing(history, due=DUE, today=today, take_on_by=silent)
    assert now.bucket is STATUS_BUCKETS[now.status]
    assert of.original <= of.agreed
    assert of.original <= of.counted <= of.agreed
    assert now.days_late <= now.days_late_original


@given(histories(), days, st.integers(0, 400))
def test_late_for_ever_means_for_ever(history: list[Event], today: date, step: int) -> None:
    known = [event for event in history if event.on <= today]
    later = today + timedelta(days=step)
    known_later = [event for event in history if event.on <= later]
    before, after = (standing(events, due=DUE, today=day) for events, day in ((known, today), (known_later, later)))
    moved = course(known_later, due=DUE).counted > course(known, due=DUE).counted  # granted, and asked for in time
    assert after.late_for_ever or not before.late_for_ever or moved


@given(histories(), days, st.randoms(use_true_random=False))
def test_the_standing_does_not_depend_on_the_order_of_reading(
    history: list[Event], today: date, chance: object
) -> None:
    shuffled = list(history)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert standing(shuffled, due=DUE, today=today) == standing(history, due=DUE, today=today)


@given(histories(), days)
def test_what_is_done_no_longer_changes_with_the_day(history: list[Event], today: date) -> None:
    now, later = (standing(history, due=DUE, today=day) for day in (today, today + timedelta(days=500)))
    if not now.is_open:
        assert (now.bucket, now.days_late, now.done_on) == (later.bucket, later.days_late, later.done_on)


def test_every_state_has_an_owner_and_a_way_in() -> None:
    assert STATES.keys() == MOVES.keys() == TRANSITIONS.table.keys()
    assert {owner for _label, owner in STATES.values()} <= OWNERS.keys()
    reached = {state for moves in MOVES.values() for state in moves.values()} | {"issued"}
    assert reached == STATES.keys()


@pytest.mark.parametrize("state", list(STATES))
def test_the_reference_page_draws_every_state_and_move(state: str) -> None:
    page = (Path(__file__).parents[2] / "docs/reference/states.md").read_text(encoding="utf-8")
    assert TRANSITIONS.diagram() in page
    label, owner = STATES[state]
    assert f"| {state} | {label} | {OWNERS[owner]} |" in page
