"""Keep for how long a task was overdue before an extension that was asked for in time was granted."""

from django.db import migrations, models
from django.utils import timezone

from quarterdeck.tasks.rules import Event, course


def keep_days(apps, editor):
    tasks = apps.get_model("tasks", "Task").objects
    for task in tasks.filter(extensions__gt=0).prefetch_related("events"):
        events = [Event(one.kind, timezone.localtime(one.at).date(), one.pk, one.to) for one in task.events.all()]
        found = course(events, due=task.original_due, take_on_by=task.take_on_by)
        if found.late_until_extended:
            tasks.filter(pk=task.pk).update(late_until_extended=found.late_until_extended)


class Migration(migrations.Migration):
    dependencies = [("tasks", "0009_outcomes")]
    operations = [
        migrations.AddField(
            model_name="task",
            name="late_until_extended",
            field=models.PositiveIntegerField(
                default=0, help_text="days overdue before extensions that were asked for in time were granted"
            ),
        ),
        migrations.RunPython(keep_days, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=models.Q(("late_until_extended__gt", 0)),
                fields=["lead", "assigner", "document", "indicator"],
                name="task_late_until_extended",
            ),
        ),
    ]
