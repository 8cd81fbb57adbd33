"""A year of invented operation goes through the actions of the rooms, and every report of it adds up."""

import importlib.util
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from quarterdeck.core.rights import SYSTEM
from quarterdeck.difficulties.models import Difficulty
from quarterdeck.reviews.models import Conclusion, Review
from quarterdeck.tasks.models import Extension, Task, TaskEvent
from quarterdeck.tasks.queries import counts, lists, standings, totals
from quarterdeck.tasks.queries.courses import differing
from quarterdeck.tasks.queries.wanted import Wanted, meeting
from quarterdeck.tasks.rules import OFFICIAL, Bucket
from tests.world import TODAY, World

FIRST = date(2023, 10, 2)


@cache
def generator() -> Any:
    """demo/year.py, which is no package."""
    path = Path(__file__).parents[2] / "demo/year.py"
    spec = importlib.util.spec_from_file_location("demo_year", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def told(world: World) -> Any:
    """What the generator says that it let happen in six months."""
    return generator().Year(first=FIRST, last=date(2024, 3, 26), a_month=7, seed=3).run()


def test_what_happened_is_what_the_store_tells_and_every_breakdown_adds_up(told: Any) -> None:
    happened = told.happened
    every = meeting(Wanted(), SYSTEM)
    official = lists.official(every, TODAY)
    assert official.issued == happened["issued"] == Task.objects.count()
    assert official.buckets[Bucket.CANCELLED] == happened["cancelled"]
    assert sum(official.buckets[one] for one in OFFICIAL) == happened["issued"] - happened["cancelled"]
    assert official.buckets == counts(standings(TODAY)).buckets
    assert differing() == []
    whole = totals.total(every, TODAY)
    for way in totals.WAYS:
        groups = totals.by(way, every, TODAY)
        for bucket in Bucket:
            assert sum(one.tally.count.buckets[bucket] for one in groups) == whole.count.buckets[bucket], way
        assert sum(one.tally.extensions for one in groups) == whole.extensions, way
    by_lead = {one.key: one.tally.count.issued for one in totals.by("lead", every, TODAY)}
    assert by_lead == dict(told.by_lead)
    months = [Wanted(issued_from=first, issued_to=last) for first, last in _months()]
    assert [lists.official(meeting(one, SYSTEM), TODAY).issued for one in months] == [
        told.by_month[f"{one.issued_from:%Y-%m}"] for one in months
    ]  # fmt: skip
    _events_are_told(told)


def _months() -> list[tuple[date, date]]:
    firsts = [date(2023, month, 1) for month in (10, 11, 12)] + [date(2024, month, 1) for month in (1, 2, 3)]
    return [(first, date.fromordinal(after.toordinal() - 1)) for first, after in zip(
        firsts, [*firsts[1:], date(2024, 4, 1)], strict=True)]  # fmt: skip


def _events_are_told(told: Any) -> None:
    """Extensions, evidence, difficulties and reviews are as many as were let happen, and lateness is that of events."""
    happened = told.happened
    kinds = {"accepted": "accepted", "evidence_submitted": "submitted", "evidence_returned": "returned"}
    for kind, name in kinds.items():
        assert TaskEvent.objects.filter(kind=kind).count() == happened[name], kind
    assert Extension.objects.count() == happened["asked"]
    assert Extension.objects.filter(granted_due__isnull=False).count() == happened["granted"]
    assert Difficulty.objects.count() == happened["raised"]
    assert Difficulty.objects.filter(answered_on__isnull=False).count() == happened["answered"]
    assert Review.objects.filter(state=Review.CLOSED).count() == happened["reviews"] > 0
    assert Conclusion.objects.filter(state=Conclusion.ISSUED).count() == happened["from_conclusions"]
    assert all(happened[one] for one in ("accepted", "returned", "asked", "granted", "raised", "answered"))
