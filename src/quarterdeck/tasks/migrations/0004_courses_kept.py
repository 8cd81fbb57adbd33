"""Keep the course of every task that is there, and let nobody store one without it."""

from django.db import migrations, models
from django.utils import timezone

from quarterdeck.core.folding import searchable

# What the events of the time before lead to: the state, and whether the clock of the lead stops or runs on.
STATES = {"taken_on": "taken_on", "progress": "taken_on", "evidence_submitted": "submitted",
          "evidence_returned": "taken_on", "accepted": "accepted", "cancelled": "cancelled"}  # fmt: skip


def keep_courses(apps, editor):
    for task in apps.get_model("tasks", "Task").objects.prefetch_related("events"):
        task.original_due = task.counted_due = task.due
        for event in sorted(task.events.all(), key=lambda one: one.pk):
            day = timezone.localtime(event.at).date()
            task.state = STATES.get(event.kind, task.state)
            if event.kind == "evidence_submitted":
                task.submitted_on = task.stopped_on = day
                task.proof = "paper" if event.file_id or event.document_id else "words"
            elif event.kind == "evidence_returned":
                task.submitted_on, task.stopped_on, task.proof = None, None, ""
            elif event.kind == "cancelled":
                task.stopped_on = task.stopped_on or day
        task.folded = searchable(task.code, task.text_vi, task.text_en, task.result_vi, task.result_en)
        task.save()


class Migration(migrations.Migration):
    dependencies = [("tasks", "0003_courses")]
    operations = [
        migrations.RunPython(keep_courses, migrations.RunPython.noop),
    ]
