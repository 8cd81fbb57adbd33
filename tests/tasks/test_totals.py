"""Totals that the database counts are those of the standings, and add up, whatever happened."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from quarterdeck.tasks import queries
from quarterdeck.tasks.models import Task
from quarterdeck.tasks.queries import lists, totals
from quarterdeck.tasks.queries.courses import kept_fields
from quarterdeck.tasks.queries.wanted import SETS, Wanted
from quarterdeck.tasks.rules import OFFICIAL, Bucket, Count, Course, Standing, count, course
from quarterdeck.tasks.rules.outcome import kind_of
from tests import world as cast
from tests.tasks.cast import DUE, order
from tests.tasks.test_standing import days, histories
from tests.world import TODAY, World, indicator

pytestmark = pytest.mark.store


def stored(world: World, number: int, of: Course, **fields: object) -> Task:
    """A task with a course, without the way through its acts."""
    plain = order(world)
    named = {name: getattr(plain, name) for name in ("assigner", "accountable_post", "lead", "follower_up", "acceptor",
                                                     "result_kind", "text_vi", "result_vi", "evidence_vi")}  # fmt: skip
    kept = kept_fields(of, ()) | {"proof": "words" if of.submitted_on else ""}
    return Task.objects.create(code=f"NV-{number}", issued_on=TODAY, original_due=DUE, **(named | kept | fields))


def expected(standings: Sequence[Standing], today: date) -> dict[str, object]:
    """The same totals, counted one by one."""
    counted = [one for one in standings if one.bucket is not Bucket.CANCELLED]
    late = [one.days_late for one in counted if one.days_late]
    done = [one for one in counted if not one.is_open]
    return {
        "count": count(standings),
        "due_original": len(done) + sum(one.is_open and one.days_late_original > 0 for one in counted),
        "on_time_original": sum(not one.days_late_original for one in done),
        "late_median": Decimal(str(median(late))) if late else None,
        "late_worst": max(late) if late else None,
    }  # fmt: skip


class Totals(TestCase):
    """Random histories, some led by finance, counted both ways."""

    @given(st.lists(histories(), max_size=12), days, st.integers(0, 5))
    @settings(max_examples=30, deadline=None)
    def test_the_database_counts_what_the_standings_say(
        self, many: list[list[object]], today: date, finance: int
    ) -> None:
        world = cast.build()
        heads = (("STC", "finance"), ("SGTVT", "transport"))
        for number, history in enumerate(many):
            body, post = heads[number >= finance]
            stored(world, number, course(history, due=DUE), lead=world.organisations[body],
                   accountable_post=world.posts[post])  # fmt: skip
        every, stood = Task.objects.all(), queries.standings(today)
        found, groups = totals.total(every, today), totals.by("lead", every, today)
        wanted = expected([one.standing for one in stood], today)
        assert {name: getattr(found, name) for name in wanted} == wanted
        assert sum(found.count.buckets[bucket] for bucket in OFFICIAL) == found.count.total
        for name in (
            "due",
            "due_original",
            "on_time_original",
            "extensions",
            "extended",
            "words_only",
            "late_until_extended",
        ):
            assert sum(getattr(one.tally, name) for one in groups) == getattr(found, name)
        for bucket in Bucket:
            assert sum(one.tally.count.buckets[bucket] for one in groups) == found.count.buckets[bucket]
        for one in groups:
            own = expected([each.standing for each in stood if each.task.lead.code == one.key], today)
            assert {name: getattr(one.tally, name) for name in own} == own
        assert totals.by("lead", every, today).total == found
        assert lists.official(every, today) == found.count
        for one in stood:
            kept, late = one.task.outcome, one.standing.days_late
            assert kept is None if one.standing.is_open else kind_of(kept).bucket is one.standing.bucket
            assert one.task.days_late == (late or None if one.standing.bucket is Bucket.DONE_LATE else None)
        codes = {bucket: {one.task.code for one in stood if one.standing.bucket is bucket} for bucket in Bucket}
        assert codes == {bucket: {one.code for one in every.filter(SETS[bucket](today))} for bucket in Bucket}


def test_the_published_total_of_2017_hides_what_the_rate_of_on_time_work_says() -> None:
    buckets = {Bucket.DONE_ON_TIME: 14_068, Bucket.DONE_LATE: 1_983, Bucket.OPEN_OVERDUE: 223}
    tally = totals.Tally(Count({bucket: buckets.get(bucket, 0) for bucket in Bucket}), due_original=0,
                         on_time_original=0, late_median=None, late_worst=None, extensions=0, extended=0,
                         without_evidence=0, words_only=0)  # fmt: skip
    assert (tally.done, tally.due) == (16_051, 16_274)
    assert tally.on_time is not None
    assert round(tally.on_time, 1) == Decimal("86.4")
    assert tally.on_time_against_original is None
    assert tally.extensions_per_task == 0


@pytest.mark.parametrize("way", list(totals.WAYS))
def test_every_way_of_grouping_leads_to_exactly_the_tasks_it_counts(
    world: World, way: str, django_assert_max_num_queries: Callable[..., object]
) -> None:
    with_theme = {"indicator": indicator(world), "lead": world.organisations["UBND-D2"]}
    for number, fields in enumerate(({}, with_theme, {"assigner": world.posts["office_head"]})):
        stored(world, number, Course(DUE, DUE, DUE + timedelta(days=number)), **fields)
    actor = world.actor("leader")
    with django_assert_max_num_queries(6):
        groups = list(totals.by(way, Task.objects.all(), TODAY))
    assert sum(one.tally.count.total for one in groups) == 3
    for one in groups:
        asked = Wanted(**{way: one.key})
        assert queries.lists.listed(asked, actor, TODAY).count() == one.tally.count.total
