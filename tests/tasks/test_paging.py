"""A page of a list holds what the whole list holds at that place, however it is sorted and narrowed."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from quarterdeck.core.rights import SYSTEM
from quarterdeck.tasks.forms.filters import SORTS
from quarterdeck.tasks.models import Task
from quarterdeck.tasks.queries import for_agenda, lists, standings
from quarterdeck.tasks.queries.paging import paged
from quarterdeck.tasks.queries.wanted import SETS, Wanted, meeting
from quarterdeck.tasks.rules import Bucket
from tests.tasks.cast import accepted, issued, moment, submitted
from tests.world import TODAY, World

SignIn = Callable[..., Client]
FEBRUARY = date(2024, 2, 1)


@pytest.fixture
def many(world: World) -> None:
    """Tasks in every state, in time and late, some with the same due date."""
    plain = {"at": moment(FEBRUARY)}
    made = [issued(world, due=FEBRUARY + timedelta(days=20 + 7 * at), **plain) for at in range(9)]
    made += [accepted(world, on=TODAY - timedelta(days=at), due=date(2024, 3, 22), **plain) for at in range(0, 12, 3)]
    made += [submitted(world, due=date(2024, 3, 22), **plain), issued(world, due=date(2024, 3, 22), **plain)]
    Task.objects.filter(pk=made[1].pk).update(state="cancelled", stopped_on=date(2024, 3, 1))
    Task.objects.filter(pk=made[2].pk).update(state="declined")
    Task.objects.filter(pk=made[3].pk).update(state="cancelled", stopped_on=date(2024, 2, 3))


@pytest.mark.parametrize("sort", SORTS)
def test_pages_put_together_are_the_whole_list(many: None, sort: str) -> None:
    for bucket in ("", *SETS):
        wanted = Wanted(sort=sort, bucket=str(bucket))
        whole = [one.code for one in lists.listed(wanted, SYSTEM, TODAY)]
        counts = lists.official(meeting(wanted, SYSTEM), TODAY)
        for listing in (paged(wanted, SYSTEM, TODAY), paged(wanted, SYSTEM, TODAY, counts=counts)):
            assert listing.count() == len(whole), bucket
            assert [one.code for start in range(0, 20, 4) for one in listing[start : start + 4]] == whole, bucket


def test_a_column_of_the_board_is_a_list_of_its_own(many: None) -> None:
    for bucket in Bucket:
        column = paged(Wanted(), SYSTEM, TODAY, column=("bucket", bucket.value))
        whole = [one.code for one in lists.listed(Wanted(bucket=bucket.value), SYSTEM, TODAY)]
        assert [one.code for one in column[:40]] == whole, bucket


def test_a_first_page_is_made_by_few_queries(many: None) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert len(standings(TODAY, paged(Wanted(), SYSTEM, TODAY)[:3])) == 3
    assert len(queries) <= 5


def test_the_agenda_has_every_overdue_task_and_what_is_due_soon_with_its_weight(many: None) -> None:
    found = {one.ref: one for one in for_agenda(TODAY, TODAY + timedelta(days=14))}
    expected = {
        one.task.code: one.standing.days_late for one in standings(TODAY)
        if one.standing.is_open and (one.standing.days_late or one.task.due <= TODAY + timedelta(days=14))
    }  # fmt: skip
    assert {code: one.evidence["days_late"] for code, one in found.items()} == expected
    assert {code: one.weight for code, one in found.items()} == {
        code: 200 + late if late else 50 for code, late in expected.items()
    }  # fmt: skip


@pytest.mark.store
def test_syllables_typed_without_accents_are_found_together_only(world: World) -> None:
    made = [issued(world, text_vi=text, at=moment(FEBRUARY)) for text in (
        "Trình kế hoạch giải ngân vốn đầu tư công năm 2024", "Thống kê, rà soát quy hoạch sử dụng đất"
    )]  # fmt: skip
    found = {words: {one.pk for one in lists.listed(Wanted(search=words), SYSTEM, TODAY)}
             for words in ("ke hoach", "quy hoach", "hoach")}  # fmt: skip
    first, second = (one.pk for one in made)
    assert found == {"ke hoach": {first}, "quy hoach": {second}, "hoach": {first, second}}
    for words in found:
        every = meeting(Wanted(search=words), SYSTEM)
        assert lists.official(every, TODAY, searched=True) == lists.official(every, TODAY)
