"""Add the course of each task beside it, and extensions of due dates."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tasks", "0002_append_only"), ("documents", "0002_append_only")]
    operations = [
        migrations.AlterField("task", "due", models.DateField(help_text="the due date agreed now: the original one, or that of the last extension granted")),
        migrations.AddField("task", "original_due", models.DateField(null=True, help_text="the due date with which it was issued; it never changes")),
        migrations.AddField("task", "counted_due", models.DateField(null=True, help_text="lateness is counted from it: the last due date extended in time")),
        migrations.AddField("task", "state", models.CharField(default="issued", help_text="a key of tasks.rules.STATES", max_length=10)),
        migrations.AddField("task", "take_on_by", models.DateField(blank=True, help_text="afterwards silence has taken it on", null=True)),
        migrations.AddField("task", "asked_due", models.DateField(blank=True, help_text="what an undecided extension asks for", null=True)),
        migrations.AddField("task", "submitted_on", models.DateField(blank=True, help_text="of the evidence that waits or was accepted", null=True)),
        migrations.AddField("task", "stopped_on", models.DateField(blank=True, help_text="when the clock of the lead stopped", null=True)),
        migrations.AddField("task", "extensions", models.PositiveSmallIntegerField(default=0, help_text="how many were granted")),
        migrations.AddField("task", "proof", models.CharField(blank=True, help_text="words or paper: what the evidence consists of", max_length=10)),
        migrations.AddField("task", "folded", models.TextField(blank=True, help_text="code and texts with and without accents, for search")),
        migrations.AddField("taskevent", "to", models.DateField(blank=True, help_text="the due date that an extension asks for or grants", null=True)),
        migrations.CreateModel(
            name="Extension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(help_text="within the task, from 1")),
                ("old_due", models.DateField()),
                ("new_due", models.DateField(help_text="the due date asked for")),
                ("granted_due", models.DateField(blank=True, help_text="empty where refused or not decided yet", null=True)),
                ("ground_vi", models.TextField(blank=True)),
                ("ground_en", models.TextField(blank=True)),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.CharField(max_length=200)),
                ("asked_as", models.CharField(blank=True, help_text="the post, as text", max_length=300)),
                ("late", models.BooleanField(help_text="asked for after the due date: the task stays late against both dates")),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decided_by", models.CharField(blank=True, max_length=200)),
                ("decided_as", models.CharField(blank=True, help_text="the post, as text", max_length=300)),
                ("reason_vi", models.TextField(blank=True)),
                ("reason_en", models.TextField(blank=True)),
                ("illustrative", models.BooleanField(default=False)),
                ("decided_document", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.document")),
                ("document", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.document")),
                ("task", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="asked_extensions", to="tasks.task")),
            ],
            options={"ordering": ("task", "number")},
        ),
        migrations.AddConstraint("extension", models.UniqueConstraint(fields=("task", "number"), name="extension_number_once")),
        migrations.AddConstraint("extension", models.UniqueConstraint(condition=models.Q(("decided_at__isnull", True)), fields=("task",), name="one_undecided_extension")),
        migrations.AddConstraint("extension", models.CheckConstraint(condition=models.Q(("new_due__gt", models.F("old_due"))), name="extension_later")),
    ]
