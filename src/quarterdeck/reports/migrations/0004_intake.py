"""Texts that were taken in, and what they propose."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_initial"),
        ("reports", "0003_office_templates"),
    ]

    operations = [
        migrations.CreateModel(
            name="Incoming",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=255)),
                ("text", models.TextField()),
                ("language", models.CharField(max_length=5)),
                ("kind", models.CharField(default="text", help_text="text, docx, pdf or html", max_length=10)),
                (
                    "notes",
                    models.JSONField(
                        default=list, help_text="what was noticed while the file was read, in both languages"
                    ),
                ),
                ("written", models.DateField(blank=True, null=True)),
                ("put_at", models.DateTimeField()),
                ("put_by", models.CharField(max_length=300)),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.keptfile",
                    ),
                ),
            ],
            options={
                "ordering": ("-id",),
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=12)),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("quote", models.TextField()),
                ("said", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "open"), ("accepted", "accepted"), ("set_aside", "set_aside")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("made", models.CharField(blank=True, max_length=60)),
                ("why", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decided_by", models.CharField(blank=True, max_length=300)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "incoming",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="proposals", to="reports.incoming"
                    ),
                ),
            ],
            options={
                "ordering": ("start", "id"),
                "indexes": [models.Index(fields=["incoming", "kind", "state"], name="proposal_by_kind")],
            },
        ),
    ]
