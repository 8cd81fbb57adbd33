"""Indexes for the totals and for the orders of the list at the size of a large province."""

from django.db import migrations, models

TOTALS = [
    "state", "counted_due", "stopped_on", "original_due", "extensions", "proof", "lead", "assigner", "document",
    "indicator",
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("tasks", "0006_following")]

    operations = [
        migrations.AddIndex(model_name="task", index=models.Index(fields=TOTALS, name="task_totals")),
        migrations.AddIndex(
            model_name="task", index=models.Index(fields=["state", "-submitted_on", "code"], name="task_done_last")
        ),
        migrations.AddIndex(model_name="task", index=models.Index(fields=["-issued_on", "code"], name="task_newest")),
        migrations.AddIndex(
            model_name="task", index=models.Index(fields=["state", "due", "code"], name="task_due_next")
        ),
    ]
