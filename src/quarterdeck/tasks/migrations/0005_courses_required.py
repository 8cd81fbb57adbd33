"""Let no task be stored without its due dates, nor with one that was shortened; find tasks by state and lead."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tasks", "0004_courses_kept")]
    operations = [
        migrations.AlterField("task", "original_due", models.DateField(help_text="the due date with which it was issued; it never changes")),
        migrations.AlterField("task", "counted_due", models.DateField(help_text="lateness is counted from it: the last due date extended in time")),
        migrations.AddConstraint("task", models.CheckConstraint(condition=models.Q(("original_due__lte", models.F("due")), ("original_due__lte", models.F("counted_due"))), name="extended_never_shortened")),
        migrations.AddIndex("task", models.Index(fields=["state", "counted_due"], name="task_state_counted_due")),
        migrations.AddIndex("task", models.Index(fields=["lead", "state"], name="task_lead_state")),
    ]
