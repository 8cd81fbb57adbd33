"""An extension is asked for with a ground and decided a level above; what was asked for late stays late."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from quarterdeck.core.errors import BadInput, Conflict, QuarterdeckError, Refused
from quarterdeck.core.rights import SYSTEM
from quarterdeck.tasks import actions, queries
from quarterdeck.tasks.models import Extension, Task, TaskEvent
from quarterdeck.tasks.queries import totals, words
from quarterdeck.tasks.queries.courses import differing
from quarterdeck.tasks.queries.wanted import SETS
from quarterdeck.tasks.rules import Bucket
from tests import world as cast
from tests.tasks.cast import DUE, issued, moment, order, submitted, taken
from tests.tasks.test_pages import SignIn, text_of
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.store
NEW = date(2024, 4, 26)


def asked(world: World, task: Task, on: date = TODAY, to: date = NEW) -> Extension:
    return actions.ask_extension(
        task=task, new_due=to, ground="Chờ kết quả khảo sát địa chất", by=world.actor("transport"), at=moment(on)
    )


def granted(world: World, task: Task, on: date = TODAY, to: date = NEW, **said: object) -> Extension:
    return actions.decide_extension(task=task, granted_due=to, by=world.actor("leader"), at=moment(on), **said)


def test_granted_in_time_both_days_are_kept_and_lateness_counts_from_the_new_one(world: World) -> None:
    task = taken(world)
    assert not asked(world, task).late
    one = granted(world, task)
    assert (one.number, one.old_due, one.new_due, one.granted_due) == (1, DUE, NEW, NEW)
    of = queries.task(task.code)
    assert (of.original_due, of.due, of.counted_due, of.extensions, of.asked_due) == (DUE, NEW, NEW, 1, None)
    kinds = [(event.kind, event.to) for event in queries.events(task)][-2:]
    assert kinds == [("extension_asked", NEW), ("extension_granted", NEW)]


def test_granted_after_the_due_date_the_record_and_the_totals_keep_that_it_was_overdue(world: World) -> None:
    task, other = taken(world), taken(world)
    asked(world, task, on=DUE)
    asked(world, other, on=DUE)
    assert queries.stand(queries.task(task.code), date(2024, 4, 17)).standing.days_late == 2
    granted(world, task, on=date(2024, 4, 17))
    granted(world, other, on=DUE)
    assert queries.task(other.code).late_until_extended == 0
    of = queries.stand(queries.task(task.code), date(2024, 4, 17))
    assert (of.standing.days_late, of.standing.late_until_extended) == (0, 2)
    with override("en"):
        assert words.extended_words(of.task) == "was 2 days overdue until it was extended"
    every = Task.objects.all()
    found = totals.total(every, date(2024, 4, 17))
    assert (found.late_until_extended, found.count.buckets[Bucket.OPEN_IN_TIME]) == (1, 2)
    (group,) = totals.by("lead", every, date(2024, 4, 17))
    assert group.tally.late_until_extended == 1
    assert [one.code for one in every.filter(SETS["late_until_extended"](TODAY))] == [task.code]
    assert differing() == []


def test_asked_for_late_the_task_stays_late_against_both_days(world: World) -> None:
    task = taken(world)
    assert asked(world, task, on=date(2024, 4, 16)).late
    granted(world, task, on=date(2024, 4, 17))
    actions.submit_evidence(
        task=task,
        note="Đã trình",
        words_why="Văn bản lưu ở Sở",
        by=world.actor("transport"),
        at=moment(date(2024, 4, 19)),
    )
    actions.accept_result(task=task, by=world.actor("leader"), at=moment(date(2024, 4, 22)))
    of = queries.stand(queries.task(task.code), date(2024, 4, 22))
    assert (of.task.due, of.standing.status, of.standing.days_late) == (NEW, "done_late", 4)


@pytest.mark.parametrize(
    ("to", "why", "remedy"),
    [
        (date(2024, 4, 18), "public holiday", "19"),
        (date(2024, 4, 27), "weekend", "2024-05-02"),
        (DUE, "after", "2024-04-16"),
        (date(2035, 1, 5), "not verified", ""),
    ],
)
def test_a_day_that_makes_no_sense_is_refused_with_a_proposal(world: World, to: date, why: str, remedy: str) -> None:
    with pytest.raises(BadInput, match=why) as refused:
        asked(world, taken(world), to=to)
    assert remedy in str(refused.value.remedy)
    assert not Extension.objects.exists()


def test_an_undecided_extension_is_not_extended(world: World) -> None:
    task = taken(world)
    asked(world, task)
    with pytest.raises(BadInput, match="waits to be decided"):
        asked(world, task, to=date(2024, 5, 10))
    with pytest.raises(IntegrityError), transaction.atomic():
        Extension.objects.create(task=task, number=2, old_due=DUE, new_due=NEW, late=False, asked_at=NOW)


def test_no_more_are_granted_than_the_pack_allows_but_after_a_refusal_one_may_ask_again(world: World) -> None:
    task = taken(world)
    asked(world, task)
    refused = actions.decide_extension(task=task, granted_due=None, reason="Chưa đủ căn cứ", by=world.actor("leader"),
                                       at=NOW)  # fmt: skip
    assert refused.granted_due is None
    asked(world, task)
    granted(world, task)
    with pytest.raises(BadInput, match="1 times at most"):
        asked(world, task, to=date(2024, 5, 10))


@pytest.mark.parametrize("name", ["transport", "specialist", "finance", "admin", "inspector", "verifier"])
def test_neither_the_doer_nor_the_same_level_nor_one_below_decides(world: World, name: str) -> None:
    task = taken(world)
    asked(world, task)
    with pytest.raises(Refused):
        actions.decide_extension(task=task, granted_due=NEW, by=world.actor(name), at=NOW)
    assert actions.decide_extension(task=task, granted_due=NEW, by=SYSTEM, at=NOW).granted_due == NEW


def test_what_a_leader_does_is_extended_by_the_leader_who_assigned_it(world: World) -> None:
    deputy = cast.Post.objects.create(code="deputy", organisation=world.organisations["STC"], name_vi="Phó Chủ tịch",
                                      name_en="Vice Chair", role="leader")  # fmt: skip
    cast.Membership.objects.create(post=deputy, holder="Thảo", valid_from=cast.LONG_AGO)
    task = issued(world, accountable_post=deputy, lead=world.organisations["STC"])
    actions.ask_extension(task=task, new_due=NEW, ground="Chờ họp", by=world.actor("finance"), at=NOW)
    assert granted(world, task).granted_due == NEW


def test_only_the_lead_asks_and_only_while_the_task_is_open_with_it(world: World) -> None:
    with pytest.raises(Refused, match="Another organisation leads"):
        actions.ask_extension(task=taken(world), new_due=NEW, ground="x y", by=world.actor("finance"), at=NOW)
    with pytest.raises(Conflict, match="evidence waits"):
        asked(world, submitted(world))


def test_less_is_granted_only_with_a_reason_and_never_more(world: World) -> None:
    task = taken(world)
    asked(world, task)
    with pytest.raises(BadInput, match="reason"):
        granted(world, task, to=date(2024, 4, 23))
    with pytest.raises(BadInput, match="the day asked for"):
        granted(world, task, to=date(2024, 5, 3))
    assert granted(world, task, to=date(2024, 4, 23), reason="Đủ để làm xong").granted_due == date(2024, 4, 23)


def test_no_result_is_accepted_over_an_undecided_extension(world: World) -> None:
    task = taken(world)
    asked(world, task)
    actions.submit_evidence(
        task=task, note="Đã trình", words_why="Văn bản lưu ở Sở", by=world.actor("transport"), at=NOW
    )
    with pytest.raises(Conflict, match="waits to be decided"):
        actions.accept_result(task=task, by=world.actor("leader"), at=NOW)
    granted(world, task)
    actions.accept_result(task=task, by=world.actor("leader"), at=NOW)


def test_sent_twice_it_is_asked_and_granted_once(world: World) -> None:
    task = taken(world)
    for _time in range(2):
        actions.ask_extension(task=task, new_due=NEW, ground="Chờ", version=2, by=world.actor("transport"), at=NOW)
    for _time in range(2):
        granted(world, task, version=3, reason="Đồng ý")
    assert [one.number for one in Extension.objects.all()] == [1]
    with pytest.raises(Conflict, match="while you had it open"):
        actions.ask_extension(task=task, new_due=NEW, ground="Nữa", version=2, by=world.actor("transport"), at=NOW)


def test_a_task_is_returned_with_a_reason_in_time_and_decided_by_the_assigner(world: World) -> None:
    task = issued(world)
    assert task.take_on_by == date(2024, 4, 1)
    actions.decline_task(task=task, reason="Thuộc Sở Xây dựng", by=world.actor("transport"), at=NOW)
    with pytest.raises(Refused, match="issue a task"):
        actions.keep_with_lead(task=task, reason="Làm", by=world.actor("transport"), at=NOW)
    actions.keep_with_lead(task=task, reason="Đường tỉnh do Sở quản lý", by=world.actor("specialist"), at=NOW)
    assert queries.stand(queries.task(task.code), TODAY).standing.state == "taken_on"
    with pytest.raises(Conflict, match="being done"):
        actions.decline_task(task=task, reason="Vẫn không", by=world.actor("transport"), at=NOW)


def test_after_the_last_day_silence_has_taken_the_task_on(world: World) -> None:
    task, late = issued(world), moment(date(2024, 4, 2))
    assert queries.stand(queries.task(task.code), date(2024, 4, 1)).standing.state == "issued"
    assert queries.stand(queries.task(task.code), date(2024, 4, 2)).standing.state == "taken_on"
    with pytest.raises(Conflict, match="being done"):
        actions.decline_task(task=task, reason="Không thuộc Sở", by=world.actor("transport"), at=late)
    actions.take_on(task=task, by=world.actor("transport"), at=late)
    assert queries.task(task.code).state == "taken_on"
    with pytest.raises(Conflict, match="being done"):
        actions.take_on(task=task, by=world.actor("transport"), at=late)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_whole_way_of_an_extension_through_its_pages(world: World, signed_in: SignIn, language: str) -> None:
    task = taken(world)
    lead, leader = signed_in("transport", language), signed_in("leader", language)
    page, ask, grant = (reverse(f"tasks:{name}", args=[task.code])
                        for name in ("task", "ask_extension", "grant_extension"))  # fmt: skip
    sent = {"version": 2, "new_due": "2024-04-26", "note": "Chờ kết quả khảo sát"}
    holiday = lead.post(ask, sent | {"new_due": "2024-04-18"})
    assert "error-summary" in holiday.content.decode()
    assert ("19/04/2024" if language == "vi" else "19 April 2024") in holiday.content.decode()
    assert lead.post(ask, sent).status_code == 302
    assert grant not in text_of(lead, page)
    assert 'value="2024-04-26"' in text_of(leader, page)
    assert signed_in("specialist").post(grant, {"version": 3, "granted_due": "2024-04-26"}).status_code == 403
    assert leader.post(grant, {"version": 3, "granted_due": "2024-04-26"}).status_code == 302
    shown = text_of(lead, page)
    for day in ("15/04/2024", "26/04/2024") if language == "vi" else ("15 April 2024", "26 April 2024"):
        assert day in shown
    assert ("hạn ban đầu" if language == "vi" else "originally") in text_of(lead, reverse("tasks:index"))


def test_a_task_is_returned_and_left_with_the_lead_on_its_pages(world: World, signed_in: SignIn) -> None:
    task = issued(world)
    lead, office = signed_in("transport"), signed_in("specialist")
    decline, keep = (reverse(f"tasks:{name}", args=[task.code]) for name in ("decline", "keep_with_lead"))
    assert lead.post(decline, {"version": 1, "note": "Thuộc Sở Xây dựng"}).status_code == 302
    assert keep in text_of(office, reverse("tasks:task", args=[task.code]))
    assert office.post(keep, {"version": 2, "note": "Sở quản lý đường tỉnh"}).status_code == 302


def test_refusing_an_extension_asks_for_a_reason(world: World, signed_in: SignIn) -> None:
    task = taken(world)
    asked(world, task)
    refuse, leader = reverse("tasks:refuse_extension", args=[task.code]), signed_in("leader")
    assert "error-summary" in leader.post(refuse, {"version": 3, "note": " "}).content.decode()
    assert leader.post(refuse, {"version": 3, "note": "Chưa đủ căn cứ"}).status_code == 302
    assert Extension.objects.get().reason_vi == "Chưa đủ căn cứ"


def test_what_is_to_be_decided_waits_for_whoever_assigned_it_and_what_is_to_be_done_for_the_lead(world: World) -> None:
    extended, returned, other = taken(world), issued(world), issued(world)
    asked(world, extended)
    actions.decline_task(task=returned, reason="Thuộc Sở Xây dựng", by=world.actor("transport"), at=NOW)

    def waits(name: str) -> set[str]:
        actor = world.actor(name)
        return {one.task.code for one in queries.waiting_for(TODAY, actor.post, actor.organisation)}

    assert waits("leader") == {extended.code, returned.code}
    assert waits("transport") == {extended.code, other.code}
    assert waits("finance") == set()


def test_papers_give_both_due_dates(world: World) -> None:
    task = taken(world)
    assert words.due_words(task) in ("15/04/2024", "15 April 2024")
    asked(world, task)
    granted(world, task)
    told = words.due_words(queries.task(task.code))
    assert "26" in told
    assert "15" in told


ACTS = ("take_on", "decline", "keep", "progress", "evidence", "return", "accept", "cancel", "ask", "grant", "refuse")


def let(world: World, task: Task, act: str, to: date, at: datetime) -> None:
    """Let an act happen as whoever may do it."""
    lead = {"task": task, "by": world.actor("transport"), "at": at}
    above = {"task": task, "by": world.actor("leader"), "at": at}
    {
        "take_on": lambda: actions.take_on(**lead),
        "decline": lambda: actions.decline_task(reason="Không thuộc Sở", **lead),
        "keep": lambda: actions.keep_with_lead(reason="Thuộc Sở", **above),
        "progress": lambda: actions.report_progress(note="Đang làm", **lead),
        "evidence": lambda: actions.submit_evidence(note="Đã trình", words_why="Văn bản lưu ở Sở", **lead),
        "return": lambda: actions.return_evidence(reason="Thiếu", **above),
        "accept": lambda: actions.accept_result(**above),
        "cancel": lambda: actions.cancel_task(reason="Thôi", **above),
        "ask": lambda: actions.ask_extension(new_due=to, ground="Chờ", **lead),
        "grant": lambda: actions.decide_extension(granted_due=to, reason="Được", **above),
        "refuse": lambda: actions.decide_extension(granted_due=None, reason="Không", **above),
    }[act]()


class WhatIsKept(TestCase):
    """What is kept beside a task is what its events tell, whatever happens."""

    @given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 9), st.integers(20, 60)), max_size=8))
    @settings(max_examples=25, deadline=None)
    def test_it_never_differs(self, acts: list[tuple[str, int, int]]) -> None:
        world, on = cast.build(), NOW
        task = actions.issue_task(order=order(world), reason="x", by=world.actor("specialist"), at=NOW)
        for act, step, ahead in acts:
            on += timedelta(days=step)
            try:
                with transaction.atomic():
                    let(world, task, act, TODAY + timedelta(days=ahead), on)
            except QuarterdeckError:
                continue
        assert differing() == []
        granted_ones = TaskEvent.objects.filter(kind="extension_granted").count()
        assert Extension.objects.filter(granted_due__isnull=False).count() == granted_ones
