"""Tasks of the time before courses were kept get the course that their events tell."""

import importlib
from datetime import date

import pytest
from django.apps import apps

from quarterdeck.tasks.actions import cancel_task, return_evidence
from quarterdeck.tasks.models import Task
from quarterdeck.tasks.queries.courses import differing
from tests.tasks.cast import accepted, issued, moment, submitted, taken
from tests.world import NOW, World

pytestmark = pytest.mark.store
FILLED = ("state", "submitted_on", "stopped_on", "proof", "counted_due", "original_due", "folded")


def test_the_course_of_every_task_is_filled_in_from_its_events(world: World) -> None:
    back, given_up = submitted(world), submitted(world)
    return_evidence(task=back, reason="Thiếu dự toán", by=world.actor("leader"), at=NOW)
    cancel_task(task=given_up, reason="Không cần nữa", by=world.actor("leader"), at=moment(date(2024, 4, 20)))
    for task in (issued(world), taken(world), submitted(world), accepted(world)):
        task.refresh_from_db()
    was = list(Task.objects.order_by("pk").values(*FILLED))
    Task.objects.update(state="issued", submitted_on=None, stopped_on=None, proof="", folded="")
    importlib.import_module("quarterdeck.tasks.migrations.0004_courses_kept").keep_courses(apps, None)
    assert list(Task.objects.order_by("pk").values(*FILLED)) == was
    assert differing() == []
