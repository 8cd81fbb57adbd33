"""Interim answers, whose table refuses UPDATE and DELETE, and how a unit said what another body entered for it."""

import django.db.models.deletion
from django.db import migrations, models

from quarterdeck.audit.rules import append_only_sql


def refuse_changes(apps, editor):
    for statement in append_only_sql(editor.connection.vendor, "difficulties_interim"):
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("difficulties", "0003_dated_silence"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="callreply",
            name="told",
            field=models.CharField(
                blank=True, help_text="how the unit said so, where another body entered its reply", max_length=300
            ),
        ),
        migrations.CreateModel(
            name="Interim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words_vi", models.TextField()),
                ("words_en", models.TextField(blank=True)),
                (
                    "promised_by",
                    models.DateField(blank=True, help_text="by when the answer itself is promised", null=True),
                ),
                ("given_on", models.DateField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=200)),
                (
                    "difficulty",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interims",
                        to="difficulties.difficulty",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        help_text="who gives it",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.post",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.RunPython(refuse_changes, migrations.RunPython.noop),
    ]
