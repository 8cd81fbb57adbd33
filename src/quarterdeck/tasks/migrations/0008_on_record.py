"""Keep who set a milestone and what became of it, and by when a task handed over is taken on; asking moves no date."""

import django.db.models.deletion
from django.db import migrations, models

from quarterdeck.audit.rules import append_only_sql

TABLE = "tasks_milestonechange"


def refuse_changes(apps, editor):
    for statement in append_only_sql(editor.connection.vendor, TABLE):
        editor.execute(statement)


def count_until_decided(apps, editor):
    """An extension that waits to be decided moves no date: lateness counts from the last one granted in time."""
    asked = apps.get_model("tasks", "Extension").objects
    for task in apps.get_model("tasks", "Task").objects.filter(asked_due__isnull=False):
        last = asked.filter(task=task, late=False, granted_due__isnull=False).order_by("number").last()
        task.counted_due = last.granted_due if last else task.original_due
        task.save(update_fields=["counted_due"])


class Migration(migrations.Migration):
    dependencies = [("tasks", "0007_indexes")]

    operations = [
        migrations.AddField(
            model_name="task",
            name="take_on_again_by",
            field=models.DateField(blank=True, help_text="the same after it was handed over", null=True),
        ),
        migrations.AddField(
            model_name="milestone",
            name="ordered",
            field=models.BooleanField(
                default=True,
                help_text="set with the order or by the side that assigned it: the lead does not change it",
            ),
        ),
        migrations.AddField(
            model_name="milestone",
            name="dropped_on",
            field=models.DateField(blank=True, help_text="when it was taken away", null=True),
        ),
        migrations.AlterField(
            model_name="taskevent",
            name="to",
            field=models.DateField(
                blank=True,
                help_text="the due date that an extension asks for or grants; the day by which a task handed over is "
                "taken on",
                null=True,
            ),
        ),
        migrations.AlterField(
            model_name="override",
            name="test",
            field=models.CharField(
                help_text="the code of what warned: T3, or a key of rules.WARNINGS", max_length=20
            ),
        ),
        migrations.CreateModel(
            name="MilestoneChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("was_due", models.DateField()),
                ("due", models.DateField(blank=True, help_text="empty where it was taken away", null=True)),
                ("was_vi", models.TextField(blank=True, help_text="the words before, in one language at least")),
                ("was_en", models.TextField(blank=True)),
                ("reason_vi", models.TextField(blank=True, help_text="in one language at least")),
                ("reason_en", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=200)),
                ("post", models.CharField(blank=True, max_length=300)),
                (
                    "milestone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="tasks.milestone"
                    ),
                ),
            ],
            options={"ordering": ("id",)},
        ),
        migrations.AddConstraint(
            model_name="milestonechange",
            constraint=models.CheckConstraint(
                condition=~models.Q(reason_vi="", reason_en=""), name="milestone_change_reason"
            ),
        ),
        migrations.RunPython(refuse_changes, migrations.RunPython.noop),
        migrations.RunPython(count_until_decided, migrations.RunPython.noop),
    ]
